"""The learned raters that take part in a score: found among the trainings, made of their kept weights."""

import hashlib
from collections.abc import Callable, Iterable
from functools import lru_cache

from sqlalchemy import select

from hiring.db import db
from hiring.models import Training
from scenarios.traits import Trait
from scoring.learned.serving import BadWeights, load
from scoring.rating import Rater, usual_raters

Kept = tuple[tuple[Trait, int, str], ...]  # trait, training, hash of its weights
Loader = Callable[[str, Kept], Rater]


def fresh(structure: str, kept: Kept) -> Rater:
    """Make one scenario's rater of weights read now; `BadWeights` when they are not those that were kept."""
    weights = {trait: _weights(training_id, known) for trait, training_id, known in kept}
    return load(structure, weights)


remembered = lru_cache(maxsize=256)(fresh)


def raters_of(trainings: Iterable[Training], make: Loader = remembered) -> tuple[Rater, ...]:
    """The usual raters, and one for each scenario that the usable ones of these trainings belong to."""
    scenarios: dict[str, dict[str, Training]] = {}
    for training in trainings:
        if training.usable:
            scenarios.setdefault(training.structure_hash, {})[training.trait] = training
    return (*usual_raters(), *(make(structure, _kept(found.values())) for structure, found in scenarios.items()))


def _kept(trainings: Iterable[Training]) -> Kept:
    return tuple(sorted((Trait(each.trait), each.id, each.weights_hash) for each in trainings))


def _weights(training_id: int, known: str) -> bytes:
    weights = db.session.scalar(select(Training.weights).where(Training.id == training_id)) or b""
    if hashlib.sha256(weights).hexdigest() != known:
        raise BadWeights(f"the weights of training {training_id} were changed after they were kept")
    return weights
