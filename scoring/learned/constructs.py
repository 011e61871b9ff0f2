"""What a text does, as some sixty named rates and shares: perspective, questions, reflections, feelings, politeness.

Every number is a share of the text's words or sentences, so none knows how long the text is, how it is spelled beyond
the words it is looked up by, who wrote it, or whom it names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from scoring.learned import lists

_LONGEST = 20_000
_SENTENCE = re.compile(r"[^.!?\u2026\n]+[.!?\u2026]*")
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_ENDINGS = (("n't", " not"), ("'m", " am"), ("'re", " are"), ("'ll", " will"), ("'ve", " have"), ("'d", " would"))
_WHOLE = {"can't": "can not", "won't": "will not", "cannot": "can not", "let's": "let us", "i'm": "i am"}
_ABSTRACT = ("tion", "sion", "ness", "ment", "ity", "ism", "ance", "ence")

_LOOKUP: dict[str, list[int]] = {}
for _place, _members in enumerate(lists.WORDS.values()):
    for _word in _members.split():
        _LOOKUP.setdefault(_word, []).append(_place)
_PATTERNS = {name: re.compile(r"(?<!\S)(?:" + "|".join(parts) + r")(?!\S)") for name, parts in lists.PHRASES.items()}
_OPEN = re.compile(rf"^(?:{lists.LINKS} )*{lists.OPEN_START}(?!\S)")
_CLOSED = re.compile(rf"^(?:{lists.LINKS} )*{lists.CLOSED_START}(?!\S)")


class Piece(NamedTuple):
    """A sentence: its words in lower case with single blanks between, and how it ended."""

    words: tuple[str, ...]
    plain: str
    ending: str


class Reading(NamedTuple):
    """A text as its sentences, its words, and the content words of what it answers to."""

    pieces: tuple[Piece, ...]
    words: tuple[str, ...]
    context: frozenset[str]


def pieces_of(text: str) -> Iterator[Piece]:
    """The sentences of a text; only its first 20,000 characters are read.

    Examples
    --------
    >>> [piece.plain for piece in pieces_of("I'm sorry. What can't wait?")]
    ['i am sorry', 'what can not wait']
    """
    for match in _SENTENCE.finditer(text[:_LONGEST]):
        words = tuple(word for found in _WORD.findall(match.group().lower()) for word in _spelled(found))
        if words:
            yield Piece(words, " ".join(words), match.group()[-1])


def _spelled(word: str) -> list[str]:
    word = word.replace("\u2019", "'")
    if "'" not in word and word != "cannot":
        return [word]
    whole = _WHOLE.get(word)
    if whole is None:
        whole = next((word[: -len(end)] + rest for end, rest in _ENDINGS if word.endswith(end)), word)
    return whole.split()


def _share(held: Callable[[Piece], bool]) -> Callable[[Reading], float]:
    return lambda read: sum(map(held, read.pieces)) / len(read.pieces)


def _asks(piece: Piece) -> bool:
    return piece.ending == "?"


def _asks_openly(piece: Piece) -> bool:
    return (_asks(piece) or piece.plain.startswith("tell me")) and bool(_OPEN.match(piece.plain))


def _asks_closed(piece: Piece) -> bool:
    return _asks(piece) and not _OPEN.match(piece.plain) and bool(_CLOSED.match(piece.plain))


def _concrete(read: Reading) -> float:
    return sum(word[0].isdigit() for word in read.words) / len(read.words)


def _abstract(read: Reading) -> float:
    return sum(len(word) > 6 and word.endswith(_ABSTRACT) for word in read.words) / len(read.words)


def _content(words: Sequence[str]) -> frozenset[str]:
    return frozenset(word for word in words if word not in lists.FUNCTION)


def _echo(read: Reading) -> float:
    """The share of content words that the context has too."""
    own = _content(read.words)
    return len(own & read.context) / len(own) if own else 0.0


def _cohesion(read: Reading) -> float:
    """The mean share of content words that a sentence has from those before it."""
    if len(read.pieces) < 2:
        return 0.0
    known, total = _content(read.pieces[0].words), 0.0
    for piece in read.pieces[1:]:
        own = _content(piece.words)
        total += len(own & known) / len(own) if own else 0.0
        known |= own
    return total / (len(read.pieces) - 1)


def _first(words: frozenset[str]) -> Callable[[Piece], bool]:
    return lambda piece: piece.words[0] in words


_SHAPES: dict[str, Callable[[Reading], float]] = {
    "question": _share(_asks),
    "open question": _share(_asks_openly),
    "closed question": _share(_asks_closed),
    "last sentence asks": lambda read: float(_asks(read.pieces[-1])),
    "exclamation": _share(lambda piece: piece.ending == "!"),
    "speaks of oneself first": _share(_first(frozenset({"i", "my", "we"}))),
    "figures": _concrete,
    "abstract words": _abstract,
    "content words": lambda read: sum(word not in lists.FUNCTION for word in read.words) / len(read.words),
    "echo of the context": _echo,
    "cohesion": _cohesion,
}
NAMES = (*lists.WORDS, *lists.PHRASES, *_SHAPES)


def constructs(text: str, context: str = "") -> np.ndarray:
    """The construct features of one text.

    Parameters
    ----------
    text : str
        Anything; a text without a word has zeros.
    context : str, optional
        What the text answers to.

    Returns
    -------
    array (len(NAMES),)
        Square roots of shares, each from 0 to 1; the root evens out how much rare and common words vary.

    Examples
    --------
    >>> found = dict(zip(NAMES, constructs("Thank you. What happened then?"), strict=True))
    >>> [round(float(found[name]) ** 2, 3) for name in ("gratitude", "open question", "apology")]
    [0.5, 0.5, 0.0]
    """
    return np.array(_constructs(text, context))


@lru_cache(maxsize=20_000)
def _constructs(text: str, context: str) -> np.ndarray:
    pieces = tuple(pieces_of(text))
    if not pieces:
        return np.zeros(len(NAMES))
    words = tuple(word for piece in pieces for word in piece.words)
    read = Reading(pieces, words, _content([word for piece in pieces_of(context) for word in piece.words]))
    shares = [*_word_shares(words), *_phrase_shares(pieces), *(shape(read) for shape in _SHAPES.values())]
    return np.asarray(np.sqrt(np.array(shares)))


def _word_shares(words: Sequence[str]) -> list[float]:
    counts = [0] * len(lists.WORDS)
    for word in words:
        for place in _LOOKUP.get(word, ()):
            counts[place] += 1
    return [count / len(words) for count in counts]


def _phrase_shares(pieces: Sequence[Piece]) -> list[float]:
    return [
        sum(pattern.search(piece.plain) is not None for piece in pieces) / len(pieces) for pattern in _PATTERNS.values()
    ]
