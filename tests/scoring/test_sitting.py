"""A sitting's record is the same to the last bit in every process, and knows only what was answered."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from scenarios.library import SHORT_FORM
from scoring.rating import Answer
from scoring.sitting import score_sitting
from tests.scoring.conftest import LIBRARY

SCRIPT = """
import hashlib, json
from tests.scoring.test_sitting import FORM, whole_sitting
record = whole_sitting(FORM).as_record()
print(hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest())
"""


FORM = {code: LIBRARY[code] for code in SHORT_FORM}


@pytest.fixture(scope="module")
def form():
    """The situations of the short form."""
    return FORM


def choices(part):
    if part.kind == "rate_each":
        return {option.id: round(option.key) for option in part.options}
    ordered = sorted(part.options, key=lambda option: option.key)
    return {"best": ordered[-1].id, "worst": ordered[0].id}


def answers(form):
    for scenario in form.values():
        for step in scenario.steps:
            written = [each.text for each in scenario.exemplars.high if (each.step or scenario.steps[0].id) == step.id]
            yield Answer(scenario, step.id, written[0], choices(step.closed) if step.closed else None)


def whole_sitting(form):
    return score_sitting(list(answers(form)))


def digest(outcome):
    return hashlib.sha256(json.dumps(outcome.as_record(), sort_keys=True).encode()).hexdigest()


@pytest.mark.parametrize("seed", ["0", "12345"])
def test_another_process_makes_the_same_record(form, seed):
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == digest(whole_sitting(form))


def test_the_order_of_answers_changes_no_bit(form):
    assert digest(score_sitting(list(answers(form))[::-1])) == digest(whole_sitting(form))


def test_a_record_reads_back_to_the_same_numbers(form):
    record = whole_sitting(form).as_record()
    assert json.loads(json.dumps(record)) == record


def test_a_record_names_what_made_it(form):
    record = whole_sitting(form).as_record()
    assert record["engine"] and len(record["weights"]) == 64
    assert sorted(record["scenarios"]) == sorted(form)


def test_good_answers_come_to_a_high_composite_with_an_interval(form):
    outcome = whole_sitting(form)
    assert outcome.overall.low > 50 and outcome.overall.low < outcome.overall.value < outcome.overall.high


def test_every_rated_part_is_there_once(form):
    ratings = whole_sitting(form).ratings
    assert len({each[:4] for each in ratings}) == len(ratings)
    assert {each.part for each in ratings} == {"open", "closed"}


def test_nothing_answered_is_the_prior_and_unscorable(lamp):
    outcome = score_sitting([Answer(lamp, "s1")])
    assert outcome.overall.value == 50
    assert all(each.rating.level is None and each.rating.reason for each in outcome.ratings)


def test_a_step_is_answered_once(lamp):
    with pytest.raises(ValueError, match="once"):
        score_sitting([Answer(lamp, "s1", "One."), Answer(lamp, "s1", "Two.")])


def test_a_step_that_is_not_there_is_refused(lamp):
    with pytest.raises(KeyError, match="s9"):
        score_sitting([Answer(lamp, "s9", "Hello.")])
