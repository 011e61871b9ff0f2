"""The trained weights: what is in the file, and the hash that names them in every record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from scenarios.traits import Trait
from scoring.background import WEIGHTS

SCHEMA = "hiring.rubric_weights/1"


@dataclass(frozen=True)
class Line:
    """A trait's level as a weighted sum of features.

    Attributes
    ----------
    intercept : float
        The level when every feature is 0.
    coefficients : mapping
        Levels for one unit of a feature; never below 0 for what is good, never above 0 for what is bad.
    error : float
        Mean squared error in levels squared, measured on answers to scenarios left out of training, the
        scenario's other example answers being known.
    error_alone : float
        The same where a scenario has no example answers.
    """

    intercept: float
    coefficients: Mapping[str, float]
    error: float
    error_alone: float


@dataclass(frozen=True)
class Nearness:
    """How far example answers of the same situation correct a level.

    Attributes
    ----------
    offset : float
        Variance in levels squared that all answers to a situation share.
    text : float
        Variance that alike texts share.
    noise : float
        Variance of an example's own.
    sharing : float
        Correlation between traits of the same answer, 0 to 1.
    """

    offset: float
    text: float
    noise: float
    sharing: float


@dataclass(frozen=True)
class Weights:
    """All that training leaves for serving."""

    lines: Mapping[Trait, Line]
    nearness: Nearness
    inputs: str


@cache
def shipped_weights() -> Weights:
    """The weights of ``weights/rubric.json``.

    Examples
    --------
    >>> sorted(shipped_weights().lines) == sorted(Trait)
    True
    """
    raw = json.loads((WEIGHTS / "rubric.json").read_text("utf-8"))
    lines = {Trait(name): Line(**line) for name, line in raw["traits"].items()}
    return Weights(lines, Nearness(**raw["nearness"]), raw["inputs"])


@cache
def weights_hash() -> str:
    """The sha256 of the weight files, which every record of a score carries.

    Examples
    --------
    >>> len(weights_hash())
    64
    """
    digest = hashlib.sha256()
    for name in ("background.json", "order.json", "rubric.json"):
        digest.update((WEIGHTS / name).read_bytes())
    return digest.hexdigest()
