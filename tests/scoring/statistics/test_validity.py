"""Validity: the worked tables, what they are without validity, and what cannot be asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.statistics.intervals import of_correlation, of_difference, of_mean, of_r, of_share, of_spread
from scoring.statistics.validity import criterion_validity, naylor_shine, taylor_russell, unrestricted
from tests.support.figures import bounds, nearly, plain, quick

NAN = float("nan")
shares = st.floats(0.01, 0.99)
correlations = st.floats(-1, 1)
numbers = st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=2, max_size=25)


@pytest.mark.parametrize(("ratio", "success"), [(0.1, 0.741419), (0.2, 0.696552), (0.5, 0.613818)])
def test_success_of_the_chosen_is_that_of_taylor_and_russell(ratio, success):
    assert round(taylor_russell(0.5, ratio, 0.35), 6) == success


def test_restriction_of_range_is_undone_as_worked():
    assert round(unrestricted(0.25, 5, 12), 4) == 0.5267


@quick
@given(correlations, st.floats(0.1, 10), st.floats(0.1, 10))
def test_restricting_again_gives_the_correlation_back(r, small, large):
    assert unrestricted(unrestricted(r, small, large), large, small) == pytest.approx(r, abs=1e-6)


@quick
@given(shares, shares, correlations)
def test_success_is_a_share_that_rises_with_validity(base, ratio, r):
    found = taylor_russell(base, ratio, r)
    assert 0 <= found <= 1
    assert found == pytest.approx(base, abs=1e-9) if r == 0 else (found - base) * r >= -1e-9


@quick
@given(shares, shares, st.floats(-0.999, 0.999))
def test_turned_away_and_chosen_make_up_everybody(base, ratio, r):
    turned_away = taylor_russell(base, 1 - ratio, -r)
    assert ratio * taylor_russell(base, ratio, r) + (1 - ratio) * turned_away == pytest.approx(base, abs=1e-7)


def test_the_chosen_of_a_simulation_succeed_and_gain_as_foretold():
    generator = np.random.default_rng(0)
    score, rest = generator.normal(size=(2, 400_000))
    work = 0.5 * score + np.sqrt(0.75) * rest
    chosen = score > np.quantile(score, 0.7)
    assert np.mean(work[chosen] > 0) == pytest.approx(taylor_russell(0.5, 0.3, 0.5), abs=0.005)
    assert work[chosen].mean() == pytest.approx(naylor_shine(0.5, 0.3), abs=0.01)


def test_choosing_all_gains_nothing_and_choosing_few_gains_most():
    assert naylor_shine(0.5, 1.0) == 0
    gains = [naylor_shine(0.5, ratio) for ratio in (0.9, 0.5, 0.1, 0.01)]
    assert gains == sorted(gains)


@quick
@given(numbers, st.randoms(), st.sampled_from([-5.0, 1000.0]), st.sampled_from([0.01, 3.0]))
def test_order_place_unit_and_direction_change_no_correlation(rows, random, constant, unit):
    one, other = np.array(rows, dtype=float).T
    chosen = random.sample(range(len(one)), len(one))
    before = bounds(of_correlation(one, other))
    assert before == nearly(bounds(of_correlation(unit * one[chosen] + constant, other[chosen])), abs=1e-6)
    assert before == nearly(bounds(of_correlation(other, one)))


def test_an_interval_of_a_correlation_holds_it_as_often_as_it_says():
    generator = np.random.default_rng(0)
    drawn = generator.multivariate_normal([0, 0], [[1, 0.4], [0.4, 1]], size=(2000, 30))
    found = [criterion_validity(*sample.T) for sample in drawn]
    assert np.mean([one.low <= 0.4 <= one.high for one in found]) == pytest.approx(0.95, abs=0.015)


def test_an_interval_of_a_difference_of_correlations_holds_it_as_often_as_it_says():
    generator = np.random.default_rng(0)
    spread = [[1, 0.5, 0.3], [0.5, 1, 0.4], [0.3, 0.4, 1]]
    drawn = generator.multivariate_normal([0, 0, 0], spread, size=(1000, 60))
    found = [
        of_difference(of_correlation(a, b), of_correlation(a, c), np.corrcoef(b, c)[0, 1])
        for a, b, c in (sample.T for sample in drawn)
    ]
    assert np.mean([one.low <= 0.2 <= one.high for one in found]) == pytest.approx(0.95, abs=0.02)


def test_intervals_of_means_and_spreads_hold_them_as_often_as_they_say():
    samples = np.random.default_rng(0).normal(5, 2, size=(1000, 12))
    assert np.mean([(one := of_mean(x)).low <= 5 <= one.high for x in samples]) == pytest.approx(0.95, abs=0.02)
    assert np.mean([(one := of_spread(x)).low <= 2 <= one.high for x in samples]) == pytest.approx(0.95, abs=0.02)


def test_what_cannot_be_told_is_none():
    assert plain(criterion_validity([1, 1, 1], [1, 2, 3]).value) == nearly([NAN])
    assert criterion_validity([3], [4]).value is None
    assert criterion_validity([1, 2, 3], [1, 2, 4]).low is None
    assert criterion_validity([1, 2, 3, 4, 5], [1, 2, 3, 4, 5]).low is None
    assert of_mean([4.0]).low is None and of_spread([4.0]).value is None
    assert of_share(0, 0).value is None
    assert of_r(None, 30).value is None
    assert of_difference(of_r(None, 30), of_r(0.3, 30), 0.2).value is None


@pytest.mark.parametrize(
    "asked",
    [
        lambda: criterion_validity([1, 2], [1]),
        lambda: criterion_validity([1, NAN], [1, 2]),
        lambda: criterion_validity([1, 1e60], [1, 2]),
        lambda: unrestricted(1.1, 1, 2),
        lambda: unrestricted(0.3, 0, 2),
        lambda: unrestricted(0.3, 1, float("inf")),
        lambda: taylor_russell(0, 0.5, 0.3),
        lambda: taylor_russell(0.5, 1, 0.3),
        lambda: taylor_russell(0.5, 0.5, NAN),
        lambda: naylor_shine(0.3, 0),
        lambda: naylor_shine(2, 0.3),
        lambda: of_r(1.2, 30),
        lambda: of_r(0.2, -1),
        lambda: of_share(3, 2),
        lambda: of_mean([]),
        lambda: of_mean([1, 2], confidence=1),
    ],
)
def test_what_cannot_be_validity_is_refused_in_words(asked):
    with pytest.raises(ValueError, match=r"\w{1,}: .{4,}"):
        asked()
