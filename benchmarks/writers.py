"""What it brings that threads queue for SQLite's one writer, instead of polling for it as SQLite itself does.

    python -m benchmarks.writers [--sync-ms 2] [--json FILE] [--rounds 9]

Eight threads of one process, as in `hiring run`, keep answers at once through the same action; once as it is, once with
the queue taken out. Both sides have the same disk, statement and settings (WAL, synchronous=FULL).
"""

import argparse
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

import hiring.db
from benchmarks.rounds import Ratio, machine, ratio, show, take_turns, write
from benchmarks.slow_sync import is_slow_already, run_with_slow_sync
from hiring.actions import sittings
from hiring.actions.sittings import Course, Given
from hiring.app import MIGRATIONS, create_app
from tests.support.cast import Cast

TITLE = "Eight threads that write"
THREADS = 8
EACH = 25
TEXT = "I am sorry, Noor. " * 22
Seconds = list[float]


@dataclass(frozen=True)
class Writer:
    """One candidate in one thread."""

    app: Flask
    course: Course
    link_id: int
    revisions: Iterator[int]

    def save(self) -> float:
        """Keep one more answer; the seconds it took."""
        start = time.perf_counter()
        with self.app.app_context():
            given = Given(self.course.tasks[0], secrets.token_hex(16), next(self.revisions), text=TEXT)
            sittings.answer(self.link_id, self.course, given)
        return time.perf_counter() - start


def main() -> None:
    """Measure, print, write."""
    options = _options()
    if options.sync_ms and not is_slow_already():
        sys.exit(run_with_slow_sync("benchmarks.writers", options.sync_ms))
    conditions = machine() | {"threads": THREADS, "added to every sync": f"{options.sync_ms:g} ms"}
    with tempfile.TemporaryDirectory(prefix="writers-") as home, ThreadPoolExecutor(THREADS) as pool:
        ratios = _compare(pool, _writers(Path(home)), options.rounds)
    show(TITLE, ratios, conditions)
    write(options.json, TITLE, ratios, conditions)


def _writers(home: Path) -> list[Writer]:
    app = create_app(home=home)
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        cast = Cast(app)
        links = [cast.start(cast.invite(f"writer{number}@example.org"))[0] for number in range(THREADS)]
        return [Writer(app, cast.course, link_id, count()) for link_id in links]


def _compare(pool: ThreadPoolExecutor, writers: list[Writer], rounds: int) -> list[Ratio]:
    waits: dict[str, list[float]] = {"queueing": [], "polling": []}
    queue = hiring.db._SQLITE_WRITER

    def side(name: str, turn: AbstractContextManager[object]) -> float:
        hiring.db._SQLITE_WRITER = turn
        start = time.perf_counter()
        each = sorted(seconds for found in pool.map(_save_all, writers) for seconds in found)
        waits[name].append(1 / statistics.quantiles(each, n=100)[98])
        return len(each) / (time.perf_counter() - start)

    rates = take_turns(
        {"queueing": lambda: side("queueing", queue), "polling": lambda: side("polling", nullcontext())}, rounds
    )
    return [
        ratio("queueing / polling", "saves per second", rates["queueing"], rates["polling"]),
        ratio("queueing / polling", "1 / seconds of the slowest hundredth", waits["queueing"], waits["polling"]),
    ]


def _save_all(writer: Writer) -> Seconds:
    return [writer.save() for _ in range(EACH)]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=TITLE)
    parser.add_argument("--sync-ms", type=float, default=0, help="let every sync of both sides take so much longer")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    parser.add_argument("--rounds", type=int, default=9)
    return parser.parse_args()


if __name__ == "__main__":
    main()
