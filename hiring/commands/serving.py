"""Commands that serve: web and worker, and what has to be there before."""

import click
from flask import Flask
from flask_migrate import upgrade
from huey.consumer import Consumer
from sqlalchemy.exc import SQLAlchemyError
from waitress.server import create_server

from hiring.actions import health, publishing
from hiring.app import MIGRATIONS, create_app
from hiring.errors import Unreachable
from hiring.settings import Settings
from hiring.worker import run_worker, start_beside

# Half-open connections are cheap for this server, but its own default of 100 lets slow clients stall everybody.
CONNECTION_LIMIT = 5000
CHANNEL_TIMEOUT = 60


def open_app(**overrides: object) -> Flask:
    """Build the application and make sure that its database answers, or say plainly why not."""
    app = create_app(**overrides)
    with app.app_context():
        try:
            health.ask_database()
        except SQLAlchemyError as error:
            raise Unreachable(f"HIRING_DATABASE_URL cannot be reached: {_first_line(error)}") from error
    return app


def prepare(app: Flask) -> None:
    """Bring the tables up to date and publish what is shipped; doing it again changes nothing."""
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        publishing.publish_library()


@click.command()
def init() -> None:
    """Create or update the database and publish the shipped scenarios."""
    app = open_app()
    prepare(app)
    click.echo(f"Ready. Data folder: {app.extensions['settings'].home}")


@click.command()
@click.option("--with-worker", is_flag=True, help="Score and send mail in this process too, for a small installation.")
def run(with_worker: bool) -> None:
    """Serve the web pages."""
    serve(open_app(), with_worker=with_worker)


@click.command()
def work() -> None:
    """Score submitted sittings and send mail until stopped."""
    app = open_app()
    click.echo(f"Working. Data folder: {app.extensions['settings'].home}")
    run_worker(app)


def serve(app: Flask, *, with_worker: bool) -> None:
    """Answer requests until stopped."""
    settings: Settings = app.extensions["settings"]
    try:
        server = create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            connection_limit=CONNECTION_LIMIT,
            channel_timeout=CHANNEL_TIMEOUT,
            max_request_body_size=settings.max_body_kib * 1024,
            ident=None,
        )
    except OSError as error:
        raise click.ClickException(
            f"HIRING_HOST and HIRING_PORT: cannot listen on {settings.host}:{settings.port} ({error.strerror})."
        ) from error
    worker: Consumer | None = start_beside(app) if with_worker else None
    click.echo(f"Serving on http://{settings.host}:{settings.port} (data folder {settings.home}); stop with Ctrl+C.")
    try:
        server.run()
    finally:
        if worker is not None:
            worker.stop(graceful=True)


def _first_line(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", error)).strip().splitlines()[0]
