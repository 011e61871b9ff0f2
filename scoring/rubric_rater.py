"""The rubric as a rater: evidence found, features, a level for every trait that the scenario asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from scenarios.traits import Trait, evidence_kinds
from scoring.answer import Answer
from scoring.caps import cap
from scoring.cleaning import once
from scoring.doubts import doubt
from scoring.evidence.collect import INSTANCES
from scoring.features import Seen, features, see
from scoring.gates import ELSEWHERE, gate, raw_gate
from scoring.identity import Same
from scoring.kin import Kin, kin_of
from scoring.lessons import EVERYWHERE, STORY, Portrait
from scoring.nearest import Known, Neighbours, neighbours
from scoring.ratings import Evidence, Rating
from scoring.setting import setting_of
from scoring.topic import answers_another
from scoring.weights_file import Line, Weights, shipped_weights

_BREACH_NOTES = {
    "hard_line_broken": "goes beyond what the situation allows",
    "overdone_loud": "louder than the mood bears, or selling",
    "overdone_quiet": "asks and asks where time is short",
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
            `Rating` by trait. When a gate closes, no rating has a level and all have the reason. In doubt only levels
            that an answer without substance could not have are withheld.
        """
        kin = kin_of(answer.scenario)
        traits = tuple(kin.scenario.rubric.traits)
        reason = raw_gate(answer.text or "")
        setting = setting_of(kin.scenario, answer.step)
        if not reason:
            prepared = setting.prepare(once(answer.text or ""))
            reason = gate(prepared, setting)
        if reason:
            return {trait: self._without_level(trait, reason) for trait in traits}
        seen = see(prepared, setting)
        nearer = nearer_to(kin.story, seen.portrait, self.weights)
        if answers_another(prepared, setting) if nearer is None else nearer < self.weights.nearer:
            return {trait: self._without_level(trait, ELSEWHERE) for trait in traits}
        levels = expected(seen, traits, kin.story, self.weights)
        near = known_examples(kin, self.weights)
        corrections = near.corrections(seen.portrait, traits)
        rated = {
            trait: self._rating(seen, trait, levels[trait] + corrections[trait], kin, cap(seen, trait, nearer))
            for trait in traits
        }
        doubted, most = doubt(seen), kin.scenario.rubric.cap_without_bound_evidence
        if not doubted:
            return rated
        return {
            trait: self._without_level(trait, doubted) if (rating.level or 0) > most else rating
            for trait, rating in rated.items()
        }

    def caps(self, answer: Answer) -> dict[Trait, float]:
        """The highest level that an answer can have on each trait, 1 to 5, whoever rates by machine."""
        kin = kin_of(answer.scenario)
        setting = setting_of(kin.scenario, answer.step)
        seen = see(setting.prepare(once(answer.text or "")), setting)
        nearer = nearer_to(kin.story, seen.portrait, self.weights)
        return {trait: float(cap(seen, trait, nearer)) for trait in kin.scenario.rubric.traits}

    def _without_level(self, trait: Trait, reason: str) -> Rating:
        return Rating(None, self.weights.lines[trait].error_alone, (), self.id, reason)

    def _rating(self, seen: Seen, trait: Trait, level: float, kin: Kin, highest: int) -> Rating:
        line = self.weights.lines[trait]
        held = max(1.0, min(stretched(level, line, self.weights.stretch), float(highest)))
        error = line.error if kin.story else line.error_new if kin.own else line.error_alone
        return Rating(held, error, tuple(_evidence(seen, trait)), self.id)


def nearer_to(story: str, portrait: Portrait, weights: Weights) -> float | None:
    """How much nearer an answer is to a known story than to any other; None for a story that is not known."""
    stories = weights.lessons.stories
    scores = dict(zip(stories, weights.lessons.add(portrait, stories), strict=True))
    own = scores.pop(f"{story} {STORY}", None)
    return None if own is None else float(own - max(scores.values()))


def expected(seen: Seen, traits: Sequence[Trait], story: str, weights: Weights) -> dict[Trait, float]:
    """Levels by the features and by what is known of answers to all situations, and to this story.

    Returns
    -------
    dict
        Not yet stretched, not yet held between 1 and 5.
    """
    names = [f"{place} {trait.value}" for place in (EVERYWHERE, story) for trait in traits]
    added = weights.lessons.add(seen.portrait, names).reshape(2, -1).sum(axis=0)
    return {
        trait: level_of(features(seen, trait), weights.lines[trait]) + float(lesson)
        for trait, lesson in zip(traits, added, strict=True)
    }


def level_of(values: Mapping[str, float], line: Line) -> float:
    """The weighted sum of features.

    Examples
    --------
    >>> level_of({"bound": 0.5, "loud": 1.0}, Line(2.0, {"bound": 2.0, "loud": -1.0}, 3.0, 0.4, 0.5, 0.6))
    2.0
    """
    return line.intercept + sum(weight * values.get(name, 0.0) for name, weight in line.coefficients.items())


def stretched(level: float, line: Line, stretch: float) -> float:
    """A predicted level at the spread that levels have.

    Examples
    --------
    >>> stretched(4.0, Line(2.0, {}, 3.0, 0.4, 0.5, 0.6), 1.2)
    4.2
    """
    return line.mean + stretch * (level - line.mean)


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


def known_examples(kin: Kin, weights: Weights) -> Neighbours:
    """The scenario's own example answers, ready to correct a level; solved once for each scenario."""
    return _solved(kin, Same(weights))


@lru_cache(maxsize=128)
def _solved(kin: Kin, key: Same[Weights]) -> Neighbours:
    return neighbours(list(surprises(kin, key.it)), key.it.nearness)


def surprises(kin: Kin, weights: Weights) -> Iterator[Known]:
    """For every example answer that training has not seen, how far the authors' level lies from the expected one."""
    scenario = kin.scenario
    for number, example in enumerate(scenario.exemplars.all()):
        if example.text in kin.own:
            setting = setting_of(scenario, scenario.step_of(example).id)
            seen = see(setting.prepare(example.text), setting)
            traits = [trait for trait in example.levels if trait in scenario.rubric.traits]
            levels = expected(seen, traits, kin.story, weights)
            for trait in traits:
                yield Known(number, seen.portrait, trait, example.levels[trait] - levels[trait])
