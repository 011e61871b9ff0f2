"""Who stands where, as far as can be told: intervals of places, and bands within which nobody can be told apart."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.traits import Trait
from scoring.composite import EQUAL, Interval, moments, overall
from scoring.estimate import Estimate

DRAWS = 2000
SEED = 20_240_229
LEAST_CHANCE = 0.05
_BLOCK = 1000


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

    Notes
    -----
    2,000 draws for 20,000 people take 80 MB and some seconds.
    """
    keys = sorted(estimates, key=_shuffle_key)
    if not keys:
        return []
    spread = {key: moments(estimates[key], weights) for key in keys}
    bands = bands_of(spread)
    drawn = _in_order(spread)
    low, high = _place_intervals([spread[key] for key in drawn])
    inside = {key: (int(low[i]), int(high[i])) for i, key in enumerate(drawn)}
    found = [Place(key, *inside[key], bands[key], overall(estimates[key], weights)) for key in keys]
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
    left = _in_order(spread)
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


def _in_order(spread: Mapping[str, tuple[float, float]]) -> list[str]:
    """Keys from the highest mean down; what a person is called only tells apart who is equal in all else."""
    return sorted(spread, key=lambda key: (-spread[key][0], spread[key][1], _shuffle_key(key)))


def _place_intervals(spread: Sequence[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    """The 5th and 95th percentile of each one's place over draws from the posteriors."""
    people = len(spread)
    ranks = np.empty((DRAWS, people), dtype=np.uint16 if people < 2**16 else np.uint32)
    for draw, order in enumerate(_orders(spread)):
        ranks[draw, order] = np.arange(1, people + 1)
    blocks = [ranks[:, start : start + _BLOCK] for start in range(0, people, _BLOCK)]
    low = [np.percentile(block, 5, axis=0, method="lower") for block in blocks]
    high = [np.percentile(block, 95, axis=0, method="higher") for block in blocks]
    return np.concatenate(low), np.concatenate(high)


def _orders(spread: Sequence[tuple[float, float]]) -> Iterator[np.ndarray]:
    """Who comes first, second, ... in each draw from the posteriors."""
    means = np.array([mean for mean, _ in spread])
    errors = np.sqrt([variance for _, variance in spread])
    generator = np.random.default_rng(SEED)
    for _ in range(DRAWS):
        yield np.argsort(-(means + errors * generator.standard_normal(len(spread))), kind="stable")


def chances_in_top(
    estimates: Mapping[str, Estimate], most: int, weights: Mapping[Trait, float] = EQUAL
) -> dict[str, float]:
    """How likely each one is among the first so many.

    Parameters
    ----------
    estimates : mapping
        `Estimate` by key.
    most : int
        How many places there are, 1 and more.
    weights : mapping
        Weight by trait.

    Returns
    -------
    dict
        Chance by key, over the same draws as the places; together they come to `most`, or to all people.

    Raises
    ------
    ValueError
        When there is not a single place.

    Examples
    --------
    >>> from scoring.estimate import estimate
    >>> chances_in_top({"a": estimate([])}, 1)
    {'a': 1.0}
    """
    if most < 1:
        raise ValueError("the top is one person or more")
    spread = {key: moments(one, weights) for key, one in estimates.items()}
    drawn = _in_order(spread)
    counts = np.zeros(len(drawn), dtype=np.int64)
    for order in _orders([spread[key] for key in drawn]):
        counts[order[:most]] += 1
    return {key: float(count) / DRAWS for key, count in zip(drawn, counts, strict=True)}
