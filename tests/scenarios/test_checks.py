import numpy as np
import pytest

from scenarios.checks import RULES, Finding, check, check_file
from scenarios.reading import read_scenario

STEM = "  You answer chats for a bakery."
BEST = "You chose Saturday, Noor, and we wrote Sunday."
MIDDLING = [("key: 1.9", "key: 2.3"), ("key: 1.1", "key: 2.3"), ("key: 3.9", "key: 3.5")]
HARD = ("Thank you. The hall", "Unfortunately the municipal assembly accommodation")
LONG = "word " * 60
EVIDENCE = "evidence: [{id: C1, w: .5}, {id: C2, w: 1}, {id: C3, w: .5}, {id: C6, w: 1}, {id: C8, w: .5}]"
UNBOUND = "evidence: [{id: C1, w: 1}, {id: C5, w: 1}]"
FIFTH = '5: "As 4, and checks the delivery and says what happens if nobody is there."'

CASES = [
    ("stem-length", "stem", "warning", (STEM, STEM + " word" * 17)),
    ("stem-length", "stem", "error", (STEM, STEM + " word" * 37)),
    ("stem-length", "steps.1.customer_turn", "error", ("and I have no car.", ". Here it is" * 50)),
    ("plain-reading", "steps.1.customer_turn", "warning", HARD),
    ("key-spread", "steps.1.closed.options", "error", ("key: 1.2", "key: 2"), ("key: 4.6", "key: 4")),
    ("clear-options", "steps.0.closed.options", "error", *MIDDLING),
    ("best-is-not-longest", "steps.0.closed.options.0.text", "error", (BEST, BEST + " I am sorry about that.")),
    ("distinct-anchors", "rubric.conscientious.anchors", "error", (FIFTH, '5: "The order is moved to SATURDAY!"')),
    ("bound-evidence", "rubric.conscientious.evidence", "error", (EVIDENCE, UNBOUND)),
    ("usable-aliases", "facts.given.0", "error", ("aliases: [noor]", "aliases: []")),
    ("usable-aliases", "facts.given.0", "error", ("aliases: [noor]", "aliases: ['...']")),
    ("usable-aliases", "facts.given.0.aliases", "warning", ("aliases: [noor]", "aliases: [the one who wrote to us]")),
    ("nobody-shut-out", "title", "warning", ("title: The cake", "title: You guys and the cake")),
    ("nobody-shut-out", "process.hard_lines.1", "warning", ("no change to the recipe", "no foreigner in the kitchen")),
    ("no-idioms", "steps.0.closed.options.4.text", "warning", ("Our system", "Out of the blue: our system")),
    ("no-idioms", "steps.1.open.prompt", "warning", ("Write your next reply.", "Touch base with her again.")),
]  # fmt: skip


def found(text: str) -> list[Finding]:
    return check(read_scenario(text, "x"))


def test_the_sample_passes_every_rule(sample):
    assert check(sample) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1]} {case[2]}")
def test_a_breach_brings_exactly_one_finding(case, changed):
    rule, field, severity, *pairs = case
    assert [(f.rule, f.field, f.severity) for f in found(changed(*pairs))] == [(rule, field, severity)]


@pytest.mark.parametrize(("words", "severities"), [(16, []), (17, ["warning"]), (36, ["warning"]), (37, ["error"])])
def test_a_stem_of_120_words_is_fine_and_one_of_140_is_the_limit(words, severities, changed):
    assert [f.severity for f in found(changed((STEM, STEM + " word" * words)))] == severities


def test_reading_grade_is_asked_of_english_only(changed):
    assert found(changed(HARD, ("locale: en", "locale: de"))) == []


def without_lines(text: str, start: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.strip().startswith(start))


def test_four_options_are_few_when_each_is_rated(sample_text):
    text = without_lines(sample_text, "- {id: d,")
    rules = [(f.rule, f.field) for f in found(text)]
    assert ("number-of-options", "steps.0.closed.options") in rules
    assert ("number-of-options", "steps.1.closed.options") not in rules


def test_a_band_without_examples_is_an_error(sample_text):
    start, end = sample_text.index("  low:\n"), sample_text.index("  mid:\n")
    missing = [f for f in found(sample_text[:start] + sample_text[end:]) if f.rule == "enough-examples"]
    told = [(f.field, f.message, f.severity) for f in missing]
    assert told == [("exemplars.low", "there is no low example answer at all", "error")]


def test_fewer_than_three_examples_for_a_step_is_a_warning(changed):
    text = changed(("{step: s2, levels: {conscientious: 1", "{step: s1, levels: {conscientious: 1"))
    told = [(f.field, f.message, f.severity) for f in found(text) if f.rule == "enough-examples"]
    assert told == [("exemplars.low", "step s2 has 2 low example answers", "warning")]


def test_missing_decoys_are_a_warning(sample_text):
    text = sample_text[: sample_text.index("  length_decoys:")]
    assert [(f.rule, f.severity) for f in found(text) if f.field == "exemplars.length_decoys"] == [
        ("enough-decoys", "warning")
    ]


def test_length_that_goes_with_level_is_told_with_figure_and_number(changed):
    text = changed(("Sorry Noor. You ordered right", LONG * 5), ("Then we bring it", LONG * 5))
    examples = read_scenario(text, "x").exemplars.all()
    lengths = [len(example.text.split()) for example in examples]
    r = np.corrcoef(lengths, [np.mean(list(example.levels.values())) for example in examples])[0, 1]
    assert r > 0.30
    assert [(f.rule, f.message, f.severity) for f in found(text)] == [
        ("length-says-nothing", f"length and level go together: r = {r:.2f} over 20 examples", "error")
    ]


def test_with_fewer_than_six_examples_length_is_not_judged(sample_text):
    head = sample_text[: sample_text.index("exemplars:")]
    row = "    - {{step: s1, levels: {{conscientious: {0}, empathic: {0}, anticipatory: {0}}}, text: {1}}}\n"
    bands = [(f"  {band}:\n", row.format(n, "word " * n * 9)) for n, band in enumerate(("low", "mid", "high"), 1)]
    few = head + "exemplars:\n" + "".join(name + example for name, example in bands)
    many = head + "exemplars:\n" + "".join(name + example * 2 for name, example in bands)
    assert "length-says-nothing" not in {f.rule for f in found(few)}
    assert ("length-says-nothing", "warning") in {(f.rule, f.severity) for f in found(many)}


def test_bands_out_of_order_are_an_error_for_each_trait(sample_text):
    text = (
        sample_text.replace("  low:\n", "  none:\n").replace("  high:\n", "  low:\n").replace("  none:\n", "  high:\n")
    )
    errors = [f.message.split(" do not")[0] for f in found(text) if f.rule == "bands-in-order"]
    assert errors == [f"the mean levels of {trait}" for trait in ("conscientious", "empathic", "anticipatory")]


def test_a_scenario_without_written_answers_needs_no_examples(sample_text):
    text = without_lines(sample_text[: sample_text.index("exemplars:")], "open:")
    assert found(text) == []


def test_rule_names_are_unique_and_plain():
    names = [name for name, _ in RULES]
    assert len(set(names)) == len(names)
    assert all(name.replace("-", "").isalpha() and name.islower() for name in names)


def test_every_rule_says_in_one_line_what_it_wants():
    assert all(rule.__doc__ and rule.__doc__.count("\n") == 0 for _, rule in RULES)


def test_an_assistant_s_answer_is_wanted_for_each_written_step(sample_text):
    text = sample_text[: sample_text.index("  assistant:")]
    told = [(f.rule, f.field, f.message.partition(" has")[0], f.severity) for f in found(text)]
    assert told == [("assistant-given", "exemplars.assistant", f"step {n}", "warning") for n in ("s1", "s2")]


def test_a_file_that_cannot_be_read_is_a_finding_with_its_line():
    told = check_file(b"schema: hiring.scenario/1\ntitle: caf\xe9", "x.yaml")
    assert [str(each) for each in told] == ["x.yaml:2: reading: the file is not text in UTF-8"]
    assert told[0].finding.advice


def test_findings_come_from_the_top_of_the_file_to_its_end(changed):
    text = changed(("Write your next reply.", "Touch base with her again."), ("title: The cake", "title: You guys"))
    told = check_file(text, "x.yaml")
    assert [(each.finding.rule, each.line) for each in told] == [("nobody-shut-out", 4), ("no-idioms", 47)]
