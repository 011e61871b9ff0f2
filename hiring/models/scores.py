"""What the engine found: runs, scores with their sealed record, ratings with their evidence."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.db import Base, Moment
from hiring.models.sittings import Sitting
from hiring.models.training import Training, trainings_of_runs


class Run(Base):
    """One engine with its weights and learned raters, and what people were held against; never updated.

    `parameters` are those of a pool, as `scoring.pool` records them; none where the shipped prior was believed. The
    engine's name ends with their hash.
    """

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    engine: Mapped[str] = mapped_column(String(200), unique=True)
    parameters: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    created_at: Mapped[datetime] = mapped_column(Moment)
    trainings: Mapped[list[Training]] = relationship(secondary=trainings_of_runs, order_by=Training.id)


class Score(Base):
    """One sitting's result in one run, with the record from which it can be recomputed.

    A score that only estimates anew rests on another one's ratings and has none of its own.
    """

    __tablename__ = "scores"
    __table_args__ = (UniqueConstraint("sitting_id", "run_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id", ondelete="CASCADE"))
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    rests_on_id: Mapped[int | None]
    estimate: Mapped[dict[str, Any]] = mapped_column(JSON)
    record: Mapped[str] = mapped_column(Text)
    record_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(Moment)
    sitting: Mapped[Sitting] = relationship()
    run: Mapped[Run] = relationship()
    rests_on: Mapped["Score | None"] = relationship(
        primaryjoin="foreign(Score.rests_on_id) == remote(Score.id)", viewonly=True
    )
    ratings: Mapped[list["RatingRow"]] = relationship(order_by="RatingRow.id")

    @property
    def rated(self) -> "Score":
        """The score whose ratings this one uses."""
        return self.rests_on or self


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
