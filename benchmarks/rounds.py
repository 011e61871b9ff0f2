"""Rounds, ratios and their table: two shared, noisy cores tell the truth only in ratios taken side by side."""

import json
import os
import platform
import statistics
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ratio:
    """How one side compares with the other, over all rounds; above the aim is good."""

    name: str
    unit: str
    ours: float
    other: float
    median: float
    low: float
    high: float
    aim: float | None
    rounds: int

    @property
    def is_reached(self) -> bool:
        """Whether the median is what we want."""
        return self.aim is None or self.median >= self.aim


def take_turns(sides: dict[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Measure every side once a round, each round in the opposite order of the one before."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds):
        for name in list(sides)[:: 1 if number % 2 == 0 else -1]:
            found[name].append(sides[name]())
    return found


def ratio(name: str, unit: str, ours: list[float], other: list[float], aim: float | None = None) -> Ratio:
    """Compare two sides round by round; what is given is better when it is larger."""
    each = [mine / theirs for mine, theirs in zip(ours, other, strict=True)]
    middle = statistics.median
    return Ratio(name, unit, middle(ours), middle(other), middle(each), min(each), max(each), aim, len(each))


def show(title: str, ratios: list[Ratio], conditions: dict[str, object]) -> None:
    """Print the table, what was missed first."""
    print(f"\n{title}\n" + ", ".join(f"{what} {value}" for what, value in conditions.items()))
    print(f"{'':58} {'ours':>9} {'other':>9}  {'ratio':>6} {'min':>6} {'max':>6} {'aim':>6}")
    for each in sorted(ratios, key=lambda found: found.is_reached):
        mark = "" if each.aim is None else f"{each.aim:6.3f} {'' if each.is_reached else 'MISSED'}"
        left = f"{each.name} ({each.unit})"
        print(
            f"{left:58} {each.ours:9.4g} {each.other:9.4g}  {each.median:6.3f} {each.low:6.3f} {each.high:6.3f} {mark}"
        )


def write(path: Path | None, title: str, ratios: list[Ratio], conditions: dict[str, object]) -> None:
    """Write the same as JSON, if a path was given."""
    if path is None:
        return
    found = {"title": title, "conditions": conditions, "ratios": [asdict(each) for each in ratios]}
    path.write_text(json.dumps(found, indent=1) + "\n")


def machine() -> dict[str, object]:
    """What this was measured on."""
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return {"cores": os.cpu_count(), "Python": platform.python_version(), "load at start": load, "on": sys.platform}
