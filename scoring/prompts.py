"""What an interview may take up: balance, and judging when to leave the script. Neither ever enters a ranking."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from scoring.composite import Z90, Balance
from scoring.statistics.detection import detection

WITHIN = "balanced within error"


@dataclass(frozen=True)
class OffScript:
    """How somebody tells situations that warrant leaving the script from those that do not.

    Attributes
    ----------
    d : float
        d': above 0, they leave it more where it is warranted.
    d_error : float
        Standard error of d'.
    c : float
        Criterion: below 0 they rather leave it everywhere, above 0 nowhere.
    c_error : float
        Standard error of c.
    """

    d: float
    d_error: float
    c: float
    c_error: float


def off_script(hits: int, warranted: int, false_alarms: int, unwarranted: int) -> OffScript:
    """Signal detection on matched pairs of situations, with the error of its figures.

    Parameters
    ----------
    hits, warranted : int
        How often the script was left where that was warranted, of how many such situations.
    false_alarms, unwarranted : int
        How often where it was not.

    Returns
    -------
    OffScript
        Errors by the delta method (Gourevitch and Galanter 1967) at the corrected rates.

    Raises
    ------
    ValueError
        When there is no situation of a kind, or a count is outside 0 to its number.

    Examples
    --------
    >>> [(round(found.d, 2), round(found.c, 2) + 0.0) for found in (
    ...     off_script(3, 3, 0, 3), off_script(3, 3, 3, 3), off_script(0, 3, 0, 3), off_script(2, 3, 1, 3))]
    [(2.3, 0.0), (0.0, -1.15), (0.0, 1.15), (0.64, 0.0)]
    """
    found = detection(hits, warranted, false_alarms, unwarranted)
    d, c = found.sensitivity, found.criterion
    error = math.sqrt(_variance(d / 2 - c, warranted) + _variance(-d / 2 - c, unwarranted))
    return OffScript(d, error, c, error / 2)


def _variance(z: float, many: int) -> float:
    """Of the normal deviate of a rate."""
    normal = NormalDist()
    rate = normal.cdf(z)
    return rate * (1 - rate) / (many * normal.pdf(z) ** 2)


def off_script_prompt(found: OffScript) -> str:
    """A sentence for the interviewer; it names a direction only beyond 1.645 standard errors.

    Examples
    --------
    >>> off_script_prompt(off_script(2, 3, 1, 3))[:25]
    'Too few situations to say'
    """
    said = f"d' {_tenths(found.d)} ± {found.d_error:.1f}, c {_tenths(found.c)} ± {found.c_error:.1f}"
    if found.d > Z90 * found.d_error:
        return f"Leaves the script where it is warranted ({said}). Ask how they tell."
    if abs(found.c) > Z90 * found.c_error:
        where = "in most situations" if found.c < 0 else "in hardly any situation"
        return f"Leaves the script {where} ({said}). Ask for a case where they did the opposite."
    return f"Too few situations to say ({said}). Ask for one rule they kept and one they bent."


def balance_prompt(found: Balance) -> str:
    """A sentence for the interviewer on loud and quiet traits.

    Examples
    --------
    >>> balance_prompt(Balance(0.1, 0.3, "balanced within error"))
    'Loud and quiet traits are balanced within error (0.1 ± 0.3 levels).'
    """
    said = f"({_tenths(found.tilt)} ± {found.error:.1f} levels)"
    if found.side == WITHIN:
        return f"Loud and quiet traits are {WITHIN} {said}."
    other = "a customer had to be heard out" if found.side == "loud" else "they had to speak up first"
    return f"{found.side.capitalize()} traits are shown more {said}. Ask for a time when {other}."


def _tenths(value: float) -> str:
    """One digit, and no minus before a nought."""
    return f"{round(value, 1) + 0.0:.1f}"
