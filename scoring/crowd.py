"""Bands and intervals of places in a large pool: the rules of `ranking` without loops over people and without draws."""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.ranking import DRAWS, LEAST_CHANCE, SEED, chance_better

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

GRID = 128
# The 5 % and 95 % points lie in the middle of the 4th and of the 67th node: steps between nodes do not bend them.
NODES = 70
REACH = 2.5  # standard errors; beyond all nodes
BLOCK = 4096
AT_ONCE = 200_000
EACH_SIDE = 0.05
NEAR = 1e-5  # more than the table of the normal distribution errs
NORMAL = np.array([NormalDist().inv_cdf((node + 0.5) / NODES) for node in range(NODES)])

# The normal distribution by steps of 1/256 up to 8 standard errors, straight lines between: wrong by less than 1e-6.
# The web process that asks for places must not load scipy for one function.
_FINE, _FAR = 256, 8
_TABLE = np.array([0.5 * math.erfc(-step / _FINE / math.sqrt(2)) for step in range(-_FAR * _FINE, _FAR * _FINE + 2)])
_SLOPES = np.append(np.diff(_TABLE), 0.0)


def bands_of_many(means: ArrayLike, variances: ArrayLike) -> Places:
    """The bands that `scoring.ranking.bands_of` gives, for pools of tens of thousands.

    Parameters
    ----------
    means, variances : array_like of shape (n_people,)
        Of the composites; levels and levels squared.

    Returns
    -------
    ndarray of shape (n_people,)
        Band of each, from 1.

    Examples
    --------
    >>> bands_of_many([4.0, 3.8, 2.0], [0.04, 0.04, 0.04]).tolist()
    [1, 1, 2]
    """
    mean, variance = np.asarray(means, dtype=float), np.asarray(variances, dtype=float)
    bands = np.zeros(mean.shape, dtype=np.int64)
    left = np.lexsort((variance, -mean))
    band = 0
    while left.size:
        band += 1
        inside = _may_beat(mean[left], variance[left])
        bands[left[inside]] = band
        left = left[~inside]
    return bands


def _may_beat(mean: Floats, variance: Floats) -> NDArray[np.bool_]:
    """Who may be better than the first; whoever is within rounding of the border is asked one by one."""
    spread = np.sqrt(variance + variance[0])
    chance = _below((mean - mean[0]) / np.where(spread > 0, spread, 1.0))
    found = chance >= LEAST_CHANCE
    for at in np.flatnonzero((np.abs(chance - LEAST_CHANCE) < NEAR) | ~(spread > 0)):
        pair = (float(value) for value in (mean[at], mean[0], variance[at], variance[0]))
        found[at] = chance_better(*pair) >= LEAST_CHANCE
    found[0] = True
    return np.asarray(found, dtype=np.bool_)


def chances_of_many(means: ArrayLike, variances: ArrayLike, most: int) -> Floats:
    """How likely each of many people is among the first so many: `scoring.ranking.chances_in_top` without sorting.

    Parameters
    ----------
    means, variances : array_like of shape (n_people,)
        Of the composites; levels and levels squared.
    most : int
        How many places there are, 1 and more.

    Returns
    -------
    ndarray of shape (n_people,)
        0 to 1; together `most`, or the number of people. People with one posterior have one chance, and the order in
        which people are given changes nothing.

    Raises
    ------
    ValueError
        When there is not a single place.

    Notes
    -----
    2,000 draws from the posteriors with a fixed seed: a chance of .5 is known to .011, one of .05 to .005 (standard
    errors). The same draws whoever asks, so that a second look shows the same figures.

    Examples
    --------
    >>> chances_of_many([4.0, 3.0, 3.0, 2.0], [0.0001] * 4, 2).tolist()
    [1.0, 0.5, 0.5, 0.0]
    """
    if most < 1:
        raise ValueError("the top is one person or more")
    pairs = np.column_stack([-np.asarray(means, dtype=float), np.asarray(variances, dtype=float)])
    if most >= len(pairs):
        return np.ones(len(pairs))
    kinds, kind, alike = np.unique(pairs, axis=0, return_inverse=True, return_counts=True)
    mean, error = -kinds[:, 0].repeat(alike), np.sqrt(kinds[:, 1]).repeat(alike)
    drawn = np.repeat(np.arange(len(kinds)), alike)
    inside = np.bincount(drawn, weights=_counts_in_top(mean, error, most), minlength=len(kinds))
    return np.asarray((inside / alike / DRAWS)[kind.ravel()])


def _counts_in_top(mean: Floats, error: Floats, most: int) -> Places:
    """In how many draws each one is among the first so many."""
    generator = np.random.default_rng(SEED)
    counts = np.zeros(mean.size, dtype=np.int64)
    rows = max(1, AT_ONCE // mean.size)
    for start in range(0, DRAWS, rows):
        levels = generator.standard_normal((min(rows, DRAWS - start), mean.size)) * error + mean
        first = np.argpartition(levels, mean.size - most, axis=1)[:, mean.size - most :]
        counts += np.bincount(first.ravel(), minlength=mean.size)
    return counts


class Crowd:
    """A pool of people with normal posteriors, to ask where somebody in it stands.

    Parameters
    ----------
    means, variances : array_like of shape (n_people,)
        Of the composites; levels and levels squared, variances above 0. At least one person.

    Raises
    ------
    ValueError
        Without people, when the shapes differ, or when a variance is not above 0.

    Notes
    -----
    Given that somebody's true level is x, the number of others above x is a sum of independent yes-or-no: its mean is
    the sum of P(other > x), its variance the sum of P(1 - P). Both are smooth curves over x, tabulated once for the
    pool. The place of a person is that number plus one, averaged over 70 equally likely levels of their own
    posterior, each number taken as normal with half a place of continuity correction. Working this out costs
    n_people x 128 normal probabilities for the pool and next to nothing for a person, where drawing costs
    n_people x 2,000 normal numbers and as many sorts.

    Examples
    --------
    >>> crowd = Crowd([4.0, 3.0, 3.0, 2.0], [0.0001] * 4)
    >>> low, high = crowd.places([4.0, 3.0, 2.0], [0.0001] * 3)
    >>> low.tolist(), high.tolist()
    ([1, 2, 4], [1, 3, 4])
    """

    def __init__(self, means: ArrayLike, variances: ArrayLike) -> None:
        mean, variance = np.asarray(means, dtype=float), np.asarray(variances, dtype=float)
        if mean.ndim != 1 or mean.shape != variance.shape or mean.size == 0:
            raise ValueError("a crowd has a mean and a variance for each of at least one person")
        if not (np.isfinite(mean).all() and np.isfinite(variance).all() and variance.min() > 0):
            raise ValueError("means are numbers, and variances numbers above 0")
        self.size = mean.size
        error = np.sqrt(variance)
        self._levels = np.linspace((mean - REACH * error).min(), (mean + REACH * error).max(), _steps(mean, error))
        self._above = np.zeros_like(self._levels)
        self._doubt = np.zeros_like(self._levels)
        for start in range(0, mean.size, BLOCK):
            block = slice(start, start + BLOCK)
            chance = _below((mean[block, None] - self._levels) / error[block, None])
            self._above += chance.sum(axis=0)
            self._doubt += (chance * (1 - chance)).sum(axis=0)

    def places(self, means: ArrayLike, variances: ArrayLike) -> tuple[Places, Places]:
        """The 90 % intervals of the places of some of its people.

        Parameters
        ----------
        means, variances : array_like of shape (n_asked,)
            Of people who are in the crowd.

        Returns
        -------
        low, high : ndarray of shape (n_asked,)
            1 is first; the least place that holds with at least 5 %, and the least with at least 95 %.
        """
        mean, error = np.asarray(means, dtype=float), np.sqrt(np.asarray(variances, dtype=float))
        levels = mean[:, None] + error[:, None] * NORMAL
        own = _below(-NORMAL)
        above = np.interp(levels, self._levels, self._above) - own
        doubt = np.interp(levels, self._levels, self._doubt) - own * (1 - own)
        spread = np.sqrt(np.maximum(doubt, 1e-12))
        return self._least(above, spread, EACH_SIDE), self._least(above, spread, 1 - EACH_SIDE)

    def _least(self, above: Floats, spread: Floats, chance: float) -> Places:
        """The least place that is reached with this chance, halving the places that remain."""
        low = np.ones(len(above), dtype=np.int64)
        high = np.full(len(above), self.size, dtype=np.int64)
        while (low < high).any():
            middle = (low + high) // 2
            reached = _below((middle[:, None] - 0.5 - above) / spread).mean(axis=1) >= chance
            high = np.where(reached, middle, high)
            low = np.where(reached, low, np.minimum(middle + 1, high))
        return low


def _steps(mean: Floats, error: Floats) -> int:
    """How many levels to tabulate: never more than a quarter of the smallest error apart, as far as that is sane."""
    width = np.ptp(mean) + 2 * REACH * error.max()
    return int(np.clip(4 * width / error.min(), GRID, 16 * GRID))


def _below(x: Floats) -> Floats:
    """The standard normal distribution function."""
    scaled = np.clip(x, -_FAR, _FAR) * _FINE + _FAR * _FINE
    whole = scaled.astype(np.int32)
    found: Floats = _TABLE[whole] + _SLOPES[whole] * (scaled - whole)
    return found
