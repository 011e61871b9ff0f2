"""The parts of a scenario that several rules look at, each with its field in the file."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.scenario import ClosedPart, Option, Scenario

SCORED_OPTIONS = 3
Shown = Iterator[tuple[str, str]]


def situations(scenario: Scenario) -> Shown:
    """What the candidate reads before answering, with its field."""
    yield "stem", scenario.stem
    for n, step in enumerate(scenario.steps):
        if step.customer_turn:
            yield f"steps.{n}.customer_turn", step.customer_turn


def closed_parts(scenario: Scenario) -> Iterator[tuple[str, ClosedPart]]:
    """Every closed part, with the field of its options."""
    for n, step in enumerate(scenario.steps):
        if step.closed:
            yield f"steps.{n}.closed.options", step.closed


def keyed_parts(scenario: Scenario) -> Iterator[tuple[str, ClosedPart]]:
    """The closed parts with enough scored options to say anything of their keys, with the field of the options."""
    return ((field, part) for field, part in closed_parts(scenario) if len(part.scored) >= SCORED_OPTIONS)


def shown_texts(scenario: Scenario) -> Shown:
    """Every text that a candidate reads, with its field."""
    yield "title", scenario.title
    yield from situations(scenario)
    yield from _process_texts(scenario)
    for n, step in enumerate(scenario.steps):
        if step.open:
            yield f"steps.{n}.open.prompt", step.open.prompt
    for field, part in closed_parts(scenario):
        yield from ((f"{field}.{n}.text", option.text) for n, option in enumerate(part.options))


def _process_texts(scenario: Scenario) -> Shown:
    field = "osj" if scenario.osj else "process"
    if process := scenario.allowed:
        yield f"{field}.standard", process.standard
        yield f"{field}.authority", process.authority
        yield from ((f"{field}.hard_lines.{n}", line) for n, line in enumerate(process.hard_lines))


def best_of(part: ClosedPart) -> Option:
    """The scored option with the highest key."""
    return max(part.scored, key=lambda option: option.key)
