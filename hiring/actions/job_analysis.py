"""Weights of an opening from what several people say the job needs, and who would stand elsewhere under others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from hiring.actions import pools
from hiring.actions.columns import Columns, columns_of
from hiring.actions.pools import Weights
from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import Invalid, Missing
from hiring.models import Candidate, JobNeeds, Opening, Sitting, User
from hiring.models.pools import TRAITS
from scenarios.traits import Trait
from scoring.job_analysis import LEAST_RATERS, JobWeights, Need, job_weights
from scoring.shifts import Shift, sensitivity_of_many, shifted

SHOWN_CODES = 20
Needs = Mapping[Trait, Need]


@dataclass(frozen=True)
class Analysis:
    """What was said of an opening's job: each person's view by their address, and what follows from all of them."""

    said: Mapping[str, Needs]
    found: JobWeights | None

    @property
    def is_enough(self) -> bool:
        """Whether so many people have spoken that weights may follow."""
        return len(self.said) >= LEAST_RATERS

    @property
    def missing(self) -> int:
        """How many more people have to speak."""
        return max(0, LEAST_RATERS - len(self.said))


class Moved(NamedTuple):
    """Somebody whose group changes."""

    code: str
    band: int
    other_band: int


@dataclass(frozen=True)
class Change:
    """What another weight does to an opening: how many change their group, the first of them by code."""

    trait: Trait | None
    up: bool
    people: int
    first: int
    named: list[Moved]


def say(opening_id: int, needs: Needs, *, actor: User) -> None:
    """Keep how one person sees the job, in the place of what they said before."""
    missing = [trait.label.lower() for trait in TRAITS if trait not in needs]
    if missing:
        raise Invalid(f"Say how important and how frequent each trait is; {', '.join(missing)} is missing.")
    kept = {trait.value: [needs[trait].importance, needs[trait].frequency] for trait in TRAITS}
    with transaction() as session:
        if session.get(Opening, opening_id, with_for_update=True) is None:  # locked: a form sent twice is kept once
            raise Missing("There is no such opening.")
        session.merge(JobNeeds(opening_id=opening_id, user_id=actor.id, needs=kept, said_at=now()))
        note(session, f"user:{actor.email}", "say job needs", f"opening:{opening_id}", needs=kept)


def analysis(opening_id: int) -> Analysis:
    """What was said so far, and the weights that follow."""
    rows = db.session.scalars(select(JobNeeds).where(JobNeeds.opening_id == opening_id))
    said = {row.user.email: _needs(row) for row in rows}
    return Analysis(said, job_weights(said) if said else None)


def use(opening_id: int, *, actor: User, why: str) -> None:
    """Give the opening the weights that follow from what was said; refused while too few have spoken."""
    found = analysis(opening_id)
    if found.found is None or not found.is_enough:
        raise Invalid(f"Weights need the view of {LEAST_RATERS} people or more; {len(found.said)} gave theirs.")
    pools.reweigh(opening_id, found.found.weights, actor=actor, why=why)


def sensitivity(opening_id: int, weights: Weights) -> list[Change]:
    """Who changes their group when one weight goes down or up by a fifth."""
    columns = columns_of(opening_id)
    shifts = sensitivity_of_many(columns.means, columns.covariances, weights)
    return _changes(columns, shifts)


def switch(opening_id: int, weights: Weights, other: Weights) -> Change:
    """Who changes their group when the opening's weights give way to others."""
    columns = columns_of(opening_id)
    return _changes(columns, [shifted(columns.means, columns.covariances, weights, other)])[0]


def _needs(row: JobNeeds) -> Needs:
    return {Trait(name): Need(*pair) for name, pair in row.needs.items()}


def _changes(columns: Columns, shifts: Sequence[Shift]) -> list[Change]:
    named = [shift.moved[:SHOWN_CODES] for shift in shifts]
    codes = _codes({int(columns.sittings[place]) for places in named for place in places})
    return [
        Change(
            trait=shift.trait,
            up=shift.change > 0,
            people=len(shift.moved),
            first=len(shift.first),
            named=[
                Moved(codes[sitting], int(shift.band[place]), int(shift.other_band[place]))
                for place in places
                if (sitting := int(columns.sittings[place])) in codes
            ],
        )
        for shift, places in zip(shifts, named, strict=True)
    ]


def _codes(sittings: set[int]) -> dict[int, str]:
    """The code of each; whoever was erased a moment ago is missing."""
    query = select(Sitting.id, Candidate.code).join(Candidate, Sitting.candidate_id == Candidate.id)
    return {row.id: row.code for row in db.session.execute(query.where(Sitting.id.in_(sittings)))}
