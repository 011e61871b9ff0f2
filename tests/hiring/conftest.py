"""An application on an empty database of each kind, with its cast."""

import pytest
from flask_migrate import upgrade

from hiring.app import MIGRATIONS, create_app
from hiring.db import db
from tests.support.cast import Cast


@pytest.fixture
def app(database_url, tmp_path):
    """An application whose tables were made by the migrations."""
    made = create_app(home=tmp_path, database_url=database_url)
    with made.app_context():
        upgrade(directory=str(MIGRATIONS))
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(app):
    """Alice, Bob and the others."""
    return Cast(app)


@pytest.fixture
def client(app):
    """A browser without script."""
    return app.test_client()
