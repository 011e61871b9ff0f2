import pytest

from scenarios.library import practice, shipped
from scenarios.reading import MAX_PROBLEMS, ReadingError, field_lines, read_scenario
from scenarios.traits import Trait

SIX = "warmth, anticipatory, optimistic, empathic, conscientious, good_listener"
TITLE = "title: The cake for Saturday"
BREACHES = "hard_line_broken, overdone_loud, overdone_quiet, blame, disparagement, re_asks_given, wrong_fact"

MISTAKES = [
    ("schema: hiring.scenario/1", "schema: other/1", "line 1, schema: 'other/1' is not one of: hiring.scenario/1"),
    ("id: B01", "id: 1 B", "line 2, id: '1 B' must begin with a letter and hold at most 32 letters, digits, - and _"),
    ("version: 1", "version: true", "line 3, version: true must be a whole number"),
    ("version: 1", "version: 1.5", "line 3, version: 1.5 must be a whole number"),
    ("version: 1", "version: 0", "line 3, version: 0 must be at least 1"),
    ("version: 1", "version: '1'", "line 3, version: '1' must be a whole number, without quotes"),
    (TITLE, "title: 512", "line 4, title: must be a text; put 512 in quotes"),
    (TITLE, "title:", "line 4, title: is empty"),
    (TITLE, "title: ' '", "line 4, title: is empty"),
    (TITLE, "title: [a]", "line 4, title: must be a text; put this in quotes"),
    (TITLE, f"title: {'x' * 121}", "line 4, title: is longer than 120 characters"),
    ("channel: chat", "channel: fax", "line 6, channel: 'fax' is not one of: phone, chat, email, counter"),
    ("locale: en", "locale: english", "line 7, locale: 'english' must be a language such as en or en-GB"),
    ("intensity: 2", "intensity: 4", "line 24, emotion.intensity: 4 must be at most 3"),
    ("key: 4.7", "key: good", "line 39, steps.0.closed.options.0.key: 'good' must be a number, without quotes"),
    ("key: 4.7", "key: .nan", "line 39, steps.0.closed.options.0.key: .nan is not a number that can be used"),
    ("key: 4.7", "key: 1e999", "line 39, steps.0.closed.options.0.key: 1e999 is not a number that can be used"),
    ("kind: rate_each", "kind: rate", "line 36, steps.0.closed.kind: 'rate' is not one of: rate_each, best_worst"),
    ("if: blame", "if: rude", f"line 75, rubric.empathic.caps.0.if: 'rude' is not one of: {BREACHES}"),
    ("level: 2}", "level: 6}", "line 66, rubric.conscientious.caps.1.level: 6 must be at most 5"),
    (
        "aliases: [noor]",
        "aliases: noor",
        "line 15, facts.given.0.aliases: must be a list: [one, two], or one entry a line, each after '- '",
    ),
    (
        "{empathic: -1}",
        "{warmness: -1}",
        f"line 43, steps.0.closed.options.4.traits: 'warmness' is not one of the six traits: {SIX}",
    ),
    (
        "{empathic: -1}",
        "[empathic]",
        "line 43, steps.0.closed.options.4.traits: must be a group of fields (name: value)",
    ),
    (
        "{id: C1, w: .5}",
        "{id: Z9, w: .5}",
        "line 65, rubric.conscientious.evidence.0.id: 'Z9' is no kind of evidence; there are W1-W8, E1-E8, L1-L8, "
        "C1-C8, A1-A8, O1-O8",
    ),
    (
        '      1: "Doubts her',
        '      6: "Doubts her',
        "line 69, rubric.empathic.anchors: '6' is not one of the levels 1, 2, 3, 4, 5",
    ),
]


@pytest.mark.parametrize(("old", "new", "complaint"), MISTAKES)
def test_a_mistake_brings_one_complaint_with_line_field_and_plain_words(old, new, complaint, changed, complaints):
    assert complaints(changed((old, new))) == [complaint]


@pytest.mark.parametrize(("name", "text"), [*shipped(), *practice()])
def test_every_shipped_file_is_read_without_complaint(name, text, complaints):
    assert complaints(text) == []


def test_a_misspelt_field_is_unknown_and_its_right_name_is_missing(changed, complaints):
    assert complaints(changed(("channel: chat", "chanel: chat"))) == [
        "line 1: 'channel' is missing",
        "line 6: 'chanel' is not a field here; did you mean 'channel'?",
    ]


def test_a_field_unlike_any_other_is_answered_with_the_fields_that_exist(changed, complaints):
    assert complaints(changed(("kind: rate_each", "kind: rate_each\n      colour: red"))) == [
        "line 37, steps.0.closed: 'colour' is not a field here; the fields are kind, key_source, shuffle, options"
    ]


def test_all_mistakes_of_a_file_are_told_at_once_from_top_to_bottom(changed, complaints):
    text = changed((TITLE, "title: 5"), ("id: g2", "id: g1"), ("key: 1.9", "key: 9"), ("step: s1", "step: s9"))
    assert [line.partition(":")[0] for line in complaints(text)] == [
        "line 4, title",
        "line 16, facts.given.1.id",
        "line 41, steps.0.closed.options.2.key",
        "line 86, exemplars.low.0.step",
    ]


def test_a_list_is_not_called_too_short_because_its_entries_are_wrong(changed, complaints):
    assert not [line for line in complaints(changed(("kind: rate_each", "kind: x"))) if "at least" in line]


def test_an_empty_list_is_called_too_short(changed, complaints):
    text = changed(("{primary: [conscientious, empathic], secondary: [anticipatory]}", "{primary: []}"))
    assert complaints(text)[0] == "line 8, traits.primary: needs at least 1 entries, has 0"


def test_bytes_in_utf8_are_read_like_text_with_or_without_a_byte_order_mark(sample_text, sample):
    assert read_scenario(sample_text.encode("utf-8"), "x") == sample
    assert read_scenario(b"\xef\xbb\xbf" + sample_text.encode("utf-8"), "x") == sample


def test_bytes_that_are_not_utf8_are_refused_at_their_line(complaints):
    assert complaints("a: 1\nb: caf\xe9".encode("latin-1")) == ["line 2: the file is not text in UTF-8"]


def test_a_file_full_of_mistakes_is_cut_off_with_a_word_about_the_rest(complaints):
    found = complaints("\n".join(f"k{n}: 1" for n in range(2_000)))
    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1].endswith("there is more; mend these first")


def test_the_error_names_the_file_in_every_line():
    with pytest.raises(ReadingError) as caught:
        read_scenario("schema: hiring.scenario/1\nid: B", "cake.yaml")
    assert all(line.startswith("cake.yaml line ") for line in str(caught.value).splitlines())


def test_the_line_of_any_field_can_be_found(sample_text):
    line_of = field_lines(sample_text)
    lines = sample_text.splitlines()
    assert "stem" in lines[line_of("stem") - 1]
    assert "{id: g3" in lines[line_of("facts.given.2.aliases") - 1]
    assert "customer_turn" in lines[line_of("steps.1.customer_turn") - 1]
    assert line_of("no.such.field") == 1


def test_what_the_file_says_arrives_in_the_scenario(sample):
    assert sample.title == "The cake for Saturday"
    assert sample.facts.given[1].aliases == ("lemon", "cake", "512")
    assert sample.steps[0].closed.options[0].traits == {
        Trait.CONSCIENTIOUS: 1,
        Trait.EMPATHIC: 0.5,
        Trait.ANTICIPATORY: 0.5,
    }
    assert sample.rubric.traits[Trait.EMPATHIC].anchors[2] == "Sorry for any inconvenience."
    assert sample.exemplars.low[0].levels[Trait.EMPATHIC] == 1
