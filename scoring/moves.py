"""Who moves between two runs of the same pool, and whether by more than the error of their score."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.traits import Trait
from scoring.composite import EQUAL, Z90, moments
from scoring.estimate import Estimate
from scoring.ranking import Place, places


@dataclass(frozen=True)
class Move:
    """One person in two runs.

    Attributes
    ----------
    key : str
    before, after : Place
    change : float
        Of the composite, on 0 to 100.
    is_beyond_error : bool
        Whether the change is larger than half the 90 % interval of the earlier run.
    """

    key: str
    before: Place
    after: Place
    change: float
    is_beyond_error: bool

    @property
    def changes_band(self) -> bool:
        """Whether the person is in another band."""
        return self.before.band != self.after.band


@dataclass(frozen=True)
class Moves:
    """What a new run changes.

    Attributes
    ----------
    moved : tuple of Move
        Everybody whose band, interval of places or composite is another, by key.
    same : int
        How many are where they were.
    joined, left : tuple of str
        Who is in one of the runs only.
    told : str
        One sentence.
    """

    moved: tuple[Move, ...]
    same: int
    joined: tuple[str, ...]
    left: tuple[str, ...]
    told: str


def moves(
    before: Mapping[str, Estimate], after: Mapping[str, Estimate], weights: Mapping[Trait, float] = EQUAL
) -> Moves:
    """Compare two runs.

    Parameters
    ----------
    before, after : mapping
        `Estimate` by key.
    weights : mapping
        Weight by trait, the same for both.

    Returns
    -------
    Moves

    Examples
    --------
    >>> from scoring.estimate import estimate
    >>> moves({"a": estimate([])}, {"a": estimate([]), "b": estimate([])}).joined
    ('b',)
    """
    old, new = ({place.key: place for place in places(run, weights)} for run in (before, after))
    both = sorted(set(old) & set(new))
    compared = [_move(old[key], new[key], before[key], weights) for key in both]
    moved = tuple(each for each in compared if _place(each.before) != _place(each.after) or each.change)
    beyond = sum(each.is_beyond_error for each in moved)
    bands = sum(each.changes_band for each in moved)
    told = f"Of {len(both)} people {bands} change band, and {beyond} move by more than the error of their score."
    return Moves(
        moved, len(both) - len(moved), tuple(sorted(set(new) - set(old))), tuple(sorted(set(old) - set(new))), told
    )


def _move(old: Place, new: Place, estimate: Estimate, weights: Mapping[Trait, float]) -> Move:
    change = new.overall.value - old.overall.value
    error = 25 * Z90 * math.sqrt(moments(estimate, weights)[1])
    return Move(old.key, old, new, change, abs(change) > error)


def _place(place: Place) -> tuple[int, int, int]:
    return place.band, place.place_low, place.place_high
