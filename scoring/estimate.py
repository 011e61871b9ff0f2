"""From ratings to what can be said of a person: a posterior of the six traits, with its covariance.

A person's trait is what they would show on average over situations. Each situation shows it with an error: the
rater's, and the situation's own. Prior and situation variance are assumptions taken from published figures; they give
way to estimates once enough people have answered.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.traits import Trait
from scoring.linear import Matrix, Row, inverse, product
from scoring.ratings import RatedPart, Rating

TRAITS = tuple(Trait)
PART_WEIGHTS = {"open": 0.7, "closed": 0.3}


@dataclass(frozen=True)
class Prior:
    """What is believed of a person before any answer: compound-symmetric, the same for everyone.

    Attributes
    ----------
    mean : float
        Level of every trait, 1 to 5.
    variance : float
        Between people, levels squared.
    correlation : float
        Between any two traits of a person.
    situation : float
        Variance between situations of what one person shows, levels squared.
    halo : float
        Correlation between the errors of two traits in one situation, 0 to below 1.

    Notes
    -----
    A single answer's intraclass correlation of .25 is what situational judgement tests reach: of a variance of 1
    between ratings of single answers .25 is the person's. Of the other .75 about .25 is a careful human rater's
    error, which is entered with each rating, so .50 remains for the situation. Traits share most of their reliable
    variance (Jackson, LoPilato, Hughes, Guenole and Shalfrooshan 2017), hence the correlation of .6. Halo of .4 and
    the mean of 3 are judgements. None of these was measured on this product's candidates.
    """

    mean: float = 3.0
    variance: float = 0.25
    correlation: float = 0.6
    situation: float = 0.5
    halo: float = 0.4

    def covariance(self) -> Matrix:
        """The 6 x 6 covariance between the traits of people."""
        return tuple(
            tuple(self.variance * (1.0 if i == j else self.correlation) for j in range(len(TRAITS)))
            for i in range(len(TRAITS))
        )


SHIPPED = Prior()


@dataclass(frozen=True)
class Estimate:
    """What can be said of a person.

    Attributes
    ----------
    mean : tuple of 6 floats
        Posterior means in the order of `Trait`, on the level scale.
    covariance : 6 x 6
        Posterior covariance, levels squared; symmetric positive definite.
    exposures : mapping
        For each trait the number of situations that gave a level.
    basis : str
        In words, what the estimate rests on.
    """

    mean: Row
    covariance: Matrix
    exposures: Mapping[Trait, int]
    basis: str

    def as_record(self) -> dict[str, Any]:
        """The estimate as values for JSON, exact; `from_record` reads it back."""
        return {
            "mean": {trait.value: level for trait, level in zip(TRAITS, self.mean, strict=True)},
            "covariance": [list(row) for row in self.covariance],
            "exposures": {trait.value: self.exposures[trait] for trait in TRAITS},
            "basis": self.basis,
        }

    def variance(self, weights: Sequence[float]) -> float:
        """The variance of a weighted sum of the traits."""
        return math.fsum(a * b * self.covariance[i][j] for i, a in enumerate(weights) for j, b in enumerate(weights))


@dataclass(frozen=True)
class Shown:
    """What one situation showed of one trait: a level, and the raters' share of its error variance."""

    trait: Trait
    level: float
    error: float


def estimate(ratings: Iterable[RatedPart], prior: Prior = SHIPPED) -> Estimate:
    """The posterior of a person's traits.

    Parameters
    ----------
    ratings : iterable of RatedPart
        In any order; ratings without a level say nothing.
    prior : Prior

    Returns
    -------
    Estimate
        With no level at all it is the prior, and `basis` says so.

    Examples
    --------
    >>> nothing = estimate([])
    >>> nothing.mean[0], nothing.basis
    (3.0, 'No answer could be scored: this is what is believed of anyone.')
    """
    situations = by_situation(ratings)
    precision = [list(row) for row in inverse(prior.covariance())]
    pull = [0.0] * len(TRAITS)
    for shown in situations:
        _add(shown, prior, precision, pull)
    covariance = inverse(tuple(map(tuple, precision))) if situations else prior.covariance()
    mean = tuple(prior.mean + shift for shift in product(covariance, pull))
    return Estimate(mean, covariance, _exposures(situations), _basis(len(situations)))


def by_situation(ratings: Iterable[RatedPart]) -> list[tuple[Shown, ...]]:
    """Ratings gathered by scenario, in the order of their ids; within one in the order of `Trait`."""
    gathered: dict[str, dict[Trait, list[RatedPart]]] = {}
    for rated in sorted(ratings, key=lambda each: (each.scenario, each.step, each.part)):
        if rated.rating.level is not None:
            gathered.setdefault(rated.scenario, {}).setdefault(rated.trait, []).append(rated)
    return [
        tuple(_shown(trait, parts[trait]) for trait in TRAITS if trait in parts)
        for _, parts in sorted(gathered.items())
    ]


def _shown(trait: Trait, rated: Sequence[RatedPart]) -> Shown:
    """One level of a situation: open parts count .7 and closed ones .3, each averaged over the steps."""
    parts = {part: [each.rating for each in rated if each.part == part] for part in PART_WEIGHTS}
    total = math.fsum(PART_WEIGHTS[part] for part, ratings in parts.items() if ratings)
    weighted = [
        (PART_WEIGHTS[part] / total / len(ratings), rating) for part, ratings in parts.items() for rating in ratings
    ]
    level = math.fsum(weight * _level(rating) for weight, rating in weighted)
    return Shown(trait, level, math.fsum(weight * weight * rating.error for weight, rating in weighted))


def _level(rating: Rating) -> float:
    return rating.level if rating.level is not None else 0.0


def _add(shown: Sequence[Shown], prior: Prior, precision: list[list[float]], pull: list[float]) -> None:
    """Add what one situation says, errors of its traits correlated by the halo."""
    spread = [math.sqrt(each.error + prior.situation) for each in shown]
    error = tuple(
        tuple(a * b * (1.0 if i == j else prior.halo) for j, b in enumerate(spread)) for i, a in enumerate(spread)
    )
    information = inverse(error)
    said = product(information, [each.level - prior.mean for each in shown])
    places = [TRAITS.index(each.trait) for each in shown]
    for row, place in enumerate(places):
        pull[place] += said[row]
        for column, other in enumerate(places):
            precision[place][other] += information[row][column]


def _exposures(situations: Sequence[Sequence[Shown]]) -> dict[Trait, int]:
    return {trait: sum(each.trait == trait for shown in situations for each in shown) for trait in TRAITS}


def _basis(situations: int) -> str:
    if not situations:
        return "No answer could be scored: this is what is believed of anyone."
    return f"{situations} situation{'s' if situations > 1 else ''}, held against what is believed of anyone."


def from_record(record: Mapping[str, Any]) -> Estimate:
    """Read an estimate back from what `Estimate.as_record` gave.

    Parameters
    ----------
    record : mapping
        With ``mean`` and ``exposures`` by trait, ``covariance`` as 6 rows, and ``basis``.

    Returns
    -------
    Estimate

    Examples
    --------
    >>> nothing = estimate([])
    >>> from_record(nothing.as_record()) == nothing
    True
    """
    return Estimate(
        mean=tuple(record["mean"][trait.value] for trait in TRAITS),
        covariance=tuple(tuple(row) for row in record["covariance"]),
        exposures={trait: record["exposures"][trait.value] for trait in TRAITS},
        basis=record["basis"],
    )
