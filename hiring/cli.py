"""The command line: `hiring COMMAND`; docs/operations.md describes every command."""

import logging
import sys
from functools import cached_property
from importlib import import_module
from typing import Any

import click

from hiring.commands.content import check, rate
from hiring.commands.demo import demo
from hiring.commands.people import user
from hiring.commands.results import shortlist, verify
from hiring.commands.serving import init, run, work
from hiring.errors import HiringError


class Late(click.Command):
    """A command that is loaded when it is called: what trains needs libraries that serving never loads."""

    def __init__(self, name: str, place: str, short_help: str) -> None:
        self._place = place
        super().__init__(name, short_help=short_help)

    @cached_property
    def command(self) -> click.Command:
        """The command itself."""
        module, _, attribute = self._place.partition(":")
        return getattr(import_module(module), attribute)

    @property
    def params(self) -> list[click.Parameter]:
        """Arguments and options of the command itself."""
        return self.command.params

    @params.setter
    def params(self, _: list[click.Parameter]) -> None:
        """There are none until the command is loaded."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Hand over to the command itself."""
        return self.command.make_context(*args, **extra)


LATE = (
    Late("evaluate", "hiring.commands.evaluate:evaluate", "Measure the learned rater on answers that people rated."),
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def commands() -> None:
    """Hire for customer service by what people would do."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for chatty in ("alembic", "huey", "waitress"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


for command in (check, demo, init, rate, run, shortlist, user, verify, work, *LATE):
    commands.add_command(command)


def main() -> None:
    """Run a command; a refusal is one plain sentence and exit status 1, never a stack trace."""
    try:
        commands()
    except HiringError as error:
        click.echo(f"hiring: {error.message}", err=True)
        sys.exit(1)
