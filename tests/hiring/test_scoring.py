"""Submitted sittings are scored exactly once, can be recomputed, and know nothing of speed or arrival."""

import json
import random
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from hiring.actions import openings, publishing, scoring, sittings
from hiring.db import db, now
from hiring.errors import Missing
from hiring.models import RatingRow, Response, Run, ScenarioVersion, Score, Sitting
from hiring.queue import work_off
from tests.support.samples import SAMPLE


def settings(app):
    return app.extensions["settings"]


def scored(sitting_id):
    return db.session.scalars(select(Score).where(Score.sitting_id == sitting_id)).all()


def test_a_submitted_sitting_is_scored_once(app, cast):
    sitting_id = cast.submitted()
    assert work_off(settings(app)) == 1
    assert work_off(settings(app)) == 0
    assert len(scored(sitting_id)) == 1


def test_nothing_is_scored_before_it_is_submitted(app, cast):
    link_id, _ = cast.start(cast.invite())
    cast.answer_everything(link_id)
    assert scoring.claim(60) is None
    assert work_off(settings(app)) == 0


def test_two_workers_never_claim_the_same_sitting(cast):
    ids = {cast.submitted(f"person{number}@example.org") for number in range(3)}
    claimed = [scoring.claim(60) for _ in range(4)]
    assert claimed[3] is None
    assert set(claimed[:3]) == ids


def test_a_claim_that_was_not_finished_is_given_to_another_worker(cast, time_machine):
    sitting_id = cast.submitted()
    assert scoring.claim(60) == sitting_id
    assert scoring.claim(60) is None
    time_machine.move_to(now() + timedelta(seconds=61))
    assert scoring.claim(60) == sitting_id


def test_scoring_twice_at_once_keeps_one_score(cast):
    sitting_id = cast.submitted()
    assert scoring.score(sitting_id) is True
    assert scoring.score(sitting_id) is False
    assert len(scored(sitting_id)) == 1


def test_a_poison_sitting_is_quarantined_after_three_tries_and_holds_nobody_up(app, cast):
    version = publishing.publish_scenario(SAMPLE.replace("version: 1", "version: 2", 1), "sample.yaml")
    elsewhere = publishing.publish_assessment("Broken later", [version])
    opening = openings.create_opening("Broken later", elsewhere.id, cast.bob)
    poison = cast.submitted("poison@example.org", opening=opening)
    good = cast.submitted("good@example.org")
    version.source = "no scenario any more"
    db.session.commit()
    work_off(settings(app))
    assert db.session.get(Sitting, poison, populate_existing=True).is_quarantined
    assert (db.session.get_one(Sitting, poison).failures, len(scored(good))) == (3, 1)
    assert scoring.claim(60) is None


def test_a_score_is_recomputed_equal_to_the_last_bit(app, cast):
    sitting_id = cast.submitted()
    work_off(settings(app))
    assert scoring.verify(sitting_id) == scoring.Verdict(sitting_id, True, ())


@pytest.mark.parametrize("column", ["text", "record", "source"])
def test_a_changed_answer_record_or_scenario_is_noticed(app, cast, column):
    sitting_id = cast.submitted()
    work_off(settings(app))
    changes = {
        "text": update(Response)
        .where(Response.text.is_not(None))
        .values(text="I will think about it tomorrow, perhaps."),
        "record": update(Score).values(record=func.replace(Score.record, '"level": ', '"level":  ')),
        "source": update(ScenarioVersion).values(source=func.replace(ScenarioVersion.source, "w: 1}", "w: 2}")),
    }
    db.session.execute(changes[column])
    db.session.commit()
    db.session.expire_all()
    assert not scoring.verify(sitting_id).is_equal


def test_a_score_of_another_engine_says_which_one_made_it(app, cast):
    sitting_id = cast.submitted()
    work_off(settings(app))
    db.session.execute(update(Run).values(engine="0/older-weights"))
    db.session.commit()
    db.session.expire_all()
    verdict = scoring.verify(sitting_id)
    assert not verdict.is_equal
    assert "0/older-weights" in verdict.differences[0]


def test_a_sitting_without_score_cannot_be_verified(cast):
    with pytest.raises(Missing):
        scoring.verify(cast.submitted())


def test_all_sittings_of_one_engine_share_a_run(app, cast):
    cast.submitted("one@example.org")
    cast.submitted("two@example.org")
    work_off(settings(app))
    assert len(db.session.scalars(select(Run)).all()) == 1


def test_times_revisions_and_arrival_order_never_touch_a_score(app, cast):
    """Telemetry is shuffled between two people who answered the same: every bit of the outcome is equal."""
    chance = random.Random(7)
    ids = [cast.submitted(f"person{number}@example.org") for number in range(2)]
    for row in db.session.scalars(select(Response)):
        row.saved_at = now() - timedelta(seconds=chance.randrange(10**6))
        row.revision = chance.randrange(1, 500)
    for sitting in db.session.scalars(select(Sitting)):
        sitting.started_at = now() - timedelta(seconds=chance.randrange(10**6))
        sitting.finished_at = now() - timedelta(seconds=chance.randrange(10**6))
    db.session.commit()
    work_off(settings(app))
    outcomes = [json.loads(scored(sitting_id)[0].record)["outcome"] for sitting_id in ids]
    assert outcomes[0] == outcomes[1]


def test_every_rating_has_a_level_with_error_or_a_reason(app, cast):
    link_id, sitting_id = cast.start(cast.invite())
    first = cast.course.tasks[0]
    sittings.answer(link_id, cast.course, cast.given(first, "qwrt zxcv qwrt zxcv bnm"), lock=True)
    sittings.finish(sitting_id)
    work_off(settings(app))
    ratings = db.session.scalars(select(RatingRow).where(RatingRow.task == first.key)).all()
    assert ratings
    assert all(rating.level is None and rating.reason for rating in ratings)
