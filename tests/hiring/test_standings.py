"""Beside a shortlist's rows: the side of a cut score and the chance of a place; the order never follows them."""

import shutil

import pytest
from sqlalchemy import select

from hiring.actions import cut_scores, shortlists, standings
from hiring.actions.listing import Asked
from hiring.db import db
from hiring.errors import Invalid
from hiring.models import Score
from scoring.cut_scores import BORDERLINE
from scoring.estimate import from_record
from scoring.ranking import chances_in_top
from tests.support.pool import fill
from tests.support.visits import signed_in

PEOPLE = 60
WARM = {"warmth": "3", "optimistic": "1"}


@pytest.fixture
def migrated_url(migrated_sqlite, tmp_path):
    """One kind of database is enough here: what is asked of it is asked of both elsewhere."""
    shutil.copyfile(migrated_sqlite, tmp_path / "hiring.db")
    return f"sqlite:///{tmp_path / 'hiring.db'}"


@pytest.fixture
def opening_id(cast):
    """An opening with scored people."""
    fill([cast.opening.id], PEOPLE, assessment_id=cast.assessment.id)
    return cast.opening.id


def judged(cast, opening_id, *levels):
    codes = [version.code for version in cast.assessment.versions]
    for number, level in enumerate(levels):
        actor = cast.staff_with(("recruiter", "admin", "author")[number])
        cut_scores.judge(opening_id, dict.fromkeys(codes, level), actor=actor)


def beside(opening_id, places=None, weights=None):
    page = shortlists.shortlist(opening_id, Asked(weights=weights or {}), size=PEOPLE)
    return page, standings.standings(opening_id, page.rows, page.weights, places)


@pytest.mark.parametrize("weights", [None, WARM])
def test_chances_are_those_in_the_whole_pool_as_near_as_draws_allow(opening_id, weights):
    page, found = beside(opening_id, 5, weights)
    scores = db.session.execute(select(Score.sitting_id, Score.estimate))
    pool = {str(row.sitting_id): from_record(row.estimate) for row in scores}
    drawn = chances_in_top(pool, 5, page.weights)
    assert all(abs(found.of[int(key)].chance - chance) < 0.05 for key, chance in drawn.items())
    assert sum(each.chance for each in found.of.values()) == pytest.approx(5)


def test_as_many_places_as_people_are_certain_and_the_same_question_gets_the_same_answer(opening_id):
    assert {each.chance for each in beside(opening_id, PEOPLE)[1].of.values()} == {1.0}
    assert beside(opening_id, 7)[1] == beside(opening_id, 7)[1]


@pytest.mark.parametrize("sent", ["0", "-1", "ten", "1e3", "1000000", "٣"])
def test_what_is_no_number_of_places_is_refused(sent):
    with pytest.raises(Invalid, match="whole number"):
        standings.read_places(sent)


def test_one_judge_sets_no_cut_score_and_two_tell_three_sides(cast, opening_id):
    judged(cast, opening_id, 3.0)
    assert {each.side for each in beside(opening_id)[1].of.values()} == {None}
    judged(cast, opening_id, 3.0, 3.0)
    page, found = beside(opening_id)
    assert found.cut.value == 50
    for row in page.rows:
        overall, side = row.result.overall, found.of[row.sitting_id].side
        assert side == ("above" if overall.low > 50 else "below" if overall.high < 50 else BORDERLINE)
    assert {each.side for each in found.of.values()} == {"above", "below", BORDERLINE}


def test_neither_a_cut_score_nor_places_move_anybody(cast, opening_id):
    before = [row.code for row in beside(opening_id)[0].rows]
    judged(cast, opening_id, 2.0, 4.5)
    assert [row.code for row in beside(opening_id, 3)[0].rows] == before


@pytest.mark.parametrize("levels", [{}, {"B01": 0.5}, {"B01": 5.5}, {"B01": 3.0, "B02": 3.0}])
def test_a_judgement_with_holes_or_beyond_the_scale_is_refused(cast, opening_id, levels):
    with pytest.raises(Invalid, match="every situation"):
        cut_scores.judge(opening_id, levels, actor=cast.alice)
    assert cut_scores.judged(opening_id).said == {}


def test_the_page_and_the_json_carry_both_and_lead_on_with_them(app, cast, opening_id):
    fill([opening_id], PEOPLE, assessment_id=cast.assessment.id, seed=5)
    judged(cast, opening_id, 3.0, 3.0)
    alice, path = signed_in(app, cast.alice), f"/openings/{opening_id}/shortlist"
    plain, asked = alice.get(path).text, alice.get(f"{path}?places=5&warmth=2&empathic=1").text
    assert "Among the first" not in plain and "Clearly above" in plain and "It decides nothing" in plain
    assert "Among the first 5" in asked and 'name="warmth" value="2"' in asked
    found = alice.get(f"{path}.json?places=5").json
    assert "places=5" in found["next"] and found["places"] == 5
    assert found["cut_score"].keys() == {"value", "low", "high"}
    assert {"cut_side", "chance_in_top"} <= found["rows"][0].keys()
    assert alice.get(f"{path}.json").json["rows"][0]["chance_in_top"] is None
    assert alice.get(f"{path}?places=none").status_code == 422
