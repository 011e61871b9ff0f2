"""Small exact linear algebra in plain Python: the same bits in every process, whatever library numpy rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence

Row = tuple[float, ...]
Matrix = tuple[Row, ...]


def identity(size: int) -> Matrix:
    """Ones on the diagonal.

    Examples
    --------
    >>> identity(2)
    ((1.0, 0.0), (0.0, 1.0))
    """
    return tuple(tuple(float(i == j) for j in range(size)) for i in range(size))


def cholesky(matrix: Matrix) -> Matrix:
    """The lower triangle L with L L' = matrix.

    Raises
    ------
    ValueError
        When the matrix is not positive definite.

    Examples
    --------
    >>> cholesky(((4.0, 2.0), (2.0, 5.0)))
    ((2.0, 0.0), (1.0, 2.0))
    """
    size = len(matrix)
    lower = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j] - math.fsum(lower[i][k] * lower[j][k] for k in range(j))
            if i == j and not rest > 0:
                raise ValueError("the matrix is not positive definite")
            lower[i][j] = math.sqrt(rest) if i == j else rest / lower[j][j]
    return tuple(map(tuple, lower))


def solve(matrix: Matrix, right: Sequence[float]) -> Row:
    """x with matrix x = right, for a symmetric positive definite matrix.

    Examples
    --------
    >>> solve(((4.0, 2.0), (2.0, 5.0)), (8.0, 9.0))
    (1.375, 1.25)
    """
    return _solved(cholesky(matrix), right)


def _solved(lower: Matrix, right: Sequence[float]) -> Row:
    """x with L L' x = right."""
    size = len(lower)
    forward: list[float] = []
    for i in range(size):
        forward.append((right[i] - math.fsum(lower[i][k] * forward[k] for k in range(i))) / lower[i][i])
    back = [0.0] * size
    for i in reversed(range(size)):
        back[i] = (forward[i] - math.fsum(lower[k][i] * back[k] for k in range(i + 1, size))) / lower[i][i]
    return tuple(back)


def inverse(matrix: Matrix) -> Matrix:
    """The inverse of a symmetric positive definite matrix, symmetric to the last bit.

    Examples
    --------
    >>> inverse(((4.0, 0.0), (0.0, 16.0)))
    ((0.25, 0.0), (0.0, 0.0625))
    """
    size, lower = len(matrix), cholesky(matrix)
    columns = [_solved(lower, row) for row in identity(size)]
    return tuple(tuple((columns[i][j] + columns[j][i]) / 2 for j in range(size)) for i in range(size))


def product(matrix: Matrix, vector: Sequence[float]) -> Row:
    """Matrix times vector.

    Examples
    --------
    >>> product(((1.0, 2.0), (0.0, 1.0)), (3.0, 1.0))
    (5.0, 1.0)
    """
    return tuple(math.fsum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def quadratic(matrix: Matrix, vector: Sequence[float]) -> float:
    """vector' matrix vector.

    Examples
    --------
    >>> quadratic(((2.0, 1.0), (1.0, 3.0)), (1.0, 1.0))
    7.0
    """
    return math.fsum(a * b for a, b in zip(vector, product(matrix, vector), strict=True))
