"""Whose judgement a key is, how many stand behind it, and how far they spread."""

import pytest

from scenarios.checks import check_file
from scenarios.library import practice, shipped
from scenarios.reading import read_scenario

SOURCE = "key_source: single author"
KEYS = {"4.7": "5, 5, 4, 5, 5", "3.9": "4, 4, 4, 3, 4", "1.9": "2, 2, 2, 1, 2", "1.5": "1, 2, 1, 2, 1", "1.1": "1"}
MEANS = {"4.7": "4.8", "3.9": "3.8", "1.9": "1.8", "1.5": "1.4", "1.1": "1"}
LAST = "key: 1, traits: {empathic: -1}, judgements: [1, 1, 1, 1, 1]"


@pytest.fixture(scope="session")
def judged(sample_text):
    """The sample with a panel of five behind the key of its first step, with some first occurrences replaced."""
    text = sample_text.replace(SOURCE, "key_source: panel", 1)
    for key, judgements in KEYS.items():
        five = "1, 1, 1, 1, 1" if judgements == "1" else judgements
        text = text.replace(f"key: {key}, traits", f"key: {MEANS[key]}, judgements: [{five}], traits", 1)

    def change(*pairs):
        changed = text
        for old, new in pairs:
            assert old in changed
            changed = changed.replace(old, new, 1)
        return [(each.finding.rule, each.line, each.finding.message) for each in check_file(changed, "x")]

    return change


def test_a_panel_that_agrees_and_whose_mean_is_the_key_passes(judged):
    assert judged() == []


@pytest.mark.parametrize(
    ("pairs", "rule", "line", "message"),
    [
        (
            [("key_source: panel\n", "shuffle: true\n")],
            "key-source",
            35,
            "the key does not say whose judgement it is",
        ),
        (
            [("key_source: panel", SOURCE)],
            "key-source",
            37,
            "the key is called a single author's, and each option has 5 judgements and more",
        ),
        (
            [("[4, 4, 4, 3, 4]", "[4, 4, 4, 3]")],
            "key-source",
            37,
            "the key is called a panel's, and an option has 4 judgements; a panel is 5 and more",
        ),
        ([("key: 3.8", "key: 3.9")], "key-is-mean", 40, "the key of 'b' is 3.9, the mean of its judgements 3.80"),
        (
            [("[2, 2, 2, 1, 2]", "[1, 4, 1, 1, 2]")],
            "judges-agree",
            41,
            "the judgements of 'c' spread by 1.30 (SD); 1 is the most",
        ),
    ],
    ids=["nobody named", "called one author", "four are no panel", "not the mean", "no agreement"],
)
def test_a_key_that_says_more_than_stands_behind_it_is_refused(judged, pairs, rule, line, message):
    assert (rule, line, message) in judged(*pairs)


def test_the_key_may_be_rounded(judged):
    assert judged(("key: 3.8", "key: 3.85")) == []
    assert [rule for rule, _, _ in judged(("key: 3.8", "key: 3.86"))] == ["key-is-mean"]


def test_an_option_that_experts_do_not_agree_on_may_be_shown_unscored(judged):
    unscored = ("[2, 2, 2, 1, 2], traits", "[1, 4, 1, 1, 2], scored: false, traits")
    assert judged(unscored) == []


def test_few_scored_options_are_too_few(judged):
    pairs = [(f"[{KEYS[key]}], traits", f"[{KEYS[key]}], scored: false, traits") for key in ("3.9", "1.9", "1.5")]
    assert [(rule, message) for rule, _, message in judged(*pairs)] == [("enough-scored", "only 2 options are scored")]


def test_what_can_be_picked_must_be_scored(judged):
    told = judged(("key: 1.8, traits: {empathic: -.5}", "key: 1.8, scored: false, traits: {empathic: -.5}"))
    assert [(rule, line) for rule, line, _ in told] == [("enough-scored", 55)]


@pytest.mark.parametrize("judgement", ["0", "6", "4.5", "high"])
def test_a_judgement_is_a_whole_number_from_1_to_5(judged, judgement):
    assert [rule for rule, _, _ in judged(("[5, 5, 4, 5, 5]", f"[5, 5, 4, 5, {judgement}]"))] == ["reading"]


@pytest.mark.parametrize(("name", "text"), [*shipped(), *practice()])
def test_every_shipped_key_says_that_one_author_stands_behind_it(name, text):
    parts = [step.closed for step in read_scenario(text, name).steps if step.closed]
    assert {part.key_source for part in parts} == {"single author"}
    assert not any(option.judgements for part in parts for option in part.options)
