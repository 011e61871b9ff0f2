"""How plain a text is: its words, its reading grade, and which phrases stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*(?:\s|$)|\n\s*\n")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?:[^laeiouy]e|[aeiouy]le|[^laeiouyscxzgh]es|[aeiouy]les|[^laeiouytd]ed|[aeiouy]led)$")


def words(text: str) -> list[str]:
    """The words of a text; a number counts as one, and so does a word with a hyphen or an apostrophe.

    Examples
    --------
    >>> words("It's day 31 - and the pick-up failed!")
    ["It's", 'day', '31', 'and', 'the', 'pick-up', 'failed']
    """
    return _WORD.findall(text)


def reading_grade(text: str) -> float:
    """The Flesch-Kincaid grade level of an English text.

    ``0.39 words/sentences + 11.8 syllables/words - 15.59`` (Kincaid, Fishburne, Rogers & Chissom 1975,
    Navy Research Branch Report 8-75). Syllables are counted by rule, so a grade is good to about one grade.

    Parameters
    ----------
    text
        English prose.

    Returns
    -------
    float
        School grade, about 0 to 18; 0.0 for a text without words.

    Examples
    --------
    >>> round(reading_grade("The cat sat on the mat."), 2)
    -1.45
    >>> reading_grade("")
    0.0
    """
    found = words(text)
    if not found:
        return 0.0
    sentences = sum(1 for sentence in _SENTENCE_END.split(text) if words(sentence))
    return 0.39 * len(found) / sentences + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


def syllables(word: str) -> int:
    """The syllables of an English word, counted as groups of vowels without a silent ending; at least 1.

    Examples
    --------
    >>> [syllables(word) for word in ("late", "table", "delivery", "asked", "wanted", "boxes", "31")]
    [1, 2, 4, 1, 2, 2, 1]
    """
    low = word.lower()
    groups = len(_VOWELS.findall(low)) - (1 if _SILENT_END.search(low) else 0)
    return max(groups, 1)


def phrases_in(text: str, phrases: Iterable[str]) -> list[str]:
    """Which of some phrases stand in a text as whole words, however they are joined or written large.

    Examples
    --------
    >>> phrases_in("That's a no-brainer, you guys!", ("no brainer", "guy", "guys"))
    ['no brainer', 'guys']
    """
    flat = " " + " ".join(_PART.findall(text.lower())) + " "
    return [phrase for phrase in phrases if f" {phrase} " in flat]
