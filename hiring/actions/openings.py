"""Openings: create them, see how far people are, show a name."""

from dataclasses import dataclass

from sqlalchemy import func, select, update

from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import Invalid, Missing
from hiring.models import Assessment, Candidate, Membership, Opening, Sitting, User

SHORTEST_REASON = 3  # letters or digits: something that a reader of the trail can see


@dataclass(frozen=True)
class Counts:
    """How many people of an opening are where."""

    invited: int
    in_progress: int
    completed: int
    waiting: int
    quarantined: int


def create_opening(title: str, assessment_id: int, creator: User) -> Opening:
    """Open a job with one assessment; its creator becomes its recruiter."""
    if not title.strip():
        raise Invalid("Give the opening a title.")
    if "=?" in title:  # in the subject of a mail this begins an encoded word
        raise Invalid("The title cannot hold '=?'.")
    with transaction() as session:
        if session.get(Assessment, assessment_id) is None:
            raise Invalid("Choose one of the published assessments.")
        opening = Opening(title=title.strip(), assessment_id=assessment_id, created_at=now())
        session.add(opening)
        session.flush()
        session.add(Membership(opening_id=opening.id, user_id=creator.id, role="recruiter"))
        note(session, f"user:{creator.email}", "open", f"opening:{opening.id}", title=opening.title)
        return opening


def opening(opening_id: int) -> Opening:
    """Find one opening, or raise Missing."""
    found = db.session.get(Opening, opening_id)
    if found is None:
        raise Missing("There is no such opening.")
    return found


def openings_of(user: User) -> list[Opening]:
    """The openings that a staff member works on; an admin sees all."""
    query = select(Opening).order_by(Opening.created_at.desc(), Opening.id.desc())
    if "admin" not in user.role_names:
        query = query.where(Opening.id.in_(select(Membership.opening_id).where(Membership.user_id == user.id)))
    return list(db.session.scalars(query))


def counts(opening_id: int) -> Counts:
    """Count the people of an opening by how far they are, in one query."""
    finished = Sitting.finished_at.is_not(None)
    scored = Sitting.scored_at.is_not(None)
    row = db.session.execute(
        select(
            func.count(Candidate.id),
            func.count(Sitting.id).filter(~finished),
            func.count(Sitting.id).filter(scored),
            func.count(Sitting.id).filter(finished, ~scored, ~Sitting.gave_up()),
            func.count(Sitting.id).filter(finished, ~scored, Sitting.gave_up()),
        )
        .outerjoin(Sitting, Sitting.candidate_id == Candidate.id)
        .where(Candidate.opening_id == opening_id)
    ).one()
    return Counts(*row)


def unblind(opening_id: int, code: str, *, actor: User, why: str) -> None:
    """Show one candidate's name from now on; who did it and why is kept."""
    if sum(sign.isalnum() for sign in why) < SHORTEST_REASON:
        raise Invalid("Say why you need to see the name. It is kept with the record.")
    with transaction() as session:
        here = (Candidate.opening_id == opening_id, Candidate.code == code)
        found = session.scalar(update(Candidate).where(*here).values(unblinded_at=now()).returning(Candidate.id))
        if found is None:
            raise Missing("There is no such candidate in this opening.")
        note(session, f"user:{actor.email}", "unblind", f"opening:{opening_id}/{code}", why=why.strip()[:500])


def close_opening(opening_id: int, *, actor: User) -> None:
    """Close an opening: nobody else can be invited or begin; who has begun may finish."""
    with transaction() as session:
        found = session.get_one(Opening, opening_id, populate_existing=True)
        found.closed_at = found.closed_at or now()
        note(session, f"user:{actor.email}", "close", f"opening:{opening_id}")
