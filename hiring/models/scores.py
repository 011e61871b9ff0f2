"""What the engine found: runs, scores with their sealed record, ratings with their evidence."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.db import Base, Moment
from hiring.models.sittings import Sitting
from hiring.models.training import Training, trainings_of_runs


class Run(Base):
    """One engine with one set of weights and learned raters; rescoring is a new run, never an update."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    engine: Mapped[str] = mapped_column(String(200), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    trainings: Mapped[list[Training]] = relationship(secondary=trainings_of_runs, order_by=Training.id)


class Score(Base):
    """One sitting's result in one run, with the record from which it can be recomputed."""

    __tablename__ = "scores"
    __table_args__ = (UniqueConstraint("sitting_id", "run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id", ondelete="CASCADE"))
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    estimate: Mapped[dict[str, Any]] = mapped_column(JSON)
    record: Mapped[str] = mapped_column(Text)
    record_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment)
    sitting: Mapped[Sitting] = relationship()
    run: Mapped[Run] = relationship()
    ratings: Mapped[list["RatingRow"]] = relationship(order_by="RatingRow.id")


class RatingRow(Base):
    """The level that stands for one trait of one response, with evidence and error.

    `look` says why a person should look at it, `beside` keeps each rater's own level where there are several.
    """

    __tablename__ = "ratings"
    __table_args__ = (UniqueConstraint("score_id", "task", "trait", "rater"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    score_id: Mapped[int] = mapped_column(ForeignKey("scores.id", ondelete="CASCADE"))
    task: Mapped[str] = mapped_column(String(80))
    trait: Mapped[str] = mapped_column(String(20))
    rater: Mapped[str] = mapped_column(String(60))
    level: Mapped[float | None]
    error: Mapped[float]
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    look: Mapped[str] = mapped_column(Text, default="", server_default="")
    beside: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
