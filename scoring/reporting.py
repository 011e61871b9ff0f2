"""Which trait scores may be shown, and why the others may not."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scenarios.traits import Trait
from scoring.composite import Z90, percent
from scoring.estimate import SHIPPED, TRAITS, Estimate, Prior

LEAST_RELIABILITY = 0.70
LEAST_EXPOSURES = 6


@dataclass(frozen=True)
class TraitReport:
    """A trait's score as a page may show it.

    Attributes
    ----------
    value, low, high : float or None
        0 to 100 with the 90 % interval; None when hidden.
    reported : bool
    reliability : float
        Share of the variance between people that the answers explain, 0 to 1.
    why : str
        One sentence: what the score rests on, or why it is hidden.
    """

    value: float | None
    low: float | None
    high: float | None
    reported: bool
    reliability: float
    why: str


def trait_reports(estimate: Estimate, prior: Prior = SHIPPED) -> dict[Trait, TraitReport]:
    """A report for each trait.

    Parameters
    ----------
    estimate : Estimate
    prior : Prior
        The one the estimate was made with.

    Returns
    -------
    dict
        `TraitReport` by trait, in the order of `Trait`.

    Examples
    --------
    >>> from scoring.estimate import estimate
    >>> trait_reports(estimate([]))[Trait.WARMTH].why
    'Seen in 0 situations; 6 are needed.'
    """
    return {trait: _report(estimate, place, trait, prior) for place, trait in enumerate(TRAITS)}


def _report(estimate: Estimate, place: int, trait: Trait, prior: Prior) -> TraitReport:
    variance = estimate.covariance[place][place]
    reliability = min(1.0, max(0.0, 1 - variance / prior.variance))
    seen = estimate.exposures[trait]
    hidden = _why_hidden(seen, reliability)
    if hidden:
        return TraitReport(None, None, None, False, reliability, hidden)
    half = Z90 * math.sqrt(variance)
    level = estimate.mean[place]
    low, value, high = (min(100.0, max(0.0, percent(x))) for x in (level - half, level, level + half))
    return TraitReport(
        value, low, high, True, reliability, f"Seen in {seen} situations; reliability {reliability:.2f}."
    )


def _why_hidden(seen: int, reliability: float) -> str:
    if seen < LEAST_EXPOSURES:
        return f"Seen in {seen} situation{'' if seen == 1 else 's'}; {LEAST_EXPOSURES} are needed."
    if reliability < LEAST_RELIABILITY:
        return f"Its reliability is {reliability:.2f}; {LEAST_RELIABILITY:.2f} is needed to tell people apart."
    return ""
