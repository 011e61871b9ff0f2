"""Weights from a short job analysis: how important each trait is, how often it is needed, as several people see it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

import numpy as np

from scenarios.traits import Trait
from scoring.composite import EQUAL, moments, weights_of
from scoring.estimate import TRAITS, Estimate
from scoring.ranking import bands_of
from scoring.statistics.figures import correlation

LEAST, MOST = Fraction(1, 20), Fraction(7, 20)
CHANGE = 0.2
LEAST_RATERS = 2  # the view of one person cannot be told from their mood: nothing says how far others agree
_EQUAL = Fraction(1, len(TRAITS))


@dataclass(frozen=True)
class Need:
    """How one person sees one trait in the job.

    Attributes
    ----------
    importance, frequency : int
        1 to 5.

    Raises
    ------
    ValueError
        When one of them is anything else.
    """

    importance: int
    frequency: int

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 5:
                raise ValueError(f"{name} is a whole number from 1 to 5, not {value!r}")


@dataclass(frozen=True)
class JobWeights:
    """Weights with what they rest on.

    Attributes
    ----------
    weights : mapping
        By trait, each within .05 and .35, sum 1.
    each : mapping
        By person, their own weights before anything was shrunk or bounded.
    agreement : float or None
        Mean correlation of two people's weights; None for one person, or when nobody tells traits apart.
    spread : mapping
        By trait the standard deviation between people's own weights; 0 for one person.
    told : str
        One sentence on how far people agree.
    """

    weights: Mapping[Trait, float]
    each: Mapping[str, Mapping[Trait, float]]
    agreement: float | None
    spread: Mapping[Trait, float]
    told: str


def job_weights(needs: Mapping[str, Mapping[Trait, Need]]) -> JobWeights:
    """Weights of a role.

    Parameters
    ----------
    needs : mapping
        By person, a `Need` for every trait.

    Returns
    -------
    JobWeights
        Importance times frequency as a share of each person's sum, averaged over people, shrunk half-way to equal
        weights and bounded. Worked out in whole fractions, so neither order nor names matter.

    Raises
    ------
    ValueError
        When there is nobody, or somebody left out a trait.

    Examples
    --------
    >>> one = dict.fromkeys(Trait, Need(1, 1)) | {Trait.EMPATHIC: Need(5, 5)}
    >>> found = job_weights({"ana": one}).weights
    >>> found[Trait.EMPATHIC], found[Trait.WARMTH]
    (0.35, 0.13)
    """
    if not needs:
        raise ValueError("nobody said what the job needs")
    for person, seen in needs.items():
        missing = [trait.value for trait in TRAITS if trait not in seen]
        if missing:
            raise ValueError(f"{person} said nothing of {', '.join(missing)}")
    shares = {person: _shares(needs[person]) for person in sorted(needs)}
    mean = [sum(column, Fraction()) / len(shares) for column in zip(*shares.values(), strict=True)]
    bound = bounded([(share + _EQUAL) / 2 for share in mean])
    own = {person: tuple(map(float, row)) for person, row in shares.items()}
    agreement = _agreement(list(own.values()))
    return JobWeights(
        weights=dict(zip(TRAITS, map(float, bound), strict=True)),
        each={person: dict(zip(TRAITS, row, strict=True)) for person, row in own.items()},
        agreement=agreement,
        spread={trait: _spread(column) for trait, column in zip(TRAITS, zip(*own.values(), strict=True), strict=True)},
        told=_told(len(own), agreement),
    )


def _shares(seen: Mapping[Trait, Need]) -> list[Fraction]:
    products = [seen[trait].importance * seen[trait].frequency for trait in TRAITS]
    return [Fraction(product, sum(products)) for product in products]


def bounded(weights: Sequence[Fraction], least: Fraction = LEAST, most: Fraction = MOST) -> list[Fraction]:
    """Positive weights in their proportions, but within bounds and with the sum 1, exactly.

    Raises
    ------
    ValueError
        When no weights of this number can be within the bounds, or one is not above 0.

    Examples
    --------
    >>> [str(weight) for weight in bounded([Fraction(7), Fraction(1), Fraction(1), Fraction(1)])]
    ['7/20', '13/60', '13/60', '13/60']
    """
    if min(weights) <= 0 or not least * len(weights) <= 1 <= most * len(weights):
        raise ValueError(f"{len(weights)} weights cannot each be within {least} and {most}")
    edges = sorted({bound / weight for weight in weights for bound in (least, most)})
    low = max(edge for edge in edges if _clipped(weights, edge, least, most) <= 1)
    free = [weight for weight in weights if least < low * weight < most or low * weight == least]
    held = _clipped(weights, low, least, most) - low * sum(free, Fraction())
    factor = (1 - held) / sum(free, Fraction()) if free else low
    return [min(most, max(least, factor * weight)) for weight in weights]


def _clipped(weights: Sequence[Fraction], factor: Fraction, least: Fraction, most: Fraction) -> Fraction:
    return sum((min(most, max(least, factor * weight)) for weight in weights), Fraction())


def _agreement(rows: Sequence[Sequence[float]]) -> float | None:
    found = [correlation(np.array(one), np.array(other)) for one, other in combinations(rows, 2)]
    known = [each for each in found if each is not None]
    return math.fsum(known) / len(known) if known else None


def _spread(values: Sequence[float]) -> float:
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / max(1, len(values) - 1))


def _told(people: int, agreement: float | None) -> str:
    if people < LEAST_RATERS:
        return "One person said what the job needs; ask a second one."
    if agreement is None:
        return f"{people} people, and hardly anybody tells the traits apart."
    return f"{people} people; their weights correlate by {agreement:.2f} on average."


@dataclass(frozen=True)
class Moved:
    """Somebody who changes band when one weight moves."""

    key: str
    trait: Trait
    change: float
    band: int
    other_band: int


def sensitivity(
    estimates: Mapping[str, Estimate], weights: Mapping[Trait, float] = EQUAL, change: float = CHANGE
) -> list[Moved]:
    """Who changes band when one weight goes up or down by a fifth and the others make room in proportion.

    Parameters
    ----------
    estimates : mapping
        `Estimate` by key.
    weights : mapping
        Weight by trait.
    change : float
        As a share of the weight, above 0 and below 1.

    Returns
    -------
    list of Moved
        By trait, down before up, then by key; empty when the order stands however a single weight is judged.

    Examples
    --------
    >>> from scoring.estimate import estimate
    >>> sensitivity({"a": estimate([])})
    []
    """
    if not 0 < change < 1:
        raise ValueError("a weight moves by more than 0 and less than all of it")
    now = _bands(estimates, weights)
    base = dict(zip(TRAITS, weights_of(weights), strict=True))
    found = []
    for trait in TRAITS:
        for by in (-change, change):
            then = _bands(estimates, with_one_moved(base, trait, by))
            found += [Moved(key, trait, by, now[key], then[key]) for key in sorted(now) if then[key] != now[key]]
    return found


def _bands(estimates: Mapping[str, Estimate], weights: Mapping[Trait, float]) -> dict[str, int]:
    return bands_of({key: moments(one, weights) for key, one in estimates.items()})


def with_one_moved(weights: Mapping[Trait, float], trait: Trait, by: float) -> dict[Trait, float]:
    """The same weights with one moved by a share of it, the others scaled to what is left.

    Examples
    --------
    >>> moved = with_one_moved(EQUAL, Trait.WARMTH, 0.2)
    >>> round(moved[Trait.WARMTH], 3), round(moved[Trait.EMPATHIC], 3)
    (0.2, 0.16)
    """
    moved = min(1.0, weights[trait] * (1 + by))
    left = 1 - weights[trait]
    return {
        each: moved if each == trait else weight * (1 - moved) / left if left > 0 else 0.0
        for each, weight in weights.items()
    }
