"""Weights from what several people say of a job: each speaks for themselves, few are refused, and who moves is told."""

import numpy as np
import pytest
from sqlalchemy import select

from hiring.actions import job_analysis, pools, shortlists, staff
from hiring.actions.columns import columns_of
from hiring.db import db
from hiring.errors import Invalid
from hiring.models import Candidate, JobNeeds, Score, Sitting, Weighting
from scenarios.traits import Trait
from scoring.composite import EQUAL
from scoring.estimate import from_record
from scoring.job_analysis import Need, sensitivity
from tests.support.pool import fill

PEOPLE = 60
FLAT = dict.fromkeys(Trait, Need(3, 3))
WARM = FLAT | {Trait.WARMTH: Need(5, 5)}
CALM = FLAT | {Trait.EMPATHIC: Need(5, 4)}


@pytest.fixture
def opening_id(cast):
    """An opening with scored people, and Carol, who recruits for it beside Alice."""
    fill([cast.opening.id], PEOPLE, assessment_id=cast.assessment.id)
    return cast.opening.id


@pytest.fixture
def carol(cast):
    return cast.staff_with("recruiter")


def test_what_one_says_replaces_ones_own_words_and_nobody_elses(cast, opening_id, carol):
    for actor, needs in ((cast.alice, WARM), (carol, CALM), (cast.alice, FLAT)):
        job_analysis.say(opening_id, needs, actor=actor)
    assert job_analysis.analysis(opening_id).said == {cast.alice.email: FLAT, carol.email: CALM}


def test_a_view_that_leaves_out_a_trait_is_refused(cast, opening_id):
    with pytest.raises(Invalid, match="warmth is missing"):
        job_analysis.say(opening_id, {t: n for t, n in FLAT.items() if t != Trait.WARMTH}, actor=cast.alice)
    assert db.session.scalars(select(JobNeeds)).all() == []


def test_weights_of_one_person_are_refused_and_those_of_two_order_the_shortlist(cast, opening_id, carol):
    job_analysis.say(opening_id, WARM, actor=cast.alice)
    with pytest.raises(Invalid, match="2 people or more; 1 gave"):
        job_analysis.use(opening_id, actor=cast.alice, why="the desk is loud")
    job_analysis.say(opening_id, CALM, actor=carol)
    job_analysis.use(opening_id, actor=cast.alice, why="the desk is loud")
    followed = job_analysis.analysis(opening_id).found.weights
    assert shortlists.shortlist(opening_id).weights == pytest.approx(dict(followed))
    assert [line.why for line in db.session.scalars(select(Weighting))] == ["the desk is loud"]


def test_who_changes_group_is_the_same_as_by_the_rule_for_one_person_after_the_other(opening_id):
    rows = db.session.execute(
        select(Candidate.code, Score.estimate)
        .join(Sitting, Sitting.candidate_id == Candidate.id)
        .join(Score, Score.sitting_id == Sitting.id)
    )
    wanted = {
        (each.trait, each.change > 0, each.key, each.band, each.other_band)
        for each in sensitivity({row.code: from_record(row.estimate) for row in rows}, EQUAL)
    }
    changes = job_analysis.sensitivity(opening_id, EQUAL)
    found = {(change.trait, change.up, *moved) for change in changes for moved in change.named}
    assert sum(change.people for change in changes) == len(wanted) > 0
    assert found <= wanted and all(len(c.named) == min(c.people, job_analysis.SHOWN_CODES) for c in changes)
    assert all(c.first == sum(1 in pair for *_, pair in changed(wanted, c)) for c in changes)


def changed(wanted, change):
    return [(key, (band, other)) for trait, up, key, band, other in wanted if (trait, up) == (change.trait, change.up)]


def test_columns_of_a_pool_are_its_posteriors_to_the_last_bit(opening_id):
    columns = columns_of(opening_id)
    row = db.session.scalar(select(Score).where(Score.sitting_id == int(columns.sittings[7])))
    estimate = from_record(row.estimate)
    assert columns.means[7].tolist() == list(estimate.mean)
    assert np.array_equal(columns.covariances[7], np.array(estimate.covariance))


def test_nobody_scored_is_no_trouble(cast):
    assert {change.people for change in job_analysis.sensitivity(cast.elsewhere.id, EQUAL)} == {0}


def test_an_account_that_goes_takes_its_view_along(cast, opening_id, carol):
    job_analysis.say(opening_id, CALM, actor=carol)
    db.session.delete(staff.add_user(carol.email))
    db.session.commit()
    assert job_analysis.analysis(opening_id).found is None
    assert pools.pool_of(opening_id).weights is None
