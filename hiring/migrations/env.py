"""Run the migrations on the application's own engine."""

from alembic import context
from flask import current_app

from hiring.db import Base, Moment

config = context.config


def _render(kind: str, item: object, _autogen: object) -> str | bool:
    """Write our time type as what it is in the database: a migration must not need tomorrow's code."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Bring the database to the version that was asked for, in one transaction."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=_render,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
