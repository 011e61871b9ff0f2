"""The ledger itself: it has to notice what it is there to notice."""

import pytest

from tests.chaos.ledger import Stored, Write, complaints, strange_texts

FIRST, SECOND = Write("key-1", "first", is_acknowledged=True), Write("key-2", "second", is_acknowledged=True)
UNSURE = Write("key-3", "third")
FIXING = Write("key-4", "fourth", fixes=True, is_acknowledged=True)


@pytest.mark.parametrize(
    ("writes", "rows"),
    [
        ([], []),
        ([UNSURE], []),
        ([UNSURE], [Stored("third", 1, False)]),
        ([FIRST], [Stored("first", 1, False)]),
        ([FIRST, SECOND], [Stored("second", 2, False)]),
        ([FIRST, UNSURE], [Stored("first", 1, False)]),
        ([FIRST, UNSURE], [Stored("third", 2, False)]),
        ([FIRST, FIXING], [Stored("fourth", 2, True)]),
    ],
)
def test_what_can_honestly_be_there_is_no_reason_to_complain(writes, rows):
    assert complaints(writes, rows) == []


@pytest.mark.parametrize(
    ("writes", "rows", "complaint"),
    [
        ([FIRST], [], "lost"),
        ([FIRST, SECOND], [Stored("first", 2, False)], "lost"),
        ([FIRST, UNSURE], [Stored("something else", 2, False)], "lost"),
        ([FIRST, SECOND], [Stored("second", 1, False)], "lost"),
        ([FIRST], [Stored("first", 2, False)], "doubled"),
        ([FIRST], [Stored("first", 1, False), Stored("first", 1, False)], "doubled"),
        ([FIRST, FIXING], [Stored("fourth", 2, False)], "not fixed"),
    ],
)
def test_a_lost_doubled_or_loose_answer_is_noticed(writes, rows, complaint):
    assert any(complaint in found for found in complaints(writes, rows))


@pytest.mark.parametrize(
    ("aside", "complaint"),
    [([], []), (["third"], []), (["x"], ["set aside, never sent: 'x'"]), (["third"] * 2, ["set aside twice: 'third'"])],
)
def test_a_text_set_aside_was_sent_and_is_kept_once(aside, complaint):
    assert strange_texts([FIRST, UNSURE], aside) == complaint
