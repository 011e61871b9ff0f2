"""What people's ratings come to: verdicts that are kept, raters that serve, scores that stay, words on pages."""

import json

import pytest
from sqlalchemy import select, update

from hiring.actions import scoring, shortlists, validation
from hiring.actions.learned import remembered
from hiring.db import db
from hiring.errors import Missing
from hiring.models import Event, RatingRow, Run, Score, Sitting, Training
from hiring.queue import work_off
from scenarios.reading import read_scenario
from scenarios.traits import Trait
from scoring.learned.scenario import train
from scoring.people import State, agreement
from scoring.ratings_table import read_ratings
from tests.support import rated
from tests.support.samples import SAMPLE
from tests.support.visits import signed_in

SCENARIO = read_scenario(SAMPLE, "sample.yaml")
UNVALIDATED = "Rubric only, not validated with ratings by people."
REFUSED = "Learned rater refused: The QWK may be as low as"
VALIDATED = "Validated on 78 ratings: QWK "
BEFORE = "Rubric only: this score was made before a learned rater was validated with ratings by people."


@pytest.fixture(scope="session")
def found():
    """What training finds: conscientious is usable, empathic is refused, nobody rated anticipatory."""
    return [trained for table in (rated.usable(), rated.refused()) for trained in learn(table)]


def learn(table):
    return train(SCENARIO, read_ratings(table, SCENARIO))


def keep(found):
    return validation.keep(SCENARIO, found, rated.usable(), actor="command:tester")


def scored(app, sitting_id):
    work_off(app.extensions["settings"])
    return db.session.scalars(select(Score).where(Score.sitting_id == sitting_id)).one()


def test_without_ratings_nothing_is_validated(cast):
    found = validation.validation(cast.assessment.versions)
    assert found.summary == "0 of 3 scenario-trait pairs are validated with ratings by people."
    assert {standing.sentence for standing in found.standings} == {UNVALIDATED}


def test_a_verdict_is_kept_with_its_figures_and_stands_in_the_trail(cast, found):
    keep(found)
    states = {each.trait: each for each in validation.validation(cast.assessment.versions).standings}
    assert {trait: each.state for trait, each in states.items()} == {
        Trait.CONSCIENTIOUS: State.USABLE,
        Trait.EMPATHIC: State.REFUSED,
        Trait.ANTICIPATORY: State.UNVALIDATED,
    }
    assert states[Trait.CONSCIENTIOUS].figures["qwk_low"] > 0.4
    line = db.session.scalars(select(Event).where(Event.verb == "train")).one()
    assert (line.actor, line.subject) == ("command:tester", "scenario:B01/1")
    assert (line.details["usable"], line.details["refused"]) == (["conscientious"], ["empathic"])


def test_no_answer_is_kept_by_a_training(cast, found):
    keep(found)
    text = next(rated.answers())[0]
    row = db.session.scalars(select(Training).where(Training.usable)).one()
    assert row.weights and text.encode() not in row.weights
    assert text not in repr([vars(each) for each in db.session.scalars(select(Training))])


def test_a_learned_rater_takes_part_in_scores_from_then_on(app, cast, found):
    before = scored(app, cast.submitted("before@example.org"))
    keep(found)
    after = scored(app, cast.submitted("after@example.org"))
    learned = json.loads(after.record)["outcome"]["learned"]
    assert (json.loads(before.record)["outcome"]["learned"], [len(name) for name in learned]) == ([], [64])
    task = cast.course.tasks[0].key
    mine = {each.trait: each for each in after.ratings if each.task == task}
    assert mine["conscientious"].rater == f"rubric+learned:{learned[0][:8]}"
    assert [each["rater"] for each in mine["conscientious"].beside] == ["rubric", f"learned:{learned[0][:8]}"]
    assert (mine["empathic"].rater, mine["empathic"].beside) == ("rubric", [])
    assert (before.run.engine, before.run.trainings) != (after.run.engine, after.run.trainings)


def test_a_score_with_a_learned_rater_is_recomputed_to_the_last_bit(app, cast, found):
    keep(found)
    sitting_id = cast.submitted()
    scored(app, sitting_id)
    remembered.cache_clear()
    assert scoring.verify(sitting_id) == scoring.Verdict(sitting_id, True, ())


def test_a_newer_training_changes_no_old_score(app, cast, found):
    keep(found)
    sitting_id = cast.submitted()
    record = scored(app, sitting_id).record
    keep(learn(rated.usable().replace(b"from the shop", b"from the bakery")))
    keep([trained for trained in found if not trained.usable])
    assert scoring.verify(sitting_id).is_equal
    assert scored(app, sitting_id).record == record
    assert len(db.session.scalars(select(Training)).all()) == 4


def test_a_refusal_takes_a_learned_rater_out_of_new_scores(app, cast, found):
    keep(found)
    keep(learn(rated.refused("conscientious")))
    assert json.loads(scored(app, cast.submitted()).record)["outcome"]["learned"] == []


def test_two_workers_share_the_run_of_a_learned_rater(app, cast, found):
    keep(found)
    for number in range(2):
        cast.submitted(f"person{number}@example.org")
    work_off(app.extensions["settings"])
    (run,) = db.session.scalars(select(Run)).all()
    assert [training.trait for training in run.trainings] == ["conscientious"]


def test_changed_weights_are_noticed_and_score_nobody(app, cast, found):
    keep(found)
    sitting_id = cast.submitted()
    scored(app, sitting_id)
    db.session.execute(update(Training).where(Training.usable).values(weights=found[0].weights + b" "))
    db.session.commit()
    remembered.cache_clear()
    assert scoring.verify(sitting_id).differences == ("the weights of training 1 were changed after they were kept",)
    other = cast.submitted("other@example.org")
    work_off(app.extensions["settings"])
    assert db.session.get(Sitting, other, populate_existing=True).is_quarantined


def test_a_run_that_hides_its_learned_rater_does_not_verify(app, cast, found):
    keep(found)
    sitting_id = cast.submitted()
    row = scored(app, sitting_id)
    row.run.trainings = []
    db.session.commit()
    assert "it was scored by engine" in scoring.verify(sitting_id).differences[0]


def test_the_scenario_to_train_is_the_published_one_or_a_shipped_one(cast):
    assert validation.scenario_to_train("B01").title == "The cake for Saturday"
    assert validation.scenario_to_train("S05").id == "S05"
    with pytest.raises(Missing, match="no scenario Z99"):
        validation.scenario_to_train("Z99")


def test_a_line_of_a_shortlist_carries_what_its_own_score_rests_on(app, cast, found):
    scored(app, cast.submitted("before@example.org"))
    keep(found)
    scored(app, cast.submitted("after@example.org"))
    shortlist = shortlists.shortlist(cast.opening.id)
    lines = sorted((row.as_json()["validation"] for row in shortlist.rows), key=lambda line: line["summary"])
    assert [line["summary"][:6] for line in lines] == ["0 of 3", "1 of 3"]
    assert [state["sentence"] for state in lines[0]["states"]][::2] == [BEFORE, UNVALIDATED]
    assert lines[1]["states"][0] | {"figures": None} == {
        "scenario": "B01",
        "trait": "conscientious",
        "state": "usable",
        "why": found[0].why,
        "n": 78,
        "figures": None,
        "sentence": f"Validated on 78 ratings: {agreement(found[0].figures)}.",
    }
    assert (shortlist.runs, shortlist.validation.summary[:6]) == (2, "1 of 3")


def pages(app, cast):
    """The three pages that say where ratings stand, as an admin reads them."""
    visitor = signed_in(app, cast.staff_with("admin"))
    code = shortlists.shortlist(cast.opening.id).rows[0].code
    here = f"/openings/{cast.opening.id}"
    paths = (f"/scenarios/{cast.assessment.versions[0].id}", f"{here}/shortlist", f"{here}/people/{code}")
    return [visitor.get(path).text for path in paths]


def test_every_page_says_what_is_not_validated(app, cast):
    scored(app, cast.submitted())
    for page in pages(app, cast):
        assert "0 of 3 scenario-trait pairs are validated with ratings by people." in page
        assert page.count(UNVALIDATED) == 3


def test_every_page_says_what_is_validated_and_what_was_refused(app, cast, found):
    keep(found)
    scored(app, cast.submitted())
    for page in pages(app, cast):
        assert "1 of 3 scenario-trait pairs is validated with ratings by people." in page
        assert [page.count(words) for words in (VALIDATED, REFUSED, UNVALIDATED)] == [1, 1, 1]


def test_the_author_s_page_says_whose_opinion_stands_behind_the_key(app, cast):
    scored(app, cast.submitted())
    author, *_ = pages(app, cast)
    assert "One author's opinion stands behind this key." in author
    assert author.count("One author</td>") >= 5


def test_a_persons_page_says_what_that_score_rests_on(app, cast, found):
    scored(app, cast.submitted())
    keep(found)
    author, shortlist, person = pages(app, cast)
    assert [VALIDATED in page for page in (author, shortlist, person)] == [True, True, False]
    assert BEFORE in person


def test_a_shortlist_says_when_its_scores_were_made_in_two_ways(app, cast, found):
    scored(app, cast.submitted("before@example.org"))
    assert "These scores were made in" not in pages(app, cast)[1]
    keep(found)
    scored(app, cast.submitted("after@example.org"))
    visitor = signed_in(app, cast.alice)
    assert "These scores were made in 2 ways" in visitor.get(f"/openings/{cast.opening.id}/shortlist").text


def test_a_persons_page_shows_each_rater(app, cast, found):
    keep(found)
    scored(app, cast.submitted())
    person = pages(app, cast)[2]
    both = "Rated by the program, by the written guide and the program, by what it learned from ratings by people."
    assert both in person
    assert "Alone, the program, by what it learned from ratings by people: level" in person


def test_a_second_look_is_asked_for_where_people_see_the_rating_and_changes_nothing(app, cast):
    row = scored(app, cast.submitted())
    before = shortlists.shortlist(cast.opening.id).rows[0].result
    look = "The level lies on the border between 3 and 4. A person should decide."
    db.session.execute(update(RatingRow).where(RatingRow.rater == "rubric").values(look=""))
    first = next(each for each in row.ratings if each.rater == "rubric" and each.level is not None)
    db.session.execute(update(RatingRow).where(RatingRow.id == first.id).values(look=look))
    db.session.commit()
    db.session.expire_all()
    person = pages(app, cast)[2]
    assert "A second look would help at 1 rating" in person
    assert person.count(look) == 2
    assert shortlists.shortlist(cast.opening.id).rows[0].result == before
