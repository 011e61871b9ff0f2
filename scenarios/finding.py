"""What a check found, in words for the author: where, what is wrong, what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from scenarios.scenario import Scenario

Severity = Literal["error", "warning"]


class Fault(NamedTuple):
    """One breach of a rule: the field it is about, what is wrong, what to do, and how much it matters."""

    field: str
    message: str
    advice: str
    severity: Severity


Found = Iterator[Fault]
Rule = Callable[[Scenario], Found]


@dataclass(frozen=True)
class Finding:
    """What one rule found; an error stops publishing, a warning asks the author to look again."""

    rule: str
    field: str
    message: str
    advice: str
    severity: Severity


@dataclass(frozen=True)
class Placed:
    """A finding with the file and the line that it is about.

    Examples
    --------
    >>> found = Placed("S05.yaml", 36, Finding("stem-length", "stem", "150 words", "Shorten it.", "error"))
    >>> print(found)
    S05.yaml:36: stem-length: 150 words
    >>> found.as_dict()["advice"]
    'Shorten it.'
    """

    file: str
    line: int
    finding: Finding

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.finding.rule}: {self.finding.message}"

    def as_dict(self) -> dict[str, Any]:
        """All of it under plain names, for a program."""
        return {
            "file": self.file,
            "line": self.line,
            "rule": self.finding.rule,
            "field": self.finding.field,
            "severity": self.finding.severity,
            "message": self.finding.message,
            "advice": self.finding.advice,
        }


def error(field: str, message: str, advice: str) -> Fault:
    """A breach that stops publishing."""
    return Fault(field, message, advice, "error")


def warning(field: str, message: str, advice: str) -> Fault:
    """A breach that an author should look at."""
    return Fault(field, message, advice, "warning")
