"""Commands that are loaded when they are called: listed like all others, and plain about what they lack."""

import click
import pytest
from click.testing import CliRunner

from hiring.cli import commands
from hiring.commands.lazy import LazyGroup


@pytest.fixture
def group():
    """A group with a command that is there and one whose library is not."""
    lazy = {"train": "hiring.commands.train:train", "fly": "no_such_library.wings:fly"}
    return LazyGroup("tools", lazy=lazy)


def test_a_lazy_command_is_listed_with_its_help():
    shown = CliRunner().invoke(commands, ["--help"]).output
    assert "train" in shown and "Train a scenario's learned raters" in shown


def test_a_lazy_command_is_the_command_itself(group):
    assert group.get_command(click.Context(group), "train").name == "train"
    assert group.get_command(click.Context(group), "swim") is None


@pytest.mark.parametrize("words", [[], ["--high", "up"]])
def test_a_command_without_its_library_says_what_to_install(group, words):
    ran = CliRunner().invoke(group, ["fly", *words])
    told = "Error: `hiring fly` needs the library no_such_library, which comes with the extra hiring[train].\n"
    assert (ran.exit_code, ran.output) == (1, told)


def test_help_is_there_without_the_library(group):
    assert "fly" in CliRunner().invoke(group, ["--help"]).output
