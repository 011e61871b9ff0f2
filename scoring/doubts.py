"""What makes a good level doubtful: signs that poor answers share with a few good ones.

A gate would send too many people's answers to a person for such a sign alone. Where the level is low anyway it changes
nothing; where it would be good, the text and its level do not fit together, and a person looks.
"""

from __future__ import annotations

from collections.abc import Sequence

from scoring.caps import refused_and_done
from scoring.features import Seen
from scoring.lexicon import word_set
from scoring.text import Sentence

_FINITE = word_set("will can could shall should would may must am is are was were have has had do does did")
_DENYING = frozenset({"not", "never"})
# So many verbs denied, and so much more often than not, as in 7 of 2,115 genuine answers.
_FEW_DENIED, _MANY_DENIED, _RATHER = 3, 4, 1.5

DENYING = "The answer says of most things that they are not so, and yet the rest is good. A person looks."
REFUSING = "The answer says what will not be done and hardly what will, and yet the rest is good. A person looks."


def doubt(seen: Seen) -> str:
    """Why a good level of an answer cannot be trusted, or nothing.

    Parameters
    ----------
    seen : Seen
        What was found in it.

    Returns
    -------
    str
        A sentence for people, or ``""``.
    """
    refused, done = refused_and_done(seen)
    if refused and not done:
        return REFUSING
    return DENYING if denies_most(seen.scene.sentences) else ""


def denies_most(sentences: Sequence[Sentence]) -> bool:
    """Whether most of what is said is that something is not so or will not be.

    Examples
    --------
    >>> from scoring.text import prepare
    >>> from scoring.words import Vocabulary
    >>> texts = ("It isn't late. I will not book it. You can't have it. It is free.", "It is not late. I will book it.")
    >>> [denies_most(prepare(text, Vocabulary([])).sentences) for text in texts]
    [True, False]
    """
    denied = said = 0
    for words in ([word.text for word in sentence.words] for sentence in sentences):
        places = [place for place, word in enumerate(words) if word in _FINITE]
        found = sum(not _DENYING.isdisjoint(words[place + 1 : place + 3]) for place in places)
        denied, said = denied + found, said + len(places) - found
    least = _RATHER * said if denied < _MANY_DENIED else said
    return denied >= _FEW_DENIED and denied >= least
