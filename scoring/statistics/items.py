"""What answers say of a scenario: level, spread, worth, drift, exposure, length; each with n and interval."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scoring.statistics.inputs import Numbers, pair, table, varies, vector
from scoring.statistics.intervals import (
    WithInterval,
    normal_quantile,
    of_correlation,
    of_difference,
    of_mean,
    of_share,
    of_spread,
)


def difficulty(levels: ArrayLike, confidence: float = 0.95) -> WithInterval:
    """The mean level of one scenario's answers; low is difficult.

    Parameters
    ----------
    levels : array (n,)
        Usually 1 to 5; NaN where an answer has no level.

    Returns
    -------
    WithInterval
        With Student's interval; of None when no answer has a level.

    Raises
    ------
    ValueError
        When a level is infinite.

    Examples
    --------
    >>> difficulty([2, 3, 4, float("nan")]).value
    3.0
    """
    there = _there(levels)
    return of_mean(there, confidence) if len(there) else _NOTHING


def spread(levels: ArrayLike, confidence: float = 0.95) -> WithInterval:
    """The standard deviation of one scenario's levels, with the chi-square interval; NaN is left out.

    Examples
    --------
    >>> round(spread([2, 3, 4]).value, 3)
    1.0
    """
    there = _there(levels)
    return of_spread(there, confidence) if len(there) else _NOTHING


_NOTHING = WithInterval(None, None, None, 0)


def _there(levels: ArrayLike) -> Numbers:
    row: Any = [levels]  # one row of a table, where numbers may be missing
    given = table(row, "levels", (1, 0), missing=True)[0]
    return np.asarray(given[~np.isnan(given)])


def item_rest(levels: ArrayLike, item: int, confidence: float = 0.95) -> WithInterval:
    """The correlation of one scenario's levels with the mean of the person's other ones (corrected item-total).

    Parameters
    ----------
    levels : array (persons, scenarios)
        Of one trait; NaN where a person has no level. People without this or without any other one are left out.
    item : int
        Which column.

    Returns
    -------
    WithInterval
        With Fisher's interval; of None when fewer than two people are left or one of both never varies.

    Raises
    ------
    ValueError
        When there is no such column or a level is infinite.

    Examples
    --------
    >>> rows = [[1, 2, 1], [2, 2, 3], [3, 4, 3], [4, 3, 4], [5, 5, float("nan")]]
    >>> found = item_rest(rows, 0)
    >>> round(found.value, 3), found.n
    (0.97, 5)
    """
    given = table(levels, "levels", (1, 1), missing=True)
    if not 0 <= item < given.shape[1]:
        raise ValueError(f"item: there is no column {item}")
    own, others = given[:, item], np.delete(given, item, axis=1)
    return _of_both(own, _mean_of_rest(others), confidence)


def _mean_of_rest(others: Numbers) -> Numbers:
    there = ~np.isnan(others)
    counted = there.sum(axis=1)
    return np.where(counted > 0, np.where(there, others, 0.0).sum(axis=1) / np.maximum(counted, 1), np.nan)


def _of_both(one: Numbers, other: Numbers, confidence: float) -> WithInterval:
    both = ~(np.isnan(one) | np.isnan(other))
    return of_correlation(one[both], other[both], confidence) if both.any() else _NOTHING


def other_trait(own: ArrayLike, own_rest: ArrayLike, other_rest: ArrayLike, confidence: float = 0.95) -> WithInterval:
    """How much more a scenario's level goes with another trait than with its own.

    Parameters
    ----------
    own : array (n,)
        The scenario's level on its trait.
    own_rest, other_rest : array (n,)
        The same people's means over other scenarios, of the trait and of another one.

    Returns
    -------
    WithInterval
        Difference of two correlations, -2 to 2, with Zou's interval; above 0 when the other trait fits better.

    Raises
    ------
    ValueError
        When lengths differ or a number is missing.

    Examples
    --------
    >>> round(other_trait([1, 2, 3, 4, 5], [2, 1, 4, 3, 5], [5, 4, 3, 1, 2]).value, 1)
    -1.7
    """
    level, rest = pair(own, own_rest, "levels")
    _, other = pair(own, other_rest, "levels")
    first, second = of_correlation(level, other, confidence), of_correlation(level, rest, confidence)
    between = of_correlation(other, rest).value
    if between is None or abs(between) == 1:
        return WithInterval(None, None, None, len(level))
    return of_difference(first, second, between)


def drift(before: ArrayLike, after: ArrayLike, confidence: float = 0.95) -> WithInterval:
    """How far a scenario's levels have moved, in standard deviations of both times pooled (Cohen's d).

    Parameters
    ----------
    before, after : array (n,), array (m,)
        Levels of two times, of different people.

    Returns
    -------
    WithInterval
        Above 0 when levels have risen; with the interval of Hedges and Olkin (1985). `n` is the smaller of both. None
        when fewer than two are given at a time, or none varies.

    Raises
    ------
    ValueError
        When a time has no level or one is not finite.

    Examples
    --------
    >>> found = drift([2, 3, 4, 3], [3, 4, 5, 4])
    >>> round(found.value, 3), found.n
    (1.225, 4)
    """
    one, other = vector(before, "before"), vector(after, "after")
    n, m = len(one), len(other)
    least = min(n, m)
    if least < 2 or not (varies(one) or varies(other)):
        return WithInterval(None, None, None, least)
    pooled = ((n - 1) * one.var(ddof=1) + (m - 1) * other.var(ddof=1)) / (n + m - 2)
    value = float((other.mean() - one.mean()) / math.sqrt(pooled))
    reach = normal_quantile(confidence) * math.sqrt(1 / n + 1 / m + value**2 / (2 * (n + m)))
    return WithInterval(value, value - reach, value + reach, least)


def exposure(shown: int, sittings: int, confidence: float = 0.95) -> WithInterval:
    """The share of sittings that a scenario was shown in, with Wilson's interval.

    Examples
    --------
    >>> exposure(12, 48).value
    0.25
    """
    return of_share(shown, sittings, confidence)


def length_bias(words: ArrayLike, levels: ArrayLike, confidence: float = 0.95) -> WithInterval:
    """The correlation of answers' words with their levels, with Fisher's interval.

    Parameters
    ----------
    words, levels : array (n,)

    Examples
    --------
    >>> round(length_bias([20, 40, 60, 80], [3, 2, 4, 4]).value, 3)
    0.674
    """
    return of_correlation(words, levels, confidence)
