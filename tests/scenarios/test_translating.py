"""What is translated text by text is what candidates read, and comes back as the same scenario in other words."""

import pytest

from scenarios.library import shipped, shipped_translations
from scenarios.reading import read_scenario
from scenarios.translating import texts_of, translation_of
from scenarios.translation import read_translation, translated
from scenarios.translations import faults, original_of

LIBRARY = [read_scenario(text, name) for name, text in shipped()[:6]]


@pytest.mark.parametrize("scenario", LIBRARY, ids=lambda scenario: scenario.id)
def test_every_text_comes_back_where_it_belongs_and_nothing_else_changes(scenario):
    words = {text.name: f"¡{text.words}!" for text in texts_of(scenario)}
    made = translation_of(scenario, "es", words)
    assert [each for each in faults(made, scenario) if each.severity == "error"] == []
    other = translated(scenario, made)
    assert {text.name: text.words for text in texts_of(other)} == words
    assert (other.facts, other.rubric, other.exemplars) == (scenario.facts, scenario.rubric, scenario.exemplars)


def test_a_shipped_translation_can_be_taken_apart_and_put_together_again():
    there = read_translation(dict(shipped_translations())["S05.es.yaml"], "S05.es.yaml")
    original = original_of(there)
    words = {text.name: text.words for text in texts_of(translated(original, there))}
    assert translation_of(original, "es", words) == there


def test_a_text_that_is_missing_is_no_translation():
    words = {text.name: "Hola." for text in texts_of(LIBRARY[0])}
    words.pop("stem")
    with pytest.raises(KeyError, match="stem"):
        translation_of(LIBRARY[0], "es", words)
