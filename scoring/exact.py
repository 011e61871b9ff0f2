"""Sums that do not depend on the order of what is summed, so that neither arrival nor a name moves a bit."""

from __future__ import annotations

import math

import numpy as np


def group_sums(codes: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
    """Sum values by group.

    Parameters
    ----------
    codes : int array (n,)
        The group of each value, 0 to ``size - 1``.
    values : float array (n,) or (n, k)
        Finite.
    size : int
        How many groups there are.

    Returns
    -------
    float array (size,) or (size, k)

    Notes
    -----
    Every value is first rounded to a multiple of a power of two so small that even the sum of all of them is a whole
    multiple below 2**53. Sums of such numbers have no rounding error, hence no order. The rounding is at most
    ``n * max(abs(values)) * 2**-53`` for each value.

    Examples
    --------
    >>> group_sums(np.array([0, 1, 0]), np.array([0.5, 2.0, 0.25]), 2)
    array([0.75, 2.  ])
    """
    if values.ndim > 1:
        return np.stack([group_sums(codes, column, size) for column in values.T], axis=1)
    quantum = _quantum(values)
    return np.bincount(codes, weights=np.rint(values / quantum), minlength=size) * quantum


def exact_sum(values: np.ndarray) -> np.ndarray:
    """The sum over the first axis, whatever its order.

    Examples
    --------
    >>> exact_sum(np.array([[1.0, 2.0], [3.0, 4.0]]))
    array([4., 6.])
    """
    flat = values.reshape(len(values), -1)
    summed = [np.rint(column / quantum).sum() * quantum for column in flat.T for quantum in (_quantum(column),)]
    return np.array(summed).reshape(values.shape[1:])


def _quantum(values: np.ndarray) -> float:
    """The unit of which the sum of all values is fewer than 2**53."""
    most = float(np.abs(values).max(initial=0.0)) * len(values)
    return math.ldexp(1.0, max(math.frexp(most)[1] - 53, -1000))
