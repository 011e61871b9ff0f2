"""Score submitted sittings: claim one, rate it, keep the result under its run, seal the record."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select, text, update
from sqlalchemy.orm import Session

from hiring.actions import pools
from hiring.actions.learned import fresh, raters_of
from hiring.actions.validation import in_use
from hiring.db import Moment, db, now, transaction
from hiring.errors import Missing
from hiring.models import Assessment, RatingRow, Response, Run, Score, Sitting, Training
from scoring.learned.serving import BadWeights
from scoring.rating import Answer, Rating
from scoring.sitting import Outcome, engine_name, score_sitting

_BEGIN_RUN = text(
    "INSERT INTO runs (engine, created_at) VALUES (:engine, :at) ON CONFLICT (engine) DO NOTHING"
).bindparams(bindparam("at", type_=Moment))

_USE_TRAINING = text(
    "INSERT INTO trainings_of_runs (run_id, training_id) VALUES (:run, :training) ON CONFLICT DO NOTHING"
)


@dataclass(frozen=True)
class Verdict:
    """Whether a sitting's score could be recomputed from its sealed record, and what differs if not."""

    sitting_id: int
    is_equal: bool
    differences: tuple[str, ...]


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

    The rubric rates, and beside it whatever was learned from people's ratings and is usable at this moment.
    """
    sitting = db.session.get(Sitting, sitting_id, populate_existing=True)
    if sitting is None or sitting.finished_at is None:
        raise Missing(f"There is no submitted sitting {sitting_id}.")
    assessment = db.session.get_one(Assessment, sitting.assessment_id)
    responses = _responses(sitting_id)
    trainings = in_use(assessment.versions)
    raters = raters_of(trainings)
    outcome = score_sitting(answers_for(assessment, responses), raters)
    sealed = _seal(sitting, assessment, responses, outcome)
    with transaction() as session:
        unscored = (Sitting.id == sitting_id, Sitting.scored_at.is_(None))
        first = update(Sitting).where(*unscored).values(scored_at=now(), lease_until=None).returning(Sitting.id)
        if session.scalar(first.execution_options(synchronize_session=False)) is None:
            return False
        run = _run(session, engine_name(raters), trainings)
        session.add(_score_row(run, sitting_id, outcome, sealed))
        pools.put(session, sitting_id, run.id, outcome.estimate)
        return True


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
    row = db.session.scalar(select(Score).where(Score.sitting_id == sitting_id).order_by(Score.id.desc()).limit(1))
    if sitting is None or row is None:
        raise Missing(f"There is no scored sitting {sitting_id}.")
    try:
        raters = raters_of(row.run.trainings, fresh)
    except BadWeights as error:
        return Verdict(sitting_id, False, (str(error),))
    if row.run.engine != engine_name(raters):
        made = f"it was scored by engine {row.run.engine}, and this is {engine_name(raters)}"
        return Verdict(sitting_id, False, (made,))
    assessment = db.session.get_one(Assessment, sitting.assessment_id)
    responses = _responses(sitting_id)
    again = _seal(sitting, assessment, responses, score_sitting(answers_for(assessment, responses), raters))
    return Verdict(sitting_id, *_compare(row, again))


def _compare(row: Score, again: str) -> tuple[bool, tuple[str, ...]]:
    differences = []
    if _digest(row.record) != row.record_hash:
        differences.append("the sealed record was changed after it was sealed")
    sealed, now_computed = json.loads(row.record), json.loads(again)
    differences += [f"{part} differs" for part in now_computed if sealed.get(part) != now_computed[part]]
    return not differences and row.record == again, tuple(differences)


def _responses(sitting_id: int) -> dict[str, Response]:
    rows = db.session.scalars(select(Response).where(Response.sitting_id == sitting_id).order_by(Response.task))
    return {row.task: row for row in rows}


def _seal(sitting: Sitting, assessment: Assessment, responses: dict[str, Response], outcome: Outcome) -> str:
    """Everything that the score was made of, as one text that can be compared bit by bit."""
    record: dict[str, Any] = {
        "sitting": sitting.id,
        "assessment": assessment.content_hash,
        "scenarios": [version.content_hash for version in assessment.versions],
        "answers": {task: row.choices if row.text is None else row.text for task, row in responses.items()},
        "outcome": outcome.as_record(),
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def _digest(record: str) -> str:
    return hashlib.sha256(record.encode()).hexdigest()


def _run(session: Session, engine: str, trainings: Sequence[Training]) -> Run:
    """The run of this engine with these weights; two workers that begin it together share it."""
    session.execute(_BEGIN_RUN, {"engine": engine, "at": now()})
    run = session.scalars(select(Run).where(Run.engine == engine)).one()
    for training in trainings:
        session.execute(_USE_TRAINING, {"run": run.id, "training": training.id})
    return run


def _score_row(run: Run, sitting_id: int, outcome: Outcome, sealed: str) -> Score:
    row = Score(
        sitting_id=sitting_id,
        estimate=outcome.estimate.as_record(),
        record=sealed,
        record_hash=_digest(sealed),
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
