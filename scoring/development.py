"""What somebody may want to practise first, as far as an estimate can tell, and never by a score that is hidden."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from scenarios.traits import LOUD, QUIET, Trait
from scoring.composite import Z90, balance
from scoring.estimate import SHIPPED, TRAITS, Believed, Estimate
from scoring.reporting import trait_reports


@dataclass(frozen=True)
class Focus:
    """Where practice helps most.

    Attributes
    ----------
    traits : tuple of Trait
        In the order of `Trait`.
    because : str
        ``"traits"`` when single traits lie below the others, ``"loud"`` or ``"quiet"`` when that side does,
        ``"nothing"`` when nothing can be told apart and all traits are offered.
    """

    traits: tuple[Trait, ...]
    because: Literal["traits", "loud", "quiet", "nothing"]


def focus(estimate: Estimate, believed: Believed = SHIPPED) -> Focus:
    """Which traits to practise: those below the person's others by more than the error of the difference.

    Parameters
    ----------
    estimate : Estimate
    believed : Believed
        What the estimate was made with.

    Returns
    -------
    Focus
        Single traits only among those whose score is reported, and compared with these only, so that a hidden score
        cannot be read off; otherwise the side that is behind, which is always reported; otherwise everything.

    Notes
    -----
    A trait is behind when the mean of the reported others lies more than 1.645 posterior standard deviations of the
    difference above it. The posterior is shrunk already, so nothing is added for comparing several.

    Examples
    --------
    >>> from scoring.estimate import estimate
    >>> focus(estimate([])).because
    'nothing'
    """
    shown = [trait for trait, report in trait_reports(estimate, believed).items() if report.reported]
    behind = tuple(trait for trait in shown if _is_behind(estimate, trait, [each for each in shown if each != trait]))
    if behind:
        return Focus(behind, "traits")
    side = balance(estimate).side
    if side == "loud":
        return Focus(QUIET, "quiet")
    if side == "quiet":
        return Focus(LOUD, "loud")
    return Focus(tuple(Trait), "nothing")


def _is_behind(estimate: Estimate, trait: Trait, others: list[Trait]) -> bool:
    if not others:
        return False
    row = [float(each == trait) - (each in others) / len(others) for each in TRAITS]
    difference = math.fsum(weight * level for weight, level in zip(row, estimate.mean, strict=True))
    return difference + Z90 * math.sqrt(estimate.variance(row)) < 0
