"""A learned rater is used only where it agrees with people on answers it has not seen; and it never opens a gate."""

import dataclasses
import random

import pytest

from scenarios.reading import read_scenario
from scenarios.traits import Trait
from scenarios.version import structure_hash
from scoring.learned.scenario import train
from scoring.learned.serving import UNLIKE, BadWeights, load
from scoring.people import unseen
from scoring.rating import Answer, rate, usual_raters
from scoring.ratings_table import read_ratings
from tests.support import rated
from tests.support.samples import SAMPLE

SCENARIO = read_scenario(SAMPLE, "sample.yaml")
STRUCTURE = structure_hash(SCENARIO)
MOVED = "Hello Noor. I moved order 512 to Saturday at ten, and you get the confirmation from me today. All the best."


def trained(table):
    return train(SCENARIO, read_ratings(table, SCENARIO))


@pytest.fixture(scope="module")
def good():
    """What training finds where levels follow the answers."""
    return trained(rated.usable())[0]


@pytest.fixture(scope="module")
def rater(good):
    """The learned rater of the sample scenario."""
    return load(STRUCTURE, {Trait.CONSCIENTIOUS: good.weights})


def test_levels_that_follow_the_answers_make_a_usable_rater(good):
    assert good.usable and good.weights
    assert good.figures["qwk"] >= good.figures["qwk_low"] > max(0.40, good.figures["length_only"])
    assert good.figures["qwk"] > good.figures["rubric_only"]


def test_levels_that_follow_nothing_are_refused():
    (found,) = trained(rated.refused())
    assert (found.usable, found.weights) == (False, b"")
    assert "more than 0.40 is needed" in found.why


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_levels_are_refused(seed):
    ratings = read_ratings(rated.usable(), SCENARIO)
    levels = [rating.level for rating in ratings]
    random.Random(seed).shuffle(levels)
    shuffled = [rating._replace(level=level) for rating, level in zip(ratings, levels, strict=True)]
    assert [found.usable for found in train(SCENARIO, shuffled)] == [False]


def test_people_who_do_not_agree_are_told_to_sharpen_the_rubric():
    (found,) = trained(rated.disputed())
    assert not found.usable
    assert found.why.startswith("Two people agree only with a QWK of 0.05")


def test_one_level_for_all_teaches_nothing():
    ratings = [rating._replace(level=3.0) for rating in read_ratings(rated.usable(), SCENARIO)]
    assert [found.why for found in train(SCENARIO, ratings)] == ["Every rating is 3: there is nothing to learn."]


def test_few_answers_teach_nothing():
    (found,) = train(SCENARIO, read_ratings(rated.usable(), SCENARIO)[:10])
    assert not found.usable
    assert found.why == f"There are {found.n} rated answers or writers; at least 30 are needed."


def test_the_scenarios_own_examples_are_no_evidence_of_agreement():
    ratings = read_ratings(rated.usable(), SCENARIO)
    own = [ratings[0]._replace(text=example.text.upper()) for example in SCENARIO.exemplars.all()]
    assert unseen([*own, *ratings], SCENARIO) == ratings


def test_the_same_ratings_teach_the_same_to_the_last_bit(good):
    assert trained(rated.usable())[0] == good


def test_a_learned_rater_rates_what_it_learned_and_nothing_else(rater, lamp):
    assert {trait: rating.rater for trait, rating in rater.rate(Answer(SCENARIO, "s1", MOVED)).items()} == {
        Trait.CONSCIENTIOUS: rater.id
    }
    assert rater.rate(Answer(lamp, "s1", MOVED)) == {}


def test_no_name_moves_a_learned_level(rater):
    levels = {
        rater.rate(Answer(SCENARIO, "s1", MOVED.replace("All the best.", f"All the best, {name}")))[
            Trait.CONSCIENTIOUS
        ].level
        for name in ("Anna", "Mohammed", "Svetlana", "Kwame")
    }
    assert len(levels) == 1


def test_a_gate_stays_closed_whatever_was_learned(rater):
    found = rate(Answer(SCENARIO, "s1", "qwrt zxcv qwrt zxcv bnm"), (*usual_raters(), rater))[Trait.CONSCIENTIOUS]
    assert (found.level, bool(found.reason)) == (None, True)


def raised(line):
    """The line of somebody who finds everything excellent."""
    outputs = tuple(dataclasses.replace(each, bias=each.bias + 99.0) for each in line.served.outputs)
    return dataclasses.replace(line, served=dataclasses.replace(line.served, outputs=outputs), least=-1.0)


def test_a_cap_holds_whatever_was_learned(rater):
    stock = "We are sorry for any inconvenience. Somebody will look into your request as soon as possible."
    lines = {trait: raised(line) for trait, line in rater.lines.items()}
    generous = dataclasses.replace(rater, lines=lines)
    found = {text: generous.rate(Answer(SCENARIO, "s1", text))[Trait.CONSCIENTIOUS].level for text in (MOVED, stock)}
    assert found == {MOVED: 5.0, stock: 2.0}


def test_an_answer_unlike_all_others_is_left_to_the_rubric_and_to_a_person(rater):
    lines = {trait: dataclasses.replace(line, least=1.1) for trait, line in rater.lines.items()}
    stranger = dataclasses.replace(rater, lines=lines)
    found = rate(Answer(SCENARIO, "s1", MOVED), (*usual_raters(), stranger))[Trait.CONSCIENTIOUS]
    assert found.look == UNLIKE
    assert found.level == rate(Answer(SCENARIO, "s1", MOVED))[Trait.CONSCIENTIOUS].level


@pytest.mark.parametrize("weights", [b"", b"{}", b"[1]", b'{"schema": "hiring.learned/2"}', b"\x80\x04K\x01."])
def test_other_bytes_are_no_weights(weights):
    with pytest.raises(BadWeights):
        load(STRUCTURE, {Trait.CONSCIENTIOUS: weights})


def test_weights_serve_one_structure_and_one_trait(good):
    for structure, trait in (("0" * 64, Trait.CONSCIENTIOUS), (STRUCTURE, Trait.EMPATHIC)):
        with pytest.raises(BadWeights):
            load(structure, {trait: good.weights})
