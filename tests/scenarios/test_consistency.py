import pytest

from scenarios.consistency import broken_rules

TRAITS = "traits: {primary: [conscientious, empathic], secondary: [anticipatory]}"
TWICE = "traits: {primary: [conscientious, empathic], secondary: [anticipatory, empathic]}"
FEWER = "traits: {primary: [conscientious, empathic]}"
MORE = "traits: {primary: [conscientious, empathic], secondary: [anticipatory, warmth]}"
OSJ = "osj: {kind: warranted, pair: B02, standard: a, authority: b}\nprocess:"
EVIDENCE = "line 65, rubric.conscientious.evidence.1.id"
TURN = """    customer_turn: |
      Noor writes: "Thank you. The hall is on Mill Road and I have no car. Can the cake stand on the table from ten?"
"""
LEVELS = "{step: s1, levels: {conscientious: 1"

BREACHES = [
    (TRAITS, TWICE, "line 8, traits.secondary.1", "the trait 'empathic' is used twice"),
    (TRAITS, MORE, "line 56, rubric", "the scenario targets warmth, so the rubric must judge it"),
    ("id: g2", "id: g1", "line 16, facts.given.1.id", "the id 'g1' is used twice"),
    ("unknowns: [", "unknowns: [{id: g3, text: x}, ", "line 20, facts.unknowns.0.id", "the id 'g3' is used twice"),
    ("{id: b, text", "{id: a, text", "line 40, steps.0.closed.options.1.id", "the id 'a' is used twice"),
    ("{id: C2, w: 1}", "{id: C1, w: 1}", EVIDENCE, "the id 'C1' is used twice"),
    ("{id: C2, w: 1}", "{id: W2, w: 1}", EVIDENCE, "'W2' is no evidence of conscientious; its kinds are C1 to C8"),
    ("{step: s1,", "{step: s3,", "line 86, exemplars.low.0.step", "no step 's3' asks for a written answer"),
    (LEVELS, "{levels: {warmth: 1", "line 86, exemplars.low.0.levels.warmth", "the rubric does not judge warmth"),
    (
        "{empathic: -1}",
        "{warmth: -1}",
        "line 43, steps.0.closed.options.4.traits.warmth",
        "warmth is not among the traits this scenario targets",
    ),
    (
        TURN,
        "",
        "line 44, steps.1",
        "a second step needs a customer_turn: what the customer says next",
    ),
    (
        "- id: s1",
        "- id: s1\n    customer_turn: Hello",
        "line 34, steps.0.customer_turn",
        "the first step has no customer_turn: the situation stands in stem",
    ),
    ("process:", OSJ, "line 10, process", "give process or osj, not both: osj holds the process itself"),
    (
        "min_chars: 40",
        "min_chars: 700",
        "line 34, steps.0.open.min_chars",
        "min_chars (700) must be below max_chars (700)",
    ),
]


@pytest.mark.parametrize("case", BREACHES)
def test_a_breach_between_fields_brings_one_complaint(case, changed, complaints):
    old, new, place, message = case
    assert complaints(changed((old, new))) == [f"{place}: {message}"]


def test_a_trait_judged_without_being_targeted_is_told_wherever_it_stands(changed, complaints):
    assert {line.partition(": ")[2] for line in complaints(changed((TRAITS, FEWER)))} == {
        "anticipatory is judged here but is no target; add it to traits, or take it out",
        "anticipatory is not among the traits this scenario targets",
    }


def test_a_repeated_step_is_told(changed, complaints):
    assert "line 44, steps.1.id: the id 's1' is used twice" in complaints(changed(("- id: s2", "- id: s1")))


def test_traits_may_not_be_wrapped_once_more(changed, complaints):
    wrapped = "rubric: {traits: {}}\nunused:"
    assert "write the traits directly under rubric" in str(complaints(changed(("rubric:", wrapped))))


def test_an_example_without_step_belongs_to_the_first_written_step(sample_text, complaints, changed):
    assert complaints(changed(("{step: s1, ", "{"))) == []


def test_an_example_is_refused_where_nothing_is_written():
    data = {"steps": [{"id": "s1", "closed": {}}], "exemplars": {"low": [{"text": "Hi"}]}}
    message = "no step asks for a written answer, so there is nothing this could be an example of"
    assert broken_rules(data) == [(("exemplars", "low", 0), message)]


@pytest.mark.parametrize(
    "data",
    [
        {},
        None,
        [],
        {"steps": 3, "rubric": "x", "facts": [], "traits": None, "exemplars": {"low": {"a": 1}}},
        {"steps": [None, 3], "rubric": {"warmth": None, "empathic": {"evidence": [{"id": 3}, []]}}, "traits": [1]},
    ],
)
def test_broken_data_is_left_to_others(data):
    assert [words for _, words in broken_rules(data) if "customer_turn" not in words] == []
