"""An application on a database of each kind, with its cast, and the commands."""

import pytest

from hiring.app import create_app
from hiring.db import db
from tests.support.cast import Cast


@pytest.fixture
def app(migrated_url, tmp_path):
    """An application whose tables the migrations made."""
    made = create_app(home=tmp_path, database_url=migrated_url)
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(app):
    """Alice, Bob and the others."""
    return Cast(app)
