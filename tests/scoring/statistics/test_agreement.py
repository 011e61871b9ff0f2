"""Agreement of raters: the published worked numbers, what must not matter, and what cannot be said."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scoring.statistics.agreement import (
    adjacent_agreement,
    crossed,
    disagreement,
    exact_agreement,
    qwk,
    weighted_kappa,
)
from scoring.statistics.intraclass import FORMS, intraclass
from scoring.statistics.kappa import kappa
from scoring.statistics.krippendorff import SCALES, krippendorff_alpha
from tests.support.figures import bounds, nearly, quick

NAN = float("nan")
SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
SEEN = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
COHEN = [[0.44, 0.07, 0.09], [0.05, 0.20, 0.05], [0.01, 0.03, 0.06]]
UNITS = """1 1 - 1 / 2 2 3 2 / 3 3 3 3 / 3 3 3 3 / 2 2 2 2 / 1 2 3 4 / 4 4 4 4 / 1 1 2 1 / 2 2 2 2 / - 5 5 5 / - - 1 1
/ - - 3 -"""
KRIPPENDORFF = np.array([[NAN if x == "-" else float(x) for x in unit.split()] for unit in UNITS.split("/")]).T

levels = st.integers(1, 5)
pairs = st.lists(st.tuples(levels, levels), min_size=1, max_size=30).map(lambda rows: np.array(rows, dtype=float).T)


def tables(missing=False):
    cell = levels.map(float) | st.just(NAN) if missing else levels.map(float)
    row = st.lists(cell, min_size=3, max_size=3)
    return st.lists(row, min_size=2, max_size=8).map(np.array)


@pytest.mark.parametrize(
    ("form", "value"),
    [("1,1", 0.1657), ("2,1", 0.2898), ("3,1", 0.7148), ("1,k", 0.4428), ("2,k", 0.6201), ("3,k", 0.9093)],
)
def test_intraclass_correlations_are_those_of_shrout_and_fleiss(form, value):
    found = intraclass(SHROUT_FLEISS)[form]
    assert round(found.value, 4) == value
    assert found.low < value < found.high


@pytest.mark.parametrize(("kind", "value"), [("nominal", 0.6765), ("linear", 0.7222), ("quadratic", 0.7553)])
def test_weighted_kappa_is_that_of_the_table(kind, value):
    assert round(weighted_kappa(SEEN, kind), 4) == value


def test_kappa_with_weights_of_ones_own_is_that_of_cohen():
    assert round(weighted_kappa(COHEN, [[0, 1, 3], [1, 0, 6], [3, 6, 0]]), 4) == 0.3478
    assert round(weighted_kappa(COHEN, "nominal"), 4) == 0.4915


@pytest.mark.parametrize(
    ("scale", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_is_that_of_krippendorff_with_ratings_missing(scale, value):
    assert round(krippendorff_alpha(KRIPPENDORFF, scale), 3) == value


def test_a_qwk_of_70_is_as_uncertain_as_it_is_said_to_be():
    generator = np.random.default_rng(0)
    true, errors = generator.normal(size=400_000), generator.normal(size=(2, 400_000))
    first, second = np.clip(np.round(3 + 1.1 * (0.871 * true + 0.491 * errors)), 1, 5)
    assert kappa(first, second) == pytest.approx(0.70, abs=0.01)
    for size, low, high in ((50, 0.57, 0.80), (200, 0.64, 0.76)):
        found = [kappa(first[at : at + size], second[at : at + size]) for at in range(0, 2000 * size, size)]
        assert np.percentile(found, [5, 95]) == pytest.approx([low, high], abs=0.02)


@quick
@given(pairs)
def test_swapping_the_raters_changes_no_agreement(both):
    one, other = both
    for kind in ("nominal", "linear", "quadratic"):
        forth, back = (weighted_kappa(crossed(*two), kind) for two in ((one, other), (other, one)))
        assert forth == pytest.approx(back)
    assert exact_agreement(one, other) == exact_agreement(other, one) <= adjacent_agreement(one, other)


@quick
@given(pairs, st.randoms())
def test_renaming_levels_changes_no_nominal_kappa(both, random):
    names = random.sample(range(1, 6), 5)
    renamed = np.array(names, dtype=float)[both.astype(int) - 1]
    before, after = (weighted_kappa(crossed(*two), "nominal") for two in (both, renamed))
    assert before == pytest.approx(after)


@quick
@given(tables(), st.randoms(), st.sampled_from([-40.0, 0.5, 1000.0]))
def test_order_and_a_constant_change_no_intraclass_correlation(ratings, random, constant):
    rows, columns = (random.sample(range(size), size) for size in ratings.shape)
    moved = intraclass(ratings[rows][:, columns] + constant)
    for form, found in intraclass(ratings).items():
        assert bounds(found) == nearly(bounds(moved[form]), abs=1e-6)


@quick
@given(tables())
def test_an_intraclass_correlation_is_never_above_one(ratings):
    assert all(found.value is None or found.value <= 1 + 1e-9 for found in intraclass(ratings).values())


@quick
@given(tables(missing=True), st.randoms(), st.sampled_from(sorted(SCALES)))
def test_order_of_raters_and_units_changes_no_alpha(ratings, random, scale):
    rows, columns = (random.sample(range(size), size) for size in ratings.shape)
    assert krippendorff_alpha(ratings, scale) == pytest.approx(krippendorff_alpha(ratings[rows][:, columns], scale))


@quick
@given(tables(missing=True), st.integers(-20, 20))
def test_a_constant_changes_no_alpha_on_an_interval_scale(ratings, constant):
    assert krippendorff_alpha(ratings, "interval") == pytest.approx(krippendorff_alpha(ratings + constant, "interval"))


@quick
@given(tables())
def test_raters_who_agree_agree_wholly(ratings):
    alike = np.repeat(ratings[:, :1], 3, axis=1)
    assume(len(set(alike[:, 0])) > 1)
    assert [found.value for found in intraclass(alike).values()] == pytest.approx([1.0] * len(FORMS))
    assert krippendorff_alpha(alike.T) == pytest.approx(1.0)
    assert qwk(alike[:, 0], alike[:, 1]) == 1.0


def test_a_severe_rater_agrees_in_order_but_not_in_level():
    ratings = np.column_stack([[1.0, 2.0, 3.0, 4.0], [2.0, 3.0, 4.0, 5.0]])
    found = intraclass(ratings)
    assert found["3,1"].value == pytest.approx(1.0) and found["3,1"].low is None
    assert found["2,1"].value < 0.8


def test_what_never_varies_agrees_about_nothing():
    assert weighted_kappa([[10, 0], [0, 0]]) is None
    assert weighted_kappa(np.zeros((2, 2))) is None
    assert {found.value for found in intraclass(np.full((4, 3), 0.1)).values()} == {None}
    assert krippendorff_alpha([[2, 2], [2, NAN]]) is None
    assert krippendorff_alpha([[NAN, NAN], [NAN, NAN]]) is None
    assert krippendorff_alpha([[1, NAN], [NAN, 2]]) is None


@pytest.mark.parametrize(
    "asked",
    [
        lambda: exact_agreement([1, 2], [1]),
        lambda: exact_agreement([], []),
        lambda: adjacent_agreement([1, NAN], [1, 2]),
        lambda: weighted_kappa([[1, 2, 3], [1, 2, 3]]),
        lambda: weighted_kappa([[1, -2], [1, 2]]),
        lambda: weighted_kappa([[1, 2], [1, 2]], [[0, 1, 1]]),
        lambda: disagreement(3, "cubic"),
        lambda: intraclass([[1, 2]]),
        lambda: intraclass([[1], [2]]),
        lambda: intraclass([[1, NAN], [2, 3]]),
        lambda: intraclass([[1, 2], [2]]),
        lambda: intraclass(SHROUT_FLEISS, 1.0),
        lambda: krippendorff_alpha([[1, float("inf")]]),
        lambda: krippendorff_alpha([[1, -1], [1, 1]], "ratio"),
        lambda: krippendorff_alpha([[1, 2], [1, 2]], "ordered"),
        lambda: krippendorff_alpha([["warm", "cold"]]),
    ],
)
def test_what_cannot_be_agreement_is_refused_in_words(asked):
    with pytest.raises(ValueError, match=r"\w{4,}"):
        asked()
