"""What makes a good level doubtful: signs that poor answers share with a few good ones.

A gate would send too many people's answers to a person for such a sign alone. Where the level is low anyway it changes
nothing; where it would be good, the text and its level do not fit together, and a person looks.
"""

from __future__ import annotations

from scoring.caps import refused_and_done
from scoring.features import Seen

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
    return REFUSING if refused and not done else ""
