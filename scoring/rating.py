"""The one door through which an answer gets its ratings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from scenarios.traits import Trait
from scoring.answer import Answer
from scoring.ratings import Rating
from scoring.rubric_rater import RubricRater

__all__ = ["Answer", "Rater", "combined", "rate", "usual_raters"]


class Rater(Protocol):
    """Whoever rates: the rubric, a learned rater, a person."""

    @property
    def id(self) -> str:
        """Who rates, as ratings name them."""

    def rate(self, answer: Answer) -> dict[Trait, Rating]:
        """A rating for each trait of the answer's scenario."""


@cache
def usual_raters() -> tuple[Rater, ...]:
    """The raters that every answer meets: the rubric with the shipped weights.

    Examples
    --------
    >>> [rater.id for rater in usual_raters()]
    ['rubric']
    """
    return (RubricRater(),)


def rate(answer: Answer, raters: Sequence[Rater] | None = None) -> dict[Trait, Rating]:
    """Ratings of the written part of an answer.

    Parameters
    ----------
    answer : Answer
    raters : sequence of Rater, optional
        One or more; by default `usual_raters`.

    Returns
    -------
    dict
        `Rating` by trait. Several raters are averaged by the inverse of their error variances.
    """
    given = [rater.rate(answer) for rater in raters or usual_raters()]
    traits = dict.fromkeys(trait for ratings in given for trait in ratings)
    return {trait: combined([ratings[trait] for ratings in given if trait in ratings]) for trait in traits}


def combined(ratings: Sequence[Rating]) -> Rating:
    """One rating from several of the same answer and trait.

    The mean weighted by inverse error variance. Raters of one text share what the text misleads them to, so the
    error is the smallest of theirs and not their pooled one.

    Examples
    --------
    >>> both = combined([Rating(2.0, 0.5, (), "rubric"), Rating(4.0, 0.5, (), "learned")])
    >>> both.level, both.error, both.rater
    (3.0, 0.5, 'rubric+learned')
    """
    usable = [rating for rating in ratings if rating.level is not None]
    if len(ratings) == 1 or not usable:
        return ratings[0]
    total = sum(1 / rating.error for rating in usable)
    level = sum((rating.level or 0.0) / rating.error for rating in usable) / total
    evidence = tuple(item for rating in usable for item in rating.evidence)
    return Rating(
        min(5.0, max(1.0, level)),
        min(rating.error for rating in usable),
        evidence,
        "+".join(rating.rater for rating in usable),
    )
