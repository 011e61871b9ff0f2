"""A candidate's way: start, answer, finish. Every acknowledged answer is durable."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from sqlalchemy import JSON, bindparam, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from hiring import languages
from hiring.actions.invitations import look_at_link
from hiring.actions.trail import note
from hiring.db import Moment, db, now, single_statement, transaction
from hiring.errors import AlreadyFinished, Invalid, LinkUnusable, Missing, NotSignedIn, NotYet
from hiring.models import Assessment, Candidate, Link, Response, SetAside, Sitting
from scenarios.scenario import ClosedPart, OpenPart, Scenario, Step
from scenarios.tasks import Task, gives_away, must_lock_before

# A draft may be longer than the finished answer, so that nothing typed is refused while somebody shortens it.
LONGEST_DRAFT = 10_000
# So many texts that lost are kept of a sitting, the newest ones.
MOST_SET_ASIDE = 50
_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")

# One statement checks link, sitting, lock and revision, and writes: nothing can slip in between, and it costs
# one round trip. FOR SHARE (PostgreSQL) holds off a submit that would otherwise overtake the write.
_SAVE = """
INSERT INTO responses (sitting_id, task, text, choices, revision, key, saved_at, locked_at, shown_in)
SELECT sittings.id, :task, :text, :choices, 1, :key, :at, :locked_at, :shown_in
FROM sittings JOIN links ON links.candidate_id = sittings.candidate_id
WHERE links.id = :link_id AND links.revoked_at IS NULL AND links.expires_at > :at AND sittings.finished_at IS NULL
  AND :earlier = (SELECT count(*) FROM responses AS earlier WHERE earlier.sitting_id = sittings.id
                  AND earlier.locked_at IS NOT NULL AND earlier.task IN (:first, :second))
{for_share}
ON CONFLICT (sitting_id, task) DO UPDATE
SET text = excluded.text, choices = excluded.choices, revision = responses.revision + 1, key = excluded.key,
    saved_at = excluded.saved_at, locked_at = excluded.locked_at, shown_in = excluded.shown_in
WHERE responses.locked_at IS NULL AND responses.revision = :revision
RETURNING revision
"""
_TYPES = (
    bindparam("choices", type_=JSON(none_as_null=True)),
    bindparam("at", type_=Moment),
    bindparam("locked_at", type_=Moment),
)
_STATEMENTS = {
    "sqlite": text(_SAVE.format(for_share="")).bindparams(*_TYPES),
    "postgresql": text(_SAVE.format(for_share="FOR SHARE OF sittings")).bindparams(*_TYPES),
}


@dataclass(frozen=True)
class Given:
    """What a candidate sends for a task, under the key and on the revision their page knows."""

    task: Task
    key: str
    revision: int
    text: str | None = None
    choices: dict[str, int | str] | None = None


@dataclass(frozen=True)
class Saved:
    """The answer is durable under this revision."""

    revision: int
    at: datetime


@dataclass(frozen=True)
class Conflict:
    """Another window wrote first: this is what it wrote; what was sent is kept aside."""

    revision: int
    text: str | None
    choices: dict[str, int | str] | None


def storable(value: str) -> str:
    """Drop what no database and no screen can hold (NUL, lone surrogates); the rest stays as typed."""
    return value.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8").replace("\r\n", "\n")


def start(token: str) -> tuple[int, Sitting]:
    """Let a candidate in by their link: start the sitting, or go on with the one they have.

    It comes with its assessment, so that nothing is left to ask of the database once the candidate is let in.
    """
    link = look_at_link(token)
    opening = link.candidate.opening
    with transaction() as session:
        # Two clicks at once wait for each other here (PostgreSQL; SQLite has one writer anyway).
        session.execute(select(Candidate.id).where(Candidate.id == link.candidate_id).with_for_update())
        mine = select(Sitting).where(Sitting.candidate_id == link.candidate_id)
        sitting = session.scalar(mine.options(joinedload(Sitting.assessment)))
        if sitting is None:
            if not opening.is_open:
                raise LinkUnusable(_("This opening is closed, so no new answers can be given."))
            sitting = Sitting(candidate_id=link.candidate_id, assessment=opening.assessment, started_at=now())
            session.add(sitting)
            session.flush()
            note(session, f"candidate:{link.candidate_id}", "start", f"sitting:{sitting.id}")
        return link.id, sitting


def sitting_of(link_id: int) -> Sitting:
    """The sitting that a signed-in link leads to; raises NotSignedIn once the link is revoked or has run out."""
    link = db.session.get(Link, link_id)
    if link is None or not link.is_usable:
        raise NotSignedIn(_("Your link was replaced or has run out. Please open the newest link we sent you."))
    sitting = db.session.scalar(select(Sitting).where(Sitting.candidate_id == link.candidate_id))
    if sitting is None:
        raise NotSignedIn(_("Please open the link that we sent you."))
    return sitting


@dataclass(frozen=True)
class Course:
    """The scenarios of a frozen assessment and everything they ask, in order."""

    content_hash: str
    scenarios: tuple[Scenario, ...]
    tasks: tuple[Task, ...]
    others: Mapping[str, Mapping[str, Scenario]]
    languages: tuple[str, ...]

    def task(self, key: str) -> Task:
        """The task of that key, or Missing."""
        for task in self.tasks:
            if task.key == key:
                return task
        raise Missing(_("There is no such question in your situations."))

    def scenario(self, task: Task) -> Scenario:
        """The scenario that a task belongs to."""
        return next(scenario for scenario in self.scenarios if scenario.id == task.scenario)

    def told(self, task: Task, language: str) -> Scenario:
        """The scenario of a task as it is shown to somebody of that language: in its own where it is not translated."""
        return self.others[task.scenario].get(language) or self.scenario(task)

    def step(self, task: Task) -> Step:
        """The step that a task belongs to."""
        return self.scenario(task).step(task.step)


@lru_cache(maxsize=64)
def course(content_hash: str) -> Course:
    """The course of an assessment; kept in memory, since what was published never changes."""
    assessment = db.session.scalar(select(Assessment).where(Assessment.content_hash == content_hash))
    if assessment is None:
        raise NotSignedIn(_("Please open the link that we sent you."))
    scenarios = tuple(assessment.scenarios)
    return Course(content_hash, scenarios, assessment.tasks, assessment.in_other_languages, assessment.languages)


def responses_of(sitting: Sitting) -> dict[str, Response]:
    """What the candidate gave so far, by task."""
    return {row.task: row for row in db.session.scalars(select(Response).where(Response.sitting_id == sitting.id))}


def practise(sitting_id: int) -> None:
    """Remember that the practice situation was seen; what was written there is not kept."""
    with transaction() as session:
        session.execute(update(Sitting).where(Sitting.id == sitting_id).values(practised_at=now()))


def answer(link_id: int, course: Course, given: Given, *, lock: bool = False) -> Saved | Conflict:
    """Keep an answer under its idempotency key and revision; sending the same again is the same, not twice.

    With `lock` the answer is final: only then may the next part, which would give it away, be shown.
    """
    _check_draft(course.step(given.task), given)
    earlier = [task.key for task in must_lock_before(course.tasks, given.task)]
    at = now()
    values = {
        "link_id": link_id,
        "task": given.task.key,
        "text": given.text,
        "choices": given.choices,
        "key": given.key,
        "revision": given.revision,
        "at": at,
        "locked_at": at if lock else None,
        "shown_in": course.told(given.task, languages.current()).locale,
        "earlier": len(earlier),
        "first": earlier[0] if earlier else "",
        "second": earlier[1] if len(earlier) > 1 else "",
    }
    try:
        with single_statement() as connection:
            revision = connection.scalar(_STATEMENTS[connection.dialect.name], values)
    except IntegrityError:  # the key is there already, under another task or sitting
        revision = None
    return Saved(revision, at) if revision is not None else _explain(link_id, given, earlier, lock)


def set_aside(sitting_id: int, given: Given) -> None:
    """Keep a text that lost against a newer one; the same text twice is kept once."""
    with transaction() as session:
        mine = select(SetAside).where(SetAside.sitting_id == sitting_id)
        kept = list(session.scalars(mine.order_by(SetAside.id)))
        lost = (given.task.key, given.text, given.choices)
        if lost in [(row.task, row.text, row.choices) for row in kept]:
            return
        session.add(
            SetAside(sitting_id=sitting_id, task=given.task.key, text=given.text, choices=given.choices, at=now())
        )
        for row in kept[: max(0, len(kept) + 1 - MOST_SET_ASIDE)]:
            session.delete(row)


def finish(sitting_id: int) -> str:
    """Submit: the answers are frozen and a receipt is made from them; submitting again gives the same receipt."""
    with transaction() as session:
        open_sitting = (Sitting.id == sitting_id, Sitting.finished_at.is_(None))
        finished = session.scalar(update(Sitting).where(*open_sitting).values(finished_at=now()).returning(Sitting.id))
        if finished is None:
            return session.scalars(select(Sitting.receipt).where(Sitting.id == sitting_id)).one() or ""
        rows = session.scalars(select(Response).where(Response.sitting_id == sitting_id))
        receipt = hashlib.sha256(receipt_text(list(rows)).encode()).hexdigest()
        session.execute(update(Sitting).where(Sitting.id == sitting_id).values(receipt=receipt))
        note(session, f"sitting:{sitting_id}", "finish", f"sitting:{sitting_id}", receipt=receipt)
    return receipt


def receipt_text(responses: list[Response]) -> str:
    """The exact text whose SHA-256 is on the receipt: every answer, by task."""
    answers: dict[str, Any] = {row.task: row.choices if row.text is None else row.text for row in responses}
    return json.dumps(answers, ensure_ascii=False, sort_keys=True, indent=1)


def check_final(step: Step, given: Given) -> None:
    """Check an answer that somebody wants to go on from; raises Invalid saying what is missing."""
    if given.task.part == "open" and step.open is not None:
        _check_text(step.open, given.text or "")
    if given.task.part == "closed" and step.closed is not None:
        _check_choices(step.closed, given.choices or {})


def _check_draft(step: Step, given: Given) -> None:
    if step.closed is not None and given.choices is not None and not _are_choices(step.closed, given.choices):
        raise Invalid(
            _("choices: has to name replies of this question, with levels from 1 to 5, or the best and the worst.")
        )
    if not _KEY.fullmatch(given.key):
        raise Invalid(_("The save has no proper key. Please reload the page."))
    if given.text is not None and len(given.text) > LONGEST_DRAFT:
        raise Invalid(
            _(
                "Your answer has %(length)s characters; at most %(most)s can be kept. Nothing was changed.",
                length=format_decimal(len(given.text)),
                most=format_decimal(LONGEST_DRAFT),
            )
        )


def _check_text(part: OpenPart, written: str) -> None:
    length = len(written.strip())
    if length == 0:
        raise Invalid(_("Write your reply before you go on, or skip this situation for now."))
    shown = {"length": format_decimal(length)}
    if length < part.min_chars:
        least = format_decimal(part.min_chars)
        raise Invalid(_("Your reply has %(length)s characters. Please write at least %(least)s.", least=least, **shown))
    if length > part.max_chars:
        most = format_decimal(part.max_chars)
        raise Invalid(
            _("Your reply has %(length)s characters; at most %(most)s fit. Please shorten it.", most=most, **shown)
        )


def _check_choices(part: ClosedPart, choices: dict[str, int | str]) -> None:
    ids = {option.id for option in part.options}
    if part.kind == "best_worst":
        if set(choices) != {"best", "worst"} or not set(choices.values()) <= ids:
            raise Invalid(_("Choose one reply as the best and one as the worst."))
        if choices["best"] == choices["worst"]:
            raise Invalid(_("The best and the worst reply have to be two different ones."))
        return
    if set(choices) != ids:
        raise Invalid(
            ngettext(
                "Judge every reply from 1 to 5; %(num)s is still open.",
                "Judge every reply from 1 to 5; %(num)s are still open.",
                len(ids - set(choices)),
            )
        )


def _are_choices(part: ClosedPart, choices: dict[str, int | str]) -> bool:
    """Whether these can be choices of this part, complete or not."""
    ids = {option.id for option in part.options}
    if part.kind == "best_worst":
        return set(choices) <= {"best", "worst"} and set(choices.values()) <= ids
    return set(choices) <= ids and all(type(level) is int and 1 <= level <= 5 for level in choices.values())


def is_done(course: Course, task: Task, response: Response | None) -> bool:
    """Whether a task needs nothing more: a fixed reply, or complete choices."""
    if response is None or not response.is_answered:
        return False
    if gives_away(course.tasks, task):
        return response.locked_at is not None
    try:
        check_final(course.step(task), Given(task, response.key, response.revision, response.text, response.choices))
    except Invalid:
        return False
    return True


def _explain(link_id: int, given: Given, earlier: list[str], lock: bool) -> Saved | Conflict:
    """Why the one statement wrote nothing: a replay, a newer answer, a lock, or a closed door."""
    sitting = sitting_of(link_id)
    if sitting.finished_at is not None:
        raise AlreadyFinished(_("Your answers were submitted and stay as they are. Nothing was changed."))
    rows = {row.task: row for row in db.session.scalars(select(Response).where(Response.sitting_id == sitting.id))}
    if any(key not in rows or rows[key].locked_at is None for key in earlier):
        raise NotYet(_("Answer the earlier part of this situation first."))
    row = rows.get(given.task.key)
    if row is None:
        raise Invalid(_("The save used a key that was used before. Please reload the page."))
    if row.locked_at is not None:
        if (row.text, row.choices) != (given.text, given.choices):
            raise AlreadyFinished(_("This reply was fixed when you went on, and stays as it is. Nothing was changed."))
        return Saved(row.revision, row.saved_at)  # sent again, under whichever key: our answer got lost on its way
    is_same_write = (row.key, row.text, row.choices) == (given.key, given.text, given.choices)
    if is_same_write and not lock:
        return Saved(row.revision, row.saved_at)
    return Conflict(row.revision, row.text, row.choices)
