"""A pattern is never met in a text that has none of the words it needs."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring import breaches, caps, cleaning, phrases
from scoring.evidence import anticipatory, conscientious, empathic, listening, optimistic, scene, warmth
from scoring.needed import needed, parts_of
from scoring.text import Sentence, prepare
from scoring.words import Vocabulary

MODULES = (
    *(breaches, caps, cleaning, phrases, scene),
    *(anticipatory, conscientious, empathic, listening, optimistic, warmth),
)
PATTERNS = {
    each.pattern: each
    for module in MODULES
    for value in vars(module).values()
    for each in (value.values() if isinstance(value, dict) else [value])
    if isinstance(each, re.Pattern)
}
WORDS = sorted({word for source in PATTERNS for word in parts_of(source)})


def slowly(sentence, pattern):
    """Where the pattern is met, tried without regard to words."""
    return [sentence._place(match) for match in pattern.finditer(sentence.plain)]


def assert_finds_all(sentence):
    for pattern in PATTERNS.values():
        assert sentence._places(pattern) == slowly(sentence, pattern), pattern.pattern


@settings(deadline=None)  # the first text works out what each pattern needs
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), st.sampled_from([" ", " ", "-", "'", ", ", "."]))
def test_texts_of_the_patterns_own_words_are_found_with_and_without(words, between):
    for sentence in prepare(between.join(words), Vocabulary([])).sentences:
        assert_finds_all(sentence)


def test_every_example_answer_is_found_with_and_without(library):
    for scenario in library.values():
        for example in scenario.exemplars.all()[::4]:
            for sentence in prepare(example.text, Vocabulary([])).sentences:
                assert_finds_all(sentence)


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("calm down", {"calm"}),
        ("honey|dear", {"honey", "dear"}),
        ("stays? calm", {"calm"}),
        (r"(?:i|we) (?:\w+ ){0,3}?(?:refused?|deny)", {"refuse", "refused", "deny"}),
        (r"unhelpful(?: \w+)?", {"unhelpful"}),
        (r"relax(?! the)", {"relax"}),
        ("(?:mon|tues)day", {"monday", "tuesday"}),
        ("e ?mails?", {"email", "emails", "mail", "mails"}),
        (r"honey|\w+ing", None),
        (r"apologi[a-z]+", None),
        ("(?:calm)*", None),
    ],
)
def test_what_must_stand_is_needed_and_nothing_else(inside, words):
    assert needed(rf"\b(?:{inside})\b") == words


def test_parts_of_words_are_not_taken_for_words():
    assert needed("calm") is None
    assert Sentence(prepare("calmly", Vocabulary([])).words, "").has(re.compile("calm"))
