"""What people are told to practise is plain, theirs alone, and there for every trait and family."""

import re

import pytest

from scenarios.development import (
    Development,
    confirmed_suggestions,
    fault,
    read_suggestions,
    suggestions,
    translated_suggestions,
)
from scenarios.prose import phrases_in, reading_grade
from scenarios.rules.wording import IDIOMS, INSTEAD
from scenarios.scenario import FAMILIES
from scenarios.traits import Trait
from scoring.language import other_language

ALL = [
    pytest.param(each, id=f"{name} {number}")
    for group in (suggestions().traits, suggestions().families)
    for name, offered in group.items()
    for number, each in enumerate(offered, 1)
]


def test_every_trait_and_every_family_has_suggestions():
    assert (set(suggestions().traits), set(suggestions().families)) == (set(Trait), set(FAMILIES))
    assert min(len(offered) for offered in suggestions().traits.values()) >= 2


@pytest.mark.parametrize("each", ALL)
def test_a_suggestion_is_plain_and_shuts_nobody_out(each):
    told = f"{each.practise} {each.help} {each.worked}"
    assert reading_grade(told) <= 8
    assert phrases_in(told, (*INSTEAD, *IDIOMS)) == []


@pytest.mark.parametrize(("name", "text"), translated_suggestions())
def test_every_translation_is_of_the_suggestions_as_they_are(name, text):
    assert fault(read_suggestions(text, name), suggestions()) == ""
    language = name.split(".")[1]
    there = suggestions(language)
    assert (there.locale, there.shape) == (language, suggestions().shape)
    assert texts(there).isdisjoint(texts(suggestions()))
    assert len(texts(there)) == len(texts(suggestions()))


def texts(offered: Development) -> set[str]:
    groups = [*offered.traits.values(), *offered.families.values()]
    return {words for group in groups for each in group for words in vars(each).values()}


def test_spanish_suggestions_are_spanish():
    joined = {each.practise for group in suggestions("es").traits.values() for each in group}
    assert {other_language(text) for text in joined} == {"Spanish"}


def test_a_translation_of_other_words_or_of_fewer_is_not_shown_until_it_is_linked_anew():
    [(name, text)] = translated_suggestions()
    stale = re.sub(r'content_hash: "\w{8}', 'content_hash: "00000000', text)
    assert "changed since" in fault(read_suggestions(stale, name), suggestions())
    assert confirmed_suggestions(stale) == text
    there = suggestions("es")
    fewer = there.model_copy(update={"traits": there.traits | {Trait.WARMTH: there.traits[Trait.WARMTH][:2]}})
    assert "as many suggestions" in fault(fewer, suggestions())


def test_nothing_is_said_twice():
    told = [words for each in ALL for words in vars(each.values[0]).values()]
    assert len(told) == 3 * len(ALL) and len(set(told)) == len(told)
