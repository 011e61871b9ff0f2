"""Differential item functioning of levels: Mantel's chi-square and the standardised mean difference."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from scoring.statistics.dif import LEAST_PEOPLE
from scoring.statistics.inputs import Figure, Numbers, places, same_length, varies, vector, yes_or_no
from scoring.statistics.intervals import WithInterval, normal_quantile

_SMALL, _LARGE = 0.17, 0.25
_Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class LevelsDif:
    """What equals of two groups get on one item with ordered levels.

    Attributes
    ----------
    chi_square, p : float or None
        Mantel's (1963), one degree of freedom, without correction.
    difference : WithInterval
        Focal less reference group at equal scores, in levels, each stratum weighing as many as it has of the focal
        group (Dorans & Schmitt 1991); below 0 is harder for the focal group.
    effect : WithInterval
        The same in standard deviations of all levels. `n` of both is the smaller group.
    class_ : str or None
        A: not significant at .05 or at most .17 of a standard deviation; C: more than .25; B: between (Zwick, Thayer &
        Mazzeo 1997). None where it cannot be told.
    reference, focal : int
        People in strata that hold both groups.
    enough : bool
        100 and more of each group.
    """

    chi_square: Figure
    p: Figure
    difference: WithInterval
    effect: WithInterval
    class_: str | None
    reference: int
    focal: int
    enough: bool


@dataclass(frozen=True)
class _Stratum:
    reference: int
    focal: int
    difference: float  # of means, focal less reference
    surplus: float  # of the focal group's sum over what both groups' mean makes of it
    variance: float  # of that sum, all margins fixed


def levels_dif(
    levels: ArrayLike, focal: ArrayLike, matched_on: Sequence[Hashable] | Numbers, confidence: float = 0.95
) -> LevelsDif:
    """Mantel's chi-square and the standardised mean difference, with the error of Zwick and Thayer (1996).

    Parameters
    ----------
    levels : array (n,)
    focal : array (n,)
        1 for the focal group, 0 for the reference group.
    matched_on : sequence (n,)
        Such as the score. Strata of one group say nothing and are left out.
    confidence : float
        Of the intervals.

    Returns
    -------
    LevelsDif
        With None where no stratum holds both groups, or no such stratum has two levels.

    Raises
    ------
    ValueError
        When lengths differ, a level is not finite, or a group is neither 0 nor 1.

    Examples
    --------
    >>> found = levels_dif([3, 4, 5, 2, 3, 4, 4, 5, 3, 3], [0, 0, 0, 1, 1, 0, 0, 0, 1, 1], [1] * 5 + [2] * 5)
    >>> round(found.chi_square, 3), round(found.difference.value, 3), found.class_
    (4.817, -1.417, 'C')
    """
    values, groups = vector(levels, "levels"), yes_or_no(focal, "focal")
    same_length("levels, focal and matched on", values, groups.tolist(), matched_on)
    place = places(matched_on, "matched on")
    parts = [part for each in range(int(place.max()) + 1) if (part := _stratum(values, groups, place == each))]
    reference, focal_people = sum(part.reference for part in parts), sum(part.focal for part in parts)
    spread = float(values.std(ddof=1)) if varies(values) else 0.0
    chi_square, difference = _mantel(parts), _difference(parts, confidence)
    p = None if chi_square is None else float(chdtrc(1, chi_square))
    effect = _scaled(difference, spread)
    return LevelsDif(
        chi_square=chi_square,
        p=p,
        difference=difference,
        effect=effect,
        class_=_class(effect.value, p),
        reference=reference,
        focal=focal_people,
        enough=min(reference, focal_people) >= LEAST_PEOPLE,
    )


def _stratum(levels: Numbers, focal: _Flags, inside: _Flags) -> _Stratum | None:
    theirs, others = levels[inside & focal], levels[inside & ~focal]
    if not (len(theirs) and len(others)):
        return None
    both = levels[inside] - levels[inside].mean()
    size = len(both)
    squares = float((both**2).sum()) if varies(levels[inside]) else 0.0
    variance = len(theirs) * len(others) * squares / (size * (size - 1))
    surplus = float(theirs.sum() - len(theirs) * levels[inside].mean())
    return _Stratum(len(others), len(theirs), float(theirs.mean() - others.mean()), surplus, variance)


def _mantel(parts: list[_Stratum]) -> Figure:
    variance = sum(part.variance for part in parts)
    return sum(part.surplus for part in parts) ** 2 / variance if variance > 0 else None


def _difference(parts: list[_Stratum], confidence: float) -> WithInterval:
    focal = sum(part.focal for part in parts)
    people = min(focal, sum(part.reference for part in parts))
    if not any(part.variance > 0 for part in parts):
        return WithInterval(None, None, None, people)
    value = sum(part.focal * part.difference for part in parts) / focal
    variance = sum((part.focal / focal * (1 / part.focal + 1 / part.reference)) ** 2 * part.variance for part in parts)
    reach = normal_quantile(confidence) * variance**0.5
    return WithInterval(value, value - reach, value + reach, people)


def _scaled(found: WithInterval, spread: float) -> WithInterval:
    if found.value is None or found.low is None or found.high is None or not spread:
        return WithInterval(None, None, None, found.n)
    return WithInterval(found.value / spread, found.low / spread, found.high / spread, found.n)


def _class(effect: Figure, p: Figure) -> str | None:
    if effect is None or p is None:
        return None
    if p >= 0.05 or abs(effect) <= _SMALL:
        return "A"
    return "B" if abs(effect) <= _LARGE else "C"
