"""Which shipped situation an answer is about, told by its words and its meaning.

One line for each situation, learned by ridge regression on whether an answer was given to it. Only training imports
this module; what it learns is served as lessons named ``"S02 story"``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_array

from scoring.lessons import STORY, Lessons, Portrait

PENALTY = 1.0
# The share of genuine answers that may look like answers to another situation: a person looks at them.
MISTAKEN = 0.005


@dataclass
class StoryRidge:
    """One ridge regression for each story, all on the same kernel: terms plus meaning.

    Attributes
    ----------
    lessons_ : Lessons
        One for each story, after `fit`.
    margins_ : array (n,)
        How far each answer lies nearer to its own story than to the nearest other, the answer itself left out.
    """

    penalty: float = PENALTY
    lessons_: Lessons = field(init=False)
    margins_: np.ndarray = field(init=False)

    def fit(self, portraits: Sequence[Portrait], stories: Sequence[str], columns: dict[str, int]) -> StoryRidge:
        """Learn from answers and the story each was given to.

        Parameters
        ----------
        portraits : sequence of Portrait
            n of them.
        stories : sequence of str
            n of them.
        columns : dict
            The number of every term.
        """
        names = sorted(set(stories))
        terms, meanings = matrix_of(portraits, columns), np.array([each.meaning for each in portraits])
        told = np.array([[float(story == name) for name in names] for story in stories])
        mean = told.mean(axis=0)
        kernel = (terms @ terms.T).toarray() + meanings @ meanings.T
        inverse = np.linalg.inv(kernel + self.penalty * np.eye(len(stories)))
        pull = inverse @ (told - mean)
        self.margins_ = margins(told - pull / np.diag(inverse)[:, None], told)
        place = {f"{name} {STORY}": number for number, name in enumerate(names)}
        self.lessons_ = Lessons(place, columns, (terms.T @ pull).T, pull.T @ meanings, mean)
        return self


def margins(scores: np.ndarray, told: np.ndarray) -> np.ndarray:
    """How far the score of the own story lies above the best other.

    Examples
    --------
    >>> margins(np.array([[0.9, 0.2], [0.6, 0.4]]), np.array([[1.0, 0.0], [0.0, 1.0]])).round(1).tolist()
    [0.7, -0.2]
    """
    own = (scores * told).sum(axis=1)
    nearer: np.ndarray = own - np.where(told > 0, -np.inf, scores).max(axis=1)
    return nearer


def matrix_of(portraits: Sequence[Portrait], columns: dict[str, int]) -> csr_array:
    """The vectors of terms as the rows of one matrix, shape (answers, terms)."""
    counts = [len(each.terms) for each in portraits]
    places = [columns[term] for each in portraits for term in each.terms]
    values = [value for each in portraits for value in each.terms.values()]
    return csr_array((values, places, np.r_[0, np.cumsum(counts)]), shape=(len(portraits), len(columns)))
