"""The development plan of one person: the same suggestions for whoever is hired and whoever is not."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from hiring.actions.runs import believed_of
from hiring.actions.scoring import standing_score
from hiring.db import db
from hiring.errors import Missing
from hiring.languages import ENGLISH
from hiring.models import Candidate, Sitting
from scenarios.development import Suggestion, suggestions
from scenarios.scenario import FAMILIES, Family
from scenarios.traits import Trait
from scoring.development import Focus, focus
from scoring.estimate import from_record

EVERYTHING = Focus(tuple(Trait), "nothing")


@dataclass(frozen=True)
class Plan:
    """What to practise, and in which language that is said; it holds no score."""

    is_scored: bool
    focus: Focus
    locale: str
    traits: Mapping[Trait, tuple[Suggestion, ...]]
    families: Mapping[Family, tuple[Suggestion, ...]]


def plan(opening_id: int, code: str) -> Plan:
    """The plan of one candidate; raises Missing before they have submitted."""
    here = (Candidate.opening_id == opening_id, Candidate.code == code, Sitting.finished_at.is_not(None))
    sitting = db.session.scalar(select(Sitting).join(Candidate, Sitting.candidate_id == Candidate.id).where(*here))
    if sitting is None:
        raise Missing("There is no such candidate in this opening, or they have not submitted yet.")
    return plan_of(sitting)


def plan_of(sitting: Sitting, language: str = ENGLISH) -> Plan:
    """The plan of whoever submitted this sitting, as they may read it themselves."""
    score = standing_score(sitting.id)
    seen = focus(from_record(score.estimate), believed_of(score.run)) if score else EVERYTHING
    offered, met = suggestions(language), {scenario.family for scenario in sitting.assessment.scenarios}
    return Plan(
        is_scored=score is not None,
        focus=seen,
        locale=offered.locale,
        traits={trait: offered.traits[trait] for trait in seen.traits},
        families={family: offered.families[family] for family in FAMILIES if family in met},
    )
