"""Who stands where, as far as can be told: intervals of places, and bands within which nobody can be told apart."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.traits import Trait
from scoring.composite import EQUAL, Interval, moments, overall
from scoring.estimate import Estimate

DRAWS = 2000
SEED = 20_240_229
LEAST_CHANCE = 0.05


@dataclass(frozen=True)
class Place:
    """Where one person stands.

    Attributes
    ----------
    key : str
    place_low, place_high : int
        The 90 % interval of the place, 1 is first.
    band : int
        1 for all who may be the best, and so on.
    overall : Interval
    """

    key: str
    place_low: int
    place_high: int
    band: int
    overall: Interval


def chance_better(a: float, b: float, variance_a: float, variance_b: float, covariance: float = 0.0) -> float:
    """P(A > B) for two normal posteriors.

    Parameters
    ----------
    a, b : float
        Means.
    variance_a, variance_b, covariance : float
        Of the posteriors.

    Returns
    -------
    float
        0 to 1; 0.5 when they are equal, or nothing is uncertain and they tie.

    Examples
    --------
    >>> [round(chance_better(d, 0, v * v, v * v), 3) for d, v in ((3, 4), (6, 4), (3, 6))]
    [0.702, 0.856, 0.638]
    """
    variance = variance_a + variance_b - 2 * covariance
    if not variance > 0:
        return 0.5 + 0.5 * ((a > b) - (a < b))
    return 0.5 * (1 + math.erf((a - b) / math.sqrt(2 * variance)))


def places(estimates: Mapping[str, Estimate], weights: Mapping[Trait, float] = EQUAL) -> list[Place]:
    """The order of a pool.

    Parameters
    ----------
    estimates : mapping
        `Estimate` by key. Neither the keys' meaning nor their order matters.
    weights : mapping
        Weight by trait.

    Returns
    -------
    list of Place
        By band; inside a band by the sha256 of the key, so neither score nor arrival nor name decides there.
    """
    keys = sorted(estimates, key=_shuffle_key)
    if not keys:
        return []
    spread = {key: moments(estimates[key], weights) for key in keys}
    bands = bands_of(spread)
    low, high = _place_intervals([spread[key] for key in keys])
    found = [
        Place(key, int(low[i]), int(high[i]), bands[key], overall(estimates[key], weights))
        for i, key in enumerate(keys)
    ]
    return sorted(found, key=lambda place: place.band)


def _shuffle_key(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def bands_of(spread: Mapping[str, tuple[float, float]]) -> dict[str, int]:
    """Sliding bands: whoever is better than the current top with a chance of 5 % and more shares its band.

    Parameters
    ----------
    spread : mapping
        (mean, variance) by key.

    Returns
    -------
    dict
        Band by key, from 1.

    Examples
    --------
    >>> bands_of({"a": (4.0, 0.04), "b": (3.8, 0.04), "c": (2.0, 0.04)})
    {'a': 1, 'b': 1, 'c': 2}
    """
    left = sorted(spread, key=lambda key: (-spread[key][0], spread[key][1], _shuffle_key(key)))
    bands: dict[str, int] = {}
    band = 0
    while left:
        band += 1
        top = spread[left[0]]
        inside = [key for key in left if key == left[0] or _may_beat(spread[key], top)]
        bands |= dict.fromkeys(inside, band)
        left = [key for key in left if key not in bands]
    return bands


def _may_beat(one: tuple[float, float], top: tuple[float, float]) -> bool:
    return chance_better(one[0], top[0], one[1], top[1]) >= LEAST_CHANCE


def _place_intervals(spread: Sequence[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    """The 5th and 95th percentile of each one's place over draws from the posteriors."""
    means = np.array([mean for mean, _ in spread])
    errors = np.sqrt([variance for _, variance in spread])
    generator = np.random.default_rng(SEED)
    ranks = np.empty((DRAWS, len(spread)), dtype=np.int32)
    for draw in range(DRAWS):
        order = np.argsort(-(means + errors * generator.standard_normal(len(spread))), kind="stable")
        ranks[draw, order] = np.arange(1, len(spread) + 1)
    low = np.percentile(ranks, 5, axis=0, method="lower")
    high = np.percentile(ranks, 95, axis=0, method="higher")
    return low, high
