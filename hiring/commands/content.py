"""Commands about scenarios: are they fit to publish, and how would answers be rated."""

import csv
import json
import sys
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from scenarios.checks import Finding
from scenarios.checks import check as findings_of
from scenarios.library import shipped, shipped_translations
from scenarios.reading import Problem, ReadingError, field_lines, read_scenario
from scenarios.scenario import Scenario
from scenarios.traits import Trait
from scenarios.translation import is_translation, read_translation
from scenarios.translations import faults, original_of
from scoring.attacks.findings import findings as findings_of_attacks
from scoring.rating import Answer, Rating
from scoring.rating import rate as rate_answer

FIELD_LIMIT = 10_000_000


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Check that scenarios and their translations are fit to publish; exit status 1 when not.

    When no file is named, everything that is shipped is checked.
    """
    ours = [*shipped(), *shipped_translations()]
    sources = [(file.name, file.read_bytes()) for file in files] or [(name, text.encode()) for name, text in ours]
    found = [finding for name, source in tqdm(sources, "checking", disable=None) for finding in _findings(name, source)]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        _print_findings(found, len(sources))
    sys.exit(any(each["severity"] == "error" for each in found))


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


def _print_findings(found: list[dict[str, Any]], files: int) -> None:
    for each in found:
        place = f"{each['file']} line {each['line']}, {each['field']}"
        click.echo(f"{place}: {each['severity']}: {each['message']} [{each['rule']}]")
    errors = sum(each["severity"] == "error" for each in found)
    click.echo(f"{files} files, {errors} errors, {len(found)} findings.")


def _findings(name: str, source: bytes) -> list[dict[str, Any]]:
    try:
        found = _of_translation(name, source) if _says_translation(source) else _of_scenario(name, source)
    except ReadingError as error:
        return [_broken(name, fault) for fault in error.problems]
    line = field_lines(source.decode())
    return [_finding(name, line(finding.field), finding) for finding in found]


def _says_translation(source: bytes) -> bool:
    return is_translation(source.decode("utf-8", "replace"))


def _of_scenario(name: str, source: bytes) -> list[Finding]:
    scenario = read_scenario(source, name)
    return [*findings_of(scenario), *findings_of_attacks(scenario)]


def _of_translation(name: str, source: bytes) -> list[Finding]:
    translation = read_translation(source, name)
    original = original_of(translation)
    if original is None:
        message = f"there is no shipped scenario {translation.translates.id}"
        return [Finding("stale", "translates.id", message, "error")]
    return faults(translation, original)


def _broken(name: str, fault: Problem) -> dict[str, Any]:
    return {
        "file": name,
        "line": fault.line,
        "field": fault.field,
        "rule": "reading",
        "severity": "error",
        "message": fault.message,
    }


def _finding(name: str, line: int, finding: Finding) -> dict[str, Any]:
    return {
        "file": name,
        "line": line,
        "field": finding.field,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
    }


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
