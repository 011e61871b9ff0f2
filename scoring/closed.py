"""Closed answers: options judged one by one, scored by shape within the person; or the best and the worst picked.

Raw distance to a key rewards whoever avoids the ends of the scale (Cullen, Sackett and Lievens 2006). Taking out each
person's own elevation and scatter removes that (McDaniel, Psotka, Legree, Yost and Weekley 2011).

An option that the experts behind the key do not agree on is shown and not scored: it enters neither the standardising
nor any score, so that a person's levels are those they would have if it were not there.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scenarios.scenario import ClosedPart, Option
from scenarios.traits import Trait
from scoring.answer import Answer
from scoring.ratings import Rating

RATER = "key"
# Assumed until 200 people have answered: random judging shows level 2 (token), the key level 5.
LEVEL_OF_CHANCE, LEVEL_OF_KEY = 2.0, 5.0
RATE_EACH_ERROR, BEST_WORST_ERROR = 1.0, 1.5

NO_CHOICES = "The options were not judged."
INCOMPLETE = "Not every option was judged, or one was judged outside 1 to 5."
FLAT = "All options were judged alike, so nothing can be told from them. A person looks."
NO_PICK = "The best and the worst option were not both picked, or are the same."
NOT_SCORED = "A reply was picked on which the experts behind the key do not agree, so nothing can be told from it."
NOT_KEYED = "The options of this situation do not tell people apart on this trait."


@dataclass(frozen=True)
class Judged:
    """One option with what the person gave and what the key says, both standardised within their form."""

    option: Option
    given: float
    key: float


def standardised(values: Sequence[float]) -> list[float] | None:
    """Values with mean 0 and standard deviation 1 (n in the divisor); None when they are all alike.

    Examples
    --------
    >>> standardised([1, 3]), standardised([2, 2])
    ([-1.0, 1.0], None)
    """
    mean = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values))
    return [(value - mean) / spread for value in values] if spread > 0 else None


def shape_score(judged: Sequence[tuple[float, float]], weights: Sequence[float]) -> float | None:
    """How well a person's shape follows the key's.

    Parameters
    ----------
    judged : sequence of (given, key)
        Both standardised over the whole form.
    weights : sequence of float
        How much each option counts, >= 0.

    Returns
    -------
    float or None
        1 for the key, 0 on average for random judging, below 0 for worse than that; None when all weights are 0.

    Notes
    -----
    The option score is ``-(given - key)^2``. Under random judging `given` has mean 0, variance 1 and nothing to do
    with `key` (every permutation of a person's judgements is as likely), so its mean is exactly ``-(1 + key^2)``;
    no simulation is needed.

    Examples
    --------
    >>> shape_score([(1.0, 1.0), (-1.0, -1.0)], [1, 1]), shape_score([(-1.0, 1.0), (1.0, -1.0)], [1, 1])
    (1.0, -1.0)
    """
    by_chance = math.fsum(w * (1 + key * key) for (_, key), w in zip(judged, weights, strict=True))
    lost = math.fsum(w * (given - key) ** 2 for (given, key), w in zip(judged, weights, strict=True))
    return 1 - lost / by_chance if by_chance else None


def partial_credit(key: Mapping[str, float], best: str, worst: str) -> float | None:
    """Credit for a best and a worst pick.

    Returns
    -------
    float or None
        ``((key[best] - key[worst]) / (max - min) + 1) / 2``: 1 for the right two, 0 for them swapped, 0.5 on
        average for a random pair; None when the key is flat.

    Examples
    --------
    >>> partial_credit({"a": 5.0, "b": 3.0, "c": 1.0}, "a", "b")
    0.75
    """
    spread = max(key.values()) - min(key.values())
    return ((key[best] - key[worst]) / spread + 1) / 2 if spread else None


def level_of(score: float) -> float:
    """The level of a score where 0 is chance and 1 the key; an assumption until 200 people have answered.

    Examples
    --------
    >>> level_of(1.0), level_of(0.0), level_of(-2.0)
    (5.0, 2.0, 1.0)
    """
    return min(5.0, max(1.0, LEVEL_OF_CHANCE + (LEVEL_OF_KEY - LEVEL_OF_CHANCE) * score))


def rate_form(answers: Sequence[Answer]) -> list[dict[Trait, Rating]]:
    """Ratings of the closed parts of a whole form.

    Parameters
    ----------
    answers : sequence of Answer
        All answers of one person; those without a closed part give no rating.

    Returns
    -------
    list of dict
        For each answer, in the same order, `Rating` by trait.
    """
    parts = [answer.scenario.step(answer.step).closed for answer in answers]
    complete = [
        place
        for place, (answer, part) in enumerate(zip(answers, parts, strict=True))
        if part is not None and part.kind == "rate_each" and not _problem(answer, part)
    ]
    judged = _judged([answers[place] for place in complete])
    by_place = dict(zip(complete, judged, strict=True)) if judged else {}
    return [
        _rated(answer, part, by_place.get(place)) if part is not None else {}
        for place, (answer, part) in enumerate(zip(answers, parts, strict=True))
    ]


def _rated(answer: Answer, part: ClosedPart, judged: list[Judged] | None) -> dict[Trait, Rating]:
    problem = _problem(answer, part)
    error = RATE_EACH_ERROR if part.kind == "rate_each" else BEST_WORST_ERROR
    if not problem and part.kind == "rate_each" and judged is None:
        problem = FLAT
    traits = [trait for trait in answer.scenario.rubric.traits if any(trait in option.traits for option in part.scored)]
    if problem:
        return {trait: Rating(None, error, (), RATER, problem) for trait in traits}
    scores = {trait: _trait_score(answer, part, judged, trait) for trait in traits}
    return {trait: _rating(score, error) for trait, score in scores.items()}


def _rating(score: float | None, error: float) -> Rating:
    if score is None:
        return Rating(None, error, (), RATER, NOT_KEYED)
    return Rating(level_of(score), error, (), RATER)


def _trait_score(answer: Answer, part: ClosedPart, judged: list[Judged] | None, trait: Trait) -> float | None:
    """0 for chance, 1 for the key: options count as much as they load on the trait, whichever way."""
    if judged is not None:
        weights = [abs(each.option.traits.get(trait, 0.0)) for each in judged]
        return shape_score([(each.given, each.key) for each in judged], weights)
    loads = {option.id: option.traits.get(trait, 0.0) for option in part.scored}
    choices = answer.choices or {}
    credit = partial_credit(loads, str(choices["best"]), str(choices["worst"]))
    return None if credit is None else 2 * credit - 1


def _problem(answer: Answer, part: ClosedPart) -> str:
    choices = answer.choices
    if not choices:
        return NO_CHOICES
    if part.kind == "best_worst":
        return _problem_of_picks(part, choices.get("best"), choices.get("worst"))
    valid = all(_is_judgement(choices.get(option.id)) for option in part.scored)
    return "" if valid else INCOMPLETE


def _problem_of_picks(part: ClosedPart, best: object, worst: object) -> str:
    if best == worst or not {best, worst} <= {option.id for option in part.options}:
        return NO_PICK
    return "" if {best, worst} <= {option.id for option in part.scored} else NOT_SCORED


def _is_judgement(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5


def _judged(answers: Sequence[Answer]) -> list[list[Judged]] | None:
    """Every rate-each option of the form, standardised together; None when the person judged all alike."""
    pairs = [list(_pairs(answer)) for answer in answers]
    flat = [pair for row in pairs for pair in row]
    given = standardised([value for _, value in flat]) if flat else None
    key = standardised([option.key for option, _ in flat]) if flat else None
    if given is None or key is None:
        return None
    all_of_form = iter([Judged(option, x, k) for (option, _), x, k in zip(flat, given, key, strict=True)])
    return [[next(all_of_form) for _ in row] for row in pairs]


def _pairs(answer: Answer) -> Iterator[tuple[Option, float]]:
    part = answer.scenario.step(answer.step).closed
    for option in part.scored if part else ():
        yield option, float((answer.choices or {})[option.id])
