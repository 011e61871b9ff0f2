"""Are severe and lenient raters found, what is gained by it, and what by scattering answers over raters?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.observations import Table
from scoring.pool import pool_of_table
from scoring.raters import MACHINE
from scoring.simulation import world
from scoring.simulation.figure import Figure, Target, mean_figure, statistic_figure

_NAMES = (MACHINE, *(f"person:{number}" for number in range(world.RATERS)))
_AGAIN = 500


@dataclass(frozen=True)
class Found:
    """One pool, rated in one way: correlations with true traits without and with severities, and these themselves."""

    plain: float
    adjusted: float
    true: np.ndarray
    severity: np.ndarray


def severity(many: int, replicates: int) -> dict[str, Figure]:
    """Scattered: a random rater for each answer. Single: one rater for all answers of a person."""
    scattered, single = (
        [_found(world.chance_of(10, replicate), many, is_scattered) for replicate in range(replicates)]
        for is_scattered in (True, False)
    )
    gain = {
        name: [each.adjusted - each.plain for each in found]
        for name, found in (("scattered", scattered), ("single", single))
    }
    both = list(zip(scattered, single, strict=True))
    return {
        "severity_r": _recovered(scattered),
        "severity_gain_scattered": mean_figure(
            gain["scattered"], Target(least=0.0), "r with severities over r without, a random rater for each answer"
        ),
        "severity_gain_single": mean_figure(
            gain["single"], Target(least=0.0), "the same, one rater for each person and the machine beside"
        ),
        "scatter_over_single": mean_figure(
            [a.plain - b.plain for a, b in both], Target(least=0.0), "r scattered over r single, no severities"
        ),
        "scatter_over_single_adjusted": mean_figure(
            [a.adjusted - b.adjusted for a, b in both], Target(), "r scattered over r single, severities taken out"
        ),
    }


def _found(chance: np.random.Generator, many: int, is_scattered: bool) -> Found:
    traits = world.people(chance, many)
    seen = world.shown(chance, traits, world.items(chance))
    true = chance.normal(0, world.SEVERITY, world.RATERS)
    shape = seen.values.shape[:2]
    rater = chance.integers(world.RATERS, size=shape)
    if not is_scattered:
        rater = np.broadcast_to(rater[:, :1], shape)
    people = world.table(world.rated(chance, seen, true[rater]), rater + 1, _NAMES)
    machine = world.table(
        world.rated(chance, seen, np.zeros(shape)), np.zeros(shape, dtype=np.int64), _NAMES, stands=False
    )
    pool = pool_of_table(world.together(people, machine))
    found = np.array([pool.parameters.severity.get(name, np.nan) for name in _NAMES[1:]])
    plain = pool_of_table(_as_one(people))
    return Found(world.mean_correlation(plain.mean, traits), world.mean_correlation(pool.mean, traits), true, found)


def _as_one(table: Table) -> Table:
    """The same levels as if one rater had given them."""
    return Table(**{**vars(table), "raters": (MACHINE,), "rater": np.zeros_like(table.rater)})


def _recovered(found: list[Found]) -> Figure:
    """The correlation within pools, over all pools together."""
    severities = np.array([each.severity - np.nanmean(each.severity) for each in found])
    true = np.array([each.true - each.true[~np.isnan(each.severity)].mean() for each in found])
    drawn = world.chance_of(11, 0).integers(len(found), size=(_AGAIN, len(found)))
    again = [_correlation(true[some], severities[some]) for some in drawn]
    what = "r of found with true severities, a random rater for each answer"
    return statistic_figure(_correlation(true, severities), again, Target(least=0.9), what)


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    """Over raters who rated."""
    known = ~np.isnan(other)
    return float(np.corrcoef(one[known], other[known])[0, 1])
