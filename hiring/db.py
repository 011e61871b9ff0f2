"""The database handle: constraint names, SQLite's pragmas, and one way to write."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from threading import RLock
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, MetaData, TypeDecorator, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Session


class Base(DeclarativeBase):
    """Base of every table; constraints carry names so that a migration can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Database(SQLAlchemy):
    """The handle; what it hands out is given back without a fuss, even when the database has died meanwhile."""

    def init_app(self, app: Flask) -> None:
        """Register the application; ours runs before the library's own tidying."""
        super().init_app(app)
        app.teardown_appcontext(self._give_back)

    def _give_back(self, _error: BaseException | None) -> None:
        """End the reading of a request; that a connection broke after the answer was made must not spoil the answer."""
        if self.session.registry.has():
            with suppress(DBAPIError):
                self.session.rollback()


# What was read stays readable after a commit: pages show it, and a page never writes.
db = Database(model_class=Base, session_options={"expire_on_commit": False}, disable_autonaming=True)

_SINGLE: dict[str, dict[str, Any]] = {
    "sqlite": {"sqlite_begin": "IMMEDIATE"},
    "postgresql": {"isolation_level": "AUTOCOMMIT"},
}

# SQLite lets those who wait for its one writer poll with growing pauses, so that some wait very long (p99 8 times as
# long with 8 threads: benchmarks/writers.py). Threads queue here instead; other processes still poll.
_SQLITE_WRITER = RLock()


class Moment(TypeDecorator[datetime]):
    """A point in time, always UTC and always aware, on SQLite as on PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC; a naive time is refused because nobody can say which one it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Read back as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def now() -> datetime:
    """The server's wall clock, the only clock that deadlines know."""
    return datetime.now(UTC)


@contextmanager
def transaction() -> Iterator[Session]:
    """One verb, one transaction: all of it is durable when the block ends, or none of it ever was.

    On SQLite the write lock is taken at the start: a transaction that reads first and writes later
    can be refused at once in WAL mode, without regard to the busy timeout.
    """
    session = db.session()
    session.commit()  # ends the reading that the request began
    with _turn():
        try:
            session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise


@contextmanager
def single_statement() -> Iterator[Connection]:
    """A transaction of one statement, without a session: the cheapest durable write, for the most frequent verb.

    PostgreSQL makes a statement a transaction by itself, in one round trip instead of three. SQLite does so too, but
    its driver may not report a failed commit then, so there BEGIN and COMMIT are sent.
    """
    if db.session.registry.has():
        db.session.commit()  # ends the reading that the request began
    with _turn(), db.engine.connect() as connection:
        yield connection.execution_options(**_SINGLE[connection.dialect.name])
        connection.commit()


def _turn() -> AbstractContextManager[object]:
    """Wait for one's turn to write, where the database has one writer at a time."""
    return _SQLITE_WRITER if db.engine.dialect.name == "sqlite" else nullcontext()


@event.listens_for(Engine, "connect")
def _set_pragmas(connection: Any, _record: Any) -> None:
    """Durable and strict: FULL survived every simulated power loss, NORMAL did not."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # the driver's own BEGIN comes too late for us; _begin sends it
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=20000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")
