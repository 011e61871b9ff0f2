"""Do two forms that share a quarter of their situations lie on one scale?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.additive import fit
from scoring.pool import pool_of_table
from scoring.simulation import world
from scoring.simulation.figure import Figure, Target, mean_figure
from scoring.simulation.recovery import own_means

SHARED = 4  # of ten situations of either form: two pairs that ask for every trait
APART, EASIER = 0.3, 0.5


@dataclass(frozen=True)
class Difference:
    """Between the means of people of two forms, in levels: as it is, and as found in three ways."""

    true: float
    linked: float
    shrunk: float
    unlinked: float


def linking(many: int, replicates: int) -> dict[str, Figure]:
    """The second half of people is better by .3 levels and has harder situations of its own (by half a level)."""
    found = [_found(world.chance_of(40, replicate), many) for replicate in range(replicates)]
    what = f"found less true difference in levels between people of two forms, {SHARED} of 10 situations shared"
    return {
        "linked_forms": mean_figure([each.linked - each.true for each in found], Target(-0.05, 0.05), what),
        "linked_forms_shrunk": mean_figure(
            [each.shrunk - each.true for each in found],
            Target(),
            "the same of posterior means: shrinking takes its part",
        ),
        "unlinked_forms": mean_figure(
            [each.unlinked - each.true for each in found], Target(), "the same of mean levels as they were given"
        ),
    }


def _found(chance: np.random.Generator, many: int) -> Difference:
    second = np.arange(many) % 2 == 1
    traits = world.people(chance, many) + APART * second[:, None]
    seen = world.shown(chance, traits, world.items(chance))
    pairs = chance.permutation(world.SCENARIOS // 2)[:, None] + np.array([0, world.SCENARIOS // 2])
    own, other = pairs[SHARED // 2 : SHARED // 2 + 3].ravel(), pairs[SHARED // 2 + 3 :].ravel()
    seen.values[:, other] -= EASIER
    levels = world.rated(chance, seen, np.zeros(seen.values.shape[:2]))
    levels[np.ix_(second, own)] = np.nan
    levels[np.ix_(~second, other)] = np.nan
    table = world.by_machine(levels)

    def between(values: np.ndarray) -> float:
        overall = np.nanmean(values, axis=1)
        return float(overall[second].mean() - overall[~second].mean())

    given = np.zeros(len(table))
    return Difference(
        true=between(traits),
        linked=between(own_means(table, fit(table).shift(table))),
        shrunk=between(pool_of_table(table).mean),
        unlinked=between(own_means(table, given)),
    )
