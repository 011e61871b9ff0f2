"""Every answer that gets no level is told why in words."""

import pytest

from scoring import gates
from scoring.attacks.material import GIBBERISH_WORDS
from scoring.rating import Answer, rate


def reason(scenario, text):
    return {rating.reason for rating in rate(Answer(scenario, "s1", text)).values()}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", gates.EMPTY),
        (" \t\n", gates.EMPTY),
        ("Sure thing.", gates.TOO_SHORT),
        ("please " * 5_000, gates.TOO_LONG),
        (" ".join(GIBBERISH_WORDS), gates.UNREADABLE),
        ("I can help you. " * 6, gates.REPEATED),
    ],
)
def test_the_reason_fits_the_answer(lamp, text, why):
    assert reason(lamp, text) == {why}


@pytest.mark.parametrize(
    ("text", "script"), [("Здравствуйте, Мара", "Cyrillic"), ("你好,我可以帮你", "Cjk"), ("مرحبا مارا", "Arabic")]
)
def test_another_script_is_named(lamp, text, script):
    assert script in next(iter(reason(lamp, text)))


def test_whoever_names_what_is_rated_four_times_is_left_to_a_person(lamp):
    text = lamp.exemplars.high[0].text
    three = f"{text} With empathy, ownership and warmth."
    assert reason(lamp, three) == {""}
    assert reason(lamp, f"{three} And proactive.") == {gates.FOR_MARKS}
    assert reason(lamp, f"{three} Empathy, empathy.") == {""}


def test_an_answer_that_can_be_judged_has_no_reason(lamp):
    assert reason(lamp, lamp.exemplars.mid[0].text) == {""}


def test_hardly_any_example_answer_meets_a_gate(rated_examples):
    refused = [bool(next(iter(ratings.values())).reason) for _, ratings in rated_examples]
    assert sum(refused) <= 0.02 * len(refused)


def test_a_scenario_in_another_language_is_left_to_people(lamp):
    spanish = lamp.model_copy(update={"locale": "es"})
    assert reason(spanish, lamp.exemplars.high[0].text) == {gates.OTHER_LOCALE}
