"""The trained weights: what is in the file, and the hash that names them in every record."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from scenarios.traits import Trait
from scoring.background import WEIGHTS
from scoring.lessons import Lessons, load

SCHEMA = "hiring.rubric_weights/2"
FILES = ("background.json", "lessons.npz", "order.json", "rubric.json")


class WrongWeights(RuntimeError):
    """The weights were made for another release."""


@dataclass(frozen=True)
class Line:
    """A trait's level as a weighted sum of features.

    Attributes
    ----------
    intercept : float
        The level when every feature is 0.
    coefficients : mapping
        Levels for one unit of a feature; never below 0 for what is good, never above 0 for what is bad.
    mean : float
        The mean level of the answers that it was learned from: levels are stretched around it.
    error : float
        Mean squared error in levels squared for a shipped situation, measured on answers left out of training.
    error_new : float
        The same for a situation that is left out of training, its other example answers being known.
    error_alone : float
        The same for such a situation without example answers.
    """

    intercept: float
    coefficients: Mapping[str, float]
    mean: float
    error: float
    error_new: float
    error_alone: float


@dataclass(frozen=True)
class Nearness:
    """How far example answers of the same situation correct a level.

    Attributes
    ----------
    offset : float
        Variance in levels squared that all answers to a situation share.
    text : float
        Variance that texts of the same terms share.
    meaning : float
        Variance that texts of the same meaning share.
    noise : float
        Variance of an example's own.
    sharing : float
        Correlation between traits of the same answer, 0 to 1.
    """

    offset: float
    text: float
    meaning: float
    noise: float
    sharing: float


@dataclass(frozen=True, eq=False)
class Weights:
    """All that training leaves for serving.

    Attributes
    ----------
    stretch : float
        How much wider levels are than what is predicted: a prediction shrinks to the mean, and shrinking is done once,
        where a person's answers are put together.
    nearer : float
        An answer is about another situation when its score for the own story lies less than this above the best other.
    """

    lines: Mapping[Trait, Line]
    nearness: Nearness
    stretch: float
    nearer: float
    lessons: Lessons
    inputs: str


@cache
def shipped_weights() -> Weights:
    """The weights of ``weights/rubric.json`` and ``weights/lessons.npz``.

    Raises
    ------
    WrongWeights
        When they are of another release.

    Examples
    --------
    >>> sorted(shipped_weights().lines) == sorted(Trait)
    True
    """
    raw = json.loads((WEIGHTS / "rubric.json").read_text("utf-8"))
    if raw["schema"] != SCHEMA:
        raise WrongWeights(f"rubric.json has the schema {raw['schema']}, and this release reads {SCHEMA}")
    lines = {Trait(name): Line(**line) for name, line in raw["traits"].items()}
    lessons = load((WEIGHTS / "lessons.npz").read_bytes())
    return Weights(lines, Nearness(**raw["nearness"]), raw["stretch"], raw["nearer"], lessons, raw["inputs"])


@cache
def weights_hash() -> str:
    """The sha256 of all weight files, which every record of a score carries.

    Examples
    --------
    >>> len(weights_hash())
    64
    """
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((WEIGHTS / name).read_bytes())
    return digest.hexdigest()
