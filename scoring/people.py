"""What people's ratings come to: a rating, what a training found, and how far a scenario's trait is validated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from scenarios.library import further_answers
from scenarios.scenario import Scenario
from scenarios.traits import Trait

Figures = Mapping[str, float | None]


class HumanRating(NamedTuple):
    """One person's level for one trait of one answer.

    Attributes
    ----------
    step : str
        The step that the answer belongs to.
    text : str
        The answer.
    trait : Trait
    level : float
        1 to 5.
    rater : str
        Who rated; several raters of one answer have different names.
    group : str
        Answers of one group (such as one writer's) never help to rate each other while the rater is judged.

    Examples
    --------
    >>> HumanRating("s1", "Hello Mara, keep the lamp.", Trait.WARMTH, 3.0, "ana").rater
    'ana'
    """

    step: str
    text: str
    trait: Trait
    level: float
    rater: str = ""
    group: str = ""


def unseen(ratings: Iterable[HumanRating], scenario: Scenario) -> list[HumanRating]:
    """The ratings of answers that the rubric has not learned from.

    The rubric knows the levels of those, so agreement on them would say nothing about other answers.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> scenario = read_scenario(shipped()[0][1], "S02.yaml")
    >>> known = scenario.exemplars.high[0].text.upper() + "!"
    >>> rated = [HumanRating("s1", text, Trait.WARMTH, 4.0) for text in (known, "Hi")]
    >>> [rating.text for rating in unseen(rated, scenario)]
    ['Hi']
    """
    known = {_words(example.text) for example in scenario.exemplars.all() + further_answers(scenario.id)}
    return [rating for rating in ratings if _words(rating.text) not in known]


def _words(text: str) -> str:
    """Letters and digits only, so that other spaces, capitals or stops make no other answer."""
    return "".join(filter(str.isalnum, text.casefold()))


@dataclass(frozen=True)
class Trained:
    """What training on people's ratings found for one trait.

    Attributes
    ----------
    trait : Trait
    usable : bool
        Whether the learned rater may take part in scores.
    why : str
        The verdict in words.
    n : int
        Answers that were rated.
    figures : mapping
        Such as ``qwk``, ``qwk_low``, ``qwk_high``, ``length_only``, ``human_human``, ``r``, ``mae``, ``error``; None
        where a figure cannot be had.
    weights : bytes
        What serving needs; empty when refused.
    """

    trait: Trait
    usable: bool
    why: str
    n: int
    figures: Figures
    weights: bytes


class State(StrEnum):
    """How far one trait of one scenario is validated."""

    UNVALIDATED = "rubric only, unvalidated"
    REFUSED = "refused"
    USABLE = "usable"


@dataclass(frozen=True)
class Standing:
    """The state of one trait of one scenario, and what it rests on.

    Attributes
    ----------
    scenario : str
        Its id.
    trait : Trait
    state : State
    why : str
        Of a refusal.
    n : int
        Answers that people rated.
    figures : mapping
        As in `Trained`.
    is_newer : bool
        Whether a learned rater was validated only after the score in question had been made without it.
    """

    scenario: str
    trait: Trait
    state: State = State.UNVALIDATED
    why: str = ""
    n: int = 0
    figures: Figures | None = None
    is_newer: bool = False

    @property
    def sentence(self) -> str:
        """The state as a reader without statistics is told it.

        Examples
        --------
        >>> Standing("S05", Trait.WARMTH).sentence
        'Rubric only, not validated with ratings by people.'
        >>> Standing("S05", Trait.WARMTH, State.REFUSED, "Only 12 answers.").sentence
        'Learned rater refused: Only 12 answers.'
        >>> found = {"qwk": 0.71, "qwk_low": 0.62, "qwk_high": 0.78, "length_only": 0.2}
        >>> Standing("S05", Trait.WARMTH, State.USABLE, "", 120, found).sentence
        'Validated on 120 ratings: QWK .71 [.62, .78]; length alone .20.'
        """
        if self.state is State.REFUSED:
            return f"Learned rater refused: {self.why}"
        if self.state is State.USABLE:
            return f"Validated on {self.n} ratings: {agreement(self.figures or {})}."
        if self.is_newer:
            return "Rubric only: this score was made before a learned rater was validated with ratings by people."
        return "Rubric only, not validated with ratings by people."

    def as_json(self) -> dict[str, object]:
        """The state for a program to read."""
        return {
            "scenario": self.scenario,
            "trait": self.trait.value,
            "state": self.state.value,
            "why": self.why,
            "n": self.n,
            "figures": dict(self.figures or {}),
            "sentence": self.sentence,
        }


def agreement(figures: Figures) -> str:
    """How well a learned rater agrees with people, in one line.

    Examples
    --------
    >>> agreement({"qwk": 0.71, "qwk_low": 0.62, "qwk_high": 0.78, "length_only": -0.031})
    'QWK .71 [.62, .78]; length alone -.03'
    """
    low, high = two(figures.get("qwk_low")), two(figures.get("qwk_high"))
    return f"QWK {two(figures.get('qwk'))} [{low}, {high}]; length alone {two(figures.get('length_only'))}"


def summary(standings: Iterable[Standing]) -> str:
    """How much of what is rated is validated, in one sentence.

    Examples
    --------
    >>> summary([Standing("S05", Trait.WARMTH), Standing("S05", Trait.EMPATHIC, State.USABLE)])
    '1 of 2 scenario-trait pairs is validated with ratings by people.'
    """
    states = [standing.state for standing in standings]
    validated = states.count(State.USABLE)
    verb = "is" if validated == 1 else "are"
    return f"{validated} of {len(states)} scenario-trait pairs {verb} validated with ratings by people."


def two(figure: float | None) -> str:
    """Two digits without the zero before the point, as agreement is written.

    Examples
    --------
    >>> two(0.4), two(-0.031), two(-0.001), two(1.0), two(None)
    ('.40', '-.03', '.00', '1.00', 'unknown')
    """
    if figure is None:
        return "unknown"
    return f"{round(figure, 2) + 0.0:.2f}".replace("0.", ".", 1)  # adding 0 takes the sign from a zero
