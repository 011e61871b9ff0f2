"""Staff: who works here, and which roles they have."""

from datetime import datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import JSON, Column, ForeignKey, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hiring.db import Base, Moment

ROLES = {
    "admin": "runs the service: people, openings, outbox",
    "author": "reads and writes scenarios, assembles assessments, writes values",
    "recruiter": "invites candidates and reads shortlists of their openings",
    "rater": "rates answers blind in their openings",
    "auditor": "reads everything in their openings, changes nothing",
}

roles_of_users = Table(
    "roles_of_users",
    Base.metadata,
    Column("user_id", ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
    Column("role_id", ForeignKey("roles.id", ondelete="CASCADE"), primary_key=True),
)


class Role(Base, RoleMixin):
    """One of the five roles."""

    __tablename__ = "roles"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20), unique=True)
    description: Mapped[str] = mapped_column(String(200), default="")
    permissions: Mapped[list[str] | None] = mapped_column(JSON)


class User(Base, UserMixin):
    """A staff account; without a password it can only be entered by a one-time link."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)
    roles: Mapped[list[Role]] = relationship(secondary=roles_of_users, lazy="selectin")

    @property
    def role_names(self) -> set[str]:
        """Names of the roles this person has anywhere."""
        return {role.name for role in self.roles}


class SignInLink(Base):
    """A one-time way in for a staff account; only the hash of its token is kept."""

    __tablename__ = "sign_in_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    user: Mapped[User] = relationship()
