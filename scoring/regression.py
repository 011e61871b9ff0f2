"""Learn the weights of the rubric rater: generalised least squares on example answers.

A level is a line of features, plus what alike answers to any situation share, plus what alike answers to the same
situation share, plus noise. The last three are one covariance; the line is fitted on data whitened by it, and lessons
are read off the residuals (universal kriging; Cressie 1993, section 3.4). Only training imports this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.sparse import csr_array
from sklearn.linear_model import Ridge

from scenarios.traits import Trait, evidence_kinds
from scoring.background import background
from scoring.evidence.registry import DETECTORS
from scoring.features import BAD, FEATURES
from scoring.lessons import EVERYWHERE, Lessons, Portrait
from scoring.nearest import covariance
from scoring.recognition import matrix_of
from scoring.rubric_rater import level_of
from scoring.weights_file import Line, Nearness

# Chosen once by the measure of `scoring.training` on the scenarios of the first release; they are few and coarse on
# purpose, and the figures hardly move when any of them is halved or doubled.
PENALTY = 30.0
OWN_SLOPES = 0.6
KIND_SCALE = 0.5
OTHER_KIND_SCALE = 0.25
ACROSS = Nearness(offset=0.0, text=8.0, meaning=1.0, noise=0.0, sharing=0.5)
NEARNESS = Nearness(offset=0.1, text=8.0, meaning=3.0, noise=1.0, sharing=0.5)


@dataclass(frozen=True)
class Row:
    """One example answer on one trait."""

    scenario: str
    answer: int
    trait: Trait
    level: int
    values: dict[str, float]
    portrait: Portrait
    cap: int
    cap_known: int
    words: int
    in_file: bool


@dataclass(frozen=True)
class Table:
    """Rows as arrays, with how alike their answers are.

    Attributes
    ----------
    rows : sequence of Row
        n of them.
    """

    rows: Sequence[Row]

    @cached_property
    def levels(self) -> np.ndarray:
        """Shape (n,)."""
        return np.array([float(row.level) for row in self.rows])

    @cached_property
    def traits(self) -> np.ndarray:
        """Names, shape (n,)."""
        return np.array([row.trait.value for row in self.rows])

    @cached_property
    def scenarios(self) -> np.ndarray:
        """Names, shape (n,)."""
        return np.array([row.scenario for row in self.rows])

    @cached_property
    def answers(self) -> np.ndarray:
        """Which answer a row is of, shape (n,)."""
        return np.array([f"{row.scenario} {row.answer}" for row in self.rows])

    @cached_property
    def features(self) -> np.ndarray:
        """Shape (n, number of features)."""
        return np.array([[row.values.get(name, 0.0) for name in feature_names()] for row in self.rows])

    @cached_property
    def meanings(self) -> np.ndarray:
        """Shape (n, 512)."""
        return np.array([row.portrait.meaning for row in self.rows])

    @cached_property
    def terms(self) -> csr_array:
        """Vectors of terms, shape (n, number of terms)."""
        return matrix_of([row.portrait for row in self.rows], term_columns())

    @cached_property
    def likenesses(self) -> np.ndarray:
        """Cosines of terms, shape (n, n)."""
        result: np.ndarray = (self.terms @ self.terms.T).toarray()
        return result

    def shared(self, one: np.ndarray, other: np.ndarray, across: Nearness, inside: Nearness) -> np.ndarray:
        """The covariance between two sets of rows, shape (len(one), len(other)), in levels squared."""
        same = self.traits[one][:, None] == self.traits[other][None, :]
        own = self.scenarios[one][:, None] == self.scenarios[other][None, :]
        likenesses, cosines = self.likenesses[np.ix_(one, other)], self.meanings[one] @ self.meanings[other].T
        everywhere = covariance(likenesses, cosines, same, across)
        shared: np.ndarray = everywhere + own * covariance(likenesses, cosines, same, inside)
        return shared


def term_columns() -> dict[str, int]:
    """The number of every known term."""
    return {term: column for column, term in enumerate(background()["frequency"])}


def feature_names() -> list[str]:
    """The features of a level, in the order of training."""
    return [*FEATURES, *sorted(DETECTORS)]


@dataclass
class LevelRegression:
    """Lines and lessons for six traits: shared slopes, and smaller ones of each trait's own.

    Slopes of features cannot change sign: more evidence never lowers a level, and a breach never raises it.

    Parameters
    ----------
    penalty : float
        The ridge penalty of the slopes.
    across, inside : Nearness
        What answers share wherever they were given, and to the same situation.

    Attributes
    ----------
    lines_ : dict
        `Line` by trait, after `fit`.
    pull_ : array (m,)
        The weight of each row that it was fitted on.
    """

    penalty: float = PENALTY
    across: Nearness = ACROSS
    inside: Nearness = NEARNESS
    lines_: dict[Trait, Line] = field(init=False)
    pull_: np.ndarray = field(init=False)

    def fit(self, table: Table, places: np.ndarray) -> LevelRegression:
        """Learn from some rows of a table; the same rows give the same lines.

        Parameters
        ----------
        table : Table
        places : int array (m,)
            Which rows.
        """
        signs = np.array([-1.0 if name in BAD else 1.0 for name in feature_names()])
        unit = signs / (table.features[places].std(axis=0) + 1e-9)
        traits, levels = table.traits[places], table.levels[places]
        known = [trait for trait in Trait if trait.value in set(traits)]
        design = np.hstack([table.features[places] * unit * scale for scale in _blocks(traits)])
        means = np.array([[float(trait.value == name) for trait in known] for name in traits])
        noise = self.inside.noise * np.eye(len(places))
        root = cho_factor(table.shared(places, places, self.across, self.inside) + noise, lower=True)
        slopes, intercepts = self._slopes(root, design, means, levels)
        self.pull_ = cho_solve(root, levels - design @ slopes - means @ intercepts)
        self.lines_ = {
            trait: _line(trait, slopes, unit, float(intercepts[place]), float(levels[traits == trait.value].mean()))
            for place, trait in enumerate(known)
        }
        return self

    def _slopes(
        self, root: Any, design: np.ndarray, means: np.ndarray, levels: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Whitened by the covariance, without the traits' own means, ridge with slopes of 0 and above."""
        white = solve_triangular(root[0], np.hstack([design, means, levels[:, None]]), lower=True)
        wide = design.shape[1]
        features, ones, answers = white[:, :wide], white[:, wide:-1], white[:, -1]
        basis, _ = np.linalg.qr(ones)
        centred = [each - basis @ (basis.T @ each) for each in (features, answers)]
        slopes = Ridge(alpha=self.penalty, positive=True, fit_intercept=False).fit(*centred).coef_
        intercepts = np.linalg.lstsq(ones, answers - features @ slopes, rcond=None)[0]
        return slopes, intercepts

    def predict(self, table: Table, places: np.ndarray, learned: np.ndarray) -> np.ndarray:
        """Levels of other rows, not yet stretched or held by caps.

        Parameters
        ----------
        table : Table
        places : int array (k,)
        learned : int array (m,)
            The rows that it was fitted on.
        """
        rows = [table.rows[place] for place in places]
        lines = np.array([level_of(row.values, self.lines_[row.trait]) for row in rows])
        result: np.ndarray = lines + table.shared(places, learned, self.across, self.inside) @ self.pull_
        return result

    def lessons(self, table: Table, places: np.ndarray) -> Lessons:
        """What the rows teach, as arrays to serve.

        Parameters
        ----------
        table : Table
        places : int array (m,)
            The rows that it was fitted on.
        """
        pairs = [(EVERYWHERE, trait.value) for trait in self.lines_]
        pairs += sorted(set(zip(table.scenarios[places], table.traits[places], strict=True)))
        parts = [self._lesson(table, places, story, trait) for story, trait in pairs]
        terms, meanings, offsets = (np.array(part) for part in zip(*parts, strict=True))
        names = {f"{story} {trait}": number for number, (story, trait) in enumerate(pairs)}
        return Lessons(names, term_columns(), terms, meanings, offsets)

    def _lesson(self, table: Table, places: np.ndarray, story: str, trait: str) -> tuple[np.ndarray, np.ndarray, float]:
        nearness = self.across if story == EVERYWHERE else self.inside
        counts = np.isin(table.scenarios[places], [story]) | (story == EVERYWHERE)
        pull = self.pull_ * counts * np.where(table.traits[places] == trait, 1.0, nearness.sharing)
        by_term = nearness.text * (table.terms[places].T @ pull)
        return by_term, nearness.meaning * (table.meanings[places].T @ pull), float(nearness.offset * pull.sum())


def _blocks(traits: np.ndarray) -> list[np.ndarray]:
    """Scales of the design's blocks: first the shared one, then each trait's own."""
    names = feature_names()
    owner = {kind.id: trait for trait in Trait for kind in _kinds_of(trait)}
    is_kind = np.array([name in owner for name in names])
    own = np.array([[owner.get(name) == trait for name in names] for trait in traits])
    shared = np.where(is_kind, np.where(own, KIND_SCALE, 0.0), 1.0)
    special = np.where(is_kind, OTHER_KIND_SCALE, OWN_SLOPES)
    return [shared, *(special * (traits == trait.value)[:, None] for trait in Trait)]


def _kinds_of(trait: Trait) -> list[Any]:
    first = {"good_listener": "L", "optimistic": "O"}.get(trait.value, trait.value[0].upper())
    return [kind for kind in evidence_kinds().values() if kind.id[0] == first]


def _line(trait: Trait, slopes: np.ndarray, unit: np.ndarray, intercept: float, mean: float) -> Line:
    names = feature_names()
    blocks = np.vstack([scale * np.ones((1, len(names))) for scale in _blocks(np.array([trait.value]))])
    total = (blocks * slopes.reshape(blocks.shape)).sum(axis=0) * unit
    kept = {name: round(float(value), 6) for name, value in zip(names, total, strict=True) if abs(value) > 1e-6}
    return Line(intercept, kept, mean, 1.0, 1.0, 1.0)
