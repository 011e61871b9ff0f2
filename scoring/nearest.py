"""What a situation's own example answers add: answers alike theirs err alike.

The levels that the features give to the examples differ from the authors' levels. Those differences are carried over
to a new answer by how alike the texts are in words and in meaning: simple kriging, the posterior mean of a Gaussian
process (Rasmussen and Williams 2006, chapter 2) whose covariance is offset + text * likeness + meaning * cosine, times
1 or `sharing` for another trait.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from scenarios.traits import Trait
from scoring.lessons import Portrait
from scoring.similarity import Vector, likeness
from scoring.weights_file import Nearness


@dataclass(frozen=True)
class Known:
    """An example answer's level on one trait, beside what the features say.

    Attributes
    ----------
    answer : int
        Which example it is; its traits share the number.
    surprise : float
        The authors' level minus the features' level.
    """

    answer: int
    portrait: Portrait
    trait: Trait
    surprise: float


def covariance(likenesses: np.ndarray, cosines: np.ndarray, same_trait: np.ndarray, nearness: Nearness) -> np.ndarray:
    """The prior covariance of surprises.

    Parameters
    ----------
    likenesses : array (n, m)
        Cosines of terms, 0 to 1.
    cosines : array (n, m)
        Cosines of meanings, -1 to 1.
    same_trait : bool array (n, m)

    Returns
    -------
    array (n, m)
        In levels squared.

    Examples
    --------
    >>> covariance(np.ones((1, 1)), np.zeros((1, 1)), np.array([[False]]), Nearness(0.1, 2.0, 1.0, 0.3, 0.5))
    array([[1.05]])
    """
    alike = nearness.offset + nearness.text * likenesses + nearness.meaning * cosines
    shared: np.ndarray = alike * np.where(same_trait, 1.0, nearness.sharing)
    return shared


@dataclass(frozen=True)
class Neighbours:
    """The examples of a situation with their solved weights."""

    index: Mapping[str, tuple[tuple[int, float], ...]]
    meanings: np.ndarray
    answer: np.ndarray
    trait: np.ndarray
    pull: np.ndarray
    nearness: Nearness

    @property
    def answers(self) -> int:
        """How many examples there are."""
        return len(self.meanings)

    def corrections(self, portrait: Portrait, traits: Iterable[Trait]) -> dict[Trait, float]:
        """What to add to each trait's level, in levels; 0 without examples."""
        if not self.answers:
            return dict.fromkeys(traits, 0.0)
        alike = self.likenesses(portrait.terms)[self.answer]
        cosines = (self.meanings * portrait.meaning).sum(axis=1)[self.answer]
        return {trait: self._correction(alike, cosines, trait) for trait in traits}

    def likenesses(self, vector: Vector) -> np.ndarray:
        """The cosine of a vector with every example, shape (answers,); terms are added in their own order."""
        sums = [0.0] * self.answers
        for term, value in vector.items():
            for number, weight in self.index.get(term, ()):
                sums[number] += value * weight
        return np.array(sums)

    def _correction(self, alike: np.ndarray, cosines: np.ndarray, trait: Trait) -> float:
        shared = covariance(alike, cosines, self.trait == trait.value, self.nearness)
        return float((shared * self.pull).sum())


def neighbours(known: Sequence[Known], nearness: Nearness) -> Neighbours:
    """Solve for the pull of every example.

    Parameters
    ----------
    known : sequence of Known
    nearness : Nearness

    Returns
    -------
    Neighbours
    """
    numbers = sorted({each.answer for each in known})
    portraits = [next(each.portrait for each in known if each.answer == number) for number in numbers]
    place = np.array([numbers.index(each.answer) for each in known], dtype=int)
    traits = np.array([each.trait.value for each in known])
    if not known:
        return Neighbours({}, np.zeros((0, 0)), place, traits, np.array([]), nearness)
    meanings = np.array([portrait.meaning for portrait in portraits])
    likenesses, cosines = alike(portraits)
    same = traits[:, None] == traits[None, :]
    shared = covariance(likenesses[np.ix_(place, place)], cosines[np.ix_(place, place)], same, nearness)
    surprise = np.array([each.surprise for each in known])
    with threadpool_limits(1, "blas"):  # the order of sums, and so the last bits, hang on the number of threads
        pull = np.linalg.solve(shared + nearness.noise * np.eye(len(known)), surprise)
    return Neighbours(_index([portrait.terms for portrait in portraits]), meanings, place, traits, pull, nearness)


def alike(portraits: Sequence[Portrait]) -> tuple[np.ndarray, np.ndarray]:
    """The likeness of terms and the cosine of meanings between answers, each of shape (n, n)."""
    meanings = np.array([portrait.meaning for portrait in portraits])
    likenesses = np.array([[likeness(one.terms, other.terms) for other in portraits] for one in portraits])
    with threadpool_limits(1, "blas"):
        return likenesses, meanings @ meanings.T


def _index(vectors: Sequence[Vector]) -> dict[str, tuple[tuple[int, float], ...]]:
    terms = sorted({term for vector in vectors for term in vector})
    return {term: tuple((number, each[term]) for number, each in enumerate(vectors) if term in each) for term in terms}
