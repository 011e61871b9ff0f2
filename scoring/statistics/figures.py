"""What an evaluation report says of one rater against people: agreement, errors, and who is rated otherwise.

The same things as ETS's RSMTool shows (Madnani et al. 2017). A figure that cannot be had is None, never NaN.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from scoring.statistics.kappa import kappa, kappa_draws

SENT = 0.2
_TINY = 1e-12


@dataclass(frozen=True)
class Rated:
    """One set of answers rated by people and by the machine.

    Attributes
    ----------
    human : array (n,)
    values : array (n,)
        The machine's, not rounded.
    levels : array (n,)
        The machine's as levels; the values where ratings are continuous.
    groups : array (n,)
        Who wrote it: the bootstrap draws whole groups.
    words : array (n,)
        How many words each answer has.
    lower, upper : array (n,)
        Ends of the 90 % intervals.
    margins : array (n,)
        Distance to the nearest boundary between levels; infinite where there is none.
    is_scale : bool
        Whether ratings are levels.
    second : array (n,) or None
        A second person's ratings.
    """

    human: np.ndarray
    values: np.ndarray
    levels: np.ndarray
    groups: np.ndarray
    words: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    margins: np.ndarray
    is_scale: bool
    second: np.ndarray | None = field(default=None)

    def take(self, rows: np.ndarray) -> Rated:
        """Some of the answers."""
        parts = {name: value[rows] if isinstance(value, np.ndarray) else value for name, value in vars(self).items()}
        return Rated(**parts)


Figure = float | None


def figures(rated: Rated) -> dict[str, Figure | dict[str, Figure]]:
    """All figures of a set of answers.

    Returns
    -------
    dict
        ``qwk`` with ``qwk_low`` and ``qwk_high`` (90 %), ``r``, ``mae``, ``macro_f1``, ``recall`` by level,
        ``coverage`` and ``width`` of the 90 % interval, ``gain_20`` in QWK when people rate the 20 % nearest a
        boundary, ``smd``, ``length_r`` (partial correlation with length given the human level), and with a second
        rating ``human_qwk``, ``degradation``, ``prmse``, ``disattenuated_r``.
    """
    if not len(rated.human):
        return dict.fromkeys(NAMES)
    low, high = np.percentile(kappa_draws(rated.human, rated.levels, rated.groups), [5, 95])
    told: dict[str, Figure | dict[str, Figure]] = {
        "qwk": kappa(rated.human, rated.levels),
        "qwk_low": float(low),
        "qwk_high": float(high),
        "r": correlation(rated.human, rated.values),
        "mae": float(np.abs(rated.human - rated.values).mean()),
        "coverage": _finite(np.mean((rated.lower <= rated.human) & (rated.human <= rated.upper))),
        "width": _finite(np.mean(rated.upper - rated.lower)),
        "smd": smd(rated.human, rated.values),
        "length_r": partial(rated.values, np.log1p(rated.words), rated.human),
    }
    return dict.fromkeys(NAMES) | told | _of_levels(rated) | _of_second(rated)


NAMES = (
    *("qwk", "qwk_low", "qwk_high", "r", "mae", "macro_f1", "recall", "coverage", "width", "gain_20", "smd"),
    *("length_r", "human_qwk", "degradation", "prmse", "disattenuated_r"),
)


def _of_levels(rated: Rated) -> dict[str, Figure | dict[str, Figure]]:
    if not rated.is_scale:
        return {}
    found = f1_by_level(rated.human, rated.levels)
    return {
        "macro_f1": float(np.mean(list(found.values()))),
        "recall": {f"{level:g}": recall(rated.human, rated.levels, level) for level in found},
        "gain_20": gain(rated),
    }


def _of_second(rated: Rated) -> dict[str, Figure]:
    if rated.second is None:
        return {}
    people = kappa(rated.human, rated.second)
    return {
        "human_qwk": people,
        "degradation": people - kappa(rated.human, rated.levels),
        "prmse": prmse(rated.human, rated.second, rated.values),
        "disattenuated_r": disattenuated(rated.human, rated.second, rated.values),
    }


def correlation(one: np.ndarray, other: np.ndarray) -> Figure:
    """Pearson's r; None when one of them never varies.

    Examples
    --------
    >>> round(correlation(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 4.0])), 3)
    0.982
    >>> correlation(np.ones(3), np.arange(3.0)) is None
    True
    """
    if len(one) < 2 or one.std() < _TINY or other.std() < _TINY:
        return None
    return float(np.corrcoef(one, other)[0, 1])


def f1_by_level(human: np.ndarray, machine: np.ndarray) -> dict[float, float]:
    """F1 of each level that people gave.

    Examples
    --------
    >>> f1_by_level(np.array([1.0, 1.0, 2.0]), np.array([1.0, 2.0, 2.0]))
    {1.0: 0.6666666666666666, 2.0: 0.6666666666666666}
    """
    return {float(level): _f1(human == level, machine == level) for level in np.unique(human)}


def _f1(wanted: np.ndarray, given: np.ndarray) -> float:
    return float(2 * np.sum(wanted & given) / (wanted.sum() + given.sum()))


def recall(human: np.ndarray, machine: np.ndarray, level: float) -> Figure:
    """The share of a level's answers that the machine gave that level; None when people never gave it.

    Examples
    --------
    >>> recall(np.array([1.0, 1.0]), np.array([1.0, 2.0]), 1.0)
    0.5
    """
    wanted = human == level
    return float(np.mean(machine[wanted] == level)) if wanted.any() else None


def smd(human: np.ndarray, machine: np.ndarray) -> Figure:
    """Standardised mean difference: how many human standard deviations the machine is above people.

    Examples
    --------
    >>> smd(np.array([1.0, 3.0]), np.array([2.0, 4.0]))
    1.0
    """
    spread = human.std()
    return float((machine.mean() - human.mean()) / spread) if spread > _TINY else None


def partial(one: np.ndarray, other: np.ndarray, given: np.ndarray) -> Figure:
    """Correlation of what is left of two variables after a third; None when nothing is.

    Examples
    --------
    >>> given = np.array([0.0, 1.0, 2.0, 3.0])
    >>> extra = np.array([1.0, -1.0, -1.0, 1.0])
    >>> round(partial(given + extra, 5 * extra, given), 9)
    1.0
    """
    if len(one) < 3 or given.std() < _TINY:
        return correlation(one, other)
    design = np.column_stack([np.ones_like(given), given])
    both = np.column_stack([one, other])
    left = both - design @ np.linalg.lstsq(design, both, rcond=None)[0]
    return correlation(left[:, 0], left[:, 1]) if (left.std(axis=0) > 1e-9).all() else None


def prmse(human: np.ndarray, second: np.ndarray, machine: np.ndarray) -> Figure:
    """The share of the true level's variance that the machine predicts (Loukina et al. 2020).

    The true level is what the mean of two ratings would be without error; None when people's ratings are all error.

    Examples
    --------
    >>> human = np.array([1.0, 2.0, 3.0, 4.0])
    >>> prmse(human, human, human)
    1.0
    """
    error = float(np.mean((human - second) ** 2)) / 2
    mean = (human + second) / 2
    true = float(mean.var()) - error / 2
    missed = float(np.mean((mean - machine) ** 2)) - error / 2
    return 1 - missed / true if true > _TINY else None


def disattenuated(human: np.ndarray, second: np.ndarray, machine: np.ndarray) -> Figure:
    """Correlation with the first rating over the root of the two ratings' correlation.

    Examples
    --------
    >>> human = np.array([1.0, 2.0, 3.0, 4.0])
    >>> round(disattenuated(human, human, human), 9)
    1.0
    """
    people, found = correlation(human, second), correlation(human, machine)
    return found / people**0.5 if found is not None and people is not None and people > 0 else None


def gain(rated: Rated) -> Figure:
    """How much QWK rises when people rate the 20 % of answers nearest a boundary between levels."""
    if not np.isfinite(rated.margins).any():
        return None
    sent = np.argsort(rated.margins, kind="stable")[: round(SENT * len(rated.margins))]
    levels = rated.levels.copy()
    levels[sent] = rated.human[sent]
    return kappa(rated.human, levels) - kappa(rated.human, rated.levels)


def _finite(value: float | np.floating[Any]) -> Figure:
    return float(value) if np.isfinite(value) else None
