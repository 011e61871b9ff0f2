"""Who changes band in a pool of tens of thousands when weights change: `job_analysis.sensitivity` in columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from scenarios.traits import Trait
from scoring.composite import EQUAL, weights_of
from scoring.crowd import Places, bands_of_many
from scoring.estimate import TRAITS
from scoring.job_analysis import CHANGE, with_one_moved


@dataclass(frozen=True)
class Shift:
    """The bands of a whole pool before and after the weights change.

    Attributes
    ----------
    trait : Trait or None
        Whose weight moved; None when all weights became others.
    change : float
        As a share of that weight.
    band, other_band : int arrays (people,)
    """

    trait: Trait | None
    change: float
    band: Places
    other_band: Places

    @property
    def moved(self) -> Places:
        """The places, in the arrays, of those whose band changes; those who were nearest to the top come first."""
        nearest = np.minimum(self.band, self.other_band)
        changed = np.flatnonzero(self.band != self.other_band)
        return np.asarray(changed[np.argsort(nearest[changed], kind="stable")], dtype=np.int64)

    @property
    def first(self) -> Places:
        """Those of them who come into the first band or leave it."""
        moved = self.moved
        nearest = np.minimum(self.band[moved], self.other_band[moved])
        return np.asarray(moved[nearest == 1], dtype=np.int64)


def shifted(
    means: ArrayLike, covariances: ArrayLike, weights: Mapping[Trait, float], other: Mapping[Trait, float]
) -> Shift:
    """The bands of a pool under two sets of weights.

    Parameters
    ----------
    means : array (people, 6)
    covariances : array (people, 6, 6)
        Posteriors, traits in the order of `Trait`.
    weights, other : mapping
        Weight by trait.

    Examples
    --------
    >>> levels, errors = [[3.0] * 6, [4.0, 2.5, 2.5, 2.5, 2.5, 2.5]], [0.0001 * np.eye(6)] * 2
    >>> found = shifted(levels, errors, EQUAL, {Trait.WARMTH: 1.0})
    >>> found.band.tolist(), found.other_band.tolist()
    ([1, 2], [2, 1])
    """
    mean, covariance = np.asarray(means, dtype=float), np.asarray(covariances, dtype=float)
    return Shift(None, 0.0, _bands_of_many(mean, covariance, weights), _bands_of_many(mean, covariance, other))


def sensitivity_of_many(
    means: ArrayLike, covariances: ArrayLike, weights: Mapping[Trait, float] = EQUAL, change: float = CHANGE
) -> list[Shift]:
    """What `sensitivity` says, for pools of tens of thousands: one `Shift` for each weight, down before up.

    Parameters
    ----------
    means : array (people, 6)
    covariances : array (people, 6, 6)
        Posteriors, traits in the order of `Trait`.
    weights, change
        As in `sensitivity`.

    Examples
    --------
    >>> levels, errors = [[3.0] * 6, [4.0, 2.84, 2.84, 2.84, 2.84, 2.84]], [0.0001 * np.eye(6)] * 2
    >>> [(found.trait.value, found.moved.tolist()) for found in sensitivity_of_many(levels, errors)][:2]
    [('warmth', [0]), ('warmth', [])]
    """
    if not 0 < change < 1:
        raise ValueError("a weight moves by more than 0 and less than all of it")
    mean, covariance = np.asarray(means, dtype=float), np.asarray(covariances, dtype=float)
    base = dict(zip(TRAITS, weights_of(weights), strict=True))
    now = _bands_of_many(mean, covariance, base)
    return [
        Shift(trait, by, now, _bands_of_many(mean, covariance, with_one_moved(base, trait, by)))
        for trait in TRAITS
        for by in (-change, change)
    ]


def _bands_of_many(mean: np.ndarray, covariance: np.ndarray, weights: Mapping[Trait, float]) -> Places:
    row = np.array(weights_of(weights))
    flat = np.outer(row, row).ravel()
    return bands_of_many(mean @ row, covariance.reshape(len(mean), flat.size) @ flat)
