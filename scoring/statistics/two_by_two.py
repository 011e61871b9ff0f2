"""Two groups and a yes or no: ratio of rates, pooled Z, Fisher's exact p, four fifths in whole numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from scoring.statistics.inputs import Figure, Numbers, count
from scoring.statistics.intervals import WithInterval, normal_quantile, of_share

_ALIKE = 1 + 1e-7


@dataclass(frozen=True)
class Selected:
    """How many of a group were selected.

    Attributes
    ----------
    selected, people : int
        From 0; no more selected than people.

    Raises
    ------
    ValueError
        When a count is below 0 or not whole, or more are selected than there are.
    """

    selected: int
    people: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "selected", count(self.selected, "selected"))
        object.__setattr__(self, "people", count(self.people, "people"))
        if self.selected > self.people:
            raise ValueError(f"selected: {self.selected} of {self.people} is more than all")

    @property
    def rate(self) -> Figure:
        """Share selected, 0 to 1; None when there is nobody."""
        return self.selected / self.people if self.people else None

    def interval(self, confidence: float = 0.95) -> WithInterval:
        """The rate with Wilson's interval."""
        return of_share(self.selected, self.people, confidence)


def breaks_four_fifths(low: Selected, high: Selected) -> bool:
    """Whether one rate is less than four fifths of another, in whole numbers: a tie is no breach.

    Examples
    --------
    >>> [breaks_four_fifths(Selected(some, 60), Selected(60, 60)) for some in (45, 48, 51)]
    [True, False, False]
    """
    return 5 * low.selected * high.people < 4 * high.selected * low.people


def impact_ratio(low: Selected, high: Selected, confidence: float = 0.95) -> WithInterval:
    """The ratio of two rates, with the interval of its logarithm (Katz et al. 1978).

    Where nobody or everybody of a group is selected, the interval is made with half a person more in each count
    (Pettigrew et al. 1986) and stretched to hold the ratio.

    Parameters
    ----------
    low, high : Selected
    confidence : float
        Strictly between 0 and 1.

    Returns
    -------
    WithInterval
        From unrounded rates. None when a group has nobody, or nobody was selected from `high`.

    Examples
    --------
    >>> found = impact_ratio(Selected(555, 1181), Selected(667, 1390))
    >>> round(found.value, 5), round(found.low, 3), round(found.high, 3)
    (0.97934, 0.903, 1.063)
    """
    z, people = normal_quantile(confidence), low.people + high.people
    if not (low.people and high.people and high.selected):
        return WithInterval(None, None, None, people)
    ratio = low.selected * high.people / (high.selected * low.people)
    half = 0.0 if 0 < low.selected < low.people and high.selected < high.people else 0.5
    a, n, b, m = (x + half for x in (low.selected, low.people, high.selected, high.people))
    centre, reach = math.log(a * m / (b * n)), z * math.sqrt(1 / a - 1 / n + 1 / b - 1 / m)
    return WithInterval(ratio, min(ratio, math.exp(centre - reach)), max(ratio, math.exp(centre + reach)), people)


def pooled_z(low: Selected, high: Selected) -> Figure:
    """The difference of two rates in standard errors of the pooled rate.

    Returns
    -------
    float or None
        Below 0 when `low` has the lower rate; None when a group has nobody, or all or none are selected.

    Examples
    --------
    >>> round(pooled_z(Selected(555, 1181), Selected(667, 1390)), 5)
    -0.50171
    """
    people, selected = low.people + high.people, low.selected + high.selected
    if not (low.people and high.people and 0 < selected < people):
        return None
    pooled = selected / people
    error = math.sqrt(pooled * (1 - pooled) * (1 / low.people + 1 / high.people))
    return (low.selected / low.people - high.selected / high.people) / error


@dataclass(frozen=True)
class Fisher:
    """Fisher's exact p with all margins as they are.

    Attributes
    ----------
    two_sided : float
        Of all tables no more likely than this one.
    mid : float
        The same, with half of the tables that are just as likely (Lancaster 1961); less conservative.
    at_least, at_most : float
        One-sided: of so many and more, or fewer, selected from the first group.
    """

    two_sided: float
    mid: float
    at_least: float
    at_most: float


def fisher(one: Selected, other: Selected) -> Fisher:
    """Fisher's exact p values (Fisher 1922).

    Returns
    -------
    Fisher
        1 throughout when only one table has these margins.

    Examples
    --------
    >>> round(fisher(Selected(3, 4), Selected(1, 4)).at_least, 6)
    0.242857
    """
    chances, at = _tables(one, other)
    rarer, alike = chances < chances[at] / _ALIKE, chances <= chances[at] * _ALIKE
    both = _total(chances[alike])
    half = (both - _total(chances[rarer])) / 2
    return Fisher(both, both - half if len(chances) > 1 else 1.0, _total(chances[at:]), _total(chances[: at + 1]))


def _tables(one: Selected, other: Selected) -> tuple[Numbers, int]:
    selected = one.selected + other.selected
    first, last = max(0, selected - other.people), min(selected, one.people)
    some = np.arange(first, last + 1)
    cells = some, one.people - some, selected - some, other.people - selected + some
    logs = -sum(gammaln(cell + 1.0) for cell in cells)
    chances = np.exp(logs - logs.max())
    return np.asarray(chances / chances.sum()), one.selected - first


def _total(chances: Numbers) -> float:
    return min(1.0, float(chances.sum()))


def least_expected(one: Selected, other: Selected) -> float:
    """The smallest count that one would expect in the four cells if both groups had one rate.

    Examples
    --------
    >>> least_expected(Selected(3, 20), Selected(5, 20))
    4.0
    """
    people, selected = one.people + other.people, one.selected + other.selected
    return min(one.people, other.people) * min(selected, people - selected) / people if people else 0.0


def shortfall(low: Selected, high: Selected) -> float:
    """How many more of a group would have been selected at the rate of both groups together; below 0 for a surplus.

    Examples
    --------
    >>> round(shortfall(Selected(10, 40), Selected(30, 60)), 9)
    6.0
    """
    people = low.people + high.people
    return low.people * (low.selected + high.selected) / people - low.selected if people else 0.0


def flips(low: Selected, high: Selected) -> bool:
    """Whether one person more, or one fewer, selected from the first group changes the four-fifths verdict.

    Examples
    --------
    >>> flips(Selected(47, 60), Selected(60, 60)), flips(Selected(45, 60), Selected(60, 60))
    (True, False)
    """
    breach = breaks_four_fifths(low, high)
    moved = low.selected + (1 if breach else -1)
    return 0 <= moved <= low.people and breaks_four_fifths(Selected(moved, low.people), high) != breach
