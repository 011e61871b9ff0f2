"""How hard situations are and how severe raters: level = person's trait + difficulty + severity + error."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scoring.connection import require_connection
from scoring.estimate import SHIPPED, TRAITS
from scoring.exact import group_sums
from scoring.observations import Table
from scoring.raters import MACHINE

# Difficulties are held by a loose prior, one level squared; it hardly counts once twenty people have answered.
DIFFICULTY = 1.0
_ENOUGH, _MOST = 1e-9, 2000


@dataclass(frozen=True)
class Additive:
    """What a pool shows of its situations and raters.

    Attributes
    ----------
    difficulty : float array (scenarios, 6)
        By how much levels of a trait are higher in a situation than on average, in levels; 0 where it is not asked.
    severity : float array (raters,)
        By how much a rater's levels are higher than the reference's: below 0 is severe.
    reference : str
        The rater whose severity is 0; empty when severities have the mean 0 instead.
    """

    difficulty: np.ndarray
    severity: np.ndarray
    reference: str

    def shift(self, table: Table) -> np.ndarray:
        """What difficulty and severity add to each level of a table, (n,)."""
        return np.asarray(self.difficulty[table.scenario, table.trait] + self.severity[table.rater])


def fit(table: Table, reference: str = MACHINE) -> Additive:
    """Estimate difficulties and severities by weighted least squares, people's traits being free.

    Parameters
    ----------
    table : Table
        All observations, those beside what stands too: they tell how severe their raters are.
    reference : str
        The rater that others are compared with; where it did not rate, severities have the mean 0.

    Returns
    -------
    Additive

    Raises
    ------
    NotConnected
        When some people cannot be compared with others; it names the parts.

    Notes
    -----
    People are not shrunk here: a prior on them would take a part of the difference between two groups for a difference
    between their forms. Difficulties are held by a ridge. The normal equations, people eliminated, are solved by
    conjugate gradients. All sums are exact ones, so the result has the same bits whatever the order of rows and
    whatever people, raters and situations are called; and a constant added to one rater's levels is found in that
    rater's severity alone.

    Examples
    --------
    >>> from scoring.observations import Observation, table_of
    >>> seen = [Observation(who, where, "s1", "open", TRAITS[0], rater, level, 0.4)
    ...     for who, where, level in (("ann", "S1", 3.0), ("ben", "S1", 2.0), ("ann", "S2", 4.0), ("ben", "S2", 3.0))
    ...     for rater, level in (("machine", level), ("person:cleo", level - 0.5))]
    >>> fit(table_of(seen)).severity.round(6).tolist()
    [0.0, -0.5]
    """
    require_connection(table)
    if not len(table):
        return nothing_known(table)
    weight = 1 / (table.error + SHIPPED.situation)
    columns = len(table.scenarios) * len(TRAITS)
    within = _within(table, weight)
    ridge = np.concatenate([np.full(columns, 1 / DIFFICULTY), np.zeros(len(table.raters))])

    def gathered(values: np.ndarray) -> np.ndarray:
        left = weight * within(values)
        by_item = group_sums(table.items, left, columns)
        return np.concatenate([by_item, group_sums(table.rater, left, len(table.raters))])

    def applied(effects: np.ndarray) -> np.ndarray:
        return np.asarray(gathered(effects[table.items] + effects[columns + table.rater]) + ridge * effects)

    scale = ridge + np.concatenate(
        [group_sums(table.items, weight, columns), group_sums(table.rater, weight, len(table.raters))]
    )
    effects = solved(applied, gathered(table.level), np.where(scale > 0, scale, 1.0))
    return _referred(table, effects[:columns].reshape(-1, len(TRAITS)), effects[columns:], reference)


def nothing_known(table: Table) -> Additive:
    """No difficulty and no severity: what one person, or nobody, shows of them.

    Examples
    --------
    >>> from scoring.observations import table_of
    >>> nothing_known(table_of([])).severity.tolist()
    []
    """
    return Additive(np.zeros((len(table.scenarios), len(TRAITS))), np.zeros(len(table.raters)), "")


def _within(table: Table, weight: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Take from each value the weighted mean of its person and trait."""
    size = len(table.persons) * len(TRAITS)
    total = group_sums(table.cells, weight, size)
    total[total == 0] = 1.0
    return lambda values: values - (group_sums(table.cells, weight * values, size) / total)[table.cells]


def solved(
    applied: Callable[[np.ndarray], np.ndarray], right: np.ndarray, scale: np.ndarray, most: int = _MOST
) -> np.ndarray:
    """Solve a symmetric system by conjugate gradients (Hestenes and Stiefel 1952), scaled by its diagonal.

    Parameters
    ----------
    applied : callable
        The matrix times a vector; positive semi-definite, and `right` lies in its range.
    right : float array (c,)
    scale : float array (c,)
        About the diagonal, above 0.
    most : int
        Steps.

    Raises
    ------
    ArithmeticError
        When it does not settle.

    Examples
    --------
    >>> solved(lambda x: np.array([2.0, 4.0]) * x, np.array([2.0, 2.0]), np.ones(2)).round(6).tolist()
    [1.0, 0.5]
    """
    found = np.zeros_like(right)
    left = right.copy()
    step = left / scale
    size = _dot(left, left / scale)
    goal = size * _ENOUGH**2
    for _ in range(most):
        if size <= goal:
            return found
        pushed = applied(step)
        length = size / _dot(step, pushed)
        found = found + length * step
        left = left - length * pushed
        before, size = size, _dot(left, left / scale)
        step = left / scale + size / before * step
    raise ArithmeticError(f"difficulties and severities do not settle in {most} steps")


def _dot(one: np.ndarray, other: np.ndarray) -> float:
    return math.fsum(one * other)


def _referred(table: Table, difficulty: np.ndarray, severity: np.ndarray, reference: str) -> Additive:
    """Severities against the reference's, difficulties of each trait with the mean 0 over what was asked."""
    known = reference in table.raters
    zero = severity[table.raters.index(reference)] if known else math.fsum(severity) / len(severity)
    asked = np.zeros(difficulty.shape, dtype=bool)
    asked[table.scenario, table.trait] = True
    mean = [math.fsum(column[there]) / max(1, there.sum()) for column, there in zip(difficulty.T, asked.T, strict=True)]
    return Additive(np.where(asked, difficulty - np.array(mean), 0.0), severity - zero, reference if known else "")
