"""What an employer values: written on one page, read by candidates before they start, and without a say in scores."""

import pytest
from sqlalchemy import select

from hiring.actions import values
from hiring.actions.values import Value
from hiring.db import db
from hiring.errors import Invalid
from hiring.models import Event, ValueStatement
from scenarios.traits import Trait
from tests.support.visits import seated, signed_in

CARE = Value("Care", "We look after each other.", (Trait.WARMTH, Trait.EMPATHIC))
WORD = Value("Our word", "What we promise, we do.", (Trait.CONSCIENTIOUS,))
SENT = {
    "values-0-name": " Our word ",
    "values-0-sentence": "What we promise, we do.",
    "values-0-traits": "conscientious",
    "values-1-name": "Care",
    "values-1-sentence": "We look after each other.",
    "values-1-traits": ["empathic", "warmth"],
    "values-2-name": "",
    "values-2-sentence": "",
}
ON_SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)
HEADING = "What we value, and how this assessment looks at it"


@pytest.fixture
def author(app, cast):
    return signed_in(app, cast.staff_with("author", in_opening=False))


def kept():
    db.session.rollback()
    found = values.values()
    db.session.rollback()
    return found


def test_an_author_writes_values_and_a_candidate_reads_them_before_starting(app, cast, author):
    candidate = seated(app, cast.invite())
    assert HEADING not in candidate.get("/sit").text
    assert author.post("/values", SENT).location == "/values"
    assert kept() == [WORD, CARE]
    for page in ("/sit", "/sit/about"):
        told = candidate.get(page).text
        assert HEADING in told and "What we promise, we do." in told
        assert "<strong>Empathy</strong>. Understanding what somebody feels" in told
        assert "none of these: anticipating what comes next, optimism, listening." in told
    event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.actor, event.verb, event.details) == (
        "user:author-outside@example.org",
        "state",
        {"names": ["Our word", "Care"]},
    )


def test_the_page_shows_what_stands_and_one_empty_row_and_a_value_left_empty_goes(cast, author):
    values.keep_values([WORD, CARE], actor="test")
    page = author.get("/values").text
    assert 'name="values-2-name"' in page and 'name="values-3-name"' not in page
    assert page.count(" checked") == 3
    author.post("/values", SENT | {"values-0-name": "", "values-0-sentence": ""})
    assert kept() == [CARE]
    assert len(db.session.scalars(select(ValueStatement)).all()) == 2


@ON_SQLITE
def test_what_is_incomplete_is_told_at_its_field_and_nothing_is_kept(cast, author):
    for change, told, field in (
        ({"values-0-name": ""}, "Give the value a name.", "values-0-name"),
        ({"values-1-sentence": " "}, "Say what it means at work.", "values-1-sentence"),
        ({"values-1-traits": []}, "Choose at least one trait.", "values-1-traits"),
        ({"values-1-traits": ["charm"]}, "is not", "values-1-traits"),
        ({"values-0-name": "n" * 61}, "longer than 60", "values-0-name"),
        ({"values-0-sentence": "n" * 301}, "longer than 300", "values-0-sentence"),
        ({"values-0-name": "CARE"}, "Two values have the same name.", ""),
    ):
        answer = author.post("/values", SENT | change)
        assert answer.status_code == 422 and "<title>Error: " in answer.text
        assert told in answer.text and (not field or f'href="#{field}"' in answer.text)
    assert kept() == []


@ON_SQLITE
def test_hostile_words_are_shown_as_words(app, cast, author):
    author.post("/values", SENT | {"values-0-name": "<b>Word</b>\0"})
    told = seated(app, cast.invite()).get("/sit").text
    assert "&lt;b&gt;Word&lt;/b&gt;" in told and "<b>Word" not in told


@ON_SQLITE
def test_the_action_refuses_what_the_page_would_not_send(cast):
    for wanted, told in (
        ([Value("", "x", (Trait.WARMTH,))], "name of at most 60"),
        ([Value("Care", "", (Trait.WARMTH,))], "Care: say in at most 300"),
        ([Value("Care", "x", ())], "Care: choose at least one"),
        ([CARE, CARE], "same name"),
        ([Value(str(number), "x", (Trait.WARMTH,)) for number in range(9)], "At most 8"),
    ):
        with pytest.raises(Invalid, match=told):
            values.keep_values(wanted, actor="test")
    assert kept() == []


@ON_SQLITE
def test_saving_the_same_again_leaves_no_trace(cast):
    assert values.keep_values([CARE], actor="test")
    assert not values.keep_values([CARE], actor="test")
    assert len(db.session.scalars(select(ValueStatement)).all()) == 1


def test_traits_under_no_value_are_still_looked_at():
    assert values.traits_without([CARE, WORD]) == [Trait.ANTICIPATORY, Trait.OPTIMISTIC, Trait.GOOD_LISTENER]
    assert values.traits_without([]) == list(Trait)
