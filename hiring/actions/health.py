"""Ask whether the parts that the service needs are there."""

from sqlalchemy import text

from hiring.db import db


def ask_database() -> None:
    """Ask the database for a number; raises SQLAlchemyError when nobody answers."""
    db.session.execute(text("SELECT 1"))
