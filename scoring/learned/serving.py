"""A learned rater as it serves: numbers read from plain JSON, and nothing that was needed to learn them."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from scenarios.scenario import Scenario
from scenarios.traits import Trait
from scenarios.version import structure_hash
from scoring.answer import Answer
from scoring.caps import cap
from scoring.cleaning import once
from scoring.embedding import embed
from scoring.features import see
from scoring.ratings import Rating
from scoring.rubric_rater import RubricRater
from scoring.setting import setting_of

SCHEMA = "hiring.learned/1"
UNLIKE = "The answer is unlike all answers that people have rated here."


class BadWeights(ValueError):
    """Weights that this program cannot read, or that somebody has changed."""


@dataclass(frozen=True)
class Line:
    """One trait: the rubric's level, corrected by what the answer means.

    Attributes
    ----------
    intercept, slope : float
        Added to the rubric's level, and times its distance from 3.
    meaning : tuple of float
        Levels for one unit of each direction of the embedding.
    centre : tuple of float
        The mean direction of the answers that people rated.
    least : float
        Cosine with the centre, below which an answer is unlike them.
    error : float
        Mean squared error in levels squared, measured on answers left out.
    """

    intercept: float
    slope: float
    meaning: tuple[float, ...]
    centre: tuple[float, ...]
    least: float
    error: float

    def level(self, rubric: float, meaning: np.ndarray, most: float) -> float:
        """The level of an answer, held between 1 and `most`, the cap that the rubric sets.

        Examples
        --------
        >>> line = Line(0.5, 0.0, (1.0, 0.0), (1.0, 0.0), -1.0, 0.3)
        >>> [line.level(3.0, np.array([0.25, 0.5]), most) for most in (5.0, 2.0)]
        [3.75, 2.0]
        """
        moved = math.fsum(float(one) * other for one, other in zip(meaning, self.meaning, strict=True))
        return min(most, max(1.0, rubric + self.intercept + self.slope * (rubric - 3) + moved))

    def knows(self, meaning: np.ndarray) -> bool:
        """Whether an answer is like those that people have rated.

        Examples
        --------
        >>> line = Line(0.0, 0.0, (0.0, 0.0), (1.0, 0.0), 0.4, 0.3)
        >>> line.knows(np.array([0.6, 0.8])), line.knows(np.array([0.0, 1.0]))
        (True, False)
        """
        return math.fsum(float(one) * other for one, other in zip(meaning, self.centre, strict=True)) >= self.least


@dataclass(frozen=True)
class ScenarioRater:
    """Rates answers to one scenario as people did; to other scenarios it has nothing to say.

    Attributes
    ----------
    structure : str
        The structure hash of the scenario it was trained on.
    hash : str
        SHA-256 of structure and weights, 64 hexadecimal digits: what names this rater in records.
    """

    structure: str
    hash: str
    lines: Mapping[Trait, Line] = field(repr=False)

    @property
    def id(self) -> str:
        """The name in ratings: ``learned:`` and the first eight digits of the hash."""
        return f"learned:{self.hash[:8]}"

    def rate(self, answer: Answer) -> dict[Trait, Rating]:
        """A rating for each trait it has learned.

        Parameters
        ----------
        answer : Answer

        Returns
        -------
        dict
            `Rating` by trait; empty for another scenario. No level where the rubric gives none, and none for an
            answer that is unlike those that people have rated; never above the rubric's caps.
        """
        if structure_hash(answer.scenario) != self.structure:
            return {}
        rubric = RubricRater().rate(answer)
        meaning = meaning_of(answer.scenario, answer.step, answer.text or "")
        most = caps_of(answer)
        return {trait: self._rating(line, rubric[trait], meaning, most[trait]) for trait, line in self.lines.items()}

    def _rating(self, line: Line, rubric: Rating, meaning: np.ndarray, most: float) -> Rating:
        reason = rubric.reason or ("" if line.knows(meaning) else UNLIKE)
        if reason or rubric.level is None:
            return Rating(None, line.error, (), self.id, reason)
        return Rating(line.level(rubric.level, meaning, most), line.error, (), self.id)


def caps_of(answer: Answer) -> dict[Trait, float]:
    """The highest level that the rubric leaves an answer on each trait, 1 to 5."""
    setting = setting_of(answer.scenario, answer.step)
    seen = see(setting.prepare(once(answer.text or "")), setting)
    return {trait: float(cap(seen, trait)) for trait in answer.scenario.rubric.traits}


def meaning_of(scenario: Scenario, step: str, text: str) -> np.ndarray:
    """The direction of an answer, read without names, capitals and slips of spelling.

    Returns
    -------
    array (512,)

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> scenario = read_scenario(shipped()[0][1], "S02.yaml")
    >>> one, other = (meaning_of(scenario, "s1", f"Hello {name}, i will call you.") for name in ("Anna", "Karim"))
    >>> bool((one == other).all())
    True
    """
    words = setting_of(scenario, step).prepare(text).words
    row: np.ndarray = embed([" ".join(word.text for word in words)])[0]
    return row


def dump(structure: str, trait: Trait, line: Line) -> bytes:
    """One trait's weights as bytes, the same for the same numbers."""
    return json.dumps({"schema": SCHEMA, "structure": structure, "trait": trait, **vars(line)}).encode()


def load(structure: str, weights: Mapping[Trait, bytes]) -> ScenarioRater:
    """Make a rater of kept weights.

    Parameters
    ----------
    structure : str
        The scenario's structure hash.
    weights : mapping
        For each learned trait what `dump` gave.

    Returns
    -------
    ScenarioRater

    Raises
    ------
    BadWeights
        When they are not weights of this kind, this scenario or this trait.

    Examples
    --------
    >>> line = Line(0.5, 0.0, (1.0,), (1.0,), -1.0, 0.3)
    >>> kept = dump("a" * 64, Trait.WARMTH, line)
    >>> load("a" * 64, {Trait.WARMTH: kept}).lines == {Trait.WARMTH: line}
    True
    >>> load("b" * 64, {Trait.WARMTH: kept})
    Traceback (most recent call last):
    ...
    scoring.learned.serving.BadWeights: these are not weights for warmth of this scenario
    """
    lines = {trait: _line(structure, trait, weights[trait]) for trait in Trait if trait in weights}
    digest = hashlib.sha256(structure.encode())
    for trait in lines:
        digest.update(hashlib.sha256(weights[trait]).digest())
    return ScenarioRater(structure, digest.hexdigest(), lines)


def _line(structure: str, trait: Trait, kept: bytes) -> Line:
    try:
        read = json.loads(kept)
        if (read.pop("schema"), read.pop("structure"), read.pop("trait")) != (SCHEMA, structure, trait):
            raise KeyError(trait)
        return Line(**read | {"meaning": tuple(read["meaning"]), "centre": tuple(read["centre"])})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadWeights(f"these are not weights for {trait} of this scenario") from error
