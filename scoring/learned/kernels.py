"""Kernels of blocks in training: how alike rated texts are, in one way of reading them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy import sparse as matrices

from scoring.learned.blocks import Block
from scoring.learned.parts import Near, Part, Rare, Straight, dense, likeness, sparse
from scoring.learned.terms import BUCKETS, Terms

_TINY = 1e-12


class Kernel(Protocol):
    """Likeness between the rows of one block."""

    def gram(self) -> np.ndarray:
        """Likeness (n, n) of all rows to one another."""

    def part(self, slopes: np.ndarray) -> Part:
        """What is served: likeness to each row times its slopes (n, outputs)."""


@dataclass(frozen=True)
class Gaussian:
    """Falls off with distance; at the mean squared distance it is 1/e. Columns are scaled when `scaled`."""

    shift: np.ndarray
    scale: np.ndarray
    gamma: float
    rows: np.ndarray

    @classmethod
    def of(cls, block: Block, scaled: bool) -> Gaussian:
        """Learn shift, scale and width from the rows.

        Examples
        --------
        >>> Gaussian.of(np.array([[0.0], [2.0]]), scaled=True).gram().round(4).tolist()
        [[1.0, 0.1353], [0.1353, 1.0]]
        """
        shift, scale, rows = standard(dense(block), scaled)
        spread = 2 * rows.var(axis=0).sum()
        return cls(shift, scale, 1 / spread if spread > _TINY else 1.0, rows)

    def gram(self) -> np.ndarray:
        """Likeness (n, n) of all rows to one another."""
        return likeness(self.rows, self.rows, self.gamma)

    def part(self, slopes: np.ndarray) -> Near:
        """What is served."""
        return Near(self.shift, self.scale, np.array(self.gamma), self.rows, slopes)


@dataclass(frozen=True)
class Linear:
    """The inner product of columns. Columns are scaled when `scaled`."""

    shift: np.ndarray
    scale: np.ndarray
    rows: np.ndarray

    @classmethod
    def of(cls, block: Block, scaled: bool) -> Linear:
        """Learn shift and scale from the rows.

        Examples
        --------
        >>> Linear.of(np.array([[0.0], [2.0]]), scaled=False).gram().tolist()
        [[1.0, -1.0], [-1.0, 1.0]]
        """
        return cls(*standard(dense(block), scaled))

    def gram(self) -> np.ndarray:
        """Likeness (n, n) of all rows to one another."""
        return np.asarray(self.rows @ self.rows.T)

    def part(self, slopes: np.ndarray) -> Straight:
        """What is served."""
        return Straight(self.shift, self.scale, self.rows.T @ slopes)


def standard(rows: np.ndarray, scaled: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean, scale and standardised rows; columns that never vary are left at zero.

    Examples
    --------
    >>> standard(np.array([[1.0, 5.0], [3.0, 5.0]]), scaled=True)[2].tolist()
    [[-1.0, 0.0], [1.0, 0.0]]
    """
    shift = rows.mean(axis=0)
    spread = rows.std(axis=0)
    varies = spread > _TINY * np.maximum(1.0, np.abs(shift))
    scale = np.where(varies, spread, 1.0) if scaled else np.ones_like(spread)
    return shift, scale, np.where(varies, (rows - shift) / scale, 0.0)


@dataclass(frozen=True)
class TfIdf:
    """The cosine of terms weighted by rarity; how rare a term is, is learned from the rows."""

    ids: np.ndarray
    rarity: np.ndarray
    rows: matrices.csr_matrix

    @classmethod
    def of(cls, block: Block) -> TfIdf:
        """Learn which terms there are and how rare.

        Examples
        --------
        >>> from scoring.learned.terms import word_terms
        >>> TfIdf.of(word_terms(["one", "two"])).gram().tolist()
        [[1.0, 0.0], [0.0, 1.0]]
        """
        terms: Terms = sparse(block)
        ids, columns = np.unique(terms.ids, return_inverse=True)
        frequency = np.bincount(columns, minlength=len(ids))
        rarity = np.log((1 + terms.size) / (1 + frequency)) + 1
        weighted = terms.values * rarity[columns]
        owner = np.repeat(np.arange(terms.size), np.diff(terms.starts))
        length = np.sqrt(np.bincount(owner, weights=weighted**2, minlength=terms.size))
        shape = (terms.size, min(len(ids), BUCKETS))
        return cls(ids, rarity, matrices.csr_matrix((weighted / length[owner], columns, terms.starts), shape=shape))

    def gram(self) -> np.ndarray:
        """Likeness (n, n) of all rows to one another."""
        return np.asarray((self.rows @ self.rows.T).toarray())

    def part(self, slopes: np.ndarray) -> Rare:
        """What is served."""
        return Rare(self.ids, self.rarity, np.asarray(self.rows.T @ slopes))


def kernel_of(form: str, block: Block) -> Kernel:
    """The kernel of a block: ``"gaussian"``, ``"linear"``, each also as ``"scaled ..."``, or ``"tf-idf"``.

    Raises
    ------
    ValueError
        For another form.

    Examples
    --------
    >>> kernel_of("cubic", np.zeros((1, 1)))
    Traceback (most recent call last):
    ...
    ValueError: there is no kernel 'cubic'
    """
    scaled, kind = form.startswith("scaled "), form.removeprefix("scaled ")
    if form == "tf-idf":
        return TfIdf.of(block)
    if kind == "gaussian":
        return Gaussian.of(block, scaled)
    if kind == "linear":
        return Linear.of(block, scaled)
    raise ValueError(f"there is no kernel '{form}'")
