"""Single words: slips undone, stems, contractions spelled out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from scoring.lexicon import (
    CONTRACTIONS,
    ENDINGS,
    FUNCTION_WORDS,
    IRREGULAR,
    IS_AFTER,
    NUMBER_WORDS,
    OPENERS,
    SAME_MEANING,
    THIRD_PERSON,
)


class Vocabulary:
    """Known words, with the one at edit distance 1 of a slip.

    A slip in a word of five letters and more is taken for the known word; a shorter unknown one for a function word
    of which a letter was lost, doubled or swapped.

    Examples
    --------
    >>> known = Vocabulary(["certificate", "voicemail"])
    >>> known.nearest("certifcate"), known.nearest("lamp"), known.nearest("voicemial"), known.nearest("wlil")
    ('certificate', 'lamp', 'voicemail', 'will')
    """

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words) | FUNCTION_WORDS | OPENERS | frozenset(NUMBER_WORDS)
        self._near: dict[str, str] = {}
        for word in sorted(self.words, key=lambda word: (word in FUNCTION_WORDS, word)):
            if word.isalpha() and (len(word) >= 5 or (len(word) >= 3 and word in FUNCTION_WORDS)):
                self._near |= dict.fromkeys(_shortened(word), word)

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def nearest(self, word: str) -> str:
        """The known word that was meant, or the word itself."""
        if word in self.words or len(word) < 3 or not word.isalpha():
            return word
        candidates = (self._near.get(key) for key in _shortened(word))
        return next((known for known in candidates if known and _was_meant(word, known)), word)


def _was_meant(word: str, known: str) -> bool:
    """A short word with one letter changed may well be another word, so there only lost or swapped letters count."""
    changed = len(word) == len(known) and sorted(word) != sorted(known)
    return is_slip(word, known) and not (changed and len(known) < 5)


def _shortened(word: str) -> Iterator[str]:
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def is_slip(word: str, known: str) -> bool:
    """Whether one letter more, less, changed or swapped makes the one from the other.

    Examples
    --------
    >>> is_slip("recieve", "receive"), is_slip("hous", "hours"), is_slip("later", "label")
    (True, True, False)
    """
    if abs(len(word) - len(known)) > 1:
        return False
    if len(word) == len(known):
        places = [i for i, (a, b) in enumerate(zip(word, known, strict=True)) if a != b]
        swapped = len(places) == 2 and places[1] == places[0] + 1 and word[places[0]] == known[places[1]]
        return len(places) <= 1 or (swapped and word[places[1]] == known[places[0]])
    longer, shorter = sorted((word, known), key=len, reverse=True)
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A light stem: irregular forms by table, then endings off; words of one meaning share a stem.

    Examples
    --------
    >>> stem("closing") == stem("closed") == stem("close"), stem("three"), stem("carries") == stem("carry")
    (True, '3', True)
    """
    if word in THIRD_PERSON:
        return "they"
    word = NUMBER_WORDS.get(word, word)
    bare = _without_ending(IRREGULAR.get(word, word))
    return SAME_MEANING.get(bare, bare)


def _without_ending(word: str) -> str:
    if len(word) > 4 and word.endswith(("ies", "ied")):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            word = word[:-1] if word[-1] == word[-2] and word[-1] not in "lsz" else word
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def words_of(token: str) -> tuple[str, ...]:
    """One written token as the words it stands for.

    Examples
    --------
    >>> words_of("I'll"), words_of("won't"), words_of("Daniel's")
    (('i', 'will'), ('will', 'not'), ('daniel',))
    """
    token = unicodedata.normalize("NFC", token).lower().replace("\u2019", "'")
    if token in CONTRACTIONS:
        return CONTRACTIONS[token]
    for ending, full in ENDINGS.items():
        if token.endswith(ending) and len(token) > len(ending):
            return token.removesuffix(ending), full
    if token.endswith("'s"):
        base = token[:-2]
        return (base, "is") if base in IS_AFTER else (base,)
    return (token.removesuffix("'"),)
