"""The scored people of an opening together: keep posteriors and composites in columns, settle bands, change weights."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Integer, Row, bindparam, select, text, update
from sqlalchemy.orm import Session

from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import Invalid, Missing
from hiring.models import Candidate, Opening, Pool, Run, Score, Sitting, User, Weighting, posteriors
from hiring.models.pools import COVARIANCES, MEANS, PAIRS, TRAITS
from scenarios.traits import Trait
from scoring.composite import EQUAL, moments, weights_of
from scoring.crowd import bands_of_many
from scoring.estimate import Estimate, from_record

Weights = Mapping[Trait, float]

BATCH = 1000
SHORTEST_REASON = 3  # as for showing a name
NAMES = ("opening_id", "sitting_id", "run_id", "band", "shuffle", "mean", "variance", *MEANS, *COVARIANCES)

# Locks the pool until the transaction ends: versions of one opening come in order, also on PostgreSQL.
_GROW = text(
    "INSERT INTO pools (opening_id, version, people, settled, bands, runs) VALUES (:opening, 1, :more, -1, '[]', '[]') "
    "ON CONFLICT (opening_id) DO UPDATE SET version = pools.version + 1, people = pools.people + :more "
    "RETURNING weights, run_id"
).columns(weights=JSON, run_id=Integer)

_PUT = text(
    f"INSERT INTO posteriors ({', '.join(NAMES)}) VALUES ({', '.join(f':{name}' for name in NAMES)}) "
    f"ON CONFLICT (sitting_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in NAMES[2:])}"
)

# One statement, however many people changed their band. The LIMIT lets SQLite read the JSON once, not once a person.
_SET_BANDS = {
    "sqlite": text(
        "UPDATE posteriors SET band = found.band FROM "
        "(SELECT CAST(key AS INTEGER) AS sitting_id, value AS band FROM json_each(:bands) LIMIT -1) AS found "
        "WHERE posteriors.opening_id = :opening AND posteriors.sitting_id = found.sitting_id"
    ),
    "postgresql": text(
        "UPDATE posteriors SET band = CAST(found.value AS integer) FROM json_each_text(CAST(:bands AS json)) AS found "
        "WHERE posteriors.opening_id = :opening AND posteriors.sitting_id = CAST(found.key AS integer)"
    ),
}

_REWEIGH = (
    update(posteriors)
    .where(posteriors.c.opening_id == bindparam("opening"), posteriors.c.sitting_id == bindparam("sitting"))
    .values(mean=bindparam("new_mean"), variance=bindparam("new_variance"))
)


@dataclass(frozen=True)
class Joined:
    """A sitting's place in its opening's pool, which is locked until the transaction ends."""

    opening_id: int
    sitting_id: int
    code: str
    weights: Weights
    run: Run | None

    def row(self, run_id: int, estimate: Estimate) -> dict[str, Any]:
        """What the pool holds of an estimate."""
        mean, variance = moments(estimate, self.weights)
        composite = {"band": 0, "shuffle": shuffle_of(self.code), "mean": mean, "variance": variance}
        key = {"opening_id": self.opening_id, "sitting_id": self.sitting_id, "run_id": run_id}
        return key | composite | columns_of(estimate)


def join(session: Session, sitting_id: int) -> Joined:
    """Let a sitting into its opening's pool, or find its place there; what the pool holds changes with this."""
    person = select(Candidate.opening_id, Candidate.code).join(Sitting, Sitting.candidate_id == Candidate.id)
    opening_id, code = session.execute(person.where(Sitting.id == sitting_id)).one()
    here = select(posteriors.c.run_id).where(posteriors.c.sitting_id == sitting_id)
    kept = lock(session, opening_id, more=int(session.scalar(here) is None))
    run = None if kept.run_id is None else session.get_one(Run, kept.run_id)
    return Joined(opening_id, sitting_id, code, weights_from(kept.weights), run)


def lock(session: Session, opening_id: int, *, more: int = 0) -> Row[Any]:
    """Begin a new version of a pool, with so many more people; gives its weights and its run."""
    return session.execute(_GROW, {"opening": opening_id, "more": more}).one()


def put(session: Session, joined: Joined, run_id: int, estimate: Estimate) -> None:
    """Keep the posterior of a sitting's latest score in its opening's pool, in the transaction of the score."""
    session.execute(_PUT, joined.row(run_id, estimate))


def put_all(session: Session, pool: Pool, run_id: int, estimates: Mapping[str, tuple[int, Estimate]]) -> None:
    """Keep the posteriors of one run for many sittings of a pool, by their candidates' codes."""
    weights = weights_from(pool.weights)
    places = [
        (Joined(pool.opening_id, sitting, code, weights, None), each) for code, (sitting, each) in estimates.items()
    ]
    if places:
        session.execute(_PUT, [joined.row(run_id, each) for joined, each in places])


def pool_of(opening_id: int) -> Pool:
    """The pool of an opening as it is now, its bands settled."""
    found = db.session.get(Pool, opening_id, populate_existing=True)
    if found is None:
        return Pool(opening_id=opening_id, version=0, people=0, settled=0, bands=[], runs=[])
    return found if found.is_settled else _settle(opening_id)


def reweigh(opening_id: int, weights: Weights, *, actor: User, why: str) -> None:
    """Give an opening its own weights from now on; every composite is made anew in the same transaction."""
    checked = checked_weights(weights)
    if sum(sign.isalnum() for sign in why) < SHORTEST_REASON:
        raise Invalid("Say why the weights change. It is kept with the record.")
    kept = {trait.value: weight for trait, weight in checked.items()}
    with transaction() as session:
        if session.get(Opening, opening_id) is None:
            raise Missing("There is no such opening.")
        lock(session, opening_id)
        session.execute(update(Pool).where(Pool.opening_id == opening_id).values(weights=kept))
        for batch in _scored(session, opening_id):
            session.execute(_REWEIGH, [_reweighed(opening_id, row, checked) for row in batch])
        who = f"user:{actor.email}"
        line = {"weights": kept, "why": why.strip()[:500]}
        session.add(Weighting(opening_id=opening_id, actor=who, created_at=now(), **line))
        note(session, who, "weigh", f"opening:{opening_id}", **line)


def checked_weights(weights: Weights) -> dict[Trait, float]:
    """All six weights, summing to 1; raises Invalid with the sentence for a person."""
    try:
        return dict(zip(TRAITS, weights_of(weights), strict=True))
    except ValueError:
        raise Invalid("Weights are 0 or more, and at least one is above 0.") from None


def weights_from(kept: Mapping[str, float] | None) -> Weights:
    """The weights of a pool; equal ones as long as nobody chose any."""
    return EQUAL if kept is None else {Trait(name): weight for name, weight in kept.items()}


def shuffle_of(code: str) -> int:
    """Where a candidate stands inside their band: the beginning of the code's SHA-256, which says nothing of them."""
    return int(hashlib.sha256(code.encode()).hexdigest()[:14], 16)


def columns_of(estimate: Estimate) -> dict[str, float]:
    """An estimate's means and covariances by the names of their columns."""
    covariances = (estimate.covariance[i][j] for i, j in PAIRS)
    return dict(zip(MEANS, estimate.mean, strict=True)) | dict(zip(COVARIANCES, covariances, strict=True))


def _settle(opening_id: int) -> Pool:
    """Find the bands of all the people who are there now, unless somebody else just did."""
    with transaction() as session:
        pool = session.get_one(Pool, opening_id, with_for_update=True, populate_existing=True)
        if not pool.is_settled:
            columns = posteriors.c
            chosen = (columns.sitting_id, columns.mean, columns.variance, columns.band, columns.run_id)
            rows = session.execute(select(*chosen).where(columns.opening_id == opening_id)).all()
            bands = bands_of_many([row.mean for row in rows], [row.variance for row in rows]).tolist()
            moved = {row.sitting_id: band for row, band in zip(rows, bands, strict=True) if row.band != band}
            statement = _SET_BANDS[session.get_bind().dialect.name]
            session.execute(statement, {"opening": opening_id, "bands": json.dumps(moved)})
            pool.bands = [count for _, count in sorted(Counter(bands).items())]
            pool.runs = sorted({row.run_id for row in rows})
            pool.settled = pool.version
        return pool


def _scored(session: Session, opening_id: int) -> Iterator[Sequence[Row[Any]]]:
    """The estimates of an opening, so many at a time."""
    columns = posteriors.c
    score = (Score.sitting_id == columns.sitting_id) & (Score.run_id == columns.run_id)
    query = select(columns.sitting_id, Score.estimate).join(Score, score).where(columns.opening_id == opening_id)
    last = 0
    while batch := session.execute(
        query.where(columns.sitting_id > last).order_by(columns.sitting_id).limit(BATCH)
    ).all():
        yield batch
        last = batch[-1].sitting_id


def _reweighed(opening_id: int, row: Row[Any], weights: Weights) -> dict[str, float]:
    mean, variance = moments(from_record(row.estimate), weights)
    return {"opening": opening_id, "sitting": row.sitting_id, "new_mean": mean, "new_variance": variance}
