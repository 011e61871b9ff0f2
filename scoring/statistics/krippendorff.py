"""Krippendorff's alpha: agreement of any number of raters, with ratings missing."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from scoring.statistics.inputs import Figure, Numbers, table

_Distance = Callable[[Numbers, Numbers], Numbers]


def krippendorff_alpha(ratings: ArrayLike, scale: str = "ordinal") -> Figure:
    """One minus the disagreement inside units over that of chance (Krippendorff 2011).

    Parameters
    ----------
    ratings : array (raters, units)
        NaN where a rater did not rate a unit. Units with fewer than two ratings are left out.
    scale : str
        ``"nominal"``, ``"ordinal"``, ``"interval"``, or ``"ratio"``.

    Returns
    -------
    float or None
        1 for agreement throughout, 0 for chance. None when no unit was rated twice, or only one value was ever given.

    Raises
    ------
    ValueError
        For another scale, a value that is infinite, or one below 0 on a ratio scale.

    Examples
    --------
    >>> missing = float("nan")
    >>> ratings = [[1, 2, 3, 3, missing], [1, 2, 3, 2, 1], [missing, 2, 3, 3, 1]]
    >>> [round(krippendorff_alpha(ratings, scale), 3) for scale in SCALES]
    [0.786, 0.885, 0.897, 0.937]
    """
    if scale not in SCALES:
        raise ValueError(f"scale: {scale} is none of {', '.join(SCALES)}")
    given = table(ratings, "ratings", missing=True)
    values = np.unique(given[~np.isnan(given)])
    if scale == "ratio" and (values < 0).any():
        raise ValueError("ratings: none may be below 0 on a ratio scale")
    pairs = _coincidences(given, values)
    often = pairs.sum(axis=1)
    if np.count_nonzero(often) < 2:
        return None
    worse = SCALES[scale](values, often)
    by_chance = (np.outer(often, often) * worse).sum() / (often.sum() - 1)
    return float(1 - (pairs * worse).sum() / by_chance) if by_chance > 0 else None


def _coincidences(given: Numbers, values: Numbers) -> Numbers:
    """How often two ratings of one unit have each pair of values; every unit counts as many times as it was rated."""
    seen = (given[None] == values[:, None, None]).sum(axis=1).astype(float)
    seen = seen[:, seen.sum(axis=0) > 1]
    shared = seen / (seen.sum(axis=0) - 1)
    return np.asarray(shared @ seen.T - np.diag(shared.sum(axis=1)))


def _apart(values: Numbers) -> Numbers:
    return np.abs(np.subtract.outer(values, values))


def _ordinal(_: Numbers, often: Numbers) -> Numbers:
    return _apart(np.cumsum(often) - often / 2) ** 2


def _ratio(values: Numbers, _: Numbers) -> Numbers:
    both = np.add.outer(values, values)
    return (_apart(values) / np.where(both > 0, both, 1.0)) ** 2


SCALES: dict[str, _Distance] = {
    "nominal": lambda values, _: (_apart(values) > 0).astype(float),
    "ordinal": _ordinal,
    "interval": lambda values, _: _apart(values) ** 2,
    "ratio": _ratio,
}
