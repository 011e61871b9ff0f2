"""The world that is simulated: people, situations, raters and what comes out of them.

It is not the model that is fitted. Its parameters come from the literature and were set before anything was measured:

- A person's six traits are normal with a standard deviation of .5 levels. Traits of one side (loud, quiet) correlate
  by .7, across by .5: one effect of the person carries most of what is reliable (Jackson et al. 2017), but not evenly.
  The shipped prior believes .6 everywhere.
- A single answer has an intraclass correlation of .25: of its variance of 1 a quarter is the person's, .50 the
  situation's and .25 a careful rater's error. Errors of traits seen in one answer correlate by .3 (halo; the shipped
  prior believes .4).
- Situations do not show a trait alike: loadings are even between .6 and 1.4. Difficulties have a standard deviation of
  .4 levels for each trait of each situation.
- Levels are rounded to whole ones and held within 1 to 5, which the fitted model knows nothing of.
- The standard form: 16 situations, three traits each, every trait eight times.
- Six people who rate have severities with a standard deviation of .35 levels, a little more than what counts as much
  (.30). The machine has none, but an error of its own.

Nothing here says anything about real people.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.special import ndtr

from scenarios.traits import Trait
from scoring.estimate import TRAITS
from scoring.observations import Table
from scoring.raters import MACHINE

VARIANCE, SITUATION, RATER = 0.25, 0.50, 0.25
SAME_SIDE, ACROSS, HALO = 0.7, 0.5, 0.3
LEAST_LOADING, MOST_LOADING, DIFFICULTY, SEVERITY = 0.6, 1.4, 0.4, 0.35
SCENARIOS, RATERS = 16, 6
_SIZE = len(TRAITS)
_PAIRS = [half for half in combinations(range(_SIZE), 3) if 0 in half][: SCENARIOS // 2]
FORM = np.array([list(half) for half in _PAIRS] + [[t for t in range(_SIZE) if t not in half] for half in _PAIRS])


@dataclass(frozen=True)
class Items:
    """The situations of a form.

    Attributes
    ----------
    loading, difficulty : float array (scenarios, 3)
        For each trait that the situation asks for.
    """

    loading: np.ndarray
    difficulty: np.ndarray


@dataclass(frozen=True)
class Shown:
    """What people showed, before anybody rated it: float array (people, scenarios, 3), in levels."""

    values: np.ndarray


def between() -> np.ndarray:
    """The true covariance between people's traits, (6, 6)."""
    side = np.array([trait.is_loud for trait in Trait])
    correlation = np.where(side[:, None] == side, SAME_SIDE, ACROSS)
    np.fill_diagonal(correlation, 1.0)
    return VARIANCE * correlation


def people(chance: np.random.Generator, many: int) -> np.ndarray:
    """True traits in levels above the mean, (many, 6)."""
    return np.asarray(chance.multivariate_normal(np.zeros(_SIZE), between(), many, method="cholesky"))


def items(chance: np.random.Generator) -> Items:
    """A form of 16 situations."""
    loading = chance.uniform(LEAST_LOADING, MOST_LOADING, FORM.shape)
    return Items(loading, chance.normal(0, DIFFICULTY, FORM.shape))


def shown(chance: np.random.Generator, traits: np.ndarray, form: Items) -> Shown:
    """What people show in each situation: their trait as far as it loads, the difficulty, and the situation's error."""
    error = _halo(chance, (len(traits), SCENARIOS), SITUATION)
    return Shown(3 + form.difficulty + form.loading * traits[:, FORM] + error)


def _halo(chance: np.random.Generator, shape: tuple[int, int], variance: float) -> np.ndarray:
    """Errors of the three traits of an answer, correlated by the halo."""
    common = chance.standard_normal((*shape, 1)) * np.sqrt(HALO)
    own = chance.standard_normal((*shape, FORM.shape[1])) * np.sqrt(1 - HALO)
    return np.asarray(np.sqrt(variance) * (common + own))


def rated(chance: np.random.Generator, seen: Shown, severity: np.ndarray) -> np.ndarray:
    """Levels as a rater gives them: whole, 1 to 5; `severity` is an array (people, scenarios)."""
    error = _halo(chance, seen.values.shape[:2], RATER)
    return np.asarray(np.clip(np.rint(seen.values + severity[:, :, None] + error), 1, 5))


def true_levels(traits: np.ndarray) -> np.ndarray:
    """The level that people would be given on average over all possible situations, by a rater without severity.

    Levels end at 1 and 5, so it is drawn together a little towards 3 (by 5 % in the middle).

    Examples
    --------
    >>> true_levels(np.array([-1.0, 0.0, 1.0])).round(2).tolist()
    [2.07, 3.0, 3.93]
    """
    spread = np.sqrt(DIFFICULTY**2 + SITUATION + RATER)
    loading = np.linspace(LEAST_LOADING, MOST_LOADING, 17)[:, None]
    above = [ndtr((3 + loading * traits.ravel() - border) / spread).mean(axis=0) for border in (1.5, 2.5, 3.5, 4.5)]
    return np.asarray(1 + np.sum(above, axis=0)).reshape(traits.shape)


def by_machine(levels: np.ndarray) -> Table:
    """Levels (people, scenarios, 3) that the machine alone gave, as a table."""
    return table(levels, np.zeros(levels.shape[:2], dtype=np.int64), (MACHINE,))


def table(levels: np.ndarray, rater: np.ndarray, raters: tuple[str, ...], stands: bool = True) -> Table:
    """Levels with who gave them, as a table.

    Parameters
    ----------
    levels : array (people, scenarios, 3)
        NaN where somebody was not asked.
    rater : int array (people, scenarios)
        Places in `raters`.
    raters : tuple of str
    stands : bool
        Whether these levels count, or only tell how severe their raters are.
    """
    person, scenario, slot = np.nonzero(~np.isnan(levels))
    return Table(
        persons=tuple(f"p{number:05}" for number in range(len(levels))),
        scenarios=tuple(f"S{number:02}" for number in range(SCENARIOS)),
        raters=raters,
        person=person,
        scenario=scenario,
        trait=FORM[scenario, slot],
        rater=rater[person, scenario],
        part=np.zeros(len(person), dtype=np.int64),
        step=np.zeros(len(person), dtype=np.int64),
        level=levels[person, scenario, slot],
        error=np.full(len(person), RATER),
        stands=np.full(len(person), stands),
    )


def together(one: Table, other: Table) -> Table:
    """Two tables of the same people, situations and raters as one."""
    names = {"persons": one.persons, "scenarios": one.scenarios, "raters": one.raters}
    columns = [name for name in vars(one) if name not in names]
    return Table(**names, **{name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in columns})  # type: ignore[arg-type]


def mean_correlation(found: np.ndarray, true: np.ndarray) -> float:
    """The mean over traits of the correlation between what was found and what is true, both (people, 6)."""
    return float(np.mean([np.corrcoef(found[:, place], true[:, place])[0, 1] for place in range(_SIZE)]))


def chance_of(what: int, replicate: int) -> np.random.Generator:
    """Random numbers of one replicate of one study, the same in every run."""
    return np.random.default_rng([20_260_301, what, replicate])
