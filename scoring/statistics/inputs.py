"""What every statistic asks of what it is given: finite numbers of one length. Anything else is a ValueError."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Figure = float | None
_MOST = 1e50  # so that a fourth power is finite still
_TINY = 1e-12


def vector(values: ArrayLike, name: str = "values", least: int = 1) -> Numbers:
    """Finite numbers in one row.

    Parameters
    ----------
    values : array (n,)
    name : str
        What the error calls them.
    least : int
        So many at least.

    Returns
    -------
    array (n,)
        A copy, of floats.

    Raises
    ------
    ValueError
        When it is not one row, has fewer than `least`, or has what is missing, infinite or beyond 1e50.

    Examples
    --------
    >>> vector([1, 2])
    array([1., 2.])
    >>> vector([1, float("nan")], "levels")
    Traceback (most recent call last):
    ValueError: levels: every number must be finite
    """
    found = _shaped(values, name, 1)
    _finite(found, name)
    return _long_enough(found, name, least)


def table(values: ArrayLike, name: str = "table", least: tuple[int, ...] = (1, 1), missing: bool = False) -> Numbers:
    """Finite numbers in rows and columns, or in as many dimensions as `least` has.

    Parameters
    ----------
    values : array
    name : str
        What the error calls them.
    least : tuple of int
        So many at least along each dimension.
    missing : bool
        Whether NaN may stand for what is missing.

    Raises
    ------
    ValueError

    Examples
    --------
    >>> table([[1, 2], [3, float("nan")]], missing=True).shape
    (2, 2)
    """
    found = _shaped(values, name, len(least))
    _finite(found[~np.isnan(found)] if missing else found, name)
    if any(size < wanted for size, wanted in zip(found.shape, least, strict=True)):
        raise ValueError(f"{name}: at least {' x '.join(map(str, least))} are needed, not {found.shape}")
    return found


def pair(one: ArrayLike, other: ArrayLike, name: str = "values", least: int = 1) -> tuple[Numbers, Numbers]:
    """Two rows of finite numbers of one length.

    Examples
    --------
    >>> pair([1, 2], [3])
    Traceback (most recent call last):
    ValueError: values: 2 and 1 are not of one length
    """
    first, second = vector(one, name, least), vector(other, name, least)
    same_length(name, first, second)
    return first, second


def same_length(name: str, *rows: Sequence[object] | Numbers) -> None:
    """Raise ValueError unless all are of one length.

    Examples
    --------
    >>> same_length("groups", [1, 2], ["a", "b"])
    """
    if len({len(row) for row in rows}) > 1:
        raise ValueError(f"{name}: {' and '.join(str(len(row)) for row in rows)} are not of one length")


def yes_or_no(values: ArrayLike, name: str) -> NDArray[np.bool_]:
    """Zeros and ones, or False and True.

    Examples
    --------
    >>> yes_or_no([0, 1], "chosen")
    array([False,  True])
    """
    found = vector(values, name)
    if not np.isin(found, (0, 1)).all():
        raise ValueError(f"{name}: only 0 and 1 are allowed")
    return np.asarray(found == 1)


def count(value: float, name: str, least: int = 0) -> int:
    """A whole number, as one of Python's own, which never overflow.

    Examples
    --------
    >>> count(12.0, "selected")
    12
    >>> count(-1, "selected")
    Traceback (most recent call last):
    ValueError: selected: a whole number from 0 is needed, not -1
    """
    if not np.isfinite(value) or value != int(value) or value < least:
        raise ValueError(f"{name}: a whole number from {least} is needed, not {value}")
    return int(value)


def within(value: float, name: str, low: float, high: float, *, ends: bool = True) -> float:
    """A number within a range, with or without the range's ends.

    Examples
    --------
    >>> within(1.0, "selection ratio", 0, 1, ends=False)
    Traceback (most recent call last):
    ValueError: selection ratio: 1.0 is not between 0 and 1
    """
    if not (low <= value <= high if ends else low < value < high):
        raise ValueError(f"{name}: {value} is not between {low} and {high}")
    return float(value)


def varies(values: Numbers) -> bool:
    """Whether numbers differ by more than rounding.

    Examples
    --------
    >>> varies(np.array([0.1 + 0.2, 0.3])), varies(np.array([1.0, 2.0]))
    (False, True)
    """
    return bool(len(values) > 1 and np.ptp(values) > _TINY * max(np.abs(values).max(), 1e-100))


def in_order(names: Sequence[Hashable]) -> list[Hashable]:
    """Each name once, in the order in which they first came.

    Examples
    --------
    >>> in_order(["b", "a", "b"])
    ['b', 'a']
    """
    return list(dict.fromkeys(names))


def places(names: Sequence[Hashable] | Numbers, name: str = "groups") -> NDArray[np.intp]:
    """The number of each one's group, counted from 0 in the order in which groups first came.

    Raises
    ------
    ValueError
        When one is missing (None or NaN).

    Examples
    --------
    >>> places(["b", "a", "b"])
    array([0, 1, 0])
    """
    rows = list(names)
    if any(is_missing(each) for each in rows):
        raise ValueError(f"{name}: one is missing")
    numbers = {each: number for number, each in enumerate(in_order(rows))}
    return np.array([numbers[each] for each in rows], dtype=np.intp)


def is_missing(name: Hashable) -> bool:
    """Whether a group is not known: None or NaN.

    Examples
    --------
    >>> is_missing(None), is_missing(float("nan")), is_missing("")
    (True, True, False)
    """
    return name is None or (isinstance(name, float) and math.isnan(name))


def _shaped(values: ArrayLike, name: str, dimensions: int) -> Numbers:
    try:
        found = np.array(values, dtype=float)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name}: numbers are needed, in rows of one length") from error
    if found.ndim != dimensions:
        raise ValueError(f"{name}: {dimensions} dimension(s) are needed, not {found.ndim}")
    return found


def _finite(values: Numbers, name: str) -> None:
    if not np.isfinite(values).all():
        raise ValueError(f"{name}: every number must be finite")
    if values.size and np.abs(values).max() > _MOST:
        raise ValueError(f"{name}: numbers beyond {_MOST:g} are refused")


def _long_enough(values: Numbers, name: str, least: int) -> Numbers:
    if len(values) < least:
        raise ValueError(f"{name}: at least {least} are needed, not {len(values)}")
    return values
