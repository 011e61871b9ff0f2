"""Does a score predict work, and what would choosing by it change?"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from scoring.statistics.inputs import within
from scoring.statistics.intervals import WithInterval, of_correlation

_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(200)
_FAR = 9.0  # standard deviations beyond which nobody is left in 16 digits


def criterion_validity(scores: ArrayLike, criterion: ArrayLike, confidence: float = 0.95) -> WithInterval:
    """Correlation of scores with a measure of work, with Fisher's interval.

    Parameters
    ----------
    scores, criterion : array (n,)
    confidence : float
        Strictly between 0 and 1.

    Returns
    -------
    WithInterval
        Of None when one of them never varies; without an interval below four people.

    Raises
    ------
    ValueError
        When lengths differ, or a number is missing.

    Examples
    --------
    >>> found = criterion_validity([1, 2, 3, 4, 5, 6], [2, 1, 4, 3, 6, 5])
    >>> round(found.value, 3), round(found.low, 3), round(found.high, 3), found.n
    (0.829, 0.052, 0.981, 6)
    """
    return of_correlation(scores, criterion, confidence)


def unrestricted(r: float, chosen_spread: float, all_spread: float) -> float:
    """The correlation among all applicants from that among the chosen (Thorndike 1949, case II).

    Takes the line to be straight and the error to be even over the whole range, and choice to have been by this score.

    Parameters
    ----------
    r : float
        -1 to 1, among the chosen.
    chosen_spread, all_spread : float
        Standard deviations of the score, above 0, among the chosen and among all.

    Returns
    -------
    float
        -1 to 1.

    Raises
    ------
    ValueError
        Outside of those ranges.

    Examples
    --------
    >>> round(unrestricted(0.25, 5, 12), 4)
    0.5267
    """
    within(r, "r", -1, 1)
    small, large = (within(x, "standard deviation", 0, math.inf, ends=False) for x in (chosen_spread, all_spread))
    if math.isinf(large / small) or math.isinf(large):
        raise ValueError("standard deviation: both must be finite")
    ratio = large / small
    return r * ratio / math.sqrt(1 - r * r + r * r * ratio * ratio)


def taylor_russell(base_rate: float, selection_ratio: float, validity: float) -> float:
    """The share of the chosen who will do well (Taylor & Russell 1939), score and work being bivariate normal.

    Parameters
    ----------
    base_rate : float
        Share of all applicants who would do well, strictly between 0 and 1.
    selection_ratio : float
        Share of applicants who are chosen, strictly between 0 and 1, by the highest scores.
    validity : float
        -1 to 1.

    Returns
    -------
    float
        0 to 1; the base rate when the validity is 0.

    Raises
    ------
    ValueError
        Outside of those ranges.

    Examples
    --------
    >>> [round(taylor_russell(0.5, ratio, 0.35), 6) for ratio in (0.1, 0.2, 0.5)]
    [0.741419, 0.696552, 0.613818]
    """
    good = within(base_rate, "base rate", 0, 1, ends=False)
    chosen = within(selection_ratio, "selection ratio", 0, 1, ends=False)
    if abs(within(validity, "validity", -1, 1)) > 1 - 1e-9:
        return min(good, chosen) / chosen if validity > 0 else max(0.0, good + chosen - 1) / chosen
    if abs(validity) < 1e-15:
        return good
    return min(1.0, max(0.0, _both(-float(ndtri(good)), -float(ndtri(chosen)), validity) / chosen))


def _both(work: float, score: float, r: float) -> float:
    """P(work above and score above), summed over the score in pieces, the steep place between two of them."""
    steep = min(_FAR, max(score, work / r))
    width = math.sqrt(1 - r * r)
    near = [min(_FAR, max(score, steep + side * 8 * width / abs(r))) for side in (-1, 1)]
    ends = sorted({min(score, _FAR), near[0], steep, near[1], _FAR})
    return sum(_piece(low, high, work, r, width) for low, high in pairwise(ends))


def _piece(low: float, high: float, work: float, r: float, width: float) -> float:
    at = (high + low) / 2 + (high - low) / 2 * _POINTS
    dense = np.exp(-at * at / 2) / math.sqrt(2 * math.pi) * ndtr((r * at - work) / width)
    return float((_WEIGHTS * dense).sum() * (high - low) / 2)


def naylor_shine(validity: float, selection_ratio: float) -> float:
    """How many standard deviations of work the chosen are above all applicants (Naylor & Shine 1965).

    Parameters
    ----------
    validity : float
        -1 to 1.
    selection_ratio : float
        Share chosen, above 0 to 1.

    Returns
    -------
    float
        0 when all are chosen.

    Raises
    ------
    ValueError
        Outside of those ranges.

    Examples
    --------
    >>> round(naylor_shine(0.35, 0.2), 4)
    0.4899
    """
    within(validity, "validity", -1, 1)
    if not 0 < selection_ratio <= 1:
        raise ValueError(f"selection ratio: {selection_ratio} is not above 0 and at most 1")
    limit = float(ndtri(selection_ratio))
    return validity * math.exp(-limit * limit / 2) / math.sqrt(2 * math.pi) / selection_ratio
