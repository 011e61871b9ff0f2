"""A candidate's answers: kept once, never overwritten silently, frozen when submitted."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from hiring.actions import invitations, openings, sittings
from hiring.actions.sittings import Conflict, Given, Saved
from hiring.actions.tokens import new_token
from hiring.db import db, now
from hiring.errors import AlreadyFinished, HiringError, Invalid, LinkUnusable, Missing, NotSignedIn, NotYet
from hiring.models import Event, Link, Response, SetAside, Sitting


@pytest.fixture
def seated(cast):
    """Charlie, who has opened the link."""
    link_id, sitting_id = cast.start(cast.invite())
    return cast, link_id, sitting_id


def texts():
    return {row.task: (row.text, row.revision) for row in db.session.scalars(select(Response))}


def test_an_answer_is_kept(seated):
    cast, link_id, _ = seated
    first = cast.course.tasks[0]
    saved = sittings.answer(link_id, cast.course, Given(first, new_token(), 0, text="Hello"))
    assert saved.revision == 1
    assert texts() == {first.key: ("Hello", 1)}


def test_the_same_write_sent_again_is_kept_once(seated):
    cast, link_id, _ = seated
    given = cast.given(cast.course.tasks[0])
    assert sittings.answer(link_id, cast.course, given) == sittings.answer(link_id, cast.course, given)
    assert texts() == {given.task.key: (given.text, 1)}


def test_a_write_on_an_old_revision_conflicts_and_changes_nothing(seated):
    cast, link_id, _ = seated
    task = cast.course.tasks[0]
    sittings.answer(link_id, cast.course, Given(task, new_token(), 0, text="from the phone"))
    outcome = sittings.answer(link_id, cast.course, Given(task, new_token(), 0, text="from the desk"))
    assert outcome == Conflict(1, "from the phone", None)
    assert texts() == {task.key: ("from the phone", 1)}


def test_another_text_under_the_same_key_is_no_replay(seated):
    cast, link_id, _ = seated
    task = cast.course.tasks[0]
    sittings.answer(link_id, cast.course, cast.given(task, "first", key="one-key-twice"))
    again = sittings.answer(link_id, cast.course, cast.given(task, "second", key="one-key-twice"))
    assert again == Conflict(1, "first", None)


@pytest.mark.parametrize("key", ["short", "x" * 65, "with space", "\ud800abcdefgh", "\x00" * 10, "ключ-ключ-ключ"])
def test_a_key_that_no_page_of_ours_makes_is_refused(seated, key):
    cast, link_id, _ = seated
    with pytest.raises(Invalid, match="key"):
        sittings.answer(link_id, cast.course, cast.given(cast.course.tasks[0], key=key))


def test_only_the_newest_fifty_lost_texts_are_kept(seated):
    cast, _, sitting_id = seated
    for number in range(53):
        sittings.set_aside(sitting_id, cast.given(cast.course.tasks[0], f"text {number}"))
    kept = db.session.scalars(select(SetAside.text).order_by(SetAside.id)).all()
    assert kept == [f"text {number}" for number in range(3, 53)]


def test_a_text_that_lost_is_set_aside_once(seated):
    cast, _, sitting_id = seated
    given = cast.given(cast.course.tasks[0], "the other text")
    sittings.set_aside(sitting_id, given)
    sittings.set_aside(sitting_id, given)
    assert db.session.scalars(select(SetAside.text)).all() == ["the other text"]


def test_a_key_that_was_used_for_another_question_is_refused(seated):
    cast, link_id, _ = seated
    first, second = cast.course.tasks[:2]
    sittings.answer(link_id, cast.course, cast.given(first, key="one-key-for-all"), lock=True)
    with pytest.raises(Invalid, match="used before"):
        sittings.answer(link_id, cast.course, cast.given(second, key="one-key-for-all"))
    assert list(texts()) == [first.key]


def test_the_options_wait_until_the_reply_is_fixed(seated):
    cast, link_id, _ = seated
    writing, judging = cast.course.tasks[:2]
    sittings.answer(link_id, cast.course, cast.given(writing))
    with pytest.raises(NotYet):
        sittings.answer(link_id, cast.course, cast.given(judging))
    sittings.answer(link_id, cast.course, cast.given(writing, revision=1), lock=True)
    assert isinstance(sittings.answer(link_id, cast.course, cast.given(judging)), Saved)


def test_a_fixed_reply_stays_as_it_is(seated):
    cast, link_id, _ = seated
    task = cast.course.tasks[0]
    sittings.answer(link_id, cast.course, cast.given(task), lock=True)
    with pytest.raises(AlreadyFinished):
        sittings.answer(link_id, cast.course, Given(task, new_token(), 1, text="better"))
    assert texts()[task.key][0] != "better"


def test_nothing_can_be_answered_after_submitting(seated):
    cast, link_id, sitting_id = seated
    sittings.finish(sitting_id)
    with pytest.raises(AlreadyFinished, match="Nothing was changed"):
        sittings.answer(link_id, cast.course, cast.given(cast.course.tasks[0]))
    assert texts() == {}


def test_submitting_twice_gives_the_same_receipt(seated):
    cast, link_id, sitting_id = seated
    cast.answer_everything(link_id)
    assert sittings.finish(sitting_id) == sittings.finish(sitting_id)


def test_the_receipt_changes_with_one_letter():
    one = Response(task="A.s1.open", text="I will call you", choices=None)
    other = Response(task="A.s1.open", text="I will call you.", choices=None)
    assert sittings.receipt_text([one]) != sittings.receipt_text([other])


def test_an_answer_of_a_hundred_thousand_characters_is_refused_and_changes_nothing(seated):
    cast, link_id, _ = seated
    with pytest.raises(Invalid, match="100,000 characters; at most 10,000"):
        sittings.answer(link_id, cast.course, Given(cast.course.tasks[0], new_token(), 0, text="x" * 100_000))
    assert texts() == {}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("plain", "plain"),
        ("a\x00b", "ab"),
        ("a\ud800b", "ab"),
        ("one\r\ntwo", "one\ntwo"),
        ("e\u0301", "e\u0301"),
        ("🙂", "🙂"),
    ],
)
def test_what_no_database_can_hold_is_dropped_and_the_rest_stays(seated, typed, kept):
    cast, link_id, _ = seated
    task = cast.course.tasks[0]
    sittings.answer(link_id, cast.course, Given(task, new_token(), 0, text=sittings.storable(typed)))
    assert texts()[task.key][0] == kept


def test_the_same_link_leads_to_the_same_sitting_on_every_device(cast):
    token = cast.invite()
    assert cast.start(token)[1] == cast.start(token)[1]
    assert len(db.session.scalars(select(Sitting)).all()) == 1


def test_clicking_twice_at_the_same_moment_starts_one_sitting(app, cast):
    token = cast.invite()
    at_once = Barrier(4)

    def click():
        with app.app_context():
            at_once.wait()
            return cast.start(token)[1]

    with ThreadPoolExecutor(4) as people:
        started = [person.result() for person in [people.submit(click) for _ in range(4)]]
    assert len(set(started)) == 1


def test_a_foreign_link_is_unknown(cast):
    with pytest.raises(Missing, match="do not know this link"):
        sittings.start("not-a-token-of-ours")


def test_a_revoked_link_lets_nobody_in_and_stops_a_running_sitting(seated):
    cast, link_id, _ = seated
    candidate_id = db.session.get_one(Link, link_id).candidate_id
    invitations.revoke_link(cast.opening.id, candidate_id, actor="test")
    with pytest.raises(NotSignedIn):
        sittings.answer(link_id, cast.course, cast.given(cast.course.tasks[0]))
    assert texts() == {}


def test_an_expired_link_says_so(cast, time_machine):
    token = cast.invite()
    time_machine.move_to(now() + timedelta(days=31))
    with pytest.raises(LinkUnusable, match="run out"):
        sittings.start(token)


def test_a_new_link_replaces_the_old_one_and_keeps_the_answers(seated):
    cast, link_id, sitting_id = seated
    sittings.answer(link_id, cast.course, cast.given(cast.course.tasks[0]))
    person = invitations.invited(cast.opening.id)[0]
    token = invitations.renew_link(cast.opening.id, person.candidate_id, _sender(), actor="test")
    assert cast.start(token)[1] == sitting_id
    with pytest.raises(NotSignedIn):
        sittings.sitting_of(link_id)


def test_starting_and_submitting_stand_in_the_trail(seated):
    _, _, sitting_id = seated
    sittings.finish(sitting_id)
    verbs = db.session.scalars(select(Event.verb).where(Event.subject == f"sitting:{sitting_id}")).all()
    assert verbs == ["start", "finish"]


def test_nobody_can_start_in_a_closed_opening(cast):
    token = cast.invite()
    openings.close_opening(cast.opening.id, actor=cast.alice)
    with pytest.raises(HiringError, match="closed"):
        sittings.start(token)


def _sender():
    return invitations.Sender("Northwind", "people@example.org", "http://127.0.0.1:8000", 30)
