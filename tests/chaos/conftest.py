"""A service of real processes on each database, with people invited to it."""

import pytest
from flask_migrate import upgrade

from hiring.app import MIGRATIONS, create_app
from hiring.db import db
from tests.chaos.processes import Forks, serving
from tests.chaos.records import Records
from tests.support.cast import Cast


@pytest.fixture(scope="session")
def forks():
    """Where processes come from."""
    made = Forks()
    yield made
    made.stop()


@pytest.fixture
def service(forks, tmp_path, database_url):
    """The service on one of the databases; nothing runs yet."""
    with serving(forks, tmp_path, database_url) as made:
        yield made


@pytest.fixture
def cast(service):
    """Alice, Bob and the others, in the service's database."""
    app = create_app(home=service.home, database_url=service.database_url)
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        yield Cast(app)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def records(cast):
    """What stands in the database."""
    return Records(cast)


@pytest.fixture
def report(record_property):
    """Print figures beside the test's outcome, and keep them in a JUnit file."""

    def tell(counts):
        for what, number in sorted(counts.items()):
            record_property(what, number)
            print(f"{number:7,}  {what}")

    return tell
