"""One simulated figure with its Monte Carlo interval and the target that it is held against."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring.statistics.intervals import of_share

_Z95 = 1.959963984540054


@dataclass(frozen=True)
class Target:
    """What a figure should be: at least, at most, or both; with neither it is shown for comparison only."""

    least: float | None = None
    most: float | None = None

    def __str__(self) -> str:
        if self.least is not None and self.most is not None:
            return f"{self.least:g} to {self.most:g}"
        if self.least is not None:
            return f">= {self.least:g}"
        return f"<= {self.most:g}" if self.most is not None else ""

    def is_met(self, value: float) -> bool | None:
        """Whether a value is what it should be; None where nothing was asked.

        Examples
        --------
        >>> [Target(least=0.8).is_met(0.7), Target(0.8, 0.9).is_met(0.85), Target().is_met(1.0)]
        [False, True, None]
        """
        if self.least is None and self.most is None:
            return None
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(frozen=True)
class Figure:
    """A simulated figure.

    Attributes
    ----------
    value : float
    low, high : float
        Its 95 % Monte Carlo interval: where it would lie with other random numbers.
    target : Target
    what : str
        What it is, in words.
    """

    value: float
    low: float
    high: float
    target: Target
    what: str

    @property
    def met(self) -> bool | None:
        """Whether the value itself meets the target."""
        return self.target.is_met(self.value)

    def as_json(self) -> dict[str, Any]:
        """The figure for a program to read."""
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "target": str(self.target) or None,
            "met": self.met,
            "what": self.what,
        }


def mean_figure(values: Sequence[float], target: Target, what: str) -> Figure:
    """The mean over replicates, with the normal interval.

    Examples
    --------
    >>> mean_figure([0.8, 0.9], Target(least=0.8), "r").met
    True
    """
    middle = math.fsum(values) / len(values)
    half = _Z95 * float(np.std(values, ddof=1)) / math.sqrt(len(values))
    return Figure(middle, middle - half, middle + half, target, what)


def share_figure(happened: int, tries: int, target: Target, what: str) -> Figure:
    """How often something happened, with Wilson's interval.

    Examples
    --------
    >>> found = share_figure(5, 100, Target(most=0.05), "false alarms")
    >>> round(found.low, 3), round(found.high, 3), found.met
    (0.022, 0.112, True)
    """
    found = of_share(happened, tries)
    if found.value is None or found.low is None or found.high is None:
        raise ValueError("a share needs a try")
    return Figure(found.value, found.low, found.high, target, what)


def statistic_figure(value: float, again: Sequence[float], target: Target, what: str) -> Figure:
    """A figure with the percentile interval of its bootstrap over replicates."""
    low, high = np.percentile(again, [2.5, 97.5])
    return Figure(value, float(low), float(high), target, what)
