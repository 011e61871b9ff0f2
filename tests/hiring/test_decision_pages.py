"""Pages on which people settle weights, a cut score and what they read; one kind of database is enough for these."""

import shutil

import pytest
from sqlalchemy import select

from hiring.actions import job_analysis
from hiring.db import db
from hiring.models import Weighting
from scenarios.traits import Trait
from scoring.job_analysis import Need
from tests.support.pool import fill
from tests.support.visits import signed_in

FLAT = dict.fromkeys(Trait, Need(3, 3))
WARM = FLAT | {Trait.WARMTH: Need(5, 5)}
CALM = FLAT | {Trait.EMPATHIC: Need(5, 4)}


@pytest.fixture
def migrated_url(migrated_sqlite, tmp_path):
    shutil.copyfile(migrated_sqlite, tmp_path / "hiring.db")
    return f"sqlite:///{tmp_path / 'hiring.db'}"


@pytest.fixture
def opening_id(cast):
    """An opening with scored people."""
    fill([cast.opening.id], 60, assessment_id=cast.assessment.id)
    return cast.opening.id


@pytest.fixture
def carol(cast):
    """A second recruiter of the opening."""
    return cast.staff_with("recruiter")


def sent(needs):
    return {f"{aspect}_{trait}": getattr(need, aspect) for trait, need in needs.items() for aspect in vars(need)}


def say(visitor, opening_id, needs):
    page = f"/openings/{opening_id}/weights"
    return visitor.post(page, sent(needs), seen_on=page)


def test_the_page_hides_others_views_until_one_has_spoken_then_lets_one_use_the_weights(app, cast, opening_id, carol):
    alice, page = signed_in(app, cast.alice), f"/openings/{opening_id}/weights"
    assert say(signed_in(app, carol), opening_id, CALM).status_code == 302
    assert carol.email not in alice.get(page).text and "1 person said" in alice.get(page).text
    assert say(alice, opening_id, WARM).location == page
    seen = alice.get(page).text
    assert carol.email in seen and "correlate by" in seen and "Use these weights" in seen
    assert "whether a trait matters for the work" in seen
    assert alice.post(f"{page}/use", {"why": ""}, seen_on=page).status_code == 422
    assert alice.post(f"{page}/use", {"why": "both agreed"}, seen_on=page).location == page
    assert db.session.scalars(select(Weighting)).one().why == "both agreed"
    assert "These are the weights of now." in alice.get(page).text


def test_a_form_with_a_hole_or_rubbish_is_refused_beside_its_field(app, cast, opening_id):
    alice = signed_in(app, cast.alice)
    answer = say(alice, opening_id, {t: n for t, n in WARM.items() if t != Trait.OPTIMISTIC})
    assert answer.status_code == 422 and "Choose here: Optimistic, importance." in answer.text
    page = f"/openings/{opening_id}/weights"
    assert alice.post(page, sent(WARM) | {"importance_warmth": "9"}, seen_on=page).status_code == 422
    assert job_analysis.analysis(opening_id).said == {}


def test_an_auditor_sees_all_and_says_nothing(app, cast, opening_id, carol):
    job_analysis.say(opening_id, CALM, actor=carol)
    auditor = signed_in(app, cast.staff_with("auditor"))
    seen = auditor.get(f"/openings/{opening_id}/weights").text
    assert carol.email in seen and "How do you see the job?" not in seen and "1 more person has" in seen
    assert say(auditor, opening_id, WARM).status_code == 404


def judge(visitor, opening_id, level):
    page = f"/openings/{opening_id}/cut"
    return visitor.post(page, {"level_B01": level}, seen_on=page)


def test_judges_speak_apart_and_two_of_them_make_a_cut_score(app, cast, opening_id, carol):
    alice, page = signed_in(app, cast.alice), f"/openings/{opening_id}/cut"
    assert judge(signed_in(app, carol), opening_id, "3.5").status_code == 302
    assert carol.email not in alice.get(page).text
    assert judge(alice, opening_id, "").status_code == 422
    assert judge(alice, opening_id, "3").location == page
    seen = alice.get(page).text
    assert carol.email in seen and "The cut score is 56.2, likely between 16.8 and 95.7" in seen
    code = alice.get(f"/openings/{opening_id}/shortlist.json").json["rows"][0]["candidate"]
    assert "The cut score is 56.2" in alice.get(f"/openings/{opening_id}/people/{code}").text
