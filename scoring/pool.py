"""A pool of people taken together: what is held of its situations, raters and people, and each one's posterior."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from scenarios.traits import Trait
from scoring.additive import Additive, fit, nothing_known
from scoring.connection import scale_of
from scoring.estimate import SHIPPED, TRAITS, Estimate, basis_of
from scoring.linear import Matrix, Row
from scoring.observations import Observation, Table, table_of
from scoring.population import (
    ENOUGH_FOR_FREE,
    ENOUGH_PEOPLE,
    Information,
    Noise,
    Population,
    information,
    noise_of,
    population,
    positive_definite,
)
from scoring.raters import MACHINE
from scoring.situations import situations_of

SCHEMA = "hiring.pool/1"
_ENOUGH_RATINGS = 30
_RAISED = "The covariance between traits was not positive definite and was made so."


@dataclass(frozen=True)
class Parameters:
    """What a pool has shown, as a value: what a run keeps, and what a person is estimated against.

    Attributes
    ----------
    mean : 6 floats
        Level of each trait among people.
    between : 6 x 6
        Covariance between people's traits, levels squared; symmetric positive definite.
    situation, halo : float
        As in `Prior`.
    difficulty : mapping
        By (scenario, trait) what the situation adds to levels.
    severity : mapping
        By rater what they add to levels; above 0 is lenient.
    people : int
        How many people it rests on.
    scale : str
        What levels may be compared with, one sentence.
    notes : tuple of str
        What should be known of how it was made.

    Raises
    ------
    ValueError
        When `between` is not symmetric or not finite. One that is not positive definite is made so, and a note says it.

    Examples
    --------
    >>> ones = ((1.0,) * 6,) * 6
    >>> Parameters((3.0,) * 6, ones).notes
    ('The covariance between traits was not positive definite and was made so.',)
    """

    mean: Row
    between: Matrix
    situation: float = SHIPPED.situation
    halo: float = SHIPPED.halo
    difficulty: Mapping[tuple[str, Trait], float] = field(default_factory=dict)
    severity: Mapping[str, float] = field(default_factory=dict)
    people: int = 0
    scale: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        between, was_raised = positive_definite(np.array(self.between, dtype=float))
        if was_raised:
            object.__setattr__(self, "between", tuple(map(tuple, between.tolist())))
            object.__setattr__(self, "notes", (*self.notes, _RAISED))

    @property
    def told(self) -> str:
        """What answers are held against."""
        if self.people < ENOUGH_PEOPLE:
            return SHIPPED.told
        return f"held against {self.people} people"

    def means(self) -> Row:
        """The level of each trait among people."""
        return self.mean

    def covariance(self) -> Matrix:
        """The covariance between people's traits."""
        return self.between

    def shift(self, scenario: str, trait: Trait, rater: str) -> float:
        """Difficulty and severity; 0 for a situation or a rater that the pool does not know."""
        return self.difficulty.get((scenario, trait), 0.0) + self.severity.get(rater, 0.0)

    @cached_property
    def hash(self) -> str:
        """64 hexadecimal digits: the same for the same values, to the last bit, and for no others."""
        text = json.dumps(self.as_record(), sort_keys=True, allow_nan=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def as_record(self) -> dict[str, Any]:
        """The parameters as values for JSON, exact; `parameters_from` reads them back."""
        hard: dict[str, dict[str, float]] = {}
        for (scenario, trait), value in self.difficulty.items():
            hard.setdefault(scenario, {})[trait.value] = value
        return {
            "schema": SCHEMA,
            "mean": list(self.mean),
            "between": [list(row) for row in self.between],
            "situation": self.situation,
            "halo": self.halo,
            "difficulty": hard,
            "severity": dict(self.severity),
            "people": self.people,
            "scale": self.scale,
            "notes": list(self.notes),
        }


def parameters_from(record: Mapping[str, Any]) -> Parameters:
    """Read parameters back from what `Parameters.as_record` gave.

    Examples
    --------
    >>> some = pool_of([]).parameters
    >>> parameters_from(some.as_record()) == some
    True
    """
    hard = record["difficulty"].items()
    return Parameters(
        mean=tuple(record["mean"]),
        between=tuple(tuple(row) for row in record["between"]),
        situation=record["situation"],
        halo=record["halo"],
        difficulty={(scenario, Trait(trait)): value for scenario, row in hard for trait, value in row.items()},
        severity=dict(record["severity"]),
        people=record["people"],
        scale=record["scale"],
        notes=tuple(record["notes"]),
    )


@dataclass(frozen=True)
class Pool:
    """Everybody's posterior.

    Attributes
    ----------
    parameters : Parameters
    persons : tuple of str
    mean : float array (people, 6)
    covariance : float array (people, 6, 6)
    exposures : int array (people, 6)
    situations : int array (people,)
    """

    parameters: Parameters
    persons: tuple[str, ...]
    mean: np.ndarray
    covariance: np.ndarray
    exposures: np.ndarray
    situations: np.ndarray

    def estimates(self) -> dict[str, Estimate]:
        """The posterior of each person, as one person's is given."""
        return {name: self._estimate(place) for place, name in enumerate(self.persons)}

    def _estimate(self, place: int) -> Estimate:
        return Estimate(
            tuple(self.mean[place].tolist()),
            tuple(map(tuple, self.covariance[place].tolist())),
            dict(zip(TRAITS, self.exposures[place].tolist(), strict=True)),
            basis_of(int(self.situations[place]), self.parameters),
        )


def pool_of(observed: Iterable[Observation], reference: str = MACHINE) -> Pool:
    """Estimate a pool from its ratings.

    Parameters
    ----------
    observed : iterable of Observation
        In any order.
    reference : str
        The rater that others' severity is measured against.

    Returns
    -------
    Pool

    Raises
    ------
    NotConnected
        When some people cannot be compared with others; it names the parts.
    ValueError
        When a level or an error is not possible, or a rater rated twice.

    Examples
    --------
    >>> pool_of([]).parameters.notes
    ('Below 30 people the shipped prior stands.',)
    """
    return pool_of_table(table_of(observed), reference)


def pool_of_table(table: Table, reference: str = MACHINE) -> Pool:
    """As `pool_of`, from a table."""
    effects = fit(table, reference) if len(table.persons) > 1 else nothing_known(table)
    found = situations_of(table, effects.shift(table))
    people = len(np.unique(table.person[table.stands]))
    noise = noise_of(found, _fitted(table)) if people >= ENOUGH_PEOPLE else Noise()
    told = information(found, noise)
    among = population(told)
    parameters = made(table, effects, noise, among, people)
    mean, covariance = posterior(told, among)
    counts = np.rint(found.counts()).astype(np.int64)
    seen = np.bincount(found.person, minlength=found.people)
    return Pool(parameters, table.persons, mean, covariance, counts, seen)


def posterior(told: Information, among: Population) -> tuple[np.ndarray, np.ndarray]:
    """Means (people, 6) and covariances (people, 6, 6); people with the same precision share one inversion."""
    inner = np.linalg.inv(among.covariance)
    patterns, code = np.unique(told.precision.reshape(-1, inner.size), axis=0, return_inverse=True)
    solved = np.linalg.inv(patterns.reshape(-1, *inner.shape) + inner)
    covariance = ((solved + solved.swapaxes(1, 2)) / 2)[code.ravel()]
    pull = told.said + inner @ among.mean
    mean = sum(covariance[:, :, column] * pull[:, column, None] for column in range(len(inner)))
    return np.asarray(mean).reshape(pull.shape), covariance


def _fitted(table: Table) -> int:
    """Degrees of freedom of difficulties and severities: one of each trait is the mean's, one the reference's."""
    items = np.unique(table.items[table.stands])
    return len(items) - len(np.unique(items % len(TRAITS))) + max(0, len(np.unique(table.rater)) - 1)


def made(table: Table, effects: Additive, noise: Noise, among: Population, people: int) -> Parameters:
    """Everything that was estimated of a pool, as one value."""
    items = np.unique(table.items)
    hard = effects.difficulty.ravel()
    return Parameters(
        mean=tuple(among.mean.tolist()),
        between=tuple(map(tuple, among.covariance.tolist())),
        situation=noise.situation,
        halo=noise.halo,
        difficulty={
            (table.scenarios[item // len(TRAITS)], TRAITS[item % len(TRAITS)]): float(hard[item])
            for item in items.tolist()
        },
        severity={table.raters[rater]: float(effects.severity[rater]) for rater in np.unique(table.rater)},
        people=people,
        scale=scale_of(table).told,
        notes=(*_size_note(people), *_unasked(table), *_hardly_known(table), *among.notes),
    )


def _size_note(people: int) -> tuple[str, ...]:
    if people < ENOUGH_PEOPLE:
        return (f"Below {ENOUGH_PEOPLE} people the shipped prior stands.",)
    if people < ENOUGH_FOR_FREE:
        return (f"Below {ENOUGH_FOR_FREE} people all traits have one variance and one correlation.",)
    return ()


def _hardly_known(table: Table) -> tuple[str, ...]:
    found, counts = np.unique(table.rater, return_counts=True)
    named = zip(found.tolist(), counts.tolist(), strict=True)
    few = [f"{table.raters[rater]} ({count})" for rater, count in named if count < _ENOUGH_RATINGS]
    return (f"Severity rests on fewer than {_ENOUGH_RATINGS} ratings: {', '.join(few)}.",) if few else ()


def _unasked(table: Table) -> tuple[str, ...]:
    asked = set(np.unique(table.trait).tolist())
    names = [trait.label.lower() for place, trait in enumerate(TRAITS) if place not in asked]
    return (f"Nobody was asked for {', '.join(names)}: what is said of it follows from the other traits.",) * bool(
        names and asked
    )
