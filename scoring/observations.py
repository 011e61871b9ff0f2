"""The ratings of a pool as a table: who answered what, who rated it, and what level was given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from scenarios.traits import Trait
from scoring.estimate import PART_WEIGHTS, TRAITS
from scoring.raters import KEY, MACHINE, is_person, rater_names
from scoring.ratings import RatedPart, Rating

PARTS = tuple(PART_WEIGHTS)


class Observation(NamedTuple):
    """One level that one rater gave.

    Attributes
    ----------
    person, scenario, step : str
    part : str
        ``"open"`` or ``"closed"``.
    trait : Trait
    rater : str
        One name for each person who rates; ``"machine"`` for whatever reads open answers, ``"key"`` for closed ones.
    level : float
        1 to 5.
    error : float
        Error variance of the rater, levels squared, above 0.
    stands : bool
        False for a level that is kept beside the one that counts: it tells how severe its rater is, nothing else.

    Examples
    --------
    >>> Observation("c1", "S02", "s1", "open", Trait.WARMTH, "machine", 3.0, 0.4).stands
    True
    """

    person: str
    scenario: str
    step: str
    part: str
    trait: Trait
    rater: str
    level: float
    error: float
    stands: bool = True


def observations(person: str, ratings: Iterable[RatedPart]) -> Iterator[Observation]:
    """Every level that was given to one person's answers, by people and by the machine.

    Parameters
    ----------
    person : str
    ratings : iterable of RatedPart
        What stands, with what each rater gave beside it; ratings without a level say nothing.

    Yields
    ------
    Observation

    Examples
    --------
    >>> from scoring.rating import combined
    >>> both = combined([Rating(2.0, 0.5, (), "rubric"), Rating(4.0, 0.25, (), "person:ana")])
    >>> [(each.rater, each.level, each.stands) for each in observations("c1", [RatedPart(
    ...     "S02", "s1", "open", Trait.WARMTH, both)])]
    [('person:ana', 4.0, True), ('machine', 2.0, False)]
    """
    for rated in ratings:
        standing = set(rater_names(rated.rating.rater))
        for given in _given(rated.rating):
            (rater,) = rater_names(given.rater) if is_person(given.rater) else (_machine(rated.part),)
            level, error = given.level, given.error
            if level is not None:
                yield Observation(
                    person, rated.scenario, rated.step, rated.part, rated.trait, rater, level, error, rater in standing
                )


def _machine(part: str) -> str:
    return MACHINE if part == "open" else KEY


def _given(rating: Rating) -> Sequence[Rating]:
    """What people and the machine gave; what the machine's own parts gave is one rater's business."""
    return rating.beside if any(is_person(each.rater) for each in rating.beside) else (rating,)


@dataclass(frozen=True)
class Table:
    """Observations as columns; every array has one entry for each.

    Attributes
    ----------
    persons, scenarios, raters : tuple of str
        The names, sorted.
    person, scenario, trait, rater : int array
        Places in those names and in the order of `Trait`.
    part : int array
        0 for open, 1 for closed.
    step : int array
    level, error : float array
    stands : bool array

    Examples
    --------
    >>> table = table_of([Observation("c1", "S02", "s1", "open", Trait.WARMTH, "machine", 3.0, 0.4)])
    >>> table.persons, table.cells.tolist(), len(table)
    (('c1',), [0], 1)
    """

    persons: tuple[str, ...]
    scenarios: tuple[str, ...]
    raters: tuple[str, ...]
    person: np.ndarray
    scenario: np.ndarray
    trait: np.ndarray
    rater: np.ndarray
    part: np.ndarray
    step: np.ndarray
    level: np.ndarray
    error: np.ndarray
    stands: np.ndarray

    def __len__(self) -> int:
        return len(self.level)

    @property
    def cells(self) -> np.ndarray:
        """The person and trait of each observation in one number."""
        return np.asarray(self.person * len(TRAITS) + self.trait)

    @property
    def items(self) -> np.ndarray:
        """The scenario and trait of each observation in one number."""
        return np.asarray(self.scenario * len(TRAITS) + self.trait)

    def __post_init__(self) -> None:
        if not (np.isfinite(self.level).all() and (self.level >= 1).all() and (self.level <= 5).all()):
            raise ValueError("a level is between 1 and 5")
        if not ((self.error > 0).all() and np.isfinite(self.error).all()):
            raise ValueError("an error variance is above 0")


def table_of(observed: Iterable[Observation]) -> Table:
    """Observations as a table.

    Raises
    ------
    ValueError
        When a rater gives two levels for one trait of one answer, or a level or an error is not possible.

    Examples
    --------
    >>> len(table_of([]))
    0
    """
    rows = list(observed)
    if len({row[:6] for row in rows}) < len(rows):
        raise ValueError("a rater gives one level for a trait of an answer")
    columns: list[Sequence[object]] = list(zip(*rows, strict=True)) if rows else [()] * len(Observation._fields)
    persons, person = _coded(columns[0])
    scenarios, scenario = _coded(columns[1])
    raters, rater = _coded(columns[5])
    return Table(
        persons,
        scenarios,
        raters,
        person=person,
        scenario=scenario,
        trait=np.array([TRAITS.index(row.trait) for row in rows], dtype=np.int64),
        rater=rater,
        part=np.array([PARTS.index(row.part) for row in rows], dtype=np.int64),
        step=_coded(columns[2])[1],
        level=np.array(columns[6], dtype=float),
        error=np.array(columns[7], dtype=float),
        stands=np.array(columns[8], dtype=bool),
    )


def _coded(values: Sequence[object]) -> tuple[tuple[str, ...], np.ndarray]:
    names = sorted({str(value) for value in values})
    place = {name: i for i, name in enumerate(names)}
    return tuple(names), np.array([place[str(value)] for value in values], dtype=np.int64)
