"""Differential item functioning of right-or-wrong items: do equals of two groups answer alike? (Mantel-Haenszel)"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtr

from scoring.statistics.inputs import Figure, Numbers, count, places, same_length, table, vector, within, yes_or_no
from scoring.statistics.intervals import WithInterval, normal_quantile

DELTA = -2.35
LEAST_PEOPLE = 100
_SMALL, _LARGE, _ONE_SIDED = 1.0, 1.5, 1.6448536269514722


@dataclass(frozen=True)
class MantelHaenszel:
    """What the Mantel-Haenszel procedure says of one item.

    Attributes
    ----------
    chi_square, p : float or None
        Continuity corrected, one degree of freedom.
    uncorrected : float or None
        The same without the correction.
    alpha : float or None
        Common odds ratio of the reference beside the focal group; above 1 is harder for the focal group.
    delta : WithInterval
        -2.35 ln alpha, on ETS's scale; below 0 is harder for the focal group. Its `n` is the smaller group.
    class_ : str or None
        ETS's A (negligible), B or C (large); None where it cannot be told.
    reference, focal : int
        People in strata that hold both groups.
    power : float
        The chance at best to see a bias of .6 logit with so many, 0 to 1: what a clean report is worth.
    enough : bool
        100 and more of each group.
    """

    chi_square: Figure
    p: Figure
    uncorrected: Figure
    alpha: Figure
    delta: WithInterval
    class_: str | None
    reference: int
    focal: int
    power: float
    enough: bool


def strata(right: ArrayLike, focal: ArrayLike, matched_on: Sequence[Hashable] | Numbers) -> Numbers:
    """A two-by-two table for each value of what people are matched on, such as their total score.

    Parameters
    ----------
    right : array (n,)
        0 or 1.
    focal : array (n,)
        1 for the focal group, 0 for the reference group.
    matched_on : sequence (n,)

    Returns
    -------
    array (strata, 2, 2)
        Rows reference and focal, columns right and wrong.

    Raises
    ------
    ValueError
        When lengths differ, or something else than 0 and 1 is given.

    Examples
    --------
    >>> strata([1, 0, 1, 1], [0, 0, 1, 1], [7, 7, 7, 8]).tolist()
    [[[1.0, 1.0], [1.0, 0.0]], [[0.0, 0.0], [1.0, 0.0]]]
    """
    answers, groups = yes_or_no(right, "right"), yes_or_no(focal, "focal")
    same_length("right, focal and matched on", answers.tolist(), groups.tolist(), matched_on)
    place = places(matched_on, "matched on")
    seen = np.zeros((int(place.max()) + 1, 2, 2))
    np.add.at(seen, (place, groups.astype(int), (~answers).astype(int)), 1)
    return seen


def mantel_haenszel(tables: ArrayLike, confidence: float = 0.95) -> MantelHaenszel:
    """Mantel-Haenszel over strata (Holland & Thayer 1988), with the error of Robins, Breslow and Greenland (1986).

    The correction takes .5 from the difference, but not more than there is. Strata of one group say nothing and are
    left out.

    Parameters
    ----------
    tables : array (strata, 2, 2)
        Counts as `strata` gives them.
    confidence : float
        Of the interval of delta.

    Returns
    -------
    MantelHaenszel
        With None where no stratum holds both groups, or none holds both answers. Delta is None where alpha would be 0
        or infinite.

    Raises
    ------
    ValueError
        When a count is below 0 or not whole, or the tables are not two by two.

    Examples
    --------
    >>> found = mantel_haenszel([[[20, 10], [12, 18]], [[25, 5], [20, 10]]])
    >>> round(found.chi_square, 3), round(found.alpha, 3), round(found.delta.value, 3), found.class_
    (5.408, 2.773, -2.397, 'B')
    """
    seen = _counts(tables)
    seen = seen[(seen.sum(axis=2) > 0).all(axis=1)]
    corrected, plain = _chi_squares(seen)
    alpha, delta = _odds(seen, confidence)
    p = None if corrected is None else float(chdtrc(1, corrected))
    reference, focal = (int(size) for size in seen.sum(axis=(0, 2)))
    return MantelHaenszel(
        chi_square=corrected,
        p=p,
        uncorrected=plain,
        alpha=alpha,
        delta=delta,
        class_=ets_class(delta, p, confidence),
        reference=reference,
        focal=focal,
        power=power(reference, focal),
        enough=min(reference, focal) >= LEAST_PEOPLE,
    )


def _counts(tables: ArrayLike) -> Numbers:
    seen = table(tables, "tables", (1, 2, 2))
    if seen.shape[1:] != (2, 2) or (seen < 0).any() or (seen != np.floor(seen)).any():
        raise ValueError("tables: two-by-two tables of whole counts from 0 are needed")
    return seen


def _chi_squares(seen: Numbers) -> tuple[Figure, Figure]:
    groups, answers, people = seen.sum(axis=2), seen.sum(axis=1), seen.sum(axis=(1, 2))
    apart = abs(float((seen[:, 0, 0] - groups[:, 0] * answers[:, 0] / people).sum()))
    variance = float((groups.prod(axis=1) * answers.prod(axis=1) / (people**2 * (people - 1))).sum())
    if not variance > 0:
        return None, None
    return max(0.0, apart - 0.5) ** 2 / variance, apart**2 / variance


def _odds(seen: Numbers, confidence: float) -> tuple[Figure, WithInterval]:
    people = seen.sum(axis=(1, 2))
    alike, crossed = seen[:, 0, 0] * seen[:, 1, 1] / people, seen[:, 0, 1] * seen[:, 1, 0] / people
    above, below = float(alike.sum()), float(crossed.sum())
    size = int(seen.sum(axis=2).sum(axis=0).min())
    if not (above and below):
        return (0.0 if below else None), WithInterval(None, None, None, size)
    for_, against = (seen[:, 0, 0] + seen[:, 1, 1]) / people, (seen[:, 0, 1] + seen[:, 1, 0]) / people
    mixed = (for_ * crossed + against * alike).sum() / (2 * above * below)
    variance = (for_ * alike).sum() / (2 * above**2) + mixed + (against * crossed).sum() / (2 * below**2)
    delta, reach = DELTA * math.log(above / below), normal_quantile(confidence) * -DELTA * math.sqrt(variance)
    return above / below, WithInterval(delta, delta - reach, delta + reach, size)


def ets_class(delta: WithInterval, p: Figure, confidence: float = 0.95) -> str | None:
    """ETS's classes (Zieky 1993).

    A: not different from 0 at .05, or less than 1. C: at least 1.5, and more than 1 at .05, one-sided. B: the rest.

    Parameters
    ----------
    delta : WithInterval
    p : float or None
        Of the corrected chi-square.
    confidence : float
        Of the interval of `delta`.

    Examples
    --------
    >>> ets_class(WithInterval(-1.2, -1.9, -0.5, 400), 0.001), ets_class(WithInterval(2.5, 1.6, 3.4, 400), 0.001)
    ('B', 'C')
    """
    if delta.value is None or delta.high is None or p is None:
        return None
    size, error = abs(delta.value), (delta.high - delta.value) / normal_quantile(confidence)
    if p >= 0.05 or size < _SMALL:
        return "A"
    return "C" if size >= _LARGE and size - _SMALL > _ONE_SIDED * error else "B"


def power(reference: int, focal: int, bias: float = 0.6, right: float = 0.5, level: float = 0.05) -> float:
    """The chance to see a bias in the odds of a right answer, at best.

    Of two rates without strata and correction; matching people and correcting leave less.

    Parameters
    ----------
    reference, focal : int
        People in each group.
    bias : float
        Difference in logits.
    right : float
        Share of right answers, strictly between 0 and 1.
    level : float
        Of the two-sided test.

    Returns
    -------
    float
        0 to 1; 0 when a group has nobody.

    Examples
    --------
    >>> [round(power(size, size), 2) for size in (50, 100, 250)]
    [0.32, 0.56, 0.92]
    """
    sizes = count(reference, "reference"), count(focal, "focal")
    share = within(right, "right", 0, 1, ends=False)
    if not all(sizes):
        return 0.0
    error = math.sqrt(sum(1 / (size * share * (1 - share)) for size in sizes))
    away, limit = vector([bias], "bias")[0] / error, normal_quantile(1 - within(level, "level", 0, 1, ends=False))
    return float(ndtr(away - limit) + ndtr(-away - limit))
