"""Adverse impact: the rates of groups beside the highest rate, with what the rule of four fifths does not say.

Rates and ratios as 6 RCNY 5-300 to 5-304 (New York City) define them; four fifths from 29 CFR 1607.4. What a law asks
of whom, and when, is policy and stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scoring.statistics.inputs import Figure, count, in_order, is_missing, same_length, vector, yes_or_no
from scoring.statistics.intervals import WithInterval
from scoring.statistics.two_by_two import (
    Fisher,
    Selected,
    breaks_four_fifths,
    fisher,
    flips,
    impact_ratio,
    least_expected,
    pooled_z,
    shortfall,
)

LEAST_PEOPLE = 30
LEAST_EXPECTED = 5
SMALL = 50  # one in fifty: a category below 2 % of the data may be left out of the ratios
SIGNIFICANT = 0.05
TOO_FEW = "too few to conclude"
VERDICTS = {
    (True, True): "below four fifths, and significant",
    (True, False): "below four fifths, not significant",
    (False, True): "at least four fifths, but the difference is significant",
    (False, False): "at least four fifths, no significant difference",
}


@dataclass(frozen=True)
class Comparison:
    """One group beside the group with the highest rate.

    Attributes
    ----------
    beside : hashable
        Name of the other group.
    ratio : WithInterval
        Impact ratio, 0 to 1, with its log-method interval.
    breach : bool
        Less than four fifths.
    z : float or None
        Pooled two-proportion Z.
    fisher : Fisher
    shortfall : float
        People missing at the rate of both groups together.
    flips : bool
        Whether one person more or fewer changes `breach`.
    least_expected : float
        Smallest expected count.
    verdict : str
        One of `VERDICTS`, by Fisher's two-sided p at .05, or `TOO_FEW`.
    """

    beside: Hashable
    ratio: WithInterval
    breach: bool
    z: Figure
    fisher: Fisher
    shortfall: float
    flips: bool
    least_expected: float
    verdict: str


@dataclass(frozen=True)
class Impact:
    """What a report says of one group.

    Attributes
    ----------
    group : hashable
    counts : Selected
        Shown in any case, with its rate.
    rate : WithInterval
        With Wilson's interval.
    ratio : float or None
        Impact ratio to the highest rate of the axis; 1 for the group that has it. None for a group that is left out,
        and when nobody was selected.
    highest : Comparison or None
        Beside the group with the highest rate; None for that group itself and for one that is left out.
    highest_of_enough : Comparison or None
        Beside the highest rate among groups of 30 and more, where that is another group: a tiny group with a high rate
        must not hide what can be concluded.
    left_out : str
        Why the group is in no ratio; empty when it is in.
    """

    group: Hashable
    counts: Selected
    rate: WithInterval
    ratio: Figure
    highest: Comparison | None
    highest_of_enough: Comparison | None
    left_out: str


@dataclass(frozen=True)
class Axis:
    """All groups of one axis, such as sex, or sex crossed with ethnicity.

    Attributes
    ----------
    groups : tuple of Impact
        In the order in which they were given.
    unknown : int
        People whose group is not known; they are in no rate.
    """

    groups: tuple[Impact, ...]
    unknown: int


def compare(low: Selected, high: Selected, beside: Hashable = None, confidence: float = 0.95) -> Comparison:
    """Everything about two rates.

    Examples
    --------
    >>> found = compare(Selected(170, 390), Selected(412, 797))
    >>> round(found.ratio.value, 5), round(found.z, 5), round(found.fisher.two_sided, 7), found.verdict
    (0.84323, -2.62333, 0.0094301, 'at least four fifths, but the difference is significant')
    """
    expected, exact, breach = least_expected(low, high), fisher(low, high), breaks_four_fifths(low, high)
    enough = min(low.people, high.people) >= LEAST_PEOPLE and expected >= LEAST_EXPECTED
    return Comparison(
        beside=beside,
        ratio=impact_ratio(low, high, confidence),
        breach=breach,
        z=pooled_z(low, high),
        fisher=exact,
        shortfall=shortfall(low, high),
        flips=flips(low, high),
        least_expected=expected,
        verdict=VERDICTS[breach, exact.two_sided < SIGNIFICANT] if enough else TOO_FEW,
    )


def adverse_impact(groups: Mapping[Hashable, Selected], unknown: int = 0, confidence: float = 0.95) -> Axis:
    """Every group of an axis beside the one with the highest rate.

    A group of less than 2 % of the data (without those whose group is unknown) is left out of the ratios, and so is one
    with nobody; both are still shown with the reason.

    Parameters
    ----------
    groups : mapping
        `Selected` by group; no group is called None.
    unknown : int
        People whose group is not known.
    confidence : float
        Of all intervals.

    Returns
    -------
    Axis

    Raises
    ------
    ValueError
        When there is no group, or one is called None.

    Examples
    --------
    >>> found = adverse_impact({"a": Selected(50, 100), "b": Selected(30, 100), "c": Selected(2, 3)})
    >>> [(one.group, one.ratio, one.left_out) for one in found.groups]
    [('a', 1.0, ''), ('b', 0.6, ''), ('c', None, 'less than 2 % of the data')]
    """
    if not groups or None in groups:
        raise ValueError("groups: at least one with a name is needed")
    people = sum(each.people for each in groups.values())
    out = {name: _left_out(each, people) for name, each in groups.items()}
    inside = {name: each for name, each in groups.items() if not out[name]}
    tops = _highest(inside, 1), _highest(inside, LEAST_PEOPLE)
    found = (_impact(name, groups, tops, out[name], confidence) for name in groups)
    return Axis(tuple(found), count(unknown, "unknown"))


def _impact(
    name: Hashable, groups: Mapping[Hashable, Selected], tops: tuple[Hashable, Hashable], out: str, confidence: float
) -> Impact:
    own, (top, enough) = groups[name], tops
    compared = not out and name != top
    return Impact(
        group=name,
        counts=own,
        rate=own.interval(confidence),
        ratio=None if out else impact_ratio(own, groups[top]).value,
        highest=compare(own, groups[top], top, confidence) if compared else None,
        highest_of_enough=compare(own, groups[enough], enough, confidence)
        if compared and enough not in (None, top, name)
        else None,
        left_out=out,
    )


def _left_out(group: Selected, people: int) -> str:
    if not group.people:
        return "nobody is in it"
    return "less than 2 % of the data" if SMALL * group.people < people else ""


def _highest(groups: Mapping[Hashable, Selected], least: int) -> Hashable:
    enough = {name: (each.selected / each.people, each.people) for name, each in groups.items() if each.people >= least}
    return max(enough, key=lambda name: enough[name]) if enough else None


def by_group(selected: ArrayLike, *axes: Sequence[Hashable | None]) -> tuple[dict[Hashable, Selected], int]:
    """Count who was selected by group, or by groups of several axes crossed.

    Parameters
    ----------
    selected : array (n,)
        0 or 1.
    *axes : sequence (n,)
        Each person's group; None or NaN when it is not known. With several axes groups are tuples.

    Returns
    -------
    dict, int
        `Selected` by group, and how many people have no known group on some axis.

    Raises
    ------
    ValueError
        When lengths differ, or no axis is given.

    Examples
    --------
    >>> by_group([1, 0, 1], ["a", "a", None])
    ({'a': Selected(selected=1, people=2)}, 1)
    """
    chosen = yes_or_no(selected, "selected")
    if not axes:
        raise ValueError("axes: at least one is needed")
    same_length("selected and groups", chosen.tolist(), *axes)
    rows = [None if any(map(is_missing, row)) else row if len(row) > 1 else row[0] for row in zip(*axes, strict=True)]
    names = [name for name in in_order(rows) if name is not None]
    places = {name: [place for place, own in enumerate(rows) if own == name] for name in names}
    counted = {name: Selected(int(chosen[own].sum()), len(own)) for name, own in places.items()}
    return counted, sum(row is None for row in rows)


def scored_high(scores: ArrayLike) -> np.ndarray:
    """Who is strictly above the median of the full sample; their share in a group is its scoring rate.

    Parameters
    ----------
    scores : array (n,)
        Of everybody, whether or not their group is known.

    Returns
    -------
    array (n,) of bool
        All False when all scores are alike.

    Examples
    --------
    >>> scored_high([10, 20, 30, 40])
    array([False, False,  True,  True])
    """
    found = vector(scores, "scores")
    return np.asarray(found > np.median(found))
