"""A pool of people taken together: what is held of its situations, raters and people, and each one's posterior."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from scoring.additive import Additive, fit, nothing_known
from scoring.connection import scale_of
from scoring.estimate import TRAITS, Estimate, basis_of
from scoring.observations import Observation, Table, table_of
from scoring.parameters import Parameters
from scoring.population import (
    ENOUGH_FOR_FREE,
    ENOUGH_PEOPLE,
    Information,
    Noise,
    Population,
    information,
    noise_of,
    population,
)
from scoring.raters import MACHINE
from scoring.situations import situations_of

_ENOUGH_RATINGS = 30


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
