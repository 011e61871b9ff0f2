"""What an opening's people were rated, read back from its rows a few people at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select, true

from hiring.db import db
from hiring.models import RatingRow, Run, Score, posteriors
from scenarios.traits import Trait
from scoring.ratings import RatedPart, Rating

BATCH = 200


@dataclass(frozen=True)
class RatedPerson:
    """The ratings of one sitting, and the score that keeps them."""

    sitting_id: int
    score_id: int
    record_hash: str
    ratings: list[RatedPart]


def rated_by(opening_id: int, engine: str, lacking: int | None = None) -> Iterator[list[RatedPerson]]:
    """Everybody of an opening's pool whom this engine has rated; or only those whom a run is still lacking."""
    last = 0
    while found := _scores(opening_id, engine, last, lacking):
        ratings = _ratings([row.id for row in found])
        yield [RatedPerson(row.sitting_id, row.id, row.record_hash, ratings.get(row.id, [])) for row in found]
        last = found[-1].sitting_id


def not_rated_by(opening_id: int, engine: str) -> list[int]:
    """The sittings of an opening's pool that this engine has not rated."""
    rated = select(Score.id).join(Run, Run.id == Score.run_id).where(*_own_ratings_by(engine))
    theirs = rated.where(Score.sitting_id == posteriors.c.sitting_id).correlate(posteriors)
    query = select(posteriors.c.sitting_id).where(posteriors.c.opening_id == opening_id, ~theirs.exists())
    return list(db.session.scalars(query.order_by(posteriors.c.sitting_id)))


def _scores(opening_id: int, engine: str, last: int, lacking: int | None) -> list[Row[Any]]:
    there = select(Score.sitting_id).where(Score.run_id == lacking)
    newest = (
        select(func.max(Score.id))
        .join(posteriors, posteriors.c.sitting_id == Score.sitting_id)
        .join(Run, Run.id == Score.run_id)
        .where(posteriors.c.opening_id == opening_id, posteriors.c.sitting_id > last)
        .where(posteriors.c.sitting_id.not_in(there) if lacking else true(), *_own_ratings_by(engine))
        .group_by(Score.sitting_id)
        .order_by(Score.sitting_id)
        .limit(BATCH)
    )
    chosen = select(Score.id, Score.sitting_id, Score.record_hash).where(Score.id.in_(newest))
    return list(db.session.execute(chosen.order_by(Score.sitting_id)))


def _own_ratings_by(engine: str) -> tuple[ColumnElement[bool], ...]:
    of_engine = or_(Run.engine == engine, Run.engine.startswith(f"{engine}/pool:", autoescape=True))
    return Score.rests_on_id.is_(None), of_engine


def _ratings(score_ids: list[int]) -> dict[int, list[RatedPart]]:
    columns = (RatingRow.task, RatingRow.trait, RatingRow.rater, RatingRow.level, RatingRow.error)
    chosen = select(RatingRow.score_id, *columns, RatingRow.reason, RatingRow.beside)
    found: dict[int, list[RatedPart]] = {}
    for row in db.session.execute(chosen.where(RatingRow.score_id.in_(score_ids)).order_by(RatingRow.id)):
        found.setdefault(row.score_id, []).append(_part(row))
    return found


def _part(row: Row[Any]) -> RatedPart:
    """Without evidence: what somebody is estimated from is levels and errors."""
    scenario, step, part = row.task.rsplit(".", 2)
    beside = tuple(Rating(evidence=(), **given) for given in row.beside)
    rating = Rating(row.level, row.error, (), row.rater, reason=row.reason, beside=beside)
    return RatedPart(scenario, step, part, Trait(row.trait), rating)
