"""An opening's people are estimated together: when enough came, or when somebody asks; what was made before stays."""

import pytest
from sqlalchemy import func, select, update

from hiring.actions import rescorings, scoring, shortlists, sittings
from hiring.db import db
from hiring.errors import Invalid, Missing
from hiring.models import Pool, RatingRow, Rescoring, Run, Score, posteriors
from hiring.queue import work_off
from scoring.parameters import parameters_from
from tests.support.visits import signed_in

REPLIES = (
    "Hello Noor, I am sorry that your cake is late. I will call the kitchen now and ring you back by three o'clock.",
    "We are very busy today. Please wait until the message about your lemon cake comes on Sunday.",
    "Hello Noor, your father's lunch without its cake would be sad. Lemon for Saturday noon is set; who collects it?",
)


def submit(cast, *numbers, opening=None):
    """People who answer in one of three ways; gives their sittings."""
    made = []
    for number in numbers:
        link_id, sitting_id = cast.start(cast.invite(f"person{number}@example.org", opening=opening))
        cast.answer_everything(link_id, REPLIES[number % len(REPLIES)])
        sittings.finish(sitting_id)
        made.append(sitting_id)
    return made


def work(app):
    """Do everything that waits; gives all rescorings, the newest first."""
    work_off(app.extensions["settings"])
    db.session.expire_all()
    return db.session.scalars(select(Rescoring).order_by(Rescoring.id.desc())).all()


def runs_that_stand():
    return set(db.session.scalars(select(posteriors.c.run_id)))


def ask(cast, why="Several levels were corrected."):
    return rescorings.ask(cast.opening.id, actor="user:alice@example.org", why=why)


def test_thirty_people_are_estimated_together_and_whoever_comes_later_joins_them(app, cast):
    submit(cast, *range(29))
    assert work(app) == []
    shipped = runs_that_stand()
    submit(cast, 29)
    (done,) = work(app)
    run = db.session.get_one(Run, done.run_id)
    assert (done.people, done.actor, parameters_from(run.parameters).people) == (30, "system", 30)
    assert done.told.startswith("Of 30 people ")
    assert runs_that_stand() == {run.id} != shipped
    later = submit(cast, 30)
    assert work(app) == [done]
    assert runs_that_stand() == {run.id}
    assert all(scoring.verify(each).is_equal for each in [*range(1, 4), *later])
    assert "People are held against 30 people of this opening." in shortlists.shortlist(cast.opening.id).scale


def test_somebody_may_ask_and_below_thirty_people_the_shipped_prior_stands(app, cast):
    first, *_ = submit(cast, 0, 1, 2)
    work(app)
    before = db.session.scalars(select(Score).where(Score.sitting_id == first)).one()
    assert ask(cast).id == ask(cast, "Twice is once.").id
    (done,) = work(app)
    after = scoring.standing_score(first)
    assert (after.rests_on_id, after.rated.ratings, after.ratings) == (before.id, before.ratings, [])
    assert "assumed of anyone, until 30 people" in shortlists.shortlist(cast.opening.id).scale[0]
    assert (done.actor, done.people) == ("user:alice@example.org", 3)
    assert shortlists.person(cast.opening.id, first_code(cast)).answers[0].ratings


def first_code(cast):
    return shortlists.shortlist(cast.opening.id).rows[0].code


def test_the_same_people_estimated_twice_make_one_run_and_nobody_moves(app, cast):
    submit(cast, 0, 1, 2)
    work(app)
    ask(cast)
    work(app)
    scores = db.session.scalar(select(func.count(Score.id)))
    ask(cast)
    again, first = work(app)
    assert (again.run_id, again.moved) == (first.run_id, [])
    assert again.told == "Of 3 people 0 change band, and 0 move by more than the error of their score."
    assert db.session.scalar(select(func.count(Score.id))) == scores


def test_in_which_order_people_came_moves_no_bit_of_an_estimate(app, cast):
    forth = submit(cast, 0, 1, 2, 4)
    back = submit(cast, 4, 2, 1, 0, opening=cast.elsewhere)
    work(app)
    ask(cast)
    rescorings.ask(cast.elsewhere.id, actor="test", why="The same people.")
    work(app)
    assert [scoring.standing_score(each).estimate for each in forth] == [
        scoring.standing_score(each).estimate for each in back[::-1]
    ]
    assert len(runs_that_stand()) == 1


def test_whoever_an_older_engine_rated_is_rated_anew(app, cast):
    old = submit(cast, 0, 1)
    work(app)
    db.session.execute(update(Run).values(engine="0/older-weights"))
    db.session.commit()
    ask(cast)
    work(app)
    assert all(scoring.verify(each).is_equal for each in old)
    assert {scoring.standing_score(each).rated.run.engine for each in old} & {"0/older-weights"} == set()


def test_a_changed_estimate_or_a_changed_rating_below_it_is_noticed(app, cast):
    (sitting,) = submit(cast, 0)
    work(app)
    ask(cast)
    work(app)
    standing = scoring.standing_score(sitting)
    for row in (standing, standing.rests_on):
        whole = row.record
        row.record = whole.replace('"mean": ', '"mean":  ')
        db.session.commit()
        assert not scoring.verify(sitting).is_equal
        row.record = whole
        db.session.commit()
    assert scoring.verify(sitting).is_equal


def test_people_who_cannot_be_compared_keep_the_scores_that_they_have(app, cast):
    sitting, _ = submit(cast, 0, 1)
    work(app)
    mine = scoring.standing_score(sitting)
    elsewhere = func.replace(RatingRow.task, "B01.", "Z99.")
    db.session.execute(
        update(RatingRow).where(RatingRow.score_id == mine.id).values(task=elsewhere, rater="person:ana")
    )
    db.session.commit()
    ask(cast)
    (done,) = work(app)
    assert (done.run_id, done.done_at is None) == (None, False)
    assert "people cannot be compared" in done.told
    assert scoring.standing_score(sitting).id == mine.id
    assert db.session.get(Pool, cast.opening.id).run_id is None


def test_a_rescoring_that_fails_three_times_says_so_and_stops_nobody(app, cast):
    submit(cast, 0)
    work(app)
    db.session.execute(update(RatingRow).values(level=9.0))
    db.session.commit()
    ask(cast)
    for _ in range(3):
        (tried,) = work(app)
    assert tried.failures == 3
    assert tried.told.startswith("It could not be done: ValueError")
    submit(cast, 1)
    assert [each.id for each in work(app)] == [tried.id]


@pytest.mark.parametrize("why", ["", " . ", "a"])
def test_no_reason_no_rescoring(cast, why):
    with pytest.raises(Invalid):
        ask(cast, why)


def test_an_opening_that_is_not_there_cannot_be_rescored(cast):
    with pytest.raises(Missing):
        rescorings.ask(999, actor="test", why="Nobody is there.")


def test_an_opening_without_people_is_estimated_without_a_word_of_trouble(app, cast):
    ask(cast)
    (done,) = work(app)
    assert (done.people, done.told.startswith("Of 0 people")) == (0, True)


def test_the_page_asks_for_a_reason_and_then_shows_what_came_of_it(app, cast):
    submit(cast, 0, 1)
    work(app)
    alice = signed_in(app, cast.alice)
    page = f"/openings/{cast.opening.id}/scores"
    assert "until 30 people have a score here" in alice.get(page).text
    assert (alice.post(page, data={"why": " "}).status_code, "Say why." in alice.post(page).text) == (422, True)
    assert alice.post(page, data={"why": "New raters."}).status_code == 302
    assert "Asked for" in alice.get(page).text
    work(app)
    told = alice.get(page).text
    assert "alice@example.org: New raters." in told
    assert "How hard the situations are" in told and "The cake for Saturday" in told


def test_numbers_in_json_say_what_they_are_relative_to(app, cast):
    submit(cast, 0)
    work(app)
    found = signed_in(app, cast.alice).get(f"/openings/{cast.opening.id}/shortlist.json").json
    assert "with nobody elsewhere" in found["scale"]
