"""Whether words stand in an order that people write, and how well a sentence holds together.

Words fall into parts of speech; how often three of them follow one another in the project's own texts (by interpolated
Witten-Bell smoothing; Chen and Goodman 1999, "An empirical study of smoothing techniques for language modeling") is
compared with how often they would by chance. Spelling and vocabulary do not decide, and second-language grammar stays
far from chance.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise, zip_longest

from scoring import grammar, pairs
from scoring.background import WEIGHTS
from scoring.grammar import PARTS, part_of
from scoring.text import Prepared, Sentence, Word

LEAST_WORDS = 12
# The share of words that a shuffle puts out of order; the weight of a context that many different words follow.
_BROKEN, _CONTEXT = 0.35, 3.0
# What genuine texts lose per word because their own words were not counted, and what a misplaced capital tells.
_DRIFT, _CAPITAL, _CAPITALS, _TITLE = 0.05, 2.5, 4, 0.4
_LOWER_START = 1.0


def classes(sentence: Sentence) -> list[str]:
    """The classes of a sentence's words with its borders and breaks.

    Examples
    --------
    >>> from scoring.text import prepare
    >>> from scoring.words import Vocabulary
    >>> classes(prepare("Yes, I can.", Vocabulary([])).sentences[0])
    ['^', 'yes', ',', 'i', 'can', '^']
    """
    row = [pairs.BORDER]
    clause = sentence.words[0].clause
    for word, after in zip_longest(sentence.words, sentence.words[1:]):
        if after is not None and after.start == word.start:
            continue  # of "I'll" only "will": its two halves stay together however the text is shuffled
        row += [pairs.BREAK] * (word.clause != clause) + [pairs.class_of(word.text)]
        clause = word.clause
    return [*row, pairs.BORDER]


def parts(sentence: Sentence) -> list[str]:
    """The parts of speech of a sentence's words with its borders and breaks.

    Examples
    --------
    >>> from scoring.text import prepare
    >>> from scoring.words import Vocabulary
    >>> parts(prepare("Yes, I send it.", Vocabulary([])).sentences[0])
    ['^', '^', 'PLEASE', ',', 'I', 'VERB', 'IT', '^']
    """
    row = [grammar.BORDER, grammar.BORDER]
    clause = sentence.words[0].clause
    for word in sentence.words:
        if word.clause != clause:
            row.append(grammar.BREAK)
            clause = word.clause
        row.append(part_of(word.text))
    return [*row, grammar.BORDER]


def disorder(answer: Prepared) -> float:
    """How much likelier the text is with a third of its words out of order than as it would be written.

    Returns
    -------
    float
        A log ratio: below 0 for most answers, tens for shuffled words, 0 below `LEAST_WORDS` words.
    """
    if "disorder" not in answer.memory:
        answer.memory["disorder"] = _disorder(answer)
    found: float = answer.memory["disorder"]
    return found


def _disorder(answer: Prepared) -> float:
    if len(answer.words) < LEAST_WORDS:
        return 0.0
    written = as_written(answer.sentences)
    rows = [parts(sentence) for sentence in written]
    count = sum(len(row) - 2 for row in rows)
    return math.fsum(map(_strangeness, rows)) - _DRIFT * count + capitals(written, answer.original)


def as_written(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with those in one between which no stop stands: a capital alone may have been moved there.

    Examples
    --------
    >>> from scoring.text import prepare
    >>> from scoring.words import Vocabulary
    >>> answer = prepare("I send five Then I call. Yes", Vocabulary([]))
    >>> [sentence.plain for sentence in answer.sentences], [each.plain for each in as_written(answer.sentences)]
    (['i send five', 'then i call', 'yes'], ['i send five then i call', 'yes'])
    """
    written: list[Sentence] = []
    for sentence in sentences:
        if written and not written[-1].ending:
            written.append(_joined(written.pop(), sentence))
        else:
            written.append(sentence)
    return written


def _joined(one: Sentence, other: Sentence) -> Sentence:
    clause = one.words[-1].clause
    following = (word._replace(clause=clause + word.clause) for word in other.words)
    return Sentence((*one.words, *following), other.ending)


def strangeness(sentence: Sentence) -> float:
    """How much likelier the sentence is with a third of its words out of order, as a log ratio."""
    return _strangeness(parts(sentence))


def _strangeness(row: Sequence[str]) -> float:
    return math.fsum(map(surprise, row, row[1:], row[2:]))


def capitals(sentences: Sequence[Sentence], original: str) -> float:
    """What capitals inside sentences tell: words like "The" have one there only when they were moved."""
    written = [[original[word.start] for word in sentence.words] for sentence in sentences]
    total = sum(map(len, written))
    if sum(map(str.isupper, chain.from_iterable(written))) > _TITLE * total:
        return 0.0
    inside = sum(_is_moved(one, other, original) for row in sentences for one, other in pairwise(row.words))
    lower = sum(row[0].islower() for row in written)
    return _CAPITAL * min(inside, _CAPITALS) + (_LOWER_START * min(lower, _CAPITALS) if inside else 0.0)


def _is_moved(before: Word, word: Word, original: str) -> bool:
    return (
        original[word.start].isupper()
        and word.text != "i"
        and word.text in PARTS
        and word.clause == before.clause
        and word.start != before.start
        and not original[word.start : word.end].isupper()
    )


@lru_cache(maxsize=100_000)
def surprise(first: str, second: str, third: str) -> float:
    """The log ratio for one part of speech after two others; above 0 when it speaks for disorder.

    Examples
    --------
    >>> surprise("^", "I", "WILL") < 0 < surprise("WILL", "A", "OF")
    True
    """
    table = _counts()
    ratio = table.alone(third) / table.after_two(first, second, third)
    return math.log(1 - _BROKEN + _BROKEN * ratio)


class Counts:
    """Counts of runs of three parts of speech, and the chances that follow from them."""

    def __init__(self, runs: dict[tuple[str, str, str], int]) -> None:
        self._runs = runs
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._alone: Counter[str] = Counter()
        self._two: Counter[tuple[str, str]] = Counter()
        for (first, second, third), count in runs.items():
            self._two[first, second] += count
            self._pairs[second, third] += count
            self._alone[third] += count
        self._one: Counter[str] = Counter()
        for (second, _), count in self._pairs.items():
            self._one[second] += count
        self._after_two = Counter((first, second) for first, second, _ in runs)
        self._after_one = Counter(second for second, _ in self._pairs)
        self._total = sum(self._alone.values())

    def alone(self, part: str) -> float:
        """The chance of a part of speech anywhere."""
        return (self._alone[part] + 0.5) / (self._total + 0.5 * (len(self._alone) + 1))

    def after_one(self, before: str, part: str) -> float:
        """The chance after one other."""
        seen = self._one[before]
        share = seen / (seen + self._after_one[before]) if seen else 0.0
        return share * self._pairs[before, part] / max(seen, 1) + (1 - share) * self.alone(part)

    def after_two(self, first: str, second: str, part: str) -> float:
        """The chance after two others."""
        seen = self._two[first, second]
        share = seen / (seen + _CONTEXT * self._after_two[first, second]) if seen else 0.0
        return share * self._runs.get((first, second, part), 0) / max(seen, 1) + (1 - share) * self.after_one(
            second, part
        )


@cache
def _counts() -> Counts:
    raw: dict[str, int] = json.loads((WEIGHTS / "order.json").read_text("utf-8"))
    return Counts({(one, two, three): count for run, count in raw.items() for one, two, three in [run.split(" ")]})


def runs_of(sentences: Iterator[Sentence]) -> Counter[str]:
    """Runs of three parts of speech as the weights file writes them, counted."""
    rows = (parts(sentence) for sentence in sentences)
    return Counter(" ".join(run) for row in rows for run in zip(row, row[1:], row[2:], strict=False))
