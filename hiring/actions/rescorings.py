"""Ask that an opening's people are estimated anew, and what came of it; a worker carries it out."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from hiring.actions import runs
from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import Invalid, Missing
from hiring.models import Opening, Pool, Rescoring, Run
from scoring.estimate import Believed
from scoring.population import ENOUGH_PEOPLE

SYSTEM = "system"
GROWN = 1.25  # people for each one that the last estimate rests on; so all estimates of a pool cost a few of the last
SHORTEST_REASON = 3
TRIES = 3


def ask(opening_id: int, *, actor: str, why: str) -> Rescoring:
    """Ask for a new estimate of an opening's people; while one waits, that one is given."""
    if sum(sign.isalnum() for sign in why) < SHORTEST_REASON:
        raise Invalid("Say why the scores are to be estimated anew. It is kept with the record.")
    with transaction() as session:
        if session.get(Opening, opening_id) is None:
            raise Missing("There is no such opening.")
        found = session.scalar(select(Rescoring).where(Rescoring.opening_id == opening_id, *_waits()))
        return found or _asked(session, opening_id, actor, why.strip()[:500])


def ask_where_due() -> int:
    """Ask wherever a pool has grown enough since its last estimate; says for how many."""
    waits = select(Rescoring.opening_id).where(*_waits())
    last = (
        select(Rescoring.people).where(Rescoring.opening_id == Pool.opening_id).order_by(Rescoring.id.desc()).limit(1)
    )
    grown = Pool.people >= func.coalesce(last.scalar_subquery(), 0) * GROWN
    wanted = (Pool.people >= ENOUGH_PEOPLE, grown, Pool.opening_id.not_in(waits))
    due = db.session.scalars(select(Pool.opening_id).where(*wanted).order_by(Pool.opening_id)).all()
    for opening_id in due:
        with transaction() as session:
            _asked(session, opening_id, SYSTEM, "Enough people came since the last estimate.")
    return len(due)


def claim(lease_seconds: float) -> int | None:
    """Take the next one that waits, for so long; None when nothing does.

    Each sweep asks, so it looks before it writes: SQLite has one writer.
    """
    free = or_(Rescoring.lease_until.is_(None), Rescoring.lease_until < now())
    waiting = select(Rescoring.id).where(*_waits(), free).order_by(Rescoring.id).limit(1)
    lease = {"lease_until": now() + timedelta(seconds=lease_seconds)}
    if db.session.scalar(waiting) is None:
        return None
    with transaction() as session:
        mine = waiting.with_for_update(skip_locked=True).scalar_subquery()
        taken = update(Rescoring).where(Rescoring.id.in_(mine)).values(lease).returning(Rescoring.id)
        return session.scalar(taken.execution_options(synchronize_session=False))


def note_failure(rescoring_id: int, why: str) -> None:
    """Count a failed try; after the third it is given up, and says why."""
    with transaction() as session:
        found = session.get_one(Rescoring, rescoring_id, populate_existing=True)
        found.failures, found.lease_until = found.failures + 1, None
        if found.failures >= TRIES:
            found.done_at, found.told = now(), f"It could not be done: {why[:500]}"


def history(opening_id: int) -> Sequence[Rescoring]:
    """All rescorings of an opening, the newest first."""
    return db.session.scalars(
        select(Rescoring).where(Rescoring.opening_id == opening_id).order_by(Rescoring.id.desc())
    ).all()


def held_against(opening_id: int) -> Believed:
    """What an opening's people are held against now."""
    pool = db.session.get(Pool, opening_id)
    run_id = pool.run_id if pool else None
    return runs.believed_of(None if run_id is None else db.session.get_one(Run, run_id))


def scale(opening_id: int) -> tuple[str, ...]:
    """What an opening's scores may be compared with, in sentences."""
    return runs.scale_of(held_against(opening_id))


def _waits() -> tuple[ColumnElement[bool], ...]:
    return (Rescoring.done_at.is_(None),)


def _asked(session: Session, opening_id: int, actor: str, why: str) -> Rescoring:
    asked = Rescoring(
        opening_id=opening_id, actor=actor, why=why, asked_at=now(), failures=0, people=0, told="", moved=[]
    )
    session.add(asked)
    note(session, actor, "rescore", f"opening:{opening_id}", why=why)
    return asked
