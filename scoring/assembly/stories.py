"""Which scenarios of a pool tell the same story, so that nobody meets it twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from scenarios.scenario import Scenario

Group = tuple[int, ...]

# Different stories of the library share .32 of their longer words at most, copies and adapted ones .9 and more.
SAME_STORY = 0.6


def same_stories(pool: Sequence[Scenario]) -> tuple[Group, ...]:
    """Scenarios that tell the same story, or are versions of one, gathered.

    Parameters
    ----------
    pool : sequence of Scenario

    Returns
    -------
    tuple of tuple of int
        Places in the pool; a scenario that is like no other is a group by itself.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> one, other = (read_scenario(text, name) for name, text in shipped()[:2])
    >>> same_stories([one, other, one.model_copy(update={"id": "Mine"})])
    ((0, 2), (1,))
    """
    told = [_words(scenario) for scenario in pool]
    group_of = list(range(len(pool)))
    for one, other in combinations(range(len(pool)), 2):
        if group_of[one] != group_of[other] and (pool[one].id == pool[other].id or _alike(told[one], told[other])):
            old, new = group_of[other], group_of[one]
            group_of = [new if group == old else group for group in group_of]
    names = sorted(set(group_of))
    return tuple(tuple(place for place, group in enumerate(group_of) if group == name) for name in names)


def _words(scenario: Scenario) -> frozenset[str]:
    told = " ".join([scenario.stem, *(step.customer_turn or "" for step in scenario.steps)])
    return frozenset(re.findall(r"[^\W\d_]{4,}", told.casefold()))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= SAME_STORY * max(1, min(len(one), len(other)))
