"""What every test can ask for: an application on each database, a cast of people, a browser, a mail server."""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask_migrate import upgrade

from hiring.app import MIGRATIONS, create_app
from hiring.db import db
from tests.support import postgres
from tests.support.browser import browser
from tests.support.commands import Commands, Ran
from tests.support.compiled import compile_once
from tests.support.shared import once

__all__ = ["browser"]

compile_once()

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"


# What waits longest, in the order in which it begins when several processes share the work, one file at a time.
FIRST = (
    "tests/chaos/test_kills.py",
    "tests/journeys/",
    "tests/hiring/test_train_command.py",
    "tests/hiring/test_commands.py",
    "tests/chaos/",
    "tests/look/test_autosave.py",
    "tests/hiring/",
)


def pytest_collection_modifyitems(config, items):
    """Let the longest begin; alone, tests keep their order."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: turn_of(item.nodeid))


def turn_of(nodeid: str) -> int:
    """How early a test begins."""
    return next((place for place, start in enumerate(FIRST) if nodeid.startswith(start)), len(FIRST))


def absent(what: str) -> None:
    """Skip because something is not on this machine; where everything is required, fail instead."""
    if REQUIRE_ALL:
        pytest.fail(f"REQUIRE_ALL=1, but {what}")
    pytest.skip(what)


def migrate(home: Path, url: str) -> None:
    """Make the tables, and let go of the database."""
    app = create_app(home=home, database_url=url)
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def postgres_server(worker_id):
    """A PostgreSQL cluster of our own, stopped at the end; not below pytest's folder, which another run may close."""
    if postgres.binaries() is None:
        absent("there is no PostgreSQL server (Debian: postgresql)")
    with TemporaryDirectory() as folder, postgres.cluster(Path(folder), worker_id) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path):
    """An empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'hiring.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    yield (url := server.new_database())
    server.drop(url)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory):
    """A SQLite file whose tables the migrations made, to be copied: making them anew takes most of a test's time."""
    folder = tmp_path_factory.mktemp("migrated")
    migrate(folder, f"sqlite:///{folder / 'hiring.db'}")
    return folder / "hiring.db"


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server, tmp_path_factory):
    """The name of a PostgreSQL database whose tables the migrations made, to be copied."""
    url = postgres_server.new_database()
    migrate(tmp_path_factory.mktemp("migrated"), url)
    return url.rpartition("/")[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request, tmp_path):
    """A database with our tables and nothing in them, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        shutil.copyfile(request.getfixturevalue("migrated_sqlite"), tmp_path / "hiring.db")
        yield f"sqlite:///{tmp_path / 'hiring.db'}"
        return
    server = request.getfixturevalue("postgres_server")
    yield (url := server.new_database(request.getfixturevalue("migrated_postgres")))
    server.drop(url)


@pytest.fixture(scope="session")
def chromium():
    """Where Debian's Chromium is."""
    path = shutil.which("chromium")
    if path is None:
        absent("there is no Chromium (Debian: chromium)")
    return path


@pytest.fixture(scope="session")
def hiring(tmp_path_factory):
    """Run a command in a process of its own."""
    with Commands(tmp_path_factory.mktemp("commands")) as commands:
        yield commands


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id):
    """A folder that all test processes have in common."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "main" else base.parent


@pytest.fixture(scope="session")
def demo_runs(hiring, shared_folder) -> list[Ran]:
    """What the demo's command said the first and the second time."""
    home = shared_folder / "demo"
    return once(shared_folder, "demo-runs", lambda: [hiring(home, "demo", "--no-serve") for _ in range(2)])


@pytest.fixture(scope="session")
def demo_home(demo_runs, shared_folder):
    """The demo's data folder after its second run: to be read, or to be copied."""
    return shared_folder / "demo"


@pytest.fixture(scope="session")
def worker_id(request):
    """Which of several test processes this is."""
    return getattr(request.config, "workerinput", {}).get("workerid", "main")
