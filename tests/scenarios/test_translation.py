"""A translation belongs to one version, has all that candidates read, and is refused once the version changed."""

import pytest

from scenarios.library import practice, shipped, shipped_translations
from scenarios.reading import ReadingError, read_scenario
from scenarios.translation import confirmed, read_translation
from scenarios.translations import faults, in_other_languages, original_of, states
from scenarios.view import candidate_view
from scoring.language import other_language

TEXT = dict(shipped_translations())["S05.es.yaml"]
ORIGINAL = read_scenario(dict(shipped())["S05.yaml"], "S05.yaml")
SHIPPED = [pytest.param(name, text, id=name) for name, text in shipped_translations()]


def found(*pairs, original=ORIGINAL):
    text = TEXT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return [(each.rule, each.field, each.severity) for each in faults(read_translation(text, "x"), original)]


def changed(**update):
    return ORIGINAL.model_copy(update=update)


@pytest.mark.parametrize(("name", "text"), SHIPPED)
def test_every_shipped_translation_is_of_the_shipped_version_and_has_no_finding(name, text):
    translation = read_translation(text, name)
    assert faults(translation, original_of(translation)) == []


def test_two_scenarios_and_the_practice_situation_are_there_in_spanish():
    assert [name for name, _ in shipped_translations()] == ["S05.es.yaml", "S08.es.yaml", "practice.es.yaml"]
    assert {read_translation(text, name).locale for name, text in shipped_translations()} == {"es"}


@pytest.mark.parametrize("update", [{"title": "Two days past the window"}, {"version": 99}, {"stem": "Mara writes."}])
def test_a_translation_of_a_changed_scenario_is_stale_and_shown_to_nobody(update):
    original = changed(**update)
    assert found(original=original) == [("stale", "translates", "error")]
    assert in_other_languages(original) == {}
    assert [state.is_current for state in states(original)] == [False]


def test_the_message_about_a_stale_translation_says_what_to_do():
    [fault] = faults(read_translation(TEXT, "x"), changed(version=99))
    assert f"version {ORIGINAL.version} (" in fault.message
    assert "it is now version 99 (" in fault.message
    assert "hiring translations --confirm FILE" in fault.advice


def test_a_stale_translation_that_somebody_confirms_is_current_and_otherwise_as_it_was():
    linked = confirmed(TEXT, changed(version=99))
    assert faults(read_translation(linked, "x"), changed(version=99)) == []
    before, after = TEXT.splitlines(), linked.splitlines()
    assert [old for old, new in zip(before, after, strict=True) if old != new] == [before[2]]


@pytest.mark.parametrize(
    ("pair", "finding"),
    [
        (("locale: es", "locale: en"), ("same-parts", "locale", "error")),
        (("    - no se cambia la tarjeta registrada\n", ""), ("same-parts", "process", "error")),
        (("  - id: s1", "  - id: s2"), ("same-parts", "steps", "error")),
        (("    prompt: ", "    customer_turn: Hola.\n    prompt: "), ("same-parts", "steps.0", "error")),
        (
            ("    prompt: Escriba la respuesta que enviaría a Mara por el chat.\n", ""),
            ("same-parts", "steps.0", "error"),
        ),
        (("      e: ", "      f: "), ("same-parts", "steps.0", "error")),
        (("ya van 31 días", "ya van 32 días"), ("same-figures", "stem", "warning")),
        (("porque dura 48", "palabras " * 60 + "48"), ("best-is-not-longest", "steps.0.options.a", "warning")),
    ],
)
def test_a_breach_brings_exactly_one_finding(pair, finding):
    assert found(pair) == [finding]


@pytest.mark.parametrize(
    ("pair", "message"),
    [
        (("title:", "titel:"), "line 4: 'titel' is not a field here; did you mean 'title'?"),
        (("version: 3", "version: two"), "translates.version: 'two' must be a whole number"),
        (('content_hash: "', 'content_hash: "x'), "must be 64 hexadecimal digits"),
    ],
)
def test_a_broken_file_is_told_with_line_and_field(pair, message):
    with pytest.raises(ReadingError) as error:
        read_translation(TEXT.replace(*pair, 1), "x")
    assert message in str(error.value)


def test_what_candidates_see_is_spanish_and_what_judges_stays():
    spanish = in_other_languages(ORIGINAL)["es"]
    view = candidate_view(spanish, "s1", "closed", "any")
    assert (view.locale, view.title) == ("es", "Treinta y un días")
    english = candidate_view(ORIGINAL, "s1", "closed", "any")
    assert [option.id for option in view.judging.options] == [option.id for option in english.judging.options]
    shown = {option.text for option in view.judging.options} | {
        view.stem,
        view.allowed.standard,
        view.allowed.authority,
    }
    told = {option.text for option in english.judging.options} | {english.stem, english.allowed.standard}
    assert shown & told == set()
    assert (spanish.rubric, spanish.facts, spanish.osj.pair) == (ORIGINAL.rubric, ORIGINAL.facts, ORIGINAL.osj.pair)


def test_the_feedback_of_the_practice_situation_is_spanish_too():
    [(name, text)] = practice()
    original = read_scenario(text, name)
    spanish = in_other_languages(original)["es"]
    pairs = zip(original.steps[0].closed.options, spanish.steps[0].closed.options, strict=True)
    assert all(one.why != other.why and one.key == other.key for one, other in pairs)
    for notes in (notes_of(original), notes_of(spanish)):
        assert len(notes) == len(set(notes)) == 11
    assert set(notes_of(original)).isdisjoint(notes_of(spanish))
    assert {other_language(text) for text in notes_of(spanish)[-3:]} == {"Spanish"}
    assert (spanish.rubric, spanish.exemplars.low) == (original.rubric, original.exemplars.low)


def notes_of(scenario):
    """What candidates read after practice, beside the replies they judged."""
    facts = [fact.text for _, group in scenario.facts for fact in group]
    return [*facts, *(example.text for example in scenario.exemplars.high)]


PRACTICE = dict(shipped_translations())["practice.es.yaml"]


@pytest.mark.parametrize(
    ("text", "change", "finding"),
    [
        (PRACTICE, ("    - la clienta es Irina\n", ""), ("same-parts", "notes", "error")),
        (PRACTICE, (PRACTICE[PRACTICE.index("notes:") :], ""), ("same-parts", "notes", "error")),
        (PRACTICE, ("    why:\n      a: ", "    why:\n      z: "), ("same-parts", "steps.0", "error")),
        (PRACTICE, ("cumple 70 años\n", "cumple 71 años\n"), ("same-figures", "notes.given", "warning")),
        (TEXT, ("\nsteps:", "\nnotes: {given: [nada], strong: [nada]}\nsteps:"), ("same-parts", "notes", "error")),
    ],
)
def test_the_practice_situation_has_all_its_notes_translated_and_no_other_has_any(text, change, finding):
    assert change[0] in text
    translation = read_translation(text.replace(*change, 1), "x")
    assert [(each.rule, each.field, each.severity) for each in faults(translation, original_of(translation))] == [
        finding
    ]


def test_the_practice_situation_is_read_in_english_again_once_its_notes_have_changed():
    original = original_of(read_translation(PRACTICE, "x"))
    facts = original.facts.model_copy(update={"given": original.facts.given[1:]})
    assert in_other_languages(original.model_copy(update={"facts": facts})) == {}


def test_a_scenario_without_translation_is_in_no_other_language(sample):
    assert in_other_languages(sample) == {}
