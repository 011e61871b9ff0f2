"""Adverse impact from a table of people: who was selected or scored high, by one group or two crossed.

The database holds no groups of people and keeps none from a table.
"""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from hiring.actions.shortlists import every_page
from hiring.db import db
from hiring.errors import Invalid
from hiring.models import Candidate
from scoring.statistics.adverse_impact import Axis, Comparison, Impact, adverse_impact, by_group, scored_high
from scoring.statistics.intervals import WithInterval

FIELD_LIMIT = 1_000_000
MOST_GROUPS = 100
CODE = "candidate"
YES = frozenset({"1", "yes", "true", "y", "selected", "hired"})
NO = frozenset({"0", "no", "false", "n", "not selected", "not hired"})
CANNOT_KNOW = (
    "These figures describe the people of this file and what was decided. They cannot know why rates differ, whether "
    "the selection is job-related, or what a law asks of whom; with few people they cannot tell a difference from "
    "chance."
)


@dataclass(frozen=True)
class Asked:
    """Which columns of the table are what: one or two groups, and who was selected or what they scored."""

    groups: tuple[str, ...]
    selected: str = ""
    score: str = ""


@dataclass(frozen=True)
class Report:
    """An axis for each column of groups, and one for two of them crossed, by name.

    `people` are those who are in it; `without_score` stand in the table and have no score in the opening.
    """

    people: int
    is_score: bool
    axes: dict[str, Axis]
    without_score: int = 0

    def as_json(self) -> dict[str, Any]:
        """For a program to read."""
        return {
            "people": self.people,
            "without_score": self.without_score,
            "rate": "strictly above the median of everybody" if self.is_score else "selected",
            "axes": {name: _axis(axis) for name, axis in self.axes.items()},
            "what_this_cannot_know": CANNOT_KNOW,
        }


def report(file: Path, asked: Asked) -> Report:
    """Rates and ratios of a table; raises Invalid with file, line and column."""
    rows = _read(file, [*asked.groups, asked.selected or asked.score])
    groups = {column: [row[column].strip() or None for _, row in rows] for column in asked.groups}
    return Report(len(rows), bool(asked.score), _axes(file, _chosen(file, rows, asked), groups))


def report_of_opening(file: Path, groups: Sequence[str], opening_id: int) -> Report:
    """Scoring rates of an opening's people, whose groups the table has by code; whoever it does not name is unknown."""
    scores = {row.code: row.result.overall.value for page in every_page(opening_id) for row in page.rows}
    if not scores:
        raise Invalid(f"Nobody in opening {opening_id} has a score.")
    rows = _by_code(file, _read(file, [CODE, *groups]), opening_id)
    known = {column: [rows.get(code, {}).get(column, "").strip() or None for code in scores] for column in groups}
    chosen = list(map(bool, scored_high(list(scores.values()))))
    return Report(len(scores), True, _axes(file, chosen, known), len(rows.keys() - scores.keys()))


def _by_code(file: Path, rows: list[tuple[int, dict[str, str]]], opening_id: int) -> dict[str, dict[str, str]]:
    here = set(db.session.scalars(select(Candidate.code).where(Candidate.opening_id == opening_id)))
    found: dict[str, dict[str, str]] = {}
    for line, row in rows:
        code = row[CODE].strip()
        if code not in here:
            raise Invalid(f"{file.name} line {line}, {CODE}: '{code[:40]}' is nobody in opening {opening_id}.")
        if code in found:
            raise Invalid(f"{file.name} line {line}, {CODE}: {code} is there more than once.")
        found[code] = row
    return found


def _axes(file: Path, chosen: Sequence[bool], groups: Mapping[str, list[str | None]]) -> dict[str, Axis]:
    axes = {(column,): [cells] for column, cells in groups.items()}
    if len(groups) > 1:
        axes[tuple(groups)] = list(groups.values())
    return {" x ".join(names): _of(file, names, chosen, columns) for names, columns in axes.items()}


def told(name: object) -> str:
    """A group as people read it; of two axes crossed, both names."""
    return " and ".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _of(file: Path, names: tuple[str, ...], chosen: Sequence[bool], columns: list[list[str | None]]) -> Axis:
    many = len(set(zip(*columns, strict=True)))
    if many > MOST_GROUPS:
        raise Invalid(f"{file.name}, {' and '.join(names)}: {many} different groups are more than {MOST_GROUPS}.")
    counted, unknown = by_group(chosen, *columns)
    if not counted:
        raise Invalid(f"{file.name}, {' and '.join(names)}: nobody's group is known.")
    return adverse_impact(dict(sorted(counted.items(), key=lambda item: told(item[0]))), unknown)


def _chosen(file: Path, rows: list[tuple[int, dict[str, str]]], asked: Asked) -> list[bool]:
    if asked.selected:
        return [_yes_or_no(file, line, asked.selected, row[asked.selected]) for line, row in rows]
    scores = [_number(file, line, asked.score, row[asked.score]) for line, row in rows]
    return list(map(bool, scored_high(scores)))


def _yes_or_no(file: Path, line: int, column: str, cell: str) -> bool:
    word = cell.strip().lower()
    if word not in YES | NO:
        raise Invalid(f"{file.name} line {line}, {column}: '{cell[:40]}' is neither yes nor no (1 or 0, yes or no).")
    return word in YES


def _number(file: Path, line: int, column: str, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not abs(value) < 1e12:
        raise Invalid(f"{file.name} line {line}, {column}: '{cell[:40]}' is not a number that can be a score.")
    return value


def _read(file: Path, wanted: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Each row with the line that it begins on."""
    csv.field_size_limit(FIELD_LIMIT)
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened, restval="", strict=True)
            _require_columns(file, reader.fieldnames or (), wanted)
            rows = list(_numbered(reader))
    except UnicodeDecodeError as error:
        raise Invalid(f"{file.name}: not UTF-8 text (byte {error.start}).") from error
    except csv.Error as error:
        raise Invalid(f"{file.name}: not a CSV file: {error}.") from error
    if not rows:
        raise Invalid(f"{file.name}: there is nobody in it, only a first line.")
    return rows


def _require_columns(file: Path, there: Sequence[str], wanted: Sequence[str]) -> None:
    for name in wanted:
        if list(there).count(name) != 1:
            how = "is missing" if name not in there else "is there more than once"
            raise Invalid(f"{file.name} line 1: the column '{name}' {how}; there are: {', '.join(map(str, there))}.")


def _numbered(reader: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    line = reader.line_num + 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def _axis(axis: Axis) -> dict[str, Any]:
    return {"groups": [_impact(each) for each in axis.groups], "unknown": axis.unknown}


def _impact(each: Impact) -> dict[str, Any]:
    return {
        "group": list(each.group) if isinstance(each.group, tuple) else each.group,
        "selected": each.counts.selected,
        "people": each.counts.people,
        "rate": _interval(each.rate),
        "impact_ratio": each.ratio,
        "beside_highest": _comparison(each.highest),
        "beside_highest_of_30_and_more": _comparison(each.highest_of_enough),
        "left_out": each.left_out or None,
    }


def _comparison(found: Comparison | None) -> dict[str, Any] | None:
    return found and {
        "group": told(found.beside),
        "ratio": _interval(found.ratio),
        "below_four_fifths": found.breach,
        "z": found.z,
        "fisher_two_sided": found.fisher.two_sided,
        "mid_p": found.fisher.mid,
        "shortfall": found.shortfall,
        "one_person_flips_it": found.flips,
        "least_expected": found.least_expected,
        "verdict": found.verdict,
    }


def _interval(found: WithInterval) -> dict[str, float | None]:
    return {"value": found.value, "low": found.low, "high": found.high}
