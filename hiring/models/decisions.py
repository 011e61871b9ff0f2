"""What people say before they decide: what the job needs, who is good enough, whether somebody left the script."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.db import Base, Moment
from hiring.models.people import User


class JobNeeds(Base):
    """How one person sees an opening: importance and frequency by trait, 1 to 5 each; only they can change it."""

    __tablename__ = "job_needs"

    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    needs: Mapped[dict[str, list[int]]] = mapped_column(JSON)
    said_at: Mapped[datetime] = mapped_column(Moment)
    user: Mapped[User] = relationship(lazy="joined")


class CutJudgement(Base):
    """The level, by scenario, that somebody just good enough would reach, as one person judges; only they change it."""

    __tablename__ = "cut_judgements"

    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    levels: Mapped[dict[str, float]] = mapped_column(JSON)
    said_at: Mapped[datetime] = mapped_column(Moment)
    user: Mapped[User] = relationship(lazy="joined")


class ScriptReading(Base):
    """Whether a person who read an answer finds that it left the usual process; the last reading counts."""

    __tablename__ = "script_readings"

    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id", ondelete="CASCADE"), primary_key=True)
    scenario: Mapped[str] = mapped_column(String(32), primary_key=True)
    left: Mapped[bool]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    said_at: Mapped[datetime] = mapped_column(Moment)
