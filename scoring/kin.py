"""The shipped scenario that a scenario was made from: what is known of answers to it carries over.

An author who adapts a shipped scenario tells nearly the same story. Answers to both err alike, so what the shipped
one's example answers teach, and the words it knows for the facts that both have, hold for the adapted one as well.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, lru_cache

from scenarios.library import shipped
from scenarios.reading import read_scenario
from scenarios.scenario import Fact, Facts, Scenario
from scoring.background import background
from scoring.identity import Same
from scoring.setting import setting_of
from scoring.similarity import weight

# Adapted scenarios that we tried share .9 and more of the words of the story, different ones .35 and less.
SAME_STORY = 0.8
_GROUPS = tuple(Facts.model_fields)


@dataclass(frozen=True, eq=False)
class Kin:
    """A scenario with what is known of the shipped one that tells the same story.

    Attributes
    ----------
    story : str
        The shipped scenario's id, or nothing.
    scenario : Scenario
        With the other words that the shipped one knows for the same facts.
    own : frozenset of str
        Texts of the example answers that the shipped one does not have.
    """

    story: str
    scenario: Scenario
    own: frozenset[str]


def kin_of(scenario: Scenario) -> Kin:
    """What is known of a scenario's story.

    Parameters
    ----------
    scenario : Scenario
        Shipped, adapted or new.

    Returns
    -------
    Kin
        The same object for the same scenario, so that what is worked out for it is remembered.

    Examples
    --------
    >>> name, text = shipped()[0]
    >>> mine = read_scenario(text.replace("id: " + name.removesuffix(".yaml"), "id: Mine", 1), name)
    >>> kin_of(mine).story == name.removesuffix(".yaml"), kin_of(mine).own
    (True, frozenset())
    """
    return _remembered(Same(scenario))


@lru_cache(maxsize=128)
def _remembered(same: Same[Scenario]) -> Kin:
    scenario = same.it
    texts = frozenset(example.text for example in scenario.exemplars.all())
    story = story_of(scenario)
    if not story:
        return Kin("", scenario, texts)
    original = _shipped(story)
    facts = {group: _known_facts(getattr(scenario.facts, group), getattr(original.facts, group)) for group in _GROUPS}
    known = scenario.model_copy(update={"facts": scenario.facts.model_copy(update=facts)})
    own = texts - {example.text for example in original.exemplars.all()}
    return Kin(story, scenario if known.facts == scenario.facts else known, own)


def story_of(scenario: Scenario) -> str:
    """The id of the shipped scenario that tells the same story, or nothing.

    Examples
    --------
    >>> name, text = shipped()[0]
    >>> story_of(read_scenario(text, name)) == name.removesuffix(".yaml")
    True
    """
    told = frozenset().union(*(setting_of(scenario, step.id).told.content for step in scenario.steps))
    shares = {other: share_told(told, frozenset(topic)) for other, topic in background()["topics"].items()}
    nearest = max(sorted(shares), key=shares.__getitem__)
    return nearest if shares[nearest] >= SAME_STORY else ""


def share_told(told: frozenset[str], topic: frozenset[str]) -> float:
    """The share of a story's words, rare ones counting more, that another situation's words hold.

    Examples
    --------
    >>> share_told(frozenset({"lamp"}), frozenset({"lamp", "box"})), share_told(frozenset(), frozenset())
    (1.0, 0.0)
    """
    total = math.fsum(map(weight, sorted(told)))
    return math.fsum(map(weight, sorted(told & topic))) / total if total else 0.0


def _known_facts(facts: tuple[Fact, ...], kin: tuple[Fact, ...]) -> tuple[Fact, ...]:
    known = {fact.text.casefold(): fact.aliases for fact in kin}
    return tuple(_with(fact, known.get(fact.text.casefold(), ())) for fact in facts)


def _with(fact: Fact, aliases: tuple[str, ...]) -> Fact:
    more = tuple(alias for alias in aliases if alias not in fact.aliases)
    return fact.model_copy(update={"aliases": fact.aliases + more})


@cache
def _shipped(scenario_id: str) -> Scenario:
    return next(read_scenario(text, name) for name, text in shipped() if name.removesuffix(".yaml") == scenario_id)
