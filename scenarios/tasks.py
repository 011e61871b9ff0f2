"""What a candidate is asked, in which order, and what has to be locked before what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from scenarios.scenario import Scenario, Step

Part = Literal["open", "closed"]


@dataclass(frozen=True)
class Task:
    """One thing to answer: the open or the closed part of one step.

    Examples
    --------
    >>> Task("S02", "s1", "open").key
    'S02.s1.open'
    """

    scenario: str
    step: str
    part: Part

    @property
    def key(self) -> str:
        """The task's name in the database and in addresses."""
        return f"{self.scenario}.{self.step}.{self.part}"


def tasks_of(scenarios: Iterable[Scenario]) -> tuple[Task, ...]:
    """List everything that is asked: write first, then rate the options, step by step.

    Parameters
    ----------
    scenarios : iterable of Scenario
        In the order in which everybody meets them.

    Returns
    -------
    tuple of Task

    Examples
    --------
    >>> tasks_of([])
    ()
    """
    return tuple(
        Task(scenario.id, step.id, part) for scenario in scenarios for step in scenario.steps for part in _parts(step)
    )


def _parts(step: Step) -> Iterator[Part]:
    if step.open is not None:
        yield "open"
    if step.closed is not None:
        yield "closed"


def must_lock_before(tasks: Sequence[Task], task: Task) -> tuple[Task, ...]:
    """The open tasks of the same scenario that come earlier: what follows would give them away.

    Parameters
    ----------
    tasks : sequence of Task
        All tasks of the assessment, in order.
    task : Task
        One of them.

    Returns
    -------
    tuple of Task
        Earlier open tasks of the task's scenario, in order.

    Examples
    --------
    >>> way = (Task("A", "s1", "open"), Task("A", "s1", "closed"), Task("A", "s2", "open"))
    >>> [earlier.key for earlier in must_lock_before(way, way[2])]
    ['A.s1.open']
    """
    before = tasks[: tasks.index(task)]
    return tuple(other for other in before if other.scenario == task.scenario and other.part == "open")


def gives_away(tasks: Sequence[Task], task: Task) -> bool:
    """Whether going on from this task shows something that would help to answer it.

    Parameters
    ----------
    tasks : sequence of Task
        All tasks of the assessment, in order.
    task : Task
        One of them.

    Returns
    -------
    bool
        True for an open task with a closed part or a further turn after it.

    Examples
    --------
    >>> way = (Task("A", "s1", "open"), Task("A", "s1", "closed"), Task("B", "s1", "open"))
    >>> [gives_away(way, task) for task in way]
    [True, False, False]
    """
    after = tasks[tasks.index(task) + 1 :]
    return task.part == "open" and any(other.scenario == task.scenario for other in after)


def next_unanswered(tasks: Sequence[Task], answered: Collection[str], after: Task | None = None) -> Task | None:
    """Where to go on: the first task without an answer, looking from a given one first.

    Parameters
    ----------
    tasks : sequence of Task
        All tasks of the assessment, in order.
    answered : collection of str
        Keys of the tasks that have an answer.
    after : Task, optional
        Start looking behind this one.

    Returns
    -------
    Task or None
        None when everything behind `after` is answered.

    Examples
    --------
    >>> way = (Task("A", "s1", "open"), Task("B", "s1", "open"))
    >>> next_unanswered(way, {"A.s1.open"}).key
    'B.s1.open'
    """
    rest = tasks if after is None else tasks[tasks.index(after) + 1 :]
    return next((task for task in rest if task.key not in answered), None)
