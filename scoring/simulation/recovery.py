"""Are simulated people's traits, places and chances found, and do intervals hold what they promise?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from scoring.additive import fit
from scoring.composite import Z90
from scoring.exact import group_sums
from scoring.observations import Table
from scoring.pool import Pool, pool_of_table
from scoring.ranking import places
from scoring.simulation.figure import Figure, Target, mean_figure, statistic_figure
from scoring.simulation.world import by_machine, chance_of, items, mean_correlation, people, rated, shown, true_levels
from scoring.situations import situations_of

SIZES = {30: 0.83, 100: 0.84, 300: 0.84}
_SMALL, _WIDER = 20, 1.5
_DECILES, _AGAIN = 10, 500
_EQUAL = np.full(6, 1 / 6)


@dataclass(frozen=True)
class Cohort:
    """One simulated pool: true traits (people, 6) in levels, what was rated, and what was made of it."""

    traits: np.ndarray
    table: Table
    pool: Pool


def cohort(chance: np.random.Generator, many: int, stretch: float = 1.0) -> Cohort:
    """A pool whose answers the machine rated; people may differ more than the world's do."""
    traits = stretch * people(chance, many)
    seen = shown(chance, traits, items(chance))
    table = by_machine(rated(chance, seen, np.zeros(seen.values.shape[:2])))
    return Cohort(traits, table, pool_of_table(table))


def recovery(replicates: int) -> dict[str, Figure]:
    """Correlation of posterior means with true traits, at three sizes of the pool."""
    found = {}
    for many, least in SIZES.items():
        values = [_recovered(cohort(chance_of(many, replicate), many)) for replicate in range(replicates)]
        what = f"r of posterior means with true traits, mean of six, {many} people"
        found[f"recovery_{many}"] = mean_figure(values, Target(least=least), what)
    return found


def below_thirty(replicates: int) -> dict[str, Figure]:
    """Intervals in pools so small that the shipped prior stands."""
    what = f"the same in pools of {_SMALL}, where the shipped prior stands"
    wider = f"the same where people differ {_WIDER} times as much as the shipped prior believes"
    return {
        "coverage_small": mean_figure(_small(replicates, 1.0), Target(0.87, 0.93), what),
        "coverage_small_wrong_prior": mean_figure(_small(replicates, _WIDER), Target(), wider),
    }


def _small(replicates: int, stretch: float) -> list[float]:
    found = [cohort(chance_of(4, replicate), _SMALL, stretch) for replicate in range(replicates)]
    return [float(np.mean(_covered(one, is_relative=True))) for one in found]


def _recovered(one: Cohort) -> float:
    return mean_correlation(one.pool.mean, one.traits)


def of_one_size(many: int, replicates: int) -> dict[str, Figure]:
    """Everything that is measured on pools of one size."""
    found = [cohort(chance_of(1, replicate), many) for replicate in range(replicates)]
    covered = [float(np.mean(_covered(one, is_relative=True))) for one in found]
    levels = [float(np.mean(_covered(one, is_relative=True, true=true_levels(one.traits)))) for one in found]
    absolute = [float(np.mean(_covered(one, is_relative=False))) for one in found]
    gain = [_recovered(one) - mean_correlation(_by_itself(one.table), one.traits) for one in found]
    inside = [_places_covered(one) for one in found]
    return {
        "multivariate_gain": mean_figure(gain, Target(least=0.015), "r over each trait shrunk by itself"),
        "coverage": mean_figure(covered, Target(0.87, 0.93), "true traits inside 90 % intervals, relative to the pool"),
        "coverage_lowest": _lowest(covered),
        "coverage_of_levels": mean_figure(
            levels, Target(0.87, 0.93), "the same for true levels: what one would be given on average, within 1 to 5"
        ),
        "coverage_absolute": mean_figure(
            absolute, Target(), "the same on the absolute scale, one form and no anchors: what must not be claimed"
        ),
        "rank_coverage": mean_figure(inside, Target(0.88, 0.95), "true places inside 90 % intervals of places"),
        "calibration": _calibration(found),
    }


def _by_itself(table: Table) -> np.ndarray:
    """Each trait from its own situations: shrinking it by itself would not change its correlations."""
    return own_means(table, fit(table).shift(table))


def own_means(table: Table, shift: np.ndarray) -> np.ndarray:
    """Each person's mean level of each trait, `shift` taken off each level, (people, 6); NaN for no answer."""
    found = situations_of(table, shift)
    counts = found.counts()
    return np.asarray(group_sums(found.person, found.level, found.people) / np.where(counts > 0, counts, np.nan))


def _covered(one: Cohort, *, is_relative: bool, true: np.ndarray | None = None) -> np.ndarray:
    """Which true traits lie inside their intervals, (people, 6); by default those without ends."""
    error = one.pool.mean - (3 + one.traits if true is None else true)
    if is_relative:
        error = error - error.mean(axis=0)
    half = Z90 * np.sqrt(np.diagonal(one.pool.covariance, axis1=1, axis2=2))
    return np.asarray(np.abs(error) <= half)


def _lowest(covered: Sequence[float]) -> Figure:
    """The lowest replicate, with how the lowest of as many would vary."""
    chance = chance_of(2, 0)
    again = chance.choice(np.array(covered), (_AGAIN, len(covered))).min(axis=1)
    what = f"the lowest of {len(covered)} pools"
    return statistic_figure(min(covered), again.tolist(), Target(least=0.80), what)


def _places_covered(one: Cohort) -> float:
    order = np.argsort(-(one.traits @ _EQUAL))
    true = {one.pool.persons[person]: place for place, person in enumerate(order.tolist(), 1)}
    found = places(one.pool.estimates())
    return sum(each.place_low <= true[each.key] <= each.place_high for each in found) / len(found)


def _calibration(found: Sequence[Cohort]) -> Figure:
    """How far P(A > B) is from how often A is better, in the worst tenth of all chances."""
    counts = np.array([_by_decile(one) for one in found])
    chance = chance_of(3, 0)
    drawn = chance.integers(len(found), size=(_AGAIN, len(found)))
    again = [_worst(counts[some].sum(axis=0)) for some in drawn]
    what = "worst gap between P(A > B) and how often A is better, over ten classes of P"
    return statistic_figure(_worst(counts.sum(axis=0)), again, Target(most=0.03), what)


def _by_decile(one: Cohort) -> np.ndarray:
    """For each tenth of P(A > B): pairs, the sum of P, and how often A is truly better; (10, 3)."""
    mean = one.pool.mean @ _EQUAL
    variance = np.einsum("i,pij,j->p", _EQUAL, one.pool.covariance, _EQUAL)
    true = one.traits @ _EQUAL
    first, second = np.nonzero(~np.eye(len(mean), dtype=bool))
    better = ndtr((mean[first] - mean[second]) / np.sqrt(variance[first] + variance[second]))
    place = np.minimum(_DECILES - 1, (better * _DECILES).astype(np.int64))
    columns = (np.ones(len(first)), better, (true[first] > true[second]).astype(float))
    return np.stack([np.bincount(place, weights=column, minlength=_DECILES) for column in columns], axis=1)


def _worst(counts: np.ndarray) -> float:
    return float((np.abs(counts[:, 1] - counts[:, 2]) / np.maximum(1, counts[:, 0])).max())
