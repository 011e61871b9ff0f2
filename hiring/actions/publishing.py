"""Publish scenarios and assessments: from then on they are frozen."""

import hashlib
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.actions import translations
from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import Invalid, Missing
from hiring.models import Assessment, AssessmentScenario, ScenarioVersion
from scenarios.checks import Placed, check_file
from scenarios.library import SHORT_FORM, shipped, shipped_translations
from scenarios.reading import read_scenario
from scenarios.translations import check_translation
from scenarios.version import content_hash, structure_hash


def publish_scenario(source: str, name: str, *, actor: str = "system") -> ScenarioVersion:
    """Publish a scenario's text; the same content again gives the version that is there already."""
    with transaction() as session:
        return _publish_scenario(session, source, name, actor)


def publish_library(*, actor: str = "system") -> Assessment:
    """Publish every shipped scenario, and the assessment that asks the short form of them.

    A shipped translation of another version than the one that is shipped stops it.
    """
    for name, text in shipped_translations():
        require_fit(text, name)
    with transaction() as session:
        versions = [_publish_scenario(session, text, name, actor) for name, text in shipped()]
        asked = [version for version in versions if version.code in SHORT_FORM]
        return _publish_assessment(session, "Customer service, short form", asked, actor)


def require_fit(source: str, name: str) -> None:
    """Raise Invalid when a translation is not of the shipped version of its scenario, or lacks a part."""
    _refuse(check_translation(source, name))


def publish_assessment(title: str, versions: Sequence[ScenarioVersion], *, actor: str = "system") -> Assessment:
    """Freeze a list of scenario versions, in order, with their newest own translations, as an assessment."""
    with transaction() as session:
        return _publish_assessment(session, title, versions, actor)


def scenario_version(version_id: int) -> ScenarioVersion:
    """Find one published scenario, or raise Missing."""
    version = db.session.get(ScenarioVersion, version_id)
    if version is None:
        raise Missing("There is no such scenario.")
    return version


def scenario_versions() -> list[ScenarioVersion]:
    """List every published scenario, newest version first within each."""
    return list(
        db.session.scalars(select(ScenarioVersion).order_by(ScenarioVersion.code, ScenarioVersion.number.desc()))
    )


def assessments() -> list[Assessment]:
    """List every published assessment."""
    return list(db.session.scalars(select(Assessment).order_by(Assessment.id)))


def _publish_scenario(session: Session, source: str, name: str, actor: str) -> ScenarioVersion:
    _refuse(check_file(source, name))
    scenario = read_scenario(source, name)
    found = session.scalar(select(ScenarioVersion).where(ScenarioVersion.content_hash == content_hash(scenario)))
    if found is not None:
        return found
    taken = session.scalar(
        select(ScenarioVersion).where(ScenarioVersion.code == scenario.id, ScenarioVersion.number == scenario.version)
    )
    if taken is not None:
        raise Invalid(
            f"{name}: {scenario.id} version {scenario.version} was published with other content; "
            "give it a higher version."
        )
    version = ScenarioVersion(
        code=scenario.id,
        number=scenario.version,
        title=scenario.title,
        content_hash=content_hash(scenario),
        structure_hash=structure_hash(scenario),
        source=source,
        published_at=now(),
    )
    session.add(version)
    note(session, actor, "publish", f"scenario:{scenario.id}/{scenario.version}", content=version.content_hash)
    return version


def _publish_assessment(session: Session, title: str, versions: Sequence[ScenarioVersion], actor: str) -> Assessment:
    if not versions:
        raise Invalid("An assessment needs at least one scenario.")
    own = translations.newest(session, versions)
    frozen = [version.content_hash for version in versions] + [each.source for each in own]
    digest = hashlib.sha256("\n".join(frozen).encode()).hexdigest()
    found = session.scalar(select(Assessment).where(Assessment.content_hash == digest))
    if found is not None:
        return found
    assessment = Assessment(title=title, content_hash=digest, published_at=now(), translations=own)
    assessment.places = [
        AssessmentScenario(position=number, version=version) for number, version in enumerate(versions, 1)
    ]
    session.add(assessment)
    note(session, actor, "publish", f"assessment:{digest[:12]}", scenarios=[version.code for version in versions])
    return assessment


def _refuse(found: list[Placed]) -> None:
    """Raise Invalid with every error among what a check found."""
    if errors := [placed for placed in found if placed.finding.severity == "error"]:
        raise Invalid("\n".join(f"{error}. {error.finding.advice}" for error in errors))
