"""A scenario's learned rater as it serves: what was learned from people's ratings of its answers, trait by trait."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from scenarios.scenario import Scenario
from scenarios.traits import Trait
from scenarios.version import structure_hash
from scoring.answer import Answer
from scoring.cleaning import once
from scoring.learned.blocks import Blocks, blocks_of
from scoring.learned.served import Served, WrongFile
from scoring.meaning import spoken
from scoring.ratings import Rating
from scoring.rubric_rater import RubricRater
from scoring.setting import setting_of

SCHEMA = "hiring.learned/2"
UNLIKE = "The answer is unlike all answers that people have rated here."
_BREAK = b"\n"


class BadWeights(ValueError):
    """Weights that this program cannot read, or that somebody has changed."""


@dataclass(frozen=True, eq=False)
class Line:
    """One trait: a level learned from the text, beginning at the rubric's.

    Attributes
    ----------
    served : Served
    centre : array (512,)
        The mean direction of the answers that people rated.
    least : float
        Cosine with the centre, below which an answer is unlike them.
    error : float
        Mean squared error in levels squared, measured on answers left out.
    """

    served: Served
    centre: np.ndarray
    least: float
    error: float

    def level(self, rubric: float, blocks: Blocks, most: float) -> float:
        """The level of one answer, held between 1 and `most`, the cap that the rubric sets."""
        learned = float(self.served.predict(blocks, np.array([[rubric]]))[0, 0])
        return min(most, max(1.0, learned))

    def knows(self, blocks: Blocks) -> bool:
        """Whether an answer is like those that people have rated."""
        return float((direction_of(blocks)[0] * self.centre).sum()) >= self.least


def direction_of(blocks: Blocks) -> np.ndarray:
    """The directions of the answers in some blocks, shape (n, 512)."""
    return np.asarray(blocks["answer"])


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
        rater = RubricRater()
        rubric, most = rater.rate(answer), rater.caps(answer)
        blocks = read(answer.scenario, [(answer.step, answer.text or "")])
        return {trait: self._rating(line, rubric[trait], blocks, most[trait]) for trait, line in self.lines.items()}

    def _rating(self, line: Line, rubric: Rating, blocks: Blocks, most: float) -> Rating:
        reason = rubric.reason or ("" if line.knows(blocks) else UNLIKE)
        if reason or rubric.level is None:
            return Rating(None, line.error, (), self.id, reason)
        return Rating(line.level(rubric.level, blocks, most), line.error, (), self.id)


def read(scenario: Scenario, answers: list[tuple[str, str]]) -> Blocks:
    """Answers (step and text) as the blocks that a learned rater reads: without names, capitals and slips of spelling.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> scenario = read_scenario(shipped()[0][1], "S02.yaml")
    >>> blocks = read(scenario, [("s1", f"Hello {name}, i will call you.") for name in ("Anna", "Karim")])
    >>> bool((blocks["answer"][0] == blocks["answer"][1]).all())
    True
    """
    return blocks_of([spoken(setting_of(scenario, step).prepare(once(text))) for step, text in answers])


def dump(structure: str, trait: Trait, line: Line) -> bytes:
    """One trait's weights as bytes, the same for the same numbers: a line of JSON, then the served rater."""
    about = {"schema": SCHEMA, "structure": structure, "trait": trait.value, "least": line.least, "error": line.error}
    told = json.dumps(about | {"centre": line.centre.tolist()}, sort_keys=True)
    return told.encode() + _BREAK + line.served.to_bytes()


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
    >>> load("a" * 64, {Trait.WARMTH: b"something else"})
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
    about, _, served = kept.partition(_BREAK)
    try:
        told = json.loads(about)
        if (told["schema"], told["structure"], told["trait"]) != (SCHEMA, structure, trait.value):
            raise KeyError(trait)
        return Line(Served.load(served), np.array(told["centre"], dtype=float), told["least"], told["error"])
    except (ValueError, KeyError, TypeError, WrongFile) as error:
        raise BadWeights(f"these are not weights for {trait} of this scenario") from error
