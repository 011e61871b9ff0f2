"""The highest level an answer can have: no fact of the situation used, or a line crossed."""

from __future__ import annotations

import re

from scenarios.traits import Trait, definitions
from scoring.evidence.scene import ACTION
from scoring.features import Seen
from scoring.phrases import CORPORATE, FORMULA, patterns
from scoring.topic import topicality

HIGHEST = 5
LEAST_TOPICALITY, LEAST_TOPICAL = 0.2, 10
# Who uses two facts of the situation answers it, even where no phrase of the trait is one that we know.
ENOUGH_FACTS = 2
# Measured on answers left out. Nearer by less than .1 with two facts at most: 78 % are at level 2 or lower; with three
# facts: half. Nearer by .4 and more: most are above level 2, whatever facts we know by their words.
HARDLY, CLEARLY = 0.1, 0.4
_STOCK = 0.75
_SELF = r"(?:i|we) (?:\w+ly |also |just |now |then )?"
_NOT = (
    r"(?:(?:can|will|have|am|are|is|do|did|could|shall|would|may|must) (?:\w+ly |also |just )?(?:not|never)|"
    r"refuse to|decline to|(?:am|are) unable to|never)"
)
_ADDED = r"(?: (?:yet|at all|even|going to|able to|possibly|ever|certainly|also|just|now))*"
# Not doing these may well be right: nothing is closed, erased or charged, nobody is rushed, nothing is claimed unknown.
_RIGHTLY = (
    r"(?:know|want|need|have (?:to|an?|any|the|your|that|is|when)|say|promise|tell|name|close|closing|touch|erase|"
    r"delete|click|clicking|clicked|going anywhere|leave|let|lay|rush|print|issue|charge|ask|check|lose|forget|forgive|"
    r"keep you|make you|guess|insult|pretend|stop|give up|give you an? \w+ (?:time|hour)|send you|pass|sell|blame|"
    r"argue|hurry|wait|doubt|hear|expect|mind|think|believe|see|remember|find|mean|sure|sorry|wish|like|only|on|go on|"
    r"ever|truly|allowed|do (?:that|this|it|something|anything)|tak(?:e|ing) (?:\w+ )?(?:away|back)|put you)"
)
_REFUSED = patterns(rf"{_SELF}{_NOT}(?!{_ADDED} {_RIGHTLY}\b){_ADDED} \w+")
_TURNED = re.compile(r" (?:not|never)\b")
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


def cap(seen: Seen, trait: Trait, nearer: float | None = None) -> int:
    """The cap of an answer on one trait.

    Parameters
    ----------
    seen : Seen
    trait : Trait
    nearer : float or None
        How much nearer the answer is to its own story than to any other, when the story is known.

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
    if not is_bound(seen, trait, nearer) or is_stock(seen) or is_taken_back(seen):
        caps.append(rubric.cap_without_bound_evidence)
    return min(caps, default=HIGHEST)


def is_stock(seen: Seen) -> bool:
    """Whether three quarters of the sentences and more are stock phrases."""
    stock = [sentence.has(FORMULA, negated=True) or sentence.has(CORPORATE) for sentence in seen.scene.sentences]
    return sum(stock) >= _STOCK * len(stock)


def is_taken_back(seen: Seen) -> bool:
    """Whether the writer says rather what they do not do: two things and more refused, and hardly any done."""
    refused, done = refused_and_done(seen)
    return refused >= 2 and refused > 2 * done


def refused_and_done(seen: Seen) -> tuple[int, int]:
    """How many things the writer says they do not do, and how many they do; what is rightly left undone is neither."""
    plain = [sentence.plain for sentence in seen.scene.sentences]
    done = sum(
        not _TURNED.search(text, match.start(), match.end() + 6) for text in plain for match in ACTION.finditer(text)
    )
    return sum(len(_REFUSED.findall(text)) for text in plain), done


def is_elsewhere(seen: Seen) -> bool:
    """Whether too few words of the answer are of this situation."""
    answer, topic = seen.scene.answer, seen.scene.setting.topic
    return topicality(answer, topic) < LEAST_TOPICALITY and len(answer.content & topic) < LEAST_TOPICAL


def is_bound(seen: Seen, trait: Trait, nearer: float | None) -> bool:
    """Whether the answer is about this situation: two of its declared facts, or one and bound evidence of the trait.

    Where the story is known, words and meaning tell as well: it is clearly about it, or hardly, and then needs three.
    """
    if nearer is not None and nearer >= CLEARLY:
        return True
    if is_elsewhere(seen):
        return False
    used = {
        fact for found, dead in zip(seen.scene.mentions, seen.scene.dead, strict=True) if not dead for fact in found
    }
    if nearer is not None and nearer < HARDLY:
        return len(used) > ENOUGH_FACTS
    kinds = (kind.id for kind in definitions()[trait].evidence if kind.bound)
    return len(used) >= ENOUGH_FACTS or (len(used) > 0 and any(seen.found.get(kind) for kind in kinds))
