"""What of an answer may count: repeats, pasted text, lists of keywords and words to the marker do not."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from scoring.evidence.scene import ACTION
from scoring.lexicon import FINITE, FUNCTION_WORDS
from scoring.oddness import DOUBTFUL_ABOVE, oddness
from scoring.order import strangeness
from scoring.phrases import ASKS_FOR_MARKS, patterns
from scoring.setting import GIVEN, HIDDEN, IMPLIED, NEXT, UNKNOWN, Setting, runs_told
from scoring.similarity import weight
from scoring.text import NAME, Prepared, Sentence, ngrams

_COPY = 4
_COPIED_SHARE = 0.7
_RUN = 8
_LIST_PARTS, _PART_WORDS = 7, 3.4
# A long part is a list when little holds it: few function words, verbs counting twice, the fewer the odder its order.
_LONG_PART, _HELD, _LOOSE = 12, 0.52, 4
_SNIPPET, _SNIPPETS, _SNIPPET_WORDS = 6, 6, 3.6
# So many sentences in a row, and most of those from the first to the last, are padding when no more than that share of
# each one's weight is the situation's.
_PADDING, _MUCH_PADDING, _BESIDE = 5, 10, 0.4
# What a sentence of padding that meets a fact's words by chance takes from the others beside it.
_LITTLE = -0.25
_TO_SOMEBODY = patterns(
    r"you", r"your", r"yours", r"let us", r"please", r"thanks?", r"sorry", r"(?:shall|may|can|could) (?:i|we)"
)
# In an answer that reads oddly, sentences whose own order is doubtful cannot count.
_STRANGE = 0.0
# Of 5,972 sentences of the further answers some 25 name so many facts, and of those with keywords between their words
# a third: three facts and more, and the better their order the more of them. Where the whole answer reads well it takes
# more: second-language writers put much into one sentence and leave small words out.
_FACTS, _CROWD, _CROWD_IN_ORDER = 3, 5.0, 9.5
_JOINING = frozenset({"and", "or", "plus", "then"})


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
    """The answer without sentences that add nothing of the writer's own; worked out once for each reading.

    Examples
    --------
    A sentence said twice counts once; the original text stays whole, so that places keep their meaning.
    """
    if id(setting) not in answer.memory:
        answer.memory[id(setting)] = Prepared(answer.original, tuple(_kept(answer, setting)))
    kept: Prepared = answer.memory[id(setting)]
    return kept


def _kept(answer: Prepared, setting: Setting) -> Iterator[Sentence]:
    seen: set[tuple[str, ...]] = set()
    told = set(runs_told(setting, _COPY))
    for sentence in held(own(answer, setting), setting).sentences:
        if sentence.stems in seen or is_list(sentence):
            continue
        if sentence.has(ASKS_FOR_MARKS, negated=True):
            continue
        if copied_share(sentence, told) >= _COPIED_SHARE:
            continue
        seen.add(sentence.stems)
        told |= set(ngrams(sentence.stems, _COPY))
        yield without_runs(sentence)


def own(answer: Prepared, setting: Setting) -> Prepared:
    """The answer without padding: ordinary sentences beside the point would outweigh others that are out of order."""
    return Prepared(answer.original, tuple(without_padding(tuple(without_snippets(answer.sentences)), setting)))


def held(answer: Prepared, setting: Setting) -> Prepared:
    """The answer without sentences crowded with facts; where all of it reads oddly, without odd sentences too."""
    is_doubtful = oddness(answer, setting) > DOUBTFUL_ABOVE
    crowd = _CROWD if is_doubtful else _CROWD_IN_ORDER
    sentences = in_order(answer.sentences) if is_doubtful else answer.sentences
    kept = (sentence for sentence in sentences if not is_crowded(sentence, setting, crowd))
    return Prepared(answer.original, tuple(kept))


def in_order(sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences whose words stand in an order that is written."""
    return tuple(sentence for sentence in sentences if strangeness(sentence) <= _STRANGE)


def without_snippets(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences without rows of six and more that are three or four words long: a list written with stops."""
    for is_short, row in groupby(sentences, lambda sentence: len(sentence.words) <= _SNIPPET):
        together = list(row)
        words = sum(len(sentence.words) for sentence in together)
        if not (is_short and len(together) >= _SNIPPETS and words <= _SNIPPET_WORDS * len(together)):
            yield from together


def without_padding(sentences: Sequence[Sentence], setting: Setting) -> Iterator[Sentence]:
    """The sentences without rows of five and more that are beside the point: one is how people talk, a row is padding.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> from scoring.setting import setting_of
    >>> setting = setting_of(read_scenario(dict(shipped())["S05.yaml"], "S05.yaml"), "s1")
    >>> text = "Your lamp is safe. I like bees. The geese fly over fields. The cat sleeps. The bells ring. Rain fell."
    >>> sentences = setting.prepare(text).sentences
    >>> [len(list(without_padding(part, setting))) for part in (sentences, sentences[:5])]
    [1, 5]
    """
    rows = [(speaks, list(row)) for speaks, row in groupby(sentences, _speaks)]
    for place, (speaks, row) in enumerate(rows):
        yield from row if speaks else _without_middle(row, setting, place == 0, place == len(rows) - 1)


def _without_middle(row: Sequence[Sentence], setting: Setting, opens: bool, closes: bool) -> Iterator[Sentence]:
    """A row of sentences that speak to nobody, without the stretch of it that is mostly beside the point."""
    little = [bool(each.content) and holds_little(each, setting) for each in row]
    aside = [each and not _names_a_fact(row[place], setting) for place, each in enumerate(little)]
    first, end = densest([1 if out else _LITTLE if holds else -1 for out, holds in zip(aside, little, strict=True)])
    if sum(aside[first:end]) < _PADDING:
        yield from row
        return
    while first > 0 and little[first - 1]:
        first -= 1
    while end < len(row) and little[end]:
        end += 1
    if sum(aside[first:end]) >= _MUCH_PADDING:  # what opens or closes the text met a fact's words by chance
        first = 0 if opens and first == 1 else first
        end = len(row) if closes and end == len(row) - 1 else end
    yield from (*row[:first], *row[end:])


def densest(values: Sequence[float]) -> tuple[int, int]:
    """Where the stretch with the greatest sum begins and ends, the first and shortest of several.

    Examples
    --------
    >>> densest([-1, 2, -1, 2, -3, 1]), densest([-1, -1])
    ((1, 4), (0, 0))
    """
    best = total = 0.0
    start = first = end = 0
    for place, value in enumerate(values):
        if total <= 0:
            start, total = place, 0.0
        total += value
        if total > best:
            first, end, best = start, place + 1, total
    return first, end


def _speaks(sentence: Sentence) -> bool:
    """Whether a sentence speaks to somebody or says what the writer does."""
    return sentence.has(_TO_SOMEBODY, negated=True) or _calls(sentence) or sentence.has(ACTION, negated=True)


def holds_little(sentence: Sentence, setting: Setting) -> bool:
    """Whether little of a sentence is of this situation."""
    near = math.fsum(map(weight, sentence.content & setting.topic))
    return near <= _BESIDE * math.fsum(map(weight, sentence.content))


def _names_a_fact(sentence: Sentence, setting: Setting) -> bool:
    return any(marker.found_in(sentence) for marker in setting.of(GIVEN, UNKNOWN, IMPLIED, NEXT, HIDDEN))


def _calls(sentence: Sentence) -> bool:
    """Whether a name stands alone between breaks, as it does when somebody is called."""
    sizes = Counter(word.clause for word in sentence.words)
    return any(word.text == NAME and sizes[word.clause] == 1 for word in sentence.words)


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
    joined = 1 + sum(word.text in _JOINING for word in sentence.words[1:])
    if joined >= _LIST_PARTS:
        return True
    if parts >= _LIST_PARTS and words <= _PART_WORDS * parts:
        return True
    if words < _LONG_PART * parts:
        return False
    held = (word.text for word in sentence.words if word.text not in _JOINING)
    bound = sum((word in FUNCTION_WORDS) + (word in FINITE) for word in held) / words
    return bound - strangeness(sentence) / (_LOOSE * words) < _HELD


def is_crowded(sentence: Sentence, setting: Setting, crowd: float = _CROWD) -> bool:
    """Whether a sentence holds more of the situation's facts than people say in one, the odder its order the fewer.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> from scoring.setting import setting_of
    >>> setting = setting_of(read_scenario(dict(shipped())["S05.yaml"], "S05.yaml"), "s1")
    >>> keywords = " ".join(alias for fact in setting.scenario.facts.given for alias in fact.aliases[:1])
    >>> texts = (f"I am sorry for the delay {keywords} and for the trouble.", "I am sorry for the delay.")
    >>> [is_crowded(setting.prepare(text).sentences[0], setting) for text in texts]
    [True, False]
    """
    named = setting.named_in(sentence)
    return named >= _FACTS and named + max(strangeness(sentence), -named / 4) >= crowd


def without_runs(sentence: Sentence) -> Sentence:
    """The sentence without runs of eight content words and more: people do not speak so."""
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
