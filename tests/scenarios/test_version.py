from pathlib import Path
from random import Random
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.reading import read_scenario
from scenarios.scenario import Scenario
from scenarios.tree import grow
from scenarios.version import content_hash, structure_hash

TEXT = Path(__file__).with_name("sample.yaml").read_text("utf-8")
SAMPLE = read_scenario(TEXT, "sample.yaml")
NO_NAMES_OF_OUR_OWN = {
    "schema",
    "id",
    "kind",
    "key_source",
    "step",
    "family",
    "channel",
    "locale",
    "branch",
    "if",
    "primary",
    "secondary",
}


def in_other_order(value: Any, random: Random) -> Any:
    """The same data with the fields of every group shuffled."""
    if isinstance(value, list):
        return [in_other_order(entry, random) for entry in value]
    if not isinstance(value, dict):
        return value
    names = random.sample(sorted(value), len(value))
    return {name: in_other_order(value[name], random) for name in names}


def prose(value: Any, path: tuple = ()) -> list[tuple]:
    """Where free text stands in a file's data."""
    if isinstance(value, dict):
        inner = [(name, entry) for name, entry in value.items() if name not in NO_NAMES_OF_OUR_OWN]
    elif isinstance(value, list):
        inner = list(enumerate(value))
    else:
        return [path] if isinstance(value, str) else []
    return [found for name, entry in inner for found in prose(entry, (*path, name))]


def with_text(value: Any, path: tuple, text: str) -> Any:
    """The data with the text at a path replaced."""
    if not path:
        return text
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = with_text(value[path[0]], path[1:], text)
    return copy


DATA = grow(TEXT).data
PLACES = prose(DATA)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_fields_is_no_content(random):
    other = Scenario.model_validate(in_other_order(DATA, random))
    assert content_hash(other) == content_hash(SAMPLE)
    assert structure_hash(other) == structure_hash(SAMPLE)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PLACES))
def test_any_changed_word_is_other_content_and_the_same_structure(path):
    other = Scenario.model_validate(with_text(DATA, path, "other words"))
    assert content_hash(other) != content_hash(SAMPLE)
    assert structure_hash(other) == structure_hash(SAMPLE)


def test_comments_and_blank_lines_are_no_content(changed):
    text = changed(("family:", "# why this family\n\nfamily:"), ("intensity: 2}", "intensity: 2}   # a note"))
    assert content_hash(read_scenario(text, "x")) == content_hash(SAMPLE)


def test_composed_and_decomposed_accents_are_the_same_content(changed):
    composed = changed(("The cake", "The caké"))
    decomposed = normalize("NFD", composed)
    assert composed != decomposed
    assert content_hash(read_scenario(composed, "x")) == content_hash(read_scenario(decomposed, "x"))


def test_a_default_written_out_is_the_same_content(changed):
    text = changed(("kind: rate_each", "kind: rate_each\n      shuffle: true"))
    assert content_hash(read_scenario(text, "x")) == content_hash(SAMPLE)


@pytest.mark.parametrize(
    ("old", "new", "same_structure"),
    [
        ("version: 1", "version: 2", True),
        ("key: 4.7", "key: 4.6", True),
        ("w: .5", "w: .6", True),
        ("max_chars: 700", "max_chars: 800", True),
        ("channel: chat", "channel: email", False),
        ("kind: rate_each", "kind: best_worst", False),
        ("{id: b, text", "{id: x, text", False),
        ("{id: C2, w: 1}", "{id: C4, w: 1}", False),
        ("{empathic: -1}", "{anticipatory: -1}", False),
        ("{if: wrong_fact", "{if: blame", False),
        ("id: g1", "id: g9", False),
    ],
)
def test_numbers_are_content_and_ids_kinds_and_traits_are_structure_too(old, new, same_structure, changed):
    other = read_scenario(changed((old, new)), "x")
    assert content_hash(other) != content_hash(SAMPLE)
    assert (structure_hash(other) == structure_hash(SAMPLE)) is same_structure


def test_the_hashes_of_the_sample_stay_as_they_are():
    assert content_hash(SAMPLE) == "e14f6a6ffb4d90c8defe6cc66f8aa55564637eb1d2c72ae7ed33a6c1bcafbc34"
    assert structure_hash(SAMPLE) == "f6a9d6f2f73dbe7adfb781b8c98f5936712e55b4e90641834dc2bf1cb282389a"


def test_a_scenario_kept_as_json_comes_back_the_same():
    kept = SAMPLE.model_dump_json(by_alias=True)
    assert Scenario.model_validate_json(kept) == SAMPLE
    assert content_hash(Scenario.model_validate_json(kept)) == content_hash(SAMPLE)
