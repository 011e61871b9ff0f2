"""The few numbers that a level is made of. None of them knows how long, how well spelled or by whom an answer is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scenarios.rubric import Breach
from scenarios.traits import Trait, definitions, evidence_kinds
from scoring.breaches import Lapse, lapses
from scoring.cleaning import live
from scoring.evidence.collect import collect, gain, share
from scoring.evidence.scene import Hit, Scene
from scoring.lessons import Portrait
from scoring.lexicon import word_set
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
_SPEAKING = word_set("i we you your me us our my yours")
_TOPICAL_SHARE, _LEAST_WORDS = 0.3, 4


@dataclass(frozen=True)
class Seen:
    """All that was found in one answer, before any trait is judged."""

    scene: Scene
    found: Mapping[str, tuple[Hit, ...]]
    wrong: tuple[Lapse, ...]
    portrait: Portrait


def see(answer: Prepared, setting: Setting) -> Seen:
    """Run the detectors over an answer once."""
    scene = Scene(live(answer, setting), setting)
    found = collect(scene)
    wrong = lapses(scene)
    said = to_the_point(scene)
    return Seen(scene, found, wrong, Portrait(vector_of(said), meaning_of(said)))


def to_the_point(scene: Scene) -> Prepared:
    """The sentences that speak of the situation, to somebody or of what the writer does; padding hardly does."""
    kept = tuple(
        sentence
        for place, sentence in enumerate(scene.sentences)
        if scene.mentions[place]
        or len(sentence.words) < _LEAST_WORDS
        or any(word.text in _SPEAKING for word in sentence.words)
        or len(sentence.content & scene.setting.topic) >= _TOPICAL_SHARE * len(sentence.content)
    )
    return Prepared(scene.answer.original, kept)


def features(seen: Seen, trait: Trait) -> dict[str, float]:
    """The features of an answer for one trait.

    Returns
    -------
    dict
        By the names in `FEATURES`, each about 0 to 1.5, and for every kind of evidence with a detector what its
        instances count (0, 1 or 1.5). For `BAD` ones more is worse, for all others better.
    """
    scenario = seen.scene.setting.scenario
    rubric = {each.id: each.w for each in scenario.rubric.traits[trait].evidence}
    kinds = evidence_kinds()
    anchors, options = _authored(seen.scene.setting, trait)
    return {
        "bound": share(seen.found, {kind: w for kind, w in rubric.items() if kinds[kind].bound}),
        "unbound": share(seen.found, {kind: w for kind, w in rubric.items() if not kinds[kind].bound}),
        "own": share(seen.found, _equal(trait)),
        "others": sum(share(seen.found, _equal(other)) for other in Trait if other != trait) / (len(Trait) - 1),
        "anchors": _tilt(seen.portrait.terms, anchors),
        "options": _tilt(seen.portrait.terms, options),
        **_common(seen),
        **{kind: gain(len(hits)) for kind, hits in seen.found.items()},
    }


def _equal(trait: Trait) -> dict[str, float]:
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


def _tilt(own: Vector, sides: tuple[tuple[float, Vector], ...]) -> float:
    """How much more alike the good texts than the bad ones: weights above 0 are good, below 0 bad."""
    return sum(weight * likeness(own, text) for weight, text in sides)


def _authored(
    setting: Setting, trait: Trait
) -> tuple[tuple[tuple[float, Vector], ...], tuple[tuple[float, Vector], ...]]:
    return _anchor_vectors(setting, trait), _option_vectors(setting, trait)


@lru_cache(maxsize=1024)
def _anchor_vectors(setting: Setting, trait: Trait) -> tuple[tuple[float, Vector], ...]:
    anchors = setting.scenario.rubric.traits[trait].anchors
    return tuple(((level - 3) / 2, vector_of(setting.prepare(text))) for level, text in anchors.items() if level != 3)


@lru_cache(maxsize=1024)
def _option_vectors(setting: Setting, trait: Trait) -> tuple[tuple[float, Vector], ...]:
    options = [option for step in setting.scenario.steps if step.closed for option in step.closed.options]
    return tuple(
        ((option.key - 3) / 2 + option.traits.get(trait, 0.0), vector_of(setting.prepare(option.text)))
        for option in options
    )
