"""A customer's words stand apart from what is told, and no word is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.pages.passages import passages
from scenarios.library import shipped
from scenarios.reading import read_scenario

LONG = "You answer phones for a firm that repairs home machines, and it is"
TABLE = {
    'Mara writes:\n"Is it too late?"': [("Mara writes:", False), ("Is it too late?", True)],
    'Mara writes: "Is it too late?"': [("Mara writes:", False), ("Is it too late?", True)],
    '"Hello?"\nNobody answers.': [("Hello?", True), ("Nobody answers.", False)],
    "Mara: “Is it late?”\nIt is.": [("Mara:", False), ("Is it late?", True), ("It is.", False)],
    '"One."\nThen:\n"Two."': [("One.", True), ("Then:", False), ("Two.", True)],
    'Your notes: 2 May, "told to clean filter".': [('Your notes: 2 May, "told to clean filter".', False)],
    'She says "no" and leaves.': [('She says "no" and leaves.', False)],
    'Mara writes:\n"It never ends': [('Mara writes:\n"It never ends', False)],
    f"{LONG}\n3 pm.": [(f"{LONG} 3 pm.", False)],
    f"{LONG}\n\nA new day.": [(f"{LONG}\n\nA new day.", False)],
    "Steps:\n- one\n- two": [("Steps:\n- one\n- two", False)],
    "": [],
}


@pytest.mark.parametrize(("text", "parts"), TABLE.items())
def test_speech_is_what_stands_in_quotation_marks_on_lines_of_its_own(text, parts):
    assert [(passage.text, passage.is_speech) for passage in passages(text)] == parts


@given(st.text(st.sampled_from('ab "“”:\n-.') | st.characters(exclude_categories=["Cs"])))
def test_no_word_is_lost_or_moved(text):
    kept = "".join(passage.text for passage in passages(text))
    assert re.sub(r'[\s"“”]', "", kept) == re.sub(r'[\s"“”]', "", text)


@pytest.mark.parametrize(("name", "text"), shipped(), ids=lambda each: each[:8])
def test_every_shipped_situation_begins_and_ends_with_what_is_told_and_people_speak_between(name, text):
    spoken = [passage.is_speech for passage in passages(read_scenario(text, name).stem)]
    assert spoken == [place % 2 == 1 for place in range(len(spoken))]
    assert not spoken[-1]
