"""Which trait scores may be shown, and why the others may not."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from scenarios.traits import Trait
from scoring.composite import Z90, percent
from scoring.estimate import SHIPPED, TRAITS, Believed, Estimate
from scoring.linear import Matrix, inverse

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


def trait_reports(estimate: Estimate, believed: Believed = SHIPPED) -> dict[Trait, TraitReport]:
    """A report for each trait.

    Parameters
    ----------
    estimate : Estimate
    believed : Believed
        What the estimate was made with.

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
    between = believed.covariance()
    return {trait: _report(estimate, place, between) for place, trait in enumerate(TRAITS)}


def _report(estimate: Estimate, place: int, between: Matrix) -> TraitReport:
    variance = estimate.covariance[place][place]
    reliability = min(1.0, max(0.0, 1 - variance / between[place][place]))
    seen = estimate.exposures[TRAITS[place]]
    hidden = _why_hidden(seen, reliability) or _why_not_its_own(estimate, place, between)
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


@dataclass(frozen=True)
class Added:
    """How well a trait's true score is predicted, as a share of its variance (Haberman 2008).

    Attributes
    ----------
    own : float
        By the trait's own answers: their reliability.
    composite : float
        By the mean of all traits that were seen.
    """

    own: float
    composite: float


def added_value(estimate: Estimate, trait: Trait, believed: Believed = SHIPPED) -> Added:
    """Whether a trait's own answers say more of it than the composite does.

    Parameters
    ----------
    estimate : Estimate
    trait : Trait
    believed : Believed
        What the estimate was made with.

    Returns
    -------
    Added
        Proportional reductions in mean squared error (PRMSE), 0 to 1; both 0 for a trait that was never seen.

    Notes
    -----
    The answers' own error covariance E is what posterior V and prior S leave: ``E = (V^-1 - S^-1)^-1`` over the traits
    that were seen. With w equal weights over these, own is ``S_tt / (S_tt + E_tt)`` and composite
    ``(S w)_t^2 / (S_tt w'(S + E)w)``.

    Examples
    --------
    >>> from scoring.estimate import estimate
    >>> added_value(estimate([]), Trait.WARMTH)
    Added(own=0.0, composite=0.0)
    """
    return _added(estimate, TRAITS.index(trait), believed.covariance())


def _added(estimate: Estimate, place: int, between: Matrix) -> Added:
    seen = tuple(i for i, trait in enumerate(TRAITS) if estimate.exposures[trait])
    if place not in seen:
        return Added(0.0, 0.0)
    error = _error(estimate.covariance, between, seen)
    at, many = seen.index(place), len(seen)
    own = between[place][place]
    shared = math.fsum(between[place][j] for j in seen) / many
    total = math.fsum(between[i][j] + error[a][b] for a, i in enumerate(seen) for b, j in enumerate(seen)) / many**2
    return Added(own / (own + error[at][at]), shared * shared / (own * total))


@lru_cache(maxsize=256)
def _error(posterior: Matrix, between: Matrix, seen: tuple[int, ...]) -> Matrix:
    """The error of the answers themselves: one matrix for all traits, and for all people with answers as certain."""
    after, before = inverse(posterior), inverse(between)
    return inverse(tuple(tuple(after[i][j] - before[i][j] for j in seen) for i in seen))


def _why_not_its_own(estimate: Estimate, place: int, between: Matrix) -> str:
    added = _added(estimate, place, between)
    if added.own > added.composite:
        return ""
    return (
        f"The composite says more of it ({added.composite:.2f}) than its own answers do ({added.own:.2f}), "
        "so it has not earned a number of its own."
    )
