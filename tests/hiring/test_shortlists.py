"""The shortlist: honest places, hidden names, evidence behind every rating."""

import pytest
from sqlalchemy import event, select

from hiring.actions import openings, shortlists, sittings
from hiring.actions.marking import Segment, segments
from hiring.db import db
from hiring.errors import Invalid, Missing
from hiring.models import Candidate, Event
from hiring.queue import work_off

CURT = "The cake is for Sunday, that is what our system says. Someone will look into order 512 some time, maybe."


@pytest.fixture
def opening_id(app, cast):
    """An opening with three scored people."""
    for number in range(2):
        cast.submitted(f"person{number}@example.org", f"Secret Name{number}")
    link_id, sitting_id = cast.start(cast.invite("curt@example.org"))
    cast.answer_everything(link_id, CURT)
    sittings.finish(sitting_id)
    work_off(app.extensions["settings"])
    return cast.opening.id


def codes(found):
    return [row.code for row in found.rows]


def test_every_line_has_a_place_an_interval_and_six_traits(opening_id):
    for row in shortlists.shortlist(opening_id).rows:
        line = row.as_json()
        assert 1 <= line["place_low"] <= line["place_high"] <= 3
        assert line["overall"]["low"] < line["overall"]["value"] < line["overall"]["high"]
        assert len(line["traits"]) == 6


def test_a_trait_below_its_gate_is_hidden_and_says_why(opening_id):
    trait = shortlists.shortlist(opening_id).rows[0].as_json()["traits"]["warmth"]
    assert (trait["reported"], trait["value"], trait["low"], trait["high"]) == (False, None, None, None)
    assert "needed" in trait["why"]


def test_the_same_answers_get_the_same_score(opening_id):
    values = sorted(row.result.overall.value for row in shortlists.shortlist(opening_id).rows)
    assert values[1] == values[2]
    assert values[0] < values[1]


def test_names_stay_in_the_database_until_somebody_says_why_they_need_one(cast, opening_id):
    sent = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: sent.append(call[2]))
    found = shortlists.shortlist(opening_id)
    assert {row.name for row in found.rows} == {None}
    assert any("CASE WHEN" in statement and "unblinded_at" in statement for statement in sent)
    openings.unblind(opening_id, found.rows[0].code, actor=cast.alice, why="to invite to an interview")
    assert [row.name is not None for row in shortlists.shortlist(opening_id).rows].count(True) == 1


def test_showing_a_name_stands_in_the_trail_with_its_reason(cast, opening_id):
    code = codes(shortlists.shortlist(opening_id))[0]
    openings.unblind(opening_id, code, actor=cast.alice, why="interview")
    line = db.session.scalars(select(Event).where(Event.verb == "unblind")).one()
    assert (line.actor, line.subject, line.details) == (
        "user:alice@example.org",
        f"opening:{opening_id}/{code}",
        {"why": "interview"},
    )


def test_a_name_is_not_shown_without_a_reason(cast, opening_id):
    with pytest.raises(Invalid):
        openings.unblind(opening_id, codes(shortlists.shortlist(opening_id))[0], actor=cast.alice, why="  ")


def test_new_names_and_addresses_change_no_score_and_no_order(opening_id):
    before = [row.as_json() for row in shortlists.shortlist(opening_id).rows]
    for number, candidate in enumerate(db.session.scalars(select(Candidate))):
        candidate.name, candidate.email = f"Zoë {number}", f"other{number}@example.net"
    db.session.commit()
    assert [row.as_json() for row in shortlists.shortlist(opening_id).rows] == before


def test_the_count_of_queries_does_not_grow_with_the_people(app, cast, opening_id):
    def queries():
        sent = []
        event.listen(db.engine, "before_cursor_execute", lambda *call: sent.append(call[2]))
        shortlists.shortlist(opening_id)
        return len(sent)

    few = queries()
    for number in range(5):
        cast.submitted(f"more{number}@example.org")
    work_off(app.extensions["settings"])
    assert queries() == few


def test_a_person_of_another_opening_is_not_there(cast, opening_id):
    code = codes(shortlists.shortlist(opening_id))[0]
    with pytest.raises(Missing):
        shortlists.person(cast.elsewhere.id, code)


def test_every_rating_of_a_person_shows_words_of_their_answer(opening_id):
    person = shortlists.person(opening_id, codes(shortlists.shortlist(opening_id))[0])
    written = [answer for answer in person.answers if answer.part == "open"]
    assert written
    for answer in written:
        assert all("".join(s.text for s in rating.segments) == answer.text for rating in answer.ratings)
    assert any(segment.kinds for answer in written for rating in answer.ratings for segment in rating.segments)


def test_an_opening_without_people_has_an_empty_shortlist(cast):
    assert shortlists.shortlist(cast.elsewhere.id).rows == []


def span(start, end, kind="W1", note="name"):
    return {"start": start, "end": end, "kind": kind, "note": note}


@pytest.mark.parametrize(
    ("text", "spans", "pieces"),
    [
        ("Hello Mara", [], [Segment("Hello Mara", (), "")]),
        ("Hello Mara", [span(6, 10)], [Segment("Hello ", (), ""), Segment("Mara", ("W1",), "name")]),
        ("abc", [span(0, 2), span(1, 3, "E1", "why")], [
            Segment("a", ("W1",), "name"), Segment("b", ("W1", "E1"), "name; why"), Segment("c", ("E1",), "why"),
        ]),
        ("abc", [span(2, 9)], [Segment("abc", (), "")]),
        ("", [], []),
    ],
)  # fmt: skip
def test_an_answer_is_cut_at_the_borders_of_its_evidence(text, spans, pieces):
    assert segments(text, spans) == pieces
