"""Slips of the fingers undone: which known word was meant, by how alike, how common, and what stands beside it.

A noisy channel (Kernighan, Church and Gale 1990, "A spelling correction program based on a noisy channel model"): the
candidate with the highest sum of log frequency, how likely the slip is, and how well it stands between its neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from scoring.frequency import RARE, frequency, is_proper
from scoring.lexicon import CONTRACTIONS, FUNCTION_WORDS, OPENERS, word_set
from scoring.pairs import BORDER, affinity
from scoring.short_words import SHORT_WORDS

# Log chances: slips that keep all letters are commonest; two slips in one word are rare.
_SWAPPED, _LOST, _CHANGED, _TWICE = 0.0, -1.0, -1.0, -4.0
_LEAST_TWO_SLIPS = 6
# How much likelier a word of the situation is meant than one of the trade, and at the start one that opens sentences.
_SPOKEN, _OPENING = 2.0, 3.0
# Words like "dear" and "sorry" are not in the encoder's list, and yet as common as many that are.
_COMMON = -10.0
# Shorter entries of the list are mostly words of other languages, and one slip away from English ones.
_LEAST_LISTED, _LEAST_PROPER = 5, 3
_ADDED = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "y")
_SHORTENED = tuple(
    f"{who}'{rest}"
    for who, rests in {
        "i": "ll ve m d",
        "you": "ll ve re d",
        "we": "ll ve re d",
        "they": "ll ve re d",
        "it": "s ll",
        "that": "s ll",
        "there": "s",
        "what": "s",
        "here": "s",
        "he": "s ll",
        "she": "s ll",
    }.items()
    for rest in rests.split()
) + tuple(
    f"{verb}n't" for verb in sorted(word_set("do does did is are was were have has had could should would wo ca"))
)


def is_slip(word: str, known: str) -> bool:
    """Whether one letter more, less, changed or swapped makes the one from the other.

    Examples
    --------
    >>> is_slip("recieve", "receive"), is_slip("hous", "hours"), is_slip("later", "label")
    (True, True, False)
    """
    return cost(word, known) is not None


def cost(word: str, known: str) -> float | None:
    """How likely a slip makes the one from the other, as a log chance; None when one slip does not.

    Examples
    --------
    >>> cost("recieve", "receive"), cost("hous", "hours"), cost("hourz", "hours"), cost("later", "label")
    (0.0, -1.0, -1.0, None)
    """
    if len(word) == len(known):
        places = [i for i, (a, b) in enumerate(zip(word, known, strict=True)) if a != b]
        if len(places) == 2 and places[1] == places[0] + 1:
            first, last = places
            return _SWAPPED if word[first] == known[last] and word[last] == known[first] else None
        return _CHANGED if len(places) <= 1 else None
    if abs(len(word) - len(known)) > 1:
        return None
    longer, shorter = sorted((word, known), key=len, reverse=True)
    return _LOST if any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))) else None


def _by_key(words: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for key in _keys(word) if word.isalpha() else ():
            found[key].append(word)
    return dict(found)


# Most known words are those of every situation: their table is made once.
_shared_by_key = lru_cache(maxsize=4)(_by_key)


class Slips:
    """Known words, ready to be found from words that are nearly they.

    Examples
    --------
    >>> slips = Slips(["certificate", "voicemail", "will", "well"])
    >>> slips.meant("certifcate"), slips.meant("voicemial"), slips.meant("wlil"), slips.meant("lamp")
    ('certificate', 'voicemail', 'will', 'lamp')
    """

    def __init__(self, words: Iterable[str], spoken: frozenset[str] = frozenset()) -> None:
        shared = frozenset(words)
        self._spoken = spoken
        self._shared, self._own = _shared_by_key(shared), _by_key(spoken - shared)
        self._long: dict[int, list[str]] = defaultdict(list)
        for word in sorted(word for word in spoken if word.isalpha()):
            self._long[len(word)].append(word)
        self._met: dict[str, tuple[tuple[str, float], ...]] = {}

    def meant(self, word: str, before: str = BORDER, after: str = BORDER) -> str:
        """The known word that was meant, or the word itself.

        Parameters
        ----------
        word : str
            In lower case, not itself known.
        before, after : str
            Its neighbours, or the border of the sentence.
        """
        if word not in self._met:
            if len(self._met) > 20_000:
                self._met.clear()
            self._met[word] = tuple(self._candidates(word))
        candidates = self._met[word]
        if len(candidates) <= 1:
            return candidates[0][0] if candidates else word
        return max(candidates, key=lambda each: each[1] + fit(before, each[0], after))[0]

    def _candidates(self, word: str) -> Iterator[tuple[str, float]]:
        if is_a_word(word):
            return
        near = dict.fromkeys(known for key in _keys(word) for known in self._near(key))
        found = [(known, chance) for known in near if (chance := cost(word, known)) is not None]
        for known, chance in found or [(known, _TWICE) for known in self._twice(word)]:
            yield known, commonness(known) + _SPOKEN * (known in self._spoken) + chance

    def _near(self, key: str) -> list[str]:
        return sorted([*self._shared.get(key, ()), *self._own.get(key, ())])

    def _twice(self, word: str) -> Iterator[str]:
        for known in self._long.get(len(word), ()) if len(word) >= _LEAST_TWO_SLIPS else ():
            if sum(a != b for a, b in zip(word, known, strict=True)) == 2:
                yield known


def is_a_word(word: str) -> bool:
    """Whether a word is one of its own, known to the trade or not, so that it is no slip.

    Examples
    --------
    >>> [is_a_word(word) for word in ("oak", "bridges", "wei", "wlil", "certifcate")]
    [True, True, True, False, False]
    """
    if word in SHORT_WORDS or (len(word) >= _LEAST_PROPER and is_proper(word)):
        return True
    if len(word) < _LEAST_LISTED:
        return False
    bases = (word.removesuffix(added) for added in _ADDED if word.endswith(added))
    return frequency(word) > RARE or any(
        base in SHORT_WORDS or (len(base) >= _LEAST_LISTED and frequency(base) > RARE) for base in bases
    )


def commonness(word: str) -> float:
    """How common a known word is, as a log chance; words that open sentences are common even where no list has them.

    Examples
    --------
    >>> commonness("the") > commonness("sorry") > commonness("certificate")
    True
    """
    return max(frequency(word), _COMMON if word in OPENERS or word in FUNCTION_WORDS else RARE + 1)


def fit(before: str, word: str, after: str) -> float:
    """How well a word stands between two others, as a log ratio to chance.

    Examples
    --------
    >>> fit("^", "then", "i") > fit("^", "them", "i")
    True
    """
    opens = _OPENING if before == BORDER and word in OPENERS else 0.0
    return affinity(before, word) + affinity(word, after) + opens


def _keys(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters: two words one slip apart share one of these."""
    yield word
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]


def contraction(token: str) -> str:
    """The contraction that was meant by a token with an apostrophe, or the token itself.

    Examples
    --------
    >>> contraction("i'kl"), contraction("dop't"), contraction("ana's")
    ("i'll", "don't", "ana's")
    """
    if token in CONTRACTIONS or token in _SHORTENED or token.endswith("'s"):
        return token
    return next((known for known in _SHORTENED if len(known) == len(token) and cost(token, known) is not None), token)
