"""Tables go up and down, on SQLite as on PostgreSQL, with what stands in them; at the top they are the models'."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from hiring.app import MIGRATIONS, create_app
from hiring.db import Base, db

FOLDER = str(MIGRATIONS)
OLD_RATING = """
INSERT INTO ratings (score_id, task, trait, rater, level, error, evidence, reason)
VALUES (:score, 'B01.s1.open', 'empathic', 'rubric', 3.5, 0.4, '[]', '')
"""


@pytest.fixture
def empty(database_url, tmp_path):
    """An application on a database without tables."""
    made = create_app(home=tmp_path, database_url=database_url)
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


def tables():
    return set(inspect(db.engine).get_table_names())


def columns(table):
    return {column["name"] for column in inspect(db.engine).get_columns(table)}


def test_the_tables_that_migrations_make_are_those_of_the_models(empty):
    upgrade(directory=FOLDER)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": Base.metadata})
        assert compare_metadata(context, Base.metadata) == []


def test_the_second_migration_goes_up_and_down_again(empty):
    upgrade(directory=FOLDER, revision="0001")
    before = {table: columns(table) for table in tables()}
    upgrade(directory=FOLDER, revision="0002")
    assert tables() - set(before) == {"trainings", "trainings_of_runs"}
    assert columns("ratings") - before["ratings"] == {"look", "beside"}
    downgrade(directory=FOLDER, revision="0001")
    assert {table: columns(table) for table in tables()} == before


def test_ratings_from_before_ask_for_nothing_and_survive_both_ways(app, cast):
    sitting = cast.submitted()
    downgrade(directory=FOLDER, revision="0001")
    with db.engine.begin() as connection:
        connection.execute(text("INSERT INTO runs (engine, created_at) VALUES ('1/old', CURRENT_TIMESTAMP)"))
        score = {"sitting": sitting, "run": connection.scalar(text("SELECT id FROM runs"))}
        connection.execute(
            text(
                "INSERT INTO scores (sitting_id, run_id, estimate, record, record_hash, created_at) "
                "VALUES (:sitting, :run, '{}', '{}', '', CURRENT_TIMESTAMP)"
            ),
            score,
        )
        connection.execute(text(OLD_RATING), {"score": connection.scalar(text("SELECT id FROM scores"))})
    upgrade(directory=FOLDER)
    with db.engine.connect() as connection:
        kept = connection.execute(text("SELECT level, look, CAST(beside AS TEXT) FROM ratings")).one()
    assert tuple(kept) == (3.5, "", "[]")
