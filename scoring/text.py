"""An answer as sentences of words, each word with its place in the original text.

Nothing here looks at how long or how well spelled a text is. Spelling slips are undone against the words that the
situation and the trade use, so that a slip cannot cost anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from scoring.form import Form
from scoring.frequency import RARE, frequency
from scoring.lexicon import ARTICLES, CALENDAR, FUNCTION_WORDS, OPENERS, word_set
from scoring.needed import needed, parts_of
from scoring.pairs import BORDER, BREAK, NAME
from scoring.phrases import patterns
from scoring.slips import commonness, fit, is_slip
from scoring.words import Vocabulary, stem, words_of

__all__ = ["NAME", "Prepared", "Sentence", "Span", "Word", "is_content", "ngrams", "prepare"]
_TOKEN = re.compile(
    r"\d+(?:[.:,]\d+)*(?i:st|nd|rd|th)?"
    r"|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*|['\u2019][^\W\d_]+)*"
    r"|[.!?\u2026]+|[,;:()\u2013\u2014]|\s-\s|\n+"
)
# After "he" the verb is another than after "they", and must not tell more than the pronoun.
_WHO = word_set("he she they")
_AGREED = {"is": "are", "was": "were", "has": "have", "does": "do"}
_TITLES = word_set("mr mrs ms miss dr mx sir prof")
_SHORTENED = _TITLES - {"miss", "sir"}
_NEGATORS = word_set("not no none never without neither nor nobody nothing unable refuse hardly")
_HARMLESS = patterns(
    r"not only",
    r"no (?:problem|rush|hurry|worries|need|doubt|wonder|trouble|charge|cost)",
    r"not (?:at all|silly|sure|least|too late|hesitate|worry|your fault|alone|just|in the least|have to|need to)",
    r"why not",
    r"whether or not",
    r"no longer",
    r"if not",
    r"nothing (?:is|was|will be|gets?|has) (?:lost|missed|forgotten)",
)
_SCOPE = 6
_LEAST_NAME = 4
# Small words with a capital only where a sentence begins: "I" has one anywhere, "A" names a form, May and Will people.
_OPENING = (FUNCTION_WORDS | OPENERS) - {"a", "i", "may", "will"}
_LEAST_OPENER, _VERY_COMMON, _COMMON, _NAME_BETTER = 6, -9.0, -11.5, 1.0
_BEFORE_DAYS = word_set("on by until till before from next last this since every after to")
# Endings of words that open a sentence without being known; hardly any name ends so.
_WORDLIKE = ("able", "ible", "ably", "ment", "tion", "less", "ness", "ful", "ous", "ive", "edly", "ingly")


class Word(NamedTuple):
    """One word: as matched (lower case, expanded, slips undone), its stem, its place, its standing."""

    text: str
    stem: str
    start: int
    end: int
    clause: int
    negated: bool


@dataclass(frozen=True)
class Span:
    """A stretch of the original text: offsets in characters, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """Words between two full stops, and how the sentence ended (``"."``, ``"?"``, ``"!"`` or nothing)."""

    words: tuple[Word, ...]
    ending: str

    @cached_property
    def plain(self) -> str:
        """The words with single blanks between: what patterns are matched against."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The stems of the words, in order."""
        return tuple(word.stem for word in self.words)

    @cached_property
    def bare(self) -> tuple[Word, ...]:
        """The words without articles, which many second-language writers leave out."""
        return tuple(word for word in self.words if word.text not in ARTICLES)

    @cached_property
    def content(self) -> frozenset[str]:
        """Stems of the words that carry content: neither function words nor names."""
        return frozenset(word.stem for word in self.words if is_content(word))

    @cached_property
    def is_question(self) -> bool:
        """Whether the sentence asks."""
        return "?" in self.ending or bool(_ASKS.search(self.plain))

    @property
    def span(self) -> Span:
        """Where the sentence stands in the original text."""
        return Span(self.words[0].start, self.words[-1].end)

    @cached_property
    def _starts(self) -> list[int]:
        lengths = (len(word.text) + 1 for word in self.words)
        starts = [0]
        for length in lengths:
            starts.append(starts[-1] + length)
        return starts[:-1]

    def word_at(self, offset: int) -> int:
        """The index of the word at that offset of `plain`."""
        return bisect_right(self._starts, offset) - 1

    @cached_property
    def _met(self) -> dict[str, list[tuple[Span, bool]]]:
        """Places already looked for, by the pattern's source: several rules share one pattern."""
        return {}

    @cached_property
    def _parts(self) -> frozenset[str]:
        return parts_of(self.plain)

    def _places(self, pattern: re.Pattern[str]) -> list[tuple[Span, bool]]:
        """Every place where the pattern is met, and whether it is negated there."""
        met = self._met.get(pattern.pattern)
        if met is None:
            met = self._met[pattern.pattern] = self._look_for(pattern)
        return met

    def _look_for(self, pattern: re.Pattern[str]) -> list[tuple[Span, bool]]:
        words = needed(pattern.pattern)
        if words is not None and words.isdisjoint(self._parts):
            return []
        return [self._place(match) for match in pattern.finditer(self.plain)]

    def find(self, pattern: re.Pattern[str], *, negated: bool = False) -> Iterator[Span]:
        """Places in the original text where the pattern is met, by default only where it is affirmed."""
        return (span for span, is_negated in self._places(pattern) if negated or not is_negated)

    def _place(self, match: re.Match[str]) -> tuple[Span, bool]:
        first, last = self.word_at(match.start()), self.word_at(max(match.start(), match.end() - 1))
        return Span(self.words[first].start, self.words[last].end), self.words[last].negated

    def has(self, pattern: re.Pattern[str], *, negated: bool = False) -> bool:
        """Whether the pattern is met at all, by default only where it is affirmed."""
        return self.first(pattern, negated=negated) is not None

    def first(self, pattern: re.Pattern[str], *, negated: bool = False) -> Span | None:
        """The first place where the pattern is met, by default where it is affirmed."""
        for span, is_negated in self._places(pattern):
            if negated or not is_negated:
                return span
        return None


_ASKS = patterns(
    r"^(?:what|when|where|who|which|how|could you|can you|would you|do you|are you|is it|is there|have you|shall|may "
    r"i)",
    r"(?:could|can|would) you (?:please )?(?:tell|let|confirm|say|share|give|send)",
    r"(?:please )?(?:tell me|let me know) (?:what|when|where|who|which|how|if|whether|a|the|your|your)",
    r"i (?:only |just |still )?need to (?:know|ask)",
    r"may i ask",
)


@dataclass(frozen=True)
class Prepared:
    """A text ready for detectors: its sentences, and the original that all places refer to."""

    original: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def memory(self) -> dict[object, Any]:
        """What was worked out from this reading already, by whoever worked it out."""
        return {}

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in order."""
        return tuple(word for sentence in self.sentences for word in sentence.words)

    @cached_property
    def content(self) -> frozenset[str]:
        """Content stems of the whole text."""
        return frozenset().union(*(sentence.content for sentence in self.sentences))


def is_content(word: Word) -> bool:
    """Whether a word carries content: not a function word, not a name."""
    return word.text not in FUNCTION_WORDS and word.text != NAME


def prepare(text: str, known: Vocabulary, names: frozenset[str] = frozenset()) -> Prepared:
    """Sentences and words of a text, each with its place in the original.

    Parameters
    ----------
    text : str
        Anything; NUL, lone surrogates and other scripts are carried along.
    known : Vocabulary
        Words that slips are matched to.
    names : frozenset of str
        Names of the people in the situation, lower case. Every name becomes the same word.

    Returns
    -------
    Prepared
        Offsets refer to `text` itself.

    Examples
    --------
    >>> done = prepare("Hi Mara. I won't print it.", Vocabulary([]), frozenset({"mara"}))
    >>> [sentence.plain for sentence in done.sentences]
    ['hi @name', 'i will not print it']
    >>> done.original[done.sentences[1].span.start : done.sentences[1].span.end]
    "I won't print it"
    """
    form = Form(text)
    shouted = _is_shouted(form.text)
    sentences: list[Sentence] = []
    tokens: list[re.Match[str]] = []
    for match in _TOKEN.finditer(form.text):
        token = match.group()
        if _ends_sentence(token, tokens):
            sentences.append(_sentence(tokens, token, known, names, shouted))
            tokens = []
            continue
        if tokens and not shouted and _opens_sentence(token, tokens[-1].group()):
            sentences.append(_sentence(tokens, "", known, names, shouted))
            tokens = []
        tokens.append(match)
    sentences.append(_sentence(tokens, "", known, names, shouted))
    kept = (sentence for sentence in sentences if sentence.words)
    return Prepared(text, tuple(_placed(sentence, form) for sentence in kept) if form.is_moved else tuple(kept))


def _placed(sentence: Sentence, form: Form) -> Sentence:
    words = (word._replace(start=form.place(word.start), end=form.place(word.end - 1) + 1) for word in sentence.words)
    return Sentence(tuple(words), sentence.ending)


def _is_shouted(text: str) -> bool:
    letters = list(filter(str.isalpha, text[:2000]))
    return bool(letters) and sum(map(str.isupper, letters)) > 0.6 * len(letters)


def _ends_sentence(token: str, before: list[re.Match[str]]) -> bool:
    if token[0] == "\n":
        return True
    if token[0] not in ".!?\u2026":
        return False
    return not (token == "." and before and before[-1].group().lower() in _SHORTENED)


def _opens_sentence(token: str, before: str) -> bool:
    """Whether a stop was forgotten: a small word with a capital, after a word with which a sentence can end."""
    if not token.istitle() or not before.isalnum() or before[0].isupper() or before in FUNCTION_WORDS:
        return False
    return token.lower() in _OPENING


def _sentence(
    tokens: list[re.Match[str]], ending: str, known: Vocabulary, names: frozenset[str], shouted: bool
) -> Sentence:
    words: list[Word] = []
    clause = 0
    for place, match in enumerate(tokens):
        token = match.group()
        if not token[0].isalnum():
            clause += 1
            continue
        if words_of(token)[0] in names if shouted else _is_name(token, place, tokens, known, names):
            if not words or words[-1].text != NAME:
                words.append(Word(NAME, NAME, match.start(), match.end(), clause, False))
            continue
        is_code = not shouted and len(token) > 1 and token.isupper()
        for part in words_of(token):
            meant = part if is_code or part in known else _meant(part, words, _after(tokens, place), known, names)
            if words and words[-1].text in _WHO:
                meant = _AGREED.get(meant, meant)
            words.append(Word(meant, stem(meant), match.start(), match.end(), clause, False))
    return Sentence(_with_negation(words), ending)


def _meant(part: str, before: list[Word], following: str, known: Vocabulary, names: frozenset[str]) -> str:
    """What an unknown word means: itself, a name, or the known word that fits best beside the others."""
    if part in _TITLES:
        return part
    if part in names or (len(part) >= _LEAST_NAME and any(is_slip(part, name) for name in names)):
        return NAME
    if _says_who(before) and frequency(part.capitalize()) > RARE:
        return NAME
    return known.nearest(part, before[-1].text if before else BORDER, following)


def _says_who(before: list[Word]) -> bool:
    """Whether the next word is mostly a name, however it is written: after "I am"."""
    return len(before) >= 2 and before[-1].text == "am" and before[-2].text == "i"


def _after(tokens: list[re.Match[str]], place: int) -> str:
    """The next token in lower case, or what stands there instead of a word."""
    if place + 1 == len(tokens):
        return BORDER
    following = tokens[place + 1].group().lower()
    return following if following[0].isalnum() else BREAK


def _is_name(token: str, place: int, tokens: list[re.Match[str]], known: Vocabulary, names: frozenset[str]) -> bool:
    """Names by their capital, so that which name it is can never matter."""
    if not token[0].isupper() or token.upper() == token:
        return token.lower() in names
    bare = words_of(token)[0]
    if bare in names:
        return True
    if bare.removesuffix("s") in CALENDAR or bare in _TITLES or bare in known:
        return False
    if _is_slip_of_day(bare, tokens[place - 1].group().lower() if place else ""):
        return False
    following = tokens[place + 1].group() if place + 1 < len(tokens) else ","
    opens = place == 0 or tokens[place - 1].group() == ":"
    return not (opens and _is_slip_of_opener(bare, following.lower(), known)) and not (
        place == 0 and bare.endswith(_WORDLIKE)
    )


def _is_slip_of_day(bare: str, before: str) -> bool:
    """Whether a day or month was meant: a short word only after "on" and its like or a figure, and no listed name."""
    if not any(is_slip(bare, day) for day in CALENDAR):
        return False
    if before in _BEFORE_DAYS:
        return True
    return (len(bare) >= _LEAST_OPENER or before[:1].isdigit()) and frequency(bare.capitalize()) <= RARE


def _is_slip_of_opener(bare: str, following: str, known: Vocabulary) -> bool:
    """Short words with a capital are mostly names, so of them only what is none on any list is a slip of a common word.

    And only where a name would not stand much better. Before a comma stands who is spoken to; there only longer words
    are meant that open sentences so.
    """
    following = BREAK if following == "," else following
    meant = known.nearest(bare, BORDER, following)
    if meant not in known or not is_slip(bare, meant):
        return False
    if len(bare) >= _LEAST_OPENER and following != BREAK:
        return True
    if frequency(bare.capitalize()) > RARE:
        return False
    if following == BREAK:
        return meant in OPENERS and len(bare) > _LEAST_NAME
    margin = fit(BORDER, meant, following) - fit(BORDER, NAME, following)
    return margin > -_NAME_BETTER and commonness(meant) >= (_VERY_COMMON if len(bare) == 2 else _COMMON)


def _with_negation(words: list[Word]) -> tuple[Word, ...]:
    if _NEGATORS.isdisjoint(word.text for word in words):
        return tuple(words)
    plain = " ".join(word.text for word in words)
    harmless = {plain.count(" ", 0, match.start()) for match in _HARMLESS.finditer(plain)}
    until, clause, marked = -1, -1, []
    for place, word in enumerate(words):
        negated = place <= until and word.clause == clause and word.text not in ("but", "because", "until", "so")
        until = until if negated else -1
        marked.append(word._replace(negated=True) if negated else word)
        if word.text in _NEGATORS and place not in harmless:
            until, clause = place + _SCOPE, word.clause
    return tuple(marked)


def ngrams(stems: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    """Runs of that many stems.

    Examples
    --------
    >>> list(ngrams(("a", "b", "c"), 2))
    [('a', 'b'), ('b', 'c')]
    """
    if size == 2:
        return iter(pairwise(stems))
    return (stems[i : i + size] for i in range(len(stems) - size + 1))
