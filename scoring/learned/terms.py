"""The words, pairs of words and runs of letters of a text, as numbered terms that need no vocabulary.

A term's number is a checksum of its spelling, so training and serving agree without a list of words between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np

BUCKETS = 1 << 20
_LONGEST = 20_000
_TOKEN = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*|[?!.,]")
_RUNS = (3, 4, 5)


class Terms(NamedTuple):
    """Numbered terms of some texts: those of text i stand from ``starts[i]`` to ``starts[i + 1]``.

    Attributes
    ----------
    starts : array (n + 1,) of int
    ids : array of int
        Each from 0 to `BUCKETS` - 1, rising inside a text.
    values : array of float
        1 + log of how often the term occurs in its text.
    """

    starts: np.ndarray
    ids: np.ndarray
    values: np.ndarray

    @property
    def size(self) -> int:
        """How many texts there are."""
        return len(self.starts) - 1

    def take(self, rows: np.ndarray) -> Terms:
        """The terms of some of the texts, in that order.

        Examples
        --------
        >>> both = word_terms(["one", "two words"])
        >>> both.take(np.array([1, 0])).take(np.array([1])).ids.tolist() == word_terms(["one"]).ids.tolist()
        True
        """
        counts = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(counts)])
        places = np.arange(starts[-1]) + np.repeat(self.starts[:-1][rows] - starts[:-1], counts)
        return Terms(starts, self.ids[places], self.values[places])


def word_terms(texts: Sequence[str]) -> Terms:
    """Words, stops that mean something, and pairs of neighbours.

    Examples
    --------
    >>> len(word_terms(["Why not?"]).ids)
    5
    """
    return _joined([_words(text) for text in texts])


def letter_terms(texts: Sequence[str]) -> Terms:
    """Runs of three to five letters inside words, with a blank before and after each word.

    Examples
    --------
    >>> len(letter_terms(["lamp"]).ids)
    9
    """
    return _joined([_letters(text) for text in texts])


def _joined(rows: Sequence[tuple[np.ndarray, np.ndarray]]) -> Terms:
    empty = (np.zeros(0, dtype=np.int64), np.zeros(0))
    starts = np.concatenate([[0], np.cumsum([len(ids) for ids, _ in rows], dtype=np.int64)]).astype(np.int64)
    return Terms(starts, *(np.concatenate(parts) for parts in zip(empty, *rows, strict=True)))


def _tokens(text: str) -> list[str]:
    readable = text[:_LONGEST].encode("utf-8", "ignore").decode("utf-8")
    return _TOKEN.findall(readable.lower().replace("\u2019", "'"))


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[np.ndarray, np.ndarray]:
    tokens = _tokens(text)
    return _numbered(Counter([*tokens, *(f"{one} {other}" for one, other in pairwise(tokens))]))


@lru_cache(maxsize=20_000)
def _letters(text: str) -> tuple[np.ndarray, np.ndarray]:
    found: Counter[str] = Counter()
    for word, times in Counter(_tokens(text)).items():
        padded = f" {word} "
        for size in _RUNS:
            for place in range(len(padded) - size + 1):
                found[padded[place : place + size]] += times
    return _numbered(found)


def _numbered(found: Counter[str]) -> tuple[np.ndarray, np.ndarray]:
    counts: Counter[int] = Counter()
    for term, times in found.items():
        counts[crc32(term.encode()) % BUCKETS] += times
    ids = np.array(sorted(counts), dtype=np.int64)
    return ids, 1 + np.log(np.array([counts[number] for number in ids.tolist()], dtype=float))
