"""Which situation an answer is about."""

from __future__ import annotations

import math
from functools import cache

from scoring.background import background
from scoring.setting import Setting
from scoring.similarity import weight
from scoring.text import Prepared

LEAST_CONTENT, NEARER = 6, 0.4


def topicality(answer: Prepared, topic: frozenset[str]) -> float:
    """Share of an answer's content, rare words counting more, that is of a situation's words.

    Returns
    -------
    float
        0 to 1; 0 for an answer without content.
    """
    total = math.fsum(map(weight, answer.content))
    return math.fsum(map(weight, answer.content & topic)) / total if total else 0.0


@cache
def _topics() -> dict[str, frozenset[str]]:
    return {scenario: frozenset(stems) for scenario, stems in background()["topics"].items()}


def answers_another(answer: Prepared, setting: Setting) -> bool:
    """Whether the answer is clearly nearer to a shipped situation than to its own, by the words of their facts.

    For situations whose answers are not known; where they are, `scoring.recognition` tells it better.
    """
    if len(answer.content) < LEAST_CONTENT:
        return False
    own = topicality(answer, setting.topic)
    others = (topic for scenario, topic in _topics().items() if scenario != setting.scenario.id)
    return any(topicality(answer, topic) >= own + NEARER for topic in others)
