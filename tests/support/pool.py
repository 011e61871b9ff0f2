"""Scored people by the thousand with made-up posteriors, put into the tables at once: material to measure and page."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np
from sqlalchemy import Connection, text

from hiring.actions.pools import shuffle_of
from hiring.db import db
from hiring.models.pools import COVARIANCES, MEANS, PAIRS, TRAITS

BATCH = 5000
AT = datetime(2026, 1, 1, tzinfo=UTC)
COLUMNS = {
    "candidates": ("id", "opening_id", "code", "name", "email", "created_at"),
    "sittings": ("id", "candidate_id", "assessment_id", "started_at", "finished_at", "scored_at", "claims", "failures"),
    "scores": ("id", "sitting_id", "run_id", "estimate", "record", "record_hash", "created_at"),
    "posteriors": (
        *("opening_id", "sitting_id", "run_id", "band", "shuffle", "mean", "variance"),
        *MEANS,
        *COVARIANCES,
    ),
}
_UPPER = tuple(zip(*PAIRS, strict=True))


def fill(openings: Sequence[int], people: int, *, assessment_id: int, seed: int = 0) -> list[int]:
    """Put so many scored people into some openings, in turn; gives their sittings."""
    db.session.remove()
    with db.engine.begin() as connection:
        first = 1 + (connection.scalar(text("SELECT max(id) FROM candidates")) or 0)
        run = _run(connection)
        generator = np.random.default_rng(seed)
        for start in range(0, people, BATCH):
            numbers = range(start, min(people, start + BATCH))
            levels, covariances = made_up(generator, len(numbers))
            here = [(first + number, openings[number % len(openings)]) for number in numbers]
            for table, rows in _rows(here, levels, covariances, assessment_id, run).items():
                _load(connection, table, rows)
        for opening, count in Counter(openings[number % len(openings)] for number in range(people)).items():
            connection.execute(_POOL, {"opening": opening, "people": count})
        _mend_numbers(connection)
    return list(range(first, first + people))


def made_up(generator: np.random.Generator, people: int) -> tuple[np.ndarray, np.ndarray]:
    """Means and covariances of so many people: levels around 3, traits correlated, errors that differ."""
    general = generator.normal(0, 0.3, (people, 1))
    levels = 3 + general + generator.normal(0, 0.25, (people, len(TRAITS)))
    spread = generator.uniform(0.2, 0.4, (people, len(TRAITS)))
    correlation = 0.4 + 0.6 * np.eye(len(TRAITS))
    return levels, spread[:, :, None] * spread[:, None, :] * correlation


_POOL = text(
    "INSERT INTO pools (opening_id, version, people, settled, bands, runs) "
    "VALUES (:opening, 1, :people, -1, '[]', '[]') "
    "ON CONFLICT (opening_id) DO UPDATE SET version = pools.version + 1, people = pools.people + :people"
)


def _rows(
    here: list[tuple[int, int]], levels: np.ndarray, covariances: np.ndarray, assessment_id: int, run: int
) -> dict[str, Iterator[tuple]]:
    narrow = covariances[:, _UPPER[0], _UPPER[1]]
    composite = np.column_stack([levels.mean(axis=1), covariances.mean(axis=(1, 2)), levels, narrow]).tolist()
    at = AT if db.engine.dialect.name == "postgresql" else "2026-01-01 00:00:00.000000"
    codes = [f"M-{number:07d}" for number, _ in here]
    people = list(zip(here, codes, levels, covariances, composite, strict=True))
    return {
        "candidates": ((id, opening, code, "", f"{code}@example.org", at) for (id, opening), code, *_ in people),
        "sittings": ((id, id, assessment_id, at, at, at, 1, 0) for (id, _), *_ in people),
        "scores": ((id, id, run, _estimate(mean, cov), "{}", "", at) for (id, _), _, mean, cov, _ in people),
        "posteriors": (
            (opening, id, run, 0, shuffle_of(code), *values) for (id, opening), code, _, _, values in people
        ),
    }


def _estimate(mean: np.ndarray, covariance: np.ndarray) -> str:
    names = [trait.value for trait in TRAITS]
    return json.dumps(
        {
            "mean": dict(zip(names, mean.tolist(), strict=True)),
            "covariance": covariance.tolist(),
            "exposures": dict.fromkeys(names, 8),
            "basis": "Made up to measure with.",
        }
    )


def _run(connection: Connection) -> int:
    connection.execute(
        text("INSERT INTO runs (engine, created_at) VALUES ('0/made-up', CURRENT_TIMESTAMP) ON CONFLICT DO NOTHING")
    )
    return connection.execute(text("SELECT id FROM runs WHERE engine = '0/made-up'")).scalar_one()


def _load(connection: Connection, table: str, rows: Iterator[tuple]) -> None:
    """As fast as the driver can: COPY on PostgreSQL."""
    driver: Any = connection.connection.driver_connection
    columns = COLUMNS[table]
    if connection.dialect.name == "sqlite":
        places = ", ".join("?" * len(columns))
        driver.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
        return
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _mend_numbers(connection: Connection) -> None:
    """PostgreSQL counts by itself; let it go on behind what was given."""
    if connection.dialect.name == "postgresql":
        for table in ("candidates", "sittings", "scores"):
            connection.execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))
