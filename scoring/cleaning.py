"""What of an answer may count: repeats, pasted text, lists of keywords and words to the marker do not."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.lexicon import FINITE, FUNCTION_WORDS
from scoring.order import fluency
from scoring.phrases import ASKS_FOR_MARKS
from scoring.setting import Setting
from scoring.text import NAME, Prepared, Sentence, ngrams

_COPY = 4
_COPIED_SHARE = 0.7
_RUN = 6
# Measured on the shipped examples: these set 99 % of lists with commas and 9 in 10 without aside, and few sentences.
_LIST_PARTS, _PART_WORDS = 7, 3.4
_LONG_PART, _LEAST_SENSE = 12, 0.6
_ENDLESS, _LEAST_SENSE_ENDLESS = 40, 0.9


def once(text: str) -> str:
    """A text without its second half when that repeats the first.

    Examples
    --------
    >>> once("I can help. Sam I can help. Sam"), once("I can help.")
    ('I can help. Sam', 'I can help.')
    """
    words = text.split()
    half = len(words) // 2
    if half == 0 or len(words) % 2 or words[:half] != words[half:]:
        return text
    return text[: len(text) - len(text.lstrip()) + len(text.strip()) // 2].rstrip()


def live(answer: Prepared, setting: Setting) -> Prepared:
    """The answer without sentences that add nothing of the writer's own.

    Examples
    --------
    A sentence said twice counts once; the original text stays whole, so that places keep their meaning.
    """
    return Prepared(answer.original, tuple(_kept(answer, setting)))


def _kept(answer: Prepared, setting: Setting) -> Iterator[Sentence]:
    seen: set[tuple[str, ...]] = set()
    told = {run for sentence in setting.told.sentences for run in ngrams(sentence.stems, _COPY)}
    for sentence in answer.sentences:
        if sentence.stems in seen or is_list(sentence) or sentence.has(ASKS_FOR_MARKS, negated=True):
            continue
        if copied_share(sentence, told) >= _COPIED_SHARE:
            continue
        seen.add(sentence.stems)
        told |= set(ngrams(sentence.stems, _COPY))
        yield without_runs(sentence)


def copied_share(sentence: Sentence, told: set[tuple[str, ...]]) -> float:
    """Share of a sentence's runs of four words that stand in the situation; 0 for shorter ones."""
    runs = list(ngrams(sentence.stems, _COPY))
    return sum(run in told for run in runs) / len(runs) if len(runs) >= 2 else 0.0


def is_list(sentence: Sentence) -> bool:
    """Whether a sentence is a list of keywords: seven short parts and more, or a long run that no verb holds.

    Examples
    --------
    >>> from scoring.text import prepare
    >>> from scoring.words import Vocabulary
    >>> text = "empathy, ownership, case number, greeting, executor, bill, note. I note it, book it, and call."
    >>> [is_list(sentence) for sentence in prepare(text, Vocabulary([])).sentences]
    [True, False]
    """
    words = len(sentence.words)
    parts = len({word.clause for word in sentence.words})
    if parts >= _LIST_PARTS and words <= _PART_WORDS * parts:
        return True
    finite = sum(word.text in FINITE for word in sentence.words) / words
    least = _LEAST_SENSE if words < _ENDLESS * parts else _LEAST_SENSE_ENDLESS
    return words >= _LONG_PART * parts and 4 * finite + fluency(sentence) < least


def without_runs(sentence: Sentence) -> Sentence:
    """The sentence without runs of six content words and more: people do not speak so."""
    keep: list[bool] = []
    run = 0
    for word in sentence.words:
        run = 0 if word.text in FUNCTION_WORDS or word.text == NAME else run + 1
        keep.append(True)
        if run >= _RUN:
            keep[-run:] = [False] * run
    if all(keep):
        return sentence
    kept = tuple(word for word, good in zip(sentence.words, keep, strict=True) if good)
    return Sentence(kept or sentence.words[:1], sentence.ending)
