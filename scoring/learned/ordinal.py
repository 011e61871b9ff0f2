"""Cumulative logistic regression on a low-rank map of a kernel: one logit for each step between neighbouring levels.

Rows (or groups) left out are predicted by one Newton step from the whole fit (Rad & Maleki 2020).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RANK = 100
PENALTY = 0.3
_STEPS = 25
_CLOSE = 1e-10


@dataclass(frozen=True)
class LowRank:
    """The leading directions of a kernel, as columns, and what leads from the kernel's rows to them.

    Attributes
    ----------
    columns : array (n, rank)
    back : array (n, rank)
        kernel @ back = columns.
    """

    columns: np.ndarray
    back: np.ndarray

    @classmethod
    def of(cls, kernel: np.ndarray, rank: int = RANK, most_rows: int = 1000) -> LowRank:
        """The directions with the largest eigenvalues, at most a third of the rows.

        Where there are more than `most_rows`, the directions of so many evenly spaced rows (Nystroem).

        Examples
        --------
        >>> kernel = np.outer([1.0, 2.0, -3.0], [1.0, 2.0, -3.0])
        >>> found = LowRank.of(kernel)
        >>> bool(np.allclose(found.columns @ found.columns.T, kernel))
        True
        """
        rows = np.linspace(0, len(kernel) - 1, min(len(kernel), most_rows)).round().astype(int)
        size = len(rows)
        values, vectors = np.linalg.eigh(kernel[np.ix_(rows, rows)])
        kept = values > 1e-9 * max(1.0, float(values[-1]))
        kept[: max(0, size - max(1, min(rank, size // 3)))] = False
        back = np.zeros((len(kernel), int(kept.sum())))
        back[rows] = vectors[:, kept] / np.sqrt(values[kept])
        return cls(kernel @ back, back)


def step(columns: np.ndarray, above: np.ndarray, members: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """One logit by penalised maximum likelihood.

    Parameters
    ----------
    columns : array (n, rank)
    above : array (n,) of bool
        Whether the level is above the step.
    members : as `closed_form.members_of` gives

    Returns
    -------
    slopes : array (rank + 1,)
        The last one is the intercept, which has hardly any penalty.
    left_out : array (n,)
        The logit of each row by all rows of other groups, approximately.

    Examples
    --------
    >>> alone = [np.arange(4)[:, None]]
    >>> slopes, left = step(np.array([[-2.0], [-1.0], [1.0], [2.0]]), np.array([0, 0, 1, 1]) > 0, alone)
    >>> bool(slopes[0] > 0.5), [bool(each) for each in left > 0]
    (True, [False, False, True, True])
    """
    design = np.column_stack([columns, np.ones(len(columns))])
    penalty = np.full(design.shape[1], PENALTY)
    penalty[-1] = 1e-3
    slopes = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chance = sigmoid(design @ slopes)
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(penalty)
        change = np.linalg.solve(curve, design.T @ (above - chance) - penalty * slopes)
        slopes = slopes + change * min(1.0, 5.0 / (np.abs(change).max() + _CLOSE))
        if np.abs(change).max() < _CLOSE:
            break
    return slopes, _left_out(design, slopes, above, penalty, members)


def _left_out(
    design: np.ndarray, slopes: np.ndarray, above: np.ndarray, penalty: np.ndarray, members: Sequence[np.ndarray]
) -> np.ndarray:
    logits = design @ slopes
    chance = sigmoid(logits)
    weight = chance * (1 - chance)
    spread = np.linalg.solve((design * weight[:, None]).T @ design + np.diag(penalty), design.T)
    result = np.array(logits)
    for rows in members:
        own = design[rows] @ spread.T[rows].transpose(0, 2, 1)
        kept = np.eye(rows.shape[1]) - weight[rows][:, :, None] * own
        error = np.linalg.solve(kept, (above - chance)[rows][..., None])
        result[rows] = logits[rows] - (own @ error)[..., 0]
    return result


def sigmoid(logit: np.ndarray) -> np.ndarray:
    """From a logit to a chance.

    Examples
    --------
    >>> sigmoid(np.array([0.0, 800.0, -800.0])).tolist()
    [0.5, 1.0, 0.0]
    """
    return np.asarray(0.5 * (1 + np.tanh(0.5 * logit)))
