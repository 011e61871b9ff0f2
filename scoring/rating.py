"""The one door through which an answer gets its ratings, and the rules by which several raters become one rating."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol, runtime_checkable

from scenarios.traits import Trait
from scoring.answer import Answer
from scoring.raters import is_person
from scoring.ratings import Rating
from scoring.rubric_rater import RubricRater

__all__ = ["Answer", "Learned", "Rater", "combined", "needs_person", "rate", "usual_raters"]

ADJUDICATED = 2.0  # levels between two raters from which a third decides
NEAR = 0.1  # levels from a border: 20 % of levels that lie evenly, 17 % of the 390 of the demo's people
_Z90 = 1.6448536269514722

PEOPLE_DISAGREE = "Two people are two levels or more apart. A third person decides."
MACHINE_DISAGREES = "The person and the program are two levels or more apart. Another person decides."


class Rater(Protocol):
    """Whoever rates: the rubric, a learned rater, a person (whose id is ``person`` or begins with ``person:``)."""

    @property
    def id(self) -> str:
        """Who rates, as ratings name them."""

    def rate(self, answer: Answer) -> dict[Trait, Rating]:
        """A rating for each trait that this rater can say something of."""


@runtime_checkable
class Learned(Protocol):
    """A rater that was trained, and is known by a hash of all that it learned."""

    @property
    def hash(self) -> str:
        """64 hexadecimal digits."""


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
        `Rating` by trait, as `combined` makes it of the raters' own.
    """
    given = [rater.rate(answer) for rater in raters or usual_raters()]
    traits = dict.fromkeys(trait for ratings in given for trait in ratings)
    return {trait: combined([ratings[trait] for ratings in given if trait in ratings]) for trait in traits}


def combined(ratings: Sequence[Rating]) -> Rating:
    """The rating that stands, of several of the same answer and trait.

    People outrank the machine: where a person gave a level it stands, and the machine's is kept beside it.

    Parameters
    ----------
    ratings : sequence of Rating
        One or more; of the machine's the rubric's first, of people's in the order in which they rated.

    Returns
    -------
    Rating
        With what each rater gave in `beside` where there are several, and in `look` why a person should look.

    Examples
    --------
    >>> rubric, ana = Rating(2.0, 0.5, (), "rubric"), Rating(4.0, 0.25, (), "person:ana")
    >>> both = combined([rubric, ana])
    >>> both.level, both.rater, both.look == MACHINE_DISAGREES
    (4.0, 'person:ana', True)
    """
    people = [rating for rating in ratings if is_person(rating.rater) and rating.level is not None]
    machine = [rating for rating in ratings if not is_person(rating.rater)]
    if people:
        return by_people(people, by_machine(machine) if machine else None)
    return by_machine(machine or ratings)


def by_machine(ratings: Sequence[Rating]) -> Rating:
    """The machine's rating: the rubric and what was learned, each weighted by the inverse of its measured error.

    The first one guards: an answer that it gives no level gets none. Another that has none leaves the level to the
    others and asks for a person. Raters of one text share what the text misleads them to, so the error is the smallest
    of theirs and not their pooled one.

    Examples
    --------
    >>> both = by_machine([Rating(2.0, 0.5, (), "rubric"), Rating(4.0, 0.5, (), "learned:0f3a9c21")])
    >>> both.level, both.error, both.rater
    (3.0, 0.5, 'rubric+learned:0f3a9c21')
    >>> by_machine([Rating(None, 0.5, (), "rubric", "Too short."), Rating(4.0, 0.5, (), "learned:0f3a9c21")]).level
    """
    usable = [rating for rating in ratings if rating.level is not None]
    doubt = next((rating.reason for rating in ratings[1:] if rating.level is None), "")
    found = ratings[0] if ratings[0].level is None else _weighted(usable)
    beside = tuple(ratings) if len(ratings) > 1 else ()
    return replace(found, look=needs_person(found, doubt), beside=beside)


def _weighted(ratings: Sequence[Rating]) -> Rating:
    if len(ratings) == 1:
        return ratings[0]
    total = math.fsum(1 / rating.error for rating in ratings)
    level = math.fsum((rating.level or 0.0) / rating.error for rating in ratings) / total
    return Rating(
        min(5.0, max(1.0, level)),
        min(rating.error for rating in ratings),
        tuple(item for rating in ratings for item in rating.evidence),
        _names(ratings),
    )


def by_people(people: Sequence[Rating], machine: Rating | None) -> Rating:
    """People's rating: their mean, or the third one's where the first two are too far apart.

    Parameters
    ----------
    people : sequence of Rating
        One or more with a level, in the order in which they rated.
    machine : Rating or None
        Is never averaged with people's; it can only ask for another person, and only a person who rated alone.

    Examples
    --------
    >>> ana, ben, cleo = (Rating(level, 0.25, (), "person") for level in (2.0, 4.0, 4.5))
    >>> found = by_people([ana, ben], None)
    >>> found.level, found.error, found.look == PEOPLE_DISAGREE
    (3.0, 0.125, True)
    >>> by_people([ana, ben, cleo], None).level
    4.5
    """
    disagree = len(people) > 1 and apart(people[0], people[1])
    stand = people[2:] if disagree and len(people) > 2 else people
    look = PEOPLE_DISAGREE if disagree and len(people) == 2 else ""
    if len(people) == 1 and machine is not None and apart(people[0], machine):
        look = MACHINE_DISAGREES
    kept = (*people, *([machine] if machine else ()))
    return Rating(
        math.fsum(rating.level or 0.0 for rating in stand) / len(stand),
        math.fsum(rating.error for rating in stand) / len(stand) ** 2,
        tuple(item for rating in stand for item in rating.evidence),
        _names(stand),
        look=look,
        beside=kept if len(kept) > 1 else (),
    )


def apart(one: Rating, other: Rating) -> bool:
    """Whether two raters are so far apart that a third has to decide; never where one gave no level.

    Examples
    --------
    >>> rubric = Rating(2.0, 0.5, (), "rubric")
    >>> [apart(rubric, Rating(level, 0.5, (), "person")) for level in (3.9, 4.0)]
    [False, True]
    """
    return one.level is not None and other.level is not None and abs(one.level - other.level) >= ADJUDICATED


def needs_person(rating: Rating, doubt: str = "") -> str:
    """Why a person should look at a machine's rating, or nothing.

    Parameters
    ----------
    rating : Rating
        The machine's.
    doubt : str
        Why a part of the machine could not say anything, such as of a text unlike all it has learned from.

    Returns
    -------
    str
        The reason of a gate; the doubt; or that the level lies near the border of two levels: within 0.1 of it, and
        not known so well that the border lies outside the level's 90 % range.

    Notes
    -----
    Distance to the border is what tells where people and machine part; a rater's own word on how sure it is does not.
    Of levels that lie evenly 20 % are sent; caps at whole levels make it fewer.

    Examples
    --------
    >>> needs_person(Rating(3.45, 0.4, (), "rubric"))
    'The level lies on the border between 3 and 4. A person should decide.'
    >>> needs_person(Rating(3.3, 0.4, (), "rubric")), needs_person(Rating(3.45, 0.0004, (), "rubric"))
    ('', '')
    >>> needs_person(Rating(None, 0.4, (), "rubric", "The answer is too short to judge."))
    'The answer is too short to judge.'
    """
    if rating.level is None:
        return rating.reason
    below = math.floor(rating.level)
    distance = abs(rating.level - below - 0.5)
    if doubt or distance > min(NEAR, _Z90 * math.sqrt(rating.error)):
        return doubt
    return f"The level lies on the border between {below} and {below + 1}. A person should decide."


def _names(ratings: Sequence[Rating]) -> str:
    return "+".join(rating.rater for rating in ratings)
