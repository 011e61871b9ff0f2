"""One number from six, with its interval: the composite, the loud and the quiet cluster, the balance between them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.traits import LOUD, QUIET, Trait
from scoring.estimate import TRAITS, Estimate
from scoring.linear import Row

Z90 = 1.6448536269514722
EQUAL = dict.fromkeys(Trait, 1 / len(Trait))


@dataclass(frozen=True)
class Interval:
    """A value with its 90 % interval.

    Attributes
    ----------
    value, low, high : float
        On 0 to 100 for scores; `low` and `high` never leave the scale.
    """

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Balance:
    """Loud minus quiet.

    Attributes
    ----------
    tilt : float
        In levels; above 0 is loud.
    error : float
        Its standard error in levels.
    side : str
        ``"loud"``, ``"quiet"``, or ``"balanced within error"``.
    """

    tilt: float
    error: float
    side: str


def weights_of(weights: Mapping[Trait, float]) -> Row:
    """Weights in the order of `Trait`, scaled to sum 1.

    Raises
    ------
    ValueError
        When one is below 0, or all are 0.

    Examples
    --------
    >>> weights_of({Trait.WARMTH: 1, Trait.EMPATHIC: 3})
    (0.25, 0.0, 0.0, 0.75, 0.0, 0.0)
    """
    row = [float(weights.get(trait, 0.0)) for trait in TRAITS]
    total = math.fsum(row)
    if min(row) < 0 or not total > 0:
        raise ValueError("weights are 0 or more, and not all 0")
    return tuple(weight / total for weight in row)


def moments(estimate: Estimate, weights: Mapping[Trait, float]) -> tuple[float, float]:
    """Mean and variance of the weighted level.

    Returns
    -------
    mean : float
        In levels.
    variance : float
        In levels squared.
    """
    row = weights_of(weights)
    mean = math.fsum(weight * level for weight, level in zip(row, estimate.mean, strict=True))
    return mean, estimate.variance(row)


def percent(level: float) -> float:
    """A level from 1 to 5 on the scale from 0 to 100.

    Examples
    --------
    >>> percent(1), percent(3), percent(5)
    (0.0, 50.0, 100.0)
    """
    return 100 * (level - 1) / 4


def overall(estimate: Estimate, weights: Mapping[Trait, float] = EQUAL) -> Interval:
    """The composite on 0 to 100 with its 90 % interval.

    Examples
    --------
    >>> from scoring.estimate import estimate
    >>> overall(estimate([])).value
    50.0
    """
    mean, variance = moments(estimate, weights)
    half = Z90 * math.sqrt(variance)
    low, value, high = (min(100.0, max(0.0, percent(level))) for level in (mean - half, mean, mean + half))
    return Interval(value, low, high)


def loud(estimate: Estimate) -> Interval:
    """The loud cluster: warmth, anticipatory, optimistic."""
    return overall(estimate, dict.fromkeys(LOUD, 1.0))


def quiet(estimate: Estimate) -> Interval:
    """The quiet cluster: empathic, conscientious, good listener."""
    return overall(estimate, dict.fromkeys(QUIET, 1.0))


def balance(estimate: Estimate) -> Balance:
    """The tilt between the clusters; a side is named only beyond 1.645 standard errors.

    Examples
    --------
    >>> from scoring.estimate import estimate
    >>> balance(estimate([])).side
    'balanced within error'
    """
    row = [1 / len(LOUD) if trait.is_loud else -1 / len(QUIET) for trait in TRAITS]
    tilt = math.fsum(weight * level for weight, level in zip(row, estimate.mean, strict=True))
    error = math.sqrt(estimate.variance(row))
    if abs(tilt) <= Z90 * error:
        return Balance(tilt, error, "balanced within error")
    return Balance(tilt, error, "loud" if tilt > 0 else "quiet")
