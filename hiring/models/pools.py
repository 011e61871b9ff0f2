"""An opening's scored people as a pool: posteriors and composites in columns, so that a page is one indexed query."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from hiring.db import Base, Moment
from scenarios.traits import Trait

TRAITS = tuple(Trait)
MEANS = tuple(f"mean_{trait}" for trait in TRAITS)
PAIRS = tuple((i, j) for i in range(len(TRAITS)) for j in range(i, len(TRAITS)))
COVARIANCES = tuple(f"cov_{TRAITS[i]}_{TRAITS[j]}" for i, j in PAIRS)

# One row a scored sitting, its latest score. Rows of an opening lie side by side: SQLite stores them in the primary
# key's order, PostgreSQL answers from the key alone, which carries the posterior. `mean` and `variance` are the
# composite's under the opening's own weights, `band` is 0 until the pool is settled, `shuffle` orders a band.
posteriors = Table(
    "posteriors",
    Base.metadata,
    Column("opening_id", ForeignKey("openings.id", ondelete="CASCADE"), nullable=False),
    Column("sitting_id", ForeignKey("sittings.id", ondelete="CASCADE"), nullable=False),
    Column("run_id", ForeignKey("runs.id"), nullable=False),
    Column("band", Integer, nullable=False),
    Column("shuffle", BigInteger, nullable=False),
    Column("mean", Double, nullable=False),
    Column("variance", Double, nullable=False),
    *(Column(name, Double, nullable=False) for name in (*MEANS, *COVARIANCES)),
    PrimaryKeyConstraint("opening_id", "sitting_id", postgresql_include=["shuffle", *MEANS, *COVARIANCES]),
    UniqueConstraint("sitting_id"),
    Index(
        "ix_posteriors_order",
        *("opening_id", "band", "shuffle", "sitting_id"),
        postgresql_include=["mean", "variance", "run_id"],
    ),
    sqlite_with_rowid=False,
)


class Pool(Base):
    """What is known of an opening's scored people together; no row means that nobody was scored.

    `version` grows with every score, weighting and deletion (a trigger sees to those), `people` counts. `bands`, how
    many people each has, and `runs` are those of the version `settled`. `run_id` is the run whose parameters people
    are held against, none as long as that is the shipped prior.
    """

    __tablename__ = "pools"

    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id", ondelete="CASCADE"), primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger, default=0)
    people: Mapped[int] = mapped_column(default=0)
    weights: Mapped[dict[str, float] | None] = mapped_column(JSON(none_as_null=True))
    settled: Mapped[int] = mapped_column(BigInteger, default=-1)
    bands: Mapped[list[int]] = mapped_column(JSON, default=list)
    runs: Mapped[list[int]] = mapped_column(JSON, default=list)
    run_id: Mapped[int | None]

    @property
    def is_settled(self) -> bool:
        """Whether bands are those of the people who are there now."""
        return self.settled == self.version


class Weighting(Base):
    """The weights that an opening had from some moment on: kept, never overwritten."""

    __tablename__ = "weightings"

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id", ondelete="CASCADE"), index=True)
    weights: Mapped[Mapping[str, float]] = mapped_column(JSON)
    why: Mapped[str] = mapped_column(String(500))
    actor: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(Moment)


class Rescoring(Base):
    """That an opening's people are estimated anew: asked for, then carried out by a worker; kept with who moved.

    `run_id` is the run that stands since, none where nothing changed or `told` says why it could not be done.
    """

    __tablename__ = "rescorings"

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id", ondelete="CASCADE"), index=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.id"))
    why: Mapped[str] = mapped_column(String(500))
    actor: Mapped[str] = mapped_column(String(300))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    failures: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    people: Mapped[int] = mapped_column(default=0)
    told: Mapped[str] = mapped_column(Text, default="")
    moved: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
