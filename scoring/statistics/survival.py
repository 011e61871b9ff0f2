"""How long people stay: Kaplan-Meier, log-rank, and turnover by band, with those who are still here."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from scoring.statistics.inputs import (
    Figure,
    Numbers,
    in_order,
    places,
    same_length,
    vector,
    within,
    yes_or_no,
)
from scoring.statistics.intervals import WithInterval, normal_quantile


@dataclass(frozen=True)
class Curve:
    """The share still here after each time at which somebody left.

    Attributes
    ----------
    times : array (k,)
        When somebody left, rising, in the unit that was given.
    at_risk : array (k,)
        How many were still here and followed just before.
    left : array (k,)
        How many left.
    staying : array (k,)
        Share still here just after, 0 to 1.
    errors : array (k,)
        Greenwood's standard error; 0 where the share is 0.
    followed : float
        Longest time that anybody was followed: nothing is known beyond.
    """

    times: Numbers
    at_risk: Numbers
    left: Numbers
    staying: Numbers
    errors: Numbers
    followed: float

    def at(self, time: float, confidence: float = 0.95) -> WithInterval:
        """The share still here at a time, with Greenwood's interval of log(-log) (Kalbfleisch & Prentice 1980).

        Parameters
        ----------
        time : float
            From 0.
        confidence : float
            Strictly between 0 and 1.

        Returns
        -------
        WithInterval
            None beyond the time that anybody was followed. Without an interval where nobody or everybody left. `n` is
            how many were at risk.

        Examples
        --------
        >>> found = kaplan_meier([1, 2, 3, 4], [1, 0, 1, 0]).at(3)
        >>> found.value, round(found.low, 3), round(found.high, 3)
        (0.375, 0.011, 0.808)
        """
        known = within(time, "time", 0, math.inf) <= self.followed
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        if not known or place < 0:
            return WithInterval(1.0 if known else None, None, None, int(self.at_risk[0]) if len(self.times) else 0)
        share, error, n = float(self.staying[place]), float(self.errors[place]), int(self.at_risk[place])
        if not 0 < share < 1:
            return WithInterval(share, None, None, n)
        reach = normal_quantile(confidence) * error / (share * -math.log(share))
        return WithInterval(share, share ** math.exp(reach), share ** math.exp(-reach), n)

    @property
    def median(self) -> Figure:
        """When half have left; None when fewer have."""
        below = np.flatnonzero(self.staying <= 0.5)
        return float(self.times[below[0]]) if len(below) else None


def kaplan_meier(times: ArrayLike, left: ArrayLike) -> Curve:
    """The share still here over time (Kaplan & Meier 1958), with Greenwood's error (1926).

    Parameters
    ----------
    times : array (n,)
        How long each person was followed, from 0.
    left : array (n,)
        1 when the person left then, 0 when still here.

    Returns
    -------
    Curve
        Without a time when nobody left.

    Raises
    ------
    ValueError
        When lengths differ, a time is missing or below 0, or there is nobody.

    Examples
    --------
    >>> kaplan_meier([1, 2, 3, 4], [1, 0, 1, 0]).staying
    array([0.75 , 0.375])
    """
    long, gone = _followed(times, left)
    moments = np.unique(long[gone])
    at_risk = (long[:, None] >= moments).sum(axis=0).astype(float)
    leaving = ((long[:, None] == moments) & gone[:, None]).sum(axis=0).astype(float)
    staying = np.cumprod(1 - leaving / at_risk)
    rest = at_risk - leaving
    terms = np.divide(leaving, at_risk * rest, out=np.zeros_like(rest), where=rest > 0)
    return Curve(moments, at_risk, leaving, staying, staying * np.sqrt(np.cumsum(terms)), float(long.max()))


def _followed(times: ArrayLike, left: ArrayLike) -> tuple[Numbers, NDArray[np.bool_]]:
    long, gone = vector(times, "times"), yes_or_no(left, "left")
    same_length("times and left", long, gone.tolist())
    if (long < 0).any():
        raise ValueError("times: none may be below 0")
    return long, gone


@dataclass(frozen=True)
class LogRank:
    """Whether groups leave at one pace.

    Attributes
    ----------
    chi_square, p : float or None
        None when there is one group, nobody left, or groups were never followed together.
    freedom : int
        Groups less one.
    seen, expected : dict
        How many left, and would have at one pace, by group.
    """

    chi_square: Figure
    p: Figure
    freedom: int
    seen: dict[Hashable, float]
    expected: dict[Hashable, float]


def log_rank(times: ArrayLike, left: ArrayLike, groups: Sequence[Hashable]) -> LogRank:
    """The log-rank comparison of two groups or more (Mantel 1966).

    Parameters
    ----------
    times, left : array (n,)
        As for `kaplan_meier`.
    groups : sequence (n,)

    Returns
    -------
    LogRank

    Raises
    ------
    ValueError
        As `kaplan_meier`, and when a group is missing.

    Examples
    --------
    >>> found = log_rank([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 0, 1], ["a", "a", "a", "b", "b", "b"])
    >>> round(found.chi_square, 3), round(found.p, 4)
    (5.052, 0.0246)
    """
    long, gone = _followed(times, left)
    number = places(groups)
    same_length("times and groups", long, number.tolist())
    names, moments = in_order(list(groups)), np.unique(long[gone])
    own = number[:, None] == np.arange(len(names))
    here = (long[:, None] >= moments).astype(float)
    leaving = ((long[:, None] == moments) & gone[:, None]).astype(float)
    at_risk, seen = here.T @ own, leaving.T @ own
    expected = at_risk * (seen.sum(axis=1) / at_risk.sum(axis=1))[:, None]
    apart, spread = (seen - expected).sum(axis=0), _spread(at_risk, seen.sum(axis=1))
    chi_square = _distance(apart[:-1], spread[:-1, :-1])
    return LogRank(
        chi_square,
        None if chi_square is None else float(chdtrc(len(names) - 1, chi_square)),
        len(names) - 1,
        dict(zip(names, seen.sum(axis=0).tolist(), strict=True)),
        dict(zip(names, expected.sum(axis=0).tolist(), strict=True)),
    )


def _distance(apart: Numbers, spread: Numbers) -> Figure:
    """One group follows from the others; what is left must not depend on each other, too."""
    if not len(apart) or np.linalg.matrix_rank(spread, tol=1e-9 * max(1.0, float(spread.max()))) < len(apart):
        return None
    return float(apart @ np.linalg.solve(spread, apart))


def _spread(at_risk: Numbers, leaving: Numbers) -> Numbers:
    people = at_risk.sum(axis=1)
    shares = at_risk / people[:, None]
    rest = np.divide(leaving * (people - leaving), people - 1, out=np.zeros_like(people), where=people > 1)
    return np.asarray(np.diag((rest[:, None] * shares).sum(axis=0)) - (rest[:, None] * shares).T @ shares)


def turnover_by_band(
    times: ArrayLike, left: ArrayLike, bands: Sequence[Hashable], by: float, confidence: float = 0.95
) -> dict[Hashable, WithInterval]:
    """The share of each band who have left by a time; those who are followed for less still count as long as they were.

    Parameters
    ----------
    times, left : array (n,)
        As for `kaplan_meier`.
    bands : sequence (n,)
    by : float
        Time, such as 365 days, in the unit of `times`.
    confidence : float
        Of the intervals.

    Returns
    -------
    dict
        By band; `n` is how many people it has. None where nobody was followed so long.

    Examples
    --------
    >>> found = turnover_by_band([100, 400, 200, 400, 400], [1, 0, 0, 0, 0], [1, 1, 2, 2, 2], by=365)
    >>> {band: (share.value, share.n) for band, share in found.items()}
    {1: (0.5, 2), 2: (0.0, 3)}
    """
    long, gone = _followed(times, left)
    number = places(bands, "bands")
    same_length("times and bands", long, number.tolist())
    found = {}
    for place, band in enumerate(in_order(list(bands))):
        own = number == place
        found[band] = _leaving(kaplan_meier(long[own], gone[own]).at(by, confidence), int(own.sum()))
    return found


def _leaving(staying: WithInterval, people: int) -> WithInterval:
    value, low, high = (None if each is None else 1 - each for each in (staying.value, staying.high, staying.low))
    return WithInterval(value, low, high, people)
