"""Assessments are put together by what they have to be, or it is said which demands exclude each other."""

from collections import Counter
from itertools import pairwise

import pytest

from scenarios.traits import Trait
from scoring.assembly.demands import SIZES, Bounds, CannotAssemble, Job, channel_bounds, demands_of, shared_with
from scoring.assembly.solving import assemble, in_order
from scoring.assembly.stories import same_stories

SHOP = {"counter": Bounds(4), "phone": Bounds(3)}
HELP_DESK = {"chat": Bounds(5), "email": Bounds(4)}
LINE = {"phone": Bounds(6)}


@pytest.fixture(scope="session")
def pool(library):
    return list(library.values())


def seen(scenarios):
    return Counter(trait for each in scenarios for trait in each.rubric.traits)


def refusal(pool, job):
    with pytest.raises(CannotAssemble) as caught:
        assemble(pool, job)
    return caught.value


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("channels", [SHOP, HELP_DESK, LINE], ids=["shop", "help desk", "telephone line"])
def test_an_assessment_of_each_size_is_assembled_for_three_jobs(pool, size, channels):
    many, exposures = SIZES[size]
    wanted = {name: Bounds(bounds.least * many // 16) for name, bounds in channels.items()}
    chosen = assemble(pool, Job(size, wanted)).scenarios
    assert len({each.id for each in chosen}) == many
    assert min(seen(chosen)[trait] for trait in Trait) >= exposures
    assert max(Counter(each.family for each in chosen).values()) <= 3
    assert {each.tension.overdone_side for each in chosen if each.tension} == {"loud", "quiet"}
    assert any(len(each.steps) == 2 for each in chosen)
    ids = {each.id for each in chosen}
    assert any(each.osj and each.osj.kind == "warranted" and each.osj.pair in ids for each in chosen)
    by_channel = Counter(each.channel for each in chosen)
    assert all(by_channel[name] >= bounds.least for name, bounds in wanted.items())


def test_a_channel_that_the_job_does_not_have_is_left_out(pool):
    chosen = assemble(pool, Job("short", {"counter": Bounds(most=0)})).scenarios
    assert "counter" not in {each.channel for each in chosen}


@pytest.mark.parametrize("size", list(SIZES))
def test_parallel_assessments_share_a_quarter_and_every_trait(pool, size):
    first = assemble(pool, Job(size)).scenarios
    second = assemble(pool, Job(size, {"chat": Bounds(2)}, first)).scenarios
    shared = [each for each in second if each in first]
    assert SIZES[size][0] / 4 <= len(shared) < SIZES[size][0]
    assert set(seen(shared)) == set(Trait)


def test_another_version_of_a_scenario_is_not_shared(pool):
    newer = [each.model_copy(update={"version": each.version + 1}) for each in pool[:3]]
    assert shared_with([*newer, *pool], pool[:4]) == (3, 4, 5, 6)


def test_a_story_is_told_once_however_often_it_was_copied(pool):
    copies = [each.model_copy(update={"id": f"{each.id}b"}) for each in pool]
    assert same_stories(pool) == tuple((place,) for place in range(len(pool)))
    assert same_stories([*pool, *copies]) == tuple((place, place + len(pool)) for place in range(len(pool)))
    chosen = assemble([*pool, *copies], Job()).scenarios
    assert len({each.title for each in chosen}) == len(chosen)


def test_demands_that_exclude_each_other_are_named_and_no_others(pool):
    told = refusal(pool, Job("short", {"phone": Bounds(6), "chat": Bounds(1)}))
    assert "6 or more by phone" in told.together
    assert not {"1 or more by chat", "a situation in two steps", "at most one situation of a story"} & set(
        told.together
    )
    assert told.would_do == ("It works with 5 instead of this: 6 or more by phone.",)


def test_without_any_one_of_the_named_demands_the_others_can_be_met(pool):
    told = refusal(pool, Job("short", {"phone": Bounds(6)}))
    assert len(told.together) > 2
    assert len(assemble(pool, Job("short", {"phone": Bounds(5)})).scenarios) == 8
    assert {demand.wanted for demand in demands_of(pool, Job("short", {"phone": Bounds(6)}))} > set(told.together)


@pytest.mark.parametrize(
    ("left", "missing"),
    [
        (lambda each: each.tension is None or each.tension.overdone_side != "quiet", "overdoing the quiet side hurts"),
        (
            lambda each: each.osj is None or each.osj.kind == "warranted",
            "a pair of situations where leaving the script",
        ),
        (lambda each: len(each.steps) == 1, "a situation in two steps"),
    ],
    ids=["no quiet tension", "no pair", "one step only"],
)
def test_what_a_library_lacks_is_named(pool, left, missing):
    told = refusal([each for each in pool if left(each)], Job("short"))
    assert any(missing in wanted for wanted in told.together)


def test_nothing_can_be_assembled_from_nothing():
    assert refusal([], Job("short")).together == ("8 situations, where there are 0 to choose from",)


def test_what_is_reported_as_met_was_asked_for_and_counted(pool):
    job = Job("standard", SHOP)
    found = assemble(pool, job)
    demands = {demand.name: demand for demand in demands_of(pool, job)}
    assert [each.name for each in found.met] == list(demands)
    chosen = [pool.index(each) for each in found.scenarios]
    assert [demands[each.name].found(chosen) for each in found.met] == [each.found for each in found.met]
    assert all(demand.holds(chosen) for demand in demands.values())
    assert {each.name: each.found for each in found.met}["counter"] >= 4


def test_a_pair_is_never_met_one_right_after_the_other(pool):
    row = in_order([each for each in pool if each.osj or each.family == "PR"])
    assert len(row) == 9
    assert not any(one.osj and one.osj.pair == other.id for one, other in pairwise(row))


def test_people_begin_with_a_calm_situation(pool):
    assert in_order(pool)[0].emotion.intensity == min(each.emotion.intensity for each in pool)


@pytest.mark.parametrize(
    ("words", "size", "bounds"),
    [
        ("3", "standard", Bounds(3)),
        ("0", "short", Bounds(0)),
        ("none", "short", Bounds(most=0)),
        ("25%", "short", Bounds(2)),
        ("30%", "standard", Bounds(5)),
        ("100%", "standard", Bounds(16)),
    ],
)
def test_how_much_of_a_channel_is_read_as_a_number_a_share_or_none(words, size, bounds):
    assert channel_bounds(words, size) == bounds


@pytest.mark.parametrize("words", ["", "-1", "many", "9", "101%", "1.5", "٣"])
def test_what_is_no_number_is_refused_by_name(words):
    with pytest.raises(ValueError, match="'"):
        channel_bounds(words, "short")
