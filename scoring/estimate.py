"""From ratings to what can be said of a person: a posterior of the six traits, with its covariance.

A person's trait is what they would show on average over situations. Each situation shows it with an error: the
rater's, and the situation's own. Prior and situation variance are assumptions taken from published figures; they give
way to estimates once enough people have answered.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from scenarios.traits import Trait
from scoring.linear import Matrix, Row, inverse, product
from scoring.raters import rater_names
from scoring.ratings import RatedPart

TRAITS = tuple(Trait)
PART_WEIGHTS = {"open": 0.7, "closed": 0.3}


class Believed(Protocol):
    """What is believed before a person has answered: the shipped prior, or what a pool of people has shown."""

    @property
    def situation(self) -> float:
        """Variance between situations of what one person shows, levels squared."""

    @property
    def halo(self) -> float:
        """Correlation between the errors of two traits in one situation."""

    @property
    def told(self) -> str:
        """What a person's answers are held against, in words that end a sentence."""

    def means(self) -> Row:
        """The level of each trait, 1 to 5."""

    def covariance(self) -> Matrix:
        """The 6 x 6 covariance between the traits of people, levels squared."""

    def shift(self, scenario: str, trait: Trait, rater: str) -> float:
        """By how much levels of this rater in this situation are too high for what a person has, in levels."""


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

    @property
    def told(self) -> str:
        """What answers are held against."""
        return "held against what is believed of anyone"

    def means(self) -> Row:
        """The same level of every trait."""
        return (self.mean,) * len(TRAITS)

    def shift(self, scenario: str, trait: Trait, rater: str) -> float:  # noqa: ARG002
        """Nothing: without a pool no situation is known to be hard and no rater to be severe."""
        return 0.0

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


@dataclass(frozen=True)
class Said:
    """What one situation says of a person, as information: precision, and precision times level above the mean."""

    shown: tuple[Shown, ...]
    information: Matrix
    pull: Row


@dataclass(frozen=True)
class Answered:
    """A person's answers as they arrive; a new answer only works out anew what its own situation says.

    Attributes
    ----------
    believed : Believed
    ratings : tuple of RatedPart
        All so far, those without a level too.
    said : mapping
        By scenario.

    Examples
    --------
    >>> from scoring.ratings import Rating
    >>> one, other = (RatedPart(s, "s1", "open", Trait.WARMTH, Rating(4.0, 0.4, (), "rubric")) for s in ("S1", "S2"))
    >>> Answered().add([other]).add([one]).estimate() == estimate([one, other])
    True
    """

    believed: Believed = SHIPPED
    ratings: tuple[RatedPart, ...] = ()
    said: Mapping[str, Said] = field(default_factory=dict)

    def add(self, ratings: Iterable[RatedPart]) -> Answered:
        """The same with further ratings."""
        new = tuple(ratings)
        held = self.ratings + new
        touched = {rated.scenario for rated in new if rated.rating.level is not None}
        again = {
            scenario: _said([rated for rated in held if rated.scenario == scenario], self.believed)
            for scenario in touched
        }
        return Answered(self.believed, held, {**self.said, **again})

    def estimate(self) -> Estimate:
        """The posterior of all answers so far; with no level at all it is the prior."""
        said = [self.said[scenario] for scenario in sorted(self.said)]
        situations = [each.shown for each in said]
        if not said:
            return Estimate(
                self.believed.means(), self.believed.covariance(), _exposures(()), basis_of(0, self.believed)
            )
        precision = [list(row) for row in inverse(self.believed.covariance())]
        pull = [0.0] * len(TRAITS)
        for each in said:
            _add(each, precision, pull)
        covariance = inverse(tuple(map(tuple, precision)))
        above = product(covariance, pull)
        mean = tuple(level + shift for level, shift in zip(self.believed.means(), above, strict=True))
        return Estimate(mean, covariance, _exposures(situations), basis_of(len(said), self.believed))


def estimate(ratings: Iterable[RatedPart], believed: Believed = SHIPPED) -> Estimate:
    """The posterior of a person's traits.

    Parameters
    ----------
    ratings : iterable of RatedPart
        In any order; ratings without a level say nothing.
    believed : Believed
        The shipped prior, or the parameters of a pool.

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
    return Answered(believed).add(ratings).estimate()


def by_situation(ratings: Iterable[RatedPart], believed: Believed = SHIPPED) -> list[tuple[Shown, ...]]:
    """Ratings gathered by scenario, in the order of their ids; within one in the order of `Trait`."""
    gathered: dict[str, dict[Trait, list[RatedPart]]] = {}
    for rated in sorted(ratings, key=lambda each: (each.scenario, each.step, each.part)):
        if rated.rating.level is not None:
            gathered.setdefault(rated.scenario, {}).setdefault(rated.trait, []).append(rated)
    return [
        tuple(_shown(trait, parts[trait], believed) for trait in TRAITS if trait in parts)
        for _, parts in sorted(gathered.items())
    ]


def _shown(trait: Trait, rated: Sequence[RatedPart], believed: Believed) -> Shown:
    """One level of a situation: open parts count .7 and closed ones .3, each averaged over the steps."""
    parts = {part: [each for each in rated if each.part == part] for part in PART_WEIGHTS}
    total = math.fsum(PART_WEIGHTS[part] for part, found in parts.items() if found)
    weighted = [(PART_WEIGHTS[part] / total / len(found), each) for part, found in parts.items() for each in found]
    level = math.fsum(weight * _level(each, believed) for weight, each in weighted)
    return Shown(trait, level, math.fsum(weight * weight * each.rating.error for weight, each in weighted))


def _level(rated: RatedPart, believed: Believed) -> float:
    """The level less what its situation and its raters add to it."""
    raters = rater_names(rated.rating.rater)
    shifts = [believed.shift(rated.scenario, rated.trait, rater) for rater in raters]
    return (rated.rating.level or 0.0) - math.fsum(shifts) / len(shifts)


def _said(ratings: Sequence[RatedPart], believed: Believed) -> Said:
    """What one situation says, errors of its traits correlated by the halo."""
    (shown,) = by_situation(ratings, believed)
    spread = [math.sqrt(each.error + believed.situation) for each in shown]
    error = tuple(
        tuple(a * b * (1.0 if i == j else believed.halo) for j, b in enumerate(spread)) for i, a in enumerate(spread)
    )
    information = inverse(error)
    means = dict(zip(TRAITS, believed.means(), strict=True))
    return Said(shown, information, product(information, [each.level - means[each.trait] for each in shown]))


def _add(said: Said, precision: list[list[float]], pull: list[float]) -> None:
    places = [TRAITS.index(each.trait) for each in said.shown]
    for row, place in enumerate(places):
        pull[place] += said.pull[row]
        for column, other in enumerate(places):
            precision[place][other] += said.information[row][column]


def _exposures(situations: Sequence[Sequence[Shown]]) -> dict[Trait, int]:
    return {trait: sum(each.trait == trait for shown in situations for each in shown) for trait in TRAITS}


def basis_of(situations: int, believed: Believed) -> str:
    """In words, what an estimate rests on.

    Examples
    --------
    >>> basis_of(1, SHIPPED)
    '1 situation, held against what is believed of anyone.'
    """
    if not situations:
        return "No answer could be scored: this is what is believed of anyone."
    return f"{situations} situation{'s' if situations > 1 else ''}, {believed.told}."


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
