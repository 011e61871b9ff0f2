"""A translation text by text, as somebody writes one: what there is to translate, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scenarios.scenario import Process, Scenario, Step
from scenarios.translation import SCHEMA, ProcessWords, StepWords, Translates, Translation
from scenarios.version import content_hash


@dataclass(frozen=True)
class Text:
    """One text that candidates read.

    Attributes
    ----------
    name : str
        Unique within its scenario, of letters, digits and underscores.
    label : str
        What it is, for people.
    words : str
        As candidates read it.
    """

    name: str
    label: str
    words: str


def texts_of(scenario: Scenario) -> tuple[Text, ...]:
    """Everything that candidates read of a scenario.

    Parameters
    ----------
    scenario : Scenario
        An original, or the same in another language: both have the same names.

    Returns
    -------
    tuple of Text
        In the order in which people meet them.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> [text.name for text in texts_of(read_scenario(dict(shipped())["S05.yaml"], "S05.yaml"))][:4]
    ['title', 'stem', 'standard', 'authority']
    """
    return tuple(_texts(scenario))


def translation_of(scenario: Scenario, locale: str, words: Mapping[str, str]) -> Translation:
    """A translation of exactly this version.

    Parameters
    ----------
    scenario : Scenario
        The original.
    locale : str
        The language of the words, such as ``"es"``.
    words : mapping
        By the name of each of `texts_of`; none is empty.

    Returns
    -------
    Translation
        With the parts of the original, no more and no fewer.

    Raises
    ------
    KeyError
        When a text is missing.
    pydantic.ValidationError
        When a text is empty or too long.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> scenario = read_scenario(dict(shipped())["S05.yaml"], "S05.yaml")
    >>> translation_of(scenario, "es", {text.name: "Hola." for text in texts_of(scenario)}).is_of(scenario)
    True
    """
    return Translation(
        schema=SCHEMA,
        locale=locale,
        translates=Translates(id=scenario.id, version=scenario.version, content_hash=content_hash(scenario)),
        title=words["title"],
        stem=words["stem"],
        process=_process(scenario.allowed, words) if scenario.allowed else None,
        steps=tuple(_step(step, words) for step in scenario.steps),
    )


def _texts(scenario: Scenario) -> Iterator[Text]:
    yield Text("title", "Title", scenario.title)
    yield Text("stem", "The situation", scenario.stem)
    if process := scenario.allowed:
        yield Text("standard", "The usual way", process.standard)
        yield Text("authority", "What one may decide", process.authority)
        for number, line in enumerate(process.hard_lines, 1):
            yield Text(f"never_{number}", f"Never, line {number}", line)
    for number, step in enumerate(scenario.steps, 1):
        yield from _texts_of_step(step, f", step {number}" if len(scenario.steps) > 1 else "")


def _texts_of_step(step: Step, where: str) -> Iterator[Text]:
    if step.customer_turn:
        yield Text(f"{step.id}_turn", f"What happens next{where}", step.customer_turn)
    if step.open:
        yield Text(f"{step.id}_prompt", f"What is asked{where}", step.open.prompt)
    for option in step.closed.options if step.closed else ():
        yield Text(f"{step.id}_option_{option.id}", f"Reply {option.id}{where}", option.text)


def _process(process: Process, words: Mapping[str, str]) -> ProcessWords:
    lines = tuple(words[f"never_{number}"] for number, _ in enumerate(process.hard_lines, 1))
    return ProcessWords(standard=words["standard"], authority=words["authority"], hard_lines=lines)


def _step(step: Step, words: Mapping[str, str]) -> StepWords:
    options = step.closed.options if step.closed else ()
    return StepWords(
        id=step.id,
        customer_turn=words[f"{step.id}_turn"] if step.customer_turn else None,
        prompt=words[f"{step.id}_prompt"] if step.open else None,
        options={option.id: words[f"{step.id}_option_{option.id}"] for option in options},
    )
