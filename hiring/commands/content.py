"""Commands about scenarios: are they fit to publish, and how would answers be rated."""

import csv
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from scenarios.checks import Finding, Placed, check_file
from scenarios.checks import check as findings_of
from scenarios.library import practice, shipped, shipped_translations
from scenarios.reading import ReadingError, holds, read_scenario
from scenarios.scenario import Scenario
from scenarios.traits import Trait
from scenarios.translation import SCHEMA as TRANSLATION
from scenarios.translations import check_translation
from scoring.attacks import baseline, swaps
from scoring.attacks import findings as attacks
from scoring.rating import Answer, Rating
from scoring.rating import rate as rate_answer

Checks = Iterable[Callable[[Scenario], Iterable[Finding]]]

FIELD_LIMIT = 10_000_000


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--quick", is_flag=True, help="Leave out what needs answers to be rated: seconds for the whole library.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def check(files: tuple[Path, ...], quick: bool, as_json: bool) -> None:
    """Check that scenarios and their translations are fit to publish; exit status 1 when not.

    When no file is named, everything that is shipped is checked.
    """
    sources: list[tuple[str, str | bytes]] = [(str(file), file.read_bytes()) for file in files]
    sources = sources or [*shipped(), *practice(), *shipped_translations()]
    checks = (findings_of,) if quick else (findings_of, attacks.findings, swaps.findings, baseline.findings)
    found = [
        placed for name, source in tqdm(sources, "checking", disable=None) for placed in _found(source, name, checks)
    ]
    if as_json:
        click.echo(json.dumps([placed.as_dict() for placed in found], ensure_ascii=False, indent=1))
    else:
        _print_findings(found, len(sources))
    sys.exit(any(placed.finding.severity == "error" for placed in found))


@click.command()
@click.argument("scenario", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def rate(scenario: Path, answers: Path, as_json: bool) -> None:
    """Rate written answers from a CSV file with the columns step, text, id; nothing is kept."""
    try:
        read = read_scenario(scenario.read_bytes(), scenario.name)
    except ReadingError as error:
        raise click.ClickException(str(error)) from error
    rows = _read_answers(answers, read)
    rated = [_rated(read, row) for row in tqdm(rows, "rating", disable=None)]
    if as_json:
        click.echo(json.dumps(rated, ensure_ascii=False, indent=1))
    else:
        for each in rated:
            _print_rated(each)


def _print_findings(found: list[Placed], files: int) -> None:
    for placed in found:
        finding = placed.finding
        click.echo(f"{placed}\n    {finding.severity}, {finding.field or 'the file'}: {finding.advice}")
    errors = sum(placed.finding.severity == "error" for placed in found)
    click.echo(f"{files} files, {errors} errors, {len(found)} findings.")


def _found(source: str | bytes, name: str, checks: Checks) -> list[Placed]:
    text = source if isinstance(source, str) else source.decode("utf-8", "replace")
    return check_translation(source, name) if holds(text, TRANSLATION) else check_file(source, name, checks)


def _read_answers(file: Path, scenario: Scenario) -> list[dict[str, str]]:
    csv.field_size_limit(FIELD_LIMIT)
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            missing = {"step", "text"} - set(reader.fieldnames or ())
            if missing:
                raise click.ClickException(
                    f"{file.name} line 1: the column '{sorted(missing)[0]}' is missing; step, text and id are needed."
                )
            return [_checked(file, reader.line_num, row, scenario) for row in reader]
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name}: not UTF-8 text (byte {error.start}).") from error
    except csv.Error as error:
        raise click.ClickException(f"{file.name}: not a CSV file: {error}.") from error


def _checked(file: Path, line: int, row: dict[str, str | None], scenario: Scenario) -> dict[str, str]:
    steps = [step.id for step in scenario.steps if step.open is not None]
    step = (row.get("step") or "").strip()
    if step not in steps:
        known = ", ".join(steps)
        raise click.ClickException(
            f"{file.name} line {line}, step: '{step}' is no written step of {scenario.id}; there are: {known}."
        )
    return {"id": row.get("id") or str(line), "step": step, "text": row.get("text") or ""}


def _rated(scenario: Scenario, row: dict[str, str]) -> dict[str, Any]:
    ratings = rate_answer(Answer(scenario=scenario, step=row["step"], text=row["text"]))
    return {
        "id": row["id"],
        "step": row["step"],
        "ratings": {trait.value: _shown(rating, row["text"]) for trait, rating in ratings.items()},
    }


def _shown(rating: Rating, text: str) -> dict[str, Any]:
    evidence = [
        {
            "kind": each.kind,
            "start": each.start,
            "end": each.end,
            "words": text[each.start : each.end],
            "note": each.note,
        }
        for each in rating.evidence
    ]
    return {
        "level": rating.level,
        "error": rating.error,
        "rater": rating.rater,
        "reason": rating.reason,
        "evidence": evidence,
    }


def _print_rated(each: dict[str, Any]) -> None:
    click.echo(f"{each['id']} ({each['step']})")
    for trait, rating in each["ratings"].items():
        if rating["level"] is None:
            click.echo(f"  {Trait(trait).label:14} unscorable: {rating['reason']}")
            continue
        words = "; ".join(f'{found["kind"]} "{found["words"]}"' for found in rating["evidence"])
        click.echo(
            f"  {Trait(trait).label:14} {rating['level']:.1f} (give or take {rating['error'] ** 0.5:.1f})  {words}"
        )
