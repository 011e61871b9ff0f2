"""Intraclass correlations: how far raters agree about people, in all six forms."""

from __future__ import annotations

from dataclasses import dataclass

from numpy.typing import ArrayLike
from scipy.special import fdtri

from scoring.statistics.inputs import Figure, Numbers, table, varies, within
from scoring.statistics.intervals import WithInterval

FORMS = ("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")
_TINY = 1e-12
_Bounds = tuple[Figure, Figure]


@dataclass(frozen=True)
class MeanSquares:
    """A two-way table of ratings in mean squares.

    Attributes
    ----------
    rows, columns : int
        People and raters.
    between, inside, raters, rest : float
        Between people, inside people (raters and rest together), between raters, and what is left. All in squared
        levels; 0 where it is less than rounding.
    """

    rows: int
    columns: int
    between: float
    inside: float
    raters: float
    rest: float


def mean_squares(ratings: Numbers) -> MeanSquares:
    """Two-way analysis of variance with one rating in each cell.

    Parameters
    ----------
    ratings : array (people, raters)

    Examples
    --------
    >>> mean_squares(table([[1, 2], [3, 4]]))
    MeanSquares(rows=2, columns=2, between=4.0, inside=0.5, raters=1.0, rest=0.0)
    """
    n, k = ratings.shape
    ratings = ratings - ratings.mean() if varies(ratings.ravel()) else 0 * ratings
    rows, columns = ratings.mean(axis=1, keepdims=True), ratings.mean(axis=0, keepdims=True)
    sums = [k * float((rows**2).sum()), n * float((columns**2).sum()), float(((ratings - rows - columns) ** 2).sum())]
    people, raters, rest = (each if each > _TINY * sum(sums) else 0.0 for each in sums)
    return MeanSquares(
        n, k, people / (n - 1), (raters + rest) / (n * (k - 1)), raters / (k - 1), rest / ((n - 1) * (k - 1))
    )


def intraclass(ratings: ArrayLike, confidence: float = 0.95) -> dict[str, WithInterval]:
    """The six intraclass correlations of Shrout and Fleiss (1979) with their F-based intervals.

    ``"1,1"``: every person has raters of their own. ``"2,1"``: the same raters for all, drawn from many; severity
    counts as error. ``"3,1"``: these raters only; severity does not count. ``"1,k"``, ``"2,k"``, ``"3,k"``: of the
    raters' mean. Intervals are those of McGraw and Wong (1996).

    Parameters
    ----------
    ratings : array (people, raters)
        Two or more of each; nothing may be missing.
    confidence : float
        Strictly between 0 and 1.

    Returns
    -------
    dict
        By form. A value is at most 1 and below 0 when people differ less than chance would make them; None when nothing
        varies. Without an interval when there is no error at all.

    Raises
    ------
    ValueError
        When there are fewer than two people or raters, or one rating is missing.

    Examples
    --------
    >>> rows = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> found = intraclass(rows)
    >>> [round(found[form].value, 4) for form in FORMS]
    [0.1657, 0.2898, 0.7148, 0.4428, 0.6201, 0.9093]
    >>> round(found["2,1"].low, 3), round(found["2,1"].high, 3)
    (0.019, 0.761)
    """
    parts = mean_squares(table(ratings, "ratings", (2, 2)))
    tail = (1 - within(confidence, "confidence", 0, 1, ends=False)) / 2
    values = _values(parts)
    bounds = dict.fromkeys(FORMS, (None, None)) | _bounds(parts, tail, values["2,1"])
    return {form: WithInterval(values[form], bounds[form][0], bounds[form][1], parts.rows) for form in FORMS}


def _values(parts: MeanSquares) -> dict[str, Figure]:
    n, k, between, rest = parts.rows, parts.columns, parts.between, parts.rest
    apart, severity = between - parts.inside, (parts.raters - rest) / n
    return {
        "1,1": _ratio(apart, between + (k - 1) * parts.inside),
        "2,1": _ratio(between - rest, between + (k - 1) * rest + k * severity),
        "3,1": _ratio(between - rest, between + (k - 1) * rest),
        "1,k": _ratio(apart, between),
        "2,k": _ratio(between - rest, between + severity),
        "3,k": _ratio(between - rest, between),
    }


def _ratio(part: float, whole: float) -> Figure:
    return part / whole if whole > 1e-9 * abs(part) else None


def _bounds(parts: MeanSquares, tail: float, agreement: Figure) -> dict[str, _Bounds]:
    if not (parts.between and parts.inside):
        return {}
    found = _of_error(parts, parts.inside, parts.rows * (parts.columns - 1), tail, "1")
    if parts.rest:
        found |= _of_error(parts, parts.rest, (parts.rows - 1) * (parts.columns - 1), tail, "3")
    if parts.rest and agreement is not None:
        found |= _of_agreement(parts, tail, agreement)
    return found


def _of_error(parts: MeanSquares, error: float, freedom: int, tail: float, form: str) -> dict[str, _Bounds]:
    people, k, ratio = parts.rows - 1, parts.columns, parts.between / error
    low = ratio / float(fdtri(people, freedom, 1 - tail))
    high = ratio * float(fdtri(freedom, people, 1 - tail))
    return {
        f"{form},1": ((low - 1) / (low + k - 1), (high - 1) / (high + k - 1)),
        f"{form},k": (1 - 1 / low, 1 - 1 / high),
    }


def _of_agreement(parts: MeanSquares, tail: float, rho: float) -> dict[str, _Bounds]:
    n, k, between, rest = parts.rows, parts.columns, parts.between, parts.rest
    freedom = _satterthwaite(parts, rho)
    if not freedom > 0:
        return {}
    upper, lower = float(fdtri(n - 1, freedom, 1 - tail)), float(fdtri(freedom, n - 1, 1 - tail))
    others = k * parts.raters + (k * n - k - n) * rest
    low = n * (between - upper * rest) / (upper * others + n * between)
    high = n * (lower * between - rest) / (others + n * lower * between)
    return {"2,1": (low, high), "2,k": (_of_k(low, k), _of_k(high, k))}


def _satterthwaite(parts: MeanSquares, rho: float) -> float:
    n, k = parts.rows, parts.columns
    severity, rest = k * rho * parts.raters / parts.rest, n * (1 + (k - 1) * rho) - k * rho
    below = (n - 1) * severity**2 + rest**2
    return (k - 1) * (n - 1) * (severity + rest) ** 2 / below if below > 0 else 0.0


def _of_k(single: float, k: int) -> Figure:
    """The value for a mean of k, where that is a reliability at all."""
    return _ratio(single * k, 1 + single * (k - 1))
