"""The best of everybody scored, in many openings, under any weights: means in memory, in step with the database."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, select

from hiring.actions.listing import composite_of, database
from hiring.actions.pools import Weights, checked_weights
from hiring.db import db
from hiring.models import Candidate, Pool, Sitting, posteriors
from hiring.models.pools import MEANS
from scenarios.traits import Trait
from scoring.crowd import bands_of_many

# How far a composite of rounded means may be from the exact one, with room: levels are below 8, weights sum to 1.
ROUNDING = 1e-5
BATCH = 20_000
_COLUMNS = posteriors.c


@dataclass(frozen=True)
class Standout:
    """Somebody among the best of many openings: their band there, and the composite in levels."""

    opening_id: int
    code: str
    band: int
    mean: float
    variance: float


@dataclass
class Columns:
    """The posterior means of everybody as float32: 24 bytes a person, and 8 for who they are and where.

    `versions` are those of the pools that were read. Whatever changes a pool changes its version (a trigger sees to
    deletions), so that reading the changed pools anew brings everything in step.
    """

    openings: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    sittings: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    means: NDArray[np.float32] = field(default_factory=lambda: np.empty((len(MEANS), 0), np.float32))
    versions: dict[int, int] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    @property
    def bytes(self) -> int:
        """How much memory the columns take."""
        return self.openings.nbytes + self.sittings.nbytes + self.means.nbytes

    def catch_up(self) -> None:
        """Read the pools that changed since the last time, and forget those that are gone."""
        there = {row.opening_id: row.version for row in db.session.execute(select(Pool.opening_id, Pool.version))}
        stale = [opening for opening, version in self.versions.items() if there.get(opening) != version]
        fresh = [opening for opening, version in there.items() if self.versions.get(opening) != version]
        if stale:
            kept = ~np.isin(self.openings, stale)
            self.openings, self.sittings = self.openings[kept], self.sittings[kept]
            self.means = np.ascontiguousarray(self.means[:, kept])
        if fresh:
            self._add(_read(fresh, is_all=len(fresh) == len(there)))
        self.versions = there

    def _add(self, parts: Iterator[NDArray[np.float64]]) -> None:
        """Append rows of opening, sitting and six means, each part made small before the next is read."""
        openings, sittings, means = [self.openings], [self.sittings], [self.means]
        for part in parts:
            openings.append(part[:, 0].astype(np.int32))
            sittings.append(part[:, 1].astype(np.int32))
            means.append(part[:, 2:].T.astype(np.float32))
        self.openings, self.sittings = np.concatenate(openings), np.concatenate(sittings)
        self.means = np.concatenate(means, axis=1)

    def near_the_top(self, weights: Weights, most: int, openings: Collection[int] | None = None) -> list[int]:
        """Sittings among whom the `most` best under some weights certainly are, in no order."""
        composite = np.array([weights[trait] for trait in Trait], dtype=np.float32) @ self.means
        sittings = self.sittings
        if openings is not None:
            here = np.isin(self.openings, list(openings))
            composite, sittings = composite[here], sittings[here]
        if composite.size > most:
            least = np.partition(composite, -most)[-most]
            sittings = sittings[composite >= least - ROUNDING]
        found: list[int] = sittings.tolist()
        return found


def best(weights: Weights, most: int, openings: Collection[int] | None = None) -> list[Standout]:
    """The people with the highest composites under any weights, of some openings or of all; by band, then shuffled.

    The columns in memory only choose who comes into question; the database has the last word.
    """
    checked = checked_weights(weights)
    columns = columns_of_database(database())
    with columns.lock:
        columns.catch_up()
        near = columns.near_the_top(checked, most, openings)
    people = [row for start in range(0, len(near), BATCH) for row in _exact(near[start : start + BATCH], checked)]
    people = sorted(people, key=lambda person: (-person.mean, person.shuffle))[:most]
    bands = bands_of_many([person.mean for person in people], [person.variance for person in people]).tolist()
    ordered = sorted(zip(bands, people, strict=True), key=lambda each: (each[0], each[1].shuffle))
    return [Standout(each.opening_id, each.code, band, each.mean, each.variance) for band, each in ordered]


@lru_cache(maxsize=1)
def columns_of_database(_database: str) -> Columns:
    """The columns of this process; empty until they catch up for the first time."""
    return Columns()


def _read(openings: list[int], *, is_all: bool) -> Iterator[NDArray[np.float64]]:
    """Opening, sitting and means of everybody in some openings, some thousand at a time."""
    query = select(_COLUMNS.opening_id, _COLUMNS.sitting_id, *(_COLUMNS[name] for name in MEANS))
    chosen = query if is_all else query.where(_COLUMNS.opening_id.in_(openings))
    for part in db.session.execute(chosen.execution_options(yield_per=BATCH)).partitions():
        yield np.array([tuple(row) for row in part], dtype=np.float64)


def _exact(sittings: list[int], weights: Weights) -> list[Row[Any]]:
    mean, variance = composite_of(weights)
    query = select(_COLUMNS.opening_id, Candidate.code, _COLUMNS.shuffle, mean, variance)
    joined = query.join(Sitting, Sitting.id == _COLUMNS.sitting_id).join(
        Candidate, Candidate.id == Sitting.candidate_id
    )
    return list(db.session.execute(joined.where(_COLUMNS.sitting_id.in_(sittings))))
