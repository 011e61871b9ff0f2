"""Commands that serve: web and worker, and what has to be there before."""

import signal

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from huey.consumer import Consumer
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError
from waitress.server import create_server

from hiring.actions import health, publishing
from hiring.app import MIGRATIONS, create_app
from hiring.db import db
from hiring.errors import Misconfigured, Unreachable
from hiring.settings import Settings, check_settings
from hiring.worker import run_worker, start_beside

# Half-open connections are cheap for this server, but its own default of 100 lets slow clients stall everybody.
CONNECTION_LIMIT = 5000
CHANNEL_TIMEOUT = 60
# The server cuts off without a word; up to here the application answers instead, in a sentence.
BODY_MARGIN = 8


def open_app(**overrides: object) -> Flask:
    """Build the application on a database that answers, or say plainly why not.

    A database elsewhere is asked first: a wrong address must not leave a data folder behind.
    """
    settings = check_settings(**overrides)
    try:
        if not settings.has_own_database:
            create_engine(settings.database_url).connect().close()
        app = create_app(**overrides)
        with app.app_context():
            health.ask_database()
    except SQLAlchemyError as error:
        raise Unreachable(f"HIRING_DATABASE_URL cannot be reached: {_first_line(error)}") from error
    except ModuleNotFoundError as error:  # the driver is an optional part of the installation
        raise Misconfigured(f"HIRING_DATABASE_URL needs a driver that is not installed: {error.name}.") from error
    return app


def open_prepared_app() -> Flask:
    """Build the application on a database whose tables fit this program, or say what to do first."""
    app = open_app()
    with app.app_context():
        _check_tables()
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
    serve(open_prepared_app(), with_worker=with_worker)


@click.command()
def work() -> None:
    """Score submitted sittings and send mail until stopped."""
    app = open_prepared_app()
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
            asyncore_use_poll=True,  # select() ends the process at the 1,024th connection
            max_request_body_size=settings.max_body_kib * 1024 * BODY_MARGIN,
            ident=None,
            **_proxy(settings.trusted_proxy),
        )
    except OSError as error:
        raise click.ClickException(
            f"HIRING_HOST and HIRING_PORT: cannot listen on {settings.host}:{settings.port} ({error.strerror})."
        ) from error
    worker: Consumer | None = start_beside(app) if with_worker else None
    click.echo(f"Serving on http://{settings.host}:{settings.port} (data folder {settings.home}); stop with Ctrl+C.")
    signal.signal(signal.SIGTERM, _leave)
    try:
        server.run()
    finally:
        if worker is not None:
            worker.stop(graceful=True)


def _leave(_number: int, _frame: object) -> None:
    """Told to stop by the system: finish the piece of work in hand, as at Ctrl+C."""
    raise SystemExit


def _proxy(address: str) -> dict[str, object]:
    """Believe forwarded headers from one proxy only, so that nobody else can claim an address."""
    if not address:
        return {}
    forwarded = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}
    return {"trusted_proxy": address, "trusted_proxy_headers": forwarded, "clear_untrusted_proxy_headers": True}


def _check_tables() -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    there = MigrationContext.configure(db.session.connection()).get_current_revision()
    if there == script.get_current_head():
        return
    if there is None or there in {each.revision for each in script.walk_revisions()}:
        raise Misconfigured("The tables are not there or not up to date. Please run `hiring init` first.")
    raise Misconfigured(f"The tables were made by a newer version of this program (revision {there}).")


def _first_line(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", error)).strip().splitlines()[0]
