from dataclasses import asdict, fields
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.reading import read_scenario
from scenarios.scenario import Option
from scenarios.view import CandidateView, candidate_view, option_order

PARTS = [("s1", "open"), ("s1", "closed"), ("s2", "open"), ("s2", "closed")]
OSJ = "osj:\n  kind: not_warranted\n  pair: CANARY_pair\n  standard"
HIDDEN = [
    ("process:\n  standard", OSJ),
    ("family: IN", "family: IN\ntension: {overdone_side: loud, overdone: [CANARY tension]}"),
    ("customer's name is Noor", "CANARY given"),
    ("aliases: [noor]", "aliases: [CANARY alias]"),
    ("how will she collect", "CANARY unknown"),
    ("she is afraid", "CANARY implied"),
    ("a cake keeps for two hours outside", "CANARY next issue"),
    ("the cake is ready at ten", "CANARY hidden"),
    ("expected: [upset", "expected: [CANARY emotion"),
    ("owns the mistake, mends it", "CANARY why"),
    ("solves the two hours", "CANARY why two"),
    ("key: 4.7", "key: 4.6543"),
    ("{empathic: -1}", "{empathic: -0.6543}"),
    ("The order is moved to Saturday.", "CANARY anchor"),
    ("w: .5", "w: .6543"),
    ("Hello, the day in our message", "CANARY example"),
    ("Thank you very much for your message", "CANARY decoy"),
]


@pytest.mark.parametrize(("step", "part"), PARTS)
def test_nothing_hidden_reaches_a_candidate(step, part, changed):
    text = changed(*HIDDEN)
    assert text.count("CANARY") == len(HIDDEN) - 3
    shown = str(asdict(candidate_view(read_scenario(text, "x"), step, part, "seed")))
    secrets = ("CANARY", "6543", "not_warranted", "loud", "empathic", "conscientious")
    assert [secret for secret in secrets if secret in shown] == []


def test_a_view_holds_what_a_candidate_needs_to_write(sample):
    view = candidate_view(sample, "s2", "open", "seed")
    assert (view.scenario, view.step, view.step_number, view.step_count) == ("B01", "s2", 2, 2)
    assert (view.title, view.channel, view.locale) == ("The cake for Saturday", "chat", "en")
    assert view.stem == sample.stem
    assert view.customer_turn == sample.steps[1].customer_turn
    assert (view.writing.prompt, view.writing.min_chars, view.writing.max_chars) == ("Write your next reply.", 40, 700)
    assert view.allowed.hard_lines == ("no money back in cash", "no change to the recipe")


def test_options_are_hidden_while_writing_and_a_later_turn_before_its_step(sample):
    view = candidate_view(sample, "s1", "open", "seed")
    assert (view.judging, view.customer_turn) == (None, None)
    assert "Mill Road" not in str(view)


def test_the_closed_part_shows_every_option_by_id_and_text(sample):
    judging = candidate_view(sample, "s1", "closed", "seed").judging
    assert judging.kind == "rate_each"
    assert {(o.id, o.text) for o in judging.options} == {(o.id, o.text) for o in sample.steps[0].closed.options}
    assert [field.name for field in fields(judging.options[0])] == ["id", "text"]


def test_options_keep_their_order_where_the_author_says_so(changed):
    text = changed(("kind: rate_each", "kind: rate_each\n      shuffle: false"))
    scenario = read_scenario(text, "x")
    orders = {tuple(o.id for o in candidate_view(scenario, "s1", "closed", seed).judging.options) for seed in "abcdef"}
    assert orders == {tuple("abcde")}


def test_a_step_that_does_not_exist_is_an_error(sample):
    with pytest.raises(KeyError, match="no step 's3'"):
        candidate_view(sample, "s3", "open", "seed")


def test_a_part_that_a_step_does_not_ask_is_an_error(sample_text):
    before_examples = sample_text[: sample_text.index("exemplars:")]
    closed_only = read_scenario(before_examples.replace("    open: {prompt: Write your next reply.", "    # {"), "x")
    with pytest.raises(KeyError, match="asks no open answer"):
        candidate_view(closed_only, "s2", "open", "seed")


def test_a_view_cannot_be_changed(sample):
    view = candidate_view(sample, "s1", "open", "seed")
    with pytest.raises(AttributeError):
        view.title = "Another"


def test_the_fields_of_a_view_are_these_and_no_others():
    assert [field.name for field in fields(CandidateView)] == [
        "scenario", "step", "step_number", "step_count", "locale", "title", "channel", "stem", "customer_turn",
        "allowed", "writing", "judging",
    ]  # fmt: skip


OPTIONS = [Option(id=name, text="Yes", key=3, traits={}, why="x") for name in "abcd"]


@given(st.text(st.characters(codec=None)), st.permutations(OPTIONS))
def test_the_order_depends_on_the_seed_alone(seed, options):
    assert option_order(seed, options) == option_order(seed, OPTIONS)


def test_over_many_seeds_every_order_comes_up_about_equally_often():
    orders = [tuple(o.id for o in option_order(f"candidate {n}", OPTIONS)) for n in range(2_400)]
    counts = [orders.count(order) for order in permutations("abcd")]
    assert 60 < min(counts) <= max(counts) < 140
