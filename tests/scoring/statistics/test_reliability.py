"""Reliability, variance components and errors: worked numbers, recovery, and what cannot be said."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.ranking import chance_better
from scoring.statistics.detection import detection
from scoring.statistics.figures import prmse
from scoring.statistics.generalizability import d_study, g_study
from scoring.statistics.intraclass import intraclass
from scoring.statistics.reliability import (
    cronbach_alpha,
    exposures_for,
    least_difference,
    lengthening,
    omega,
    one_factor,
    sed,
    sem,
    spearman_brown,
    subscores,
)
from tests.support.figures import bounds, nearly, plain, quick

NAN = float("nan")
SHROUT_FLEISS = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
TRUE = {"p": 1.0, "i": 0.3, "r": 0.1, "pi": 0.6, "pr": 0.05, "ir": 0.02, "pir": 0.8}

cells = st.integers(1, 5).map(float)
tables = st.lists(st.lists(cells, min_size=3, max_size=3), min_size=3, max_size=8).map(np.array)
cubes = st.lists(cells, min_size=24, max_size=24).map(lambda row: np.array(row).reshape(4, 3, 2))
shares = st.floats(0.01, 0.99)


def simulated(sizes, seed=0):
    generator = np.random.default_rng(seed)
    total = np.zeros(tuple(sizes.values()))
    for facet, variance in TRUE.items():
        shape = [size if letter in facet else 1 for letter, size in sizes.items()]
        total = total + math.sqrt(variance) * generator.normal(size=shape)
    return total


@pytest.mark.parametrize(("times", "value"), [(4, 0.57), (8, 0.73), (12, 0.80)])
def test_longer_forms_are_as_reliable_as_spearman_and_brown_say(times, value):
    assert round(spearman_brown(0.25, times), 2) == value


@quick
@given(shares, shares)
def test_lengthening_undoes_spearman_and_brown(reliability, wanted):
    assert spearman_brown(reliability, lengthening(reliability, wanted)) == nearly(wanted)


def test_a_trait_needs_seven_answers_for_70_and_twelve_for_80():
    assert (exposures_for(0.25, 0.70), exposures_for(0.25, 0.80)) == (7, 12)


def test_errors_of_a_score_and_of_a_difference_are_the_worked_ones():
    assert (round(sem(10, 0.8), 3), round(sed(10, 0.8), 3)) == (4.472, 6.325)
    assert f"{least_difference(10, 0.8):.2f}" == "12.40"


@pytest.mark.parametrize(("apart", "error", "chance"), [(3, 4, 0.702), (6, 4, 0.856), (3, 6, 0.638)])
def test_the_chance_that_one_is_better_is_the_worked_one(apart, error, chance):
    assert round(chance_better(apart, 0, error**2, error**2), 3) == chance


@pytest.mark.parametrize(
    ("counts", "sensitivity", "criterion"),
    [((3, 3, 0, 3), 2.30, 0), ((3, 3, 3, 3), 0, -1.15), ((0, 3, 0, 3), 0, 1.15), ((2, 3, 1, 3), 0.64, 0)],
    ids=["tells apart", "always flexes", "never flexes", "two of three"],
)
def test_going_off_script_is_told_from_flexing_always(counts, sensitivity, criterion):
    found = detection(*counts)
    assert (round(found.sensitivity, 2), round(found.criterion, 2)) == (sensitivity, criterion)


def test_a_study_of_one_facet_is_the_intraclass_correlations():
    variances, found = g_study(SHROUT_FLEISS), intraclass(SHROUT_FLEISS)
    for raters, one, other in ((1, "3,1", "2,1"), (4, "3,k", "2,k")):
        planned = d_study(variances, {"i": raters})
        assert planned.generalizability == nearly(found[one].value)
        assert planned.dependability == nearly(found[other].value)
    assert cronbach_alpha(SHROUT_FLEISS).value == nearly(found["3,k"].value)


def test_components_that_were_put_in_are_found_again():
    sizes = {"p": 30, "i": 24, "r": 20}
    found = np.mean([list(g_study(simulated(sizes, seed), "pir").of.values()) for seed in range(60)], axis=0)
    assert found == pytest.approx(list(TRUE.values()), rel=0.15, abs=0.02)


@quick
@given(cubes)
def test_a_study_of_raters_means_is_the_same_study_with_raters_put_together(scores):
    found, means = g_study(scores, "pir"), g_study(scores.mean(axis=2))
    if not found.below_zero and not means.below_zero:
        for facet, value in means.of.items():
            assert value == nearly(found.of[facet] + found.of["".join(sorted(facet + "r", key="pir".index))] / 2)


@quick
@given(cubes, st.randoms(), st.sampled_from([-7.0, 0.25]))
def test_order_and_a_constant_change_no_variance(scores, random, constant):
    chosen = np.ix_(*(random.sample(range(size), size) for size in scores.shape))
    before, after = g_study(scores, "pir"), g_study(scores[chosen] + constant, "pir")
    assert plain(*before.of.values()) == nearly(plain(*after.of.values()))
    turned = g_study(np.moveaxis(scores, 2, 1), "pri")
    assert turned.of["pri"] == nearly(before.of["pir"]) and turned.of["ri"] == nearly(before.of["ir"])


def test_a_component_below_zero_stands_as_zero_and_is_named():
    found = g_study([[1, 2], [2, 1]])
    assert found.of["p"] == 0 and "p" in found.below_zero
    assert d_study(found, {"i": 8}).generalizability == 0


def test_more_scenarios_help_more_than_more_raters_where_scenarios_differ_more():
    variances = g_study(simulated({"p": 60, "i": 20, "r": 4}), "pir")
    design = {"i": 8, "r": 1}
    more = [d_study(variances, design | change).generalizability for change in ({}, {"r": 2}, {"i": 16})]
    assert more == sorted(more)


@quick
@given(tables, st.randoms(), st.sampled_from([-3.0, 12.0]), st.sampled_from([0.5, 4.0]))
def test_order_place_and_unit_change_no_alpha(scores, random, constant, unit):
    rows, columns = (random.sample(range(size), size) for size in scores.shape)
    moved = unit * scores[rows][:, columns] + constant
    assert bounds(cronbach_alpha(scores)) == nearly(bounds(cronbach_alpha(moved)))


@quick
@given(st.integers(0, 999), st.randoms(), st.sampled_from([-3.0, 12.0]), st.sampled_from([0.5, 4.0]))
def test_order_place_and_unit_change_no_omega(seed, random, constant, unit):
    generator = np.random.default_rng(seed)
    scores = generator.normal(size=(60, 1)) + generator.normal(size=(60, 4))
    rows, columns = (random.sample(range(size), size) for size in scores.shape)
    assert omega(scores) == nearly(omega(unit * scores[rows][:, columns] + constant))


@quick
@given(st.lists(st.floats(0.3, 0.9), min_size=3, max_size=6))
def test_one_factor_that_was_put_in_is_found_again(loadings):
    correlations = np.outer(loadings, loadings)
    np.fill_diagonal(correlations, 1)
    assert one_factor(correlations) == pytest.approx(loadings, abs=1e-4)


def test_omega_is_above_alpha_where_scenarios_differ_in_worth():
    generator = np.random.default_rng(1)
    scores = generator.normal(size=(2000, 1)) * [0.9, 0.7, 0.3, 0.2] + generator.normal(size=(2000, 4)) * 0.5
    assert omega(scores) > cronbach_alpha(scores).value
    assert omega(scores) == pytest.approx(2.1**2 / (2.1**2 + 1), abs=0.02)


def test_a_trait_of_its_own_earns_its_score_and_one_that_copies_the_rest_does_not():
    generator = np.random.default_rng(0)
    common, own = generator.normal(size=(3000, 1)), generator.normal(size=3000)
    true = np.column_stack([own, common, common, common])
    found = subscores(true + 0.6 * generator.normal(size=true.shape), [0.735] * 4)
    assert [one.adds for one in found] == [True, False, False, False]
    seen = true.sum(axis=1) + 0.6 * generator.normal(size=(3000, 4)).sum(axis=1)
    assert found[1].by_total == pytest.approx(np.corrcoef(true[:, 1], seen)[0, 1] ** 2, abs=0.03)


@quick
@given(tables, st.randoms(), st.floats(-5, 5))
def test_order_and_a_constant_change_no_worth_of_a_subscore(scores, random, constant):
    rows = random.sample(range(len(scores)), len(scores))
    before, after = subscores(scores, [0.7] * 3), subscores(scores[rows] + constant, [0.7] * 3)
    assert plain(*(one.by_total for one in before)) == nearly(plain(*(one.by_total for one in after)), abs=1e-6)


def test_the_machines_share_of_the_true_level_is_the_one_of_reports():
    human = np.array([1.0, 2.0, 3.0, 4.0])
    assert prmse(human, human, human) == 1.0


@pytest.mark.parametrize("scores", [np.full((4, 3), 0.1), np.tile([1.0, 2.0, 3.0], (4, 1))], ids=["alike", "same"])
def test_people_who_do_not_differ_have_no_reliability(scores):
    assert cronbach_alpha(scores).value is None and omega(scores) is None
    assert d_study(g_study(scores), {"i": 8}).generalizability in (None, 0.0)
    assert subscores(scores, [0.5] * 3)[0].by_total is None
    assert not subscores(scores, [0.5] * 3)[0].adds


def test_scenarios_that_are_copies_have_an_alpha_without_interval_and_no_proper_factor():
    found = cronbach_alpha(np.repeat([[1.0], [2.0], [4.0]], 3, axis=1))
    assert found.value == pytest.approx(1.0) and found.low is None
    assert omega(np.repeat([[1.0], [2.0], [4.0]], 3, axis=1)) is None


@pytest.mark.parametrize(
    "asked",
    [
        lambda: cronbach_alpha([[1, 2]]),
        lambda: cronbach_alpha([[1, NAN], [2, 3]]),
        lambda: omega([[1, 2], [2, 3], [3, 4]]),
        lambda: one_factor(np.ones((3, 4))),
        lambda: spearman_brown(1.2, 2),
        lambda: spearman_brown(0.5, 0),
        lambda: spearman_brown(NAN, 2),
        lambda: lengthening(0, 0.8),
        lambda: sem(-1, 0.8),
        lambda: least_difference(10, 0.8, 1.5),
        lambda: subscores([[1, 2], [3, 4]], [0.5]),
        lambda: subscores([[1, 2], [3, 4]], [0.5, 1.5]),
        lambda: g_study([[1, 2], [3, 4]], "pir"),
        lambda: g_study([[1, 2], [3, 4]], "pp"),
        lambda: g_study([[1, 2]]),
        lambda: d_study(g_study([[1, 2], [3, 5]]), {"r": 2}),
        lambda: d_study(g_study([[1, 2], [3, 5]]), {"i": 0}),
        lambda: detection(4, 3, 0, 3),
        lambda: detection(0, 0, 0, 3),
    ],
)
def test_what_cannot_be_reliability_is_refused_in_words(asked):
    with pytest.raises(ValueError, match=r"\w{4,}"):
        asked()
