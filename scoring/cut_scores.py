"""The least composite to go on: set by several judges, with its error, and never deciding where error reaches it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scoring.composite import Interval, percent
from scoring.student import quantile

BORDERLINE = "borderline: a person decides"
ABOVE, BELOW = "above", "below"


@dataclass(frozen=True)
class CutScore:
    """A cut score on 0 to 100.

    Attributes
    ----------
    value : float
        The mean of the judges.
    low, high : float
        Its 90 % interval, inside 0 to 100.
    error : float
        Standard error.
    judges : mapping
        Each judge's own cut score.
    """

    value: float
    low: float
    high: float
    error: float
    judges: Mapping[str, float]


def cut_score(judged: Mapping[str, Mapping[str, float]]) -> CutScore:
    """The cut score of a panel by the extended Angoff method (Hambleton and Plake 1995).

    Parameters
    ----------
    judged : mapping
        By judge, for each situation the level (1 to 5) that somebody just good enough would reach there.

    Returns
    -------
    CutScore
        Judges count alike; the interval is Student's with one degree of freedom less than judges.

    Raises
    ------
    ValueError
        With fewer than two judges, when they did not judge the same situations, or a level is outside 1 to 5.

    Examples
    --------
    >>> rows = {"ana": (3.0, 4.0), "ben": (3.0, 3.0), "cleo": (3.5, 3.0)}
    >>> found = cut_score({judge: dict(zip(("S1", "S2"), row)) for judge, row in rows.items()})
    >>> round(found.value, 2), round(found.error, 2), round(found.low, 1), round(found.high, 1)
    (56.25, 3.61, 45.7, 66.8)
    """
    _require(judged)
    own = {judge: math.fsum(map(percent, levels.values())) / len(levels) for judge, levels in sorted(judged.items())}
    many = len(own)
    value = math.fsum(own.values()) / many
    error = math.sqrt(math.fsum((each - value) ** 2 for each in own.values()) / (many - 1) / many)
    half = quantile(0.95, many - 1) * error
    return CutScore(value, max(0.0, value - half), min(100.0, value + half), error, own)


def _require(judged: Mapping[str, Mapping[str, float]]) -> None:
    if len(judged) < 2:
        raise ValueError("a cut score needs two judges and more: the error of one is not known")
    asked = {frozenset(levels) for levels in judged.values()}
    if len(asked) > 1 or not all(asked):
        raise ValueError("all judges judge the same situations, one at least")
    if not all(1 <= level <= 5 for levels in judged.values() for level in levels.values()):
        raise ValueError("a level is between 1 and 5")


def against(overall: Interval, cut: CutScore) -> str:
    """On which side of a cut score somebody is.

    Parameters
    ----------
    overall : Interval
        The person's composite with its 90 % interval.
    cut : CutScore

    Returns
    -------
    str
        ``"above"``, ``"below"``, or ``"borderline: a person decides"`` when the person's interval reaches the cut
        score's own.

    Examples
    --------
    >>> cut = CutScore(50.0, 45.0, 55.0, 2.0, {})
    >>> [against(Interval(x, x - 5, x + 5), cut) for x in (62.0, 58.0, 39.0)]
    ['above', 'borderline: a person decides', 'below']
    """
    if overall.low > cut.high:
        return ABOVE
    return BELOW if overall.high < cut.low else BORDERLINE
