"""A figure with its interval: of a mean, a spread, a share, a correlation, and of two correlations' difference."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import special

from scoring.statistics.figures import correlation
from scoring.statistics.inputs import Figure, count, pair, varies, vector, within

_ALMOST_ONE = 1 - 1e-12


@dataclass(frozen=True)
class WithInterval:
    """A figure with its confidence interval; None where one cannot be had.

    Attributes
    ----------
    value, low, high : float or None
    n : int
        How many observations it is made of.
    """

    value: Figure
    low: Figure
    high: Figure
    n: int


def normal_quantile(confidence: float) -> float:
    """How many standard errors a two-sided normal interval reaches to either side.

    Examples
    --------
    >>> round(normal_quantile(0.95), 2)
    1.96
    """
    return float(special.ndtri((1 + within(confidence, "confidence", 0, 1, ends=False)) / 2))


def of_mean(values: ArrayLike, confidence: float = 0.95) -> WithInterval:
    """The mean with Student's interval.

    Parameters
    ----------
    values : array (n,)
    confidence : float
        Strictly between 0 and 1.

    Returns
    -------
    WithInterval
        Without an interval when there is one value, or all are alike.

    Raises
    ------
    ValueError
        When there is no value, or one is not finite.

    Examples
    --------
    >>> found = of_mean([1, 2, 3, 4, 5])
    >>> found.value, round(found.low, 3), round(found.high, 3)
    (3.0, 1.037, 4.963)
    """
    found = vector(values)
    mean, size = float(found.mean()), len(found)
    if not varies(found):
        return WithInterval(mean, None, None, size)
    within(confidence, "confidence", 0, 1, ends=False)
    reach = float(special.stdtrit(size - 1, (1 + confidence) / 2) * found.std(ddof=1) / math.sqrt(size))
    return WithInterval(mean, mean - reach, mean + reach, size)


def of_spread(values: ArrayLike, confidence: float = 0.95) -> WithInterval:
    """The standard deviation (n - 1) with the chi-square interval, which takes values to be normal.

    Returns
    -------
    WithInterval
        Of None for a single value; 0 without an interval when all are alike.

    Examples
    --------
    >>> found = of_spread([1, 2, 3, 4, 5])
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3)
    (1.581, 0.947, 4.543)
    """
    found = vector(values)
    size = len(found)
    if not varies(found):
        return WithInterval(0.0 if size > 1 else None, None, None, size)
    spread, tail = float(found.std(ddof=1)), (1 - within(confidence, "confidence", 0, 1, ends=False)) / 2
    low, high = (float(spread * math.sqrt((size - 1) / special.chdtri(size - 1, p))) for p in (tail, 1 - tail))
    return WithInterval(spread, low, high, size)


def of_share(some: int, all_: int, confidence: float = 0.95) -> WithInterval:
    """A share with Wilson's score interval (Wilson 1927).

    Parameters
    ----------
    some, all_ : int
        How many of how many.

    Returns
    -------
    WithInterval
        Of None when there is nobody.

    Raises
    ------
    ValueError
        When one is below 0, not whole, or `some` is more than `all_`.

    Examples
    --------
    >>> found = of_share(8, 10)
    >>> found.value, round(found.low, 4), round(found.high, 4)
    (0.8, 0.4902, 0.9433)
    """
    have, size = count(some, "share"), count(all_, "share")
    if have > size:
        raise ValueError(f"share: {have} of {size} is more than all")
    if not size:
        return WithInterval(None, None, None, 0)
    z2, share = normal_quantile(confidence) ** 2, have / size
    centre = (share + z2 / (2 * size)) / (1 + z2 / size)
    reach = math.sqrt(z2 * (share * (1 - share) / size + z2 / (4 * size * size))) / (1 + z2 / size)
    return WithInterval(share, max(0.0, centre - reach) if have else 0.0, centre + reach if have < size else 1.0, size)


def of_r(r: Figure, n: int, confidence: float = 0.95) -> WithInterval:
    """A correlation with Fisher's interval (Fisher 1921).

    Parameters
    ----------
    r : float or None
        -1 to 1.
    n : int
        Pairs that it is made of.

    Returns
    -------
    WithInterval
        Without an interval below four pairs, or when r is -1 or 1.

    Raises
    ------
    ValueError
        When r is beyond -1 to 1.

    Examples
    --------
    >>> found = of_r(0.5, 30)
    >>> round(found.low, 3), round(found.high, 3)
    (0.17, 0.729)
    """
    size = count(n, "n")
    if r is None:
        return WithInterval(None, None, None, size)
    r = within(r, "r", -1, 1)
    if size < 4 or abs(r) > _ALMOST_ONE:
        return WithInterval(r, None, None, size)
    reach = normal_quantile(confidence) / math.sqrt(size - 3)
    return WithInterval(r, math.tanh(math.atanh(r) - reach), math.tanh(math.atanh(r) + reach), size)


def of_correlation(one: ArrayLike, other: ArrayLike, confidence: float = 0.95) -> WithInterval:
    """Pearson's r of two variables with Fisher's interval.

    Parameters
    ----------
    one, other : array (n,)

    Returns
    -------
    WithInterval
        Of None when one of them never varies.

    Examples
    --------
    >>> found = of_correlation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])
    >>> round(found.value, 6), round(found.low, 3), round(found.high, 3)
    (0.8, -0.28, 0.986)
    >>> of_correlation([1, 1, 1], [1, 2, 3]).value is None
    True
    """
    first, second = pair(one, other)
    if not (varies(first) and varies(second)):
        return WithInterval(None, None, None, len(first))
    first, second = (x - x.mean() for x in (first, second))
    r = correlation(first / np.abs(first).max(), second / np.abs(second).max())
    return of_r(None if r is None else min(1.0, max(-1.0, r)), len(first), confidence)


def of_difference(one: WithInterval, other: WithInterval, between: float) -> WithInterval:
    """How much more one thing correlates with a first variable than with a second (Zou 2007, overlapping).

    Parameters
    ----------
    one, other : WithInterval
        Both correlations, of the same people.
    between : float
        The correlation of the first with the second variable.

    Returns
    -------
    WithInterval
        Of `one` minus `other`, at the confidence of their intervals.

    Examples
    --------
    >>> found = of_difference(of_r(0.396, 66), of_r(0.179, 66), 0.088)
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3)
    (0.217, -0.093, 0.517)
    """
    if one.value is None or other.value is None:
        return WithInterval(None, None, None, one.n)
    value = one.value - other.value
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return WithInterval(value, None, None, one.n)
    twice = 2 * _of_both(one.value, other.value, within(between, "between", -1, 1))
    below, above = (one.value - one.low, other.high - other.value), (one.high - one.value, other.value - other.low)
    low, high = (math.sqrt(max(0.0, a * a + b * b - twice * a * b)) for a, b in (below, above))
    return WithInterval(value, value - low, value + high, one.n)


def _of_both(a: float, b: float, c: float) -> float:
    above = (c - a * b / 2) * (1 - a * a - b * b - c * c) + c**3
    return above / ((1 - a * a) * (1 - b * b))
