"""The development plan of a person: the same for all, without a score, for whoever reads the opening."""

import re

import pytest
from sqlalchemy import select

from hiring.actions import development
from hiring.db import db
from hiring.errors import Missing
from hiring.models import Candidate
from scenarios.development import suggestions
from scenarios.traits import Trait
from tests.support.pool import fill
from tests.support.visits import signed_in

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


def code_of(email):
    return db.session.scalar(select(Candidate.code).where(Candidate.email == email))
