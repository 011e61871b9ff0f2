"""What a shortlist costs at 10,000, 100,000 and 1,000,000 scored people, on SQLite or on PostgreSQL.

    python -m benchmarks.shortlist [--postgresql] [--people 10000 100000 1000000] [--json FILE] [--rounds 9]

The people are made up and put into the tables at once (tests/support/pool.py): material to measure with, nobody's
results. Openings have 20,000 people each, or half of all where there are fewer. Everything is asked in one process
through the actions that the pages use, so Python's database layer is in every figure; HTTP and HTML are not.

- keys: the one statement that finds who stands on a page; page: the whole action, with intervals of places, names, and
  what each score rests on.
- other weights: each composite of an opening worked out by SQL and the 50 highest given back. The page for weights that
  nobody asked for before also reads all composites, and finds all bands, places and the order of everybody.
- everyone: the best 50 of all openings by the columns in memory, which the database confirms, against one SQL statement
  that works out the same over all rows. Nothing changes meanwhile.

p50 and p99 are over all calls of all rounds; where there are fewer than a hundred calls, p99 is the slowest.
"""

import argparse
import json
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select, text

from benchmarks.rounds import Ratio, machine, ratio, show, take_turns
from hiring.actions import everyone, listing, openings, pools, shortlists
from hiring.actions.listing import PAGE, Asked, Key, OwnOrder
from hiring.app import MIGRATIONS, create_app
from hiring.db import db
from hiring.models import posteriors
from hiring.models.pools import TRAITS
from tests.support import postgres
from tests.support.cast import Cast
from tests.support.pool import fill

TITLE = "A shortlist"
OPENING = 20_000
Weights = dict[str, str]


@dataclass(frozen=True)
class Figure:
    """Milliseconds of one kind of call, over all rounds."""

    what: str
    people: int
    p50: float
    p99: float
    least: float
    most: float
    calls: int


class World:
    """A database with so many people, and ways to ask it."""

    def __init__(self, app: Flask, people: int) -> None:
        cast, inside = Cast(app), min(OPENING, people // 2)
        self.people, self.inside = people, inside
        title = "Desk {}".format
        self.openings = [
            openings.create_opening(title(number), cast.assessment.id, cast.alice).id
            for number in range(people // inside)
        ]
        start = time.perf_counter()
        fill(self.openings, people, assessment_id=cast.assessment.id)
        self.fill_seconds = time.perf_counter() - start
        if db.engine.dialect.name == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))
        self.opening, self.chance = self.openings[len(self.openings) // 2], random.Random(people)
        self.first_look = _seconds(self.first_page)
        self.deep = self._mark_near_the_end()

    def calls(self) -> dict[str, tuple[Callable[[], object], int]]:
        """What is asked, and how often in a round."""
        return {
            "keys of the first page": (self.first_keys, 100),
            "keys of a page near the end": (self.deep_keys, 100),
            "first page": (self.first_page, 12),
            "page near the end": (lambda: shortlists.shortlist(self.opening, Asked(after=self.deep)), 12),
            "other weights in an opening, SQL": (self.other_keys, 12),
            "page with other weights, first time": (self.other_page, 2),
            "page with other weights, again": (lambda: self.other_page({"warmth": "1"}), 12),
        }

    def first_page(self) -> object:
        return shortlists.shortlist(self.opening)

    def first_keys(self) -> object:
        return OwnOrder(self.pool()).after(None, PAGE)

    def deep_keys(self) -> object:
        order = OwnOrder(self.pool())
        return order.after(Key(*map(int, self.deep.split("-")[-3:])), PAGE)

    def pool(self) -> pools.Pool:
        """As it was read once: the statement for it is not what is measured."""
        self._pool = getattr(self, "_pool", None) or pools.pool_of(self.opening)
        return self._pool

    def weights(self) -> Weights:
        """Some that nobody asked for before."""
        return {trait.value: f"{self.chance.random():.6f}" for trait in TRAITS}

    def other_keys(self) -> object:
        ranked = listing.ranked_in(self.opening, listing.read_weights(self.weights()))
        return db.session.execute(ranked.order_by(text("mean DESC")).limit(PAGE)).all()

    def other_page(self, weights: Weights | None = None) -> object:
        return shortlists.shortlist(self.opening, Asked(weights=weights or self.weights()))

    def everyone_ours(self) -> list[float]:
        return sorted(each.mean for each in everyone.best(listing.read_weights(self.fixed), PAGE))

    def everyone_sql(self) -> list[float]:
        mean, variance = listing.composite_of(listing.read_weights(self.fixed))
        query = select(posteriors.c.sitting_id, mean, variance).order_by(mean.desc()).limit(PAGE)
        return sorted(row.mean for row in db.session.execute(query))

    def _mark_near_the_end(self) -> str:
        """Of the page nine tenths down."""
        order = OwnOrder(self.pool())
        keys = order.after(None, self.inside * 9 // 10).keys
        return str(listing.Mark(self.opening, "own", self.pool().version, keys[-1]))


def main() -> None:
    """Measure, print, write."""
    options = _options()
    found = []
    for people in options.people:
        with _world(people, options) as world:
            found.append(_measure(world, options.rounds))
    if options.json:
        options.json.write_text(json.dumps({"title": TITLE, "on": machine(), "found": found}, indent=1) + "\n")


def _measure(world: World, rounds: int) -> dict[str, object]:
    numbers = count()
    spent: dict[str, list[float]] = {name: [] for name in world.calls()}

    def turn(name: str) -> float:
        call, times = world.calls()[name]
        mine = [1000 * _seconds(call) for _ in range(times)]
        spent[name] += mine
        return statistics.median(mine)

    world.other_page({"warmth": "1"})
    take_turns({name: lambda name=name: turn(name) for name in spent}, rounds)
    figures = [_figure(name, world.people, each) for name, each in spent.items()]
    ratios, memory = _everyone(world, rounds, numbers)
    conditions = (
        machine()
        | {
            "database": db.engine.dialect.name,
            "people": world.people,
            "in the opening": world.inside,
            "first look, bands to settle (ms)": round(1000 * world.first_look, 1),
            "seconds to fill": round(world.fill_seconds),
        }
        | memory
    )
    show(TITLE, ratios, conditions)
    for each in figures:
        print(f"{each.what:40} p50 {each.p50:8.2f}  p99 {each.p99:8.2f}  [{each.least:.2f}, {each.most:.2f}] ms")
    return {"conditions": conditions, "figures": list(map(asdict, figures)), "ratios": list(map(asdict, ratios))}


def _everyone(world: World, rounds: int, numbers: Iterator[int]) -> tuple[list[Ratio], dict[str, object]]:
    """Columns in memory against the SQL scan: queries a second, the same answer from both."""
    before = _resident()
    world.fixed = {"warmth": "1"}
    build = _seconds(world.everyone_ours)
    memory = {
        "columns (MB)": round(everyone.columns_of_database(listing.database()).bytes / 1e6, 1),
        "more memory of the process after filling them (MB)": round(_resident() - before),
        "seconds to fill them": round(build, 2),
    }

    def ours() -> float:
        world.fixed = {"warmth": "2", "empathic": f"1.{next(numbers)}"}
        return 1 / _seconds(world.everyone_ours)

    def sql() -> float:
        return 1 / _seconds(world.everyone_sql)

    take_turns({"ours": ours, "sql": sql}, 1)
    same = max(abs(a - b) for a, b in zip(world.everyone_ours(), world.everyone_sql(), strict=True))
    if same:
        raise RuntimeError(f"the columns and the database disagree by {same}")
    found = take_turns({"ours": ours, "sql": sql}, rounds)
    name = "best 50 of all: columns in memory / SQL scan"
    return [ratio(name, "queries per second", found["ours"], found["sql"], aim=20)], memory


def _figure(what: str, people: int, spent: list[float]) -> Figure:
    ordered = sorted(spent)
    p99 = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
    return Figure(what, people, statistics.median(ordered), p99, ordered[0], ordered[-1], len(ordered))


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _resident() -> float:
    """Most memory that this process has ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


@contextmanager
def _world(people: int, options: argparse.Namespace) -> Iterator[World]:
    with tempfile.TemporaryDirectory(prefix="shortlist-", dir=options.folder) as name:
        home = Path(name)
        with postgres.cluster(home, "benchmark") if options.postgresql else nullcontext() as server:
            app = create_app(home=home, database_url=server.new_database() if server else "")
            with app.app_context():
                upgrade(directory=str(MIGRATIONS))
                yield World(app, people)
                db.session.remove()
                db.engine.dispose()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=TITLE)
    parser.add_argument("--postgresql", action="store_true", help="measure on a PostgreSQL of its own")
    parser.add_argument("--people", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--folder", type=Path, help="where the databases live")
    return parser.parse_args()


if __name__ == "__main__":
    main()
