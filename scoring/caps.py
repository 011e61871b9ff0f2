"""The highest level an answer can have: no fact of the situation used, or a line crossed."""

from __future__ import annotations

from scenarios.traits import Trait, definitions
from scoring.features import Seen
from scoring.phrases import CORPORATE, FORMULA, NOT_DONE
from scoring.topic import topicality

HIGHEST = 5
LEAST_TOPICALITY, LEAST_TOPICAL = 0.2, 10
# Who uses two facts of the situation answers it, even where no phrase of the trait is one that we know.
ENOUGH_FACTS = 2
_STOCK = 0.75
_TONE_CAPS = {
    ("calm_down", Trait.EMPATHIC): 2,
    ("calm_down", Trait.WARMTH): 3,
    ("minimise", Trait.EMPATHIC): 2,
    ("dismiss", Trait.EMPATHIC): 3,
    ("dismiss", Trait.WARMTH): 2,
    ("hopeless", Trait.OPTIMISTIC): 2,
    ("doubt", Trait.WARMTH): 2,
    ("doubt", Trait.EMPATHIC): 2,
    ("blame", Trait.WARMTH): 2,
    ("blame", Trait.EMPATHIC): 2,
    ("disparagement", Trait.OPTIMISTIC): 2,
}


def cap(seen: Seen, trait: Trait) -> int:
    """The cap of an answer on one trait.

    Returns
    -------
    int
        1 to 5; the lowest of the scenario's caps for the breaches seen, the trait's own for a wrong tone, and
        the rubric's cap for an answer without bound evidence.
    """
    rubric = seen.scene.setting.scenario.rubric
    broken = {str(lapse.breach) for lapse in seen.wrong}
    caps = [each.level for each in rubric.traits[trait].caps if each.breach.value in broken]
    caps += [level for (breach, of), level in _TONE_CAPS.items() if of == trait and breach in broken]
    if not is_bound(seen, trait) or is_stock(seen) or is_taken_back(seen):
        caps.append(rubric.cap_without_bound_evidence)
    return min(caps, default=HIGHEST)


def is_stock(seen: Seen) -> bool:
    """Whether three quarters of the sentences and more are stock phrases."""
    stock = [sentence.has(FORMULA, negated=True) or sentence.has(CORPORATE) for sentence in seen.scene.sentences]
    return sum(stock) >= _STOCK * len(stock)


def is_taken_back(seen: Seen) -> bool:
    """Whether the writer only says what they do not do."""
    return not any(seen.scene.acts) and any(sentence.has(NOT_DONE, negated=True) for sentence in seen.scene.sentences)


def is_bound(seen: Seen, trait: Trait) -> bool:
    """Whether the answer is about this situation: two of its declared facts, or one and bound evidence of the trait."""
    answer, topic = seen.scene.answer, seen.scene.setting.topic
    if topicality(answer, topic) < LEAST_TOPICALITY and len(answer.content & topic) < LEAST_TOPICAL:
        return False
    used = {
        fact for found, dead in zip(seen.scene.mentions, seen.scene.dead, strict=True) if not dead for fact in found
    }
    kinds = (kind.id for kind in definitions()[trait].evidence if kind.bound)
    return len(used) >= ENOUGH_FACTS or (len(used) > 0 and any(seen.found.get(kind) for kind in kinds))
