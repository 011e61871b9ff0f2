"""Agreement of two sets of levels, with bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

_DRAWS = 1000
Levels = np.ndarray


def pearson(one: Levels, other: Levels) -> float:
    """Pearson's r; 0 when one of them never varies.

    Examples
    --------
    >>> round(pearson(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 4.0])), 3)
    0.982
    """
    if one.std() == 0 or other.std() == 0:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


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
    first, second = (np.clip(np.floor(x + 0.5), least, most).astype(int) - least for x in (one, other))
    size = most - least + 1
    seen = np.zeros((size, size))
    np.add.at(seen, (first, second), 1)
    distance = np.subtract.outer(np.arange(size), np.arange(size)) ** 2
    expected = np.outer(seen.sum(axis=1), seen.sum(axis=0)) / seen.sum()
    by_chance = float((distance * expected).sum())
    return 1 - float((distance * seen).sum()) / by_chance if by_chance else 0.0


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
        return cls(_with_interval(pearson, one, other, groups, seed), _with_interval(qwk, one, other, groups, seed))

    def __str__(self) -> str:
        return " | ".join(f"{value:.2f} [{low:.2f}, {high:.2f}]" for value, low, high in (self.r, self.kappa))


def _with_interval(
    figure: Callable[[Levels, Levels], float], one: Levels, other: Levels, groups: np.ndarray, seed: int
) -> tuple[float, float, float]:
    generator = np.random.default_rng(seed)
    names = np.unique(groups)
    members = [np.flatnonzero(groups == name) for name in names]
    draws = []
    for _ in range(_DRAWS):
        chosen = np.concatenate([members[place] for place in generator.integers(len(names), size=len(names))])
        draws.append(figure(one[chosen], other[chosen]))
    low, high = np.percentile(draws, [5, 95])
    return round(figure(one, other), 12), float(low), float(high)
