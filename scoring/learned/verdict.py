"""Whether a learned rater may be used at all: only when it is surely better than length and than chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scoring.statistics.kappa import kappa, kappa_draws

LEAST_QWK = 0.40
FEWEST = 20


@dataclass(frozen=True)
class Verdict:
    """Whether a learned rater is usable, and why or why not.

    Attributes
    ----------
    usable : bool
    why : str
        One sentence.
    qwk, low, high : float or None
        Of predictions of answers left out; `low` is the lower 95 % bound, `high` the upper.
    length_only : float or None
        The QWK of a rater that only counts words.
    """

    usable: bool
    why: str
    qwk: float | None = None
    low: float | None = None
    high: float | None = None
    length_only: float | None = None


def verdict(
    levels: np.ndarray,
    loo: np.ndarray,
    length_only_loo: np.ndarray,
    human_human: float | None = None,
    *,
    groups: np.ndarray | None = None,
    fewest: int = FEWEST,
) -> Verdict:
    """Decide from predictions of answers left out.

    Parameters
    ----------
    levels, loo, length_only_loo : array (n,)
        People's levels, the learned rater's and those of length alone, both of rows that were left out.
    human_human : float, optional
        QWK of two people over the same answers.
    groups : array (n,), optional
        Rows of one group are drawn together.
    fewest : int
        So many groups at least.

    Returns
    -------
    Verdict

    Examples
    --------
    >>> verdict(np.ones(30), np.ones(30), np.ones(30)).why
    'Every rating is 1: there is nothing to learn.'
    >>> verdict(np.arange(5.0), np.arange(5.0), np.ones(5)).usable
    False
    """
    names = np.arange(len(levels)) if groups is None else groups
    early = _refusal(levels, names, human_human, fewest)
    if early:
        return Verdict(False, early)
    low, high = (float(each) for each in np.percentile(kappa_draws(levels, loo, names), [5, 95]))
    length = kappa(levels, length_only_loo)
    usable, why = _decided(low, length)
    return Verdict(usable, why, kappa(levels, loo), low, high, length)


def _refusal(levels: np.ndarray, groups: np.ndarray, human_human: float | None, fewest: int) -> str:
    if len(levels) == 0:
        return "There is no rating."
    if len(np.unique(levels)) == 1:
        return f"Every rating is {levels[0]:g}: there is nothing to learn."
    if len(np.unique(groups)) < fewest:
        return f"There are {len(np.unique(groups))} rated answers or writers; at least {fewest} are needed."
    if human_human is not None and human_human < LEAST_QWK:
        return (
            f"Two people agree only with a QWK of {human_human:.2f}, below {LEAST_QWK:.2f}: the rubric has to be fixed."
        )
    return ""


def _decided(low: float, length: float) -> tuple[bool, str]:
    if low <= LEAST_QWK:
        return False, f"The QWK may be as low as {low:.2f}; more than {LEAST_QWK:.2f} is needed."
    if low <= length:
        return False, f"The QWK may be as low as {low:.2f}, and counting words alone reaches {length:.2f}."
    return True, f"The QWK is at least {low:.2f} (95 %), above {LEAST_QWK:.2f} and above {length:.2f} of length alone."
