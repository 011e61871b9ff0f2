"""What an assessment has to be, as counts of scenarios in groups: data that a person can read and a solver can use."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from scenarios.scenario import FAMILIES, Channel, Scenario
from scenarios.traits import Trait
from scoring.assembly.stories import Group, same_stories

Size = Literal["standard", "short"]

# How many situations, and in how many of them each trait has to be seen.
SIZES: dict[Size, tuple[int, int]] = {"standard": (16, 8), "short": (8, 4)}
# The same for both sizes: there are eight families, so sixteen situations fit under it without filling any.
MOST_OF_A_FAMILY = 3
LEAST_SHARED = 0.25
CHANNELS: tuple[Channel, ...] = get_args(Channel)
_BY = {"phone": "by phone", "chat": "by chat", "email": "by e-mail", "counter": "at a counter"}


@dataclass(frozen=True)
class Bounds:
    """How many situations there may be of something.

    Examples
    --------
    >>> Bounds(least=3), Bounds(most=0)
    (Bounds(least=3, most=None), Bounds(least=0, most=0))
    """

    least: int = 0
    most: int | None = None


@dataclass(frozen=True)
class Job:
    """What the job asks of its assessment.

    Attributes
    ----------
    size : str
        ``"standard"`` or ``"short"``.
    channels : mapping
        `Bounds` by channel; a channel that is not named may be there or not.
    parallel_to : sequence of Scenario
        The scenarios of another assessment, when people of both are to be compared.
    """

    size: Size = "standard"
    channels: Mapping[Channel, Bounds] = field(default_factory=dict)
    parallel_to: Sequence[Scenario] = ()


@dataclass(frozen=True)
class Demand:
    """One thing that an assessment has to be.

    Attributes
    ----------
    name : str
        Short and unique, for programs.
    wanted : str
        For people, without a capital and without a full stop.
    groups : tuple of tuple of int
        Places in the pool; in each group the number of chosen ones is bounded.
    least : int
    most : int or None
    whole : bool
        Instead of what is in the groups, the groups count whose members are all chosen.
    can_change : bool
        Whether it comes from the job, so that whoever asks can ask for something else.
    """

    name: str
    wanted: str
    groups: tuple[Group, ...]
    least: int = 0
    most: int | None = None
    whole: bool = False
    can_change: bool = False

    def found(self, chosen: Collection[int]) -> int:
        """How many of what is counted a choice has: the fullest group under a most, the emptiest under a least.

        Examples
        --------
        >>> Demand("few", "at most one of each", ((0, 1), (2,)), most=1).found({0, 1, 2})
        2
        >>> Demand("pair", "a pair", ((0, 1), (2, 3)), least=1, whole=True).found({0, 2, 3})
        1
        """
        inside = [sum(place in chosen for place in group) for group in self.groups]
        if self.whole:
            return sum(count == len(group) for count, group in zip(inside, self.groups, strict=True))
        if self.most is not None:
            return max(inside, default=0)
        return min(inside, default=0)

    def holds(self, chosen: Collection[int]) -> bool:
        """Whether a choice meets the demand."""
        found = self.found(chosen)
        return self.least <= found and (self.most is None or found <= self.most)


@dataclass(frozen=True)
class Met:
    """A demand that is met, and how many there are of what it counts."""

    name: str
    wanted: str
    found: int


@dataclass(frozen=True)
class Assembled:
    """The scenarios of an assessment in the order in which people meet them, and what they meet."""

    scenarios: tuple[Scenario, ...]
    met: tuple[Met, ...]


class CannotAssemble(ValueError):
    """No choice from the pool meets every demand.

    Attributes
    ----------
    together : tuple of str
        Demands that exclude each other; without any one of them the others could be met.
    would_do : tuple of str
        What could be asked for instead, one sentence each.
    """

    def __init__(self, together: Sequence[str], would_do: Sequence[str] = ()) -> None:
        self.together = tuple(together)
        self.would_do = tuple(would_do)
        super().__init__(f"These cannot be met together: {'; '.join(together)}. {' '.join(would_do)}".strip())


def channel_bounds(words: str, size: Size) -> Bounds:
    """Read how much of a channel a job wants.

    Parameters
    ----------
    words : str
        A number of situations (at least), a share of them such as ``"40%"`` (at least, rounded up), or ``"none"``.
    size : str

    Returns
    -------
    Bounds

    Raises
    ------
    ValueError
        When it is none of these.

    Examples
    --------
    >>> channel_bounds("40%", "standard"), channel_bounds("3", "short"), channel_bounds("none", "short")
    (Bounds(least=7, most=None), Bounds(least=3, most=None), Bounds(least=0, most=0))
    """
    many, _ = SIZES[size]
    if words == "none":
        return Bounds(most=0)
    found = re.fullmatch(r"([0-9]{1,3})(%?)", words)
    if found is None:
        raise ValueError(f"'{words}' is neither a number such as 3, nor a share such as 40%, nor none")
    least = math.ceil(int(found[1]) * many / 100) if found[2] else int(found[1])
    if least > many:
        raise ValueError(f"'{words}' is more than all {many} situations")
    return Bounds(least=least)


def demands_of(pool: Sequence[Scenario], job: Job) -> list[Demand]:
    """Everything that an assessment for a job has to be.

    Parameters
    ----------
    pool : sequence of Scenario
        What can be chosen from.
    job : Job

    Returns
    -------
    list of Demand
        What cannot be changed first.

    Examples
    --------
    >>> [demand.name for demand in demands_of([], Job())][:3]
    ['size', 'once', 'warmth']
    """
    return [*_always(pool, job.size), *_of_channels(pool, job), *_of_parallel(pool, job)]


def _always(pool: Sequence[Scenario], size: Size) -> Iterator[Demand]:
    many, seen = SIZES[size]
    yield Demand("size", f"{many} situations", (tuple(range(len(pool))),), many, many)
    yield Demand("once", "at most one situation of a story", same_stories(pool), most=1)
    for trait in Trait:
        yield Demand(
            trait.value, f"{seen} or more situations that ask for: {trait.label.lower()}", _seen(pool, trait), seen
        )
    yield Demand(
        "families",
        f"at most {MOST_OF_A_FAMILY} situations of one family",
        tuple(_where(each.family == family for each in pool)[0] for family in FAMILIES),
        most=MOST_OF_A_FAMILY,
    )
    yield Demand(
        "off-script",
        "a pair of situations where leaving the script is right in one and wrong in the other",
        _pairs(pool),
        1,
        whole=True,
    )
    for side in ("loud", "quiet"):
        hurts = _where(each.tension is not None and each.tension.overdone_side == side for each in pool)
        yield Demand(f"tension-{side}", f"a situation where overdoing the {side} side hurts", hurts, 1)
    yield Demand("two-turn", "a situation in two steps", _where(len(each.steps) > 1 for each in pool), 1)


def _of_channels(pool: Sequence[Scenario], job: Job) -> Iterator[Demand]:
    for channel in CHANNELS:
        bounds = job.channels.get(channel, Bounds())
        if bounds == Bounds():
            continue
        there = _where(each.channel == channel for each in pool)
        wanted = f"none {_BY[channel]}" if bounds.most == 0 else f"{bounds.least} or more {_BY[channel]}"
        yield Demand(channel, wanted, there, bounds.least, bounds.most, can_change=True)


def _of_parallel(pool: Sequence[Scenario], job: Job) -> Iterator[Demand]:
    if not job.parallel_to:
        return
    least = math.ceil(SIZES[job.size][0] * LEAST_SHARED)
    shared = shared_with(pool, job.parallel_to)
    yield Demand("shared", f"{least} or more that the other assessment has too", (shared,), least, can_change=True)
    # What is shared carries the comparison of each trait.
    groups = tuple(tuple(place for place in _seen(pool, trait)[0] if place in shared) for trait in Trait)
    yield Demand("shared-traits", "every trait asked for in one of the shared situations", groups, 1, can_change=True)


def _seen(pool: Sequence[Scenario], trait: Trait) -> tuple[Group]:
    """A situation shows a trait once, however many parts and steps of it are rated: as the estimate counts."""
    return _where(trait in each.rubric.traits for each in pool)


def _where(answers: Iterable[bool]) -> tuple[Group]:
    return (tuple(place for place, is_so in enumerate(answers) if is_so),)


def shared_with(pool: Sequence[Scenario], other: Sequence[Scenario]) -> Group:
    """Places in the pool of what another assessment has in the same version."""
    there = {(each.id, each.version) for each in other}
    return tuple(place for place, each in enumerate(pool) if (each.id, each.version) in there)


def _pairs(pool: Sequence[Scenario]) -> tuple[Group, ...]:
    return tuple(
        (one, other)
        for one, scenario in enumerate(pool)
        for other, partner in enumerate(pool)
        if scenario.osj is not None and scenario.osj.kind == "warranted" and scenario.osj.pair == partner.id
    )
