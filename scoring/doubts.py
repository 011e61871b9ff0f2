"""What makes a good level doubtful: signs that poor answers share with a few good ones.

A gate would send too many people's answers to a person for such a sign alone. Where the level is low anyway it changes
nothing; where it would be good, the text and its level do not fit together, and a person looks.
"""

from __future__ import annotations

from scoring.caps import refused_and_done
from scoring.features import Seen
from scoring.order import disorder
from scoring.setting import Setting
from scoring.text import Prepared

# Of 1,222 answers that the counts of word order did not know, .6 % lie above this or above what the gate lets pass.
ODD_ABOVE = 9.0
_FACT = 0.5

ODD = "The words stand in an odd order, and yet much of what is asked for is there. A person looks."
REFUSING = "The answer says what will not be done and hardly what will, and yet the rest is good. A person looks."


def doubt(answer: Prepared, seen: Seen) -> str:
    """Why a good level of an answer cannot be trusted, or nothing.

    Parameters
    ----------
    answer : Prepared
        All sentences, repeats included.
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
    return ODD if oddness(answer, seen.scene.setting) > ODD_ABOVE else ""


def oddness(answer: Prepared, setting: Setting) -> float:
    """How odd the order of the words is, and how many of the situation's facts stand in it all the same.

    Returns
    -------
    float
        The log ratio of `disorder` and half of the number of facts: keywords between words raise both.
    """
    return disorder(answer) + _FACT * sum(map(setting.named_in, answer.sentences))
