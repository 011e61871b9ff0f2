"""What the situations of a pool showed of each person, trait by trait: many people at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from scoring.estimate import PART_WEIGHTS, TRAITS
from scoring.exact import group_sums
from scoring.observations import Table

_WEIGHTS = np.array(list(PART_WEIGHTS.values()))
_SIZE = len(TRAITS)


@dataclass(frozen=True)
class Situations:
    """One row for each situation of a person that gave a level, one column for each trait.

    Attributes
    ----------
    people : int
        How many people the pool has.
    person : int array (k,)
        Whose situation it is, ascending.
    level : float array (k, 6)
        Adjusted; 0 where the situation does not ask for the trait.
    error : float array (k, 6)
        The raters' share of the error variance, levels squared.
    asked : bool array (k, 6)
    """

    people: int
    person: np.ndarray
    level: np.ndarray
    error: np.ndarray
    asked: np.ndarray

    def counts(self) -> np.ndarray:
        """How many situations showed each trait of each person, (people, 6)."""
        return group_sums(self.person, self.asked.astype(float), self.people)


class _Groups(NamedTuple):
    """Rows numbered by some of their columns: the group of each row, and how many groups there are."""

    code: np.ndarray
    size: int


def situations_of(table: Table, shift: np.ndarray) -> Situations:
    """Gather the levels that stand by person, scenario and trait, as `estimate.by_situation` does for one person.

    Parameters
    ----------
    table : Table
    shift : float array (n,)
        What difficulty and severity add to each level.

    Returns
    -------
    Situations

    Examples
    --------
    >>> from scoring.observations import Observation, table_of
    >>> table = table_of([Observation("c1", "S02", "s1", "open", TRAITS[0], "machine", 3.0, 0.4)])
    >>> float(situations_of(table, np.array([0.5])).level[0, 0])
    2.5
    """
    rows = np.flatnonzero(table.stands)
    columns = (table.person, table.scenario, table.trait, table.part, table.step)
    person, scenario, trait, part, step = (column[rows] for column in columns)
    cell = _numbered(person, scenario, trait)
    side = _numbered(cell.code, part)
    answer = _numbered(side.code, step)
    weight = _WEIGHTS[part] / _sum_of_parts(cell, part)[cell.code]
    weight = weight / _distinct(side, answer)[side.code] / np.bincount(answer.code)[answer.code]
    seen = _numbered(person, scenario)
    place = seen.code * _SIZE + trait
    gather = _into(place, seen.size)
    return Situations(
        people=len(table.persons),
        person=_first(seen, person),
        level=gather(weight * (table.level[rows] - shift[rows])),
        error=gather(weight * weight * table.error[rows]),
        asked=gather(np.ones(len(rows))) > 0,
    )


def _numbered(*columns: np.ndarray) -> _Groups:
    code = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        code = code * (int(column.max(initial=0)) + 1) + column
        _, code = np.unique(code, return_inverse=True)
    return _Groups(code, int(code.max(initial=-1)) + 1)


def _first(groups: _Groups, values: np.ndarray) -> np.ndarray:
    found = np.zeros(groups.size, dtype=np.int64)
    found[groups.code] = values
    return found


def _sum_of_parts(cell: _Groups, part: np.ndarray) -> np.ndarray:
    """For each cell the weights of the parts that it has: 1, or less where one is missing."""
    has = np.zeros((cell.size, len(_WEIGHTS)), dtype=bool)
    has[cell.code, part] = True
    return np.asarray(has @ _WEIGHTS)


def _distinct(outer: _Groups, inner: _Groups) -> np.ndarray:
    """How many inner groups each outer group has."""
    return np.bincount(_first(inner, outer.code), minlength=outer.size)


def _into(place: np.ndarray, size: int) -> Callable[[np.ndarray], np.ndarray]:
    return lambda values: group_sums(place, values, size * _SIZE).reshape(size, _SIZE)
