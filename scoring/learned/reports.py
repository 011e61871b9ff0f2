"""An evaluation report: figures of a trial, its verdict, and the baselines beside them, ready for JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from scoring.learned.trials import Answers, Trial, cross_validated, splits, trial
from scoring.learned.verdict import verdict
from scoring.statistics.figures import NAMES, Rated, f1_by_level, figures
from scoring.statistics.kappa import kappa

Line = dict[str, Any]
FEWEST = 10


def line_of(name: str, tried: Trial, rows: np.ndarray | None = None) -> Line:
    """One object of a report.

    Parameters
    ----------
    name : str
        What the answers have in common, or ``"all"``.
    tried : Trial
    rows : array of int, optional
        Only these of the tried answers.

    Returns
    -------
    dict
        ``group``, ``n_train``, ``n``, all of `figures.NAMES`, ``usable``, ``why``, ``length_only``, ``majority``.
    """
    chosen = np.arange(len(tried.rows)) if rows is None else rows
    rated, length = tried.rated.take(chosen), tried.length_only[chosen]
    people = None if rated.second is None else kappa(rated.human, rated.second)
    decided = verdict(rated.human, rated.levels, length, people, groups=rated.groups)
    return {
        "group": name,
        "n_train": tried.n_train,
        "n": len(chosen),
        **figures(rated),
        "usable": decided.usable,
        "why": decided.why,
        "length_only": kappa(rated.human, length),
        "majority": kappa(rated.human, tried.majority[chosen]),
        "majority_f1": _macro_f1(rated.human, tried.majority[chosen]) if rated.is_scale else None,
    }


def _macro_f1(human: np.ndarray, levels: np.ndarray) -> float:
    return float(np.mean(list(f1_by_level(human, levels).values())))


def refused(name: str, answers: Answers, why: str, n_train: int = 0) -> Line:
    """An object without a single figure: nothing can be said, and why.

    Examples
    --------
    >>> nobody = Answers({}, np.zeros(0), np.zeros(0), np.zeros(0))
    >>> line = refused("all", nobody, "There is no rating.")
    >>> line["usable"], line["why"], line["qwk"] is None
    (False, 'There is no rating.', True)
    """
    told = {"group": name, "n_train": n_train, "n": len(answers.levels), **dict.fromkeys(NAMES)}
    return {**told, "usable": False, "why": why, "length_only": None, "majority": None, "majority_f1": None}


def reason_to_refuse(answers: Answers) -> str:
    """Why nothing can be tried on these answers; empty when something can.

    Examples
    --------
    >>> reason_to_refuse(Answers({}, np.ones(12), np.arange(12), np.ones(12)))
    'Every rating is 1: there is nothing to learn.'
    """
    count = len(answers.levels)
    if count < FEWEST:
        return f"There are {count} ratings; at least {FEWEST} are needed."
    if len(np.unique(answers.levels)) == 1:
        return f"Every rating is {answers.levels[0]:g}: there is nothing to learn."
    if len(np.unique(answers.groups)) < 2:
        return "All answers are of one group: nothing can be left out."
    return ""


def by_folds(
    name: str, answers: Answers, count: int, seen: Callable[[], object] = lambda: None
) -> tuple[Line, Trial | None]:
    """Cross-validation; fewer folds where there are fewer groups."""
    why = reason_to_refuse(answers)
    if why:
        return refused(name, answers, why), None
    tried = cross_validated(answers, min(count, len(np.unique(answers.groups))), seen)
    return line_of(name, tried), tried


def by_training_size(
    name: str, answers: Answers, size: int, repeats: int, seen: Callable[[], object] = lambda: None
) -> Line:
    """So many ratings to learn from, all others to try: the mean over the repeats."""
    count = len(answers.levels)
    why = reason_to_refuse(answers)
    if not why and size >= count:
        why = f"There are {count} ratings; training on {size} leaves none to try."
    if why:
        return refused(name, answers, why, size)
    lines = []
    for train, test in splits(answers.groups, size, repeats):
        lines.append(line_of(name, trial(answers, train, test)))
        seen()
    return mean_of(name, lines)


def mean_of(name: str, lines: Sequence[Line]) -> Line:
    """The mean of each figure over lines that have it; usable when more than half of the lines are.

    Examples
    --------
    >>> one = {"group": "1", "n": 2, "qwk": 0.5, "recall": {"1": 1.0}, "usable": True, "why": "good"}
    >>> other = {"group": "2", "n": 4, "qwk": None, "recall": {"2": 0.0}, "usable": True, "why": "good"}
    >>> mean_of("mean", [one, other])["qwk"], mean_of("mean", [one, other])["recall"]
    (0.5, {'1': 1.0, '2': 0.0})
    """
    usable = sum(line["usable"] for line in lines) * 2 > len(lines)
    told = {key: _mean([line[key] for line in lines]) for key in lines[0] if key not in ("group", "usable", "why")}
    why = next(line["why"] for line in lines if line["usable"] == usable)
    told |= {key: round(told[key]) for key in ("n_train", "n") if key in told}
    return {"group": name, **told, "usable": usable, "why": why}


def _mean(values: Sequence[Any]) -> Any:
    known = [value for value in values if value is not None]
    if not known:
        return None
    if isinstance(known[0], dict):
        keys = sorted({key for each in known for key in each})
        return {key: _mean([each.get(key) for each in known]) for key in keys}
    return float(np.mean(known))


def slices(tried: Trial, labels: Sequence[str]) -> list[Line]:
    """One object for each label, with how far the machine rates it above all others beyond what people do.

    ``gap`` is in standard deviations of people's ratings.
    """
    own = np.array([labels[row] for row in tried.rows])
    return [
        {**line_of(str(label), tried, np.flatnonzero(own == label)), "gap": gap(tried.rated, own == label)}
        for label in np.unique(own)
    ]


def gap(rated: Rated, inside: np.ndarray) -> float | None:
    """How far the machine errs upwards inside a slice compared with outside, in people's standard deviations."""
    spread = rated.human.std()
    if inside.all() or not inside.any() or spread == 0:
        return None
    error = rated.values - rated.human
    return float((error[inside].mean() - error[~inside].mean()) / spread)
