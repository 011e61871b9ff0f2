"""Train one scenario's learned raters on people's ratings, trait by trait, and judge whether they may be used.

The rubric's level is where each begins. Whether what it becomes agrees with people is measured on each answer left out
in turn; where it does not, it is refused, and a sentence says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.scenario import Scenario
from scenarios.traits import Trait
from scenarios.version import structure_hash
from scoring.answer import Answer
from scoring.learned.baselines import LengthOnly, lengths
from scoring.learned.blocks import Blocks
from scoring.learned.estimator import LearnedRater
from scoring.learned.serving import Line, direction_of, dump, read
from scoring.learned.verdict import Verdict, verdict
from scoring.people import Figures, HumanRating, Trained
from scoring.rubric_rater import RubricRater
from scoring.statistics.agreement import pearson, qwk

__all__ = ["HumanRating", "Trained", "train"]

FEWEST = 30
LEAST_PAIRS = 20
UNLIKE_SHARE = 1.0
_Z90 = 1.645


@dataclass(frozen=True)
class Rated:
    """An answer with a trait's levels by its raters, in the order in which they came."""

    step: str
    text: str
    group: str
    levels: tuple[float, ...]


@dataclass(frozen=True)
class Table:
    """Answers that can be rated: people's mean level, the rubric's and its cap, blocks, words, and the group."""

    people: np.ndarray
    rubric: np.ndarray
    most: np.ndarray
    blocks: Blocks
    words: np.ndarray
    groups: np.ndarray


def train(scenario: Scenario, ratings: Sequence[HumanRating]) -> tuple[Trained, ...]:
    """Train and judge one rater for each trait that was rated.

    Parameters
    ----------
    scenario : Scenario
    ratings : sequence of HumanRating
        Several of one answer are averaged.

    Returns
    -------
    tuple of Trained
        In the order of `Trait`.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> scenario = read_scenario(shipped()[0][1], "S02.yaml")
    >>> [found.why for found in train(scenario, [HumanRating("s1", "Hello.", Trait.EMPATHIC, 2.0)])]
    ['There is no rating.']
    """
    structure = structure_hash(scenario)
    rated = [trait for trait in Trait if any(rating.trait is trait for rating in ratings)]
    return tuple(_trained(scenario, structure, trait, answers_of(ratings, trait)) for trait in rated)


def answers_of(ratings: Iterable[HumanRating], trait: Trait) -> list[Rated]:
    """The answers that people rated on a trait, in the order in which they first came.

    Examples
    --------
    >>> one = HumanRating("s1", "Hello.", Trait.WARMTH, 2.0, "ana")
    >>> answers_of([one, one._replace(level=3.0, rater="ben")], Trait.WARMTH)[0].levels
    (2.0, 3.0)
    """
    found: dict[tuple[str, str], list[HumanRating]] = {}
    for rating in ratings:
        if rating.trait is trait:
            found.setdefault((rating.step, rating.text), []).append(rating)
    return [
        Rated(step, text, mine[0].group or f"\0{number}", tuple(rating.level for rating in mine))
        for number, ((step, text), mine) in enumerate(found.items())
    ]


def _trained(scenario: Scenario, structure: str, trait: Trait, answers: Sequence[Rated]) -> Trained:
    table = _table(scenario, trait, answers)
    together = agreement_of_people(answers)
    n = len(table.people)
    early = verdict(table.people, table.people, table.people * 0, together, groups=table.groups, fewest=FEWEST)
    if early.qwk is None:
        return Trained(trait, False, early.why, n, {"human_human": together}, b"")
    line, left_out = _fit(table)
    by_length = LengthOnly.fit(table.words, table.people, table.groups).left_out
    found = verdict(table.people, left_out, by_length, together, groups=table.groups, fewest=FEWEST)
    weights = dump(structure, trait, line) if found.usable else b""
    return Trained(trait, found.usable, found.why, n, _figures(table, left_out, found, together), weights)


def agreement_of_people(answers: Iterable[Rated]) -> float | None:
    """QWK between first and second raters; None below twenty answers with two.

    Examples
    --------
    >>> agreement_of_people([Rated("s1", str(n), "", (1.0 + n % 5, 1.0 + n % 5)) for n in range(20)])
    1.0
    """
    pairs = np.array([rated.levels[:2] for rated in answers if len(rated.levels) > 1])
    return qwk(pairs[:, 0], pairs[:, 1]) if len(pairs) >= LEAST_PAIRS else None


def _table(scenario: Scenario, trait: Trait, answers: Sequence[Rated]) -> Table:
    """Answers that the gates let through; the others will never be rated by machine."""
    rubric = RubricRater()
    asked = [Answer(scenario, each.step, each.text) for each in answers]
    given = [rubric.rate(answer)[trait].level for answer in asked]
    kept = [
        (each, answer, level) for each, answer, level in zip(answers, asked, given, strict=True) if level is not None
    ]
    return Table(
        people=np.array([float(np.mean(each.levels)) for each, _, _ in kept]),
        rubric=np.array([level for _, _, level in kept]),
        most=np.array([rubric.caps(answer)[trait] for _, answer, _ in kept]),
        blocks=read(scenario, [(each.step, each.text) for each, _, _ in kept]),
        words=lengths([each.text for each, _, _ in kept]),
        groups=np.array([each.group for each, _, _ in kept]),
    )


def _fit(table: Table) -> tuple[Line, np.ndarray]:
    """The line, and the levels of its answers left out."""
    rater = LearnedRater(least=1.0, most=5.0).fit(table.blocks, table.people, table.groups, table.rubric)
    left_out = np.minimum(np.maximum(rater.loo_, 1.0), table.most)
    directions = direction_of(table.blocks)
    centre = directions.mean(axis=0)
    line = Line(
        served=rater.served_,
        centre=centre,
        least=float(np.percentile((directions * centre).sum(axis=1), UNLIKE_SHARE)),
        error=float(np.mean((left_out - table.people) ** 2)),
    )
    return line, left_out


def _figures(table: Table, left_out: np.ndarray, found: Verdict, together: float | None) -> Figures:
    people = table.people
    error = float(np.mean((left_out - people) ** 2))
    return {
        "qwk": found.qwk,
        "qwk_low": found.low,
        "qwk_high": found.high,
        "length_only": found.length_only,
        "human_human": together,
        "r": pearson(people, left_out),
        "mae": float(np.mean(np.abs(left_out - people))),
        "error": error,
        "coverage": float(np.mean(np.abs(left_out - people) <= _Z90 * error**0.5)),
        "rubric_only": qwk(people, table.rubric),
    }
