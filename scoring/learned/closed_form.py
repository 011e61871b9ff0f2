"""Ridge regression on a kernel with its leave-one-out predictions in closed form.

With H = (K + noise)^-1 and a = H y, the prediction of a row left out is y - a / diag(H); of a group left out together
y_g - H_gg^-1 a_g (Rasmussen & Williams 2006, section 5.4.2, for one row; the block form is the same algebra).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# The least of them keeps the matrix well away from singular.
NOISES = np.geomspace(0.03, 30.0, 13)


def members_of(groups: np.ndarray) -> list[np.ndarray]:
    """The rows of each group, gathered by size so that groups of one size are solved at once.

    Returns
    -------
    list of array (groups of that size, size)

    Examples
    --------
    >>> [each.tolist() for each in members_of(np.array(["a", "b", "a", "c"]))]
    [[[1], [3]], [[0, 2]]]
    """
    _, place, counts = np.unique(groups, return_inverse=True, return_counts=True)
    rows = np.split(np.argsort(place, kind="stable"), np.cumsum(counts)[:-1])
    sizes = sorted(set(counts.tolist()))
    return [np.array([each for each in rows if len(each) == size]) for size in sizes]


@dataclass(frozen=True)
class Spectrum:
    """A kernel's eigenvectors: every noise and every output costs little after them."""

    values: np.ndarray
    vectors: np.ndarray

    @classmethod
    def of(cls, kernel: np.ndarray) -> Spectrum:
        """Eigenvalues below 0 are rounding.

        Examples
        --------
        >>> Spectrum.of(np.eye(2)).values.tolist()
        [1.0, 1.0]
        """
        values, vectors = np.linalg.eigh(kernel)
        return cls(np.maximum(values, 0.0), vectors)

    def left_out(self, targets: np.ndarray, noise: float, members: Sequence[np.ndarray]) -> np.ndarray:
        """Predictions (n, outputs) of each row by all rows of other groups.

        Examples
        --------
        >>> one = Spectrum.of(np.ones((2, 2)))
        >>> one.left_out(np.array([[2.0], [4.0]]), 1.0, [np.array([[0], [1]])]).round(9).ravel().tolist()
        [2.0, 1.0]
        """
        inverse = 1 / (self.values + noise)
        slopes = self.vectors @ (inverse[:, None] * (self.vectors.T @ targets))
        predictions = np.empty_like(targets)
        for rows in members:
            own = self.vectors[rows]
            if rows.shape[1] == 1:
                alone = (own[:, 0] * own[:, 0]) @ inverse
                predictions[rows[:, 0]] = targets[rows[:, 0]] - slopes[rows[:, 0]] / alone[:, None]
                continue
            blocks = (own * inverse) @ own.transpose(0, 2, 1)
            predictions[rows] = targets[rows] - np.linalg.solve(blocks, slopes[rows])
        return predictions


def solved(
    kernel: np.ndarray, noise: float, targets: np.ndarray, members: Sequence[np.ndarray]
) -> tuple[np.ndarray, np.ndarray]:
    """Slopes and leave-one-out predictions of one output.

    Parameters
    ----------
    kernel : array (n, n)
    noise : float
    targets : array (n,)
    members : as `members_of` gives

    Returns
    -------
    slopes, predictions : array (n,)

    Examples
    --------
    >>> slopes, left = solved(np.ones((2, 2)), 1.0, np.array([2.0, 4.0]), [np.array([[0], [1]])])
    >>> abs(slopes).round(6).tolist(), left.round(6).tolist()
    ([0.0, 2.0], [2.0, 1.0])
    """
    inverse = np.linalg.inv(kernel + noise * np.eye(len(kernel)))
    slopes = inverse @ targets
    predictions = np.empty_like(targets)
    for rows in members:
        blocks = inverse[rows[:, :, None], rows[:, None, :]]
        predictions[rows] = targets[rows] - np.linalg.solve(blocks, slopes[rows][..., None])[..., 0]
    return slopes, predictions
