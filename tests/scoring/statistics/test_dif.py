"""Differential item functioning: Berkeley's six tables, known bias, no bias, and what cannot be told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.statistics.dif import ets_class, mantel_haenszel, power, strata
from scoring.statistics.dif_levels import levels_dif
from scoring.statistics.dif_logistic import logistic_dif
from scoring.statistics.intervals import WithInterval
from tests.support.figures import bounds, nearly, plain, quick

NAN = float("nan")
# Rows men and women, columns admitted and rejected, departments A to F.
BERKELEY = [
    [[512, 313], [89, 19]],
    [[353, 207], [17, 8]],
    [[120, 205], [202, 391]],
    [[138, 279], [131, 244]],
    [[53, 138], [94, 299]],
    [[22, 351], [24, 317]],
]
people = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 3)), min_size=2, max_size=60)


def answers(people_, bias=0.0, steeper=0.0, seed=0):
    """Right answers, group and score of people whose groups differ by a bias in log odds."""
    generator = np.random.default_rng(seed)
    group, score = generator.integers(0, 2, people_), generator.integers(-3, 4, people_)
    odds = 0.7 * score + (bias + steeper * score) * group
    return (generator.random(people_) < 1 / (1 + np.exp(-odds))).astype(int), group, score


def told(found):
    return plain(found.chi_square, found.p, found.uncorrected, found.alpha, *bounds(found.delta))


def test_admissions_at_berkeley_have_their_worked_figures():
    found = mantel_haenszel(BERKELEY)
    assert (round(found.chi_square, 6), round(found.uncorrected, 6)) == (1.426946, 1.524607)
    assert (round(found.alpha, 7), round(found.p, 4)) == (0.9046968, 0.2323)
    assert found.class_ == "A" and found.enough


def test_put_together_the_departments_would_accuse_the_university():
    assert mantel_haenszel([np.sum(BERKELEY, axis=0)]).alpha == pytest.approx(1.84, abs=0.01)


def test_a_clean_report_at_50_a_group_misses_a_bias_two_times_in_three():
    assert power(50, 50) == pytest.approx(1 / 3, abs=0.02)


def test_power_is_what_regression_reaches_at_best():
    for size, seeds in ((100, 150), (400, 60)):
        found = [logistic_dif(*answers(size, bias=-0.6, seed=seed)).uniform.p < 0.05 for seed in range(seeds)]
        assert power(size // 2, size // 2) - 0.35 < np.mean(found) <= power(size // 2, size // 2)


def test_without_bias_one_item_in_twenty_is_accused_and_not_more():
    rows = [answers(600, seed=seed) for seed in range(400)]
    assert 0.03 <= np.mean([mantel_haenszel(strata(*row)).p < 0.05 for row in rows]) <= 0.07
    assert 0.03 <= np.mean([logistic_dif(*row).uniform.p < 0.05 for row in rows]) <= 0.07
    assert 0.03 <= np.mean([levels_dif(*row).p < 0.05 for row in rows]) <= 0.07


def test_a_bias_that_was_put_in_is_found_with_its_size():
    row = answers(20_000, bias=-0.8)
    found, fitted = mantel_haenszel(strata(*row)), logistic_dif(*row)
    assert found.delta.value == pytest.approx(-2.35 * 0.8, abs=0.15) and found.class_ == "C"
    assert fitted.bias == pytest.approx(-0.8, abs=0.07)
    assert fitted.non_uniform.p > 0.05 > fitted.uniform.p


def test_a_bias_that_turns_with_the_score_is_seen_by_regression_only():
    row = answers(4000, steeper=0.6)
    found = logistic_dif(*row)
    assert found.non_uniform.p < 1e-6 and found.both.freedom == 2
    assert found.non_uniform.nagelkerke > found.uniform.nagelkerke
    assert abs(mantel_haenszel(strata(*row)).delta.value) < 1


@quick
@given(people, st.randoms())
def test_order_of_people_and_names_of_strata_change_nothing(rows, random):
    names = random.sample("wxyz", 4)
    moved = [(right, group, names[score]) for right, group, score in random.sample(rows, len(rows))]
    before, after = strata(*zip(*rows, strict=True)), strata(*zip(*moved, strict=True))
    assert told(mantel_haenszel(before)) == nearly(told(mantel_haenszel(after)))
    one, other = (levels_dif(*zip(*each, strict=True)) for each in (rows, moved))
    assert bounds(one.difference) == nearly(bounds(other.difference))
    assert plain(one.chi_square) == nearly(plain(other.chi_square))


@quick
@given(people)
def test_swapping_the_groups_turns_the_sign(rows):
    right, group, score = (np.array(row) for row in zip(*rows, strict=True))
    one, other = (mantel_haenszel(strata(right, each, score)) for each in (group, 1 - group))
    assert plain(one.chi_square, one.delta.value) == nearly(
        plain(other.chi_square, None if other.delta.value is None else -other.delta.value)
    )


@quick
@given(people)
def test_mantel_of_two_levels_is_mantel_haenszel_without_correction(rows):
    right, group, score = zip(*rows, strict=True)
    expected = mantel_haenszel(strata(right, group, score)).uncorrected
    assert plain(levels_dif(right, group, score).chi_square) == nearly(plain(expected))


@quick
@given(people, st.sampled_from([-3.0, 0.5, 100.0]))
def test_a_constant_changes_no_difference_of_levels(rows, constant):
    right, group, score = (np.array(row, dtype=float) for row in zip(*rows, strict=True))
    one, other = levels_dif(right, group, score), levels_dif(right + constant, group, score + constant)
    assert bounds(one.effect) == nearly(bounds(other.effect), abs=1e-6)


@quick
@given(st.integers(0, 500), st.sampled_from([-4.0, 0.5]), st.sampled_from([0.1, 30.0]), st.randoms())
def test_unit_and_place_of_the_score_change_no_regression(seed, place, unit, random):
    right, group, score = answers(80, bias=0.5, seed=seed)
    rows = random.sample(range(80), 80)
    one, other = logistic_dif(right, group, score), logistic_dif(right[rows], group[rows], unit * score[rows] + place)
    assert (one is None) == (other is None)
    if one and other:
        assert plain(one.uniform.chi_square, one.both.nagelkerke, one.bias) == nearly(
            plain(other.uniform.chi_square, other.both.nagelkerke, other.bias), rel=1e-5, abs=1e-7
        )


@pytest.mark.parametrize(
    ("delta", "ends", "p", "letter"),
    [
        (-0.9, (-1.2, -0.6), 0.001, "A"),
        (-2.0, (-4.1, 0.1), 0.06, "A"),
        (-1.2, (-1.9, -0.5), 0.001, "B"),
        (1.6, (0.6, 2.6), 0.002, "B"),
        (-1.9, (-2.6, -1.2), 0.001, "C"),
    ],
)
def test_ets_classes_need_size_and_certainty(delta, ends, p, letter):
    assert ets_class(WithInterval(delta, *ends, 300), p) == letter


@pytest.mark.parametrize(
    "rows",
    [
        ([1, 0, 1], [0, 0, 0], [1, 1, 2]),
        ([1, 1, 1], [0, 1, 1], [1, 1, 1]),
        ([1, 0, 1], [0, 1, 1], [1, 2, 3]),
        ([1], [1], [1]),
    ],
    ids=["one group", "one answer", "nobody to compare with", "one person"],
)
def test_what_cannot_be_told_is_none(rows):
    found, ordered = mantel_haenszel(strata(*rows)), levels_dif(*rows)
    assert (found.chi_square, found.delta.value, found.class_, found.enough) == (None, None, None, False)
    assert (ordered.chi_square, ordered.difference.value, ordered.class_) == (None, None, None)
    assert logistic_dif(*rows) is None


def test_groups_less_than_half_a_person_apart_are_alike():
    found = mantel_haenszel([[[10, 10], [10, 11]]])
    assert found.chi_square == 0.0 and found.p == 1.0 and found.uncorrected > 0


def test_odds_without_end_have_no_delta_and_certain_answers_no_regression():
    found = mantel_haenszel([[[9, 1], [0, 10]]])
    assert found.chi_square > 0 and found.delta.value is None and found.class_ is None
    score = np.tile(np.arange(20), 2)
    assert logistic_dif(score > 9, np.repeat([0, 1], 20), score) is None
    assert logistic_dif(np.repeat([0, 1], 20), np.repeat([0, 1], 20), score) is None


@pytest.mark.parametrize(
    "asked",
    [
        lambda: strata([1, 0], [1], [1, 1]),
        lambda: strata([1, 2], [0, 1], [1, 1]),
        lambda: strata([1, 0], [0, 1], [1, NAN]),
        lambda: strata([1, NAN], [0, 1], [1, 1]),
        lambda: mantel_haenszel([[[1, 2, 3], [1, 2, 3]]]),
        lambda: mantel_haenszel([[[1, -2], [1, 2]]]),
        lambda: mantel_haenszel([[[1, 2.5], [1, 2]]]),
        lambda: power(-1, 5),
        lambda: power(5, 5, right=1.0),
        lambda: logistic_dif([1, 0], [0, 1], [1, NAN]),
        lambda: logistic_dif([1, 0], [0, 1], [1, 2, 3]),
        lambda: levels_dif([1, NAN], [0, 1], [1, 1]),
        lambda: levels_dif([], [], []),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(asked):
    with pytest.raises(ValueError, match=r"\w{4,}"):
        asked()
