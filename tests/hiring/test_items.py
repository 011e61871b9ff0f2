"""What answers say of scenarios: the rules of the library over everybody's levels, and silence where data is few."""

import json

import numpy as np
import pytest

from hiring.actions import estimating, rescorings
from hiring.actions.items import Answers, Means, figures_of, items
from hiring.queue import work_off
from scenarios.traits import Trait
from scoring.statistics.advice import FINE, LOOK, NOT_ENOUGH, advice

WARM, LISTEN = Trait.WARMTH, Trait.GOOD_LISTENER


def answers(people, seed=0):
    """Three scenarios: 1 and 2 go with warmth, 3 is nearly always a 5, and warmth in 1 follows the length."""
    generator = np.random.default_rng(seed)
    warmth, listening = generator.normal(3, 1, (2, people))
    columns = [warmth, warmth, np.full(people, 4.9), listening, listening]
    levels = np.column_stack(columns) + generator.normal(0, 0.4, (people, 5)) * [1, 1, 0.1, 1, 1]
    keys = [(1, WARM), (2, WARM), (3, WARM), (2, LISTEN), (3, LISTEN)]
    words = {1: 60 + 10 * levels[:, 0], 2: generator.normal(80, 20, people), 3: generator.normal(80, 20, people)}
    shown = {1: people, 2: people // 4, 3: people // 4}
    return Answers({(number, trait.value): place for place, (number, trait) in enumerate(keys)}, levels, words, shown)


def verdicts(found, version, trait):
    return {each.figure: each.verdict for each in advice(figures_of(found, version, trait))}


def test_rules_find_what_was_put_there_and_nothing_else():
    found = answers(400)
    first, third = verdicts(found, 1, WARM), verdicts(found, 3, WARM)
    assert {figure for figure, verdict in first.items() if verdict == LOOK} == {"length", "exposure"}
    assert {figure for figure, verdict in third.items() if verdict == LOOK} >= {"difficulty", "spread", "item_rest"}
    assert verdicts(found, 2, LISTEN)["length"] == FINE


def test_levels_that_rise_with_time_are_drift():
    found = answers(400)
    found.levels[200:, 0] += 1
    assert verdicts(found, 1, WARM)["drift"] == LOOK


@pytest.mark.parametrize("people", [0, 1, 12])
def test_few_people_are_not_enough_data_for_anything(people):
    assert set(verdicts(answers(people), 2, WARM).values()) == {NOT_ENOUGH}


def test_a_table_of_means_has_holes_where_nothing_came():
    table = Means(1, 2)
    table.add(0, 1, 3.0)
    table.add(0, 1, 4.0)
    assert str(table.found().tolist()) == "[[nan, 3.5]]"


def test_the_database_is_counted_and_told_in_json(app, cast):
    for number in range(2):
        cast.submitted(f"person{number}@example.org")
    assert work_off(app.extensions["settings"]) >= 2
    found = items()
    assert [(item.code, item.trait) for item in found] == [
        ("B01", trait) for trait in cast.assessment.versions[0].scenario.rubric.traits
    ]
    assert {each.n for item in found for each in item.advice if each.figure in {"difficulty", "exposure"}} == {2}
    estimating.carry_out(rescorings.ask(cast.opening.id, actor="alice", why="once more").id)
    assert items() == found
    assert json.dumps([item.as_json() for item in found], allow_nan=False)
