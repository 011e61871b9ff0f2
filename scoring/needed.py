"""Which words a text must have for a pattern to be met at all, so that most patterns need not be tried.

A pattern is read as the chunks between its blanks. A chunk without blanks beside it in the text is a whole word, and
where all strings that it stands for can be listed, one of them stands in every text that the pattern meets.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, product
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from scoring.frequency import frequency

Item = tuple[Any, Any]
_MOST = 200
_BLANK: Item = (code.LITERAL, ord(" "))
_WIDTHLESS = (code.AT, code.ASSERT, code.ASSERT_NOT)
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT)
_PART = re.compile(r"\w+")


def parts_of(text: str) -> frozenset[str]:
    """The runs of letters and figures of a text.

    Examples
    --------
    >>> sorted(parts_of("by 4.30 at o'clock"))
    ['30', '4', 'at', 'by', 'clock', 'o']
    """
    return frozenset(_PART.findall(text))


@cache
def needed(pattern: str) -> frozenset[str] | None:
    r"""Words one of which stands in every text that meets a pattern.

    Parameters
    ----------
    pattern : str
        A regular expression for whole words, as `scoring.phrases.patterns` makes it: from one ``\b`` to another.

    Returns
    -------
    frozenset of str
        To be compared with `parts_of` a text; None where a text may meet the pattern without any word for sure.

    Examples
    --------
    >>> sorted(needed(r"\b(?:calm down|(?:i|we) (?:\w+ )?refused?|(?:mon|tues)day)\b"))
    ['calm', 'monday', 'refuse', 'refused', 'tuesday']
    >>> needed(r"\b(?:calm down|\w+ed)\b")
    >>> needed("calm")
    """
    items = list(parser.parse(pattern))
    whole = len(items) > 2 and items[0] == items[-1] == (code.AT, code.AT_BOUNDARY)
    return _needed(items) if whole else None


def _all_of(found: Sequence[frozenset[str] | None]) -> frozenset[str] | None:
    known = [words for words in found if words is not None]
    return frozenset().union(*known) if len(known) == len(found) else None


def _needed(items: Sequence[Item]) -> frozenset[str] | None:
    """The best of what each chunk needs: the rarest words."""
    offers = [words for chunk in _chunks(items) if (words := _of_chunk(_bare(chunk))) is not None]
    return min(offers, key=lambda words: math.fsum(math.exp(frequency(word)) for word in words), default=None)


def _chunks(items: Sequence[Item]) -> Iterator[list[Item]]:
    """The items between blanks."""
    chunk: list[Item] = []
    for item in items:
        if item == _BLANK:
            yield chunk
            chunk = []
        elif item[0] not in _WIDTHLESS:
            chunk.append(item)
    yield chunk


def _bare(chunk: list[Item]) -> list[Item]:
    """A chunk without what may stand before it and ends with a blank, or after it and begins with one."""
    while chunk and chunk[0][0] in _REPEATS and _has_blank(chunk[0][1][2], -1):
        chunk = chunk[1:]
    while chunk and chunk[-1][0] in _REPEATS and _has_blank(chunk[-1][1][2], 0):
        chunk = chunk[:-1]
    return chunk


def _has_blank(items: Sequence[Item], end: int) -> bool:
    """Whether whatever the items stand for has a blank at that end."""
    if not items:
        return False
    inner = _branches(items[end])
    return items[end] == _BLANK or (bool(inner) and all(_has_blank(each, end) for each in inner))


def _of_chunk(chunk: list[Item]) -> frozenset[str] | None:
    spelled = _spelled(chunk)
    if spelled is not None:
        rarest = [min(_PART.findall(text), key=frequency, default="") for text in spelled]
        return frozenset(rarest) if all(rarest) else None
    return _all_of([_needed(each) for each in _branches(chunk[0])]) if len(chunk) == 1 and _branches(chunk[0]) else None


def _branches(item: Item) -> list[list[Item]]:
    """The alternatives of a group; none for what is no group."""
    if item[0] == code.BRANCH:
        return [list(each) for each in item[1][1]]
    if item[0] == code.SUBPATTERN:
        return [list(item[1][3])]
    return []


def _spelled(items: Sequence[Item]) -> list[str] | None:
    """All strings that some items stand for; None where they cannot be listed, or are too many."""
    strings = [""]
    for item in items:
        ends = _spelled_one(item)
        if ends is None or len(ends) * len(strings) > _MOST:
            return None
        strings = [start + end for start, end in product(strings, ends)]
    return strings


def _spelled_one(item: Item) -> list[str] | None:
    kind, given = item
    if kind in _WIDTHLESS:
        return [""]
    if kind == code.LITERAL:
        return [chr(given)]
    if kind == code.IN:
        return _all_spelled([[each] for each in given])
    if kind in _REPEATS:
        least, most, inner = given
        strings = _spelled(inner) if (least, most) == (0, 1) else None
        return None if strings is None else ["", *strings]
    inner = _branches(item)
    return _all_spelled(inner) if inner else None


def _all_spelled(alternatives: Sequence[Sequence[Item]]) -> list[str] | None:
    found = [_spelled(each) for each in alternatives]
    known = [strings for strings in found if strings is not None]
    return list(chain.from_iterable(known)) if len(known) == len(found) else None
