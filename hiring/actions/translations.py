"""Translations that an employer writes of its own scenarios: each belongs to one version, and none is ever changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import Invalid
from hiring.languages import LANGUAGES, name
from hiring.models import OwnTranslation, ScenarioVersion
from scenarios.finding import Finding
from scenarios.scenario import Scenario
from scenarios.translating import texts_of, translation_of
from scenarios.translations import faults, in_other_languages, states
from scoring.language import written_in


@dataclass(frozen=True)
class Standing:
    """How a version stands in one language; `older` is the version that a stale translation is of."""

    language: str
    kind: Literal["own", "shipped", "stale", "none"]
    older: int | None = None


def standings(version: ScenarioVersion) -> list[Standing]:
    """How a version stands in each language but its own."""
    return [_standing(version, language) for language in languages_for(version.scenario)]


def languages_for(scenario: Scenario) -> list[str]:
    """The languages that a scenario can be translated into."""
    return [language for language in LANGUAGES if language != scenario.locale[:2]]


def words_of(version: ScenarioVersion, language: str) -> dict[str, str]:
    """What a translator begins with, by the name of each text: own words of this or another version, else shipped."""
    own = _own(version, language)
    other = own.told if own else in_other_languages(version.scenario).get(language)
    return {text.name: text.words for text in texts_of(other)} if other else {}


def advice(version: ScenarioVersion, language: str) -> list[Finding]:
    """What the rules say of the translation that stands for a version."""
    own = _own(version, language)
    return faults(own.translation, version.scenario) if own and own.version_id == version.id else []


def save(version: ScenarioVersion, language: str, words: Mapping[str, str], *, actor: str) -> bool:
    """Keep a translation of this version; False when it stands so already."""
    translation = translation_of(version.scenario, language, words)
    if errors := [each for each in faults(translation, version.scenario) if each.severity == "error"]:
        raise Invalid("; ".join(f"{each.field}: {each.message}" for each in errors))
    if written_in(translation.stem, language) != language:
        raise Invalid(f"The situation does not read as {name(language)}.")
    source = translation.model_dump_json(by_alias=True, exclude_defaults=True)
    own = _own(version, language)
    if own and (own.version_id, own.source) == (version.id, source):
        return False
    with transaction() as session:
        session.add(OwnTranslation(version_id=version.id, locale=language, source=source, saved_at=now()))
        note(session, actor, "translate", f"scenario:{version.code}/{version.number}", language=language)
    return True


def newest(session: Session, versions: Sequence[ScenarioVersion]) -> list[OwnTranslation]:
    """The newest translation of each of these versions in each language: an assessment is published with them."""
    ids = [version.id for version in versions]
    last = select(func.max(OwnTranslation.id)).where(OwnTranslation.version_id.in_(ids))
    each = last.group_by(OwnTranslation.version_id, OwnTranslation.locale)
    return list(session.scalars(select(OwnTranslation).where(OwnTranslation.id.in_(each)).order_by(OwnTranslation.id)))


def _standing(version: ScenarioVersion, language: str) -> Standing:
    own = _own(version, language)
    if own:
        return (
            Standing(language, "own")
            if own.version_id == version.id
            else Standing(language, "stale", own.version.number)
        )
    shipped = [each for each in states(version.scenario) if each.locale == language]
    if not shipped:
        return Standing(language, "none")
    return Standing(language, "shipped" if shipped[0].is_current else "stale")


def _own(version: ScenarioVersion, language: str) -> OwnTranslation | None:
    """The newest translation of this version, else of another version of the same scenario."""
    mine = (ScenarioVersion.code == version.code, OwnTranslation.locale == language)
    first = ((OwnTranslation.version_id == version.id).desc(), OwnTranslation.id.desc())
    return db.session.scalar(select(OwnTranslation).join(ScenarioVersion).where(*mine).order_by(*first).limit(1))
