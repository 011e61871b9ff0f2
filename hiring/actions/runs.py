"""Runs: which engine with which weights rated, and what people were held against."""

import json
from collections.abc import Iterable

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from hiring.db import Moment, now
from hiring.models import Run, Training
from scenarios.scenario import Scenario
from scenarios.traits import Trait
from scoring.estimate import SHIPPED, Believed
from scoring.parameters import Parameters, parameters_from
from scoring.population import ENOUGH_PEOPLE

SHIPPED_SCALE = (
    f"People are held against what is assumed of anyone, until {ENOUGH_PEOPLE} people have a score here.",
    "Scores compare these people with each other, and with nobody elsewhere.",
)
_FEW = "How hard the situations are is already seen from those who are here."
_HASH = 32  # of 64 digits: enough to be one of its kind

_BEGIN = text(
    "INSERT INTO runs (engine, parameters, created_at) VALUES (:engine, :parameters, :at) "
    "ON CONFLICT (engine) DO NOTHING"
).bindparams(bindparam("at", type_=Moment))

_USE_TRAINING = text(
    "INSERT INTO trainings_of_runs (run_id, training_id) VALUES (:run, :training) ON CONFLICT DO NOTHING"
)


def begin(session: Session, engine: str, trainings: Iterable[Training], believed: Believed = SHIPPED) -> Run:
    """The run of this engine with these weights and this pool; two workers that begin it together share it."""
    name = name_of(engine, believed)
    kept = json.dumps(believed.as_record()) if isinstance(believed, Parameters) else None
    session.execute(_BEGIN, {"engine": name, "parameters": kept, "at": now()})
    run = session.scalars(select(Run).where(Run.engine == name)).one()
    for training in trainings:
        session.execute(_USE_TRAINING, {"run": run.id, "training": training.id})
    return run


def name_of(engine: str, believed: Believed) -> str:
    """An engine's name with the hash of what people are held against; the shipped prior goes without saying."""
    return f"{engine}/pool:{believed.hash[:_HASH]}" if isinstance(believed, Parameters) else engine


def believed_of(run: Run | None) -> Believed:
    """What people of a run are held against: the parameters of their pool, or the shipped prior."""
    return SHIPPED if run is None or run.parameters is None else parameters_from(run.parameters)


def scale_of(believed: Believed) -> tuple[str, ...]:
    """What scores may be compared with, and what should be known of how they were made, in sentences."""
    if not isinstance(believed, Parameters):
        return SHIPPED_SCALE
    if believed.people < ENOUGH_PEOPLE:
        return f"{SHIPPED_SCALE[0]} {_FEW}", believed.scale, *believed.notes[1:]
    return f"People are held against {believed.people} people of this opening.", believed.scale, *believed.notes


def difficulties_of(believed: Believed, scenarios: Iterable[Scenario]) -> list[tuple[Scenario, dict[Trait, float]]]:
    """By how many levels each situation of a pool is easier than its others, by trait; nothing before it is known."""
    known = believed.difficulty if isinstance(believed, Parameters) else {}
    found = [
        (each, {trait: known[each.id, trait] for trait in Trait if (each.id, trait) in known}) for each in scenarios
    ]
    return [(scenario, traits) for scenario, traits in found if traits]
