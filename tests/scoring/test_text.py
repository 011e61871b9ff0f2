"""Sentences and words keep their places in the original text, whatever was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.background import known_words
from scoring.lexicon import CALENDAR
from scoring.slips import is_slip
from scoring.text import NAME, prepare
from scoring.words import Vocabulary, stem

KNOWN = Vocabulary(["voicemail", "certificate", "courier"])
KNOWN.nearest("wlil")  # reads the list of words, so that no example is timed with it


@given(st.text(max_size=300))
def test_every_word_lies_inside_the_original_text(text):
    places = [(word.start, word.end) for word in prepare(text, KNOWN).words]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["one", "two", "three"]),
        ("ask Mr. Okafor now", ["ask mr @name now"]),
        ("by 4.30 today", ["by 4.30 today"]),
        ("line one\nline two", ["line one", "line two"]),
        ("I'll go; you won't", ["i will go you will not"]),
        ("that is all, sir. I call now", ["that is all sir", "i call now"]),
        ("bring it on 5 Then we call", ["bring it on 5", "then we call"]),
        ("you need form A and I may ask May", ["you need form a and i may ask may"]),
        ("THEN WE CALL AND THEN WE SEND", ["then we call and then we send"]),
    ],
)
def test_sentences_end_where_people_end_them(text, sentences):
    assert [sentence.plain for sentence in prepare(text, KNOWN).sentences] == sentences


def test_the_verb_tells_no_more_than_the_pronoun():
    read = [
        prepare(text, KNOWN).sentences[0].stems for text in ("He's late, has he gone?", "They're late, have they gone?")
    ]
    assert read[0][:3] == read[1][:3]
    assert prepare("she has it and she was here", KNOWN).sentences[0].plain == "she have it and she were here"


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("I will not close it", True),
        ("I can't close it", True),
        ("I will never ever close it", True),
        ("I will close it", False),
        ("not silly, I close it", False),
        ("I will not wait, I close it", False),
        ("not only do we close it", False),
    ],
)
def test_a_word_is_negated_only_inside_the_scope(text, negated):
    closing = next(word for word in prepare(text, KNOWN).words if word.text == "close")
    assert closing.negated is negated


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It comes Thurbday.", "thursday"),
        ("It comes Wedmesday.", "wednesday"),
        ("It comes 3 Junh.", "june"),
        ("It comes Augusta.", NAME),
        ("It is for June and Junh.", NAME),
    ],
)
def test_a_slip_in_a_day_is_no_name_and_a_name_that_is_nearly_a_month_is_one(written, read):
    assert prepare(written, Vocabulary(CALENDAR)).words[-1].text == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sorrb about that.", "sorry about that"),
        ("Wb can call.", "we can call"),
        ("Ix I only knew.", "if i only knew"),
        ("Helko, I can call.", "hello i can call"),
        ("Deepa will call.", "@name will call"),
        ("Goran is here.", "@name is here"),
        ("Noor knows it.", "@name knows it"),
        ("Suri, I can call.", "@name i can call"),
        ("Linh, I can call.", "@name i can call"),
    ],
)
def test_a_slip_in_the_word_that_opens_a_sentence_is_no_name_and_no_name_is_a_slip(written, read):
    assert prepare(written, Vocabulary(known_words())).sentences[0].plain == read


@pytest.mark.parametrize(
    "text", ["I am Elsa, take the 13th.", "i am elsa, take the 13th.", "I AM ELSA, TAKE THE 13TH."]
)
def test_who_somebody_is_and_which_day_are_read_alike_in_capitals_and_without(text):
    assert prepare(text, KNOWN).sentences[0].plain == "i am @name take the 13th"


@pytest.mark.parametrize("slip", ["voicemial", "voicmail", "voiceemail", "voicemaik"])
def test_one_slip_in_a_long_word_is_undone(slip):
    assert prepare(f"the {slip} stays", KNOWN).words[1].text == "voicemail"


@given(st.text("abcdefghij", min_size=5, max_size=9), st.integers(0, 8))
def test_a_lost_letter_is_one_slip(word, place):
    place %= len(word)
    assert is_slip(word[:place] + word[place + 1 :], word)


@pytest.mark.parametrize(
    "words", ["close closing closed", "carry carried carries", "freeze froze frozen", "she him they"]
)
def test_forms_of_a_word_share_a_stem(words):
    assert len({stem(word) for word in words.split()}) == 1
