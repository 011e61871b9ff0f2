"""Where differences come from, and how dependable other designs would be (Cronbach et al. 1972; Brennan 2001)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import ArrayLike

from scoring.statistics.inputs import Figure, Numbers, table, within

_TINY = 1e-12


@dataclass(frozen=True)
class Variances:
    """Variance components of a crossed design, all facets random.

    Attributes
    ----------
    of : dict
        By facets, such as ``"p"``, ``"i"`` and ``"pi"``; the one with all facets holds what is left, too. In squared
        units of the scores. Never below 0.
    below_zero : tuple of str
        Whose estimate was below 0, which says that the study was small; they stand as 0.
    """

    of: dict[str, float]
    below_zero: tuple[str, ...]


@dataclass(frozen=True)
class Dependability:
    """How well a design would tell persons apart.

    Attributes
    ----------
    relative_error, absolute_error : float
        Error variance of order, and of levels.
    generalizability, dependability : float or None
        Share of variance that is the person: for order (E rho squared) and for levels (phi), 0 to 1. None when nothing
        varies.
    """

    relative_error: float
    absolute_error: float
    generalizability: Figure
    dependability: Figure


def g_study(scores: ArrayLike, facets: str = "pi") -> Variances:
    """Variance components of persons by scenarios, or by scenarios and raters, from mean squares.

    Other components are found before any is set to 0 (Brennan 2001).

    Parameters
    ----------
    scores : array (persons, scenarios) or (persons, scenarios, raters)
        Completely crossed; two or more of each. Any number of facets will do.
    facets : str
        One letter for each dimension, such as ``"pi"`` or ``"pir"``.

    Returns
    -------
    Variances

    Raises
    ------
    ValueError
        When dimensions and facets differ in number, a facet has fewer than two, or a score is missing.

    Examples
    --------
    >>> rows = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> {facet: round(value, 3) for facet, value in g_study(rows).of.items()}
    {'p': 2.556, 'i': 5.244, 'pi': 1.019}
    """
    if len(set(facets)) != len(facets):
        raise ValueError(f"facets: {facets} has a letter twice")
    found = table(scores, "scores", (2,) * len(facets))
    sizes = dict(zip(facets, found.shape, strict=True))
    squares = _mean_squares(found - found.mean(), sizes)
    raw = {facet: _component(facet, squares, sizes) for facet in squares}
    rounding = _TINY * max(float((found**2).mean()), 1e-100)
    below = tuple(facet for facet, value in raw.items() if value < -rounding)
    return Variances({facet: value if value > rounding else 0.0 for facet, value in raw.items()}, below)


def _mean_squares(scores: Numbers, sizes: Mapping[str, int]) -> dict[str, float]:
    effects: dict[str, Numbers] = {}
    for facet in _subsets("".join(sizes)):
        axes = tuple(place for place, letter in enumerate(sizes) if letter not in facet)
        mean = scores.mean(axis=axes, keepdims=True)
        effects[facet] = mean - sum((effect for name, effect in effects.items() if set(name) < set(facet)), np.zeros(1))
    return {facet: _square(effect, facet, sizes) for facet, effect in effects.items()}


def _subsets(letters: str) -> list[str]:
    return ["".join(chosen) for size in range(1, len(letters) + 1) for chosen in combinations(letters, size)]


def _square(effect: Numbers, facet: str, sizes: Mapping[str, int]) -> float:
    repeated = prod(size for letter, size in sizes.items() if letter not in facet)
    return repeated * float((effect**2).sum()) / prod(sizes[letter] - 1 for letter in facet)


def _component(facet: str, squares: Mapping[str, float], sizes: Mapping[str, int]) -> float:
    larger = (name for name in squares if set(name) >= set(facet))
    signed = sum(squares[name] * (-1.0) ** (len(name) - len(facet)) for name in larger)
    return float(signed / prod(size for letter, size in sizes.items() if letter not in facet))


def d_study(variances: Variances, design: Mapping[str, float], person: str = "p") -> Dependability:
    """How dependable the mean over so many scenarios (and raters) would be.

    Parameters
    ----------
    variances : Variances
    design : mapping
        How many of each other facet, such as ``{"i": 16, "r": 2}``.
    person : str
        The facet that is measured.

    Returns
    -------
    Dependability

    Raises
    ------
    ValueError
        When the design does not name exactly the other facets, or has fewer than one of them.

    Examples
    --------
    >>> rows = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    >>> found = d_study(g_study(rows), {"i": 4})
    >>> round(found.generalizability, 4), round(found.dependability, 4)
    (0.9093, 0.6201)
    """
    letters = {letter for facet in variances.of for letter in facet}
    if set(design) != letters - {person} or person not in letters:
        raise ValueError(f"design: {sorted(letters - {person})} are needed, not {sorted(design)}")
    sizes = {letter: within(size, f"design {letter}", 1, float("inf")) for letter, size in design.items()}
    shares = {
        facet: value / prod(sizes[letter] for letter in facet if letter != person)
        for facet, value in variances.of.items()
        if facet != person
    }
    relative = sum(share for facet, share in shares.items() if person in facet)
    absolute, true = sum(shares.values()), variances.of[person]
    return Dependability(relative, absolute, _share(true, relative), _share(true, absolute))


def _share(true: float, error: float) -> Figure:
    return true / (true + error) if true + error > 0 else None
