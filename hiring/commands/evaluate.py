"""The command that says how well answers of a table can be rated by what is learned from the others."""

import csv
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from tqdm import tqdm

from scoring.learned.baselines import lengths
from scoring.learned.blocks import blocks_of
from scoring.learned.reports import Line, by_folds, by_training_size, mean_of, slices
from scoring.learned.suite import Row, SuiteError, run_suite
from scoring.learned.trials import Answers

FIELD_LIMIT = 10_000_000
_BATCH = 256
_SHOWN = ("n_train", "n", "qwk", "qwk_low", "qwk_high", "r", "mae", "macro_f1", "coverage", "width", "gain_20", "smd")
_ALSO = ("length_r", "human_qwk", "degradation", "prmse", "disattenuated_r", "length_only", "majority", "gap")


@dataclass(frozen=True)
class Columns:
    """Which column of the table is what; empty for none."""

    text: str
    level: str
    group: str
    context: str
    second_level: str
    by: str
    each: str


@dataclass(frozen=True)
class Table:
    """The rated rows of a table."""

    rows: list[dict[str, str]]
    lines: list[int]
    unrated: int

    def column(self, name: str) -> list[str]:
        """The cells of a column."""
        return [row[name] for row in self.rows]


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--text", default="", help="Column with the answers.")
@click.option("--level", default="", help="Column with people's ratings; rows without one are left out.")
@click.option("--group", default="", help="Column that says who wrote an answer: never in two folds.")
@click.option("--context", default="", help="Column with what each text answers to.")
@click.option("--second-level", default="", help="Column with a second person's ratings.")
@click.option("--by", default="", help="Column whose values are reported apart.")
@click.option("--each", default="", help="Column whose values are tasks of their own, trained and tried apart.")
@click.option("--folds", default=5, show_default=True, type=click.IntRange(2, 100), help="Folds of cross-validation.")
@click.option("--train", multiple=True, type=click.IntRange(2), help="Learn from so many ratings, try the rest.")
@click.option("--repeats", default=5, show_default=True, type=click.IntRange(1, 1000), help="Draws of each --train.")
@click.option("--suite", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of public data.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")
def evaluate(
    file: Path | None,
    *,
    folds: int,
    train: tuple[int, ...],
    repeats: int,
    suite: Path | None,
    as_json: bool,
    **columns: str,
) -> None:
    """Measure how well the learned rater would rate the answers of a CSV file that people have rated."""
    if suite is not None:
        _print_suite(suite, as_json)
        return
    if file is None or not columns["text"] or not columns["level"]:
        raise click.UsageError("Name a CSV file with --text and --level, or a folder with --suite.")
    if columns["by"] and (columns["each"] or train):
        raise click.UsageError("--by goes with neither --each nor --train.")
    named = Columns(**columns)
    table = _read(file, named)
    lines = _lines(table, _answers(file, table, named), named, folds=folds, train=train, repeats=repeats)
    if as_json:
        click.echo(json.dumps(lines, indent=1, allow_nan=False))
    else:
        _print_lines(lines, table.unrated)


def _print_suite(folder: Path, as_json: bool) -> None:
    try:
        rows = run_suite(folder, lambda name: click.echo(f"{name} ...", err=True))
    except SuiteError as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps([vars(row) for row in rows], indent=1, allow_nan=False) if as_json else _suite_table(rows))


def _read(file: Path, named: Columns) -> Table:
    csv.field_size_limit(FIELD_LIMIT)
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened, restval="")
            wanted = [name for name in vars(named).values() if name]
            missing = [name for name in wanted if name not in (reader.fieldnames or ())]
            if missing:
                raise click.ClickException(f"{file.name} line 1: the column '{missing[0]}' is missing.")
            numbered = list(_numbered(reader))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name}: not UTF-8 text (byte {error.start}).") from error
    except csv.Error as error:
        raise click.ClickException(f"{file.name}: not a CSV file: {error}.") from error
    rated = [(line, row) for line, row in numbered if row[named.level].strip()]
    return Table([row for _, row in rated], [line for line, _ in rated], len(numbered) - len(rated))


def _numbered(reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with the line that it begins on."""
    line = reader.line_num + 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def _answers(file: Path, table: Table, named: Columns) -> Answers:
    levels = _numbers(file, table, named.level)
    texts = table.column(named.text)
    contexts = table.column(named.context) if named.context else None
    second = _numbers(file, table, named.second_level) if named.second_level else None
    groups = np.array([str(line) for line in table.lines])
    if named.group:
        groups = np.array(_named_groups(file, table, named.group))
    return Answers(blocks_of(texts, contexts), levels, groups, lengths(texts), second)


def _named_groups(file: Path, table: Table, column: str) -> list[str]:
    cells = table.column(column)
    empty = [line for line, cell in zip(table.lines, cells, strict=True) if not cell.strip()]
    if empty:
        raise click.ClickException(f"{file.name} line {empty[0]}, {column}: there is no group.")
    return cells


def _numbers(file: Path, table: Table, column: str) -> np.ndarray:
    return np.array(
        [_number(file, line, column, row[column]) for line, row in zip(table.lines, table.rows, strict=True)]
    )


def _number(file: Path, line: int, column: str, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not abs(value) < 1e6:
        raise click.ClickException(
            f"{file.name} line {line}, {column}: '{cell[:40]}' is not a number that can be a level."
        )
    return value


def _lines(
    table: Table, answers: Answers, named: Columns, *, folds: int, train: Sequence[int], repeats: int
) -> list[Line]:
    tasks = _tasks(table, answers, named.each)
    total = len(tasks) * (len(train) * repeats or folds)
    with tqdm(total=total, desc="trying", disable=None) as bar:
        if named.by:
            line, tried = by_folds("all", answers, folds, bar.update)
            return [line] if tried is None else [line, *slices(tried, table.column(named.by))]
        if train:
            return [
                line
                for size in train
                for line in _with_mean([by_training_size(*task, size, repeats, bar.update) for task in tasks])
            ]
        return _with_mean([by_folds(*task, folds, bar.update)[0] for task in tasks])


def _tasks(table: Table, answers: Answers, column: str) -> list[tuple[str, Answers]]:
    if not column:
        return [("all", answers)]
    cells = np.array(table.column(column))
    return [(str(name), answers.take(np.flatnonzero(cells == name))) for name in np.unique(cells)]


def _with_mean(lines: list[Line]) -> list[Line]:
    return [*lines, mean_of("mean", lines)] if len(lines) > 1 else lines


def _print_lines(lines: Sequence[Line], unrated: int) -> None:
    if unrated:
        click.echo(f"{unrated} rows without a rating were left out.", err=True)
    for line in lines:
        click.echo(f"{line['group']}: {'usable' if line['usable'] else 'refused'}. {line['why']}")
        for name in (*_SHOWN, *_ALSO):
            if line.get(name) is not None:
                click.echo(f"  {name:16} {_told(line[name])}")
        for level, share in (line.get("recall") or {}).items():
            click.echo(f"  recall of {level:6} {_told(share)}")


def _told(value: Any) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _suite_table(rows: Sequence[Row]) -> str:
    """The suite's rows as the table of docs/evaluation.md."""
    head = "| data | trained on | n | majority | length only | TF-IDF ridge | quick baseline | ours [90 %] | aim | |"
    notes = [f"{row.data}: {row.note}" for row in rows if row.note]
    return "\n".join([head, "|" + "---|" * 10, *map(_suite_line, rows), "", *notes, _CAVEAT])


def _suite_line(row: Row) -> str:
    if row.ours is None:
        return f"| {row.data} | " + "- | " * 8 + "no data |"
    plain = (row.majority, row.length_only, row.tfidf_ridge, row.quick)
    ours = f"{row.ours:.3f} [{row.low:.3f}, {row.high:.3f}]"
    cells = [f"{row.data}, {row.figure}", row.n_train, row.n, *(f"{value:.3f}" for value in plain), ours]
    return "| " + " | ".join(map(str, [*cells, f"{row.aim:.3f}", "reached" if row.reached else "not reached"])) + " |"


_CAVEAT = (
    "Quick baselines and aims of the short answers are means of ten prompts, and the folder has five of them: compare "
    "with the TF-IDF ridge, which had the same splits. Those of the Big Five were reached on a private test."
)
