"""A good file with one thing broken at a time: the right rule speaks up, alone, on the right line."""

# ruff: noqa: E501 - one fault a line is easier to read than any other way
import pytest

from scenarios.checks import RULES, check_file
from scenarios.library import shipped

LONG = "We bring it cold. " * 60
ERROR, WARNING = "error", "warning"
WEAK = "I can change order 512 to Saturday at ten. You will get a new message today."
BEST = "You chose Saturday, Noor, and we wrote Sunday."
LATE = "Our system does not make mistakes with days."
BEST_IN_FIGURES = "Noor, you chose Saturday 14 at 10, we wrote 15. Order 512 is moved."
AGAIN = "Could you order again with the right day, Noor? Order 512 will be cancelled on Friday at 10."
JUDGED = "key: 1.9, judgements: {}, traits: {{empathic: -.5, conscientious"
EVIDENCE = "evidence: [{id: C1, w: .5}, {id: C2, w: 1}, {id: C3, w: .5}, {id: C6, w: 1}, {id: C8, w: .5}]"
FIRST_LOW = "{step: s1, levels: {conscientious: 1, empathic: 1, anticipatory: 1}"
SECOND_LOW = "{step: s2, levels: {conscientious: 1, empathic: 2, anticipatory: 1}"

# rule, severity, line, then what is changed: (old, new)
FAULTS = {
    "a list not closed": ("reading", ERROR, 5, ("title: The cake for Saturday", "title: [The cake")),
    "a tab for blanks": ("reading", ERROR, 10, ("  standard: The", "\tstandard: The")),
    "an anchor": ("reading", ERROR, 4, ("title: The", "title: &name The")),
    "a field twice": ("reading", ERROR, 6, ("channel: chat", "family: IN\nchannel: chat")),
    "a field misspelt": ("reading", ERROR, 34, ("min_chars: 40", "min_char: 40")),
    "an unknown trait": ("reading", ERROR, 43, ("traits: {empathic: -1}", "traits: {emphatic: -1}")),
    "a key out of range": ("reading", ERROR, 40, ("key: 3.9", "key: 5.9")),
    "a level in words": ("reading", ERROR, 86, (FIRST_LOW, FIRST_LOW.replace("empathic: 1", "empathic: low"))),
    "an anchor missing": ("reading", ERROR, 77, ('      2: "Anything else?"\n', "")),
    "an id twice": ("reading", ERROR, 16, ("id: g2", "id: g1")),
    "evidence of another trait": ("reading", ERROR, 65, ("{id: C2, w: 1}", "{id: W2, w: 1}")),
    "a trait not judged": ("reading", ERROR, 56, ("secondary: [anticipatory]", "secondary: [anticipatory, warmth]")),
    "an example of no step": ("reading", ERROR, 86, ("{step: s1, levels", "{step: s7, levels")),
    "no second turn": ("reading", ERROR, 44, ("    customer_turn: |\n      Noor writes:", "    #")),
    "two processes": ("reading", ERROR, 9, ("facts:", "osj: {kind: warranted, pair: B02, standard: a, authority: b}\nfacts:")),
    "a marker that cannot be seen": ("reading", ERROR, 4, ("title: The", "title: \u202eThe")),
    "a long situation": ("stem-length", WARNING, 25, ("You answer chats for a bakery.", "You answer chats. " + "So it is. " * 8)),
    "a far too long situation": ("stem-length", ERROR, 25, ("You answer chats for a bakery.", "So it is. " * 15)),
    "a hard second turn": ("plain-reading", WARNING, 45, ("Thank you. The hall", "Unfortunately the municipal assembly accommodation")),
    "keys too near": ("key-spread", ERROR, 51, ("key: 4.6", "key: 4.1")),
    "keys in the middle": ("clear-options", ERROR, 38, ("key: 3.9", "key: 3.5"), ("key: 1.9", "key: 2.3"), ("key: 1.1", "key: 2.3")),
    "four to rate": ("number-of-options", WARNING, 51, ("kind: best_worst", "kind: rate_each")),
    "the best is the longest": ("best-is-not-longest", ERROR, 39, (BEST, BEST + " I am sorry about that.")),
    "a key to be guessed": ("not-guessed", WARNING, 38, (AGAIN, "That was your own mistake.")),
    "a trait named": ("no-trait-names", WARNING, 40, (WEAK, WEAK + " I was listening.")),
    "an anchor repeated": ("no-anchor-words", WARNING, 43, (LATE, LATE + " Who says what happens if nobody is there?")),
    "the way out in the title": ("title-names-no-move", WARNING, 4, ("The cake for Saturday", "Half past eleven, cold")),
    "loud weak options": ("marks-tell-nothing", WARNING, 43, (LATE, "Our system does not make mistakes with days!")),
    "nobody's key": ("key-source", ERROR, 35, ("      key_source: single author\n", "")),
    "a panel of nobody": ("key-source", ERROR, 37, ("key_source: single author", "key_source: panel")),
    "a key beside the mean": ("key-is-mean", ERROR, 41, ("key: 1.9, traits: {empathic: -.5, conscientious", JUDGED.format("[2, 3]"))),
    "judges who disagree": ("judges-agree", ERROR, 41, ("key: 1.9, traits: {empathic: -.5, conscientious", JUDGED.replace("1.9", "2").format("[1, 1, 4]"))),
    "a pick that is not scored": ("enough-scored", ERROR, 53, ("key: 3.2,", "key: 3.2, scored: false,")),
    "one anchor for two levels": ("distinct-anchors", ERROR, 77, ('2: "Anything else?"', '2: "Speaks of delivery, or of keeping it cold"')),
    "evidence of no situation": ("bound-evidence", ERROR, 65, (EVIDENCE, "evidence: [{id: C1, w: 1}, {id: C5, w: 1}]")),
    "too few examples": ("enough-examples", WARNING, 85, (SECOND_LOW, SECOND_LOW.replace("s2", "s1"))),
    "one decoy": ("enough-decoys", WARNING, 106, ("  length_decoys:\n", "  length_decoys:\n  #")),
    "no assistant": ("assistant-given", WARNING, 109, ("  assistant:\n    - {step: s1", "  assistant:\n    #")),
    "long is good": ("length-says-nothing", ERROR, 84, ("We bring it cold", LONG), ("Better not from ten", LONG)),
    "bands out of order": ("bands-in-order", ERROR, 84, (FIRST_LOW, FIRST_LOW.replace("empathic: 1", "empathic: 5")), (SECOND_LOW, SECOND_LOW.replace("empathic: 2", "empathic: 5")), ("conscientious: 2, empathic: 2", "conscientious: 2, empathic: 5")),
    "a fact without other words": ("usable-aliases", ERROR, 16, ('aliases: [lemon, cake, "512"]', "aliases: []")),
    "a fact in long words only": ("usable-aliases", WARNING, 17, ("aliases: [saturday, noon]", "aliases: [the day before the day after]")),
    "a word about age": ("nobody-shut-out", WARNING, 39, (BEST, "We wrote Sunday, so the elderly")),
    "a word about gender": ("nobody-shut-out", WARNING, 25, ("You answer chats for a bakery.", "You are the chairman of a bakery.")),
    "a word about origin": ("nobody-shut-out", WARNING, 4, ("The cake for Saturday", "A foreigner's cake")),
    "a word about disability": ("nobody-shut-out", WARNING, 12, ("no change to the recipe", "no crazy change")),
    "an idiom": ("no-idioms", WARNING, 47, ("Write your next reply.", "Touch base with her again.")),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS)
def test_the_right_rule_speaks_up_alone_on_the_right_line(case, changed):
    rule, severity, line, *pairs = case
    found = check_file(changed(*pairs), "x.yaml")
    assert [(each.finding.rule, each.finding.severity, each.line) for each in found] == [(rule, severity, line)]
    assert str(found[0]).startswith(f"x.yaml:{line}: {rule}: ")
    assert found[0].finding.advice.endswith((".", "..."))


def test_the_good_file_has_no_finding(sample_text):
    assert check_file(sample_text, "x.yaml") == []


def test_each_rule_is_broken_at_least_once():
    elsewhere = {"declared-inconsistency"}
    assert {rule for rule, *_ in FAULTS.values()} == {"reading", *(name for name, _ in RULES)} - elsewhere


def test_who_asks_for_noticing_what_does_not_fit_has_to_say_what_that_is():
    good = dict(shipped())["S30.yaml"]
    line = next(n for n, text in enumerate(good.splitlines(), 1) if "id: L7" in text)
    found, before = (check_file(text, "x.yaml") for text in (good.replace("inconsistency: true, ", ""), good))
    assert [(each.finding.rule, each.line) for each in found if each not in before] == [
        ("declared-inconsistency", line)
    ]
