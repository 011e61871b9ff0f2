"""What every process of the service works out once, done before any is forked: imports, encoder, tables, pages."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from hiring.app import create_app
from hiring.cli import commands
from scenarios.reading import read_scenario
from scoring.rating import Answer, rate
from scoring.weights_file import shipped_weights
from tests.support.compiled import compile_once
from tests.support.samples import SAMPLE

REPLY = "Hello Noor, I am sorry about Sunday. I moved order 512 to Saturday at ten."


def import_commands() -> None:
    """Load every command, those that train as well."""
    context = click.Context(commands)
    for name in commands.list_commands(context):
        commands.get_command(context, name)


def rate_once() -> None:
    """Load the encoder and the tables of words; what is worked out of an answer is the same in every process."""
    rate(Answer(read_scenario(SAMPLE, "sample.yaml"), "s1", REPLY))
    shipped_weights()


def compile_pages() -> None:
    """Compile every template that a page can come to use."""
    compile_once()
    with TemporaryDirectory() as folder:
        pages = create_app(home=Path(folder)).jinja_env
        for name in pages.list_templates(extensions=["html"]):
            pages.get_template(name)
