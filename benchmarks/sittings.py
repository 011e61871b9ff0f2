"""How many submitted sittings a second are scored end to end, with one worker process and with two.

    python -m benchmarks.sittings [--postgresql] [--sittings 200] [--json FILE] [--rounds 5] [--folder DIR]

A sitting answers all shipped scenarios: each open part with one of the scenario's example answers, each closed part
near the authors' key. End to end means what a worker does: claim, read, rate, estimate, keep ratings, score, sealed
record and posterior, commit. Before each round all scores are deleted; workers are running and warm. Texts repeat
between sittings, so whatever the raters remember of a text helps; `--fresh` adds a number to every text, so that no two
sittings share one.

The figure is for so many sittings as were scored in a round; nothing is said of more than that.
"""

import argparse
import json
import random
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import delete, insert, update

from benchmarks.rounds import machine, ratio, show, take_turns
from hiring.actions import openings, publishing, scoring, sittings, staff
from hiring.app import MIGRATIONS, create_app
from hiring.db import db, now
from hiring.models import Assessment, Candidate, Response, Score, Sitting, posteriors
from scenarios.library import shipped
from tests.support import postgres
from tests.support.cast import choices_near_key

TITLE = "Sittings scored end to end"


def main() -> None:
    """Measure, print, write."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="sittings-", dir=options.folder) as name:
        home = Path(name)
        with postgres.cluster(home, "benchmark") if options.postgresql else nullcontext() as server:
            url = server.new_database() if server else f"sqlite:///{home / 'hiring.db'}"
            with create_app(home=home, database_url=url).app_context(), _workers(home, url) as (one, other):
                answers = _fill(options.sittings, options.fresh)
                workers = {"one": [one], "two": [one, other]}
                sides = {name: lambda mine=mine: _score(mine, options.sittings) for name, mine in workers.items()}
                take_turns(sides, 1)  # warm
                found = take_turns(sides, options.rounds)
                db.session.remove()
    compared = ratio("two workers / one", "sittings per second", found["two"], found["one"], aim=1.7)
    conditions = machine() | {
        "sittings a round": options.sittings,
        "answers in a sitting": answers,
        "url": url.split(":")[0],
    }
    show(TITLE, [compared], conditions)
    if options.json:
        options.json.write_text(json.dumps({"conditions": conditions, "ratios": [asdict(compared)], "found": found}))


def _score(workers: list[Connection], count: int) -> float:
    """Sittings a second until nothing waits."""
    db.session.execute(delete(posteriors))
    db.session.execute(delete(Score))
    db.session.execute(update(Sitting).values(scored_at=None, claims=0, lease_until=None))
    db.session.commit()
    start = time.perf_counter()
    for worker in workers:
        worker.send("score")
    done = sum(worker.recv() for worker in workers)
    seconds = time.perf_counter() - start
    if done != count:
        raise RuntimeError(f"{done} of {count} sittings were scored")
    return count / seconds


def work(home: Path, url: str, orders: Connection) -> None:
    """One worker process: at each order score until nothing waits, and say how many it were."""
    with create_app(home=home, database_url=url).app_context():
        while orders.recv() == "score":
            done = 0
            while (sitting_id := scoring.claim(60)) is not None:
                done += scoring.score(sitting_id)
            db.session.remove()
            orders.send(done)


@contextmanager
def _workers(home: Path, url: str) -> Iterator[list[Connection]]:
    upgrade(directory=str(MIGRATIONS))
    context = get_context("spawn")
    ends = [context.Pipe() for _ in range(2)]
    processes = [context.Process(target=work, args=(home, url, theirs), daemon=True) for _, theirs in ends]
    for process in processes:
        process.start()
    try:
        yield [ours for ours, _ in ends]
    finally:
        for ours, _ in ends:
            ours.send("stop")
        for process in processes:
            process.join(10)


def _fill(count: int, is_fresh: bool) -> int:
    """Submitted sittings with all their answers; gives how many answers each has."""
    versions = [publishing.publish_scenario(text, name) for name, text in shipped()]
    assessment = publishing.publish_assessment("All", versions)
    admin = staff.add_user("admin@example.org", "Admin", roles=["admin"])
    opening = openings.create_opening("Many", assessment.id, admin)
    chance, at, answers = random.Random(0), now(), 0
    for number in range(1, count + 1):
        person = {"id": number, "opening_id": opening.id, "code": f"M-{number}", "email": f"{number}@example.org"}
        db.session.execute(insert(Candidate).values(**person, name="", created_at=at))
        times = {"started_at": at, "finished_at": at}
        db.session.execute(insert(Sitting).values(id=number, candidate_id=number, assessment_id=assessment.id, **times))
        given = _answers(assessment, chance, f" {number}" if is_fresh else "")
        common = {"sitting_id": number, "revision": 0, "saved_at": at}
        db.session.execute(insert(Response), [common | {"key": secrets.token_hex(16)} | each for each in given])
        answers = len(given)
    db.session.commit()
    return answers


def _answers(assessment: Assessment, chance: random.Random, ending: str) -> list[dict]:
    """One answer to each task."""
    found = []
    course = sittings.course(assessment.content_hash)
    for task in course.tasks:
        scenario, step = assessment.scenario(task.scenario), course.step(task)
        if task.part == "closed":
            found.append({"task": task.key, "text": None, "choices": choices_near_key(step.closed)})
        else:
            example = chance.choice([each for each in scenario.exemplars.all() if scenario.step_of(each).id == step.id])
            found.append({"task": task.key, "text": example.text + ending, "choices": None})
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=TITLE)
    parser.add_argument("--postgresql", action="store_true", help="measure on a PostgreSQL of its own")
    parser.add_argument("--sittings", type=int, default=200, help="scored in each round")
    parser.add_argument("--fresh", action="store_true", help="no text is met twice")
    parser.add_argument("--json", type=Path, help="write the figures here, too")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where the database lives")
    return parser.parse_args()


if __name__ == "__main__":
    main()
