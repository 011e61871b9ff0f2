"""What a candidate may see of a scenario: the situation and the question, nothing of how it is judged."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scenarios.scenario import ClosedPart, OpenPart, Option, Process, Scenario
from scenarios.tasks import Part


@dataclass(frozen=True)
class AllowedView:
    """What the person may do here: the usual way, how far they may go, what is never allowed."""

    standard: str
    authority: str
    hard_lines: tuple[str, ...]


@dataclass(frozen=True)
class OptionView:
    """One reply to judge."""

    id: str
    text: str


@dataclass(frozen=True)
class WritingView:
    """The question to answer in one's own words, and how long the answer may be."""

    prompt: str
    min_chars: int
    max_chars: int


@dataclass(frozen=True)
class JudgingView:
    """The replies to judge, in this candidate's order."""

    kind: Literal["rate_each", "best_worst"]
    options: tuple[OptionView, ...]


@dataclass(frozen=True)
class CandidateView:
    """One part of one step as a candidate meets it; exactly one of `writing` and `judging` is there."""

    scenario: str
    step: str
    step_number: int
    step_count: int
    locale: str
    title: str
    channel: str
    stem: str
    customer_turn: str | None
    allowed: AllowedView | None
    writing: WritingView | None = None
    judging: JudgingView | None = None


def candidate_view(scenario: Scenario, step_id: str, part: Part, seed: str) -> CandidateView:
    """Take from a scenario what one candidate may see while answering one part of one step.

    The options are left out while the answer is still to be written, and so is a later turn.

    Parameters
    ----------
    scenario
        A valid scenario.
    step_id
        The step; `KeyError` when the scenario has none of that id.
    part
        ``"open"`` or ``"closed"``; `KeyError` when the step does not ask it.
    seed
        What decides the order of the options; the same for the same candidate, always.

    Returns
    -------
    CandidateView
        Texts and ids only.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> texts = dict(shipped())
    >>> view = candidate_view(read_scenario(texts["S05.yaml"], "S05.yaml"), "s1", "open", "any")
    >>> view.title, view.writing.prompt, view.judging
    ('Thirty-one days', 'Write the reply you would send to Mara in chat.', None)
    """
    step = scenario.step(step_id)
    if (step.open if part == "open" else step.closed) is None:
        raise KeyError(f"step {step_id} of scenario {scenario.id} asks no {part} answer")
    return CandidateView(
        scenario=scenario.id,
        step=step.id,
        step_number=scenario.steps.index(step) + 1,
        step_count=len(scenario.steps),
        locale=scenario.locale,
        title=scenario.title,
        channel=scenario.channel,
        stem=scenario.stem,
        customer_turn=step.customer_turn,
        allowed=_allowed(scenario.allowed),
        writing=_writing(step.open) if part == "open" else None,
        judging=_judging(step.closed, seed) if part == "closed" else None,
    )


def option_order(seed: str, options: Sequence[Option]) -> tuple[Option, ...]:
    """Shuffle options the same way for the same seed, in every process and whatever order they came in.

    Parameters
    ----------
    seed
        Any text, such as a sitting's id with the task's key.
    options
        With different ids.

    Returns
    -------
    tuple of Option
        By the SHA-256 of seed and option id.

    Examples
    --------
    >>> options = [Option(id=id, text="Yes", key=3, traits={}, why="x") for id in "abcd"]
    >>> [option.id for option in option_order("Ada", options)]
    ['d', 'a', 'c', 'b']
    >>> option_order("Ada", options) == option_order("Ada", options[::-1])
    True
    """
    return tuple(sorted(options, key=lambda option: _place(seed, option.id)))


def _place(seed: str, option_id: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{option_id}".encode("utf-8", "surrogatepass")).digest()


def _allowed(process: Process | None) -> AllowedView | None:
    """Only the process: whether leaving it is justified, and the twin scenario, stay hidden."""
    return AllowedView(process.standard, process.authority, process.hard_lines) if process else None


def _writing(asked: OpenPart | None) -> WritingView | None:
    return WritingView(asked.prompt, asked.min_chars, asked.max_chars) if asked else None


def _judging(asked: ClosedPart | None, seed: str) -> JudgingView | None:
    if asked is None:
        return None
    options = option_order(seed, asked.options) if asked.shuffle else asked.options
    return JudgingView(asked.kind, tuple(OptionView(option.id, option.text) for option in options))
