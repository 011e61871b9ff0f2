"""What a pool of people has shown, as a value that a run keeps and that people are estimated against."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from scenarios.traits import Trait
from scoring.estimate import SHIPPED
from scoring.linear import Matrix, Row
from scoring.population import ENOUGH_PEOPLE, positive_definite

SCHEMA = "hiring.pool/1"
_RAISED = "The covariance between traits was not positive definite and was made so."


@dataclass(frozen=True)
class Parameters:
    """What a pool has shown, as a value: what a run keeps, and what a person is estimated against.

    Attributes
    ----------
    mean : 6 floats
        Level of each trait among people.
    between : 6 x 6
        Covariance between people's traits, levels squared; symmetric positive definite.
    situation, halo : float
        As in `Prior`.
    difficulty : mapping
        By (scenario, trait) what the situation adds to levels.
    severity : mapping
        By rater what they add to levels; above 0 is lenient.
    people : int
        How many people it rests on.
    scale : str
        What levels may be compared with, one sentence.
    notes : tuple of str
        What should be known of how it was made.

    Raises
    ------
    ValueError
        When `between` is not symmetric or not finite. One that is not positive definite is made so, and a note says it.

    Examples
    --------
    >>> ones = ((1.0,) * 6,) * 6
    >>> Parameters((3.0,) * 6, ones).notes
    ('The covariance between traits was not positive definite and was made so.',)
    """

    mean: Row
    between: Matrix
    situation: float = SHIPPED.situation
    halo: float = SHIPPED.halo
    difficulty: Mapping[tuple[str, Trait], float] = field(default_factory=dict)
    severity: Mapping[str, float] = field(default_factory=dict)
    people: int = 0
    scale: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        between, was_raised = positive_definite(np.array(self.between, dtype=float))
        if was_raised:
            object.__setattr__(self, "between", tuple(map(tuple, between.tolist())))
            object.__setattr__(self, "notes", (*self.notes, _RAISED))

    @property
    def told(self) -> str:
        """What answers are held against."""
        if self.people < ENOUGH_PEOPLE:
            return SHIPPED.told
        return f"held against {self.people} people"

    def means(self) -> Row:
        """The level of each trait among people."""
        return self.mean

    def covariance(self) -> Matrix:
        """The covariance between people's traits."""
        return self.between

    def shift(self, scenario: str, trait: Trait, rater: str) -> float:
        """Difficulty and severity; 0 for a situation or a rater that the pool does not know."""
        return self.difficulty.get((scenario, trait), 0.0) + self.severity.get(rater, 0.0)

    @cached_property
    def hash(self) -> str:
        """64 hexadecimal digits: the same for the same values, to the last bit, and for no others."""
        text = json.dumps(self.as_record(), sort_keys=True, allow_nan=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def as_record(self) -> dict[str, Any]:
        """The parameters as values for JSON, exact; `parameters_from` reads them back."""
        hard: dict[str, dict[str, float]] = {}
        for (scenario, trait), value in self.difficulty.items():
            hard.setdefault(scenario, {})[trait.value] = value
        return {
            "schema": SCHEMA,
            "mean": list(self.mean),
            "between": [list(row) for row in self.between],
            "situation": self.situation,
            "halo": self.halo,
            "difficulty": hard,
            "severity": dict(self.severity),
            "people": self.people,
            "scale": self.scale,
            "notes": list(self.notes),
        }


def parameters_from(record: Mapping[str, Any]) -> Parameters:
    """Read parameters back from what `Parameters.as_record` gave.

    Examples
    --------
    >>> some = Parameters((3.0,) * 6, SHIPPED.covariance())
    >>> parameters_from(some.as_record()) == some
    True
    """
    hard = record["difficulty"].items()
    return Parameters(
        mean=tuple(record["mean"]),
        between=tuple(tuple(row) for row in record["between"]),
        situation=record["situation"],
        halo=record["halo"],
        difficulty={(scenario, Trait(trait)): value for scenario, row in hard for trait, value in row.items()},
        severity=dict(record["severity"]),
        people=record["people"],
        scale=record["scale"],
        notes=tuple(record["notes"]),
    )
