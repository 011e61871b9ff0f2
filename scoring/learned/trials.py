"""Trying a learned rater on answers that it has not learned from: folds, or so many ratings and the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from scoring.learned.baselines import LengthOnly, usual
from scoring.learned.blocks import Blocks, take
from scoring.learned.estimator import LearnedRater
from scoring.learned.fitting import scale_of
from scoring.statistics.figures import Rated


@dataclass(frozen=True)
class Answers:
    """Rated answers.

    Attributes
    ----------
    blocks : as `blocks.blocks_of` gives
    levels : array (n,)
    groups : array (n,)
        Who wrote each; rows of one group never stand on both sides of a split.
    words : array (n,)
    second : array (n,) or None
        A second person's ratings.
    """

    blocks: Blocks
    levels: np.ndarray
    groups: np.ndarray
    words: np.ndarray
    second: np.ndarray | None = None

    def take(self, rows: np.ndarray) -> Answers:
        """Some of them, in that order."""
        second = None if self.second is None else self.second[rows]
        return Answers(take(self.blocks, rows), self.levels[rows], self.groups[rows], self.words[rows], second)


@dataclass(frozen=True)
class Trial:
    """What several raters said of answers that they had not learned from.

    Attributes
    ----------
    rated : Rated
    length_only, majority : array (n,)
        Levels of the two baselines.
    rows : array (n,) of int
        Which of the answers these are.
    n_train : int
        How many ratings were learned from.
    """

    rated: Rated
    length_only: np.ndarray
    majority: np.ndarray
    rows: np.ndarray
    n_train: int


def folds(groups: np.ndarray, count: int, seed: int = 0) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Rows to train on and rows to try, so that every row is tried once and no group is on both sides.

    Raises
    ------
    ValueError
        When there are fewer groups than folds.

    Examples
    --------
    >>> [(train.tolist(), test.tolist()) for train, test in folds(np.array(["a", "b", "a"]), 2)]
    [([1], [0, 2]), ([0, 2], [1])]
    """
    names, place = np.unique(groups, return_inverse=True)
    if len(names) < count:
        raise ValueError(f"{len(names)} groups cannot be split into {count} folds")
    fold = np.empty(len(names), dtype=int)
    fold[np.random.default_rng(seed).permutation(len(names))] = np.arange(len(names)) % count
    for number in range(count):
        yield np.flatnonzero(fold[place] != number), np.flatnonzero(fold[place] == number)


def splits(groups: np.ndarray, train: int, repeats: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """So many rows to train on, in whole groups and drawn anew each time, and all others to try.

    Raises
    ------
    ValueError
        When nothing would be left to try.

    Examples
    --------
    >>> [(len(train), len(test)) for train, test in splits(np.arange(10), 4, 2)]
    [(4, 6), (4, 6)]
    """
    names, place, counts = np.unique(groups, return_inverse=True, return_counts=True)
    if train >= len(groups):
        raise ValueError(f"there are {len(groups)} ratings: training on {train} leaves none to try")
    for seed in range(repeats):
        order = np.random.default_rng(seed).permutation(len(names))
        kept = order[: max(1, int(np.searchsorted(np.cumsum(counts[order]), train, side="right")))]
        chosen = np.isin(place, kept)
        yield np.flatnonzero(chosen), np.flatnonzero(~chosen)


def trial(answers: Answers, train: np.ndarray, test: np.ndarray) -> Trial:
    """Learn from some answers, rate others.

    Everything is learned inside the training rows: how rare words are, weights, noise, boundaries, intervals.
    """
    known, new = answers.take(train), answers.take(test)
    if len(np.unique(known.levels)) < 2:
        return _constant(known, new, test)
    rater = LearnedRater().fit(known.blocks, known.levels, known.groups)
    length = LengthOnly.fit(known.words, known.levels, known.groups)
    return Trial(
        _rated(rater, rater.served_.outputs[0].cuts, new, len(scale_of(answers.levels)) > 0),
        length.predict(new.words),
        np.full(len(test), usual(known.levels)),
        test,
        len(train),
    )


def _rated(rater: LearnedRater, cuts: np.ndarray, new: Answers, is_scale: bool) -> Rated:
    values, interval = rater.predict(new.blocks), rater.predict_interval(new.blocks)
    margins = np.abs(values[:, None] - cuts).min(axis=1, initial=np.inf)
    levels = rater.predict_levels(new.blocks)
    lower, upper = interval.T
    return Rated(new.levels, values, levels, new.groups, new.words, lower, upper, margins, is_scale, new.second)


def _constant(known: Answers, new: Answers, test: np.ndarray) -> Trial:
    """One level only in training: every rater says that one."""
    same = np.full(len(test), known.levels[0])
    rated = Rated(
        *(new.levels, same, same, new.groups, new.words, same, same),
        *(np.full(len(test), np.inf), len(scale_of(known.levels)) > 0, new.second),
    )
    return Trial(rated, same, same, test, len(known.levels))


def cross_validated(answers: Answers, count: int, seen: Callable[[], object] = lambda: None) -> Trial:
    """Every answer rated by what was learned from the other folds; `seen` is called after each fold."""
    parts = []
    for train, test in folds(answers.groups, count):
        parts.append(trial(answers, train, test))
        seen()
    return joined(parts)


def joined(parts: Sequence[Trial]) -> Trial:
    """Several trials as one, with the answers in their own order.

    Raises
    ------
    ValueError
        When there is none.
    """
    if not parts:
        raise ValueError("no trial was made")
    rows = np.concatenate([part.rows for part in parts])
    order = np.argsort(rows, kind="stable")
    arrays = {each.name: [getattr(part.rated, each.name) for part in parts] for each in fields(Rated)}
    whole: dict[str, Any] = {
        name: np.concatenate(values)[order] if isinstance(values[0], np.ndarray) else values[0]
        for name, values in arrays.items()
    }
    length, majority = (
        np.concatenate([getattr(part, name) for part in parts])[order] for name in ("length_only", "majority")
    )
    return Trial(Rated(**whole), length, majority, rows[order], round(float(np.mean([part.n_train for part in parts]))))
