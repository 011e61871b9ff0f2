"""The shipped scenarios and short ways to rate an answer to one of them."""

import pytest

from scenarios.library import shipped
from scenarios.reading import read_scenario
from scoring.rating import Answer, rate
from tests.support.shared import once

LIBRARY = {name.removesuffix(".yaml"): read_scenario(text, name) for name, text in shipped()}


@pytest.fixture(scope="session")
def library():
    return LIBRARY


@pytest.fixture(scope="session")
def rated_examples(shared_folder):
    """Every example answer of the library with its ratings by trait."""
    return once(shared_folder, "rated-examples", lambda: list(_rated_examples()))


def _rated_examples():
    for scenario in LIBRARY.values():
        for example in scenario.exemplars.all():
            yield example, rate(Answer(scenario, step_of(scenario, example), example.text))


@pytest.fixture(params=sorted(LIBRARY))
def scenario(request):
    return LIBRARY[request.param]


@pytest.fixture(scope="session")
def lamp():
    """Mara's lamp, on the thirty-first day."""
    return LIBRARY["S05"]


def step_of(scenario, example):
    return example.step or scenario.steps[0].id


def best_answers(scenario, most=3):
    """(step, text) of the first high example answers."""
    return [(step_of(scenario, example), example.text) for example in scenario.exemplars.high[:most]]


def levels(scenario, step, text):
    return {trait: rating.level for trait, rating in rate(Answer(scenario, step, text)).items()}


def changes(scenario, step, before, after):
    """How far each trait's level moves; an answer that no longer has a level is left out."""
    old, new = levels(scenario, step, before), levels(scenario, step, after)
    return [new[trait] - old[trait] for trait in old if old[trait] is not None and new[trait] is not None]
