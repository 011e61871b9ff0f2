"""Score submitted sittings: claim one, rate it, keep the result under its run, seal the record."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from hiring.actions import pools, runs
from hiring.actions.learned import fresh, raters_of
from hiring.actions.validation import in_use
from hiring.db import db, now, transaction
from hiring.errors import Missing
from hiring.models import Assessment, RatingRow, Response, Run, Score, Sitting, Training, posteriors
from scoring.estimate import Believed, Estimate, estimate, from_record
from scoring.learned.serving import BadWeights
from scoring.rating import Answer, Rating
from scoring.sitting import Outcome, Rated, engine_name, rate_sitting


@dataclass(frozen=True)
class Verdict:
    """Whether a sitting's score could be recomputed from its sealed record, and what differs if not."""

    sitting_id: int
    is_equal: bool
    differences: tuple[str, ...]


@dataclass(frozen=True)
class RatedNow:
    """A sitting's ratings, before they are kept."""

    sitting: Sitting
    responses: dict[str, Response]
    engine: str
    trainings: Sequence[Training]
    rated: Rated

    def keep(self, session: Session, believed: Believed) -> Score:
        """Write ratings and estimate under their run."""
        run = runs.begin(session, self.engine, self.trainings, believed)
        outcome = self.rated.outcome(believed)
        score = _score_row(run, self.sitting.id, outcome, _seal(self.sitting, self.responses, outcome))
        session.add(score)
        session.flush()
        return score


def claim(lease_seconds: float) -> int | None:
    """Take the next sitting that needs scoring, for so long; None when nothing is waiting.

    Those tried least come first, so that one that fails never holds up the others.
    """
    free = or_(Sitting.lease_until.is_(None), Sitting.lease_until < now())
    waiting = (
        select(Sitting.id)
        .where(Sitting.finished_at.is_not(None), Sitting.scored_at.is_(None), ~Sitting.gave_up(), free)
        .order_by(Sitting.claims, Sitting.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    lease = {"lease_until": now() + timedelta(seconds=lease_seconds), "claims": Sitting.claims + 1}
    with transaction() as session:
        taken = update(Sitting).where(Sitting.id.in_(waiting.scalar_subquery())).values(lease)
        return session.scalar(taken.returning(Sitting.id).execution_options(synchronize_session=False))


def score(sitting_id: int) -> bool:
    """Rate a submitted sitting and keep its score; False when another worker was there first.

    The rubric rates, and beside it whatever was learned from people's ratings and is usable at this moment. The person
    is held against what is known of their pool when the score is written.
    """
    rated = rate_anew(sitting_id)
    with transaction() as session:
        unscored = (Sitting.id == sitting_id, Sitting.scored_at.is_(None))
        first = update(Sitting).where(*unscored).values(scored_at=now(), lease_until=None).returning(Sitting.id)
        if session.scalar(first.execution_options(synchronize_session=False)) is None:
            return False
        joined = pools.join(session, sitting_id)
        score = rated.keep(session, runs.believed_of(joined.run))
        pools.put(session, joined, score.run_id, from_record(score.estimate))
        return True


def rate_anew(sitting_id: int) -> "RatedNow":
    """Rate a submitted sitting with the raters of this moment; nothing is written yet."""
    sitting = db.session.get(Sitting, sitting_id, populate_existing=True)
    if sitting is None or sitting.finished_at is None:
        raise Missing(f"There is no submitted sitting {sitting_id}.")
    trainings = in_use(sitting.assessment.versions)
    raters = raters_of(trainings)
    responses = _responses(sitting_id)
    rated = rate_sitting(answers_for(sitting.assessment, responses), raters)
    return RatedNow(sitting, responses, engine_name(raters), trainings, rated)


def note_failure(sitting_id: int, why: str) -> None:
    """Count a failed try and free the sitting for the next one."""
    failed = {"failures": Sitting.failures + 1, "last_failure": why[:500], "lease_until": None}
    with transaction() as session:
        session.execute(
            update(Sitting).where(Sitting.id == sitting_id).values(failed).execution_options(synchronize_session=False)
        )


def waiting() -> int:
    """How many submitted sittings still have no score and are not quarantined."""
    needs = (Sitting.finished_at.is_not(None), Sitting.scored_at.is_(None), ~Sitting.gave_up())
    return db.session.scalar(select(func.count(Sitting.id)).where(*needs)) or 0


def answers_for(assessment: Assessment, responses: dict[str, Response]) -> list[Answer]:
    """Put a sitting's responses beside the frozen scenarios they answer."""
    return [
        Answer(
            scenario=scenario,
            step=step.id,
            text=row.text if (row := responses.get(f"{scenario.id}.{step.id}.open")) else None,
            choices=row.choices if (row := responses.get(f"{scenario.id}.{step.id}.closed")) else None,
        )
        for scenario in assessment.scenarios
        for step in scenario.steps
    ]


def verify(sitting_id: int) -> Verdict:
    """Recompute a score with the raters that made it, and say whether every bit agrees with its sealed record."""
    sitting = db.session.get(Sitting, sitting_id)
    row = standing_score(sitting_id)
    if sitting is None or row is None:
        raise Missing(f"There is no scored sitting {sitting_id}.")
    try:
        raters = raters_of(row.run.trainings, fresh)
    except BadWeights as error:
        return Verdict(sitting_id, False, (str(error),))
    made = runs.name_of(engine_name(raters), runs.believed_of(row.run))
    if row.run.engine != made:
        return Verdict(sitting_id, False, (f"it was scored by engine {row.run.engine}, and this is {made}",))
    responses = _responses(sitting_id)
    rated = rate_sitting(answers_for(sitting.assessment, responses), raters)
    again = _seal(sitting, responses, rated.outcome(runs.believed_of(row.rated.run)))
    differences = _differences(row.rated, again)
    if row.rests_on is not None:
        differences += _differences(
            row, seal_on(row.rated.record_hash, estimate(rated.ratings, runs.believed_of(row.run)))
        )
    return Verdict(sitting_id, not differences, tuple(differences))


def standing_score(sitting_id: int) -> Score | None:
    """The score that counts: the one whose run the pool holds."""
    columns = posteriors.c
    counts = (Score.sitting_id == columns.sitting_id) & (Score.run_id == columns.run_id)
    return db.session.scalar(select(Score).join(posteriors, counts).where(Score.sitting_id == sitting_id))


def seal_on(base: str, posterior: Estimate) -> str:
    """What an estimate that rests on another score's ratings was made of, as one text; `base` is that record's hash."""
    record = {"rests_on": base, "estimate": posterior.as_record()}
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def digest(record: str) -> str:
    """What a sealed record is held against."""
    return hashlib.sha256(record.encode()).hexdigest()


def _differences(row: Score, again: str) -> list[str]:
    found = []
    if digest(row.record) != row.record_hash:
        found.append("the sealed record was changed after it was sealed")
    sealed, now_computed = json.loads(row.record), json.loads(again)
    found += [f"{part} differs" for part in now_computed if sealed.get(part) != now_computed[part]]
    return found or ["the record differs"] * (row.record != again)


def _responses(sitting_id: int) -> dict[str, Response]:
    rows = db.session.scalars(select(Response).where(Response.sitting_id == sitting_id).order_by(Response.task))
    return {row.task: row for row in rows}


def _seal(sitting: Sitting, responses: dict[str, Response], outcome: Outcome) -> str:
    """Everything that the score was made of, as one text that can be compared bit by bit."""
    assessment = sitting.assessment
    record: dict[str, Any] = {
        "sitting": sitting.id,
        "assessment": assessment.content_hash,
        "scenarios": [version.content_hash for version in assessment.versions],
        "answers": {task: row.choices if row.text is None else row.text for task, row in responses.items()},
        "outcome": outcome.as_record(),
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def _score_row(run: Run, sitting_id: int, outcome: Outcome, sealed: str) -> Score:
    row = Score(
        sitting_id=sitting_id,
        estimate=outcome.estimate.as_record(),
        record=sealed,
        record_hash=digest(sealed),
        created_at=now(),
    )
    row.run = run
    row.ratings = [
        RatingRow(
            task=f"{entry.scenario}.{entry.step}.{entry.part}",
            trait=entry.trait.value,
            rater=entry.rating.rater,
            level=entry.rating.level,
            error=entry.rating.error,
            evidence=[asdict(found) for found in entry.rating.evidence],
            reason=entry.rating.reason,
            look=entry.rating.look,
            beside=[_beside(rating) for rating in entry.rating.beside],
        )
        for entry in outcome.ratings
    ]
    return row


def _beside(rating: Rating) -> dict[str, Any]:
    return {"rater": rating.rater, "level": rating.level, "error": rating.error, "reason": rating.reason}
