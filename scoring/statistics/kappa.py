"""Figures that are made of sums, so that a thousand bootstrap samples are one product of matrices."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

DRAWS = 1000
_MOST_CELLS = 4_000_000


def kappa(one: np.ndarray, other: np.ndarray) -> float:
    """Cohen's kappa with quadratic weights.

    For levels it is the usual kappa (Cohen 1968); for continuous ratings the same formula is the concordance
    coefficient (Lin 1989). 0 when nothing varies.

    Parameters
    ----------
    one, other : arrays (n,)

    Examples
    --------
    >>> rows = [(1, 1)] * 75 + [(1, 2)] + [(1, 3)] * 4 + [(2, 1)] * 5 + [(2, 2)] * 4 + [(2, 3)] + [(3, 3)] * 10
    >>> round(kappa(*np.array(rows, dtype=float).T), 4)
    0.7553
    """
    return figure("qwk", one, other)


def kappa_draws(one: np.ndarray, other: np.ndarray, groups: np.ndarray, seed: int = 0) -> np.ndarray:
    """The kappa of 1,000 bootstrap samples of whole groups.

    Examples
    --------
    >>> levels = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    >>> bool((kappa_draws(levels, levels, np.arange(5)) >= 0).all())
    True
    """
    return draws("qwk", one, other, groups, seed)


def figure(name: str, one: np.ndarray, other: np.ndarray) -> float:
    """``"qwk"``, Pearson's ``"r"``, or the ``"f1"`` of zeros and ones; 0 when nothing varies.

    Examples
    --------
    >>> figure("f1", np.array([1.0, 1.0, 0.0]), np.array([1.0, 0.0, 0.0]))
    0.6666666666666666
    """
    return float(_FIGURES[name](_sums(one, other).sum(axis=0)[None])[0]) if len(one) else 0.0


def draws(name: str, one: np.ndarray, other: np.ndarray, groups: np.ndarray, seed: int = 0) -> np.ndarray:
    """A figure of 1,000 bootstrap samples of whole groups.

    Examples
    --------
    >>> levels = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    >>> draws("r", levels, levels, np.arange(5)).shape
    (1000,)
    """
    names, place = np.unique(groups, return_inverse=True)
    sums = np.zeros((len(names), 6))
    np.add.at(sums, place, _sums(one, other))
    return _FIGURES[name](drawn(len(names), seed) @ sums)


def drawn(size: int, seed: int) -> np.ndarray:
    """How often each of some things is in each bootstrap sample.

    Returns
    -------
    array (1000, size)

    Examples
    --------
    >>> bool((drawn(7, 0).sum(axis=1) == 7).all())
    True
    """
    generator = np.random.default_rng(seed)
    counts = np.zeros((DRAWS, size))
    rows = max(1, _MOST_CELLS // max(1, size))
    for first in range(0, DRAWS, rows):
        last = min(DRAWS, first + rows)
        chosen = generator.integers(size, size=(last - first, size)) + size * np.arange(last - first)[:, None]
        counts[first:last] = np.bincount(chosen.ravel(), minlength=size * (last - first)).reshape(-1, size)
    return counts


def _sums(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    return np.column_stack([np.ones_like(one), one, other, one * one, other * other, one * other])


def _over(share: np.ndarray, whole: np.ndarray) -> np.ndarray:
    varies = whole > 1e-12
    return np.asarray(np.where(varies, share / np.where(varies, whole, 1.0), 0.0))


def _kappa(sums: np.ndarray) -> np.ndarray:
    count, first, second, squares, other_squares, products = sums.T
    by_chance = (squares + other_squares) / count - 2 * first * second / count**2
    return _over(2 * (products / count - first * second / count**2), by_chance)


def _pearson(sums: np.ndarray) -> np.ndarray:
    count, first, second, squares, other_squares, products = sums.T
    spreads = (squares / count - (first / count) ** 2) * (other_squares / count - (second / count) ** 2)
    return _over(products / count - first * second / count**2, np.sqrt(np.maximum(spreads, 0.0)))


def _f1(sums: np.ndarray) -> np.ndarray:
    _, first, second, _, _, products = sums.T
    return _over(2 * products, first + second)


_FIGURES: dict[str, Callable[[np.ndarray], np.ndarray]] = {"qwk": _kappa, "r": _pearson, "f1": _f1}
