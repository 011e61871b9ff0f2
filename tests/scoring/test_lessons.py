"""Lessons are numbers in a file: read back as they were written, refused when they are anything else."""

import io

import numpy as np
import pytest

from scenarios.library import further_answers
from scoring.lessons import Lessons, Portrait, WrongLessons, load, save
from scoring.rating import Answer, rate
from scoring.weights_file import shipped_weights

SOME = Lessons({"* warmth": 0, "S02 warmth": 1}, {"lamp": 0, "box": 1}, np.eye(2), np.ones((2, 3)), np.array([0.5, 0]))


def test_what_is_written_is_read_back(tmp_path):
    save(SOME, tmp_path / "lessons.npz")
    again = load((tmp_path / "lessons.npz").read_bytes())
    assert (again.place, again.term) == (SOME.place, SOME.term)
    for name in ("terms", "meanings", "offsets"):
        assert (getattr(again, name) == getattr(SOME, name)).all()


def test_writing_twice_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        save(SOME, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def without_schema():
    file = io.BytesIO()
    np.savez(file, schema=np.frombuffer(b"hiring.lessons/99", dtype=np.uint8), names=np.zeros(0, dtype=np.uint8))
    return file.getvalue()


@pytest.mark.parametrize("raw", [b"", b"not a file of arrays", b"PK\x03\x04broken", without_schema()])
def test_another_file_is_refused_in_a_sentence(raw):
    with pytest.raises(WrongLessons, match="lessons"):
        load(raw)


def test_an_unknown_term_and_an_unknown_lesson_add_nothing():
    assert SOME.add(Portrait({"river": 1.0}, np.zeros(3)), ["* warmth", "S99 warmth"]).tolist() == [0.5, 0.0]


def test_an_empty_portrait_gets_the_offset_only():
    assert SOME.add(Portrait({}, np.zeros(3)), ["S02 warmth", "* warmth"]).tolist() == [0.0, 0.5]


def test_every_shipped_scenario_and_trait_has_its_lesson(library):
    pairs = {f"{scenario.id} {trait.value}" for scenario in library.values() for trait in scenario.rubric.traits}
    assert pairs <= set(shipped_weights().lessons.place)


def test_further_answers_have_levels_on_the_rubrics_traits_and_answer_steps_that_exist(scenario):
    steps = {step.id for step in scenario.steps if step.open}
    for example in further_answers(scenario.id):
        assert set(example.levels) == set(scenario.rubric.traits)
        assert example.step in steps


def test_hardly_any_genuine_answer_is_left_to_a_person(library, rated_examples):
    further = [(scenario, each) for scenario in library.values() for each in further_answers(scenario.id)[::3]]
    ratings = [rated for _, rated in rated_examples]
    ratings += [rate(Answer(scenario, each.step, each.text)) for scenario, each in further]
    left = [each for each in ratings if any(rating.level is None for rating in each.values())]
    assert len(left) <= 0.02 * len(ratings)
