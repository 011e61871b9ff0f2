"""The shipped translations: whether each is fit to be shown, and what it is a translation of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from scenarios.checks import Finding, Placed, placed
from scenarios.finding import Found, error, warning
from scenarios.library import practice, shipped, shipped_translations
from scenarios.reading import read_scenario
from scenarios.scenario import Process, Scenario, Step
from scenarios.translation import Notes, ProcessWords, StepWords, Translation, read_translation, translated
from scenarios.version import content_hash

_FIGURE = re.compile(r"\d+")
LINK_ANEW = "Compare the texts, then link it anew with hiring translations --confirm FILE."
AS_THERE = "Give it the parts of the original, no more and no fewer."


@dataclass(frozen=True)
class State:
    """A shipped translation of a scenario, and whether it is of the version at hand."""

    locale: str
    is_current: bool


def faults(translation: Translation, original: Scenario) -> list[Finding]:
    """What is wrong with a translation of a scenario: above all, that it is of another version.

    Parameters
    ----------
    translation
        Any translation that can be read.
    original
        The scenario of that id, as it is now.

    Returns
    -------
    list of Finding
        An error blocks the translation. A missing part is told once the version is right.
    """
    if not translation.is_of(original):
        return [Finding("stale", "translates", _stale(translation, original), LINK_ANEW, "error")]
    return [Finding(name, *found) for name, rule in RULES for found in rule(translation, original)]


def check_translation(source: str | bytes, name: str) -> list[Placed]:
    """Hold a translation's file against its original and every rule; that it cannot be read is a finding as well.

    Parameters
    ----------
    source
        The YAML text, or its bytes in UTF-8.
    name
        What to call the file.

    Returns
    -------
    list of Placed
        From the top of the file to its end.

    Examples
    --------
    >>> check_translation("schema: hiring.translation/1", "es.yaml")[0].finding.rule
    'reading'
    """
    return placed(source, name, lambda: _findings(read_translation(source, name)))


def _findings(translation: Translation) -> list[Finding]:
    original = original_of(translation)
    if original is None:
        message = f"there is no shipped scenario {translation.translates.id}"
        return [Finding("stale", "translates.id", message, "Name the scenario that is translated.", "error")]
    return faults(translation, original)


def original_of(translation: Translation) -> Scenario | None:
    """The shipped scenario, or the practice situation, that a translation names."""
    wanted = f"\nid: {translation.translates.id}\n"
    found = (read_scenario(text, name) for name, text in [*shipped(), *practice()] if wanted in text)
    return next(found, None)


def in_other_languages(scenario: Scenario) -> dict[str, Scenario]:
    """A scenario in the languages that it is shipped in; a stale translation is none.

    Returns
    -------
    dict
        By locale, for showing only.

    Examples
    --------
    >>> sorted(in_other_languages(read_scenario(dict(shipped())["S05.yaml"], "S05.yaml")))
    ['es']
    """
    named = [each for each in _shipped() if each.translates.id == scenario.id]
    return {each.locale: translated(scenario, each) for each in named if not has_errors(faults(each, scenario))}


def states(scenario: Scenario) -> list[State]:
    """Every shipped translation of a scenario's id, and whether it is of this version."""
    return [State(each.locale, each.is_of(scenario)) for each in _shipped() if each.translates.id == scenario.id]


def has_errors(findings: list[Finding]) -> bool:
    """Whether anything blocks."""
    return any(finding.severity == "error" for finding in findings)


def _stale(translation: Translation, original: Scenario) -> str:
    then, now = translation.translates, content_hash(original)
    return (
        f"{original.id} has changed: translated was version {then.version} ({then.content_hash[:8]}), it is now "
        f"version {original.version} ({now[:8]})"
    )


def _same_parts(translation: Translation, original: Scenario) -> Found:
    """Every text that candidates read has its translation, and nothing else is there."""
    if translation.locale == original.locale:
        yield error(
            "locale", f"'{translation.locale}' is the language of the original", "Name the language of the translation."
        )
    if _shape_of_process(translation.process) != _shape_of_process(original.allowed):
        yield error("process", "has to be there as in the original, with as many hard_lines", AS_THERE)
    is_practice = _is_practice(original.id)
    if _shape_of_notes(translation.notes) != (_shape_of_facts(original) if is_practice else None):
        yield error(
            "notes", "has to hold all notes and strong replies of the practice situation, and of no other", AS_THERE
        )
    if [step.id for step in translation.steps] != [step.id for step in original.steps]:
        yield error("steps", "has to hold the steps of the original, in its order", AS_THERE)
        return
    for n, (words, step) in enumerate(zip(translation.steps, original.steps, strict=True)):
        if wrong := [name for name, there, wanted in _parts(words, step, is_practice) if there != wanted]:
            yield error(f"steps.{n}", f"{wrong[0]} has to be there exactly where the original has it", AS_THERE)


def _parts(words: StepWords, step: Step, has_why: bool) -> Iterator[tuple[str, object, object]]:
    options = {option.id for option in step.closed.options} if step.closed else set()
    yield "customer_turn", words.customer_turn is None, step.customer_turn is None
    yield "prompt", words.prompt is None, step.open is None
    yield "options", set(words.options), options
    yield "why", set(words.why), options if has_why else set()


def _shape_of_process(process: Process | ProcessWords | None) -> int | None:
    return len(process.hard_lines) if process else None


def _shape_of_notes(notes: Notes | None) -> dict[str, int] | None:
    return {name: len(texts) for name, texts in notes} if notes else None


def _shape_of_facts(scenario: Scenario) -> dict[str, int]:
    return {**{name: len(facts) for name, facts in scenario.facts}, "strong": len(scenario.exemplars.high)}


def _same_figures(translation: Translation, original: Scenario) -> Found:
    """A figure is the same in every language."""
    if any(_same_parts(translation, original)):
        return
    there = dict(_texts(translated(original, translation)))
    for field, text in _texts(original):
        if set(_FIGURE.findall(text)) != set(_FIGURE.findall(there[field])):
            yield warning(field, "does not hold the same figures as the original", "Compare the figures of both texts.")


def _texts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    yield "title", scenario.title
    yield "stem", scenario.stem
    if process := scenario.allowed:
        yield "process", " ".join((process.standard, process.authority, *process.hard_lines))
    for group, facts in scenario.facts:
        yield f"notes.{group}", " ".join(fact.text for fact in facts)
    yield from ((f"notes.strong.{n}", example.text) for n, example in enumerate(scenario.exemplars.high))
    for n, step in enumerate(scenario.steps):
        yield f"steps.{n}.customer_turn", step.customer_turn or ""
        options = step.closed.options if step.closed else ()
        yield from ((f"steps.{n}.options.{option.id}", option.text) for option in options)


def _best_is_not_longest(translation: Translation, original: Scenario) -> Found:
    """The best option cannot be found by its length in the other language either."""
    for n, (words, step) in enumerate(zip(translation.steps, original.steps, strict=False)):
        if step.closed and words.options:
            best = max(step.closed.options, key=lambda option: option.key).id
            if max(words.options, key=lambda each: len(words.options[each])) == best:
                yield warning(
                    f"steps.{n}.options.{best}", "the best option is the longest here", "Lengthen a weaker one."
                )


RULES: tuple[tuple[str, Callable[[Translation, Scenario], Found]], ...] = (
    ("same-parts", _same_parts),
    ("same-figures", _same_figures),
    ("best-is-not-longest", _best_is_not_longest),
)


@cache
def _is_practice(scenario_id: str) -> bool:
    return any(f"\nid: {scenario_id}\n" in text for _, text in practice())


@cache
def _shipped() -> tuple[Translation, ...]:
    return tuple(read_translation(text, name) for name, text in shipped_translations())
