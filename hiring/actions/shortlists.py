"""The shortlist of an opening, and one person with the evidence behind every rating."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import selectinload

from hiring.actions.listing import PAGE, Asked, Mark, Order, Stretch, order_of, stretch_of
from hiring.actions.marking import Segment, segments
from hiring.actions.pools import Weights, pool_of, weights_from
from hiring.actions.runs import believed_of, scale_of
from hiring.actions.scoring import standing_score
from hiring.actions.validation import Validation, as_used, newest, validation
from hiring.db import db
from hiring.errors import Missing
from hiring.models import Assessment, Candidate, Opening, Pool, RatingRow, Response, Run, Score, Sitting, posteriors
from scenarios.scenario import Scenario, Step
from scenarios.tasks import Task
from scenarios.traits import Trait
from scoring.composite import EQUAL, Z90, Balance, Interval, balance, loud, overall, quiet
from scoring.estimate import SHIPPED, Believed, Estimate, from_record
from scoring.language import written_in
from scoring.ranking import Place
from scoring.reporting import TraitReport, trait_reports

SHOWN_UNSCORED = 100

# The name leaves the database only once somebody has asked for it and said why.
_SHOWN_NAME = case((Candidate.unblinded_at.is_not(None), Candidate.name), else_=None)


@dataclass(frozen=True)
class Held:
    """What a score rests on: where its scenarios stood, and what its person was held against."""

    validation: Validation
    believed: Believed


@dataclass(frozen=True)
class Result:
    """What is known of one person's six traits, with its error."""

    overall: Interval
    loud: Interval
    quiet: Interval
    balance: Balance
    traits: dict[Trait, TraitReport]


@dataclass(frozen=True)
class Row:
    """One line of a shortlist."""

    code: str
    name: str | None
    sitting_id: int
    place: Place
    result: Result
    unscorable: int
    validation: Validation

    def as_json(self) -> dict[str, Any]:
        """The line for a program to read."""
        return {
            "candidate": self.code,
            "name": self.name,
            "sitting": self.sitting_id,
            "place_low": self.place.place_low,
            "place_high": self.place.place_high,
            "band": self.place.band,
            "overall": asdict(self.result.overall),
            "clusters": {"loud": asdict(self.result.loud), "quiet": asdict(self.result.quiet)},
            "balance": asdict(self.result.balance),
            "traits": {trait.value: asdict(report) for trait, report in self.result.traits.items()},
            "unscorable": self.unscorable,
            "validation": self.validation.as_json(),
        }


@dataclass(frozen=True)
class Shortlist:
    """One page of the ordered people of an opening, and where in the whole it lies.

    `for_a_person` are the first of those whose answers the machine gave up on. `validation` is where the scenarios
    stand now, `runs` how many makings of the engine the scores come from, `scale` what they may be compared with, in
    sentences. `ahead` people come before this page, `bands`
    says how many people each band has, `is_own` whether the weights are the opening's. `is_newer` is set where scores
    came in since the page was left that leads here.
    """

    rows: list[Row]
    for_a_person: list[str]
    validation: Validation
    runs: int
    scale: tuple[str, ...]
    people: int
    ahead: int
    bands: list[int]
    weights: Weights
    is_own: bool
    is_newer: bool
    after: str | None
    before: str | None

    def as_json(self) -> dict[str, Any]:
        """The page for a program to read."""
        return {
            "people": self.people,
            "ahead": self.ahead,
            "bands": self.bands,
            "weights": {trait.value: weight for trait, weight in self.weights.items()},
            "own_weights": self.is_own,
            "changed_since": self.is_newer,
            "scale": " ".join(self.scale),
            "rows": [row.as_json() for row in self.rows],
        }


@dataclass(frozen=True)
class RatingView:
    """One rating as it is shown: level, error, the anchor it means, the words that led to it, what each rater gave."""

    trait: Trait
    rater: str
    level: float | None
    low: float | None
    high: float | None
    anchor: str
    reason: str
    look: str
    beside: list[dict[str, Any]]
    segments: list[Segment]


@dataclass(frozen=True)
class AnswerView:
    """One answered task with its situation and its ratings; `lang` is the language of the text, by its code."""

    task: str
    scenario: Scenario
    step: Step
    part: str
    text: str
    lang: str
    choices: dict[str, int | str]
    ratings: list[RatingView]


@dataclass(frozen=True)
class Person:
    """One candidate as recruiters see them."""

    code: str
    name: str | None
    email: str | None
    sitting_id: int
    finished_at: datetime
    is_quarantined: bool
    result: Result | None
    validation: Validation
    answers: list[AnswerView]

    @property
    def second_looks(self) -> list[tuple[AnswerView, RatingView]]:
        """The ratings that have a level and that the program would like a person to look at."""
        rated = [(answer, rating) for answer in self.answers for rating in answer.ratings]
        return [(answer, rating) for answer, rating in rated if rating.look and rating.level is not None]


def shortlist(opening_id: int, asked: Asked | None = None, size: int = PAGE) -> Shortlist:
    """One page of the scored people of an opening; the count of queries does not depend on how many they are."""
    opening = db.session.get(Opening, opening_id)
    if opening is None:
        raise Missing(f"There is no opening {opening_id}.")
    pool, wanted = pool_of(opening_id), asked or Asked()
    order = order_of(pool, wanted)
    stretch, version = stretch_of(order, opening_id, wanted, size)
    found = _found(stretch)
    standing = set(pool.runs) | {row.run_id for row in found.values()}
    rested = _rested_on(opening.assessment, standing | ({pool.run_id} if pool.run_id else set()))
    after, before = _marks(pool, order, stretch)
    return Shortlist(
        rows=_rows(order, stretch, found, rested),
        for_a_person=list(db.session.scalars(_unscored(opening_id, Sitting.gave_up()).limit(SHOWN_UNSCORED))),
        validation=validation(opening.assessment.versions),
        runs=len(standing),
        scale=scale_of(rested[pool.run_id].believed if pool.run_id else SHIPPED),
        people=pool.people,
        ahead=stretch.ahead,
        bands=order.bands,
        weights=order.weights,
        is_own=order.mark == "own",
        is_newer=version not in {None, pool.version},
        after=after,
        before=before,
    )


def every_page(opening_id: int, size: int = 500) -> Iterator[Shortlist]:
    """The pages of a shortlist one after the other, at least one."""
    found = shortlist(opening_id, size=size)
    yield found
    while found.after:
        found = shortlist(opening_id, Asked(after=found.after), size)
        yield found


def waiting(opening_id: int) -> list[str]:
    """The codes of those whose answers wait for the machine."""
    return list(db.session.scalars(_unscored(opening_id, ~Sitting.gave_up())))


def person(opening_id: int, code: str) -> Person:
    """One candidate with all answers, ratings and evidence; raises Missing before they have submitted."""
    here = (Candidate.opening_id == opening_id, Candidate.code == code, Sitting.finished_at.is_not(None))
    shown_mail = case((Candidate.unblinded_at.is_not(None), Candidate.email), else_=None)
    found = db.session.execute(
        select(Sitting, _SHOWN_NAME, shown_mail).join(Candidate, Sitting.candidate_id == Candidate.id).where(*here)
    ).one_or_none()
    if found is None:
        raise Missing("There is no such candidate in this opening, or they have not submitted yet.")
    sitting, name, email = found
    score = standing_score(sitting.id)
    return Person(
        code=code,
        name=name,
        email=email,
        sitting_id=sitting.id,
        finished_at=sitting.finished_at,
        is_quarantined=sitting.is_quarantined,
        result=_result(score, _weights_of(opening_id)) if score else None,
        validation=_validation_of(sitting, score),
        answers=_answers(sitting, score),
    )


def _result(score: Score, weights: Weights) -> Result:
    return result_of(from_record(score.estimate), weights, believed_of(score.run))


def result_of(estimate: Estimate, weights: Weights = EQUAL, believed: Believed = SHIPPED) -> Result:
    """Everything that is reported of an estimate."""
    return Result(
        overall=overall(estimate, weights),
        loud=loud(estimate),
        quiet=quiet(estimate),
        balance=balance(estimate),
        traits=trait_reports(estimate, believed),
    )


def _validation_of(sitting: Sitting, score: Score | None) -> Validation:
    if score is None:
        return validation(sitting.assessment.versions)
    return _rested_on(sitting.assessment, {score.run_id})[score.run_id].validation


def _rested_on(assessment: Assessment, runs: set[int]) -> dict[int, Held]:
    """For each run, what its scores rest on; a training after it changes nothing of that."""
    found = newest(assessment.versions)
    made = db.session.scalars(select(Run).where(Run.id.in_(runs)).options(selectinload(Run.trainings)))
    return {run.id: Held(as_used(assessment.versions, found, run.trainings), believed_of(run)) for run in made}


def _weights_of(opening_id: int) -> Weights:
    return weights_from(db.session.scalar(select(Pool.weights).where(Pool.opening_id == opening_id)))


def _marks(pool: Pool, order: Order, stretch: Stretch) -> tuple[str | None, str | None]:
    """What leads to the page after this one and to the one before, where there are any."""

    def mark(place: int) -> str:
        return str(Mark(pool.opening_id, order.mark, pool.version, stretch.keys[place]))

    is_last = stretch.ahead + len(stretch.keys) >= pool.people
    return None if is_last else mark(-1), mark(0) if stretch.ahead and stretch.keys else None


def _found(stretch: Stretch) -> dict[int, Any]:
    """What is shown of the people of a page, by sitting; whoever was erased a moment ago is missing."""
    sitting_ids = [key.sitting_id for key in stretch.keys]
    return {row.sitting_id: row for row in db.session.execute(_details(sitting_ids))}


def _rows(order: Order, stretch: Stretch, found: dict[int, Any], rested: dict[int, Held]) -> list[Row]:
    if not found:
        return []
    low, high = order.crowd().places(*zip(*stretch.spread, strict=True))
    rows = []
    for key, first, last in zip(stretch.keys, low.tolist(), high.tolist(), strict=True):
        if row := found.get(key.sitting_id):
            held = rested[row.run_id]
            result = result_of(from_record(row.estimate), order.weights, held.believed)
            place = Place(row.code, first, last, key.band, result.overall)
            rows.append(Row(row.code, row.name, key.sitting_id, place, result, row.unscorable, held.validation))
    return rows


def _details(sitting_ids: list[int]) -> Any:
    unscorable = (
        select(func.count(func.distinct(RatingRow.task)))
        .where(RatingRow.score_id == func.coalesce(Score.rests_on_id, Score.id), RatingRow.level.is_(None))
        .correlate(Score)
        .scalar_subquery()
    )
    of_sitting = posteriors.c.sitting_id == Sitting.id
    return (
        select(
            Candidate.code,
            _SHOWN_NAME.label("name"),
            Sitting.id.label("sitting_id"),
            Score.estimate,
            Score.run_id,
            unscorable.label("unscorable"),
        )
        .join(Sitting, Sitting.candidate_id == Candidate.id)
        .join(posteriors, of_sitting)
        .join(Score, (Score.sitting_id == Sitting.id) & (Score.run_id == posteriors.c.run_id))
        .where(Sitting.id.in_(sitting_ids))
    )


def _unscored(opening_id: int, where: Any) -> Any:
    """Codes in alphabetical order, which says nothing; found from the few who wait, not from all of the opening."""
    waits = select(Sitting.candidate_id).where(Sitting.finished_at.is_not(None), Sitting.scored_at.is_(None), where)
    return (
        select(Candidate.code)
        .where(Candidate.opening_id == opening_id, Candidate.id.in_(waits))
        .order_by(Candidate.code)
    )


def _answers(sitting: Sitting, score: Score | None) -> list[AnswerView]:
    assessment = db.session.get_one(Assessment, sitting.assessment_id)
    responses = {row.task: row for row in db.session.scalars(select(Response).where(Response.sitting_id == sitting.id))}
    ratings = score.rated.ratings if score else []
    return [
        _answer_view(
            task,
            assessment.scenario(task.scenario),
            responses.get(task.key, Response()),
            [rating for rating in ratings if rating.task == task.key],
        )
        for task in assessment.tasks
    ]


def _answer_view(task: Task, scenario: Scenario, response: Response, ratings: list[RatingRow]) -> AnswerView:
    text = response.text or ""
    return AnswerView(
        task=task.key,
        scenario=scenario,
        step=scenario.step(task.step),
        part=task.part,
        text=text,
        lang=written_in(text, response.shown_in or scenario.locale),
        choices=response.choices or {},
        ratings=[_rating_view(rating, scenario, text) for rating in ratings],
    )


def _rating_view(rating: RatingRow, scenario: Scenario, text: str) -> RatingView:
    """With its 90 % interval, cut to the scale: nothing is better than a 5 or worse than a 1."""
    half = Z90 * rating.error**0.5
    trait = Trait(rating.trait)
    known = rating.level is not None
    return RatingView(
        trait=trait,
        rater=rating.rater,
        level=rating.level,
        low=max(1.0, rating.level - half) if known else None,
        high=min(5.0, rating.level + half) if known else None,
        anchor=_anchor(scenario, trait, rating.level),
        reason=rating.reason,
        look=rating.look,
        beside=rating.beside,
        segments=segments(text, rating.evidence),
    )


def _anchor(scenario: Scenario, trait: Trait, level: float | None) -> str:
    """What the nearest level looks like here, in the rubric's own words."""
    rubric = scenario.rubric.traits.get(trait)
    if level is None or rubric is None:
        return ""
    return rubric.anchors[min(5, max(1, round(level)))]
