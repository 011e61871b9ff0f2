"""The development plan of a person: made alike for all, without a score, for themselves and who reads the opening."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from hiring.actions import development, invitations, openings
from hiring.db import db
from hiring.errors import Missing
from hiring.models import Candidate
from hiring.queue import work_off
from scenarios.development import suggestions
from scenarios.scenario import FAMILIES
from scenarios.traits import Trait
from tests.support.cast import SENDER
from tests.support.pool import fill
from tests.support.visits import seated, signed_in

OWN = "/sit/development"
ON_SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


def codes(opening_id):
    return list(db.session.scalars(select(Candidate.code).where(Candidate.opening_id == opening_id)))


def test_a_recruiter_comes_from_the_person_to_a_plan_without_a_score(app, cast):
    fill([cast.opening.id], 1, assessment_id=cast.assessment.id)
    (code,) = codes(cast.opening.id)
    visitor = signed_in(app, cast.alice)
    path = f"/openings/{cast.opening.id}/people/{code}/development"
    assert path in visitor.get(f"/openings/{cast.opening.id}/people/{code}").text
    page = visitor.get(path)
    assert page.status_code == 200
    plan = development.plan(cast.opening.id, code)
    assert all(
        each.practise.split(".")[0].replace("'", "&#39;") in page.text for each in plan.traits[plan.focus.traits[0]]
    )
    content = re.sub(r"<[^>]+>", " ", page.text.partition("<main")[2])
    assert not re.search(r"\d[.,]\d|%|give or take|[Rr]eliability", content)


@ON_SQLITE
def test_without_a_score_everything_is_offered(cast):
    cast.submitted()
    (code,) = codes(cast.opening.id)
    plan = development.plan(cast.opening.id, code)
    assert not plan.is_scored and set(plan.traits) == set(Trait)
    met = {scenario.family for scenario in cast.assessment.scenarios}
    assert plan.families == {family: suggestions().families[family] for family in met}


@ON_SQLITE
def test_there_is_no_plan_for_somebody_who_has_not_submitted_or_is_elsewhere(cast):
    cast.invite()
    cast.submitted("dora@example.org")
    waiting, there = sorted(codes(cast.opening.id), key=lambda code: code == code_of("dora@example.org"))
    for opening_id, code in ((cast.opening.id, waiting), (cast.elsewhere.id, there), (cast.opening.id, "none")):
        with pytest.raises(Missing):
            development.plan(opening_id, code)


def own_page(app, cast, *, rated=False):
    """What somebody reads under their own link, before they submit and after."""
    token = cast.invite("own@example.org")
    link_id, _ = cast.start(token)
    visitor = seated(app, token)
    early = visitor.get(OWN)
    assert (early.status_code, early.location) == (302, "/sit/check")
    cast.answer_everything(link_id)
    visitor.post("/sit/submit")
    if rated:
        work_off(app.extensions["settings"])
    assert f'href="{OWN}"' in visitor.get("/sit/receipt").text
    return visitor.get(OWN).text


@ON_SQLITE
def test_a_candidate_reads_their_plan_as_soon_as_they_have_submitted(app, cast):
    page = own_page(app, cast)
    assert "Your answers are not rated yet" in page
    plan = development.plan(cast.opening.id, code_of("own@example.org"))
    assert set(re.findall(r'<h3 id="(\w+)"', page)) == {*plan.traits, *plan.families}
    assert page.count("<dl") == sum(map(len, [*plan.traits.values(), *plan.families.values()]))


@ON_SQLITE
def test_a_rated_candidate_reads_what_recruiters_read_and_no_figure(app, cast):
    page = own_page(app, cast, rated=True)
    plan = development.plan(cast.opening.id, code_of("own@example.org"))
    assert plan.is_scored and "not rated yet" not in page
    assert all(each.practise in unescape(page) for offered in plan.traits.values() for each in offered)
    content = unescape(re.sub(r"<[^>]+>", " ", page[page.index("<h1") :]))
    assert not re.search(r"\d|%|[Rr]eliability|give or take", content)


@ON_SQLITE
def test_the_plan_stays_there_under_a_new_link_when_the_opening_is_closed(app, cast):
    page = own_page(app, cast, rated=True)
    openings.close_opening(cast.opening.id, actor=cast.alice)
    visitor = seated(
        app, invitations.renew_link(cast.opening.id, candidate_of("own@example.org"), SENDER, actor="test")
    )
    assert main_of(visitor.get(OWN).text) == main_of(page)


@ON_SQLITE
def test_every_trait_and_family_has_a_name_for_candidates(app):
    names = app.jinja_env.get_template("candidate/names.html").module
    assert {family: names.kind(family) for family in FAMILIES} == FAMILIES
    assert all(names.noun(trait) for trait in Trait)


def main_of(page):
    return page.partition("<main")[2]


def candidate_of(email):
    return db.session.scalar(select(Candidate.id).where(Candidate.email == email))


def code_of(email):
    return db.session.scalar(select(Candidate.code).where(Candidate.email == email))
