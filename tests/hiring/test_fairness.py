"""What says nothing of how somebody answers changes nothing: every score, band and place stays as it is, bit by bit."""

import json
import random
from datetime import timedelta

import pytest
from sqlalchemy import DateTime, Integer, select

from hiring.actions import shortlists, sittings
from hiring.actions.listing import Asked
from hiring.db import Base, Moment, db, now
from hiring.models import Candidate, Response, Score, Sitting
from hiring.queue import work_off
from tests.support.cast import REPLY

REPLIES = (REPLY, "The cake is for Sunday, that is what our system says. Someone will look into order 512 some time.")
OTHER = {"warmth": "2", "good_listener": "1"}
# Whatever was counted or timed along the way; what says who, what or how it ends is not among it.
MEASURED = [
    column
    for table in ("sittings", "responses", "candidates", "scores")
    for column in Base.metadata.tables[table].columns
    if isinstance(column.type, (DateTime, Moment)) or column.name in {"revision", "claims"}
]


def submitted(cast, people):
    """Let people answer in a certain order; each replies by their number."""
    for number in people:
        link_id, sitting_id = cast.start(cast.invite(f"person{number}@example.org", f"Somebody {number}"))
        cast.answer_everything(link_id, f"{REPLIES[number % 2]} {'Please call me. ' * number}")
        sittings.finish(sitting_id)


def seen():
    """Each page's lines under the opening's weights and others, without the number of the sitting."""
    opening = db.session.scalars(select(Candidate.opening_id).limit(1)).one()
    asked = (Asked(), Asked(weights=OTHER))
    return [[row.as_json() for row in shortlists.shortlist(opening, each).rows] for each in asked]


def shuffled(chance):
    """Give every time and count of the tables another value."""
    for column in MEASURED:
        rows = db.session.execute(select(column.table.c.id, column)).all()
        for row in (row for row in rows if row[1] is not None):
            is_count = isinstance(column.type, Integer)
            value = chance.randrange(5) if is_count else now() - timedelta(seconds=chance.randrange(10**7))
            db.session.execute(column.table.update().where(column.table.c.id == row.id).values({column: value}))
    db.session.commit()


def test_there_is_telemetry_to_shuffle():
    assert {column.name for column in MEASURED} >= {"started_at", "finished_at", "saved_at", "revision", "claims"}


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled_times_and_counts_leave_scores_and_order_bit_equal(app, cast, seed):
    submitted(cast, range(4))
    work_off(app.extensions["settings"])
    before, records = seen(), db.session.scalars(select(Score.record).order_by(Score.sitting_id)).all()
    db.session.execute(Base.metadata.tables["scores"].delete())
    db.session.execute(Base.metadata.tables["posteriors"].delete())
    shuffled(random.Random(seed))
    db.session.execute(Sitting.__table__.update().values(scored_at=None, claims=0, lease_until=None))
    db.session.commit()
    work_off(app.extensions["settings"])
    assert seen() == before
    assert db.session.scalars(select(Score.record).order_by(Score.sitting_id)).all() == records


def test_names_and_addresses_may_be_swapped_between_people(app, cast):
    submitted(cast, range(4))
    work_off(app.extensions["settings"])
    before = seen()
    people = db.session.scalars(select(Candidate).order_by(Candidate.id)).all()
    names = [(person.name, f"new-{person.email}") for person in people]
    for person, (name, email) in zip(people, reversed(names), strict=True):
        person.name, person.email = name, email
    db.session.commit()
    assert seen() == before


def test_who_arrives_first_gets_the_same_score_as_who_arrives_last(app, cast):
    """Two openings, the same people in opposite order: to each reply belongs one outcome."""
    outcomes = []
    for opening, order in ((cast.opening, range(4)), (cast.elsewhere, reversed(range(4)))):
        cast.opening = opening
        submitted(cast, order)
        work_off(app.extensions["settings"])
        rows = db.session.execute(
            select(Response.text, Score.record)
            .join(Score, Score.sitting_id == Response.sitting_id)
            .join(Sitting, Sitting.id == Response.sitting_id)
            .join(Candidate, Candidate.id == Sitting.candidate_id)
            .where(Candidate.opening_id == opening.id, Response.text.is_not(None))
        )
        outcomes.append({row.text: json.loads(row.record)["outcome"] for row in rows})
    assert len(outcomes[0]) == 4
    assert outcomes[0] == outcomes[1]
