"""Several raters of one answer: what stands, who is asked next, and what a person is asked to look at."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.traits import Trait
from scenarios.tree import grow
from scoring.rating import MACHINE_DISAGREES, NEAR, PEOPLE_DISAGREE, Answer, combined, needs_person, rate
from scoring.ratings import Rating

DEMO = Path(__file__).resolve().parents[2] / "hiring" / "demo"
LEVELS = st.floats(1, 5)
ERRORS = st.floats(0.05, 2)
BORDER = "The level lies on the border between {} and {}. A person should decide."


def rubric(level, error=0.4):
    return Rating(level, error, (), "rubric", "" if level else "Too short.")


def learned(level, error=0.4):
    return Rating(level, error, (), "learned:0f3a9c21", "" if level else "Unlike all others.")


def person(level, name="ana"):
    return Rating(level, 0.25, (), f"person:{name}")


@pytest.mark.parametrize(
    ("ratings", "level", "rater", "look"),
    [
        ([rubric(3.0)], 3.0, "rubric", ""),
        ([rubric(2.0), learned(4.0)], 3.0, "rubric+learned:0f3a9c21", ""),
        ([rubric(2.0, 0.6), learned(4.0, 0.2)], 3.5, "rubric+learned:0f3a9c21", BORDER.format(3, 4)),
        ([rubric(None), learned(4.0)], None, "rubric", "Too short."),
        ([rubric(2.0), learned(None)], 2.0, "rubric", "Unlike all others."),
        ([rubric(None), learned(None)], None, "rubric", "Too short."),
        ([rubric(2.0), person(3.0)], 3.0, "person:ana", ""),
        ([rubric(None), person(3.0)], 3.0, "person:ana", ""),
        ([person(3.5)], 3.5, "person:ana", ""),
        ([rubric(2.0), person(3.9)], 3.9, "person:ana", ""),
        ([rubric(2.0), person(4.0)], 4.0, "person:ana", MACHINE_DISAGREES),
        ([rubric(2.0), person(4.0), person(5.0, "ben")], 4.5, "person:ana+person:ben", ""),
        ([rubric(2.0), person(1.0), person(3.0, "ben")], 2.0, "person:ana+person:ben", PEOPLE_DISAGREE),
        ([rubric(2.0), person(1.0), person(3.0, "ben"), person(3.0, "cleo")], 3.0, "person:cleo", ""),
        ([rubric(2.0), person(2.0), person(3.0), person(4.0)], 3.0, "person:ana+person:ana+person:ana", ""),
    ],
)  # fmt: skip
def test_what_stands_of_several_ratings(ratings, level, rater, look):
    found = combined(ratings)
    assert (found.level and round(found.level, 9), found.rater, found.look) == (level, rater, look)


@given(LEVELS, ERRORS, LEVELS, ERRORS, LEVELS)
def test_no_machine_moves_a_level_that_a_person_gave(one, error, other, other_error, given_level):
    found = combined([rubric(one, error), learned(other, other_error), person(given_level)])
    assert found.level == given_level
    assert found.beside[-1].level == combined([rubric(one, error), learned(other, other_error)]).level


@given(LEVELS, ERRORS, LEVELS, ERRORS)
def test_a_machine_level_lies_between_its_raters_and_nearer_to_the_better_one(one, error, other, other_error):
    level = combined([rubric(one, error), learned(other, other_error)]).level
    assert min(one, other) - 1e-9 <= level <= max(one, other) + 1e-9
    better, worse = (one, other) if error <= other_error else (other, one)
    assert abs(level - better) <= abs(level - worse) + 1e-9


def test_every_rater_is_kept_beside_what_stands():
    beside = combined([rubric(2.0), learned(3.0), person(4.0), person(4.5, "ben")]).beside
    assert [each.rater for each in beside] == ["person:ana", "person:ben", "rubric+learned:0f3a9c21"]
    assert [each.rater for each in beside[-1].beside] == ["rubric", "learned:0f3a9c21"]


def test_a_rating_by_one_rater_keeps_nothing_beside():
    assert combined([rubric(3.0)]).beside == combined([person(3.0)]).beside == ()


@pytest.mark.parametrize(
    ("level", "error", "asked"),
    [
        (1.0, 0.4, ""),
        (1.39, 0.4, ""),
        (1.41, 0.4, BORDER.format(1, 2)),
        (2.5, 0.4, BORDER.format(2, 3)),
        (3.59, 0.4, BORDER.format(3, 4)),
        (3.61, 0.4, ""),
        (4.5, 0.4, BORDER.format(4, 5)),
        (5.0, 0.4, ""),
        (3.45, 0.0001, ""),
        (3.5, 0.0001, BORDER.format(3, 4)),
    ],
)
def test_a_level_near_a_border_that_its_error_reaches_asks_for_a_person(level, error, asked):
    assert needs_person(rubric(level, error)) == asked


@given(LEVELS, ERRORS)
def test_only_a_level_within_the_stated_distance_is_sent(level, error):
    distance = abs(level - math.floor(level) - 0.5)
    assert bool(needs_person(rubric(level, error))) <= (distance <= NEAR)


def test_at_most_one_in_five_levels_of_answers_that_the_rubric_does_not_know_is_sent(library):
    looks = [
        bool(rating.look)
        for code, people in demo_answers()
        for steps in people.values()
        for step, given in steps.items()
        for rating in rate(Answer(library[code], step, given.get("text"))).values()
        if rating.level is not None
    ]
    assert len(looks) > 300
    assert 0.05 < sum(looks) / len(looks) <= 0.20


def demo_answers():
    """The answers of the demo's people, by scenario."""
    for file in sorted(DEMO.glob("S*.yaml")):
        yield file.stem, grow(file.read_text("utf-8")).data


def test_asking_for_a_person_changes_no_level(lamp):
    example = lamp.exemplars.mid[0]
    ratings = rate(Answer(lamp, "s1", example.text))
    assert Trait.WARMTH in ratings
    assert all(combined([rating]).level == rating.level for rating in ratings.values())
