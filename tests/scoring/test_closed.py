"""Closed answers are scored by shape: how high or how wide a person judges never matters."""

import math
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scenarios.traits import Trait
from scoring import closed
from scoring.closed import level_of, partial_credit, rate_form, shape_score, standardised
from scoring.rating import Answer

judgements = st.lists(st.integers(1, 5), min_size=5, max_size=24)
keys = st.lists(st.floats(1, 5), min_size=5, max_size=24)


def score(given_values, key_values):
    x, k = standardised(given_values), standardised(key_values)
    assume(x is not None and k is not None and max(map(abs, k)) < 10)
    return shape_score(list(zip(x, k, strict=True)), [1.0] * len(k))


@given(judgements, st.data(), st.floats(0.1, 9), st.floats(-9, 9))
def test_stretching_and_shifting_judgements_changes_nothing(x, data, stretch, shift):
    key = data.draw(st.lists(st.integers(1, 5), min_size=len(x), max_size=len(x)))
    moved = [shift + stretch * value for value in x]
    assert score(moved, key) == pytest.approx(score(x, key), abs=1e-6)


@given(st.lists(st.integers(10, 50), min_size=3, max_size=20))
def test_the_key_scores_one_and_reversed_it_is_the_least(key):
    assert score(key, key) == pytest.approx(1)
    assert score([-value for value in key], key) == pytest.approx(-1)


@given(st.lists(st.integers(10, 50), min_size=3, max_size=12), st.randoms())
def test_nothing_scores_below_the_reversed_key(key, chance):
    x = list(key)
    chance.shuffle(x)
    assert score(x, key) >= -1 - 1e-9


@given(st.lists(st.integers(1, 5), min_size=3, max_size=5), st.data())
def test_random_judging_is_zero_on_average_and_exactly(x, data):
    key = data.draw(st.lists(st.integers(10, 50), min_size=len(x), max_size=len(x)))
    weights = data.draw(st.lists(st.floats(0.1, 1), min_size=len(x), max_size=len(x)))
    assume(len(set(x)) > 1 and len(set(key)) > 1)
    k = standardised(key)
    scores = [shape_score(list(zip(standardised(order), k, strict=True)), weights) for order in permutations(x)]
    assert math.fsum(scores) / len(scores) == pytest.approx(0, abs=1e-9)


@given(judgements, st.data())
def test_distance_splits_into_elevation_scatter_and_shape(x, data):
    k = data.draw(st.lists(st.floats(1, 5), min_size=len(x), max_size=len(x)))
    n, mx, mk = len(x), math.fsum(x) / len(x), math.fsum(k) / len(k)
    sx, sk = (math.sqrt(math.fsum((v - m) ** 2 for v in values) / n) for values, m in ((x, mx), (k, mk)))
    cross = math.fsum((a - mx) * (b - mk) for a, b in zip(x, k, strict=True)) / n
    distance = math.fsum((a - b) ** 2 for a, b in zip(x, k, strict=True)) / n
    assert distance == pytest.approx((mx - mk) ** 2 + (sx - sk) ** 2 + 2 * (sx * sk - cross), abs=1e-9)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(1, 5), min_size=3, max_size=8))
def test_a_random_best_and_worst_gets_half(key):
    assume(max(key.values()) - min(key.values()) > 1e-3)
    pairs = [partial_credit(key, a, b) for a in key for b in key if a != b]
    assert math.fsum(pairs) / len(pairs) == pytest.approx(0.5, abs=1e-9)
    assert max(pairs) == pytest.approx(1) and min(pairs) == pytest.approx(0)


@given(st.floats(-3, 3), st.floats(0, 3))
def test_a_higher_score_never_has_a_lower_level(value, more):
    assert 1 <= level_of(value) <= level_of(value + more) <= 5


def choices(scenario, given_to):
    return {option.id: given_to(option) for option in scenario.steps[0].closed.options}


def ratings(scenario, given):
    return rate_form([Answer(scenario, "s1", choices=given)])[0]


def test_whoever_follows_the_key_is_above_whoever_turns_it_round(lamp):
    good = ratings(lamp, choices(lamp, lambda option: round(option.key)))
    bad = ratings(lamp, choices(lamp, lambda option: 6 - round(option.key)))
    assert all(good[trait].level > 4 and bad[trait].level < 2 for trait in good)


def test_avoiding_the_ends_of_the_scale_gains_nothing(lamp):
    wide = ratings(lamp, {"a": 5, "b": 3, "c": 1, "d": 3, "e": 1})
    narrow = ratings(lamp, {"a": 4, "b": 3, "c": 2, "d": 3, "e": 2})
    assert [rating.level for rating in wide.values()] == pytest.approx([rating.level for rating in narrow.values()])


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (None, closed.NO_CHOICES),
        ({"a": 5}, closed.INCOMPLETE),
        ({"a": 5, "b": 3, "c": 0, "d": 3, "e": 1}, closed.INCOMPLETE),
        ({"a": 5, "b": 3, "c": True, "d": 3, "e": 1}, closed.INCOMPLETE),
        (dict.fromkeys("abcde", 3), closed.FLAT),
    ],
)
def test_what_cannot_be_scored_says_why(lamp, given, why):
    assert {(rating.level, rating.reason) for rating in ratings(lamp, given).values()} == {(None, why)}


@pytest.mark.parametrize("given", [{}, {"best": "a"}, {"best": "a", "worst": "a"}, {"best": "a", "worst": "nothing"}])
def test_a_best_and_a_worst_are_both_needed(library, given):
    assert all(rating.level is None for rating in ratings(library["S02"], given).values())


def test_the_right_pair_is_the_top_level(library):
    found = ratings(library["S02"], {"best": "a", "worst": "c"})
    assert found[Trait.EMPATHIC].level == 5.0


def disputed(scenario, option_id, *, left_out=False):
    """The scenario with one option that is shown and not scored, or without it."""
    part = scenario.steps[0].closed
    marked = [each.model_copy(update={"scored": each.id != option_id}) for each in part.options]
    kept = tuple(each for each in marked if each.scored or not left_out)
    step = scenario.steps[0].model_copy(update={"closed": part.model_copy(update={"options": kept})})
    return scenario.model_copy(update={"steps": (step, *scenario.steps[1:])})


@given(judgement=st.integers(1, 5), others=st.lists(st.integers(1, 5), min_size=4, max_size=4))
def test_an_option_that_is_not_scored_might_as_well_not_be_there(lamp, judgement, others):
    given_to = dict(zip("abde", others, strict=True))
    shown = ratings(disputed(lamp, "c"), {**given_to, "c": judgement})
    assert shown == ratings(disputed(lamp, "c", left_out=True), given_to)
    assert shown == ratings(disputed(lamp, "c"), given_to)


def test_an_option_that_is_not_scored_does_not_move_another_situation_of_the_form(lamp, library):
    other = library["S11"]
    follow = Answer(other, "s1", choices=choices(other, lambda option: round(option.key)))
    forms = [
        rate_form([Answer(disputed(lamp, "c"), "s1", choices={"a": 5, "b": 2, "c": c, "d": 4, "e": 1}), follow])[1]
        for c in (1, 5)
    ]
    assert forms[0] == forms[1]


def test_a_trait_of_which_only_an_unscored_option_speaks_is_not_rated(lamp):
    only = Trait.CONSCIENTIOUS
    part = lamp.steps[0].closed
    options = tuple(
        each.model_copy(update={"traits": {t: w for t, w in each.traits.items() if (t is only) == (each.id == "c")}})
        for each in part.options
    )
    step = lamp.steps[0].model_copy(update={"closed": part.model_copy(update={"options": options})})
    scenario = disputed(lamp.model_copy(update={"steps": (step,)}), "c")
    assert only not in ratings(scenario, {"a": 5, "b": 2, "c": 1, "d": 4, "e": 1})


def test_nothing_can_be_told_from_picking_an_unscored_option(library):
    scenario = disputed(library["S02"], "c")
    found = ratings(scenario, {"best": "a", "worst": "c"})
    assert {(rating.level, rating.reason) for rating in found.values()} == {(None, closed.NOT_SCORED)}
    assert ratings(scenario, {"best": "a", "worst": "d"})[Trait.EMPATHIC].level is not None


def test_one_persons_form_is_standardised_as_a_whole(library):
    forms = [scenario for scenario in library.values() if scenario.steps[0].closed.kind == "rate_each"][:3]
    answers = [
        Answer(scenario, "s1", choices=choices(scenario, lambda option: round(option.key))) for scenario in forms
    ]
    reversed_order = rate_form(answers[::-1])[::-1]
    for one, other in zip(rate_form(answers), reversed_order, strict=True):
        assert {t: r.level for t, r in one.items()} == pytest.approx({t: r.level for t, r in other.items()})
