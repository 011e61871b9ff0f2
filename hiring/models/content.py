"""What was published: frozen versions of scenarios, and assessments made of them."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.db import Base, Moment
from scenarios.reading import read_scenario
from scenarios.scenario import Scenario
from scenarios.tasks import Task, tasks_of
from scenarios.translation import Translation, translated
from scenarios.translations import in_other_languages


class ScenarioVersion(Base):
    """A scenario as it was published; never changed, known by the hash of its content."""

    __tablename__ = "scenario_versions"
    __table_args__ = (UniqueConstraint("code", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    content_hash: Mapped[str] = mapped_column(String(64), unique=True)
    structure_hash: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def scenario(self) -> Scenario:
        """The scenario that the source describes."""
        return read_scenario(self.source, self.code)


class AssessmentScenario(Base):
    """The place of one scenario version in an assessment."""

    __tablename__ = "assessment_scenarios"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("scenario_versions.id"))
    version: Mapped[ScenarioVersion] = relationship(lazy="joined")


class OwnTranslation(Base):
    """A scenario version in another language, as the employer saved it; the newest counts, none is changed."""

    __tablename__ = "own_translations"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("scenario_versions.id"), index=True)
    locale: Mapped[str] = mapped_column(String(5))
    source: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[ScenarioVersion] = relationship(lazy="joined")

    @property
    def translation(self) -> Translation:
        """The texts."""
        return Translation.model_validate_json(self.source)

    @property
    def told(self) -> Scenario:
        """The scenario as candidates read it in this language."""
        return translated(self.version.scenario, self.translation)


translations_of_assessments = Table(
    "translations_of_assessments",
    Base.metadata,
    Column("assessment_id", ForeignKey("assessments.id", ondelete="CASCADE"), primary_key=True),
    Column("translation_id", ForeignKey("own_translations.id"), primary_key=True),
)


class Assessment(Base):
    """The scenarios that an opening uses, with the employer's own translations of them, frozen when published."""

    __tablename__ = "assessments"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    content_hash: Mapped[str] = mapped_column(String(64), unique=True)
    published_at: Mapped[datetime] = mapped_column(Moment)
    places: Mapped[list[AssessmentScenario]] = relationship(order_by=AssessmentScenario.position, lazy="selectin")
    translations: Mapped[list[OwnTranslation]] = relationship(
        secondary=translations_of_assessments, order_by=OwnTranslation.id
    )

    @property
    def versions(self) -> list[ScenarioVersion]:
        """The scenario versions in the order in which everybody meets them."""
        return [place.version for place in self.places]

    @property
    def scenarios(self) -> list[Scenario]:
        """The scenarios in the order in which everybody meets them."""
        return [version.scenario for version in self.versions]

    @property
    def in_other_languages(self) -> dict[str, dict[str, Scenario]]:
        """Its scenarios by id and language: the employer's own words, else those that are shipped."""
        there = {scenario.id: in_other_languages(scenario) for scenario in self.scenarios}
        for each in self.translations:
            there[each.version.code][each.locale] = each.told
        return there

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it can be read in, its own first: at least one situation is there in each."""
        own = {scenario.locale[:2] for scenario in self.scenarios}
        others = {locale for there in self.in_other_languages.values() for locale in there}
        return (*sorted(own), *sorted(others - own))

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Everything a candidate is asked, in order."""
        return tasks_of(self.scenarios)

    def scenario(self, code: str) -> Scenario:
        """The scenario of that code; `KeyError` when this assessment does not use it."""
        for version in self.versions:
            if version.code == code:
                return version.scenario
        raise KeyError(code)
