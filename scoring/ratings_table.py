"""People's ratings from a table: every fault is told with its line and column."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass

from scenarios.scenario import Scenario
from scenarios.traits import Trait
from scoring.people import HumanRating

NEEDED = ("step", "text", "trait", "level")
OPTIONAL = ("rater", "second_level", "group")
_FIELD_LIMIT = 10_000_000


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell.

    Examples
    --------
    >>> str(Fault(7, "level", "'six' is not a number from 1 to 5"))
    "line 7, level: 'six' is not a number from 1 to 5"
    """

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"line {self.line}, {self.column}" if self.column else f"line {self.line}"
        return f"{place}: {self.message}"


class BadTable(ValueError):
    """A table that cannot be used; `faults` are in the order of the file."""

    def __init__(self, faults: list[Fault]) -> None:
        more = f" ({len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{faults[0]}.{more}")
        self.faults = faults


@dataclass(frozen=True)
class Row:
    """One line of the table, as it was written."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()


def read_ratings(table: bytes, scenario: Scenario) -> list[HumanRating]:
    """Read people's ratings of answers to one scenario.

    Parameters
    ----------
    table : bytes
        CSV in UTF-8 with the columns step, text, trait, level, and if wanted rater, second_level, group. Other columns
        are not read.
    scenario : Scenario

    Returns
    -------
    list of HumanRating
        In the order of the table; a second level follows the first as another rater's.

    Raises
    ------
    BadTable
        With every fault that was found.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> scenario = read_scenario(shipped()[0][1], "S02.yaml")
    >>> trait = next(iter(scenario.rubric.traits)).value
    >>> table = f"step,text,trait,level,second_level\\ns1,Hello there,{trait},3,4\\n".encode()
    >>> [(rating.level, rating.rater) for rating in read_ratings(table, scenario)]
    [(3.0, ''), (4.0, 'second')]
    """
    rows = list(_rows(table))
    if not rows:
        raise BadTable([Fault(1, "", "there are no ratings below the header")])
    faults = [fault for row in rows for fault in _faults(row, scenario)]
    if faults:
        raise BadTable(faults)
    ratings = [(row.line, rating) for row in rows for rating in _ratings(row)]
    twice = list(_rated_twice(ratings))
    if twice:
        raise BadTable(twice)
    return [rating for _, rating in ratings]


def _rows(table: bytes) -> Iterator[Row]:
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        reader = csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), strict=True)
        header = [name.strip() for name in next(reader, [])]
        _check_header(header)
        before = reader.line_num
        for cells in reader:
            if cells:
                yield Row(before + 1, dict(zip(header, cells, strict=False)))
            before = reader.line_num
    except UnicodeDecodeError as error:
        raise BadTable([Fault(table.count(b"\n", 0, error.start) + 1, "", "this is not UTF-8 text")]) from error
    except csv.Error as error:
        raise BadTable([Fault(reader.line_num, "", f"this is not CSV: {error}")]) from error


def _check_header(header: list[str]) -> None:
    faults = [Fault(1, name, "this column is missing") for name in NEEDED if name not in header]
    faults += [Fault(1, name, "this column is there twice") for name in (*NEEDED, *OPTIONAL) if header.count(name) > 1]
    if faults:
        raise BadTable(faults)


def _faults(row: Row, scenario: Scenario) -> Iterator[Fault]:
    steps = [step.id for step in scenario.steps if step.open is not None]
    if row["step"] not in steps:
        known = ", ".join(steps)
        yield Fault(row.line, "step", f"'{row['step']}' is no written step of {scenario.id}; there are: {known}")
    if not row["text"]:
        yield Fault(row.line, "text", "there is no answer to rate")
    traits = [trait.value for trait in scenario.rubric.traits]
    if row["trait"] not in traits:
        yield Fault(
            row.line, "trait", f"'{row['trait']}' is not rated in {scenario.id}; there are: {', '.join(traits)}"
        )
    for column in ("level", "second_level"):
        if (row[column] or column == "level") and not _is_level(row[column]):
            yield Fault(row.line, column, f"'{row[column]}' is not a number from 1 to 5")


def _is_level(cell: str) -> bool:
    try:
        level = float(cell)
    except ValueError:
        return False
    return math.isfinite(level) and 1 <= level <= 5


def _ratings(row: Row) -> Iterator[HumanRating]:
    first = HumanRating(row["step"], row["text"], Trait(row["trait"]), float(row["level"]), row["rater"], row["group"])
    yield first
    if row["second_level"]:
        yield first._replace(level=float(row["second_level"]), rater=f"{row['rater']} second".strip())


def _rated_twice(ratings: list[tuple[int, HumanRating]]) -> Iterator[Fault]:
    seen: dict[tuple[str, str, Trait, str], int] = {}
    for line, rating in ratings:
        key = (rating.step, rating.text, rating.trait, rating.rater)
        if key in seen:
            who = f"'{rating.rater}'" if rating.rater else "a rater without a name"
            yield Fault(line, "rater", f"{who} has rated this answer in line {seen[key]} already")
        seen.setdefault(key, line)
