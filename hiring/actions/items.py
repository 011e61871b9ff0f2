"""What the scored answers of the whole database say of each scenario, with n, interval and "not enough data"."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from hiring.db import db
from hiring.models import Assessment, RatingRow, Response, ScenarioVersion, Score, Sitting, posteriors
from scenarios.traits import Trait
from scoring.statistics import items as figures
from scoring.statistics.advice import Advice, advice
from scoring.statistics.intervals import WithInterval

READ_AT_ONCE = 10_000
NOTHING = WithInterval(None, None, None, 0)
CANNOT_KNOW = (
    "Levels of written answers are the machine's here, so what looks like a fault of a scenario may be one of the "
    "rater. Agreement between people, severity, options and differences between groups are not spoken of: the database "
    "keeps neither several people's ratings nor groups, and most options are judged one by one, not chosen."
)

Levels = NDArray[np.float64]
Key = tuple[int, str]  # scenario version and trait


@dataclass(frozen=True)
class Item:
    """One trait of one published scenario, and what each rule says of it."""

    code: str
    number: int
    title: str
    trait: Trait
    advice: list[Advice]

    def as_json(self) -> dict[str, Any]:
        """For a program to read."""
        named = {"scenario": self.code, "version": self.number, "title": self.title, "trait": self.trait.value}
        return named | {"figures": [asdict(each) for each in self.advice]}


@dataclass(frozen=True, eq=False)
class Answers:
    """The levels of all scored people in the order in which they finished: one row a person, one column a key.

    `words` has a column for each version. NaN stands where there is no level or no answer. `shown` says how many
    sittings met each version.
    """

    columns: Mapping[Key, int]
    levels: Levels
    words: Mapping[int, Levels]
    shown: Mapping[int, int]

    def of(self, version: int, trait: Trait) -> Levels:
        """The levels of one trait of one scenario."""
        return self.levels[:, self.columns[version, trait.value]]

    def rest(self, version: int, trait: Trait) -> Levels:
        """Each person's mean level of a trait over all other scenarios; NaN where there is none."""
        others = [place for (other, name), place in self.columns.items() if name == trait.value and other != version]
        there = ~np.isnan(self.levels[:, others])
        summed = np.where(there, self.levels[:, others], 0.0).sum(axis=1)
        return np.where(there.any(axis=1), summed / np.maximum(there.sum(axis=1), 1), np.nan)


def items() -> list[Item]:
    """Every trait of every scenario version that an assessment uses, by code, number and trait."""
    assessments = list(db.session.scalars(select(Assessment)))
    versions = {version.id: version for each in assessments for version in each.versions}
    asked = {each.id: {version.code: version.id for version in each.versions} for each in assessments}
    answers = _answers(asked, versions)
    ordered = sorted(versions.values(), key=lambda version: (version.code, version.number))
    return [
        Item(version.code, version.number, version.title, trait, advice(figures_of(answers, version.id, trait)))
        for version in ordered
        for trait in version.scenario.rubric.traits
    ]


def figures_of(answers: Answers, version: int, trait: Trait) -> dict[str, WithInterval]:
    """Everything that rules look at of one trait of one scenario."""
    own, rest = answers.of(version, trait), answers.rest(version, trait)
    found = {
        "difficulty": figures.difficulty(own),
        "spread": figures.spread(own),
        "item_rest": figures.item_rest(np.column_stack([own, rest]), 0) if len(own) else NOTHING,
        "length": _length(answers.words[version], own),
        "drift": _drift(own),
        "exposure": figures.exposure(answers.shown.get(version, 0), len(answers.levels)),
    }
    other = _other_trait(answers, version, trait, own, rest)
    return found | ({"other_trait": other} if other else {})


def _length(words: Levels, levels: Levels) -> WithInterval:
    both = ~(np.isnan(words) | np.isnan(levels))
    return figures.length_bias(words[both], levels[both]) if both.any() else NOTHING


def _drift(levels: Levels) -> WithInterval:
    """The later half of those who answered beside the earlier one."""
    there = levels[~np.isnan(levels)]
    half = len(there) // 2
    return figures.drift(there[:half], there[half:]) if half else NOTHING


def _other_trait(answers: Answers, version: int, trait: Trait, own: Levels, rest: Levels) -> WithInterval | None:
    """Beside the other trait that it goes with most; None when no other one can be compared."""
    found = []
    for other in Trait:
        beside = answers.rest(version, other)
        there = ~(np.isnan(own) | np.isnan(rest) | np.isnan(beside))
        if other != trait and there.any():
            found.append(figures.other_trait(own[there], rest[there], beside[there]))
    known = [each for each in found if each.value is not None]
    return max(known, key=lambda each: each.value or 0.0) if known else next(iter(found), None)


def _answers(asked: Mapping[int, Mapping[str, int]], versions: Mapping[int, ScenarioVersion]) -> Answers:
    """Everybody's levels and words; `asked` gives the version of each scenario code by assessment."""
    people = db.session.execute(
        select(posteriors.c.sitting_id, Sitting.assessment_id)
        .join(Sitting, Sitting.id == posteriors.c.sitting_id)
        .order_by(Sitting.finished_at, Sitting.id)
    ).all()
    rows = {sitting: (row, asked[assessment]) for row, (sitting, assessment) in enumerate(people)}
    keys = [(version.id, trait.value) for version in versions.values() for trait in version.scenario.rubric.traits]
    columns = {key: place for place, key in enumerate(keys)}
    places = {version: place for place, version in enumerate(versions)}
    levels, words = Means(len(rows), len(columns)), Means(len(rows), len(places))
    for sitting, task, trait, level in _ratings():
        row, codes = rows.get(sitting, (None, {}))
        column = columns.get((codes.get(_code(task), 0), trait))
        if row is not None and column is not None:
            levels.add(row, column, level)
    for sitting, task, text in _texts():
        row, codes = rows.get(sitting, (None, {}))
        if row is not None and _code(task) in codes:
            words.add(row, places[codes[_code(task)]], len(text.split()))
    shown = Counter(version for _, codes in rows.values() for version in codes.values())
    counted = words.found()
    return Answers(columns, levels.found(), {version: counted[:, place] for version, place in places.items()}, shown)


class Means:
    """A table of means that fills up; NaN where nothing came."""

    def __init__(self, rows: int, columns: int) -> None:
        self.sums = np.zeros((rows, columns))
        self.counts = np.zeros((rows, columns), dtype=np.int32)

    def add(self, row: int, column: int, value: float) -> None:
        """One more value of a cell."""
        self.sums[row, column] += value
        self.counts[row, column] += 1

    def found(self) -> Levels:
        """The means of now."""
        return np.where(self.counts > 0, self.sums / np.maximum(self.counts, 1), np.nan)


def _code(task: str) -> str:
    return task.partition(".")[0]


def _ratings() -> Iterator[Any]:
    """Sitting, task, trait and level of every rating of a written answer in everybody's latest score."""
    latest = (Score.sitting_id == posteriors.c.sitting_id) & (Score.run_id == posteriors.c.run_id)
    query = (
        select(Score.sitting_id, RatingRow.task, RatingRow.trait, RatingRow.level)
        .join(Score, func.coalesce(Score.rests_on_id, Score.id) == RatingRow.score_id)
        .join(posteriors, latest)
        .where(RatingRow.task.like("%.open"), RatingRow.level.is_not(None))
    )
    return iter(db.session.execute(query, execution_options={"yield_per": READ_AT_ONCE}))


def _texts() -> Iterator[Any]:
    """Sitting, task and text of every written answer."""
    query = select(Response.sitting_id, Response.task, Response.text).where(
        Response.task.like("%.open"), Response.text.is_not(None)
    )
    return iter(db.session.execute(query, execution_options={"yield_per": READ_AT_ONCE}))
