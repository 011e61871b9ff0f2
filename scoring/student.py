"""Student's distribution for whole degrees of freedom, in a few lines: a web process must not load scipy for it."""

from __future__ import annotations

import math

_HALVINGS = 100


def below(t: float, degrees: int) -> float:
    """The distribution function, as the finite sum that it is for whole degrees (Abramowitz & Stegun 26.7.3, 26.7.4).

    Parameters
    ----------
    t : float
    degrees : int
        1 and more.

    Returns
    -------
    float
        0 to 1.

    Examples
    --------
    >>> round(below(1.0, 1), 12), round(below(0.0, 7), 12)
    (0.75, 0.5)
    """
    angle = math.atan2(t, math.sqrt(degrees))
    odd = degrees % 2
    term = math.cos(angle) if odd else 1.0
    total = 0.0
    for step in range(1 + odd, degrees, 2):
        total += term
        term *= math.cos(angle) ** 2 * step / (step + 1)
    inside = 2 / math.pi * (angle + math.sin(angle) * total) if odd else math.sin(angle) * total
    return (1 + inside) / 2


def quantile(chance: float, degrees: int) -> float:
    """The point that the distribution is below with this chance, found by halving.

    Parameters
    ----------
    chance : float
        From 0.5, below 1.
    degrees : int
        1 and more.

    Raises
    ------
    ValueError
        When one of them is anything else.

    Examples
    --------
    >>> [round(quantile(0.95, degrees), 3) for degrees in (1, 2, 9, 30)]
    [6.314, 2.92, 1.833, 1.697]
    """
    if degrees < 1 or not 0.5 <= chance < 1:
        raise ValueError(f"no point of Student's distribution for {chance} and {degrees} degrees of freedom")
    low, high = 0.0, 1.0
    while below(high, degrees) < chance:
        high *= 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle, degrees) < chance else (low, middle)
    return (low + high) / 2
