"""The posteriors of an opening's people side by side, and each one's chance of belonging to the first so many."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from hiring.actions import pools
from hiring.actions.listing import database
from hiring.actions.pools import Weights
from hiring.db import db
from hiring.models import posteriors
from hiring.models.pools import COVARIANCES, MEANS, PAIRS, TRAITS
from scoring.composite import weights_of
from scoring.crowd import chances_of_many


@dataclass(frozen=True, eq=False)
class Columns:
    """Everybody's sitting, means (people, 6), and covariances as the table keeps them (people, 21)."""

    sittings: NDArray[np.int64]
    means: NDArray[np.float64]
    packed: NDArray[np.float64]

    @cached_property
    def covariances(self) -> NDArray[np.float64]:
        """As (people, 6, 6)."""
        full = np.empty((len(self.sittings), len(TRAITS), len(TRAITS)))
        for place, (i, j) in enumerate(PAIRS):
            full[:, i, j] = full[:, j, i] = self.packed[:, place]
        return full


def columns_of(opening_id: int) -> Columns:
    """The posteriors of everybody in an opening, remembered until its scores change."""
    return _columns(database(), opening_id, pools.pool_of(opening_id).version)


def chances_in_top(opening_id: int, places: int, weights: Weights) -> Mapping[int, float]:
    """How likely each one of the whole opening is among the first so many, by sitting; remembered likewise."""
    return _chances(database(), opening_id, pools.pool_of(opening_id).version, places, weights_of(weights))


@lru_cache(maxsize=8)
def _columns(_database: str, opening_id: int, _version: int) -> Columns:
    columns = posteriors.c
    chosen = (columns.sitting_id, *(columns[name] for name in (*MEANS, *COVARIANCES)))
    rows = db.session.execute(select(*chosen).where(columns.opening_id == opening_id).order_by(columns.sitting_id))
    table = np.array(list(map(tuple, rows)), dtype=float).reshape(-1, len(chosen))
    return Columns(table[:, 0].astype(np.int64), table[:, 1 : 1 + len(MEANS)], table[:, 1 + len(MEANS) :])


@lru_cache(maxsize=32)
def _chances(
    database_url: str, opening_id: int, version: int, places: int, weights: tuple[float, ...]
) -> Mapping[int, float]:
    columns = _columns(database_url, opening_id, version)
    shares = np.array([weights[i] * weights[j] * (1 if i == j else 2) for i, j in PAIRS])
    found = chances_of_many(columns.means @ np.array(weights), columns.packed @ shares, places)
    return dict(zip(columns.sittings.tolist(), found.tolist(), strict=True))
