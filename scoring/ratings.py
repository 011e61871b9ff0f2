"""What every rater gives back: a level with its error and the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from scenarios.traits import Trait


@dataclass(frozen=True)
class Evidence:
    """One place in an answer that speaks for (or against) a trait.

    Attributes
    ----------
    kind : str
        ``"W1"`` to ``"O8"`` as in the traits' definitions, or the name of a breach.
    start, end : int
        Offsets in characters into the original answer, end exclusive.
    weight : float
        What it counts: the rubric's weight times 1 for the first instance of its kind, one half for the
        second, 0 from the third; 0 or less for a breach.
    note : str
        What was found, in words that a recruiter and a candidate can read.

    Examples
    --------
    >>> Evidence("W1", 0, 7, 1.0, "addresses the person").kind
    'W1'
    """

    kind: str
    start: int
    end: int
    weight: float
    note: str


@dataclass(frozen=True)
class Rating:
    """One rater's level for one trait of one answer.

    Attributes
    ----------
    level : float or None
        1.0 to 5.0; None when the answer cannot be scored, and `reason` says why.
    error : float
        Error variance in levels squared, > 0.
    evidence : tuple of Evidence
        In the order of the text.
    rater : str
        Who or what rated.
    reason : str
        Why there is no level, in words that a recruiter understands.
    look : str
        Why a person should look, or nothing. It never changes a level.
    beside : tuple of Rating
        Where several rated: what each of them gave.

    Raises
    ------
    ValueError
        When the level is outside 1 to 5, the error is not above 0, or a missing level has no reason.

    Examples
    --------
    >>> Rating(3.5, 0.4, (), "rubric").level
    3.5
    >>> Rating(None, 0.4, (), "rubric")
    Traceback (most recent call last):
    ...
    ValueError: an answer without a level needs a reason
    """

    level: float | None
    error: float
    evidence: tuple[Evidence, ...]
    rater: str
    reason: str = ""
    look: str = ""
    beside: tuple[Rating, ...] = ()

    def __post_init__(self) -> None:
        if self.level is None and not self.reason:
            raise ValueError("an answer without a level needs a reason")
        if self.level is not None and not 1 <= self.level <= 5:
            raise ValueError(f"a level is between 1 and 5, not {self.level}")
        if not self.error > 0:
            raise ValueError(f"an error variance is above 0, not {self.error}")


class RatedPart(NamedTuple):
    """Where in a sitting a rating belongs: scenario, step, ``"open"`` or ``"closed"``, trait.

    Examples
    --------
    >>> RatedPart("S02", "s1", "open", Trait.WARMTH, Rating(3.0, 0.4, (), "rubric")).part
    'open'
    """

    scenario: str
    step: str
    part: str
    trait: Trait
    rating: Rating
