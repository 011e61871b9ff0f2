"""Workers that are many, late, frozen, or given something that cannot be scored."""

import signal

import pytest
from sqlalchemy import update

from hiring.actions import openings, publishing, sittings
from hiring.actions.sittings import Given
from hiring.actions.tokens import new_token
from hiring.db import transaction
from hiring.models import ScenarioVersion
from tests.chaos.ledger import Ledger
from tests.chaos.people import Crowd
from tests.chaos.processes import eventually
from tests.support.samples import SAMPLE

pytestmark = pytest.mark.chaos


def test_two_workers_at_once_score_thirty_sittings_exactly_once_each(service, records):
    service.lease_seconds = 60
    records.submit(30)
    first = service.start("work", "first")
    eventually(lambda: _freezes_with_work_in_hand(first, records), "the first has a sitting in hand")
    service.start("work", "second")
    eventually(lambda: records.claimed() == 2, "the second has another in hand")
    first.send(signal.SIGCONT)
    eventually(lambda: records.unscored() == 0, "everything is scored")
    assert list(records.scores().values()) == [1] * 30
    assert list(records.claims().values()) == [1] * 30
    assert records.unequal() == []


def test_a_sitting_in_a_frozen_workers_hand_goes_to_another_and_is_scored_once(service, cast, records):
    records.submit(8)
    frozen = service.start("work", "frozen")
    eventually(lambda: _freezes_with_work_in_hand(frozen, records), "the worker is frozen between claim and commit")
    service.start("work", "other")
    eventually(lambda: records.unscored() == 0, "the other does everything")
    frozen.send(signal.SIGCONT)
    service.stop("other")
    records.submit(1)
    cast.app.extensions["wake"]()
    eventually(lambda: records.unscored() == 0, "the thawed one goes on to the next")
    assert set(records.scores().values()) == {1}
    assert (records.failures(), records.unequal()) == ({}, [])


def test_a_sitting_that_cannot_be_scored_is_quarantined_and_stops_nobody(service, cast, records):
    poisoned = _submit_elsewhere(cast)
    records.submit(10)
    with transaction() as session:
        session.execute(update(ScenarioVersion).where(ScenarioVersion.code == "B02").values(source="id: [broken"))
    service.start("work")
    eventually(lambda: records.quarantined() == [poisoned], "the machine gives up on it")
    eventually(lambda: records.unscored() == 1, "everybody else is scored")
    assert records.scores() == dict.fromkeys(records.scores(), 1) | {poisoned: 0}
    assert records.failures() == {poisoned: 3}
    assert "could not be scored" in service.words_of("work")


def test_a_lost_queue_loses_nothing(service, records):
    service.start("run")
    eventually(service.answers, "the web listens")
    with Crowd(service.port, records.invite(6), seed=3, ledger=Ledger()) as crowd:
        crowd.wait_for_all()
    service.stop("run")
    for file in service.home.glob("queue.db*"):
        file.unlink()
    assert records.unscored() == len(crowd.ledger.receipts) == 6
    service.start("work")
    eventually(lambda: records.unscored() == 0, "everything is scored")
    assert records.scores() == dict.fromkeys(crowd.ledger.receipts, 1)


def _freezes_with_work_in_hand(worker, records):
    worker.send(signal.SIGSTOP)
    if records.claimed() == 1:
        return True
    worker.send(signal.SIGCONT)
    return False


def _submit_elsewhere(cast):
    """Submit one answer to an opening that has a scenario of its own."""
    version = publishing.publish_scenario(SAMPLE.replace("id: B01", "id: B02"), "other.yaml")
    assessment = publishing.publish_assessment("Other", [version])
    opening = openings.create_opening("Other", assessment.id, cast.alice)
    link_id, sitting_id = cast.start(cast.invite("poison@example.org", "Poison", opening))
    course = sittings.course(assessment.content_hash)
    sittings.answer(link_id, course, Given(course.tasks[0], new_token(), 0, text="Hello Noor, I will call you."))
    sittings.finish(sitting_id)
    return sitting_id
