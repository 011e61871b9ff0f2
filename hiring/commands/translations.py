"""What is shipped in other languages, and linking a translation anew to what it translates."""

from pathlib import Path

import click

from scenarios.development import SCHEMA as SUGGESTIONS
from scenarios.development import (
    confirmed_suggestions,
    fault,
    read_suggestions,
    suggestions,
    translated_suggestions,
)
from scenarios.library import shipped_translations
from scenarios.reading import ReadingError, holds
from scenarios.translation import confirmed, read_translation
from scenarios.translations import faults, has_errors, original_of


@click.command()
@click.option(
    "--confirm",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Link this file to what it translates as it is now, because somebody has compared the texts. May be repeated.",
)
def translations(files: tuple[Path, ...]) -> None:
    """Say of every shipped translation whether it is of the texts as they are now."""
    for file in files:
        _confirm(file)
    for name, text in shipped_translations():
        click.echo(f"{name}: {_state(text, name)}")
    for name, text in translated_suggestions():
        click.echo(f"{name}: {_state_of_suggestions(text, name)}")


def _confirm(file: Path) -> None:
    """Write the link into the file, and nothing else."""
    text = file.read_text("utf-8")
    try:
        linked = _linked_suggestions(text, file.name) if holds(text, SUGGESTIONS) else _linked(text, file.name)
    except ReadingError as error:
        raise click.ClickException(str(error)) from error
    file.write_text(linked, "utf-8")


def _linked(text: str, name: str) -> str:
    original = original_of(read_translation(text, name))
    if original is None:
        raise click.ClickException(f"{name}: there is no shipped scenario of that id.")
    linked = confirmed(text, original)
    found = faults(read_translation(linked, name), original)
    if has_errors(found):
        raise click.ClickException("; ".join(f"{name}, {each.field}: {each.message}" for each in found))
    return linked


def _linked_suggestions(text: str, name: str) -> str:
    linked = confirmed_suggestions(text)
    if wrong := fault(read_suggestions(linked, name), suggestions()):
        raise click.ClickException(f"{name}: {wrong}.")
    return linked


def _state(text: str, name: str) -> str:
    translation = read_translation(text, name)
    original = original_of(translation)
    if original is None:
        return f"there is no scenario {translation.translates.id}"
    about = f"{translation.locale}, {original.id} version {original.version}"
    found = [each.message for each in faults(translation, original) if each.severity == "error"]
    return f"{about}, not shown: {found[0]}" if found else f"{about}, current"


def _state_of_suggestions(text: str, name: str) -> str:
    there = read_suggestions(text, name)
    wrong = fault(there, suggestions())
    return f"{there.locale}, suggestions, {f'not shown: {wrong}' if wrong else 'current'}"
