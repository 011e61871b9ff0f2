"""The few numbers that a level is made of. None of them knows how long, how well spelled or by whom an answer is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from operator import mul

from scenarios.rubric import Breach
from scenarios.scenario import Option, Scenario
from scenarios.traits import Trait, definitions, evidence_kinds
from scoring.breaches import Lapse, lapses
from scoring.cleaning import live
from scoring.evidence.collect import collect, gain, share
from scoring.evidence.scene import Hit, Scene
from scoring.lessons import Portrait
from scoring.meaning import meaning_of
from scoring.phrases import HAND_OFF, REFUSAL
from scoring.setting import GIVEN, HIDDEN, IMPLIED, NEXT, Setting
from scoring.similarity import Vector, likeness, vector_of
from scoring.text import Prepared

GOOD = (
    "bound",
    "unbound",
    "own",
    "others",
    "facts",
    "ahead",
    "acts",
    "anchors",
    "options",
)
BAD = ("formula", "hand_off", "refusal", "tone", "blame", "loud", "line", "empty")
FEATURES = GOOD + BAD


@dataclass(frozen=True)
class Seen:
    """All that was found in one answer, before any trait is judged."""

    scene: Scene
    found: Mapping[str, tuple[Hit, ...]]
    wrong: tuple[Lapse, ...]
    portrait: Portrait

    @cached_property
    def common(self) -> Mapping[str, float]:
        """The features that are the same for every trait."""
        return {**_common(self), **{kind: gain(len(hits)) for kind, hits in self.found.items()}}

    @cached_property
    def shares(self) -> Mapping[Trait, float]:
        """For each trait the share of its own kinds of evidence, all counting the same."""
        return {trait: share(self.found, _equal(trait)) for trait in Trait}

    @cached_property
    def options(self) -> tuple[float, ...]:
        """How alike the answer is to each option of the closed questions."""
        texts = _option_vectors(self.scene.setting)
        return tuple(likeness(self.portrait.terms, text) for text in texts)


def see(answer: Prepared, setting: Setting) -> Seen:
    """Run the detectors over an answer once."""
    scene = Scene(live(answer, setting), setting)
    found = collect(scene)
    wrong = lapses(scene)
    return Seen(scene, found, wrong, Portrait(vector_of(scene.answer), meaning_of(scene.answer)))


def features(seen: Seen, trait: Trait) -> dict[str, float]:
    """The features of an answer for one trait.

    Returns
    -------
    dict
        By the names in `FEATURES`, each about 0 to 1.5, and for every kind of evidence with a detector what its
        instances count (0, 1 or 1.5). For `BAD` ones more is worse, for all others better.
    """
    scenario = seen.scene.setting.scenario
    bound, unbound = _weights(scenario, trait)
    anchors = _anchor_vectors(seen.scene.setting, trait)
    return {
        "bound": share(seen.found, bound),
        "unbound": share(seen.found, unbound),
        "own": seen.shares[trait],
        "others": sum(seen.shares[other] for other in Trait if other != trait) / (len(Trait) - 1),
        "anchors": sum(weight * likeness(seen.portrait.terms, text) for weight, text in anchors),
        "options": sum(map(mul, _option_weights(seen.scene.setting, trait), seen.options)),
        **seen.common,
    }


def _weights(scenario: Scenario, trait: Trait) -> tuple[dict[str, float], dict[str, float]]:
    """The rubric's weights of the trait's kinds of evidence that have to be bound, and of the others."""
    kinds = evidence_kinds()
    sides: tuple[dict[str, float], dict[str, float]] = {}, {}
    for each in scenario.rubric.traits[trait].evidence:
        sides[not kinds[each.id].bound][each.id] = each.w
    return sides


@cache
def _equal(trait: Trait) -> Mapping[str, float]:
    return dict.fromkeys((kind.id for kind in definitions()[trait].evidence), 1.0)


def _common(seen: Seen) -> dict[str, float]:
    scene = seen.scene
    names = [lapse.breach for lapse in seen.wrong]
    return {
        "facts": _covered(scene, GIVEN),
        "ahead": _covered(scene, IMPLIED, NEXT, HIDDEN),
        "acts": min(2, sum(scene.acts)) / 2,
        "formula": _some(scene.dead),
        "hand_off": _some(sentence.has(HAND_OFF) for sentence in scene.sentences),
        "refusal": _some(_refuses(scene, place) for place in range(len(scene.sentences))),
        "tone": _some(name not in set(Breach) for name in names),
        "blame": _some(name in (Breach.BLAME, Breach.DISPARAGEMENT) for name in names),
        "loud": float(Breach.OVERDONE_LOUD in names),
        "line": _some(name in (Breach.HARD_LINE_BROKEN, Breach.WRONG_FACT, Breach.RE_ASKS_GIVEN) for name in names),
        "empty": float(not any(scene.acts)),
    }


def _refuses(scene: Scene, place: int) -> bool:
    return scene.sentences[place].has(REFUSAL) and not scene.acts[place]


def _some(signs: Iterable[bool]) -> float:
    return min(2, sum(signs)) / 2


def _covered(scene: Scene, *groups: str) -> float:
    total = len(scene.setting.of(*groups))
    return sum(1 for _ in scene.facts(*groups)) / total if total else 0.0


@lru_cache(maxsize=1024)
def _anchor_vectors(setting: Setting, trait: Trait) -> tuple[tuple[float, Vector], ...]:
    """The anchors' texts with their weights: above 0 for good ones, below 0 for bad ones."""
    anchors = setting.scenario.rubric.traits[trait].anchors
    return tuple(((level - 3) / 2, vector_of(setting.prepare(text))) for level, text in anchors.items() if level != 3)


@lru_cache(maxsize=1024)
def _option_vectors(setting: Setting) -> tuple[Vector, ...]:
    return tuple(vector_of(setting.prepare(option.text)) for option in _options(setting))


@lru_cache(maxsize=1024)
def _option_weights(setting: Setting, trait: Trait) -> tuple[float, ...]:
    """For each option how good it is: above 0 for good ones, below 0 for bad ones."""
    return tuple((option.key - 3) / 2 + option.traits.get(trait, 0.0) for option in _options(setting))


def _options(setting: Setting) -> list[Option]:
    return [option for step in setting.scenario.steps if step.closed for option in step.closed.options]
