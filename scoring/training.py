"""Train the rubric rater's weights on the shipped example answers, and measure it on answers left out.

``python -m scoring.training`` writes ``scoring/weights/*.json`` and prints the figures of docs/scoring.md.
The only module that needs scikit-learn.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Any

import numpy as np
from sklearn.linear_model import Ridge

from scenarios.library import shipped
from scenarios.reading import read_scenario
from scenarios.scenario import Scenario
from scenarios.traits import Trait, evidence_kinds
from scenarios.version import content_hash
from scoring import phrases
from scoring.background import WEIGHTS, background, known_words
from scoring.caps import cap
from scoring.evidence import scene
from scoring.evidence.collect import MODULES
from scoring.evidence.registry import DETECTORS
from scoring.features import BAD, FEATURES, features, see
from scoring.lexicon import FEELINGS, HARD
from scoring.nearest import Known, neighbours
from scoring.order import classes
from scoring.rubric_rater import level_of
from scoring.setting import forget, setting_of
from scoring.similarity import Vector, terms, weight
from scoring.statistics import agreement
from scoring.text import prepare
from scoring.weights_file import SCHEMA, Line, Nearness
from scoring.words import Vocabulary, words_of

# Chosen once by the measure below on the scenarios of the first release; they are few and coarse on purpose.
PENALTY = 30.0
OWN_SLOPES = 0.6
KIND_SCALE = 0.5
OTHER_KIND_SCALE = 0.25
NEARNESS = Nearness(offset=0.1, text=3.0, noise=0.3, sharing=0.3)


_LOWER = re.compile(r"(?<!\S)[a-z][a-z']*")


@dataclass(frozen=True)
class Row:
    """One example answer on one trait."""

    scenario: str
    answer: int
    trait: Trait
    level: int
    values: dict[str, float]
    vector: Vector
    cap: int
    words: int


def scenarios_of_library() -> list[Scenario]:
    """The shipped scenarios, in the order of their names."""
    return [read_scenario(text, name) for name, text in shipped()]


def rows_of(scenarios: Iterable[Scenario]) -> Iterator[Row]:
    """Every example answer on every trait it has a level for."""
    for scenario in scenarios:
        for number, example in enumerate(scenario.exemplars.all()):
            setting = setting_of(scenario, example.step or scenario.steps[0].id)
            seen = see(setting.prepare(example.text), setting)
            words = len(example.text.split())
            for trait, level in example.levels.items():
                if trait in scenario.rubric.traits:
                    values = features(seen, trait)
                    yield Row(scenario.id, number, trait, level, values, seen.vector, cap(seen, trait), words)


class LevelRegression:
    """One ridge regression for six traits: shared slopes, and smaller ones of each trait's own.

    Slopes cannot change sign: more evidence never lowers a level, and a breach never raises it.

    Parameters
    ----------
    penalty : float
        The ridge penalty.

    Attributes
    ----------
    lines_ : dict
        `Line` by trait, after `fit`.
    """

    def __init__(self, penalty: float = PENALTY) -> None:
        self.penalty = penalty

    def fit(self, rows: Sequence[Row]) -> LevelRegression:
        """Learn from rows; the same rows give the same lines."""
        names = feature_names()
        signs = np.array([-1.0 if name in BAD else 1.0 for name in names])
        raw = np.array([[row.values[name] for name in names] for row in rows])
        spread = raw.std(axis=0) + 1e-9
        scaled = raw / spread * signs
        levels = np.array([float(row.level) for row in rows])
        traits = np.array([row.trait.value for row in rows])
        design = np.hstack([scaled * scale for scale in _blocks(traits, names)])
        centre = {
            trait: (design[traits == trait].mean(axis=0), levels[traits == trait].mean()) for trait in set(traits)
        }
        inner = design - np.array([centre[trait][0] for trait in traits])
        outer = levels - np.array([centre[trait][1] for trait in traits])
        slopes = Ridge(alpha=self.penalty, positive=True, fit_intercept=False).fit(inner, outer).coef_
        self.lines_ = {
            trait: _line(trait, names, slopes, signs / spread, centre[trait.value])
            for trait in Trait
            if trait in set(traits)
        }
        return self


def feature_names() -> list[str]:
    """The features of a level, in the order of training."""
    return [*FEATURES, *sorted(DETECTORS)]


def _blocks(traits: np.ndarray, names: Sequence[str]) -> list[np.ndarray]:
    """Scales of the design's blocks: first the shared one, then each trait's own."""
    owner = {kind.id: trait for trait in Trait for kind in _kinds_of(trait)}
    is_kind = np.array([name in owner for name in names])
    own = np.array([[owner.get(name) == trait for name in names] for trait in traits])
    shared = np.where(is_kind, np.where(own, KIND_SCALE, 0.0), 1.0)
    special = np.where(is_kind, OTHER_KIND_SCALE, OWN_SLOPES)
    return [shared, *(special * (traits == trait.value)[:, None] for trait in Trait)]


def _kinds_of(trait: Trait) -> list[Any]:
    first = {"good_listener": "L", "optimistic": "O"}.get(trait.value, trait.value[0].upper())
    return [kind for kind in evidence_kinds().values() if kind.id[0] == first]


def _line(
    trait: Trait, names: Sequence[str], slopes: np.ndarray, unit: np.ndarray, centre: tuple[np.ndarray, float]
) -> Line:
    own = np.array([trait.value])
    blocks = np.vstack([scale * np.ones((1, len(names))) for scale in _blocks(own, names)])
    per_block = slopes.reshape(blocks.shape)
    total = (blocks * per_block).sum(axis=0) * unit
    intercept = float(centre[1] - centre[0] @ slopes)
    kept = {name: round(float(value), 6) for name, value in zip(names, total, strict=True) if abs(value) > 1e-6}
    return Line(intercept, kept, 1.0, 1.0)


def left_out(rows: Sequence[Row]) -> tuple[np.ndarray, np.ndarray]:
    """Levels of rows whose scenario was left out of training.

    Returns
    -------
    alone, near : arrays (n,)
        Without the scenario's example answers, and with all but the answer itself.
    """
    alone, near = np.zeros(len(rows)), np.zeros(len(rows))
    for scenario in sorted({row.scenario for row in rows}):
        lines = LevelRegression().fit([row for row in rows if row.scenario != scenario]).lines_
        inside = [place for place, row in enumerate(rows) if row.scenario == scenario]
        surprise = {
            place: rows[place].level - level_of(rows[place].values, lines[rows[place].trait]) for place in inside
        }
        for answer in sorted({rows[place].answer for place in inside}):
            others = [_known(rows[place], surprise[place]) for place in inside if rows[place].answer != answer]
            solved = neighbours(others, NEARNESS)
            own = [place for place in inside if rows[place].answer == answer]
            corrections = solved.corrections(rows[own[0]].vector, Trait)
            for place in own:
                level = rows[place].level - surprise[place]
                alone[place] = _held(level, rows[place].cap)
                near[place] = _held(level + corrections[rows[place].trait], rows[place].cap)
    return alone, near


def _known(row: Row, surprise: float) -> Known:
    return Known(row.answer, row.vector, row.trait, surprise)


def _held(level: float, highest: int) -> float:
    return max(1.0, min(level, float(highest)))


def background_of(scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """Counts of words, terms and neighbouring word classes over the shipped texts."""
    known = Vocabulary([])
    examples = [example.text for scenario in scenarios for example in scenario.exemplars.all()]
    told = [text for scenario in scenarios for text in _told(scenario)]
    words = {word for text in examples + told for token in _LOWER.findall(text) for word in words_of(token)}
    words |= words_of_patterns()
    frequency = Counter(term for text in examples for term in terms(prepare(text, known).sentences))
    sentences = [sentence for text in examples + told for sentence in prepare(text, known).sentences]
    pairs = Counter(f"{one} {other}" for sentence in sentences for one, other in pairwise(classes(sentence)))
    return {
        "answers": len(examples),
        "words": sorted(words),
        "frequency": {term: count for term, count in sorted(frequency.items()) if count > 1},
        "pairs": dict(sorted(pairs.items())),
        "topics": {scenario.id: sorted(_topic(scenario)) for scenario in scenarios},
    }


def words_of_patterns() -> set[str]:
    """Words that the detectors' patterns are written with: a capital must not make a name of them."""
    modules = (phrases, scene, *MODULES)
    sources = [value.pattern for module in modules for value in vars(module).values() if isinstance(value, re.Pattern)]
    spelled = {word for source in sources for word in re.findall(r"(?<![a-z\\])[a-z]{3,}(?![a-z\\])", source)}
    return spelled | {word for members in FEELINGS.values() for word in members.split()} | HARD


def _topic(scenario: Scenario) -> frozenset[str]:
    return frozenset().union(*(setting_of(scenario, step.id).topic for step in scenario.steps))


def _told(scenario: Scenario) -> Iterator[str]:
    yield scenario.stem
    for step in scenario.steps:
        yield step.customer_turn or ""
        yield from chain.from_iterable(
            (option.text, option.why) for option in (step.closed.options if step.closed else ())
        )


def main() -> None:
    """Train, measure, write, print."""
    scenarios = scenarios_of_library()
    _write("background.json", background_of(scenarios))
    for memory in (background, known_words, weight):
        memory.cache_clear()
    forget()
    rows = list(rows_of(scenarios))
    alone, near = left_out(rows)
    lines = LevelRegression().fit(rows).lines_
    _write("rubric.json", _weights(scenarios, rows, lines, alone, near))
    print(report(rows, alone, near))


def _weights(
    scenarios: Sequence[Scenario], rows: Sequence[Row], lines: dict[Trait, Line], alone: np.ndarray, near: np.ndarray
) -> dict[str, Any]:
    squared = {trait: [(place, row) for place, row in enumerate(rows) if row.trait == trait] for trait in lines}
    inputs = hashlib.sha256("".join([SCHEMA, *map(content_hash, scenarios)]).encode()).hexdigest()
    return {
        "schema": SCHEMA,
        "inputs": inputs,
        "nearness": vars(NEARNESS),
        "traits": {
            trait.value: {
                "intercept": line.intercept,
                "coefficients": line.coefficients,
                "error": float(np.mean([(near[place] - row.level) ** 2 for place, row in squared[trait]])),
                "error_alone": float(np.mean([(alone[place] - row.level) ** 2 for place, row in squared[trait]])),
            }
            for trait, line in lines.items()
        },
    }


def _write(name: str, table: dict[str, Any]) -> None:
    WEIGHTS.mkdir(exist_ok=True)
    (WEIGHTS / name).write_text(json.dumps(table, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def report(rows: Sequence[Row], alone: np.ndarray, near: np.ndarray) -> str:
    """The table of docs/scoring.md: agreement with the authors' levels on answers left out."""
    head = (
        "| trait | n | r [90 %] | QWK [90 %] | mean squared error | r, QWK without own examples | r, QWK of length "
        "alone |\n"
        "|---|---|---|---|---|---|---|"
    )
    return "\n".join([head, *(_report_line(trait, rows, alone, near) for trait in [*Trait, None])])


def _report_line(trait: Trait | None, rows: Sequence[Row], alone: np.ndarray, near: np.ndarray) -> str:
    places = [place for place, row in enumerate(rows) if trait in (None, row.trait)]
    levels = np.array([float(rows[place].level) for place in places])
    groups = np.array([f"{rows[place].scenario} {rows[place].answer}" for place in places])
    words = np.array([float(rows[place].words) for place in places])
    length = np.polyval(np.polyfit(words, levels, 1), words)
    both = agreement.Interval.of(near[places], levels, groups)
    error = float(np.mean((near[places] - levels) ** 2))
    first, second = (
        f"{agreement.pearson(x, levels):.2f}, {agreement.qwk(x, levels):.2f}" for x in (alone[places], length)
    )
    return f"| {trait.label if trait else 'All'} | {len(places)} | {both} | {error:.2f} | {first} | {second} |"


if __name__ == "__main__":
    main()
