"""What a candidate's pages show of the way: where they are, what is done, what is next."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import groupby

from flask_babel import gettext as _

from hiring import languages
from hiring.actions import sittings
from hiring.actions.sittings import Course
from hiring.models import Response, Sitting
from scenarios.library import practice as practice_file
from scenarios.reading import read_scenario
from scenarios.scenario import Fact, Option, Scenario, Step
from scenarios.tasks import Task, gives_away, must_lock_before, next_unanswered
from scenarios.translations import in_other_languages
from scenarios.view import CandidateView, JudgingView, WritingView, candidate_view

# Reading and judging the options takes about so long; writing as long as the scenario's authors expect.
MINUTES_TO_JUDGE = 1.5


@dataclass(frozen=True)
class Item:
    """One task in the list that a candidate checks before submitting."""

    task: Task
    told: Scenario
    text: str | None
    judged: int
    is_done: bool
    is_locked: bool


@dataclass(frozen=True)
class Way:
    """The whole way of one sitting."""

    sitting: Sitting
    course: Course
    items: tuple[Item, ...]

    @property
    def answered(self) -> set[str]:
        """Keys of the tasks that need nothing more."""
        return {item.task.key for item in self.items if item.is_done}

    @property
    def next_task(self) -> Task | None:
        """The first task that still needs an answer."""
        return next_unanswered(self.course.tasks, self.answered)

    @property
    def missing(self) -> list[Item]:
        """What is not answered yet."""
        return [item for item in self.items if not item.is_done]

    @property
    def by_situation(self) -> list[tuple[Scenario, list[Item]]]:
        """The tasks under their situation, in order."""
        groups = groupby(self.items, key=lambda item: item.task.scenario)
        return [(items[0].told, items) for items in (list(group) for _, group in groups)]

    @property
    def situations(self) -> int:
        """How many situations there are."""
        return len(self.course.scenarios)

    @property
    def untranslated(self) -> int:
        """How many situations are not there in the language that is spoken now."""
        return len({item.told.id for item in self.items if item.told.locale[:2] != languages.current()})

    @property
    def is_translated(self) -> bool:
        """Whether another language is spoken now than the one that replies are rated in."""
        return languages.current() != languages.ENGLISH

    @property
    def minutes(self) -> int:
        """About how long everything that is open takes, by the authors' expectation."""
        return _minutes(self.course, [item.task for item in self.missing])

    @property
    def sitting_mark(self) -> str:
        """Names this sitting in the browser's journal, so that two people on one device never mix."""
        return f"sitting-{self.sitting.id}"

    def step_number(self, item: "Item") -> int:
        """Which turn of its situation an item belongs to, from 1."""
        steps = self.course.scenario(item.task).steps
        return 1 + [step.id for step in steps].index(item.task.step)

    def steps_of(self, item: "Item") -> int:
        """How many turns the situation of an item has."""
        return len(self.course.scenario(item.task).steps)

    @property
    def has_started(self) -> bool:
        """Whether anything was answered yet."""
        return any(item.text or item.judged for item in self.items)

    def task_after(self, task: Task) -> Task | None:
        """Where to go from a task: onward to what is still open."""
        return next_unanswered(self.course.tasks, self.answered, after=task)


@dataclass(frozen=True)
class Here:
    """One task as its page shows it."""

    course: Course
    task: Task
    step: Step
    view: CandidateView
    situation: int
    situations: int
    percent: int
    minutes: int
    text: str
    choices: dict[str, int | str] | None
    revision: int
    saved_at: str
    is_locked: bool
    is_last_chance: bool
    earlier_text: str | None
    earlier_turns: tuple[tuple[str, str], ...]
    missing_before: Task | None
    task_before: Task | None
    task_after: Task | None
    next_situation: Task | None
    sitting_mark: str


@dataclass(frozen=True)
class Practice:
    """The practice situation with the feedback that belongs to its replies."""

    scenario: Scenario
    writing: WritingView
    judging: JudgingView
    view: CandidateView

    @property
    def options(self) -> dict[str, Option]:
        """The replies with their key and the reason for it: the feedback."""
        asked = self.scenario.steps[0].closed
        return {option.id: option for option in asked.options} if asked else {}

    @property
    def questions(self) -> list[tuple[str, tuple[Fact, ...]]]:
        """What to hold one's own reply against, from the facts of the situation."""
        facts = self.scenario.facts
        asked = [
            (_("Does it use what you were told?"), facts.given),
            (_("Does it see what was not said?"), facts.implied),
            (_("Does it ask what is not known yet?"), facts.unknowns),
            (_("Does it think of what comes next?"), facts.next_issues + facts.hidden),
        ]
        return [(question, known) for question, known in asked if known]

    @property
    def strong(self) -> tuple[str, ...]:
        """Strong replies, in different voices."""
        return tuple(example.text for example in self.scenario.exemplars.high)


def of(sitting: Sitting) -> Way:
    """The way of a sitting."""
    course = sittings.course(sitting.assessment.content_hash)
    responses = sittings.responses_of(sitting)
    return Way(sitting, course, tuple(_item(course, task, responses.get(task.key)) for task in course.tasks))


def at(sitting: Sitting, key: str) -> Here:
    """One task of a sitting, or Missing."""
    course = sittings.course(sitting.assessment.content_hash)
    task = course.task(key)
    responses = sittings.responses_of(sitting)
    row = responses.get(key)
    place = course.tasks.index(task)
    open_before = [t for t in must_lock_before(course.tasks, task) if not _is_locked(responses.get(t.key))]
    scenario, told = course.scenario(task), course.told(task, languages.current())
    return Here(
        course=course,
        task=task,
        step=course.step(task),
        view=candidate_view(told, task.step, task.part, f"{sitting.id}.{course.content_hash}.{key}"),
        situation=course.scenarios.index(scenario) + 1,
        situations=len(course.scenarios),
        percent=round(100 * place / len(course.tasks)),
        minutes=_minutes(course, course.tasks[place:]),
        text=(row.text or "") if row else "",
        choices=row.choices if row else None,
        revision=row.revision if row else 0,
        saved_at=clock(row.saved_at) if row else "",
        is_locked=_is_locked(row),
        is_last_chance=gives_away(course.tasks, task),
        earlier_text=_text(responses.get(f"{task.scenario}.{task.step}.open")) if task.part == "closed" else None,
        earlier_turns=_earlier_turns(told, task, responses),
        missing_before=open_before[0] if open_before else None,
        task_before=course.tasks[place - 1] if place else None,
        task_after=course.tasks[place + 1] if place + 1 < len(course.tasks) else None,
        next_situation=next((t for t in course.tasks[place:] if t.scenario != task.scenario), None),
        sitting_mark=f"sitting-{sitting.id}",
    )


@cache
def practice(language: str) -> Practice:
    """The shipped practice situation, in that language where there is one."""
    name, text = practice_file()[0]
    original = read_scenario(text, name)
    scenario = in_other_languages(original).get(language, original)
    step = scenario.steps[0].id
    writing = candidate_view(scenario, step, "open", "practice")
    judging = candidate_view(scenario, step, "closed", "practice").judging
    if writing.writing is None or judging is None:
        raise ValueError(f"{name}: the practice situation needs an open and a closed part")
    return Practice(scenario, writing.writing, judging, writing)


def clock(at: datetime) -> str:
    """The server's time of day, with its zone: the candidate's clock may say something else."""
    return f"{at:%H:%M} UTC"


def _item(course: Course, task: Task, row: Response | None) -> Item:
    return Item(
        task=task,
        told=course.told(task, languages.current()),
        text=_text(row),
        judged=len(row.choices or {}) if row else 0,
        is_done=sittings.is_done(course, task, row),
        is_locked=_is_locked(row),
    )


def _earlier_turns(scenario: Scenario, task: Task, responses: dict[str, Response]) -> tuple[tuple[str, str], ...]:
    """The candidate's own words of earlier steps, with the customer's turn that each led to."""
    steps = [step for step in scenario.steps if step.id != task.step][: scenario.steps.index(scenario.step(task.step))]
    return tuple(
        (step.customer_turn or "", _text(responses.get(f"{scenario.id}.{step.id}.open")) or "") for step in steps
    )


def _text(row: Response | None) -> str | None:
    return row.text if row else None


def _is_locked(row: Response | None) -> bool:
    return row is not None and row.locked_at is not None


def _minutes(course: Course, tasks: list[Task] | tuple[Task, ...]) -> int:
    return round(sum(_minutes_of(course, task) for task in tasks))


def _minutes_of(course: Course, task: Task) -> float:
    asked = course.step(task).open
    return asked.soft_limit_s / 60 if task.part == "open" and asked else MINUTES_TO_JUDGE
