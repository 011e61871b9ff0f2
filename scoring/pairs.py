"""How often word classes stand side by side in the shipped texts, against chance."""

from __future__ import annotations

from functools import cache

import numpy as np

from scoring.background import background
from scoring.lexicon import FUNCTION_WORDS, ONE_GENDER

NAME, BORDER, BREAK, FIGURE, OTHER = "@name", "^", ",", "0", "-"
_ENDINGS = ("ing", "ed", "ly", "tion", "er", "s", "e", "y")
_SMOOTH = 0.2


def class_of(word: str) -> str:
    """The class of a word: function words stand for themselves, others for their ending.

    Examples
    --------
    >>> [class_of(word) for word in ("the", "closing", "70418", "@name", "his")]
    ['the', '-ing', '0', '@name', 'her']
    """
    word = ONE_GENDER.get(word, word)
    if word in FUNCTION_WORDS or word in (NAME, BORDER, BREAK):
        return word
    if word[0].isdigit():
        return FIGURE
    return OTHER + next((ending for ending in _ENDINGS if word.endswith(ending)), "")


@cache
def table() -> tuple[dict[str, int], np.ndarray]:
    """Numbers of the classes, and for each pair the log ratio of its count to what chance would give.

    Returns
    -------
    numbers : dict
        Row and column by class; classes that were never met share that of ``"-"``.
    ratios : array (classes, classes)
        Above 0 for what often stands side by side.
    """
    pairs: dict[str, int] = background()["pairs"]
    split = {tuple(pair.split(" ")): count for pair, count in pairs.items()}
    names = sorted({name for pair in split for name in pair} | {OTHER, BORDER, BREAK})
    numbers = {name: number for number, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)))
    for (one, other), count in split.items():
        counts[numbers[one], numbers[other]] = count
    # How much more often side by side than by their own frequency: shuffles keep frequencies, so only this tells.
    expected = np.outer(counts.sum(1) + 1, counts.sum(0) + 1) / (counts.sum() + len(names))
    return numbers, np.log((counts + _SMOOTH) / (expected + _SMOOTH))


@cache
def _rows() -> tuple[dict[str, int], list[list[float]]]:
    numbers, ratios = table()
    return numbers, ratios.tolist()


def affinity(before: str, word: str) -> float:
    """How much likelier than by chance a word follows another.

    Examples
    --------
    >>> affinity("i", "will") > 0 > affinity("the", "will")
    True
    """
    numbers, rows = _rows()
    other = numbers[OTHER]
    return rows[numbers.get(class_of(before), other)][numbers.get(class_of(word), other)]
