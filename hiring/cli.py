"""The command line: `hiring COMMAND`; docs/operations.md describes every command."""

import logging
import sys

import click

from hiring.commands.assemble import assemble
from hiring.commands.content import check, rate
from hiring.commands.demo import demo
from hiring.commands.lazy import LazyGroup
from hiring.commands.people import user
from hiring.commands.results import rescore, shortlist, verify
from hiring.commands.serving import init, run, work
from hiring.commands.translations import translations
from hiring.errors import HiringError

LAZY = {
    "evaluate": "hiring.commands.evaluate:evaluate",
    "impact": "hiring.commands.impact:impact",
    "items": "hiring.commands.items:items",
    "simulate": "hiring.commands.simulate:simulate",
    "train": "hiring.commands.train:train",
}


@click.group(cls=LazyGroup, lazy=LAZY, context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Hire for customer service by what people would do."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("alembic", "huey", "waitress"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


for command in (assemble, check, demo, init, rate, rescore, run, shortlist, translations, user, verify, work):
    commands.add_command(command)


def main() -> None:
    """Run a command; a refusal is one plain sentence and exit status 1, never a stack trace."""
    try:
        commands()
    except HiringError as error:
        click.echo(f"hiring: {error.message}", err=True)
        sys.exit(1)
