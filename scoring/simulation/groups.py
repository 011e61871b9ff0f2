"""Are groups warned of that do not differ, and are situations found that treat two groups unlike?"""

from __future__ import annotations

import numpy as np

from scoring.simulation.figure import Figure, Target, share_figure
from scoring.simulation.recovery import cohort
from scoring.simulation.world import FORM, SCENARIOS, VARIANCE, chance_of, items, people, rated, shown
from scoring.statistics.dif_levels import levels_dif
from scoring.statistics.two_by_two import Selected, fisher

SIGNIFICANT = 0.05
A_GROUP = 200  # people in each group of the DIF studies
UNFAIR = 0.5  # levels by which one situation is harder for one group
APART = 0.28  # standard deviations between groups' traits (Lievens et al. 2019, written answers)
_STRATUM = 4  # points of the sum of all other levels that are taken for alike
_SHARE, _SELECTED, _LABELS = 0.3, 0.2, 20
_TYPE_1 = Target(0.03, 0.07)


def groups(many: int, replicates: int) -> dict[str, Figure]:
    """False alarms and power, each at the 5 % level."""
    fair, fair_tries = _alarms(30, replicates, apart=0.0, unfair=0.0)
    impact, impact_tries = _alarms(31, replicates, apart=APART, unfair=0.0)
    power, power_tries = _alarms(32, replicates, apart=0.0, unfair=UNFAIR)
    little, little_tries = _alarms(32, replicates, apart=0.0, unfair=UNFAIR / 2)
    false, tries = _selections(many, replicates)
    return {
        "dif_type_1": share_figure(fair, fair_tries, _TYPE_1, f"fair situations flagged, two groups of {A_GROUP}"),
        "dif_type_1_apart": share_figure(
            impact, impact_tries, _TYPE_1, f"the same where groups truly differ by {APART} standard deviations"
        ),
        "dif_power": share_figure(
            power,
            power_tries,
            Target(least=0.8),
            f"situations flagged that are {UNFAIR} of a level harder for one group",
        ),
        "dif_power_little": share_figure(
            little, little_tries, Target(), f"the same for {UNFAIR / 2} of a level, a quarter of a standard deviation"
        ),
        "adverse_impact_false_alarms": share_figure(
            false, tries, Target(most=0.05), f"Fisher's exact test, {many} people, no difference between groups"
        ),
    }


def _alarms(what: int, replicates: int, *, apart: float, unfair: float) -> tuple[int, int]:
    """How often a situation and trait was flagged; only the unfair ones count where there are any."""
    flags = [_flagged(chance_of(what, replicate), apart, unfair) for replicate in range(replicates)]
    counted = np.array(flags)[:, :1] if unfair else np.array(flags)
    return int(counted.sum()), counted.size


def _flagged(chance: np.random.Generator, apart: float, unfair: float) -> np.ndarray:
    """Which of all situations and traits are flagged; the first of them is the unfair one."""
    group = np.arange(2 * A_GROUP) % 2
    traits = people(chance, 2 * A_GROUP) - (apart * np.sqrt(VARIANCE) * group)[:, None]
    seen = shown(chance, traits, items(chance))
    seen.values[:, 0, 0] -= unfair * group
    levels = rated(chance, seen, np.zeros(seen.values.shape[:2]))
    cells = [(scenario, slot) for scenario in range(SCENARIOS) for slot in range(FORM.shape[1])]
    return np.array([_differs(levels, group, scenario, slot) for scenario, slot in cells])


def _differs(levels: np.ndarray, group: np.ndarray, scenario: int, slot: int) -> bool:
    """Whether groups differ on one level of one situation among people alike on all other situations (Mantel)."""
    rest = levels.sum(axis=(1, 2)) - levels[:, scenario].sum(axis=1)
    p = levels_dif(levels[:, scenario, slot], group, rest // _STRATUM).p
    return p is not None and p < SIGNIFICANT


def _selections(many: int, replicates: int) -> tuple[int, int]:
    """False alarms over selections of the best fifth, groups drawn at random."""
    alarms = 0
    for replicate in range(replicates):
        chance = chance_of(33, replicate)
        overall = cohort(chance, many).pool.mean.mean(axis=1)
        chosen = np.argsort(np.argsort(-overall)) < max(1, round(_SELECTED * many))
        alarms += sum(_is_significant(chosen, chance.random(many) < _SHARE) for _ in range(_LABELS))
    return alarms, replicates * _LABELS


def _is_significant(chosen: np.ndarray, group: np.ndarray) -> bool:
    one, other = (Selected(int((chosen & side).sum()), int(side.sum())) for side in (group, ~group))
    return fisher(one, other).two_sided < SIGNIFICANT
