"""Nouns: what the service remembers."""

from hiring.models.content import Assessment, AssessmentScenario, OwnTranslation, ScenarioVersion
from hiring.models.decisions import CutJudgement, JobNeeds, ScriptReading
from hiring.models.openings import Candidate, Link, Membership, Opening
from hiring.models.people import ROLES, Role, SignInLink, User
from hiring.models.pools import Pool, Rescoring, Weighting, posteriors
from hiring.models.scores import RatingRow, Run, Score
from hiring.models.sittings import Response, SetAside, Sitting
from hiring.models.trail import Event, Mail
from hiring.models.training import Training, trainings_of_runs
from hiring.models.values import ValueStatement

__all__ = [
    "ROLES",
    "Assessment",
    "AssessmentScenario",
    "Candidate",
    "CutJudgement",
    "Event",
    "JobNeeds",
    "Link",
    "Mail",
    "Membership",
    "Opening",
    "OwnTranslation",
    "Pool",
    "RatingRow",
    "Rescoring",
    "Response",
    "Role",
    "Run",
    "ScenarioVersion",
    "Score",
    "ScriptReading",
    "SetAside",
    "SignInLink",
    "Sitting",
    "Training",
    "User",
    "ValueStatement",
    "Weighting",
    "posteriors",
    "trainings_of_runs",
]
