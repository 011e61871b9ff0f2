"""What was published: frozen versions of scenarios, and assessments made of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.db import Base, Moment
from scenarios.reading import read_scenario
from scenarios.scenario import Scenario
from scenarios.tasks import Task, tasks_of
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


class Assessment(Base):
    """The scenarios that an opening uses, frozen when published."""

    __tablename__ = "assessments"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    content_hash: Mapped[str] = mapped_column(String(64), unique=True)
    published_at: Mapped[datetime] = mapped_column(Moment)
    places: Mapped[list[AssessmentScenario]] = relationship(order_by=AssessmentScenario.position, lazy="selectin")

    @property
    def versions(self) -> list[ScenarioVersion]:
        """The scenario versions in the order in which everybody meets them."""
        return [place.version for place in self.places]

    @property
    def scenarios(self) -> list[Scenario]:
        """The scenarios in the order in which everybody meets them."""
        return [version.scenario for version in self.versions]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that it can be read in, its own first: at least one situation is there in each."""
        own = {scenario.locale[:2] for scenario in self.scenarios}
        others = {locale for scenario in self.scenarios for locale in in_other_languages(scenario)}
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
