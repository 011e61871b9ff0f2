"""What an answer cannot gain by. Shares below 1 are what was measured; docs/scoring.md lists them."""

from collections import defaultdict
from random import Random

import pytest

from scoring.attacks import changes, material
from scoring.attacks.suite import ATTACKS, Bound, attack, cases
from scoring.gates import OTHER_LOCALE
from scoring.setting import names_in, setting_of
from tests.scoring.conftest import best_answers, levels, step_of
from tests.scoring.conftest import changes as moves

# The attacks meet these scenarios, and every name meets three of them; the others, however many are shipped, meet a few
# names here, and every attack in `hiring check`.
SAMPLED = ("S02", "S05", "S08", "S11", "S12", "S20", "S27", "S30")
FEW = 4

# The least share of texts that must be refused or inside their bound, over those scenarios; 1 where not named.
LEAST = {
    "an answer to no known scenario": 0.8,
    "and 200 neutral words": 0.75,
    "and instructions to the marker": 0.9,
    "bad answer and keywords": 0.8,
    "every offer negated": 0.6,
    "every statement negated": 0.7,
    "words shuffled": 0.97,
    "words shuffled inside sentences": 0.93,
    "words of two answers shuffled": 0.97,
    "pairs of words shuffled": 0.8,
    "runs of three words shuffled": 0.3,
    "slips in 5 % of the words": 0.65,
    "a wrong letter in 5 % of the letters": 0.5,
    "second-language grammar": 0.6,
    "in capitals": 0.85,
}


@pytest.fixture(scope="module")
def outcomes(library):
    """By attack, what it did to every sampled scenario."""
    found = defaultdict(list)
    for code in SAMPLED:
        for outcome in attack(library[code], seed=7, most=2):
            found[outcome.attack.name].append(outcome)
    return found


def names_to_try(scenario):
    return material.NAMES if scenario.id in SAMPLED[::3] else material.NAMES[:FEW]


@pytest.mark.parametrize("name", [each.name for each in ATTACKS])
def test_the_attack_stays_inside_its_bound(outcomes, name):
    n, inside = (sum(getattr(each, part) for each in outcomes[name]) for part in ("n", "inside"))
    assert n > 0
    assert inside >= LEAST.get(name, 1.0) * n


def test_every_attack_that_may_fail_is_an_attack():
    assert set(LEAST) <= {each.name for each in ATTACKS}


def test_the_same_seed_makes_the_same_texts(lamp):
    for each in ATTACKS:
        assert list(cases(lamp, each, 3, 2)) == list(cases(lamp, each, 3, 2))


def test_another_seed_makes_other_shuffles(lamp):
    shuffles = next(each for each in ATTACKS if each.name == "words shuffled")
    assert [case.after for case in cases(lamp, shuffles, 1, 2)] != [case.after for case in cases(lamp, shuffles, 2, 2)]


@pytest.mark.parametrize(
    ("bound", "before", "after", "is_inside"),
    [
        (Bound(highest=2), None, 2.0, True),
        (Bound(highest=2), 4.0, 2.1, False),
        (Bound(highest=2), 4.0, None, True),
        (Bound(rise=0.0), 3.0, 3.1, False),
        (Bound(rise=0.0), 3.0, 1.0, True),
        (Bound(rise=0.25, fall=0.25, may_refuse=False), 3.0, 2.8, True),
        (Bound(rise=0.25, fall=0.25, may_refuse=False), 3.0, 2.7, False),
        (Bound(rise=0.25, fall=0.25, may_refuse=False), 3.0, None, False),
    ],
)
def test_a_bound_holds_levels_and_their_moves(bound, before, after, is_inside):
    assert (bound.excess(before, after) <= 1e-9) == is_inside


@pytest.mark.parametrize("text", ["I can't say before that.", "We're nearly there, and it's yours."])
def test_a_text_with_nothing_to_negate_is_no_attack(text):
    assert changes.offers_negated(text, Random(1)) == text


def test_no_fact_is_lost_with_the_articles(scenario):
    for step in scenario.steps:
        setting = setting_of(scenario, step.id)
        for example in scenario.exemplars.high:
            bare = changes.without_articles(example.text, Random(1))
            named = [sum(map(setting.named_in, setting.prepare(text).sentences)) for text in (example.text, bare)]
            assert named[0] == named[1]


def test_a_scenario_in_another_language_refuses_everything(lamp):
    spanish = lamp.model_copy(update={"locale": "es"})
    found = attack(spanish, most=1, attacks=[each for each in ATTACKS if each.start == "nothing"])
    assert all(outcome.inside == outcome.n for outcome in found)
    assert set(levels(spanish, "s1", material.FOREIGN[0]).values()) == {None}
    assert OTHER_LOCALE


def test_no_name_changes_a_level(scenario):
    step, text = best_answers(scenario, 1)[0]
    as_written, names = levels(scenario, step, text), names_in(scenario)
    for name in names_to_try(scenario):
        assert levels(scenario, step, changes.renamed(text, names, name)) == as_written


def test_whoever_signs_gets_the_same(scenario):
    step, text = best_answers(scenario, 1)[0]
    signed = [levels(scenario, step, f"{text}\n{name}") for name in names_to_try(scenario)]
    assert all(each == signed[0] for each in signed)


def test_he_she_and_they_are_rated_alike(lamp):
    text = "Hi Mara, not silly at all. I can add three days and have noted why on 70418. {} will collect the lamp free."
    first, *others = [levels(lamp, "s1", text.format(who)) for who in ("He", "She", "They")]
    assert all(other == first for other in others)


@pytest.mark.parametrize("form", changes.FORMS)
def test_the_form_of_the_characters_changes_nothing(scenario, form):
    step, text = best_answers(scenario, 1)[0]
    assert levels(scenario, step, form(text)) == levels(scenario, step, text)


def test_refusing_what_is_right_to_refuse_is_not_taking_back(library):
    """A refusal may send a good answer to a person, but it holds none of them down."""
    for scenario in library.values():
        for example in scenario.exemplars.high:
            rated = levels(scenario, step_of(scenario, example), example.text).values()
            assert None in rated or max(rated) > 2


def test_saying_it_twice_gains_nothing(scenario):
    for step, text in best_answers(scenario):
        assert max(moves(scenario, step, text, f"{text} {text}"), default=0) <= 1e-9
