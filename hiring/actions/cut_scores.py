"""The cut score of an opening from what several judges say: it tells sides, moves nobody and rejects nobody."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import Invalid, Missing
from hiring.models import CutJudgement, Opening, User
from scoring.cut_scores import CutScore, cut_score

LEAST_JUDGES = 2

Levels = Mapping[str, float]


@dataclass(frozen=True)
class Judged:
    """What judges said of an opening, by their address, and the cut score that follows; None with too few judges."""

    said: Mapping[str, Levels]
    cut: CutScore | None

    @property
    def missing(self) -> int:
        """How many more judges are needed."""
        return max(0, LEAST_JUDGES - len(self.said))


def judge(opening_id: int, levels: Levels, *, actor: User) -> None:
    """Keep what levels one judge expects of somebody just good enough, in the place of what they said before."""
    with transaction() as session:
        opening = session.get(Opening, opening_id, with_for_update=True)  # a form sent twice is kept once
        if opening is None:
            raise Missing("There is no such opening.")
        asked = {version.code for version in opening.assessment.versions}
        if set(levels) != asked or not all(1 <= level <= 5 for level in levels.values()):
            raise Invalid("Give a level from 1 to 5 for every situation of this opening, and for no other.")
        kept = {code: float(level) for code, level in sorted(levels.items())}
        session.merge(CutJudgement(opening_id=opening_id, user_id=actor.id, levels=kept, said_at=now()))
        note(session, f"user:{actor.email}", "judge cut score", f"opening:{opening_id}", levels=kept)


def judged(opening_id: int) -> Judged:
    """What was said so far, and what follows."""
    rows = db.session.scalars(select(CutJudgement).where(CutJudgement.opening_id == opening_id))
    said = {row.user.email: row.levels for row in rows}
    return Judged(said, cut_score(said) if len(said) >= LEAST_JUDGES else None)
