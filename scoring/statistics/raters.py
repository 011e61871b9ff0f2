"""What ratings of the same answers say of raters: severity, agreement, and how far a machine is behind people."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from scoring.statistics.agreement import whole_levels
from scoring.statistics.inputs import Numbers, pair, varies, within
from scoring.statistics.intervals import WithInterval, of_mean
from scoring.statistics.kappa import kappa, kappa_draws


def severity(own: ArrayLike, others: ArrayLike, confidence: float = 0.95) -> WithInterval:
    """How much lower a rater rates than the others do, in levels, on the same answers.

    Parameters
    ----------
    own, others : array (n,)
        The rater's level of each answer, and the mean of the others'.

    Returns
    -------
    WithInterval
        Above 0 for a severe rater, below 0 for a lenient one.

    Examples
    --------
    >>> severity([3, 2, 4, 3], [3.5, 3, 4, 4]).value
    0.625
    """
    level, mean = pair(own, others, "levels")
    return of_mean(mean - level, confidence)


def agreed(one: ArrayLike, other: ArrayLike, confidence: float = 0.95, seed: int = 0) -> WithInterval:
    """QWK of two raters, with the percentile interval of 1,000 bootstrap samples of answers.

    Parameters
    ----------
    one, other : array (n,)
        Levels 1 to 5, rounded to whole ones.
    confidence : float
        Strictly between 0 and 1.
    seed : int
        Of the samples: the same seed gives the same interval.

    Returns
    -------
    WithInterval
        None when a rater's levels never vary.

    Raises
    ------
    ValueError
        When lengths differ or a level is missing.

    Examples
    --------
    >>> found = agreed([1, 2, 3, 4, 5, 3], [1, 2, 3, 4, 4, 2])
    >>> round(found.value, 3), found.low < found.value < found.high
    (0.889, True)
    """
    first, second = (whole_levels(x) for x in pair(one, other, "levels"))
    if not (varies(first) and varies(second)):
        return WithInterval(None, None, None, len(first))
    return _of_draws(
        kappa(first, second), kappa_draws(first, second, np.arange(len(first)), seed), confidence, len(first)
    )


def behind(
    one: ArrayLike, other: ArrayLike, machine: ArrayLike, confidence: float = 0.95, seed: int = 0
) -> WithInterval:
    """QWK of two people less that of the first one and the machine, over the same bootstrap samples of answers.

    Parameters
    ----------
    one, other, machine : array (n,)
        Levels 1 to 5, rounded to whole ones.
    confidence : float
        Strictly between 0 and 1.
    seed : int
        Of the samples.

    Returns
    -------
    WithInterval
        Above 0 when people agree better. None when a person's levels never vary.

    Raises
    ------
    ValueError
        When lengths differ or a level is missing.

    Examples
    --------
    >>> round(behind([1, 2, 3, 4, 5], [1, 2, 3, 4, 5], [2, 2, 3, 4, 4]).value, 3)
    0.143
    """
    first, second = (whole_levels(x) for x in pair(one, other, "levels"))
    _, third = (whole_levels(x) for x in pair(one, machine, "levels"))
    if not (varies(first) and varies(second)):
        return WithInterval(None, None, None, len(first))
    each = np.arange(len(first))
    drawn = kappa_draws(first, second, each, seed) - kappa_draws(first, third, each, seed)
    return _of_draws(kappa(first, second) - kappa(first, third), drawn, confidence, len(first))


def _of_draws(value: float, drawn: Numbers, confidence: float, n: int) -> WithInterval:
    tail = 50 * (1 - within(confidence, "confidence", 0, 1, ends=False))
    low, high = np.percentile(drawn, [tail, 100 - tail])
    return WithInterval(value, float(low), float(high), n)
