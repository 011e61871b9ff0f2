"""Train one scenario's learned rater on people's ratings, trait by trait, and judge whether it may be used.

The rubric's level is corrected by ridge regression on what the answer means. Whether that agrees with people is
measured on each answer left out in turn; where it does not, it is refused, and a sentence says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from scenarios.scenario import Scenario
from scenarios.traits import Trait
from scenarios.version import structure_hash
from scoring.answer import Answer
from scoring.learned.serving import Line, caps_of, dump, meaning_of
from scoring.people import Figures, HumanRating, Trained, two
from scoring.rubric_rater import RubricRater
from scoring.statistics.agreement import Interval, pearson, qwk

__all__ = ["HumanRating", "Trained", "train"]

LEAST_ANSWERS = 30
LEAST_PAIRS = 20
LEAST_QWK = 0.40
PENALTIES = (0.1, 0.3, 1.0, 3.0, 10.0)
SLOPE_PENALTY = 1.0
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
    """Answers that can be rated: people's mean level, the rubric's and its cap, the meaning, words, and the group."""

    people: np.ndarray
    rubric: np.ndarray
    most: np.ndarray
    meaning: np.ndarray
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
    ['Only 0 rated answers could be used; 30 are needed.']
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
    n = len(table.people)
    together = agreement_of_people(answers)
    reason = too_little(table.people, together)
    if reason:
        return Trained(trait, False, reason, n, {"human_human": together}, b"")
    line, left_out = _fit(table)
    figures = _figures(table, left_out, together)
    reason = not_better(figures)
    why = reason or "It agrees with people well enough on answers it had not seen."
    return Trained(trait, not reason, why, n, figures, b"" if reason else dump(structure, trait, line))


def too_little(levels: np.ndarray, together: float | None) -> str:
    """Why nothing can be learned from these levels, or nothing.

    Examples
    --------
    >>> too_little(np.full(40, 3.0), None)
    'All answers have the same level, so there is nothing to learn.'
    >>> too_little(np.arange(40) % 5, 0.31)
    'People agree with one another at a QWK of only .31; .40 is needed. Sharpen the rubric, then rate again.'
    """
    if len(levels) < LEAST_ANSWERS:
        answers = "answer" if len(levels) == 1 else "answers"
        return f"Only {len(levels)} rated {answers} could be used; {LEAST_ANSWERS} are needed."
    if together is not None and together < LEAST_QWK:
        return (
            f"People agree with one another at a QWK of only {two(together)}; {two(LEAST_QWK)} is needed. "
            "Sharpen the rubric, then rate again."
        )
    if np.ptp(levels) == 0:
        return "All answers have the same level, so there is nothing to learn."
    return ""


def not_better(figures: Figures) -> str:
    """Why a trained rater is refused, or nothing.

    Examples
    --------
    >>> not_better({"qwk": 0.7, "qwk_low": 0.6, "length_only": 0.2})
    ''
    >>> not_better({"qwk": 0.5, "qwk_low": 0.38, "length_only": 0.2})
    'Its agreement with people is a QWK of .50, but may be as low as .38; more than .40 is needed.'
    """
    low, length = figures.get("qwk_low") or 0.0, figures.get("length_only") or 0.0
    if low > max(LEAST_QWK, length):
        return ""
    found = f"Its agreement with people is a QWK of {two(figures.get('qwk'))}, but may be as low as {two(low)}; "
    if length > LEAST_QWK:
        return found + f"counting words alone gives {two(length)}."
    return found + f"more than {two(LEAST_QWK)} is needed."


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
    given = [rubric.rate(Answer(scenario, each.step, each.text))[trait].level for each in answers]
    kept = [(each, level) for each, level in zip(answers, given, strict=True) if level is not None]
    return Table(
        people=np.array([float(np.mean(each.levels)) for each, _ in kept]),
        rubric=np.array([level for _, level in kept]),
        most=np.array([caps_of(Answer(scenario, each.step, each.text))[trait] for each, _ in kept]),
        meaning=np.array([meaning_of(scenario, each.step, each.text) for each, _ in kept]),
        words=np.array([float(len(each.text.split())) for each, _ in kept]),
        groups=np.array([each.group for each, _ in kept]),
    )


def _fit(table: Table) -> tuple[Line, np.ndarray]:
    """The line with the penalty that does best on answers left out, and their levels."""
    ones, centre = np.ones((len(table.people), 1)), table.meaning.mean(axis=0)
    design = np.hstack([ones, table.rubric[:, None] - 3, table.meaning - centre])
    target = table.people - table.rubric
    tried = [ridge(design, target, _penalties(penalty), table.groups) for penalty in PENALTIES]
    weights, correction = min(tried, key=lambda found: float(np.mean((found[1] - target) ** 2)))
    left_out = np.minimum(np.maximum(table.rubric + correction, 1), table.most)
    line = Line(
        intercept=float(weights[0] - weights[2:] @ centre),
        slope=float(weights[1]),
        meaning=tuple(weights[2:].tolist()),
        centre=tuple(centre.tolist()),
        least=float(np.percentile(table.meaning @ centre, UNLIKE_SHARE)),
        error=float(np.mean((left_out - table.people) ** 2)),
    )
    return line, left_out


def _penalties(penalty: float) -> np.ndarray:
    return np.array([0.0, SLOPE_PENALTY, *[penalty] * 512])


def ridge(
    design: np.ndarray, target: np.ndarray, penalties: np.ndarray, groups: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Ridge regression, and what it gives for each group left out, without fitting again.

    Parameters
    ----------
    design : array (n, p)
    target : array (n,)
    penalties : array (p,)
        0 or more for each column.
    groups : array (n,)

    Returns
    -------
    weights : array (p,)
    left_out : array (n,)
        Of a fit without the row's group.

    Examples
    --------
    >>> design, target = np.ones((3, 1)), np.array([1.0, 2.0, 6.0])
    >>> weights, left_out = ridge(design, target, np.zeros(1), np.arange(3))
    >>> weights.round(6).tolist(), left_out.round(6).tolist()
    ([3.0], [4.0, 3.5, 1.5])
    """
    solved = np.linalg.solve(design.T @ design + np.diag(penalties), design.T)
    weights = solved @ target
    hat, surprise = design @ solved, target - design @ weights
    left_out = np.empty(len(target))
    for group in np.unique(groups):
        here = np.flatnonzero(groups == group)
        unseen = np.linalg.solve(np.eye(len(here)) - hat[np.ix_(here, here)], surprise[here])
        left_out[here] = target[here] - unseen
    return weights, left_out


def _figures(table: Table, left_out: np.ndarray, together: float | None) -> Figures:
    people, groups = table.people, table.groups
    found = Interval.of(people, left_out, groups)
    long = np.column_stack([np.ones(len(people)), np.log(table.words)])
    _, by_length = ridge(long, people, np.array([0.0, 1e-6]), groups)
    error = float(np.mean((left_out - people) ** 2))
    return {
        "qwk": found.kappa[0],
        "qwk_low": found.kappa[1],
        "qwk_high": found.kappa[2],
        "length_only": qwk(people, by_length),
        "human_human": together,
        "r": pearson(people, left_out),
        "mae": float(np.mean(np.abs(left_out - people))),
        "error": error,
        "coverage": float(np.mean(np.abs(left_out - people) <= _Z90 * error**0.5)),
        "rubric_only": qwk(people, table.rubric),
    }
