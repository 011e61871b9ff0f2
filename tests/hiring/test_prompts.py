"""What an interview may take up: sentences with their error, from readings by people, apart from every score."""

import shutil

import pytest

from hiring.actions import openings, prompts, publishing, shortlists
from hiring.errors import Invalid
from hiring.queue import work_off
from scenarios.library import shipped
from tests.support.visits import signed_in


@pytest.fixture
def migrated_url(migrated_sqlite, tmp_path):
    """One kind of database is enough here."""
    shutil.copyfile(migrated_sqlite, tmp_path / "hiring.db")
    return f"sqlite:///{tmp_path / 'hiring.db'}"


def scored(app, cast, *codes):
    """An opening with some shipped situations, and somebody scored in it."""
    texts = [(name, text) for name, text in shipped() if name.removesuffix(".yaml") in codes]
    versions = [publishing.publish_scenario(text, name) for name, text in texts]
    cast.assessment = publishing.publish_assessment("Pair", versions)
    opening = openings.create_opening("Shop", cast.assessment.id, cast.alice)
    cast.submitted(opening=opening)
    assert work_off(app.extensions["settings"]) == 1
    return opening.id, shortlists.shortlist(opening.id).rows[0].code


def told(opening_id, code):
    return prompts.prompts_of(shortlists.person(opening_id, code))


def test_one_situation_alone_says_nothing_of_leaving_the_script(app, cast):
    found = told(*scored(app, cast, "S05"))
    assert found.off_script == prompts.NO_PAIR
    assert "levels)" in found.balance


def test_a_pair_is_read_by_a_person_and_two_situations_are_too_few_to_say(app, cast):
    opening_id, code = scored(app, cast, "S05", "S06")
    before = shortlists.shortlist(opening_id)
    assert told(opening_id, code).off_script == prompts.NOT_READ
    prompts.read_script(opening_id, code, {"S05": True}, actor=cast.alice)
    assert told(opening_id, code).off_script == prompts.NOT_READ
    prompts.read_script(opening_id, code, {"S05": True, "S06": False}, actor=cast.alice)
    assert told(opening_id, code).off_script.startswith("Too few situations to say (d' 1.3 ±")
    assert told(opening_id, code).read == {"S05": True, "S06": False}
    assert shortlists.shortlist(opening_id) == before


def test_the_page_takes_a_reading_and_refuses_one_of_nothing(app, cast):
    opening_id, code = scored(app, cast, "S05", "S06")
    alice, page = signed_in(app, cast.alice), f"/openings/{opening_id}/people/{code}"
    assert "0 of 2 read" in alice.get(page).text and "They cannot know why" in alice.get(page).text
    assert alice.post(f"{page}/script", {}, seen_on=page).status_code == 422
    assert alice.post(f"{page}/script", {"left_S05": "perhaps"}, seen_on=page).status_code == 422
    assert alice.post(f"{page}/script", {"left_S05": "yes", "left_S06": "yes"}, seen_on=page).location == page
    assert "Too few situations" in alice.get(page).text and "2 of 2 read" in alice.get(page).text


@pytest.mark.parametrize("left", [{}, {"S99": True}])
def test_a_reading_of_what_is_not_there_is_refused(app, cast, left):
    opening_id, code = scored(app, cast, "S05", "S06")
    with pytest.raises(Invalid, match="yes or no"):
        prompts.read_script(opening_id, code, left, actor=cast.alice)
    assert told(opening_id, code).read == {}
