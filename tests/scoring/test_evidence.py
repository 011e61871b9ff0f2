"""What each kind of evidence looks like in Mara's chat and Daniel's call, and what only resembles it."""

import pytest

from scenarios.scenario import Tension
from scenarios.traits import evidence_kinds
from scoring.breaches import lapses
from scoring.cleaning import live
from scoring.evidence.collect import collect, share
from scoring.evidence.registry import DETECTORS, detects
from scoring.evidence.scene import Scene
from scoring.setting import setting_of


def scene_of(scenario, text, step="s1"):
    setting = setting_of(scenario, step)
    return Scene(live(setting.prepare(text), setting), setting)


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("W1", "Hi Mara, I can help.", True),
        ("W1", "Hello, I can help.", False),
        ("W2", "Thank you for telling me about the hospital.", True),
        ("W2", "Thank you for contacting us.", False),
        ("W3", "Let me book the pick-up.", True),
        ("W3", "It is being processed.", False),
        ("E4", "It is not silly to ask about the lamp.", True),
        ("E8", "I am sorry that the 31 days caught you in hospital.", True),
        ("E8", "Sorry for any inconvenience.", False),
        ("L3", "Do you still have the outer box?", True),
        ("L3", "Is there anything else?", False),
        ("C2", "I will send the courier for the lamp tomorrow.", True),
        ("C2", "I will send the courier for the lamp.", False),
        ("C5", "I have noted the reason on order 70418.", True),
        ("C5", "I have not noted the reason on order 70418.", False),
        ("C8", "If the driver does not come for the lamp, I will rebook.", True),
        ("A1", "The return label lasts 48 hours after printing.", True),
        ("A4", "I've already extended the return of the lamp.", True),
        ("A6", "You will see the refund for the lamp in 5 to 7 days.", True),
        ("O1", "You can still return the lamp.", True),
        ("O1", "You can not return the lamp.", False),
        ("O2", "The 30 days are over, but I can add three for the lamp.", True),
        ("O2", "The 30 days are over for the lamp.", False),
    ],
)
def test_evidence_is_found_where_it_is_and_only_there(lamp, kind, text, found):
    assert bool(collect(scene_of(lamp, text))[kind]) is found


def test_a_feeling_is_the_customers_and_not_the_writers(library):
    daniel = library["S02"]
    assert collect(scene_of(daniel, "Three numbers, that must be exhausting, Daniel."))["E1"]
    assert not collect(scene_of(daniel, "I am tired of the three numbers too."))["E1"]


def test_every_kind_of_evidence_has_a_detector():
    assert set(DETECTORS) == set(evidence_kinds())


def test_what_does_not_fit_is_noticed_where_the_scenario_declares_it(library):
    daniel = library["S02"]
    assert collect(scene_of(daniel, "Before we close it, let me save the greeting for your children."))["L7"]
    assert not collect(scene_of(daniel, "I can close the account once I have the certificate."))["L7"]


def test_nobody_is_judged_by_an_inconsistency_that_the_situation_does_not_have(lamp):
    assert "L7" not in collect(scene_of(lamp, "The lamp came 31 days ago, Mara."))


def test_a_kind_that_cannot_be_found_is_left_out_of_the_share():
    assert share({"L1": ("hit",)}, {"L1": 1.0, "L7": 9.0}) == 1.0


def test_a_second_instance_counts_half_and_a_third_nothing():
    assert [share({"W3": ("hit",) * n}, {"W3": 2.0}) for n in range(4)] == [0, 1.0, 1.5, 1.5]


@pytest.mark.parametrize("kind", ["Z9", "W1"])
def test_a_detector_needs_a_known_and_free_kind(kind):
    with pytest.raises(ValueError, match=kind):
        detects(kind)


@pytest.mark.parametrize(
    ("text", "breach"),
    [
        ("You should have contacted us before, Mara.", "blame"),
        ("The warehouse team is useless, Mara.", "disparagement"),
        ("Calm down, Mara, it is only a lamp.", "calm_down"),
        ("Oh super, awesome, how exciting!!! Have you heard about our premium bundle?", "overdone_loud"),
        ("I can add three days to order 70481.", "wrong_fact"),
        ("Send it back whenever you like.", "hard_line_broken"),
        ("I can extend it by 9 days for you.", "hard_line_broken"),
    ],
)
def test_a_breach_is_seen(lamp, text, breach):
    assert breach in {str(lapse.breach) for lapse in lapses(scene_of(lamp, text))}


def test_question_upon_question_is_overdone_only_where_the_situation_has_no_time_for_it(lamp):
    text = "Which lamp? What day? Which card? Who packed it? Where do you live?"
    hurried = lamp.model_copy(update={"tension": Tension(overdone_side="quiet", overdone=("questions",))})
    seen = [{str(lapse.breach) for lapse in lapses(scene_of(each, text))} for each in (lamp, hurried)]
    assert ["overdone_quiet" in each for each in seen] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "It is not your fault, Mara.",
        "There is no suggestion that this was your fault, Mara.",
        "I can extend it by 3 days.",
        "The money takes 5 to 7 days.",
        "Order 70418 is fine!",
    ],
)
def test_what_only_resembles_a_breach_is_none(lamp, text):
    assert lapses(scene_of(lamp, text)) == ()
