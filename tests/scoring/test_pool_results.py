"""What is made of a pool: weights, cut scores, who may be at the top, who moves, what an interview may take up."""

import math
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.traits import Trait
from scoring.composite import Balance, Interval
from scoring.cut_scores import ABOVE, BELOW, BORDERLINE, against, cut_score
from scoring.estimate import SHIPPED, TRAITS, Estimate, Prior, estimate
from scoring.job_analysis import LEAST, MOST, Need, bounded, job_weights, sensitivity
from scoring.moves import moves
from scoring.prompts import balance_prompt, off_script, off_script_prompt
from scoring.ranking import chances_in_top, places
from scoring.ratings import RatedPart, Rating
from scoring.reporting import added_value, trait_reports

fractions = st.integers(1, 625).map(Fraction)
need = st.builds(Need, st.integers(1, 5), st.integers(1, 5))
seen = st.fixed_dictionaries(dict.fromkeys(TRAITS, need))


def person(*levels, variance=0.02):
    levels = levels * 6 if len(levels) == 1 else levels
    covariance = tuple(tuple(variance if i == j else 0.0 for j in range(6)) for i in range(6))
    return Estimate(levels, covariance, dict.fromkeys(TRAITS, 8), "made up")


def answers(situations, error=0.4, traits=TRAITS):
    return [
        RatedPart(f"S{i:02}", "s1", "open", trait, Rating(4.0, error, (), "rubric"))
        for i in range(situations)
        for trait in traits
    ]


@given(st.lists(fractions, min_size=6, max_size=6))
def test_bounded_weights_are_within_their_bounds_and_sum_to_one_exactly(raw):
    found = bounded(raw)
    assert sum(found) == 1 and min(found) >= LEAST and max(found) <= MOST


@given(st.lists(fractions, min_size=6, max_size=6))
def test_weights_between_the_bounds_keep_their_proportions(raw):
    pairs = [(one, weight) for one, weight in zip(raw, bounded(raw), strict=True) if LEAST < weight < MOST]
    assert len({weight / one for one, weight in pairs}) <= 1


@given(st.dictionaries(st.text(min_size=1, max_size=3), seen, min_size=1, max_size=4), st.randoms())
@settings(max_examples=40)
def test_who_is_asked_first_and_what_they_are_called_changes_no_weight(needs, chance):
    mixed = list(needs.values())
    chance.shuffle(mixed)
    one, other = job_weights(needs), job_weights({f"judge {i}": mixed[i] for i in range(len(mixed))})
    assert one.weights == other.weights and math.fsum(one.weights.values()) == pytest.approx(1, abs=1e-15)
    assert all(0.05 <= weight <= 0.35 for weight in one.weights.values())


def test_who_tells_nothing_apart_gives_equal_weights():
    flat = job_weights({"ana": dict.fromkeys(Trait, Need(3, 3)), "ben": dict.fromkeys(Trait, Need(5, 1))})
    assert set(flat.weights.values()) == {1 / 6} and flat.agreement is None


def test_agreement_of_the_people_is_shown():
    high, low = (dict.fromkeys(Trait, Need(3, 3)) | {Trait.WARMTH: Need(x, x)} for x in (5, 1))
    assert job_weights({"ana": high, "ben": high}).agreement == pytest.approx(1)
    apart = job_weights({"ana": high, "ben": low})
    assert apart.agreement == pytest.approx(-1) and apart.spread[Trait.WARMTH] > apart.spread[Trait.EMPATHIC]
    assert "-1.00" in apart.told and "second one" in job_weights({"ana": high}).told


@pytest.mark.parametrize(
    ("needs", "why"), [({}, "nobody"), ({"ana": {Trait.WARMTH: Need(1, 1)}}, "ana said nothing of anticipatory")]
)
def test_a_job_analysis_with_holes_is_refused(needs, why):
    with pytest.raises(ValueError, match=why):
        job_weights(needs)


@pytest.mark.parametrize("wrong", [(0, 3), (3, 6), (True, 3), (2.5, 3)])
def test_importance_and_frequency_are_whole_numbers_from_one_to_five(wrong):
    with pytest.raises(ValueError, match="whole number"):
        Need(*wrong)


def test_sensitivity_names_who_changes_band_and_for_which_weight():
    pool = {"even": person(3.0, variance=1e-4), "warm": person(4.0, *[2.84] * 5, variance=1e-4)}
    found = {(each.key, each.trait, each.change): (each.band, each.other_band) for each in sensitivity(pool)}
    assert found["even", Trait.WARMTH, -0.2] == (2, 1)
    assert ("even", Trait.WARMTH, 0.2) not in found and {key for key, *_ in found} == {"even"}
    assert sensitivity({"even": person(3.0), "better": person(4.0)}) == []


def test_a_weight_of_everything_has_nothing_to_make_room():
    assert sensitivity({"a": person(3.0), "b": person(4.0)}, {Trait.WARMTH: 1.0}) == []


def test_a_cut_score_needs_judges_who_judge_the_same():
    for wrong in ({"ana": {"S1": 3.0}}, {"ana": {"S1": 3.0}, "ben": {"S2": 3.0}}, {"ana": {}, "ben": {}}):
        with pytest.raises(ValueError, match=r"judge"):
            cut_score(wrong)
    with pytest.raises(ValueError, match="between 1 and 5"):
        cut_score({"ana": {"S1": 3.0}, "ben": {"S1": 6.0}})


def test_judges_who_agree_leave_no_error_and_who_do_not_leave_a_wide_one():
    same = cut_score({name: {"S1": 3.0, "S2": 4.0} for name in ("ana", "ben", "cleo")})
    assert (same.value, same.error) == (62.5, 0.0)
    apart = cut_score({"ana": {"S1": 2.0}, "ben": {"S1": 3.0}, "cleo": {"S1": 4.0}})
    assert (apart.value, round(apart.error, 3)) == (50.0, 14.434) and apart.high - apart.value > 2.9 * apart.error


@pytest.mark.parametrize(("value", "side"), [(70, ABOVE), (66, BORDERLINE), (50, BORDERLINE), (30, BELOW)])
def test_whose_interval_reaches_the_cut_score_is_for_a_person_to_decide(value, side):
    cut = cut_score({"ana": {"S1": 3.0}, "ben": {"S1": 3.0 + 1e-9}, "cleo": {"S1": 3.0}})
    assert against(Interval(value, value - 17, value + 17), cut) == side


@given(st.dictionaries(st.text(min_size=1, max_size=4), st.floats(1, 5), min_size=1, max_size=8), st.integers(1, 9))
@settings(max_examples=20, deadline=None)
def test_chances_of_the_top_come_to_its_size_and_follow_the_score(pool, most):
    chances = chances_in_top({key: person(level, variance=0.05) for key, level in pool.items()}, most)
    assert math.fsum(chances.values()) == pytest.approx(min(most, len(pool)))
    ordered = [chances[key] for key in sorted(pool, key=pool.get)]
    assert all(a <= b + 0.06 for a, b in pairwise(ordered))


def test_an_empty_top_is_refused():
    with pytest.raises(ValueError, match="one person"):
        chances_in_top({"a": person(3.0)}, 0)


def test_other_keys_leave_every_interval_of_places_as_it_was():
    levels = [1.0 + i / 10 for i in range(30)]
    one, other = (
        {place.key.split()[1]: (place.place_low, place.place_high, place.band) for place in places(pool)}
        for pool in ({f"{kind} {i}": person(level) for i, level in enumerate(levels)} for kind in ("a", "zz"))
    )
    assert one == other


def test_who_moves_between_two_runs_is_told_with_the_error():
    before = {"a": person(3.0), "b": person(3.0), "c": person(2.0)}
    after = {"a": person(3.0), "b": person(4.9), "d": person(1.0)}
    found = moves(before, after)
    assert [(each.key, each.changes_band, each.is_beyond_error) for each in found.moved] == [
        ("a", True, False),
        ("b", False, True),
    ]
    assert (found.joined, found.left, found.same) == (("d",), ("c",), 0)
    assert found.told == "Of 2 people 1 change band, and 1 move by more than the error of their score."


def test_the_same_run_twice_moves_nobody():
    run = {key: person(level) for key, level in (("a", 3.0), ("b", 4.0))}
    assert (moves(run, run).moved, moves(run, run).same) == ((), 2)


def test_added_value_is_the_textbook_one():
    """Eight situations with an error of .9 each and a halo of .4; all traits, equal weights."""
    found = added_value(estimate(answers(8)), Trait.WARMTH)
    between, error = 0.25 * (1 + 5 * 0.6) / 6, 0.9 / 8 * (1 + 5 * 0.4) / 6
    assert found.own == pytest.approx(0.25 / (0.25 + 0.9 / 8))
    assert found.composite == pytest.approx(between**2 / (0.25 * (between + error)))


def test_a_trait_that_the_composite_tells_better_keeps_its_number_to_itself():
    """Its own six answers are noisy, the others' many are not, and all traits are nearly one."""
    prior = Prior(correlation=0.95)
    ratings = answers(6, 2.0, (Trait.WARMTH,)) + answers(16, 0.2, TRAITS[1:])
    report = trait_reports(estimate(ratings, prior), prior)[Trait.WARMTH]
    assert report.reliability > 0.7 and not report.reported and report.value is None
    assert report.why.startswith("The composite says more of it (0.8")


def test_a_trait_with_enough_good_answers_of_its_own_is_shown():
    assert all(report.reported for report in trait_reports(estimate(answers(16))).values())
    assert SHIPPED.correlation == 0.6


@pytest.mark.parametrize(
    ("counts", "d", "c"),
    [((3, 3, 0, 3), 2.30, 0), ((3, 3, 3, 3), 0, -1.15), ((0, 3, 0, 3), 0, 1.15), ((2, 3, 1, 3), 0.64, 0)],
)
def test_the_worked_numbers_of_off_script_judgement(counts, d, c):
    found = off_script(*counts)
    assert (found.d, found.c) == (pytest.approx(d, abs=0.005), pytest.approx(c, abs=0.005))
    assert found.d_error == pytest.approx(2 * found.c_error) and found.d_error > 0.7


@pytest.mark.parametrize("wrong", [(4, 3, 0, 3), (-1, 3, 0, 3), (0, 0, 0, 3), (1, 3, 0, 0)])
def test_counts_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match=r"yes|situations"):
        off_script(*wrong)


def test_prompts_claim_a_direction_only_beyond_their_error():
    assert off_script_prompt(off_script(3, 3, 0, 3)).startswith("Leaves the script where it is warranted")
    assert off_script_prompt(off_script(12, 12, 12, 12)).startswith("Leaves the script in most situations")
    assert off_script_prompt(off_script(2, 3, 1, 3)).startswith("Too few")
    assert "(0.0 ± 0.3 levels)" in balance_prompt(Balance(-0.01, 0.3, "balanced within error"))
    assert "heard out" in balance_prompt(Balance(0.8, 0.2, "loud"))
    assert "speak up" in balance_prompt(Balance(-0.8, 0.2, "quiet"))
