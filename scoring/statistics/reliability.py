"""How much of a score is the person: alpha, omega, length, standard errors, and whether a trait earns its own score."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtri

from scoring.statistics.inputs import Figure, Numbers, count, table, varies, vector, within
from scoring.statistics.intervals import WithInterval, normal_quantile

_ROUNDS = 1000
_STILL = 1e-9
_IMPROPER = 0.9999  # of a variable's variance shared: the factor would be that variable


def cronbach_alpha(scores: ArrayLike, confidence: float = 0.95) -> WithInterval:
    """Cronbach's alpha (1951) with Feldt's interval (1965).

    Parameters
    ----------
    scores : array (persons, scenarios)
        Two or more of each; nothing may be missing.
    confidence : float
        Strictly between 0 and 1.

    Returns
    -------
    WithInterval
        At most 1; below 0 when scenarios contradict each other. None when persons' sums never differ.

    Raises
    ------
    ValueError
        When there are fewer than two persons or scenarios, or one score is missing.

    Examples
    --------
    >>> found = cronbach_alpha([[2, 3, 2], [4, 4, 5], [3, 4, 3], [5, 4, 5]])
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3)
    (0.875, 0.175, 0.992)
    """
    found = table(scores, "scores", (2, 2))
    n, k = found.shape
    if not varies(found.sum(axis=1)):
        return WithInterval(None, None, None, n)
    alpha = k / (k - 1) * (1 - float(found.var(axis=0, ddof=1).sum() / found.sum(axis=1).var(ddof=1)))
    tail, freedom = (1 - within(confidence, "confidence", 0, 1, ends=False)) / 2, (n - 1, (n - 1) * (k - 1))
    if 1 - alpha < _STILL:
        return WithInterval(alpha, None, None, n)
    low, high = (1 - (1 - alpha) * float(fdtri(*freedom, p)) for p in (1 - tail, tail))
    return WithInterval(alpha, low, high, n)


def one_factor(correlations: ArrayLike) -> Numbers | None:
    """Loadings on one factor by unweighted least squares: principal axes, repeated until they stand still.

    Parameters
    ----------
    correlations : array (k, k)
        Three variables or more.

    Returns
    -------
    array (k,) or None
        Loadings, their sum not below 0. None when there is no proper solution: a loading of 1, or no rest
        after 1,000 rounds.

    Raises
    ------
    ValueError
        When the table is not square, or smaller than three.

    Examples
    --------
    >>> one_factor([[1, 0.56, 0.48], [0.56, 1, 0.42], [0.48, 0.42, 1]]).round(6)
    array([0.8, 0.7, 0.6])
    """
    given = table(correlations, "correlations", (3, 3))
    if given.shape[0] != given.shape[1]:
        raise ValueError("correlations: a square table is needed")
    shared = np.abs(given - np.diag(np.diag(given))).max(axis=1)
    for _ in range(_ROUNDS):
        loadings = _first_axis(given - np.diag(np.diag(given)) + np.diag(shared))
        before, shared = shared, loadings**2
        if (shared > _IMPROPER).any():
            return None
        if np.abs(shared - before).max() < _STILL:
            return loadings
    return None


def _first_axis(reduced: Numbers) -> Numbers:
    values, axes = np.linalg.eigh(reduced)
    loadings = axes[:, -1] * math.sqrt(max(0.0, float(values[-1])))
    return np.asarray(loadings if loadings.sum() >= 0 else -loadings)


def omega(scores: ArrayLike) -> Figure:
    """McDonald's omega total (1999): the share of the sum's variance that one factor carries.

    The factor is fitted to the correlations by `one_factor`; loadings are then put back on the scores' own spread.

    Parameters
    ----------
    scores : array (persons, scenarios)
        Three or more of each; nothing may be missing.

    Returns
    -------
    float or None
        0 to 1. None when a scenario never varies or one factor has no proper solution.

    Raises
    ------
    ValueError
        When there are fewer than three persons or scenarios, or one score is missing.

    Examples
    --------
    >>> rows = [[2, 3, 2], [4, 3, 4], [3, 4, 3], [5, 3, 4], [1, 2, 3], [4, 5, 5], [2, 2, 1]]
    >>> round(omega(rows), 3)
    0.854
    """
    found = table(scores, "scores", (3, 3))
    if not all(varies(column) for column in found.T):
        return None
    loadings = one_factor(np.corrcoef(found.T))
    if loadings is None:
        return None
    spread = found.std(axis=0, ddof=1)
    common, own = float((spread * loadings).sum()) ** 2, float((spread**2 * (1 - loadings**2)).sum())
    return common / (common + own)


def spearman_brown(reliability: float, times: float) -> float:
    """The reliability of a form that is so many times as long (Spearman 1910, Brown 1910).

    Parameters
    ----------
    reliability : float
        0 to 1, of the form as it is.
    times : float
        Above 0.

    Raises
    ------
    ValueError
        Outside of those ranges.

    Examples
    --------
    >>> [round(spearman_brown(0.25, times), 2) for times in (4, 8, 12)]
    [0.57, 0.73, 0.8]
    """
    within(reliability, "reliability", 0, 1)
    within(times, "times", 0, math.inf, ends=False)
    return times * reliability / (1 + (times - 1) * reliability)


def lengthening(reliability: float, wanted: float) -> float:
    """How many times as long a form must be for the reliability that is wanted.

    Parameters
    ----------
    reliability, wanted : float
        Strictly between 0 and 1.

    Examples
    --------
    >>> round(lengthening(0.25, 0.7), 9)
    7.0
    """
    r, aim = (within(x, "reliability", 0, 1, ends=False) for x in (reliability, wanted))
    return aim * (1 - r) / (r * (1 - aim))


def sem(spread: float, reliability: float) -> float:
    """The standard error of measurement of one score.

    Parameters
    ----------
    spread : float
        Standard deviation of the scores, from 0, in their unit.
    reliability : float
        0 to 1.

    Examples
    --------
    >>> round(sem(10, 0.8), 3)
    4.472
    """
    within(spread, "standard deviation", 0, math.inf)
    return spread * math.sqrt(1 - within(reliability, "reliability", 0, 1))


def sed(spread: float, reliability: float) -> float:
    """The standard error of the difference of two people's scores.

    Examples
    --------
    >>> round(sed(10, 0.8), 3)
    6.325
    """
    return sem(spread, reliability) * math.sqrt(2)


def least_difference(spread: float, reliability: float, confidence: float = 0.95) -> float:
    """How far two scores must be apart before their difference is more than error of measurement.

    Examples
    --------
    >>> round(least_difference(10, 0.8), 2)
    12.4
    """
    return normal_quantile(confidence) * sed(spread, reliability)


@dataclass(frozen=True)
class Subscore:
    """What predicts a trait's true score better: its own score, or the total.

    Attributes
    ----------
    by_itself, by_total : float or None
        Proportional reduction of mean squared error: the share of the true score's variance that is predicted.
    """

    by_itself: Figure
    by_total: Figure

    @property
    def adds(self) -> bool:
        """Whether the trait's own score says more than the total does; no, where it cannot be told."""
        return self.by_itself is not None and self.by_total is not None and self.by_itself > self.by_total


def subscores(scores: ArrayLike, reliabilities: ArrayLike) -> list[Subscore]:
    """Whether each trait's score adds to the total (Haberman 2008).

    The total is the sum of the traits. Errors of two traits are taken to be independent; where one answer feeds two
    traits, they are not, and `by_total` is too high.

    Parameters
    ----------
    scores : array (persons, traits)
        Two or more of each.
    reliabilities : array (traits,)
        0 to 1, such as `cronbach_alpha` of the trait's own scenarios.

    Returns
    -------
    list of Subscore
        By trait; of None where the trait has no true variance.

    Raises
    ------
    ValueError
        When lengths differ, or a reliability is outside 0 to 1.

    Examples
    --------
    >>> found = subscores([[1, 2], [2, 1], [3, 4], [4, 3], [5, 5]], [0.9, 0.5])
    >>> [(one.by_itself, round(one.by_total, 3), one.adds) for one in found]
    [(0.9, 0.892, True), (0.5, 0.939, False)]
    """
    found, given = table(scores, "scores", (2, 2)), vector(reliabilities, "reliabilities")
    if len(given) != found.shape[1]:
        raise ValueError(f"reliabilities: {len(given)} are given for {found.shape[1]} traits")
    total = found.sum(axis=1)
    return [_subscore(own, total, within(r, "reliability", 0, 1)) for own, r in zip(found.T, given, strict=True)]


def _subscore(own: Numbers, total: Numbers, reliability: float) -> Subscore:
    if not (varies(own) and varies(total)) or reliability == 0:
        return Subscore(None, None)
    seen, shared, whole = np.cov(own, total)[[0, 0, 1], [0, 1, 1]]
    true = reliability * seen
    return Subscore(reliability, min(1.0, float((shared - (seen - true)) ** 2 / (true * whole))))


def exposures_for(reliability_of_one: float, wanted: float) -> int:
    """How many answers a trait needs for a reliability, given that of a single answer.

    Examples
    --------
    >>> exposures_for(0.25, 0.7), exposures_for(0.25, 0.8)
    (7, 12)
    """
    return count(math.ceil(lengthening(reliability_of_one, wanted) - 1e-9), "exposures")
