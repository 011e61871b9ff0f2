"""Agreement of two raters: shares of equal levels, kappa with any weights, and bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.statistics.figures import correlation
from scoring.statistics.inputs import Figure, Numbers, pair, table
from scoring.statistics.kappa import draws, figure

Levels = np.ndarray


def pearson(one: Levels, other: Levels) -> float:
    """Pearson's r; 0 when one of them never varies.

    Examples
    --------
    >>> round(pearson(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 4.0])), 3)
    0.982
    """
    return correlation(one, other) or 0.0


def exact_agreement(one: ArrayLike, other: ArrayLike) -> float:
    """The share of answers that two raters gave the same level.

    Parameters
    ----------
    one, other : array (n,)

    Returns
    -------
    float
        0 to 1.

    Raises
    ------
    ValueError
        When they are empty, not of one length, or not all finite.

    Examples
    --------
    >>> exact_agreement([1, 2, 3, 4], [1, 2, 4, 2])
    0.5
    """
    return adjacent_agreement(one, other, 0)


def adjacent_agreement(one: ArrayLike, other: ArrayLike, within: float = 1) -> float:
    """The share of answers where two raters are no more than some levels apart.

    Examples
    --------
    >>> adjacent_agreement([1, 2, 3, 4], [1, 2, 4, 2])
    0.75
    """
    first, second = pair(one, other, "levels")
    return float(np.mean(np.abs(first - second) <= within))


def crossed(one: ArrayLike, other: ArrayLike, least: int = 1, most: int = 5) -> Numbers:
    """How often one rater gave a level and the other another one, after rounding to whole levels.

    Parameters
    ----------
    one, other : array (n,)
        Levels; held between `least` and `most`.

    Returns
    -------
    array (levels, levels)
        Rows are the first rater's levels.

    Examples
    --------
    >>> crossed([1, 2, 2], [1, 2, 1], most=2)
    array([[1., 0.],
           [1., 1.]])
    """
    first, second = (whole_levels(x, least, most).astype(int) - least for x in pair(one, other, "levels"))
    seen = np.zeros((most - least + 1, most - least + 1))
    np.add.at(seen, (first, second), 1)
    return seen


def whole_levels(levels: Levels, least: int = 1, most: int = 5) -> Levels:
    """Levels rounded to whole ones, halves up, and held between the least and the most.

    Examples
    --------
    >>> whole_levels(np.array([0.2, 2.5, 6.0]))
    array([1., 3., 5.])
    """
    return np.clip(np.floor(levels + 0.5), least, most)


def disagreement(size: int, kind: str = "quadratic") -> Numbers:
    """How bad each disagreement is.

    Parameters
    ----------
    size : int
        The number of levels.
    kind : str
        ``"nominal"`` (every one alike), ``"linear"`` or ``"quadratic"``.

    Returns
    -------
    array (size, size)

    Raises
    ------
    ValueError
        For another kind.

    Examples
    --------
    >>> disagreement(3, "linear")[0]
    array([0., 1., 2.])
    """
    if kind not in _GROWTH:
        raise ValueError(f"disagreement: {kind} is none of {', '.join(_GROWTH)}")
    return _GROWTH[kind](np.abs(np.subtract.outer(np.arange(size), np.arange(size))).astype(float))


_GROWTH: dict[str, Callable[[Numbers], Numbers]] = {
    "nominal": lambda apart: (apart > 0).astype(float),
    "linear": lambda apart: apart,
    "quadratic": lambda apart: apart**2,
}


def weighted_kappa(seen: ArrayLike, weights: str | ArrayLike = "quadratic") -> Figure:
    """Kappa with weights (Cohen 1968): one minus the disagreement seen over that of chance.

    Parameters
    ----------
    seen : array (levels, levels)
        Counts or proportions; rows are the first rater's levels.
    weights : str or array (levels, levels)
        A kind of `disagreement`, or disagreements of one's own: 0 for agreement, more for worse.

    Returns
    -------
    float or None
        1 for agreement throughout, 0 for chance; None when chance cannot disagree, as with a single level.

    Raises
    ------
    ValueError
        When the table is not square or has a count below 0, or the weights are below 0 or of another shape.

    Examples
    --------
    >>> seen = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
    >>> [round(weighted_kappa(seen, kind), 4) for kind in ("nominal", "linear", "quadratic")]
    [0.6765, 0.7222, 0.7553]
    """
    counts = table(seen, "counts")
    worse = disagreement(len(counts), weights) if isinstance(weights, str) else table(weights, "weights")
    if counts.shape != worse.shape or counts.shape[0] != counts.shape[1]:
        raise ValueError("counts and weights: square tables of one shape are needed")
    if (counts < 0).any() or (worse < 0).any():
        raise ValueError("counts and weights: none may be below 0")
    if not counts.any():
        return None
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    by_chance = float((worse * expected).sum())
    return 1 - float((worse * counts).sum()) / by_chance if by_chance else None


def qwk(one: Levels, other: Levels, least: int = 1, most: int = 5) -> float:
    """Cohen's kappa with quadratic weights (Cohen 1968), after rounding to whole levels.

    Parameters
    ----------
    one, other : arrays (n,)
        Levels; held between `least` and `most`.

    Returns
    -------
    float
        1 for equal levels, 0 for chance; 0 when nothing varies.

    Examples
    --------
    >>> rows = [(1, 1)] * 75 + [(1, 2)] + [(1, 3)] * 4 + [(2, 1)] * 5 + [(2, 2)] * 4 + [(2, 3)] + [(3, 3)] * 10
    >>> round(qwk(*np.array(rows, dtype=float).T), 4)
    0.7553
    """
    return weighted_kappa(crossed(one, other, least, most)) or 0.0


@dataclass(frozen=True)
class Interval:
    """r and QWK, each with its 90 % percentile interval over resampled groups."""

    r: tuple[float, float, float]
    kappa: tuple[float, float, float]

    @classmethod
    def of(cls, one: Levels, other: Levels, groups: np.ndarray, seed: int = 0) -> Interval:
        """Resample whole groups (such as answers with all their traits) with replacement.

        Examples
        --------
        >>> levels = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
        >>> Interval.of(levels, levels, np.arange(5)).r[0]
        1.0
        """
        whole = whole_levels(one, 1, 5), whole_levels(other, 1, 5)
        return cls(_with_interval("r", one, other, groups, seed), _with_interval("qwk", *whole, groups, seed))

    def __str__(self) -> str:
        return " | ".join(f"{value:.2f} [{low:.2f}, {high:.2f}]" for value, low, high in (self.r, self.kappa))


def _with_interval(name: str, one: Levels, other: Levels, groups: np.ndarray, seed: int) -> tuple[float, float, float]:
    low, high = np.percentile(draws(name, one, other, groups, seed), [5, 95])
    return round(figure(name, one, other), 12), float(low), float(high)
