"""Estimate an opening's people together and anew; needs scipy, so only the worker loads this module."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, insert, literal, select
from sqlalchemy.orm import Session

from hiring.actions import pools, runs, scoring
from hiring.actions.learned import raters_of
from hiring.actions.pools import weights_from
from hiring.actions.rated import RatedPerson, not_rated_by, rated_by
from hiring.actions.validation import in_use
from hiring.db import db, now, transaction
from hiring.models import Candidate, Opening, Pool, Rescoring, Run, Score, Sitting, posteriors
from scoring.connection import NotConnected
from scoring.estimate import SHIPPED, Estimate, estimate, from_record
from scoring.moves import Move, moves
from scoring.observations import Observation, observations
from scoring.parameters import Parameters
from scoring.pool import pool_of
from scoring.sitting import engine_name

LISTED = 500  # of those who change band or move beyond their error, by code


def carry_out(rescoring_id: int) -> Rescoring:
    """Rate anew whoever an older engine rated, estimate the pool, and let all new scores stand at one moment.

    Until then the old ones stand; a worker that is stopped on the way loses nothing, and the next one goes on.
    """
    opening_id = db.session.get_one(Rescoring, rescoring_id, populate_existing=True).opening_id
    trainings = in_use(db.session.get_one(Opening, opening_id).assessment.versions)
    engine = engine_name(raters_of(trainings))
    for sitting_id in not_rated_by(opening_id, engine):
        _rate(sitting_id)
    try:
        believed = pool_of(_seen(opening_id, engine)).parameters
    except NotConnected as refused:
        return _refuse(rescoring_id, str(refused))
    with transaction() as session:
        run = runs.begin(session, engine, trainings, believed)
    for people in rated_by(opening_id, engine, lacking=run.id):
        with transaction() as session:
            session.execute(insert(Score), [_row(person, run, believed) for person in people])
    return _let_stand(rescoring_id, engine, run, believed)


def _rate(sitting_id: int) -> None:
    rated = scoring.rate_anew(sitting_id)
    with transaction() as session:
        rated.keep(session, SHIPPED)


def _seen(opening_id: int, engine: str) -> Iterator[Observation]:
    for people in rated_by(opening_id, engine):
        for person in people:
            yield from observations(str(person.sitting_id), person.ratings)


def _row(person: RatedPerson, run: Run, believed: Parameters) -> dict[str, Any]:
    """A score that rests on the ratings which are there."""
    posterior = estimate(person.ratings, believed)
    sealed = scoring.seal_on(person.record_hash, posterior)
    made = {"sitting_id": person.sitting_id, "run_id": run.id, "rests_on_id": person.score_id, "created_at": now()}
    return made | {"estimate": posterior.as_record(), "record": sealed, "record_hash": scoring.digest(sealed)}


def _let_stand(rescoring_id: int, engine: str, run: Run, believed: Parameters) -> Rescoring:
    """Switch an opening to a run: bands, composites and everything that is shown follow it from now on."""
    with transaction() as session:
        asked = session.get_one(Rescoring, rescoring_id, populate_existing=True)
        pools.lock(session, asked.opening_id)
        pool = session.get_one(Pool, asked.opening_id, populate_existing=True)
        for people in rated_by(asked.opening_id, engine, lacking=run.id):  # who came while the others were written
            session.execute(insert(Score), [_row(person, run, believed) for person in people])
        old = _estimates(session, asked.opening_id, posteriors.c.run_id)
        new = _estimates(session, asked.opening_id, literal(run.id))
        changed = moves(
            {code: old[code][1] for code in new}, {code: new[code][1] for code in new}, weights_from(pool.weights)
        )
        pools.put_all(session, pool, run.id, new)
        pool.run_id = run.id
        asked.done_at, asked.run_id, asked.people = now(), run.id, len(new)
        asked.told = changed.told
        asked.moved = [_line(move) for move in changed.moved if move.changes_band or move.is_beyond_error][:LISTED]
        return asked


def _estimates(session: Session, opening_id: int, run_id: ColumnElement[int]) -> dict[str, tuple[int, Estimate]]:
    """Sitting and estimate by candidate's code, in a run or in the runs that stand."""
    query = (
        select(Candidate.code, Score.sitting_id, Score.estimate)
        .join(Sitting, Sitting.candidate_id == Candidate.id)
        .join(posteriors, posteriors.c.sitting_id == Sitting.id)
        .join(Score, (Score.sitting_id == Sitting.id) & (Score.run_id == run_id))
        .where(posteriors.c.opening_id == opening_id)
    )
    return {row.code: (row.sitting_id, from_record(row.estimate)) for row in session.execute(query)}


def _line(move: Move) -> dict[str, Any]:
    """One who moves, as it is kept."""
    where = {name: asdict(place) for name, place in (("before", move.before), ("after", move.after))}
    return {"candidate": move.key, "change": move.change, "is_beyond_error": move.is_beyond_error, **where}


def _refuse(rescoring_id: int, told: str) -> Rescoring:
    """Keep why it cannot be done; the scores that stand go on standing."""
    with transaction() as session:
        asked = session.get_one(Rescoring, rescoring_id, populate_existing=True)
        asked.done_at, asked.told = now(), told
        return asked
