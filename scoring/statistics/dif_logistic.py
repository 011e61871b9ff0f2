"""Differential item functioning by logistic regression: uniform, and such as grows or turns with the score."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, expit

from scoring.statistics.inputs import Numbers, pair, same_length, varies, yes_or_no

_STEPS = 100
_STILL = 1e-9
_APART = 30.0  # log odds beyond which a group or a score tells answers apart with certainty


@dataclass(frozen=True)
class LikelihoodRatio:
    """How much better a fit is with further terms.

    Attributes
    ----------
    chi_square : float
        Twice the gain in log likelihood, from 0.
    freedom : int
        Terms more.
    p : float
        0 to 1.
    nagelkerke : float
        Rise of Nagelkerke's R squared, 0 to 1.
    """

    chi_square: float
    freedom: int
    p: float
    nagelkerke: float


@dataclass(frozen=True)
class LogisticDif:
    """What logistic regression says of one item.

    Attributes
    ----------
    uniform : LikelihoodRatio
        Group beside the score.
    non_uniform : LikelihoodRatio
        Group times score beside both.
    both : LikelihoodRatio
        Both beside the score alone.
    bias : float
        Log odds of a right answer of the focal beside the reference group at equal scores; below 0 is harder for it.
    class_ : str
        By Jodoin and Gierl (2001), of `both`: A negligible or not significant at .05, B from .035, C from .070.
    """

    uniform: LikelihoodRatio
    non_uniform: LikelihoodRatio
    both: LikelihoodRatio
    bias: float
    class_: str


def logistic_dif(right: ArrayLike, focal: ArrayLike, matched_on: ArrayLike) -> LogisticDif | None:
    """Logistic regression of a right answer on score, group and both (Swaminathan & Rogers 1990).

    Parameters
    ----------
    right, focal : array (n,)
        0 or 1.
    matched_on : array (n,)
        The score that people are matched on, in any unit.

    Returns
    -------
    LogisticDif or None
        None when all answers are alike, there is one group, a group has one score, or score and group tell right from
        wrong with certainty, so that no odds can be estimated.

    Raises
    ------
    ValueError
        When lengths differ, something else than 0 and 1 is given, or a score is not finite.

    Examples
    --------
    >>> right = [0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0]
    >>> found = logistic_dif(right, [0] * 6 + [1] * 6, [1, 2, 3, 4, 5, 6] * 2)
    >>> round(found.uniform.chi_square, 3), round(found.non_uniform.chi_square, 3), found.class_
    (1.637, 0.823, 'A')
    """
    answers = yes_or_no(right, "right").astype(float)
    group, score = pair(yes_or_no(focal, "focal").astype(float), matched_on, "focal and matched on")
    same_length("right and focal", answers, group)
    if not (varies(answers) and varies(group) and varies(score)):
        return None
    score = (score - score.mean()) / score.std()
    columns = np.column_stack([np.ones_like(score), score, group, score * group])
    if np.linalg.matrix_rank(columns) < 4:
        return None
    fits = [fit_logistic(columns[:, :size], answers) for size in (1, 2, 3, 4)]
    return _compared([fit for fit in fits if fit], len(answers))


def _compared(fits: list[Fit], n: int) -> LogisticDif | None:
    if len(fits) < 4:
        return None
    null, alone, grouped, full = fits
    uniform, non_uniform, both = (_ratio(null, *two, n=n) for two in ((alone, grouped), (grouped, full), (alone, full)))
    return LogisticDif(uniform, non_uniform, both, float(grouped.coefficients[2]), _class(both))


def _ratio(null: Fit, less: Fit, more: Fit, n: int) -> LikelihoodRatio:
    gained, freedom = max(0.0, 2 * (more.log_likelihood - less.log_likelihood)), len(more.coefficients)
    freedom -= len(less.coefficients)
    rise = nagelkerke(null.log_likelihood, more.log_likelihood, n) - nagelkerke(
        null.log_likelihood, less.log_likelihood, n
    )
    return LikelihoodRatio(gained, freedom, float(chdtrc(freedom, gained)), max(0.0, rise))


def nagelkerke(null: float, fitted: float, n: int) -> float:
    """Nagelkerke's R squared (1991) of two log likelihoods.

    Parameters
    ----------
    null, fitted : float
        Log likelihoods without and with predictors; `null` is below 0.
    n : int
        People.

    Examples
    --------
    >>> round(nagelkerke(-8.0, -6.0, 12), 3)
    0.385
    """
    return math.expm1(2 * (null - fitted) / n) / math.expm1(2 * null / n)


def _class(both: LikelihoodRatio) -> str:
    if both.p >= 0.05 or both.nagelkerke < 0.035:
        return "A"
    return "B" if both.nagelkerke < 0.070 else "C"


@dataclass(frozen=True)
class Fit:
    """A logistic regression.

    Attributes
    ----------
    coefficients : array (k,)
        In log odds.
    log_likelihood : float
        At most 0.
    """

    coefficients: Numbers
    log_likelihood: float


def fit_logistic(columns: Numbers, answers: Numbers) -> Fit | None:
    """Greatest likelihood by Newton's method, halving a step that does not help.

    Parameters
    ----------
    columns : array (n, k)
        Of full rank, with a column of ones.
    answers : array (n,)
        0 or 1.

    Returns
    -------
    Fit or None
        None when there is no finite solution, since the columns tell the answers apart.

    Examples
    --------
    >>> fit = fit_logistic(np.ones((4, 1)), np.array([1.0, 1.0, 1.0, 0.0]))
    >>> round(float(fit.coefficients[0]), 6), round(fit.log_likelihood, 6)
    (1.098612, -2.249341)
    """
    found = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        step = _newton(columns, answers, found)
        found = found + step
        if np.abs(columns @ found).max() > _APART:
            return None
        if np.abs(step).max() < _STILL:
            return Fit(found, _likelihood(columns @ found, answers))
    return None


def _newton(columns: Numbers, answers: Numbers, at: Numbers) -> Numbers:
    chances = expit(columns @ at)
    curvature = columns.T @ (columns * (chances * (1 - chances))[:, None])
    step = np.linalg.lstsq(curvature, columns.T @ (answers - chances), rcond=None)[0]
    now = _likelihood(columns @ at, answers)
    for _ in range(20):
        if _likelihood(columns @ (at + step), answers) >= now - 1e-12:
            break
        step = step / 2
    return np.asarray(step)


def _likelihood(odds: Numbers, answers: Numbers) -> float:
    return float((answers * odds - np.logaddexp(0, odds)).sum())
