"""What answers say of a scenario: thresholds exactly as they stand, and nothing below the data that they need."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.statistics.advice import RULES, advice
from scoring.statistics.dif import mantel_haenszel, strata
from scoring.statistics.intervals import WithInterval
from scoring.statistics.items import (
    difficulty,
    drift,
    exposure,
    item_rest,
    length_bias,
    other_trait,
    spread,
)
from scoring.statistics.options import fifths, option_curves
from scoring.statistics.raters import agreed, behind, severity
from tests.support.figures import bounds, nearly, plain, quick

NAN = float("nan")
levels = st.lists(st.integers(1, 5).map(float), min_size=2, max_size=30)
tables = st.lists(
    st.lists(st.integers(1, 5).map(float) | st.just(NAN), min_size=4, max_size=4), min_size=2, max_size=12
).map(np.array)

# figure, least n, a value at the fault's edge, one just beyond on the good side.
THRESHOLDS = [
    ("difficulty", 30, 1.79, 1.8),
    ("difficulty", 30, 4.21, 4.2),
    ("spread", 30, 0.59, 0.60),
    ("item_rest", 50, 0.19, 0.20),
    ("other_trait", 100, 0.01, 0.0),
    ("key_rising", 100, 0.0, 0.01),
    ("distractor", 100, 0.049, 0.05),
    ("length", 50, 0.31, 0.30),
    ("machine_qwk", 100, 0.69, 0.70),
    ("machine_behind", 100, 0.10, 0.09),
    ("severity", 30, -0.31, 0.30),
    ("drift", 30, -0.25, 0.24),
    ("exposure", 30, 0.31, 0.30),
    ("dif_delta", 100, -1.0, 0.99),
    ("dif_effect", 100, 0.17, 0.16),
]


def told(figure, value, n, low=None, high=None):
    ends = (value - 0.001 if low is None else low, value + 0.001 if high is None else high)
    [one] = advice({figure: WithInterval(value, *ends, n)})
    return one


@pytest.mark.parametrize(("figure", "least", "bad", "good"), THRESHOLDS)
def test_advice_follows_its_threshold_and_says_nothing_below_its_n(figure, least, bad, good):
    assert told(figure, bad, least).verdict == "look at it" and told(figure, bad, least).words
    assert told(figure, good, least).verdict == "nothing to see" and not told(figure, good, least).words
    early = told(figure, bad, least - 1)
    assert (early.verdict, early.value, early.low, early.n, early.least) == (
        "not enough data",
        None,
        None,
        least - 1,
        least,
    )


def test_people_must_surely_agree_at_70():
    assert told("human_qwk", 0.75, 50, low=0.69).verdict == "look at it"
    assert told("human_qwk", 0.80, 50, low=0.70).verdict == "nothing to see"
    assert told("human_qwk", 0.60, 49, low=0.40).verdict == "not enough data"


def test_every_rule_has_its_thresholds_tested_and_its_own_name():
    assert {figure for figure, *_ in THRESHOLDS} | {"human_qwk"} == {rule.figure for rule in RULES}
    assert len({rule.figure for rule in RULES}) == len(RULES)


def test_a_difference_between_groups_must_be_sure():
    assert told("dif_delta", -1.4, 300, low=-2.9, high=0.1).verdict == "nothing to see"
    assert told("dif_effect", 0.3, 300, low=0.1, high=0.5).verdict == "look at it"


def test_a_figure_that_does_not_exist_cannot_be_told():
    [one] = advice({"item_rest": WithInterval(None, None, None, 80)})
    assert (one.verdict, one.value) == ("cannot be told", None)
    with pytest.raises(ValueError, match="'charm'"):
        advice({"charm": WithInterval(1.0, None, None, 80)})


def test_advice_comes_in_the_order_of_the_rules_and_only_on_what_was_given():
    given_ = {rule.figure: WithInterval(0.5, 0.4, 0.6, 500) for rule in reversed(RULES[:5])}
    assert [one.figure for one in advice(given_)] == [rule.figure for rule in RULES[:5]]
    assert advice({}) == []


def test_fifty_a_group_are_not_enough_for_a_difference_between_groups():
    found = mantel_haenszel(strata([1, 0] * 50 + [0, 0] * 25, [0] * 100 + [1] * 50, [1] * 150))
    assert found.delta.n == 50
    assert advice({"dif_delta": found.delta})[0].verdict == "not enough data"


@quick
@given(tables, st.randoms())
def test_order_of_people_and_of_other_scenarios_changes_no_item_rest(rows, random):
    people = random.sample(range(len(rows)), len(rows))
    others = random.sample(range(1, 4), 3)
    one, other = item_rest(rows, 0), item_rest(rows[people][:, [0, *others]], 0)
    assert bounds(one) == nearly(bounds(other), abs=1e-6) and one.n == other.n


@quick
@given(levels, st.randoms(), st.sampled_from([-2.0, 0.5, 7.0]))
def test_a_constant_moves_the_level_and_nothing_else(values, random, constant):
    moved = np.array(random.sample(values, len(values))) + constant
    assert plain(difficulty(moved).value) == nearly(plain(difficulty(values).value + constant))
    assert bounds(spread(moved)) == nearly(bounds(spread(values)))
    assert bounds(drift(values, moved)) == nearly([-x for x in plain(*reversed_(drift(moved, values)))])


def reversed_(found):
    """Value, then the ends the other way round, as they are after a change of sign."""
    return found.value, found.high, found.low


@quick
@given(levels, st.randoms())
def test_a_rater_is_as_severe_as_the_others_are_lenient(values, random):
    others = np.array(random.sample(values, len(values)))
    assert severity(values, others).value == nearly(-severity(others, values).value)
    assert severity(np.array(values), np.array(values) + 0.5).value == nearly(0.5)


def test_item_rest_leaves_the_scenario_itself_out():
    generator = np.random.default_rng(0)
    rows = generator.normal(size=(4000, 3))
    assert item_rest(rows, 0).value == pytest.approx(0, abs=0.05)
    assert np.corrcoef(rows[:, 0], rows.mean(axis=1))[0, 1] > 0.5


def test_a_scenario_that_goes_with_another_trait_is_seen():
    generator = np.random.default_rng(0)
    own, other = generator.normal(size=(2, 500))
    found = other_trait(other + generator.normal(size=500), own, other)
    assert found.low > 0.4
    assert bounds(other_trait(own, own, other))[0] < -0.9


def test_options_rise_with_the_score_or_fall():
    score = np.arange(100.0)
    choices = ["key" if place % 10 < place // 10 else "other" for place in range(100)]
    found = option_curves(choices, score, ["key", "other", "nobody's"])
    assert found.curve("key") == pytest.approx([0.05, 0.25, 0.45, 0.65, 0.85])
    assert found.rising["key"].low > 0 > found.rising["other"].high
    assert (found.shares["nobody's"].value, found.rising["nobody's"].value) == (0.0, None)
    assert found.chosen.sum() == 100


@quick
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9)), min_size=1, max_size=40), st.randoms())
def test_order_of_people_and_the_unit_of_the_score_change_no_curve(rows, random):
    moved = [(choice, 3.0 * score - 7) for choice, score in random.sample(rows, len(rows))]
    one, other = (option_curves(*zip(*each, strict=True), "abc") for each in (rows, moved))
    assert (one.chosen == other.chosen).all()
    assert one.chosen.sum() == len(rows)


@quick
@given(st.lists(st.integers(0, 20).map(float), min_size=1, max_size=50))
def test_equal_scores_share_a_fifth_and_higher_ones_are_never_lower(scores):
    found = fifths(np.array(scores))
    order = np.argsort(scores, kind="stable")
    assert (np.diff(found[order]) >= 0).all()
    assert all(len(set(found[np.array(scores) == score])) == 1 for score in scores)
    assert set(fifths(np.arange(5.0 * len(scores)))) == {0, 1, 2, 3, 4}


def test_two_people_agree_better_than_a_machine_that_guesses():
    generator = np.random.default_rng(0)
    one = generator.integers(1, 6, 300)
    other, machine = np.clip(one + generator.integers(-1, 2, 300), 1, 5), generator.integers(1, 6, 300)
    found = behind(one, other, machine)
    assert found.low < found.value < found.high and found.low > 0.5
    assert found.value == nearly(agreed(one, other).value - agreed(one, machine).value)
    assert agreed(one, other) == agreed(one, other)


def test_drift_exposure_and_length_carry_the_n_of_what_they_are_made_of():
    assert drift([1, 2, 3] * 20, [2, 3] * 16).n == 32
    assert (exposure(3, 10).value, exposure(0, 0).value) == (0.3, None)
    assert length_bias([10, 20, 30, 40], [1, 2, 3, 5]).n == 4


@pytest.mark.parametrize("values", [[3.0], [3.0] * 40], ids=["one answer", "all alike"])
def test_answers_that_are_alike_have_a_level_and_no_correlation(values):
    assert difficulty(values).value == 3.0 and difficulty(values).low is None
    assert spread(values).value in (None, 0.0)
    assert drift(values, values).value is None
    assert length_bias(np.arange(len(values)), values).value is None
    assert item_rest(np.column_stack([values, values]), 0).value is None
    assert agreed(values, values).value is None and behind(values, values, values).value is None
    assert other_trait(values, values, values).value is None


def test_without_any_level_nothing_is_told():
    assert difficulty([NAN, NAN]).value is difficulty([]).value is None
    assert spread([NAN]).n == 0
    assert item_rest([[NAN, 1], [2, NAN]], 0).n == 0
    assert item_rest([[1], [2]], 0).value is None


@pytest.mark.parametrize(
    "asked",
    [
        lambda: difficulty([1, float("inf")]),
        lambda: difficulty([[1, 2], [3, 4]]),
        lambda: item_rest([[1, 2]], 2),
        lambda: option_curves("ab", [1]),
        lambda: option_curves("ab", [1, NAN]),
        lambda: option_curves("ab", [1, 2], "ac"),
        lambda: drift([], [1, 2]),
        lambda: exposure(5, 4),
        lambda: length_bias([1, 2], [1]),
        lambda: severity([1, NAN], [1, 2]),
        lambda: agreed([1, 2], [1]),
        lambda: behind([1, 2], [1, 2], [1]),
        lambda: other_trait([1, 2], [1, 2], [1]),
    ],
)
def test_what_cannot_be_said_of_answers_is_refused_in_words(asked):
    with pytest.raises(ValueError, match=r"\w+: .{4,}"):
        asked()
