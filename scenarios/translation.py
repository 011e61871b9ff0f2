"""A scenario's texts in another language, linked to the one version that they translate."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from scenarios.reading import linked, read_model
from scenarios.scenario import (
    ClosedPart,
    Example,
    Examples,
    Fact,
    Facts,
    Identifier,
    Option,
    Process,
    Scenario,
    Step,
    Words,
)
from scenarios.version import content_hash

SCHEMA: Final = "hiring.translation/1"
P = TypeVar("P", bound=Process)
S = TypeVar("S", Fact, Example)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Translates(_Frozen):
    """The version that is translated."""

    id: Identifier
    version: Annotated[int, Field(strict=True, ge=1, le=9999)]
    content_hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class ProcessWords(_Frozen):
    """What the person may do, in the other language."""

    standard: Words
    authority: Words
    hard_lines: tuple[Words, ...] = ()


class StepWords(_Frozen):
    """The texts of one step by what they belong to; `why` only where candidates read it, in practice."""

    id: Identifier
    customer_turn: Words | None = None
    prompt: Words | None = None
    options: dict[Identifier, Words] = {}
    why: dict[Identifier, Words] = {}


class Notes(_Frozen):
    """What candidates read after practice: the facts of the situation, in their order, and the strong replies."""

    given: Annotated[tuple[Words, ...], Field(min_length=1)]
    unknowns: tuple[Words, ...] = ()
    implied: tuple[Words, ...] = ()
    next_issues: tuple[Words, ...] = ()
    hidden: tuple[Words, ...] = ()
    strong: Annotated[tuple[Words, ...], Field(min_length=1)]


class Translation(_Frozen):
    """What candidates read of one version of a scenario, in another language."""

    schema_: Literal["hiring.translation/1"] = Field(alias="schema")
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    translates: Translates
    title: Annotated[Words, Field(max_length=120)]
    process: ProcessWords | None = None
    stem: Words
    steps: Annotated[tuple[StepWords, ...], Field(min_length=1, max_length=2)]
    notes: Notes | None = None

    def is_of(self, scenario: Scenario) -> bool:
        """Whether it translates exactly this version, to the letter."""
        return self.translates.content_hash == content_hash(scenario)


def read_translation(text: str | bytes, name: str) -> Translation:
    """Read one translation.

    Parameters
    ----------
    text
        The YAML text, or its bytes in UTF-8.
    name
        What to call the file in complaints.

    Returns
    -------
    Translation

    Raises
    ------
    ReadingError
        When anything is wrong; nothing else is ever raised.

    Examples
    --------
    >>> from scenarios.library import shipped_translations
    >>> name, text = shipped_translations()[0]
    >>> read_translation(text, name).locale
    'es'
    """
    return read_model(text, name, Translation)


def translated(original: Scenario, translation: Translation) -> Scenario:
    """The scenario as candidates read it in the other language.

    Parameters
    ----------
    original
        The version that is translated.
    translation
        Without errors (see `translations.faults`).

    Returns
    -------
    Scenario
        For showing only: what judges an answer (facts, rubric, examples) stays in the language of the original; of the
        practice situation, which nobody is judged by, facts and strong replies are translated too.
    """
    words = {step.id: step for step in translation.steps}
    notes = translation.notes
    return original.model_copy(
        update={
            "locale": translation.locale,
            "title": translation.title,
            "stem": translation.stem,
            "process": _process(original.process, translation.process),
            "osj": _process(original.osj, translation.process),
            "steps": tuple(_step(step, words[step.id]) for step in original.steps),
            "facts": _facts(original.facts, notes) if notes else original.facts,
            "exemplars": _strong(original.exemplars, notes) if notes else original.exemplars,
        }
    )


def confirmed(text: str, original: Scenario) -> str:
    """The text of a translation file, linked to the version at hand; all else in it stays to the letter.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> name, text = shipped()[0]
    >>> confirmed("translates: {}", read_scenario(text, name)).startswith("translates: {id: S01, version: ")
    True
    """
    link = f'{{id: {original.id}, version: {original.version}, content_hash: "{content_hash(original)}"}}'
    return linked(text, link)


def _process(process: P | None, words: ProcessWords | None) -> P | None:
    return process.model_copy(update=dict(words)) if process and words else None


def _facts(facts: Facts, notes: Notes) -> Facts:
    groups: dict[str, tuple[Fact, ...]] = dict(facts)
    return facts.model_copy(update={name: _said(group, getattr(notes, name)) for name, group in groups.items()})


def _strong(exemplars: Examples, notes: Notes) -> Examples:
    return exemplars.model_copy(update={"high": _said(exemplars.high, notes.strong)})


def _said(originals: tuple[S, ...], texts: tuple[str, ...]) -> tuple[S, ...]:
    return tuple(each.model_copy(update={"text": text}) for each, text in zip(originals, texts, strict=True))


def _step(step: Step, words: StepWords) -> Step:
    asked = step.open.model_copy(update={"prompt": words.prompt}) if step.open else None
    closed = _closed(step.closed, words) if step.closed else None
    return step.model_copy(update={"customer_turn": words.customer_turn, "open": asked, "closed": closed})


def _closed(part: ClosedPart, words: StepWords) -> ClosedPart:
    return part.model_copy(update={"options": tuple(_option(option, words) for option in part.options)})


def _option(option: Option, words: StepWords) -> Option:
    return option.model_copy(update={"text": words.options[option.id], "why": words.why.get(option.id, option.why)})
