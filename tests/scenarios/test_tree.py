import subprocess
import sys
import time
from pathlib import Path

import pytest

from scenarios.tree import MAX_BYTES, MAX_DEPTH, Unreadable, grow
from tests.scenarios.bombs import BOMBS

BOMB_FILE = Path(__file__).with_name("bombs.py")
ROOT = BOMB_FILE.parents[2]
TABS = "no text begins with this character unless in quotes; indent with spaces, not tabs"
COLON = "a text that holds ': ' must stand in quotes, or the line is indented too far"
INDENT = "this line is not indented like those before it, or a text goes on after its quotes"


def complaints_about(text: str) -> list[str]:
    try:
        return [complaint.message for complaint in grow(text).complaints]
    except Unreadable as error:
        return [complaint.message for complaint in error.complaints]


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_within_a_second(text):
    start = time.process_time()
    assert complaints_about(text)
    assert time.process_time() - start < 1


def test_all_bombs_together_take_less_than_64_mib():
    done = subprocess.run(
        [sys.executable, BOMB_FILE], cwd=ROOT, env={"PYTHONPATH": "."}, check=True, capture_output=True, text=True
    )
    assert done.stderr == ""
    assert 0 <= float(done.stdout) < 64


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file is empty"),
        ("# nothing but a comment", 1, "the file is empty"),
        ("a: 1\n---\nb: 1", 2, "one file holds one scenario; take out the line '---'"),
        ("a: 1\n\tb: 2", 2, "the file breaks off here: " + TABS),
        ("a: one: two", 1, "the file breaks off here: " + COLON),
        ("a:\n  - b\n c: 1", 3, "the file breaks off here: " + INDENT),
        ("a: [1, 2", 1, "the file breaks off here: a list [ ] or a group { } is not closed, or a comma is missing"),
        ('a: 1\nb: "two', 2, "the file breaks off here: a quotation mark is opened but never closed"),
        ("a: 1\nb: \u202ex", 2, "the character U+202E cannot be shown and is not allowed"),
        ("a: 1\n? [b]\n: 2", 2, "a field's name must be one plain word"),
    ],
)  # fmt: skip
def test_text_that_is_no_data_is_refused_at_its_line(text, line, message):
    with pytest.raises(Unreadable) as caught:
        grow(text)
    assert [(found.line, found.message) for found in caught.value.complaints] == [(line, message)]


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("7", 7), ("-7", -7), ("+7", 7), ("007", 7), ("7.5", 7.5), (".5", 0.5), ("-.5", -0.5), ("1e3", 1000.0),
        ("true", True), ("False", False), ("null", None), ("~", None), ("yes", "yes"), ("no", "no"), ("on", "on"),
        ("1_000", "1_000"), ("0x10", "0x10"), ("2024-01-05", "2024-01-05"), ("12:30", "12:30"), ("'7'", "7"),
        ('"true"', "true"), ("9" * 50, "9" * 50), ("nan", "nan"),
    ],
)  # fmt: skip
def test_a_word_means_what_an_author_expects(word, value):
    found = grow(f"a: {word}").data["a"]
    assert (found, type(found)) == (value, type(value))


def test_depth_up_to_the_limit_is_read():
    deepest = "[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH
    assert grow(deepest).complaints == []
    with pytest.raises(Unreadable):
        grow("[" + deepest + "]")


def test_a_file_of_exactly_the_greatest_size_is_read():
    assert grow("a: " + "x" * (MAX_BYTES - 3)).complaints == []
    with pytest.raises(Unreadable):
        grow("a: " + "x" * (MAX_BYTES - 2))


def test_every_repeated_name_is_told_with_both_lines():
    found = grow("a: 1\nb: {c: 1, c: 2}\na: 3").complaints
    assert [(each.path, each.line) for each in found] == [(("b",), 2), ((), 3)]
    assert found[1].message == "'a' stands here a second time; the first is on line 1"


def test_complaints_before_the_break_are_kept():
    assert len(complaints_about("a: 1\na: 2\nb: [")) == 2
