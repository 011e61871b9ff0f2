"""Can closed answers be gamed by how high or wide one judges, without knowing what is right?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from scoring.closed import shape_score, standardised
from scoring.simulation.figure import Figure, Target, mean_figure
from scoring.simulation.world import chance_of

OPTIONS = 40  # eight situations with five options each
_ERROR, _ELEVATION, _STRETCH = 1.0, 0.4, 0.25
Way = Callable[[np.ndarray], np.ndarray]
WAYS: dict[str, tuple[Way, str]] = {
    "avoid_extremes": (lambda x: np.clip(x, 2, 4), "a 5 becomes a 4 and a 1 a 2"),
    "extremes_only": (lambda x: np.where(x > 3, 5.0, np.where(x < 3, 1.0, x)), "above 3 becomes 5, below it 1"),
    "one_higher": (lambda x: np.clip(x + 1, 1, 5), "everything one higher"),
}
_MOST = 0.05


def closed_attacks(many: int, replicates: int) -> dict[str, Figure]:
    """What each way of judging gains, in standard deviations of honest scores.

    Notes
    -----
    A person's judgement of an option is its key (even between 1 and 5), plus an error whose size is log-normal between
    people (that is what tells them apart), stretched and shifted by the person's own habit, rounded to 1 to 5.
    """
    found: dict[str, Figure] = {}
    for name, (way, told) in WAYS.items():
        for scored, kind in ((_by_shape, "our scoring"), (_by_distance, "raw distance")):
            gains = [_gain(chance_of(20, replicate), many, way, scored) for replicate in range(replicates)]
            ours = scored is _by_shape
            key = f"closed_{name}" + ("" if ours else "_raw_distance")
            target = Target(most=_MOST) if ours else Target()
            found[key] = mean_figure(gains, target, f"gain in standard deviations by {kind}: {told}")
    return found


def _gain(chance: np.random.Generator, many: int, way: Way, scored: Callable[..., float | None]) -> float:
    key = chance.uniform(1, 5, OPTIONS)
    size = _ERROR * np.exp(chance.normal(0, 0.4, (many, 1)))
    habit = np.exp(chance.normal(0, _STRETCH, (many, 1)))
    moved = 3 + chance.normal(0, _ELEVATION, (many, 1))
    judged = moved + habit * (key - 3 + size * chance.standard_normal((many, OPTIONS)))
    honest = np.clip(np.rint(judged), 1, 5)
    pairs = [(scored(row.tolist(), key.tolist()), scored(way(row).tolist(), key.tolist())) for row in honest]
    known = np.array([pair for pair in pairs if None not in pair], dtype=float)
    return float((known[:, 1] - known[:, 0]).mean() / known[:, 0].std(ddof=1))


def _by_shape(given: Sequence[float], key: Sequence[float]) -> float | None:
    x, k = standardised(given), standardised(key)
    return None if x is None or k is None else shape_score(list(zip(x, k, strict=True)), [1.0] * len(k))


def _by_distance(given: Sequence[float], key: Sequence[float]) -> float:
    return -float(np.mean((np.array(given) - np.array(key)) ** 2))
