"""Jobs being filled, who works on them, and the people who apply."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.db import Base, Moment, now
from hiring.models.content import Assessment
from hiring.models.people import User


class Opening(Base):
    """A job being filled with one assessment, the same for every candidate."""

    __tablename__ = "openings"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"), index=True)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    assessment: Mapped[Assessment] = relationship()

    @property
    def is_open(self) -> bool:
        """Whether people can still be invited and can still answer."""
        return self.closed_at is None


class Membership(Base):
    """A staff member's role in one opening; without it the opening does not exist for them."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("opening_id", "user_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    user: Mapped[User] = relationship()


class Candidate(Base):
    """A person invited to an opening; recruiters know them by their code until the name is shown."""

    __tablename__ = "candidates"
    __table_args__ = (UniqueConstraint("opening_id", "email"), UniqueConstraint("opening_id", "code"))

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254))
    unblinded_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    opening: Mapped[Opening] = relationship()


class Link(Base):
    """A candidate's way in: revocable, only the SHA-256 of its 256-bit token is kept."""

    __tablename__ = "links"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    candidate: Mapped[Candidate] = relationship(lazy="joined")

    @property
    def is_usable(self) -> bool:
        """Whether the link still lets its candidate in."""
        return self.revoked_at is None and now() < self.expires_at
