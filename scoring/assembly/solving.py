"""The choice itself: a mixed-integer linear programme, solved by HiGHS through scipy.

Test assembly by linear programming is the usual way (van der Linden 2005, "Linear models for optimal test design").
Among all choices that meet every demand, one is taken that shares as little as it may with a parallel assessment and
spreads over the families as evenly as it can.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import Bounds as Limits
from scipy.optimize import LinearConstraint, milp

from scenarios.scenario import FAMILIES, Scenario
from scoring.assembly.demands import SIZES, Assembled, CannotAssemble, Demand, Job, Met, demands_of, shared_with

# A solver that cannot decide within this many seconds is said to have failed, not waited for.
PATIENCE = 10.0
_SHARED, _CROWDED = 10.0, 1.0


def assemble(pool: Sequence[Scenario], job: Job) -> Assembled:
    """Choose the scenarios of an assessment.

    Parameters
    ----------
    pool : sequence of Scenario
        What can be chosen from, in one language.
    job : Job

    Returns
    -------
    Assembled
        The same for the same pool and job, under the same version of scipy.

    Raises
    ------
    CannotAssemble
        When no choice meets every demand.
    TimeoutError
        When the solver could not decide in time.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> pool = [read_scenario(text, name) for name, text in shipped()]
    >>> found = assemble(pool, Job("short"))
    >>> len(found.scenarios), found.met[0].wanted
    (8, '8 situations')
    """
    many, _ = SIZES[job.size]
    if len(pool) < many:
        raise CannotAssemble([f"{many} situations, where there are {len(pool)} to choose from"])
    demands = demands_of(pool, job)
    chosen = _solve(len(pool), demands, *_preference(pool, job))
    if chosen is None:
        raise _refusal(len(pool), demands)
    met = tuple(Met(demand.name, demand.wanted, demand.found(chosen)) for demand in demands)
    return Assembled(in_order([pool[place] for place in sorted(chosen)]), met)


def in_order(scenarios: Sequence[Scenario]) -> tuple[Scenario, ...]:
    """A calm one first; then neither family nor channel twice running and a pair apart, where that can be.

    Parameters
    ----------
    scenarios : sequence of Scenario

    Returns
    -------
    tuple of Scenario
        The same scenarios.

    Examples
    --------
    >>> in_order([])
    ()
    """
    left, row = list(scenarios), list[Scenario]()
    while left:
        chosen = min(left, key=lambda each: _nearness(row[-1], each) if row else each.emotion.intensity)
        left.remove(chosen)
        row.append(chosen)
    return tuple(row)


def _nearness(one: Scenario, other: Scenario) -> int:
    is_pair = one.osj is not None and one.osj.pair == other.id
    return 4 * is_pair + 2 * (one.family == other.family) + (one.channel == other.channel)


class _Problem:
    """Rows over the scenarios and further variables behind them; a further variable counts whole groups or excess."""

    def __init__(self, many: int) -> None:
        self.rows: list[dict[int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.is_whole = [True] * many

    def row(self, weights: dict[int, float], low: float, high: float) -> None:
        self.rows.append(weights)
        self.low.append(low)
        self.high.append(high)

    def variable(self, *, is_whole: bool) -> int:
        self.is_whole.append(is_whole)
        return len(self.is_whole) - 1


def _preference(pool: Sequence[Scenario], job: Job) -> tuple[dict[int, float], list[tuple[int, ...]], int]:
    """What each scenario costs, the families, and how many of one are none too many."""
    families = [tuple(place for place, each in enumerate(pool) if each.family == family) for family in FAMILIES]
    return dict.fromkeys(shared_with(pool, job.parallel_to), _SHARED), families, SIZES[job.size][0] // len(FAMILIES)


def _solve(
    many: int, demands: Sequence[Demand], costs: dict[int, float], crowds: Sequence[tuple[int, ...]] = (), room: int = 0
) -> frozenset[int] | None:
    """The places of the cheapest choice that meets all demands; None when there is none."""
    problem = _Problem(many)
    for demand in demands:
        _write(problem, demand)
    prices = costs | {_excess(problem, crowd, room): _CROWDED for crowd in crowds}
    values = _optimum(problem, prices)
    return None if values is None else frozenset(np.flatnonzero(values[:many] > 0.5).tolist())


def _write(problem: _Problem, demand: Demand) -> None:
    most = math.inf if demand.most is None else demand.most
    if not demand.whole:
        for group in demand.groups:
            problem.row(dict.fromkeys(group, 1.0), demand.least, most)
        return
    counted = [problem.variable(is_whole=True) for _ in demand.groups]
    for variable, group in zip(counted, demand.groups, strict=True):
        for place in group:
            problem.row({variable: 1.0, place: -1.0}, -math.inf, 0)
    problem.row(dict.fromkeys(counted, 1.0), demand.least, most)


def _excess(problem: _Problem, crowd: Sequence[int], room: int) -> int:
    variable = problem.variable(is_whole=False)
    problem.row({**dict.fromkeys(crowd, 1.0), variable: -1.0}, -math.inf, room)
    return variable


def _optimum(problem: _Problem, prices: dict[int, float]) -> np.ndarray | None:
    is_whole = np.array(problem.is_whole)
    matrix = np.zeros((len(problem.rows), len(is_whole)))
    for row, weights in zip(matrix, problem.rows, strict=True):
        row[list(weights)] = list(weights.values())
    costs = np.zeros(len(is_whole))
    costs[list(prices)] = list(prices.values())
    found = milp(
        costs,
        constraints=LinearConstraint(matrix, problem.low, problem.high),
        integrality=is_whole,
        bounds=Limits(0, np.where(is_whole, 1, np.inf)),
        options={"time_limit": PATIENCE},
    )
    if found.status == 1:
        raise TimeoutError(f"The solver could not decide within {PATIENCE:.0f} seconds.")
    values: np.ndarray | None = found.x
    return values


def _refusal(many: int, demands: Sequence[Demand]) -> CannotAssemble:
    """Drop one demand after the other for as long as the rest stays impossible: what is left excludes each other."""
    together = list(demands)
    for demand in demands:
        rest = [other for other in together if other is not demand]
        if _solve(many, rest, {}) is None:
            together = rest
    changeable = [demand for demand in together if demand.can_change]
    would_do = [sentence for demand in changeable if (sentence := _would_do(many, demands, demand))]
    return CannotAssemble([demand.wanted for demand in together], would_do)


def _would_do(many: int, demands: Sequence[Demand], demand: Demand) -> str:
    """How far towards a demand one can get when all others are met."""
    rest = [other for other in demands if other is not demand]
    if len(demand.groups) > 1:
        return f"It works without this one: {demand.wanted}." if _solve(many, rest, {}) is not None else ""
    towards = -1.0 if demand.least else 1.0
    nearest = _solve(many, rest, dict.fromkeys(demand.groups[0], towards))
    if nearest is None:
        return ""
    found = replace(demand, most=None).found(nearest)
    return f"It works with {found} instead of this: {demand.wanted}."
