"""Who is spoken of never moves a level, and what an assistant writes is held against the top band."""

import pytest

from scoring.attacks import baseline, swaps
from scoring.attacks.changes import of_the_other_gender
from scoring.grammar import part_of
from scoring.pairs import class_of
from scoring.ratings import Rating
from scoring.words import stem


class Biased:
    """A rater that gives women one level less, and strangers none at all."""

    id = "biased"

    def rate(self, answer):
        words = answer.text.lower().split()
        level = 3.0 if {"she", "her"} & set(words) else 4.0
        return {
            trait: Rating(None, 0.5, (), self.id, "A stranger.")
            if "stranger" in words
            else Rating(level, 0.5, (), self.id)
            for trait in answer.scenario.rubric.traits
        }


class Impressed:
    """A rater that likes what is long."""

    id = "impressed"

    def rate(self, answer):
        level = min(5.0, 1 + len(answer.text) / 100)
        return {trait: Rating(level, 0.5, (), self.id) for trait in answer.scenario.rubric.traits}


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("He said she has his key.", "She said he has her key."),
        ("Call her back and give her the lamp.", "Call him back and give him the lamp."),
        ("Her mother is here; I told her.", "His mother is here; I told him."),
        ("HE hurt himself, not them.", "She hurt herself, not them."),
        ("There, the other chef.", "There, the other chef."),
    ],
)
def test_he_becomes_she_and_the_other_way_round(text, swapped):
    assert of_the_other_gender(text) == swapped


@pytest.mark.parametrize("read", [part_of, class_of, stem])
@pytest.mark.parametrize(
    "one_person",
    [("he", "she", "they"), ("him", "his", "her", "them", "their"), ("himself", "herself", "themselves", "themself")],
)
def test_no_table_of_words_knows_a_gender(read, one_person):
    assert len({read(word) for word in one_person}) == 1


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("S18", "I am not let say a thing about it to you or the Pope himself, but we could see her tomorrow."),
        ("S13", "permit - form b first\nfire office - his job not ours\neyes - should of brought glasses"),
        ("S15", "If the lift is empty then she has got out by herself, so yes, go. I would ring her last, not him."),
    ],
)
def test_words_of_one_gender_are_rated_like_those_of_the_other(library, code, text):
    assert list(swaps.findings(examples(library[code], text))) == []


def examples(scenario, text):
    """The scenario with one strong example answer only."""
    example = scenario.exemplars.high[0].model_copy(update={"text": text})
    return scenario.model_copy(update={"exemplars": type(scenario.exemplars)(high=(example,))})


def test_a_rater_that_hears_gender_is_told_with_the_levels(lamp):
    found = list(swaps.findings(examples(lamp, "I will call her today."), [Biased()]))
    assert [(each.rule, each.field, each.severity) for each in found] == [
        ("example-swap", "exemplars.high.0.text", "warning"),
        ("story-swap", "exemplars.high.0.text", "warning"),
    ]
    assert "goes from 3.00 to 4.00; it should stay (no change)" in found[0].message
    assert "goes from 3.00 to 4.00; it should stay (within 0.25)" in found[1].message


def test_what_speaks_of_nobody_is_left_alone(lamp):
    assert list(swaps.findings(examples(lamp, "I will book a pick-up today."), [Biased()])) == []


def test_an_answer_without_level_before_and_after_has_not_moved(lamp):
    assert list(swaps.findings(examples(lamp, "Is she a stranger here?"), [Biased()])) == []


def test_in_a_story_of_somebody_else_nobody_is_called_as_before(library):
    story = library["S22"]
    other = swaps.swapped(story, lambda text: text.replace("Haile", "Okoye").replace("haile", "okoye"))
    assert "Haile" in story.stem and "haile" not in other.model_dump_json().lower()
    assert [option.key for option in other.steps[0].closed.options] == [o.key for o in story.steps[0].closed.options]


@pytest.mark.parametrize(("characters", "told"), [(290, []), (300, ["4.00"]), (900, ["5.00"])])
def test_an_assistant_in_the_top_band_is_told_with_its_level(lamp, characters, told):
    example = lamp.exemplars.high[0].model_copy(update={"text": "x" * characters})
    scenario = lamp.model_copy(update={"exemplars": type(lamp.exemplars)(assistant=(example,))})
    found = list(baseline.findings(scenario, [Impressed()]))
    assert [each.message.split(" rated ")[1].split(",")[0] for each in found] == told
    assert {(each.rule, each.field, each.severity) for each in found} <= {
        ("assistant-below-top", "exemplars.assistant.0.text", "warning")
    }
