"""The columns in memory always say what the database says, whatever happened meanwhile."""

import random

import pytest
from sqlalchemy import text

from hiring.actions import everyone, pools
from hiring.actions.everyone import Columns, best
from hiring.actions.listing import composite_of
from hiring.db import db, transaction
from hiring.errors import Invalid
from hiring.models import posteriors
from hiring.models.pools import TRAITS
from scenarios.traits import Trait
from scoring.estimate import estimate
from tests.support.pool import fill
from tests.support.visits import signed_in

WEIGHTS = {Trait.WARMTH: 0.6, Trait.CONSCIENTIOUS: 0.3, Trait.OPTIMISTIC: 0.1}


@pytest.fixture
def both(cast):
    """Two openings with some people each."""
    fill([cast.opening.id, cast.elsewhere.id], 300, assessment_id=cast.assessment.id)
    return [cast.opening.id, cast.elsewhere.id]


def by_sql(weights, most, openings):
    """The same question asked of the database alone: mean and variance of the best, by code."""
    mean, variance = composite_of(pools.checked_weights(weights))
    columns = posteriors.c
    query = db.select(columns.opening_id, mean, variance).where(columns.opening_id.in_(openings))
    rows = db.session.execute(query.order_by(mean.desc(), columns.shuffle).limit(most)).all()
    return sorted(tuple(row) for row in rows)


def found(weights, most, openings=None):
    return sorted((each.opening_id, each.mean, each.variance) for each in best(weights, most, openings))


@pytest.mark.parametrize("most", [1, 10, 299, 300, 1000])
def test_the_best_are_those_that_the_database_finds(both, most):
    chance = random.Random(most)
    for _ in range(5):
        weights = {trait: chance.random() for trait in TRAITS}
        assert found(weights, most) == by_sql(weights, most, both)
        assert found(weights, most, both[:1]) == by_sql(weights, most, both[:1])


def test_columns_follow_new_scores_rescoring_deletions_and_the_end_of_an_opening(cast, both):
    sittings = fill([both[0]], 20, assessment_id=cast.assessment.id, seed=5)
    assert found(WEIGHTS, 50) == by_sql(WEIGHTS, 50, both)
    with transaction() as session:
        run = session.execute(text("SELECT id FROM runs")).scalar_one()
        for sitting in sittings[:10]:
            pools.put(session, pools.join(session, sitting), run, estimate([]))
    assert found(WEIGHTS, 400) == by_sql(WEIGHTS, 400, both)
    for deletion in (f"sittings WHERE id IN ({sittings[0]}, {sittings[-1]})", f"openings WHERE id = {both[1]}"):
        with transaction() as session:
            session.execute(text(f"DELETE FROM {deletion}"))
        assert found(WEIGHTS, 400) == by_sql(WEIGHTS, 400, both)
    assert len(found(WEIGHTS, 400)) == 168


def test_only_what_changed_is_read_again(cast, both, monkeypatch):
    columns = Columns()
    columns.catch_up()
    asked = []
    real = everyone._read
    monkeypatch.setattr(everyone, "_read", lambda openings, **how: asked.append(openings) or real(openings, **how))
    columns.catch_up()
    assert asked == []
    fill([both[1]], 1, assessment_id=cast.assessment.id, seed=6)
    columns.catch_up()
    assert (asked, len(columns.sittings), columns.bytes) == ([[both[1]]], 301, 301 * 32)


def test_people_who_are_alike_to_the_last_bit_are_cut_by_the_shuffle_only(both):
    with transaction() as session:
        names = [name for name in posteriors.c.keys() if name.startswith("mean_")]  # noqa: SIM118
        session.execute(posteriors.update().values(dict.fromkeys(names, 3.0)))
        session.execute(text("UPDATE pools SET version = version + 1"))
    first = db.select(posteriors.c.shuffle).order_by(posteriors.c.shuffle).limit(7)
    shuffles = [pools.shuffle_of(each.code) for each in best(WEIGHTS, 7)]
    assert sorted(shuffles) == list(db.session.scalars(first))


def test_a_recruiter_finds_people_of_their_own_openings_only(app, cast, both):
    answer = signed_in(app, cast.alice).get("/everyone.json?warmth=1")
    assert {row["opening_id"] for row in answer.json["rows"]} == {cast.opening.id}
    assert len(answer.json["rows"]) == 100


@pytest.mark.parametrize("asked", ["", "?speed=1", "?warmth=much", "?warmth=0"])
def test_weights_that_mean_nothing_are_refused_in_a_sentence(app, cast, asked):
    answer = signed_in(app, cast.alice).get(f"/everyone.json{asked}")
    assert answer.status_code == 422
    assert answer.json["message"].endswith(".")


def test_weights_below_zero_are_refused(both):
    with pytest.raises(Invalid):
        best({Trait.WARMTH: -1.0, Trait.EMPATHIC: 2.0}, 10)
