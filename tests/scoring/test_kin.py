"""An adapted scenario keeps what is known of the one it was made from; a different one gets nothing."""

import pytest

from scenarios.traits import Trait
from scoring.kin import kin_of
from scoring.rating import Answer, rate
from tests.scoring.conftest import best_answers


@pytest.fixture
def adapted(lamp):
    """Mara's lamp under another id, without example answers or other words for its facts."""
    plain = tuple(fact.model_copy(update={"aliases": ()}) for fact in lamp.facts.given)
    facts = lamp.facts.model_copy(update={"given": plain})
    return lamp.model_copy(update={"id": "Mine", "facts": facts, "exemplars": type(lamp.exemplars)()})


def test_an_adapted_scenario_knows_its_kin(adapted, lamp):
    kin = kin_of(adapted)
    assert (kin.story, kin.own) == (lamp.id, frozenset())
    assert kin.scenario.facts == lamp.facts


def test_answers_to_an_adapted_scenario_are_rated_as_those_to_its_kin(adapted, lamp):
    for step, text in best_answers(lamp):
        assert rate(Answer(adapted, step, text)) == rate(Answer(lamp, step, text))


def test_another_story_has_no_kin_and_is_left_as_it_is(lamp):
    other = lamp.model_copy(update={"stem": "You sell tickets at a ferry. A man asks where his bicycle may stand."})
    kin = kin_of(other)
    assert (kin.story, kin.scenario) == ("", other)
    assert kin.own == {example.text for example in lamp.exemplars.all()}


def test_a_shipped_scenario_is_its_own_kin(scenario):
    kin = kin_of(scenario)
    assert (kin.story, kin.own) == (scenario.id, frozenset())
    assert kin.scenario is scenario


def test_an_example_that_the_author_added_counts(adapted, lamp):
    text = lamp.exemplars.high[0].text + " I will also ring you on Monday to hear whether the new card has its money."
    example = lamp.exemplars.high[0].model_copy(update={"text": text, "levels": {Trait.WARMTH: 1}})
    examples = type(lamp.exemplars)(low=(example,))
    contrary = adapted.model_copy(update={"exemplars": examples})
    before, after = (rate(Answer(each, "s1", text))[Trait.WARMTH].level for each in (adapted, contrary))
    assert after < before - 0.5
