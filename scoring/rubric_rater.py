"""The rubric as a rater: evidence found, features, a level for every trait that the scenario asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from scenarios.traits import Trait, evidence_kinds
from scoring.answer import Answer
from scoring.caps import cap
from scoring.cleaning import once
from scoring.evidence.collect import INSTANCES
from scoring.features import Seen, features, see
from scoring.gates import gate, raw_gate
from scoring.nearest import Known, Neighbours, neighbours
from scoring.ratings import Evidence, Rating
from scoring.setting import Setting, setting_of
from scoring.weights_file import Line, Weights, shipped_weights

_BREACH_NOTES = {
    "hard_line_broken": "goes beyond what the situation allows",
    "overdone_loud": "louder than the mood bears, or selling",
    "blame": "puts the blame on the person",
    "disparagement": "runs others down",
    "re_asks_given": "asks for what was already given",
    "wrong_fact": "a figure that the situation does not have",
    "calm_down": "tells the person how to feel",
    "minimise": "makes the matter small",
    "dismiss": "pushes the person away",
    "hopeless": "leaves no hope",
    "doubt": "doubts the person",
    "endearment": "too familiar for a stranger",
    "empty_cheer": "cheer with nothing behind it",
}


@dataclass(frozen=True)
class RubricRater:
    """Rates by the scenario's rubric. Equal answers get equal ratings, always.

    Attributes
    ----------
    weights : Weights
        By default those that come with the product.
    id : str
        ``"rubric"``.
    """

    weights: Weights = field(default_factory=shipped_weights)
    id: str = "rubric"

    def rate(self, answer: Answer) -> dict[Trait, Rating]:
        """A rating for every trait of the scenario's rubric.

        Parameters
        ----------
        answer : Answer

        Returns
        -------
        dict
            `Rating` by trait. When a gate closes, no rating has a level and all have the reason.
        """
        traits = answer.scenario.rubric.traits
        reason = raw_gate(answer.text or "")
        setting = setting_of(answer.scenario, answer.step)
        if not reason:
            prepared = setting.prepare(once(answer.text or ""))
            reason = gate(prepared, setting)
        if reason:
            return {trait: self._without_level(trait, reason) for trait in traits}
        seen = see(prepared, setting)
        near = known_examples(setting, self.weights)
        corrections = near.corrections(seen.vector, traits)
        return {trait: self._rating(seen, trait, corrections[trait], near.answers > 0) for trait in traits}

    def _without_level(self, trait: Trait, reason: str) -> Rating:
        return Rating(None, self.weights.lines[trait].error_alone, (), self.id, reason)

    def _rating(self, seen: Seen, trait: Trait, correction: float, has_examples: bool) -> Rating:
        line = self.weights.lines[trait]
        raw = level_of(features(seen, trait), line) + correction
        level = max(1.0, min(raw, float(cap(seen, trait))))
        error = line.error if has_examples else line.error_alone
        return Rating(level, error, tuple(_evidence(seen, trait)), self.id)


def level_of(values: Mapping[str, float], line: Line) -> float:
    """The weighted sum of features, not yet held between 1 and 5.

    Examples
    --------
    >>> level_of({"bound": 0.5, "loud": 1.0}, Line(2.0, {"bound": 2.0, "loud": -1.0}, 0.4, 0.5))
    2.0
    """
    return line.intercept + sum(weight * values.get(name, 0.0) for name, weight in line.coefficients.items())


def _evidence(seen: Seen, trait: Trait) -> Iterator[Evidence]:
    kinds = evidence_kinds()
    found = [
        Evidence(each.id, hit.span.start, hit.span.end, each.w * INSTANCES[place], kinds[each.id].what)
        for each in seen.scene.setting.scenario.rubric.traits[trait].evidence
        for place, hit in enumerate(seen.found.get(each.id, ())[: len(INSTANCES)])
    ]
    wrong = [
        Evidence(str(lapse.breach), lapse.span.start, lapse.span.end, -1.0, _BREACH_NOTES[str(lapse.breach)])
        for lapse in seen.wrong
    ]
    yield from sorted(found + wrong, key=lambda each: (each.start, each.end, each.kind))


def known_examples(setting: Setting, weights: Weights) -> Neighbours:
    """The scenario's own example answers, ready to correct a level; solved once for each setting."""
    return _solved(setting, _ByIdentity(weights))


@dataclass(frozen=True, eq=False)
class _ByIdentity:
    """Weights as a key of a memory: the same object, or another."""

    weights: Weights

    def __hash__(self) -> int:
        return id(self.weights)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.weights is self.weights


@lru_cache(maxsize=128)
def _solved(setting: Setting, key: _ByIdentity) -> Neighbours:
    return neighbours(list(surprises(setting, key.weights)), key.weights.nearness)


def surprises(setting: Setting, weights: Weights) -> Iterator[Known]:
    """For every example answer and trait, how far the authors' level lies from the features' level."""
    scenario = setting.scenario
    for number, example in enumerate(scenario.exemplars.all()):
        own = setting_of(scenario, example.step or scenario.steps[0].id)
        seen = see(own.prepare(example.text), own)
        for trait, level in example.levels.items():
            if trait in scenario.rubric.traits:
                yield Known(number, seen.vector, trait, level - level_of(features(seen, trait), weights.lines[trait]))
