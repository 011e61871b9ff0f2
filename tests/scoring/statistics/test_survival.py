"""How long people stay: worked by hand, what must not matter, and what cannot be told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.statistics.survival import kaplan_meier, log_rank, turnover_by_band
from tests.support.figures import bounds, nearly, plain, quick

NAN = float("nan")
people = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 1), st.sampled_from("abc")), min_size=1, max_size=40)


def test_a_curve_is_the_one_worked_by_hand():
    found = kaplan_meier([6, 6, 6, 7, 10, 6, 9, 10], [1, 1, 1, 1, 1, 0, 0, 0])
    assert found.times.tolist() == [6, 7, 10]
    assert found.staying == pytest.approx([5 / 8, 5 / 8 * 3 / 4, 5 / 8 * 3 / 4 / 2])
    assert found.errors[0] == pytest.approx(5 / 8 * np.sqrt(3 / (8 * 5)))
    assert found.median == 7


def test_without_anybody_still_here_the_curve_is_the_plain_share():
    found = kaplan_meier([1, 2, 3, 4], [1, 1, 1, 1])
    assert [found.at(time).value for time in (0, 1, 2.5, 4)] == [1.0, 0.75, 0.5, 0.0]
    assert found.at(4).low is None


def test_nothing_is_said_beyond_the_time_that_anybody_was_followed():
    found = kaplan_meier([10, 20], [1, 0])
    assert found.at(20).value == 0.5 and found.at(21).value is None
    assert kaplan_meier([10, 20], [0, 0]).at(15).value == 1.0
    assert kaplan_meier([10, 20], [0, 0]).median is None


@quick
@given(people, st.randoms())
def test_order_of_people_and_names_of_bands_change_nothing(rows, random):
    moved = [(time, left, band.upper()) for time, left, band in random.sample(rows, len(rows))]
    one, other = (log_rank(*zip(*each, strict=True)) for each in (rows, moved))
    assert plain(one.chi_square, one.p) == nearly(plain(other.chi_square, other.p), rel=1e-5, abs=1e-7)
    assert sum(one.seen.values()) == nearly(sum(one.expected.values()))
    before, after = (turnover_by_band(*zip(*each, strict=True), by=6) for each in (rows, moved))
    assert {band.upper(): share for band, share in before.items()} == after


@quick
@given(people, st.sampled_from([0.5, 30.0]))
def test_the_unit_of_time_changes_no_share(rows, unit):
    times, left, _ = (np.array(row) for row in zip(*rows, strict=True))
    one, other = kaplan_meier(times, left), kaplan_meier(unit * times, left)
    assert bounds(one.at(5)) == nearly(bounds(other.at(5 * unit)))
    assert one.times * unit == nearly(other.times)


@quick
@given(people)
def test_shares_fall_and_intervals_hold_them(rows):
    times, left, _ = zip(*rows, strict=True)
    found = kaplan_meier(times, left)
    assert (np.diff(found.staying) < 0).all()
    for time in found.times:
        at = found.at(time)
        assert at.low is None or 0 <= at.low <= at.value <= at.high <= 1


def test_groups_of_one_pace_are_seldom_told_apart():
    generator = np.random.default_rng(0)
    found = [log_rank(generator.exponential(size=60), np.ones(60), np.repeat(["a", "b"], 30)).p for _ in range(400)]
    assert np.mean(np.array(found) < 0.05) == pytest.approx(0.05, abs=0.03)


def test_the_interval_of_a_share_holds_it_as_often_as_it_says():
    generator = np.random.default_rng(0)
    stay, follow = generator.exponential(size=(1000, 60)), generator.uniform(0.5, 3, size=(1000, 60))
    found = [kaplan_meier(np.minimum(s, f), s <= f).at(0.8) for s, f in zip(stay, follow, strict=True)]
    assert np.mean([at.low <= np.exp(-0.8) <= at.high for at in found]) == pytest.approx(0.95, abs=0.02)


def test_turnover_counts_those_who_are_still_followed_as_long_as_they_were():
    found = turnover_by_band([100, 50, 400, 400, 30], [1, 0, 0, 1, 0], [1, 1, 1, 1, 2], by=365)
    assert found[1].value == pytest.approx(1 / 3) and found[1].low < 1 / 3 < found[1].high
    assert (found[2].value, found[2].n) == (None, 1)


@pytest.mark.parametrize(
    ("times", "left", "groups"),
    [
        ([1, 2, 3], [1, 1, 0], "aaa"),
        ([1, 2, 3], [0, 0, 0], "aab"),
        ([1], [1], "a"),
        ([1, 2, 3], [0, 0, 1], "aab"),
    ],
    ids=["one group", "nobody left", "one person", "never followed together"],
)
def test_what_cannot_be_compared_has_no_p(times, left, groups):
    found = log_rank(times, left, groups)
    assert (found.chi_square, found.p) == (None, None)


@pytest.mark.parametrize(
    "asked",
    [
        lambda: kaplan_meier([], []),
        lambda: kaplan_meier([1, 2], [1]),
        lambda: kaplan_meier([-1, 2], [1, 0]),
        lambda: kaplan_meier([NAN, 2], [1, 0]),
        lambda: kaplan_meier([1, 2], [1, 2]),
        lambda: kaplan_meier([1, 2], [1, 0]).at(-1),
        lambda: log_rank([1, 2], [1, 0], ["a"]),
        lambda: log_rank([1, 2], [1, 0], ["a", None]),
        lambda: turnover_by_band([1, 2], [1, 0], [1, NAN], by=2),
        lambda: turnover_by_band([1, 2], [1, 0], [1, 2], by=NAN),
    ],
)
def test_what_cannot_be_followed_is_refused_in_words(asked):
    with pytest.raises(ValueError, match=r"\w+: .{4,}"):
        asked()
