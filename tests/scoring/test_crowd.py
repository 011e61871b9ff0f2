"""Bands and places of large pools: the same as the rules for small ones, as close as drawing allows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import ranking
from scoring.crowd import Crowd, bands_of_many, chances_of_many

LEVELS = st.floats(1, 5).map(lambda level: round(level, 2))
PEOPLE = st.lists(st.tuples(LEVELS, st.floats(0.001, 0.3)), min_size=1, max_size=60)


def drawn(means, variances, seed=ranking.SEED):
    """5th and 95th percentile of each place over 2,000 draws."""
    generator = np.random.default_rng(seed)
    ranks = np.empty((2000, len(means)), dtype=np.int32)
    for draw in ranks:
        order = np.argsort(-(means + np.sqrt(variances) * generator.standard_normal(len(means))))
        draw[order] = np.arange(1, len(means) + 1)
    return np.percentile(ranks, 5, axis=0, method="lower"), np.percentile(ranks, 95, axis=0, method="higher")


def pool(people, seed=0):
    generator = np.random.default_rng(seed)
    return generator.normal(3, 0.4, people), generator.uniform(0.02, 0.08, people)


@given(PEOPLE)
@settings(deadline=None)
def test_bands_are_those_of_the_rule_for_one_pair(people):
    by_key = ranking.bands_of({str(place): spread for place, spread in enumerate(people)})
    found = bands_of_many([mean for mean, _ in people], [variance for _, variance in people])
    assert found.tolist() == [by_key[str(place)] for place in range(len(people))]


def test_bands_of_thousands_are_those_of_the_rule():
    means, variances = pool(5000)
    spread = {str(place): each for place, each in enumerate(zip(means, variances, strict=True))}
    assert bands_of_many(means, variances).tolist() == list(map(ranking.bands_of(spread).__getitem__, spread))


def test_nobody_and_certainty_have_bands_too():
    assert bands_of_many([], []).tolist() == []
    assert bands_of_many([3.0, 3.0, 2.0], [0.0, 0.0, 0.0]).tolist() == [1, 1, 2]


@pytest.mark.parametrize("people", [3, 30, 300, 3000])
def test_places_are_nearer_to_a_set_of_draws_than_another_set_of_draws(people):
    """The mean distance, in places; small pools may be off by one for a tenth of the people more."""
    means, variances = pool(people)
    one, other = drawn(means, variances), drawn(means, variances, seed=1)
    ours = Crowd(means, variances).places(means, variances)
    for side in (0, 1):
        noise = np.abs(one[side] - other[side]).mean()
        assert np.abs(ours[side] - one[side]).mean() <= noise + 0.1


def test_places_lean_to_no_side():
    means, variances = pool(3000)
    low, high = Crowd(means, variances).places(means, variances)
    drawn_low, drawn_high = drawn(means, variances)
    assert abs((low - drawn_low).mean()) < 3
    assert abs((high - drawn_high).mean()) < 3


@given(PEOPLE)
@settings(deadline=None, max_examples=50)
def test_places_are_in_the_pool_and_the_better_of_two_alike_is_never_behind(people):
    means, variances = np.array([mean for mean, _ in people]), np.full(len(people), 0.05)
    low, high = Crowd(means, variances).places(means, variances)
    assert (low >= 1).all() and (low <= high).all() and (high <= len(people)).all()
    order = np.argsort(-means)
    assert (np.diff(low[order]) >= 0).all() and (np.diff(high[order]) >= 0).all()


def test_the_order_of_people_changes_no_band_and_no_place():
    means, variances = pool(200)
    shuffled = np.random.default_rng(3).permutation(200)
    assert (bands_of_many(means, variances)[shuffled] == bands_of_many(means[shuffled], variances[shuffled])).all()
    places = np.array(Crowd(means, variances).places(means, variances))
    again = np.array(Crowd(means[shuffled], variances[shuffled]).places(means[shuffled], variances[shuffled]))
    assert np.abs(places[:, shuffled] - again).max() == 0


def test_a_person_alone_is_first():
    assert [side.tolist() for side in Crowd([3.0], [0.1]).places([3.0], [0.1])] == [[1], [1]]


@pytest.mark.parametrize(
    ("means", "variances"),
    [([], []), ([3.0], []), ([3.0], [0.0]), ([3.0], [-1.0]), ([float("nan")], [0.1]), ([3.0], [float("inf")])],
)
def test_no_crowd_without_people_or_with_what_is_no_variance(means, variances):
    with pytest.raises(ValueError, match=r"crowd|variances"):
        Crowd(means, variances)


@pytest.mark.parametrize(("people", "most"), [(12, 1), (60, 5), (500, 40)])
def test_chances_of_many_are_those_of_the_rule_as_near_as_draws_allow(people, most):
    means, variances = pool(people)
    drawn = np.zeros(people)
    generator = np.random.default_rng(7)
    for _ in range(4000):
        levels = means + np.sqrt(variances) * generator.standard_normal(people)
        drawn[np.argsort(-levels)[:most]] += 1 / 4000
    found = chances_of_many(means, variances, most)
    assert found.sum() == pytest.approx(most)
    assert np.abs(found - drawn).max() < 0.06


@given(PEOPLE, st.integers(1, 70))
@settings(deadline=None, max_examples=20)
def test_chances_know_neither_order_nor_arrival_and_equals_have_equal_ones(people, most):
    means, variances = np.array(people * 2).T
    found = chances_of_many(means, variances, most)
    assert found[: len(people)] == pytest.approx(found[len(people) :])
    assert chances_of_many(means[::-1], variances[::-1], most)[::-1] == pytest.approx(found)
    assert found.sum() == pytest.approx(min(most, len(means)))


def test_a_top_without_a_place_is_refused():
    with pytest.raises(ValueError, match="one person"):
        chances_of_many([3.0], [0.1], 0)
