"""`hiring train`: from a table of people's ratings to a verdict that the other commands know."""

import json
import re
import shutil
import sqlite3
from contextlib import closing, contextmanager

import pytest
from sqlalchemy import select

from hiring.actions import publishing
from hiring.app import create_app
from hiring.db import db
from hiring.models import Score
from hiring.queue import work_off
from tests.hiring.test_commands import refusal
from tests.scoring.conftest import LIBRARY
from tests.support import rated
from tests.support.cast import Cast
from tests.support.samples import SAMPLE

HEADER = ("step", "text", "trait", "level")


@pytest.fixture
def home(tmp_path, migrated_sqlite):
    """A data folder where the sample scenario is published, and nothing that is shipped."""
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copyfile(migrated_sqlite, folder / "hiring.db")
    with inside(folder):
        publishing.publish_scenario(SAMPLE, "sample.yaml")
    return folder


@contextmanager
def inside(folder):
    """The application on a data folder, let go of at the end so that commands find the database free."""
    app = create_app(home=folder)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def ratings(home):
    """Write a table beside the data folder."""

    def write(table):
        file = home.parent / "ratings.csv"
        file.write_bytes(table)
        return file

    return write


def test_a_training_prints_and_keeps_its_verdict(hiring, home, ratings):
    ran = hiring(home, "train", ratings(rated.usable()), "--scenario", "B01")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(
        r"B01 Conscientious: Validated on 78 ratings: QWK \S+ \[\S+, \S+\]; length alone \S+\.\n", ran.out
    )
    again = hiring(home, "train", ratings(rated.refused()), "--scenario", "B01", "--json")
    (standing,) = json.loads(again.out)
    assert (again.code, standing["trait"], standing["state"]) == (0, "empathic", "refused")
    assert standing["sentence"] == f"Learned rater refused: {standing['why']}"
    assert standing["figures"]["qwk_low"] < standing["figures"]["qwk"] < standing["figures"]["qwk_high"]
    with closing(sqlite3.connect(home / "hiring.db")) as kept:
        assert kept.execute("SELECT trait, usable FROM trainings").fetchall() == [("conscientious", 1), ("empathic", 0)]


def test_another_process_recomputes_a_score_with_the_learned_rater_that_made_it(hiring, home, ratings):
    assert hiring(home, "train", ratings(rated.usable()), "--scenario", "B01").code == 0
    with inside(home) as app:
        sitting = Cast(app).submitted()
        work_off(app.extensions["settings"])
        record = json.loads(db.session.scalars(select(Score.record)).one())
    assert len(record["outcome"]["learned"]) == 1
    assert hiring(home, "train", ratings(rated.refused("conscientious")), "--scenario", "B01").code == 0
    ran = hiring(home, "verify", sitting)
    assert (ran.code, ran.out) == (0, f"Sitting {sitting}: recomputed, equal to the last bit.\n")


def test_a_shipped_scenario_can_be_trained_before_it_is_published(hiring, home, ratings):
    ran = hiring(home, "train", ratings(rated.table([("s1", "Hello Mara.", "warmth", 3)], HEADER)), "--scenario", "S05")
    assert (ran.code, ran.out) == (
        0,
        "S05 Warmth: Learned rater refused: There is no rating.\n",
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (rated.table([("s1", "Hello.", "warmth", 3), ("s1", "Hi.", "warmth", "six")], HEADER), "line 3, level: 'six'"),
        (rated.table([("s9", "Hello.", "warmth", 3)], HEADER), "line 2, step: 's9' is no written step of S05"),
        (rated.table([("s1", "Hello.", "punctual", 3)], HEADER), "line 2, trait: 'punctual' is not rated in S05"),
        (b"step,text\n", "line 1, trait: this column is missing"),
        (b"\xff", "line 1: this is not UTF-8 text"),
    ],
)
def test_a_bad_row_is_refused_with_file_line_and_column_and_nothing_is_kept(hiring, home, ratings, table, message):
    before = (home / "hiring.db").read_bytes()
    assert refusal(hiring(home, "train", ratings(table), "--scenario", "S05")).startswith(
        f"Error: ratings.csv {message}"
    )
    assert (home / "hiring.db").read_bytes() == before


def test_a_scenario_that_is_nowhere_cannot_be_trained(hiring, home, ratings):
    told = refusal(hiring(home, "train", ratings(rated.usable()), "--scenario", "Z99"))
    assert told == "hiring: There is no scenario Z99, neither published nor shipped."


def test_a_scenarios_own_examples_are_not_taken_for_ratings_by_people(hiring, home, ratings):
    examples = LIBRARY["S05"].exemplars.all()
    rows = [("s1", each.text, trait.value, level) for each in examples for trait, level in each.levels.items()]
    told = refusal(hiring(home, "train", ratings(rated.table(rows)), "--scenario", "S05"))
    assert "all ratings are of the scenario's own example answers" in told
