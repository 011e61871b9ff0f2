"""Commands that are loaded when they are called, so that what they need stays out of all others."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group that knows some commands by name and place only: ``{"train": "hiring.commands.train:train"}``."""

    def __init__(self, *args: Any, lazy: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, loaded or not, by name."""
        return sorted([*super().list_commands(ctx), *self.lazy])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command; one whose libraries are not installed says so when it is called."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, _, name = self.lazy[cmd_name].partition(":")
        try:
            found: click.Command = getattr(import_module(module), name)
        except ModuleNotFoundError as error:
            return _without(cmd_name, error.name)
        return found


def _without(command: str, library: str | None) -> click.Command:
    """A command that only says what it lacks."""
    told = f"`hiring {command}` needs the library {library}, which comes with the extra hiring[train]."

    @click.command(command, short_help=told, context_settings={"ignore_unknown_options": True})
    @click.argument("words", nargs=-1, expose_value=False)
    def refuse() -> None:
        raise click.ClickException(told)

    return refuse
