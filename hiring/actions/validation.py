"""How far scenarios are validated with ratings by people: keep what a training found, say where each trait stands."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import Missing
from hiring.models import ScenarioVersion, Training
from scenarios.library import shipped
from scenarios.reading import read_scenario
from scenarios.scenario import Scenario
from scenarios.traits import Trait
from scenarios.version import content_hash, structure_hash
from scoring.people import Standing, State, Trained, summary

Pair = tuple[str, str]  # structure hash and trait


@dataclass(frozen=True)
class Validation:
    """Where every rated trait of some scenarios stands."""

    standings: tuple[Standing, ...]

    @property
    def summary(self) -> str:
        """How many are validated, in one sentence."""
        return summary(self.standings)

    def of(self, code: str) -> list[Standing]:
        """The traits of one scenario."""
        return [standing for standing in self.standings if standing.scenario == code]

    def as_json(self) -> dict[str, Any]:
        """The same for a program to read."""
        return {"summary": self.summary, "states": [standing.as_json() for standing in self.standings]}


def scenario_to_train(code: str) -> Scenario:
    """The newest published version of a scenario, or the shipped one when none was published."""
    newest = select(ScenarioVersion).where(ScenarioVersion.code == code).order_by(ScenarioVersion.number.desc())
    version = db.session.scalar(newest.limit(1))
    if version is not None:
        return version.scenario
    for scenario in (read_scenario(text, name) for name, text in shipped()):
        if scenario.id == code:
            return scenario
    raise Missing(f"There is no scenario {code}, neither published nor shipped.")


def keep(scenario: Scenario, found: Iterable[Trained], table: bytes, *, actor: str) -> list[Standing]:
    """Keep what a training found; what was kept before stays, and so do the scores that rest on it."""
    rows = [_row(scenario, trained, table, actor) for trained in found]
    with transaction() as session:
        session.add_all(rows)
        usable = [row.trait for row in rows if row.usable]
        refused = [row.trait for row in rows if not row.usable]
        subject = f"scenario:{scenario.id}/{scenario.version}"
        note(session, actor, "train", subject, ratings=rows[0].ratings_hash, usable=usable, refused=refused)
    return [_standing(scenario.id, row, Trait(row.trait), is_used=row.usable) for row in rows]


def newest(versions: Sequence[ScenarioVersion]) -> dict[Pair, Training]:
    """The newest training of each trait of some scenario versions, in one query."""
    structures = {version.structure_hash for version in versions}
    last = (
        select(func.max(Training.id))
        .where(Training.structure_hash.in_(structures))
        .group_by(Training.structure_hash, Training.trait)
    )
    rows = db.session.scalars(select(Training).where(Training.id.in_(last)).order_by(Training.id))
    return {(row.structure_hash, row.trait): row for row in rows}


def in_use(versions: Sequence[ScenarioVersion]) -> list[Training]:
    """The trainings that take part in a score made now: the newest of each trait, where it is usable."""
    return [training for training in newest(versions).values() if training.usable]


def validation(versions: Sequence[ScenarioVersion]) -> Validation:
    """Where some scenario versions stand now: what the next score will rest on."""
    found = newest(versions)
    return as_used(versions, found, found.values())


def as_used(
    versions: Sequence[ScenarioVersion], found: Mapping[Pair, Training], trainings: Iterable[Training]
) -> Validation:
    """Where some scenario versions stand for a score that used the usable ones of these trainings and no others."""
    used = {(training.structure_hash, training.trait): training for training in trainings if training.usable}
    return Validation(
        tuple(
            _standing(version.code, used.get(pair) or found.get(pair), trait, is_used=pair in used)
            for version in versions
            for trait in version.scenario.rubric.traits
            for pair in [(version.structure_hash, trait.value)]
        )
    )


def _standing(code: str, row: Training | None, trait: Trait, *, is_used: bool) -> Standing:
    if row is None:
        return Standing(code, trait)
    if row.usable and not is_used:
        return Standing(code, trait, is_newer=True)
    state = State.USABLE if row.usable else State.REFUSED
    return Standing(code, trait, state, row.why, row.answers, row.figures)


def _row(scenario: Scenario, trained: Trained, table: bytes, actor: str) -> Training:
    return Training(
        code=scenario.id,
        content_hash=content_hash(scenario),
        structure_hash=structure_hash(scenario),
        trait=trained.trait.value,
        usable=trained.usable,
        why=trained.why,
        answers=trained.n,
        figures=dict(trained.figures),
        weights=trained.weights,
        weights_hash=hashlib.sha256(trained.weights).hexdigest(),
        ratings_hash=hashlib.sha256(table).hexdigest(),
        actor=actor,
        created_at=now(),
    )
