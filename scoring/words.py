"""Single words: slips undone, stems, contractions spelled out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
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
from scoring.pairs import BORDER
from scoring.slips import Slips, contraction


class Vocabulary:
    """Known words, those of the situation among them, and which of them was meant by a slip.

    Examples
    --------
    >>> known = Vocabulary(["certificate", "voicemail"])
    >>> known.nearest("certifcate"), known.nearest("lamp"), known.nearest("voicemial"), known.nearest("wlil")
    ('certificate', 'lamp', 'voicemail', 'will')
    """

    def __init__(self, words: Iterable[str], spoken: frozenset[str] = frozenset()) -> None:
        shared = frozenset(words) | FUNCTION_WORDS | OPENERS | frozenset(NUMBER_WORDS)
        self.words = shared | spoken
        self._slips = Slips(shared, spoken)

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def nearest(self, word: str, before: str = BORDER, after: str = BORDER) -> str:
        """The known word that was meant between these neighbours, or the word itself."""
        if word in self.words or not word.isalpha():
            return word
        return self._slips.meant(word, before, after)


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


@lru_cache(maxsize=50_000)
def words_of(token: str) -> tuple[str, ...]:
    """One written token as the words it stands for.

    Examples
    --------
    >>> words_of("I'll"), words_of("won't"), words_of("Daniel's")
    (('i', 'will'), ('will', 'not'), ('daniel',))
    """
    token = unicodedata.normalize("NFC", token).lower().replace("\u2019", "'")
    if "'" in token:
        token = contraction(token)
    if token in CONTRACTIONS:
        return CONTRACTIONS[token]
    for ending, full in ENDINGS.items():
        if token.endswith(ending) and len(token) > len(ending):
            return token.removesuffix(ending), full
    if token.endswith("'s"):
        base = token[:-2]
        return (base, "is") if base in IS_AFTER else (base,)
    return (token.removesuffix("'"),)
