"""Telling two kinds of situations apart, beside leaning to one answer: d' and criterion (Green & Swets 1966)."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

from scoring.statistics.inputs import count


@dataclass(frozen=True)
class Detection:
    """How well somebody tells warranted from unwarranted.

    Attributes
    ----------
    sensitivity : float
        d', in standard deviations; 0 is chance.
    criterion : float
        c; above 0 leans to no, below 0 to yes.
    """

    sensitivity: float
    criterion: float


def detection(hits: int, warranted: int, false_alarms: int, unwarranted: int) -> Detection:
    """d' and c with half a case added to each kind, so that none is infinite (Hautus 1995).

    Parameters
    ----------
    hits, warranted : int
        How often yes where yes was warranted, of how many; at least one.
    false_alarms, unwarranted : int
        How often yes where it was not, of how many; at least one.

    Raises
    ------
    ValueError
        When a count is below 0 or not whole, there is no situation of a kind, or more yes than situations.

    Examples
    --------
    >>> found = detection(3, 3, 0, 3)
    >>> round(found.sensitivity, 2), abs(round(found.criterion, 2))
    (2.3, 0.0)
    """
    hit, false = _quantile(hits, warranted), _quantile(false_alarms, unwarranted)
    return Detection(hit - false, -(hit + false) / 2)


def _quantile(yes: int, of: int) -> float:
    have, size = count(yes, "yes"), count(of, "situations", 1)
    if have > size:
        raise ValueError(f"yes: {have} of {size} is more than all")
    return NormalDist().inv_cdf((have + 0.5) / (size + 1))
