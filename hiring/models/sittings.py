"""One candidate going through one assessment, and what they answered."""

from datetime import datetime

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.db import Base, Moment
from hiring.models.content import Assessment
from hiring.models.openings import Candidate

# After so many failed tries a sitting waits for a person instead of holding up the others. An exception
# counts as a failure; a worker that was killed only as an interruption, since the kill is rarely the sitting's fault.
FAILURES_BEFORE_QUARANTINE = 3
CLAIMS_BEFORE_QUARANTINE = 12


class Sitting(Base):
    """One candidate going through one assessment.

    "Needs scoring" is a fact of the row: finished, not scored, not quarantined, not leased to a worker.
    """

    __tablename__ = "sittings"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), unique=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    started_at: Mapped[datetime] = mapped_column(Moment)
    practised_at: Mapped[datetime | None] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
    receipt: Mapped[str | None] = mapped_column(String(64))
    scored_at: Mapped[datetime | None] = mapped_column(Moment)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    claims: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    last_failure: Mapped[str | None] = mapped_column(String(500))
    candidate: Mapped[Candidate] = relationship()
    assessment: Mapped[Assessment] = relationship()

    __table_args__ = (
        Index(
            "ix_sittings_needs_scoring",
            "id",
            sqlite_where=finished_at.column.is_not(None) & scored_at.column.is_(None),
            postgresql_where=finished_at.column.is_not(None) & scored_at.column.is_(None),
        ),
    )

    @property
    def is_quarantined(self) -> bool:
        """Whether the machine has given up and a person has to look."""
        tired = self.failures >= FAILURES_BEFORE_QUARANTINE or self.claims >= CLAIMS_BEFORE_QUARANTINE
        return self.scored_at is None and tired

    @classmethod
    def gave_up(cls) -> ColumnElement[bool]:
        """The same question as `is_quarantined`, asked of the database."""
        return or_(cls.failures >= FAILURES_BEFORE_QUARANTINE, cls.claims >= CLAIMS_BEFORE_QUARANTINE)


class Response(Base):
    """What a candidate gave for one task: text, or choices; one row, overwritten by each save.

    `shown_in` is the language in which the situation was shown when it was saved; older rows do not have it.
    """

    __tablename__ = "responses"
    __table_args__ = (UniqueConstraint("sitting_id", "task"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id", ondelete="CASCADE"))
    task: Mapped[str] = mapped_column(String(80))
    text: Mapped[str | None] = mapped_column(Text)
    choices: Mapped[dict[str, int | str] | None] = mapped_column(JSON(none_as_null=True))
    revision: Mapped[int]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    locked_at: Mapped[datetime | None] = mapped_column(Moment)
    shown_in: Mapped[str | None] = mapped_column(String(5))

    @property
    def is_answered(self) -> bool:
        """Whether there is anything in it."""
        return bool((self.text or "").strip() or self.choices)


class SetAside(Base):
    """A text that lost against a newer one from another window: kept, never silently dropped."""

    __tablename__ = "set_aside"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id", ondelete="CASCADE"), index=True)
    task: Mapped[str] = mapped_column(String(80))
    text: Mapped[str | None] = mapped_column(Text)
    choices: Mapped[dict[str, int | str] | None] = mapped_column(JSON(none_as_null=True))
    at: Mapped[datetime] = mapped_column(Moment)
