"""Places are intervals, bands hold who cannot be told apart, and nothing but the answers decides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.estimate import Estimate
from scoring.ranking import bands_of, chance_better, places

levels = st.floats(1, 5)


def person(level, variance=0.05):
    covariance = tuple(tuple(variance if i == j else 0.0 for j in range(6)) for i in range(6))
    return Estimate((level,) * 6, covariance, {}, "made up")


@pytest.mark.parametrize(
    ("difference", "error_a", "error_b", "chance"), [(3, 4, 4, 0.702), (6, 4, 4, 0.856), (3, 6, 6, 0.638)]
)
def test_the_worked_numbers_are_reproduced(difference, error_a, error_b, chance):
    assert round(chance_better(difference, 0, error_a**2, error_b**2), 3) == chance


@given(levels, levels, st.floats(0.01, 2), st.floats(0.01, 2))
def test_one_of_two_is_better(a, b, va, vb):
    assert chance_better(a, b, va, vb) + chance_better(b, a, vb, va) == pytest.approx(1)


def test_certain_people_are_told_apart_and_ties_are_even():
    assert [chance_better(a, 2, 0, 0) for a in (1, 2, 3)] == [0, 0.5, 1]


@given(st.dictionaries(st.text(min_size=1, max_size=6), levels, min_size=1, max_size=12), st.randoms())
@settings(max_examples=25, deadline=None)
def test_the_order_of_arrival_changes_nothing(pool, chance):
    keys = list(pool)
    chance.shuffle(keys)
    assert places({key: person(pool[key]) for key in keys}) == places(
        {key: person(level) for key, level in pool.items()}
    )


@given(st.dictionaries(st.text(min_size=1, max_size=6), levels, min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_places_are_possible_and_a_better_person_is_never_in_a_later_band(pool):
    found = {place.key: place for place in places({key: person(level) for key, level in pool.items()})}
    assert all(1 <= place.place_low <= place.place_high <= len(pool) for place in found.values())
    ordered = sorted(found, key=lambda key: -pool[key])
    bands = [found[key].band for key in ordered]
    assert bands == sorted(bands) and bands[0] == 1


def test_equal_people_share_a_band_and_every_place():
    found = places({f"person {i}": person(3.0) for i in range(20)})
    assert {place.band for place in found} == {1}
    assert all(place.place_low <= 2 and place.place_high >= 19 for place in found)


def test_inside_a_band_the_score_does_not_decide():
    pool = {f"person {i}": person(3.0 + i / 1000) for i in range(20)}
    shown = [place.overall.value for place in places(pool)]
    assert shown != sorted(shown, reverse=True) and shown != sorted(shown)


def test_far_apart_people_have_their_own_bands():
    assert bands_of({"a": (5.0, 1e-4), "b": (3.0, 1e-4), "c": (1.0, 1e-4)}) == {"a": 1, "b": 2, "c": 3}


def test_whoever_is_uncertain_may_still_be_the_best():
    assert bands_of({"sure": (4.0, 0.01), "unsure": (3.0, 1.0), "sure and lower": (3.0, 0.01)}) == {
        "sure": 1,
        "unsure": 1,
        "sure and lower": 2,
    }


def test_nobody_gives_nothing():
    assert places({}) == []
