"""A posterior that is always proper, never depends on order, and says nothing new when nothing was said."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.traits import Trait
from scoring.composite import EQUAL, balance, loud, overall, quiet, weights_of
from scoring.estimate import SHIPPED, TRAITS, Prior, by_situation, estimate
from scoring.linear import cholesky, inverse, solve
from scoring.ratings import RatedPart, Rating
from scoring.reporting import trait_reports

rating = st.builds(
    lambda level, error: Rating(level, error, (), "rubric", "" if level is not None else "why"),
    st.none() | st.floats(1, 5),
    st.floats(0.01, 3),
)
rated = st.builds(
    RatedPart,
    st.sampled_from(["S01", "S02", "S03", "S04"]),
    st.sampled_from(["s1", "s2"]),
    st.sampled_from(["open", "closed"]),
    st.sampled_from(list(Trait)),
    rating,
)


def answers(level, situations=16, error=0.4, traits=TRAITS):
    return [
        RatedPart(f"S{i:02}", "s1", "open", trait, Rating(level, error, (), "r"))
        for i in range(situations)
        for trait in traits
    ]


@given(st.lists(rated, max_size=24))
@settings(max_examples=60)
def test_a_covariance_is_symmetric_positive_definite_and_never_above_the_prior(ratings):
    found = np.array(estimate(ratings).covariance)
    assert (found == found.T).all()
    assert np.linalg.eigvalsh(found).min() > 0
    assert np.linalg.eigvalsh(np.array(SHIPPED.covariance()) - found).min() > -1e-9


@given(st.lists(rated, max_size=16, unique_by=lambda each: each[:4]), st.randoms())
@settings(max_examples=60)
def test_the_order_of_ratings_changes_no_bit(ratings, chance):
    mixed = list(ratings)
    chance.shuffle(mixed)
    assert estimate(mixed) == estimate(ratings)


def test_without_a_level_the_estimate_is_the_prior_and_says_so():
    nothing = estimate([RatedPart("S02", "s1", "open", Trait.WARMTH, Rating(None, 0.4, (), "r", "empty"))])
    assert nothing.mean == (3.0,) * 6 and nothing.covariance == SHIPPED.covariance()
    assert set(nothing.exposures.values()) == {0} and "No answer" in nothing.basis


def test_the_posterior_is_the_textbook_one():
    """Against numpy on the stacked observations."""
    ratings = [
        RatedPart("S1", "s1", "open", Trait.WARMTH, Rating(4.0, 0.3, (), "r")),
        RatedPart("S1", "s1", "open", Trait.EMPATHIC, Rating(2.0, 0.5, (), "r")),
        RatedPart("S2", "s1", "open", Trait.EMPATHIC, Rating(3.5, 0.4, (), "r")),
    ]
    design = np.zeros((3, 6))
    for row, each in enumerate(ratings):
        design[row, TRAITS.index(each.trait)] = 1
    spread = np.sqrt([0.3 + 0.5, 0.5 + 0.5, 0.4 + 0.5])
    noise = np.diag(spread**2)
    noise[0, 1] = noise[1, 0] = 0.4 * spread[0] * spread[1]
    prior = np.array(SHIPPED.covariance())
    gain = prior @ design.T @ np.linalg.inv(design @ prior @ design.T + noise)
    mean = 3 + gain @ (np.array([4.0, 2.0, 3.5]) - 3)
    found = estimate(ratings)
    assert np.allclose(found.mean, mean) and np.allclose(found.covariance, prior - gain @ design @ prior)


def test_open_counts_seven_tenths_and_closed_three():
    parts = [
        RatedPart("S1", "s1", "open", Trait.WARMTH, Rating(5.0, 0.4, (), "r")),
        RatedPart("S1", "s1", "closed", Trait.WARMTH, Rating(1.0, 1.0, (), "key")),
    ]
    ((shown,),) = by_situation(parts)
    assert shown.level == pytest.approx(0.7 * 5 + 0.3 * 1)
    assert shown.error == pytest.approx(0.49 * 0.4 + 0.09 * 1.0)


def test_a_part_alone_counts_whole():
    ((shown,),) = by_situation([RatedPart("S1", "s1", "closed", Trait.WARMTH, Rating(4.0, 1.0, (), "key"))])
    assert (shown.level, shown.error) == (4.0, 1.0)


def test_halo_makes_two_traits_of_one_answer_say_less_of_the_whole():
    traits = (Trait.WARMTH, Trait.EMPATHIC)
    with_halo, without = (estimate(answers(4.0, 8, traits=traits), Prior(halo=halo)) for halo in (0.4, 0.0))
    assert with_halo.variance(weights_of(EQUAL)) > without.variance(weights_of(EQUAL))


@given(st.floats(1, 5), st.floats(0, 2))
def test_higher_levels_never_give_a_lower_composite(level, more):
    higher = min(5.0, level + more)
    assert overall(estimate(answers(level, 3))).value <= overall(estimate(answers(higher, 3))).value + 1e-9


def test_few_answers_are_held_nearer_to_the_middle():
    few, many = (overall(estimate(answers(5.0, n))).value for n in (1, 16))
    assert 50 < few < many < 100


def test_an_interval_holds_its_value_and_narrows_with_answers():
    few, many = (overall(estimate(answers(4.0, n))) for n in (2, 16))
    assert few.low < few.value < few.high and many.high - many.low < few.high - few.low


def test_a_side_is_named_only_beyond_the_error():
    sided = [
        RatedPart(f"S{i}", "s1", "open", trait, Rating(5.0 if trait.is_loud else 1.0, 0.3, (), "r"))
        for i in range(16)
        for trait in TRAITS
    ]
    assert balance(estimate(sided)).side == "loud"
    assert loud(estimate(sided)).value > quiet(estimate(sided)).value
    assert balance(estimate(answers(4.0))).side == "balanced within error"


def test_weights_must_be_possible():
    for wrong in ({}, {Trait.WARMTH: -1.0, Trait.EMPATHIC: 2.0}):
        with pytest.raises(ValueError, match="weights"):
            weights_of(wrong)


def test_a_trait_is_shown_only_after_six_situations_and_reliably():
    few = trait_reports(estimate(answers(4.0, 5)))
    assert all(not report.reported and report.value is None and "6 are needed" in report.why for report in few.values())
    many = trait_reports(estimate(answers(4.0, 16)))
    assert all(report.reported and report.low < report.value < report.high for report in many.values())


def test_an_unreliable_trait_is_hidden_with_its_reliability():
    noisy = trait_reports(estimate(answers(4.0, 6, error=3.0, traits=(Trait.WARMTH,))))[Trait.WARMTH]
    assert not noisy.reported and f"{noisy.reliability:.2f}" in noisy.why


@given(st.lists(st.lists(st.floats(-3, 3), min_size=4, max_size=4), min_size=4, max_size=4))
def test_plain_algebra_agrees_with_numpy(rows):
    matrix = np.array(rows) @ np.array(rows).T + np.eye(4)
    plain = tuple(map(tuple, (matrix + matrix.T) / 2))
    assert np.allclose(inverse(plain), np.linalg.inv(matrix), atol=1e-6)
    assert np.allclose(solve(plain, [1.0, 2.0, 3.0, 4.0]), np.linalg.solve(matrix, [1, 2, 3, 4]), atol=1e-6)
    assert math.isfinite(cholesky(plain)[0][0])


def test_a_matrix_that_is_not_positive_definite_is_refused():
    with pytest.raises(ValueError, match="positive definite"):
        cholesky(((1.0, 2.0), (2.0, 1.0)))
