"""What to practise first is what can be told apart, and a hidden score stays hidden."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.traits import LOUD, QUIET, Trait
from scoring.development import Focus, focus
from scoring.estimate import TRAITS, Estimate
from scoring.reporting import trait_reports

EVERYTHING = Focus(tuple(Trait), "nothing")
LEVELS = st.floats(1, 5)


def person(levels=None, hidden=(), variance=0.02):
    """Level 3 of every trait but those named; a hidden one was met in too few situations."""
    mean = tuple((levels or {}).get(trait, 3.0) for trait in TRAITS)
    covariance = tuple(tuple(variance * (i == j) for j in range(6)) for i in range(6))
    return Estimate(mean, covariance, {trait: 2 if trait in hidden else 8 for trait in TRAITS}, "made up")


@pytest.mark.parametrize(
    ("estimate", "expected"),
    [
        (person(), EVERYTHING),
        (person({Trait.WARMTH: 2.9}), EVERYTHING),
        (person({Trait.WARMTH: 2.4}), Focus((Trait.WARMTH,), "traits")),
        (person({Trait.WARMTH: 2.4, Trait.EMPATHIC: 2.4}), Focus((Trait.WARMTH, Trait.EMPATHIC), "traits")),
        (person({Trait.WARMTH: 3.8}), Focus(QUIET, "quiet")),
        (person(dict.fromkeys(LOUD, 2.0), hidden=Trait), Focus(LOUD, "loud")),
        (person({Trait.WARMTH: 1.0}, hidden=Trait), Focus(LOUD, "loud")),
        (person({Trait.WARMTH: 2.8}, hidden=Trait), EVERYTHING),
        (person({Trait.WARMTH: 1.0}, hidden=set(Trait) - {Trait.WARMTH}), Focus(LOUD, "loud")),
        (person({Trait.WARMTH: 1.0, Trait.EMPATHIC: 1.0}, hidden={Trait.WARMTH}), Focus((Trait.EMPATHIC,), "traits")),
        (person({Trait.WARMTH: 2.4}, variance=0.2), EVERYTHING),
    ],
)
def test_practice_begins_where_the_difference_is_larger_than_its_error(estimate, expected):
    assert focus(estimate) == expected


def test_every_trait_of_a_clear_answer_is_reported_so_that_hiding_is_what_is_tested():
    assert all(report.reported for report in trait_reports(person()).values())
    assert not any(report.reported for report in trait_reports(person(hidden=Trait)).values())


@settings(max_examples=40)
@given(st.fixed_dictionaries(dict.fromkeys(Trait, LEVELS)), st.sets(st.sampled_from(list(Trait))))
def test_single_traits_are_named_only_when_their_score_is_reported(levels, hidden):
    found = focus(person(levels, hidden))
    assert found.because != "traits" or not set(found.traits) & hidden


@settings(max_examples=40)
@given(st.fixed_dictionaries(dict.fromkeys(Trait, LEVELS)), st.sets(st.sampled_from(list(Trait)), min_size=2))
def test_hidden_scores_of_a_side_can_change_places_and_nobody_sees_it(levels, hidden):
    swapped = dict(levels)
    for side in (LOUD, QUIET):
        here = [trait for trait in side if trait in hidden]
        swapped |= dict(zip(here, [levels[trait] for trait in reversed(here)], strict=True))
    assert focus(person(swapped, hidden)) == focus(person(levels, hidden))
