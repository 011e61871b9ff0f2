"""What one autosave costs: against a bare hello of the same server, and against a bare durable insert on the same disk.

    python -m benchmarks.autosave [--postgresql] [--sync-ms 2] [--json FILE] [--rounds 9] [--folder DIR]

The server is a real `hiring run` with its defaults (8 threads, SQLite: WAL, synchronous=FULL); the client speaks
HTTP/1.1 over kept-open connections, with the cookie and the CSRF token of a signed-in candidate. Every save has a new
key and the next revision, so that every save writes and commits.

- CPU: user and system time of the server process over a round of one kind of request from one client, from
  /proc/<pid>/stat. The ratio is hello / autosave.
- Rate: saves a second from several clients at once (they cost CPU too, on the same cores), against `INSERT ... COMMIT`
  in a loop with the driver alone, on one connection to a database in the same folder. The ratio is autosave / insert.
  On a disk that syncs in microseconds this compares Python with C; `--sync-ms` shows the same on an ordinary disk.
- In process: the same action called in a loop without HTTP, which tells how much of the distance is the web stack.
"""

import argparse
import json
import secrets
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg

from benchmarks.rounds import Ratio, machine, ratio, show, take_turns, write
from benchmarks.service import Line, Seat, Server, serving
from benchmarks.slow_sync import is_slow_already, run_with_slow_sync
from hiring.actions import sittings
from hiring.actions.sittings import Given
from tests.support import postgres

TITLE = "One autosave"
TEXT = ("I am sorry, Noor. I have moved order 512 to Saturday at ten and told the kitchen. " * 5)[:400]
CLIENTS = 4
TABLE = "CREATE TABLE answers (id INTEGER PRIMARY KEY, task VARCHAR(80), key VARCHAR(64) UNIQUE, text TEXT)"
TABLE_POSTGRESQL = TABLE.replace("id INTEGER PRIMARY KEY", "id SERIAL PRIMARY KEY")
INSERT = "INSERT INTO answers (task, key, text) VALUES (?, ?, ?)"


@dataclass
class Writer:
    """One candidate's next saves as requests, each prepared before the clock runs."""

    seat: Seat
    revisions: Iterator[int]

    def requests(self, number: int) -> list[bytes]:
        """The next so many saves."""
        return [self._request(revision) for _, revision in zip(range(number), self.revisions, strict=False)]

    def _request(self, revision: int) -> bytes:
        answer = {"task": self.seat.task, "key": secrets.token_hex(16), "revision": revision, "text": TEXT}
        body = json.dumps(answer).encode()
        return f"{self.seat.head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def main() -> None:
    """Measure, print, write."""
    options = _options()
    if options.sync_ms and not is_slow_already():
        sys.exit(run_with_slow_sync("benchmarks.autosave", options.sync_ms))
    conditions = machine() | {
        "database": "PostgreSQL" if options.postgresql else "SQLite (WAL, synchronous=FULL)",
        "clients for the rate": CLIENTS,
        "characters": len(TEXT),
        "added to every sync": f"{options.sync_ms:g} ms",
    }
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="autosave-", dir=options.folder)))
        url, raw = stack.enter_context(_databases(home, options.postgresql))
        server = stack.enter_context(serving(home, url))
        ratios = [_cpu(server, options), *_rates(server, raw, options)]
    show(TITLE, ratios, conditions)
    write(options.json, TITLE, ratios, conditions)


def _cpu(server: Server, options: argparse.Namespace) -> Ratio:
    line, writer = Line(server.port), Writer(server.seat(), count())
    hello = [f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()] * options.requests
    line.ask(hello + writer.requests(options.requests))  # warm
    sides = {
        "hello": lambda: options.requests / _cpu_of(server, line, hello),
        "autosave": lambda: options.requests / _cpu_of(server, line, writer.requests(options.requests)),
    }
    found = take_turns(sides, options.rounds)
    return ratio("autosave / hello", "requests per CPU second", found["autosave"], found["hello"], aim=1 / 8)


def _cpu_of(server: Server, line: Line, requests: list[bytes]) -> float:
    before = server.cpu_seconds()
    line.ask(requests)
    return server.cpu_seconds() - before


def _rates(server: Server, raw: Callable[[int], float], options: argparse.Namespace) -> list[Ratio]:
    """Saves a second over HTTP and in process, each against bare inserts."""
    clients = [(Line(server.port), Writer(server.seat(), count())) for _ in range(CLIENTS)]
    inside = _InProcess(server)
    with ThreadPoolExecutor(CLIENTS) as pool:
        sides = {
            "insert": lambda: options.requests / raw(options.requests),
            "http": lambda: options.requests / _wall(pool, clients, options.requests // CLIENTS),
            "inside": lambda: options.requests / inside.save(options.requests),
        }
        take_turns(sides, 1)  # warm
        found = take_turns(sides, options.rounds)
    return [
        ratio("durable autosave over HTTP / INSERT, COMMIT", "per second", found["http"], found["insert"], aim=0.7),
        ratio("durable autosave in process / INSERT, COMMIT", "per second", found["inside"], found["insert"]),
    ]


def _wall(pool: ThreadPoolExecutor, clients: list[tuple[Line, Writer]], each: int) -> float:
    prepared = [(line, writer.requests(each)) for line, writer in clients]
    start = time.perf_counter()
    list(pool.map(lambda work: work[0].ask(work[1]), prepared))
    return time.perf_counter() - start


class _InProcess:
    """The action alone, in this process."""

    def __init__(self, server: Server) -> None:
        self.course, self.revisions = server.cast.course, count()
        self.link_id, _ = server.cast.start(server.cast.invite("inside@example.org"))

    def save(self, number: int) -> float:
        """Save so often; the seconds it took."""
        task, start = self.course.tasks[0], time.perf_counter()
        for _, revision in zip(range(number), self.revisions, strict=False):
            sittings.answer(self.link_id, self.course, Given(task, secrets.token_hex(16), revision, text=TEXT))
        return time.perf_counter() - start


@contextmanager
def _databases(home: Path, is_postgresql: bool) -> Iterator[tuple[str, Callable[[int], float]]]:
    """Our database, and the bare inserts into another one on the same disk or server."""
    if not is_postgresql:
        with closing(_sqlite(home / "bare.db")) as bare:
            yield f"sqlite:///{home / 'hiring.db'}", lambda number: _insert(bare.execute, INSERT, number)
        return
    with postgres.cluster(home, "benchmark") as cluster:
        ours, theirs = cluster.new_database(), cluster.new_database()
        with psycopg.connect(theirs, autocommit=True) as bare:
            bare.execute(TABLE_POSTGRESQL)
            yield ours, lambda number: _insert(bare.execute, INSERT.replace("?", "%s"), number)


def _sqlite(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(TABLE)
    return connection


def _insert(execute: Callable[..., object], insert: str, number: int) -> float:
    """Insert so many rows, each in a transaction of its own; the seconds it took."""
    rows = [("B01.s1.open", secrets.token_hex(16), TEXT) for _ in range(number)]
    start = time.perf_counter()
    for row in rows:
        execute("BEGIN")
        execute(insert, row)
        execute("COMMIT")
    return time.perf_counter() - start


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=TITLE)
    parser.add_argument("--postgresql", action="store_true", help="measure on a PostgreSQL of its own")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--requests", type=int, default=1000, help="requests of each kind in a round")
    parser.add_argument("--sync-ms", type=float, default=0, help="let every sync of both sides take so much longer")
    parser.add_argument("--folder", type=Path, help="where the databases live")
    return parser.parse_args()


if __name__ == "__main__":
    main()
