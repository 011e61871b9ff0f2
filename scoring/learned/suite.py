"""The public human-rated texts that the engine is measured on, each split so that nothing leaks.

None of them comes with the project. What the project ships has never seen them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import process_time

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import Ridge
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline, make_union

from scoring.learned.baselines import LengthOnly, lengths, usual
from scoring.learned.blocks import Block, blocks_of, take
from scoring.learned.estimator import LearnedRater
from scoring.learned.fitting import cuts_of, scale_of
from scoring.learned.served import levels_of
from scoring.learned.trials import folds, splits
from scoring.statistics.kappa import draws, figure

FILES = ("short_answers", "situational_big_five", "empathy_essays", "politeness", "listening_turns")
_BIG_FIVE = ("extraversion", "agreeableness", "openness", "conscientiousness", "negative_emotionality")
_FIELD_LIMIT = 10_000_000
Split = tuple[np.ndarray, np.ndarray]


class SuiteError(ValueError):
    """A file of the suite is missing or not as described."""


@dataclass(frozen=True)
class Task:
    """One thing to predict.

    Attributes
    ----------
    name : str
    figure : str
        ``"qwk"``, ``"r"`` or ``"f1"``.
    texts : sequence of str
    blocks : mapping
    levels : array (n, outputs)
    groups : array (n,)
    rounds : sequence of sequence of (train, test)
        The splits of a round are rated apart and measured together.
    """

    name: str
    figure: str
    texts: Sequence[str]
    blocks: Mapping[str, Block]
    levels: np.ndarray
    groups: np.ndarray
    rounds: Sequence[Sequence[Split]]


@dataclass(frozen=True)
class Row:
    """One line of the table; a figure is None where there is no data.

    Attributes
    ----------
    data, figure : str
    n : int
        How many predictions of answers left out.
    n_train : int
    majority, length_only, tfidf_ridge, ours, low, high : float or None
        `low` and `high` are the ends of the 90 % interval over groups.
    quick, aim : float or None
        As the design sets them, on the data that it had.
    reached : bool or None
    seconds : float
        Of the processor.
    note : str
    """

    data: str
    figure: str = "qwk"
    n: int = 0
    n_train: int = 0
    majority: float | None = None
    length_only: float | None = None
    tfidf_ridge: float | None = None
    quick: float | None = None
    ours: float | None = None
    low: float | None = None
    high: float | None = None
    aim: float | None = None
    reached: bool | None = None
    seconds: float = 0.0
    note: str = ""


def run_suite(folder: Path, seen: Callable[[str], object] = str) -> list[Row]:
    """Measure everything; `seen` is called with the name of each row before it begins.

    Raises
    ------
    SuiteError
        Naming the file that is missing.
    """
    missing = [name for name in FILES if not (folder / f"{name}.csv").is_file()]
    if missing:
        raise SuiteError(f"{folder} has no file {missing[0]}.csv")
    rows = []
    for name, quick, aim, make in _PLAN:
        seen(name)
        started = process_time()
        rows.append(measured(make(folder), name, quick, aim, started))
    return [
        *rows,
        Row("peer-support replies: warmth, empathy, listening", note="no data: these replies are not in the folder"),
    ]


def measured(tasks: Sequence[Task], name: str, quick: float, aim: float, started: float) -> Row:
    """The mean over tasks of a row, with the interval of that mean."""
    results = [_tried(task) for task in tasks]
    middle = [float(np.mean([result.figures[rater] for result in results])) for rater in _RATERS]
    low, high = np.percentile(np.mean([result.draws for result in results], axis=0), [5, 95])
    majority, length, ridge, ours = middle
    if tasks[0].figure == "r":
        majority = 0.0  # the same inside every fold; that the folds' means differ is no merit
    parts = zip(tasks, results, strict=True)
    return Row(
        name,
        figure=tasks[0].figure,
        n=sum(result.n for result in results),
        n_train=round(float(np.mean([result.n_train for result in results]))),
        majority=majority,
        length_only=length,
        tfidf_ridge=ridge,
        quick=quick,
        ours=ours,
        low=float(low),
        high=float(high),
        aim=aim,
        reached=ours >= aim,
        seconds=round(process_time() - started, 1),
        note="; ".join(f"{task.name} {result.figures['ours']:.3f}" for task, result in parts) if len(tasks) > 1 else "",
    )


_RATERS = ("majority", "length", "ridge", "ours")


@dataclass(frozen=True)
class _Result:
    figures: dict[str, float]
    draws: np.ndarray
    n: int
    n_train: int


def _tried(task: Task) -> _Result:
    outputs = range(task.levels.shape[1])
    found: list[dict[str, float]] = []
    drawn = []
    for place, parts in enumerate(task.rounds):
        rows = np.concatenate([test for _, test in parts])
        said = [_said(task, train, test) for train, test in parts]
        human = task.levels[rows]
        whole = {rater: np.concatenate([each[rater] for each in said]) for rater in _RATERS}
        found += [
            {rater: figure(task.figure, human[:, one], values[:, one]) for rater, values in whole.items()}
            for one in outputs
        ]
        own = [draws(task.figure, human[:, one], whole["ours"][:, one], task.groups[rows], place) for one in outputs]
        drawn.append(np.mean(own, axis=0))
    mean = {rater: float(np.mean([each[rater] for each in found])) for rater in _RATERS}
    sizes = [len(train) for parts in task.rounds for train, _ in parts]
    return _Result(mean, np.concatenate(drawn), len(rows), round(float(np.mean(sizes))))


def _said(task: Task, train: np.ndarray, test: np.ndarray) -> dict[str, np.ndarray]:
    """What each rater says of the test rows: levels where the figure is about levels, values otherwise."""
    rater = LearnedRater().fit(take(task.blocks, train), task.levels[train], task.groups[train])
    new = take(task.blocks, test)
    ours = rater.predict_levels(new) if task.figure == "qwk" else rater.predict(new)
    if task.figure == "f1":
        ours = (ours >= f1_cut(rater.loo_[:, 0], task.levels[train, 0])).astype(float)
    plain = zip(*(_plain(task, levels, train, test) for levels in task.levels.T), strict=True)
    majority, length, ridge = (np.column_stack(each) for each in plain)
    return {"majority": majority, "length": length, "ridge": ridge, "ours": ours.reshape(len(test), -1)}


def _plain(task: Task, levels: np.ndarray, train: np.ndarray, test: np.ndarray) -> Sequence[np.ndarray]:
    words = lengths(task.texts)
    length = LengthOnly.fit(words[train], levels[train], task.groups[train])
    known, new = [task.texts[row] for row in train], [task.texts[row] for row in test]
    return (
        np.full(len(test), usual(levels[train])),
        length.predict(words[test]),
        _ridge(known, levels[train], new, task.figure),
    )


def f1_cut(left_out: np.ndarray, levels: np.ndarray) -> float:
    """From where a value counts as one: the best for the F1 of predictions of rows left out of training.

    Examples
    --------
    >>> f1_cut(np.array([0.1, 0.3, 0.4, 0.9]), np.array([0.0, 0.0, 1.0, 1.0]))
    0.4
    """
    candidates = np.unique(left_out)
    candidates = candidates[np.linspace(0, len(candidates) - 1, min(200, len(candidates))).round().astype(int)]
    found = [figure("f1", levels, (left_out >= cut).astype(float)) for cut in candidates]
    return float(candidates[int(np.argmax(found))])


def _ridge(known: Sequence[str], levels: np.ndarray, new: Sequence[str], kind: str) -> np.ndarray:
    """What a few lines of scikit-learn do, with boundaries from cross-validation inside the training part."""
    terms = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\w+|[?!]"),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True),
    )
    model = make_pipeline(terms, Ridge(alpha=1.0))
    values = model.fit(known, levels).predict(new)
    if kind == "r":
        return np.asarray(values)
    left_out, scale = cross_val_predict(model, known, levels, cv=5), scale_of(levels)
    if kind == "f1":
        return np.asarray(values >= f1_cut(left_out, levels), dtype=float)
    return levels_of(values, scale, cuts_of(left_out, levels, scale))


def read(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one file."""
    csv.field_size_limit(_FIELD_LIMIT)
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@lru_cache(maxsize=5)
def _blocks(texts: tuple[str, ...], contexts: tuple[str, ...] | None = None) -> dict[str, Block]:
    """Blocks of a file, kept for its next row."""
    return blocks_of(texts, contexts)


def short_answers(folder: Path, size: int, repeats: int) -> Iterator[Task]:
    """One task for each prompt: learn from so many ratings, rate all others."""
    rows = read(folder, "short_answers")
    for prompt in sorted({row["prompt"] for row in rows}):
        own = [row for row in rows if row["prompt"] == prompt]
        texts = [row["response"] for row in own]
        groups = np.arange(len(own))
        rounds = [[split] for split in splits(groups, size, repeats)]
        yield Task(f"prompt {prompt}", "qwk", texts, _blocks(tuple(texts)), _levels(own, "score"), groups, rounds)


def essays(folder: Path, level: str) -> Iterator[Task]:
    """Essays grouped by writer, in ten folds as in the paper that came with them."""
    rows = read(folder, "empathy_essays")
    texts = [row["essay"] for row in rows]
    groups = np.array([row["writer"] for row in rows])
    yield Task(level, "r", texts, _blocks(tuple(texts)), _levels(rows, level), groups, [list(folds(groups, 10))])


def people(folder: Path) -> Iterator[Task]:
    """Five answers a person, five self-ratings: learn from the part Train, predict the part Dev."""
    rows = read(folder, "situational_big_five")
    questions = range(1, 6)
    texts = ["\n".join(row[f"answer_{number}"] for number in questions) for row in rows]
    is_train = np.array([row["split"] == "Train" for row in rows])
    split = (np.flatnonzero(is_train), np.flatnonzero(~is_train))
    levels = np.column_stack([_levels(rows, trait) for trait in _BIG_FIVE])
    yield Task("Big Five", "r", texts, _blocks(tuple(texts)), levels, np.arange(len(rows)), [[split]])


def turns(folder: Path, level: str) -> Iterator[Task]:
    """Therapists' turns with the client's turn before, grouped by transcript."""
    rows = read(folder, "listening_turns")
    pairs = [(before, row) for before, row in zip([None, *rows], rows, strict=False) if row["speaker"] == "therapist"]
    contexts = [
        before["text"] if before is not None and before["transcript"] == row["transcript"] else ""
        for before, row in pairs
    ]
    own = [row for _, row in pairs]
    texts = [row["text"] for row in own]
    groups = np.array([row["transcript"] for row in own])
    levels = np.array([[float(row[level] == "True")] for row in own])
    yield Task(level, "f1", texts, _blocks(tuple(texts), tuple(contexts)), levels, groups, [list(folds(groups, 5))])


def requests(folder: Path) -> Iterator[Task]:
    """Requests in random folds."""
    rows = read(folder, "politeness")
    texts = [row["request"] for row in rows]
    groups = np.arange(len(rows))
    yield Task(
        "politeness",
        "r",
        texts,
        _blocks(tuple(texts)),
        _levels(rows, "normalized_mean"),
        groups,
        [list(folds(groups, 5))],
    )


def _levels(rows: Sequence[Mapping[str, str]], column: str) -> np.ndarray:
    return np.array([[float(row[column])] for row in rows])


_PLAN: tuple[tuple[str, float, float, Callable[[Path], list[Task]]], ...] = (
    ("short answers, prompts 1-5, 100 ratings", 0.565, 0.62, lambda folder: list(short_answers(folder, 100, 5))),
    ("short answers, prompts 1-5, 1,000 ratings", 0.706, 0.75, lambda folder: list(short_answers(folder, 1000, 2))),
    ("empathy essays: empathy, by writer", 0.38, 0.405, lambda folder: list(essays(folder, "empathy"))),
    ("empathy essays: distress, by writer", 0.41, 0.444, lambda folder: list(essays(folder, "distress"))),
    ("situational answers to Big Five, Train to Dev", 0.235, 0.262, lambda folder: list(people(folder))),
    ("therapist turns: question, by transcript", 0.877, 0.915, lambda folder: list(turns(folder, "question"))),
    ("therapist turns: reflection, by transcript", 0.703, 0.753, lambda folder: list(turns(folder, "reflection"))),
    ("politeness of requests", 0.66, 0.72, lambda folder: list(requests(folder))),
)
