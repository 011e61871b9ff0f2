"""Which shipped scenarios there are in other languages, and linking a translation to its scenario anew."""

from pathlib import Path

import click

from scenarios.library import shipped_translations
from scenarios.reading import ReadingError
from scenarios.translation import confirmed, read_translation
from scenarios.translations import faults, has_errors, original_of


@click.command()
@click.option(
    "--confirm",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Link this file to its scenario as it is now, because somebody has compared the texts. May be repeated.",
)
def translations(files: tuple[Path, ...]) -> None:
    """Say of every shipped translation whether it is of the scenario as it is now."""
    for file in files:
        _confirm(file)
    for name, text in shipped_translations():
        click.echo(f"{name}: {_state(text, name)}")


def _confirm(file: Path) -> None:
    """Write the version and the hash into the file, and nothing else."""
    text = file.read_text("utf-8")
    try:
        original = original_of(read_translation(text, file.name))
        if original is None:
            raise click.ClickException(f"{file.name}: there is no shipped scenario of that id.")
        linked = confirmed(text, original)
        found = faults(read_translation(linked, file.name), original)
    except ReadingError as error:
        raise click.ClickException(str(error)) from error
    if has_errors(found):
        raise click.ClickException("; ".join(f"{file.name}, {each.field}: {each.message}" for each in found))
    file.write_text(linked, "utf-8")


def _state(text: str, name: str) -> str:
    translation = read_translation(text, name)
    original = original_of(translation)
    if original is None:
        return f"there is no scenario {translation.translates.id}"
    about = f"{translation.locale}, {original.id} version {original.version}"
    found = [each.message for each in faults(translation, original) if each.severity == "error"]
    return f"{about}, not shown: {found[0]}" if found else f"{about}, current"
