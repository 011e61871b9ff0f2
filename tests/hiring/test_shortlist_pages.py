"""A shortlist a page at a time: nobody twice, nobody missing, places among all, and rubbish in addresses refused."""

import re

import pytest
from sqlalchemy import event, select, text

from hiring.actions import openings, pools, shortlists
from hiring.actions.listing import Asked
from hiring.db import db, transaction
from hiring.errors import Invalid
from hiring.models import Candidate, Event, Pool, Score, Sitting, Weighting, posteriors
from scenarios.traits import Trait
from scoring.composite import moments
from scoring.crowd import Crowd
from scoring.estimate import from_record
from scoring.ranking import bands_of, places
from tests.support.pool import fill
from tests.support.visits import signed_in

PEOPLE = 130
WARM = {"warmth": "3", "optimistic": "1"}
FIRST_PAGE = "Please begin at"


@pytest.fixture
def opening_id(cast):
    """An opening with 130 scored people."""
    fill([cast.opening.id], PEOPLE, assessment_id=cast.assessment.id)
    return cast.opening.id


def pages(opening_id, weights=None, size=50):
    """All pages, by their links forward."""
    found = [shortlists.shortlist(opening_id, Asked(weights=weights or {}), size)]
    while found[-1].after:
        found.append(shortlists.shortlist(opening_id, Asked(after=found[-1].after, weights=weights or {}), size))
    return found


def estimates():
    rows = db.session.execute(
        select(Candidate.code, Score.estimate)
        .join(Sitting, Sitting.candidate_id == Candidate.id)
        .join(Score, Score.sitting_id == Sitting.id)
    )
    return {code: from_record(estimate) for code, estimate in rows}


def weighed(weights):
    return {Trait(name): float(weight) for name, weight in weights.items()}


@pytest.mark.parametrize("weights", [None, WARM])
def test_the_pages_together_are_the_order_of_the_whole_pool(opening_id, weights):
    rows = [row for page in pages(opening_id, weights) for row in page.rows]
    order = places(estimates(), weighed(weights)) if weights else places(estimates())
    assert [(row.code, row.place.band) for row in rows] == [(place.key, place.band) for place in order]
    assert [row.place.overall for row in rows] == [place.overall for place in order]


@pytest.mark.parametrize("weights", [None, WARM])
def test_intervals_of_places_are_those_among_all_people_not_among_a_page(opening_id, weights):
    by_code = {place.key: place for place in places(estimates(), weighed(weights) if weights else pools.EQUAL)}
    for row in (row for page in pages(opening_id, weights) for row in page.rows):
        drawn = by_code[row.code]
        assert abs(row.place.place_low - drawn.place_low) <= 6
        assert abs(row.place.place_high - drawn.place_high) <= 6


def test_pages_backwards_are_the_same_pages(opening_id):
    forwards = pages(opening_id)
    back = shortlists.shortlist(opening_id, Asked(before=forwards[2].before))
    assert [row.code for row in back.rows] == [row.code for row in forwards[1].rows]
    assert [page.ahead for page in forwards] == [0, 50, 100]
    assert [(page.before is None, page.after is None) for page in forwards] == [
        (True, False),
        (False, False),
        (False, True),
    ]


@pytest.mark.parametrize("weights", [{}, WARM])
def test_one_can_go_to_a_band_and_from_there_to_the_beginning(opening_id, weights):
    first = shortlists.shortlist(opening_id, Asked(weights=weights))
    found = shortlists.shortlist(opening_id, Asked(band="2", weights=weights))
    assert (found.ahead, found.rows[0].place.band) == (first.bands[0], 2)
    back = shortlists.shortlist(opening_id, Asked(before=found.before, weights=weights), size=PEOPLE)
    assert (back.ahead, len(back.rows)) == (0, PEOPLE)


def statements(work):
    """How many SQL statements some work sends, a batch counted once for each of its rows."""
    sent = []

    def note(_connection, _cursor, _statement, parameters, _context, many):
        sent.extend(parameters if many else [parameters])

    db.session.remove()
    event.listen(db.engine, "before_cursor_execute", note)
    work()
    event.remove(db.engine, "before_cursor_execute", note)
    return len(sent)


@pytest.mark.parametrize("asked", [Asked(), Asked(weights=WARM), Asked(band="1")])
def test_three_people_take_as_many_statements_as_three_hundred(cast, asked):
    fill([cast.elsewhere.id], 3, assessment_id=cast.assessment.id)
    fill([cast.opening.id], 300, assessment_id=cast.assessment.id, seed=1)
    few, many = (
        [statements(lambda: shortlists.shortlist(opening, asked)) for _ in range(2)]  # noqa: B023
        for opening in (cast.elsewhere.id, cast.opening.id)
    )
    assert few == many
    assert few[1] < few[0] <= 20


def test_a_page_is_a_piece_of_an_index(app, opening_id):
    shortlists.shortlist(opening_id)
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("SET enable_seqscan = off"))  # a small table is read whole, rightly
    sent = []
    event.listen(db.engine, "before_cursor_execute", lambda *call: sent.append(call[2:4]))
    page = shortlists.shortlist(opening_id)
    shortlists.shortlist(opening_id, Asked(after=page.after))
    ordered = [call for call in sent if "ORDER BY posteriors.band" in call[0]]
    prefix = "EXPLAIN QUERY PLAN " if db.engine.dialect.name == "sqlite" else "EXPLAIN "
    for statement, parameters in ordered:
        plan = str(db.session.connection().exec_driver_sql(prefix + statement, parameters).all())
        assert "ix_posteriors_order" in plan
        assert "TEMP B-TREE" not in plan and "Sort" not in plan
    assert len(ordered) == 2


def test_a_new_score_changes_bands_and_a_page_from_before_says_so(app, cast, opening_id):
    old = shortlists.shortlist(opening_id)
    fill([opening_id], 20, assessment_id=cast.assessment.id, seed=9)
    after = shortlists.shortlist(opening_id, Asked(after=old.after))
    assert (after.people, after.is_newer) == (PEOPLE + 20, True)
    whole = estimates()
    found = bands_of({code: moments(each, pools.EQUAL) for code, each in whole.items()})
    assert {row.code: row.place.band for page in pages(opening_id) for row in page.rows} == found


@pytest.mark.parametrize("table", ["candidates", "sittings", "posteriors"])
def test_somebody_deleted_in_whatever_way_is_gone_from_every_count(opening_id, table):
    before = shortlists.shortlist(opening_id, size=PEOPLE)
    gone = before.rows[0]
    column = "sitting_id" if table == "posteriors" else "id"  # made-up people have their sitting's number
    with transaction() as session:
        session.execute(text(f"DELETE FROM {table} WHERE {column} = :id"), {"id": gone.sitting_id})
    after = shortlists.shortlist(opening_id, size=PEOPLE)
    assert (after.people, sum(after.bands), len(after.rows)) == (PEOPLE - 1,) * 3
    assert gone.code not in {row.code for row in after.rows}


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"after": "rubbish"}, FIRST_PAGE),
        ({"after": "1-own-1-1-99999999999999999999-1"}, FIRST_PAGE),
        ({"before": "' OR 1=1 --"}, FIRST_PAGE),
        ({"after": "٣-own-1-1-1-1"}, FIRST_PAGE),
        ({"after": "999999-own-1-1-1-1"}, "another opening"),
        ({"after": "{here}-0123456789ab-1-1-1-1"}, "other weights"),
        ({"after": "{here}-own-1-1-1-1", "warmth": "1"}, "other weights"),
        ({"after": "{here}-own-1-1-1-1", "band": "1"}, "one page at a time"),
        ({"band": "0"}, "no group '0'"),
        ({"band": "first"}, "no group 'first'"),
        ({"band": "1000000"}, "no group '1000000'"),
        ({"speed": "1"}, "no trait 'speed'"),
        ({"opening_id": "1"}, "no trait 'opening_id'"),
        ({"warmth": "lots"}, "weight of warmth"),
        ({"warmth": "-1"}, "weight of warmth"),
        ({"warmth": "nan"}, "weight of warmth"),
        ({"warmth": "1e999"}, "weight of warmth"),
        ({"warmth": "0"}, "at least one is above 0"),
    ],
)
def test_rubbish_in_an_address_gets_one_sentence_and_changes_nothing(app, cast, opening_id, asked, words):
    sent = {name: value.format(here=opening_id) for name, value in asked.items()}
    places = {name: sent.pop(name) for name in ("after", "before", "band") if name in sent}
    before = shortlists.shortlist(opening_id)
    with pytest.raises(Invalid, match=re.escape(words)):
        shortlists.shortlist(opening_id, Asked(**places, weights=sent))
    assert shortlists.shortlist(opening_id) == before


def test_the_json_leads_from_page_to_page_and_refuses_in_json(app, cast, opening_id):
    alice = signed_in(app, cast.alice)
    path, seen = f"/openings/{opening_id}/shortlist.json?warmth=2&empathic=1", []
    while path:
        page = alice.get(path).json
        seen += [row["candidate"] for row in page["rows"]]
        path = page["next"]
    assert len(set(seen)) == len(seen) == page["people"] == PEOPLE
    refused = alice.get(f"/openings/{opening_id}/shortlist.json?after=x")
    assert (refused.status_code, refused.json["status"]) == (422, 422)


def test_the_page_says_how_many_there_are_and_leads_on_back_and_to_groups(app, cast, opening_id):
    alice = signed_in(app, cast.alice)
    first = alice.get(f"/openings/{opening_id}/shortlist").text
    assert "People 1 to 50 of 130" in first and "page 1 of 3" in first
    assert "Previous page" not in first and f"/openings/{opening_id}/shortlist?band=2" in first
    following = re.search(r'href="([^"]+after=[^"]+)"', first)[1].replace("&amp;", "&")
    second = alice.get(following).text
    assert "People 51 to 100 of 130" in second and "Previous page" in second
    other = alice.get(f"/openings/{opening_id}/shortlist?warmth=1&empathic=1").text
    assert "warmth 50 %, empathic 50 %" in other and "other weights" not in first


def test_an_opening_without_people_takes_any_weights(cast):
    found = shortlists.shortlist(cast.elsewhere.id, Asked(weights=WARM))
    assert (found.rows, found.people, found.bands) == ([], 0, [])


def test_own_weights_order_the_opening_and_their_history_is_kept(cast, opening_id):
    openings.counts(opening_id)
    shortlists.shortlist(opening_id)
    pools.reweigh(opening_id, weighed(WARM), actor=cast.alice, why="the desk is loud")
    pools.reweigh(opening_id, weighed({"empathic": "1"}), actor=cast.alice, why="no, it is not")
    order = places(estimates(), {Trait.EMPATHIC: 1.0})
    assert [row.code for page in pages(opening_id) for row in page.rows] == [place.key for place in order]
    history = db.session.scalars(select(Weighting).order_by(Weighting.id)).all()
    assert [(line.weights["warmth"], line.weights["empathic"]) for line in history] == [(0.75, 0), (0, 1)]
    trail = db.session.scalars(select(Event).where(Event.verb == "weigh")).all()
    assert [line.details["why"] for line in trail] == ["the desk is loud", "no, it is not"]


def test_stored_composites_are_to_the_last_bit_what_the_weights_give(cast, opening_id, monkeypatch):
    monkeypatch.setattr(pools, "BATCH", 40)
    pools.reweigh(opening_id, weighed(WARM), actor=cast.alice, why="the desk is loud")
    stored = db.session.execute(
        select(Candidate.code, posteriors.c.mean, posteriors.c.variance)
        .join(Sitting, Sitting.candidate_id == Candidate.id)
        .join(posteriors, posteriors.c.sitting_id == Sitting.id)
    ).all()
    kept = pools.weights_from(db.session.get_one(Pool, opening_id).weights)
    whole = estimates()
    assert {row.code: (row.mean, row.variance) for row in stored} == {
        code: moments(each, kept) for code, each in whole.items()
    }


@pytest.mark.parametrize(
    ("weights", "why"), [({}, "a reason"), ({"warmth": "-1"}, "a reason"), ({"warmth": "1"}, " . ")]
)
def test_weights_that_say_nothing_or_come_without_a_reason_change_nothing(cast, opening_id, weights, why):
    before = shortlists.shortlist(opening_id)
    with pytest.raises(Invalid):
        pools.reweigh(opening_id, weighed(weights), actor=cast.alice, why=why)
    assert shortlists.shortlist(opening_id) == before
    assert db.session.scalars(select(Weighting)).all() == []


def test_places_under_weights_looked_with_are_those_of_everybodys_composite(opening_id):
    page = shortlists.shortlist(opening_id, Asked(weights=WARM))
    spread = [moments(each, weighed(WARM)) for each in estimates().values()]
    mine = moments(estimates()[page.rows[0].code], weighed(WARM))
    low, high = Crowd(*zip(*spread, strict=True)).places([mine[0]], [mine[1]])
    assert (page.rows[0].place.place_low, page.rows[0].place.place_high) == (low[0], high[0])
