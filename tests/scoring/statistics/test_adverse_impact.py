"""Adverse impact: the four audits, four fifths without rounding, and what few people cannot show."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.statistics.adverse_impact import TOO_FEW, adverse_impact, by_group, compare, scored_high
from scoring.statistics.two_by_two import (
    Selected,
    breaks_four_fifths,
    fisher,
    flips,
    impact_ratio,
    least_expected,
    pooled_z,
    shortfall,
)
from tests.support.figures import bounds, nearly, plain, quick

AUDITS = [
    (Selected(555, 1181), Selected(667, 1390), (0.97934, -0.50171, 0.634486, False)),
    (Selected(170, 390), Selected(412, 797), (0.84323, -2.62333, 0.0094301, False)),
    (Selected(10, 24), Selected(18, 28), (0.64815, -1.63108, 0.162814, True)),
    (Selected(3, 12), Selected(12, 16), (0.33333, -2.62532, 0.0200176, True)),
]
groups = st.integers(1, 60).flatmap(lambda people: st.integers(0, people).map(lambda some: Selected(some, people)))
axes = st.dictionaries(st.sampled_from("abcdef"), groups, min_size=1)


@pytest.mark.parametrize(("low", "high", "worked"), AUDITS)
def test_the_four_audits_have_their_worked_figures(low, high, worked):
    ratio, z, p, breach = worked
    found = compare(low, high)
    assert (round(found.ratio.value, 5), round(found.z, 5), found.breach) == (ratio, z, breach)
    assert found.fisher.two_sided == pytest.approx(p, abs=5e-7)
    assert found.ratio.low < ratio < found.ratio.high


def test_few_people_allow_no_conclusion_however_striking():
    assert [compare(low, high).verdict for low, high, *_ in AUDITS] == [
        "at least four fifths, no significant difference",
        "at least four fifths, but the difference is significant",
        TOO_FEW,
        TOO_FEW,
    ]


@pytest.mark.parametrize(("some", "breach"), [(45, True), (48, False), (51, False)])
def test_three_quarters_breaks_four_fifths_and_four_fifths_does_not(some, breach):
    assert breaks_four_fifths(Selected(some, 60), Selected(60, 60)) is breach


def test_no_exact_tie_is_taken_for_a_breach_though_division_would_take_many():
    ties = [
        (Selected(low, few), Selected(high, many))
        for few in range(1, 51)
        for many in range(1, 51)
        for high in range(1, many + 1)
        for low in [Fraction(4 * high * few, 5 * many)]
        if low.denominator == 1
        for low in [int(low)]
    ]
    assert not any(breaks_four_fifths(low, high) for low, high in ties)
    misjudged = [1 for low, high in ties if (low.selected / low.people) / (high.selected / high.people) < 0.8]
    assert len(ties) > 2000 and len(misjudged) > 100


def test_one_sided_p_of_the_tea_is_fishers():
    assert fisher(Selected(3, 4), Selected(1, 4)).at_least == pytest.approx(0.242857, abs=5e-7)


@quick
@given(groups, groups)
def test_p_values_are_between_0_and_1_and_mid_p_is_never_larger(one, other):
    found, turned = fisher(one, other), fisher(other, one)
    assert 0 < found.mid <= found.two_sided <= 1
    assert found.two_sided == pytest.approx(turned.two_sided)
    assert found.at_least == pytest.approx(turned.at_most)


@quick
@given(groups, groups)
def test_swapping_two_groups_turns_the_sign_and_nothing_else(one, other):
    assert plain(pooled_z(one, other)) == nearly(plain(-z if (z := pooled_z(other, one)) is not None else None))
    assert shortfall(one, other) == nearly(-shortfall(other, one))
    assert least_expected(one, other) == least_expected(other, one)


@quick
@given(groups, groups)
def test_selecting_and_turning_away_are_one_difference(one, other):
    turned = [Selected(each.people - each.selected, each.people) for each in (one, other)]
    assert fisher(one, other).two_sided == pytest.approx(fisher(*turned).two_sided)
    assert plain(pooled_z(one, other)) == nearly(plain(pooled_z(*reversed(turned))))


@quick
@given(groups, groups)
def test_an_interval_holds_its_ratio_and_its_rate(low, high):
    found = impact_ratio(low, high)
    assert found.value is None or found.low <= found.value <= found.high
    rate = low.interval()
    assert 0 <= rate.low <= rate.value <= rate.high <= 1


def test_the_interval_of_a_ratio_holds_the_true_one_as_often_as_it_says():
    generator = np.random.default_rng(0)
    drawn = generator.binomial(100, 0.3, size=(2000, 2))
    found = [impact_ratio(Selected(low, 100), Selected(high, 100)) for low, high in drawn]
    assert np.mean([one.low <= 1 <= one.high for one in found]) == pytest.approx(0.95, abs=0.015)


@quick
@given(axes, st.randoms(), st.integers(0, 9))
def test_order_and_names_of_groups_change_no_figure(counts, random, unknown):
    names = random.sample(range(100), len(counts))
    shuffled = random.sample(list(zip(names, counts.values(), strict=True)), len(counts))
    before, after = adverse_impact(counts, unknown), adverse_impact(dict(shuffled), unknown)
    renamed = dict(zip(counts, names, strict=True))
    told = {one.group: (one.ratio, one.rate, one.left_out) for one in after.groups}
    assert {renamed[one.group]: (one.ratio, one.rate, one.left_out) for one in before.groups} == told
    assert before.unknown == after.unknown == unknown


@quick
@given(axes)
def test_no_impact_ratio_is_above_one_and_the_highest_rate_has_one(counts):
    ratios = [one.ratio for one in adverse_impact(counts).groups if one.ratio is not None]
    assert not ratios or max(ratios) == 1.0
    assert bool(ratios) == any(one.counts.selected for one in adverse_impact(counts).groups if not one.left_out)


def test_with_no_true_difference_fisher_seldom_alarms_and_four_fifths_half_the_time():
    generator = np.random.default_rng(0)
    drawn = [
        (Selected(*sorted(pair)[:1], 50), Selected(max(pair), 50)) for pair in generator.binomial(50, 0.3, (2000, 2))
    ]
    assert np.mean([fisher(low, high).two_sided < 0.05 for low, high in drawn]) <= 0.05
    assert np.mean([breaks_four_fifths(low, high) for low, high in drawn]) == pytest.approx(0.47, abs=0.03)


def test_a_category_below_two_percent_is_shown_with_the_reason_and_in_no_ratio():
    found = adverse_impact({"a": Selected(20, 48), "b": Selected(30, 50), "c": Selected(2, 2), "d": Selected(0, 0)})
    assert [one.left_out for one in found.groups] == ["", "", "", "nobody is in it"]
    found = adverse_impact({"a": Selected(50, 99), "b": Selected(30, 100), "c": Selected(2, 2)})
    tiny = found.groups[2]
    assert (tiny.counts.people, tiny.rate.value, tiny.ratio, tiny.left_out) == (
        2,
        1.0,
        None,
        "less than 2 % of the data",
    )
    assert found.groups[0].ratio == 1.0


def test_a_tiny_group_with_a_high_rate_hides_nothing():
    found = adverse_impact({"tiny": Selected(5, 5), "a": Selected(60, 100), "b": Selected(30, 100)})
    last = found.groups[2]
    assert last.ratio == 0.3 and last.highest.verdict == TOO_FEW
    assert last.highest_of_enough.beside == "a"
    assert last.highest_of_enough.verdict == "below four fifths, and significant"


def test_one_more_selected_changes_a_verdict_only_at_the_edge():
    assert [flips(Selected(some, 60), Selected(60, 60)) for some in (46, 47, 48, 49)] == [False, True, True, False]
    assert not flips(Selected(0, 10), Selected(0, 10))


def test_axes_cross_and_unknowns_are_counted():
    found = by_group([1, 0, 1, 1], ["f", "m", None, "f"], ["x", "y", "x", "x"])
    assert found == ({("f", "x"): Selected(2, 2), ("m", "y"): Selected(0, 1)}, 1)


@quick
@given(st.lists(st.integers(0, 9), min_size=1, max_size=30))
def test_scoring_rate_counts_those_strictly_above_the_median(scores):
    above = scored_high(scores)
    assert above.sum() * 2 <= len(scores)
    assert above.any() == (max(scores) > np.median(scores))
    assert (scored_high(np.array(scores) + 3.5) == above).all()


def test_one_group_is_compared_with_nobody_and_nobody_selected_has_no_ratio():
    alone = adverse_impact({"a": Selected(10, 50)}).groups[0]
    assert (alone.ratio, alone.highest, alone.highest_of_enough) == (1.0, None, None)
    none = adverse_impact({"a": Selected(0, 50), "b": Selected(0, 40)}).groups
    assert [one.ratio for one in none] == [None, None]
    assert {one.highest.verdict for one in none if one.highest} == {TOO_FEW}


def test_nobody_of_a_group_selected_gives_an_interval_from_zero():
    found = compare(Selected(0, 100), Selected(50, 100))
    assert found.ratio.value == found.ratio.low == 0 and 0 < found.ratio.high < 0.5
    assert found.verdict == "below four fifths, and significant"
    assert bounds(impact_ratio(Selected(50, 50), Selected(50, 50)))[0] == 1.0
    assert math.isnan(plain(impact_ratio(Selected(0, 0), Selected(1, 2)).value)[0])
    assert fisher(Selected(0, 0), Selected(1, 2)).two_sided == 1.0


@pytest.mark.parametrize(
    "asked",
    [
        lambda: Selected(5, 4),
        lambda: Selected(-1, 4),
        lambda: Selected(1.5, 4),
        lambda: Selected(float("nan"), 4),
        lambda: adverse_impact({}),
        lambda: adverse_impact({None: Selected(1, 2)}),
        lambda: adverse_impact({"a": Selected(1, 2)}, unknown=-1),
        lambda: by_group([1, 0], ["a"]),
        lambda: by_group([1, 2], ["a", "b"]),
        lambda: by_group([1, 0]),
        lambda: scored_high([]),
        lambda: scored_high([1, float("nan")]),
        lambda: impact_ratio(Selected(1, 2), Selected(1, 2), 0),
    ],
)
def test_what_cannot_be_counted_is_refused_in_words(asked):
    with pytest.raises(ValueError, match=r"\w{4,}"):
        asked()
