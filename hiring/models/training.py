"""What was learned from people's ratings of a scenario's answers: kept for ever, because scores rest on it."""

from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, LargeBinary, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from hiring.db import Base, Moment


class Training(Base):
    """One training of one trait of a scenario, usable or refused; the newest counts, the older ones stay."""

    __tablename__ = "trainings"
    __table_args__ = (Index("ix_trainings_structure_hash_trait", "structure_hash", "trait"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(32))
    content_hash: Mapped[str] = mapped_column(String(64))
    structure_hash: Mapped[str] = mapped_column(String(64))
    trait: Mapped[str] = mapped_column(String(20))
    usable: Mapped[bool]
    why: Mapped[str] = mapped_column(Text)
    answers: Mapped[int]
    figures: Mapped[dict[str, float | None]] = mapped_column(JSON)
    weights: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    weights_hash: Mapped[str] = mapped_column(String(64))
    ratings_hash: Mapped[str] = mapped_column(String(64))
    actor: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(Moment)


trainings_of_runs = Table(
    "trainings_of_runs",
    Base.metadata,
    Column("run_id", ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    Column("training_id", ForeignKey("trainings.id"), primary_key=True),
)
