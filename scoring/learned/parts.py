"""What is served of a kernel: numpy only, no training library, no pickle.

A part gives each text's share of every output. Kernels that are linear in their features are folded into slopes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Protocol

import numpy as np

from scoring.learned.blocks import Block
from scoring.learned.terms import Terms

Arrays = Mapping[str, np.ndarray]


class Part(Protocol):
    """One block's share of the outputs."""

    def values(self, block: Block) -> np.ndarray:
        """Shares (n, outputs) for the rows of a block."""

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything there is to keep."""


def dense(block: Block) -> np.ndarray:
    """The block, which has to be an array.

    Examples
    --------
    >>> dense(np.array([[1, 2]])).dtype
    dtype('float64')
    """
    if isinstance(block, Terms):
        raise TypeError("this block is numbered terms, and the kernel wants an array")
    return np.asarray(block, dtype=float)


def sparse(block: Block) -> Terms:
    """The block, which has to be numbered terms.

    Examples
    --------
    >>> sparse(np.zeros((1, 1)))
    Traceback (most recent call last):
    ...
    TypeError: this block is an array, and the kernel wants numbered terms
    """
    if not isinstance(block, Terms):
        raise TypeError("this block is an array, and the kernel wants numbered terms")
    return block


@dataclass(frozen=True)
class Near:
    """A Gaussian kernel: likeness to the rows that were rated.

    Attributes
    ----------
    shift, scale : array (p,)
    gamma : array ()
    rows : array (n, p)
        Shifted and scaled.
    slopes : array (n, outputs)
    """

    shift: np.ndarray
    scale: np.ndarray
    gamma: np.ndarray
    rows: np.ndarray
    slopes: np.ndarray

    def values(self, block: Block) -> np.ndarray:
        """Likeness to each kept row times its slope."""
        new = (dense(block) - self.shift) / self.scale
        return np.asarray(_falling(new, self.rows, self._squares, float(self.gamma)) @ self.slopes)

    @cached_property
    def _squares(self) -> np.ndarray:
        return np.asarray((self.rows * self.rows).sum(axis=1))

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything there is to keep."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def likeness(one: np.ndarray, other: np.ndarray, gamma: float) -> np.ndarray:
    """exp(-gamma * squared distance) between rows.

    Examples
    --------
    >>> likeness(np.array([[0.0], [1.0]]), np.array([[0.0]]), 1.0).round(4).ravel().tolist()
    [1.0, 0.3679]
    """
    return _falling(one, other, (other * other).sum(axis=1), gamma)


def _falling(one: np.ndarray, other: np.ndarray, other_squares: np.ndarray, gamma: float) -> np.ndarray:
    apart = (one * one).sum(axis=1)[:, None] + other_squares[None, :] - 2 * (one @ other.T)
    return np.asarray(np.exp(-gamma * np.maximum(apart, 0.0)))


@dataclass(frozen=True)
class Straight:
    """A linear kernel, folded into one slope for each column.

    Attributes
    ----------
    shift, scale : array (p,)
    slopes : array (p, outputs)
    """

    shift: np.ndarray
    scale: np.ndarray
    slopes: np.ndarray

    def values(self, block: Block) -> np.ndarray:
        """Columns times slopes."""
        return np.asarray(((dense(block) - self.shift) / self.scale) @ self.slopes)

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything there is to keep."""
        return dict(vars(self))


@dataclass(frozen=True)
class Rare:
    """A linear kernel over TF-IDF, folded into one slope for each term that training knew.

    Attributes
    ----------
    ids : array (v,)
        Rising.
    rarity : array (v,)
        Inverse document frequency.
    slopes : array (v, outputs)
    """

    ids: np.ndarray
    rarity: np.ndarray
    slopes: np.ndarray

    def values(self, block: Block) -> np.ndarray:
        """Each text's known terms, weighted by rarity and scaled to length one, times slopes."""
        terms = sparse(block)
        spans = zip(terms.starts[:-1], terms.starts[1:], strict=True)
        rows = [self._row(terms.ids[first:last], terms.values[first:last]) for first, last in spans]
        return np.array(rows).reshape(len(rows), self.slopes.shape[1])

    def _row(self, ids: np.ndarray, values: np.ndarray) -> np.ndarray:
        places = np.searchsorted(self.ids, ids)
        places[places == len(self.ids)] = 0
        known = self.ids[places] == ids if len(self.ids) else np.zeros(len(ids), dtype=bool)
        weighted = values[known] * self.rarity[places[known]]
        length = np.sqrt(weighted @ weighted)
        return np.asarray(weighted @ self.slopes[places[known]] / (length or 1.0))

    def arrays(self) -> dict[str, np.ndarray]:
        """Everything there is to keep."""
        return dict(vars(self))


PARTS: dict[str, type[Near] | type[Straight] | type[Rare]] = {"near": Near, "straight": Straight, "rare": Rare}
