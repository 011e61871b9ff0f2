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

from scenarios.library import further_answers, shipped
from scenarios.reading import read_scenario
from scenarios.scenario import Example, Scenario
from scenarios.traits import Trait
from scenarios.version import content_hash
from scoring import phrases
from scoring.background import WEIGHTS, background, known_words
from scoring.caps import cap
from scoring.cleaning import live
from scoring.evidence import scene
from scoring.evidence.collect import MODULES
from scoring.features import Seen, features, see
from scoring.gates import gate
from scoring.lessons import save, together
from scoring.lexicon import FEELINGS, HARD
from scoring.order import classes
from scoring.recognition import MISTAKEN, StoryRidge
from scoring.regression import ACROSS, NEARNESS, LevelRegression, Row, Table, term_columns
from scoring.setting import Setting, forget, names_in, setting_of
from scoring.similarity import terms, weight
from scoring.statistics import agreement
from scoring.statistics.figures import partial
from scoring.text import prepare
from scoring.weights_file import SCHEMA, Line, Nearness
from scoring.words import Vocabulary, words_of

FOLDS = 10
NOTHING = Nearness(offset=0.0, text=0.0, meaning=0.0, noise=0.0, sharing=0.0)
_LOWER = re.compile(r"(?<!\S)[a-z][a-z']*")


def scenarios_of_library() -> list[Scenario]:
    """The shipped scenarios, in the order of their names."""
    return [read_scenario(text, name) for name, text in shipped()]


def answers_of(scenarios: Iterable[Scenario]) -> Iterator[tuple[Setting, Example]]:
    """Every example answer, those beyond the scenarios' files too, with what it answers."""
    for scenario in scenarios:
        for example in scenario.exemplars.all() + further_answers(scenario.id):
            yield setting_of(scenario, scenario.step_of(example).id), example


def seen_of(scenarios: Iterable[Scenario]) -> Iterator[tuple[Example, Seen]]:
    """Every example answer that the gates let pass, with what was found in it."""
    for setting, example in answers_of(scenarios):
        prepared = setting.prepare(example.text)
        if not gate(prepared, setting):
            yield example, see(prepared, setting)


def rows_of(answers: Iterable[tuple[Example, Seen]], nearer: Iterable[float]) -> Iterator[Row]:
    """Answers on every trait they have a level for; `nearer` to their own story, measured with each left out."""
    for number, ((example, seen), near) in enumerate(zip(answers, nearer, strict=True)):
        scenario = seen.scene.setting.scenario
        words = len(example.text.split())
        for trait, level in example.levels.items():
            if trait in scenario.rubric.traits:
                values, caps = features(seen, trait), (cap(seen, trait), cap(seen, trait, near))
                in_file = example in scenario.exemplars.all()
                yield Row(scenario.id, number, trait, level, values, seen.portrait, *caps, words, in_file)


@dataclass(frozen=True)
class LeftOut:
    """Levels of rows that training did not see, each of shape (n,), not yet stretched.

    Attributes
    ----------
    known : array
        As served for a shipped scenario: a tenth of all answers is left out at a time.
    near : array
        As served for a new scenario: a tenth of all is left out at a time, then its other example answers are known.
    alone : array
        As served for a scenario without example answers.
    rubric : array
        Features only, the scenario left out.
    texts : array
        Without features, all other answers known: only words and meaning.
    """

    known: np.ndarray
    near: np.ndarray
    alone: np.ndarray
    rubric: np.ndarray
    texts: np.ndarray


def left_out(table: Table) -> LeftOut:
    """Rate every row without its answer, and without its scenario."""
    alone, rubric, near = (np.zeros(len(table.rows)) for _ in range(3))
    for inside, others in _splits(_folds(table.scenarios)):
        rubric[inside] = LevelRegression(across=NOTHING).fit(table, others).predict(table, inside, others)
        alone[inside] = LevelRegression().fit(table, others).predict(table, inside, others)
    for own, _ in _splits(table.scenarios):
        near[own] = alone[own] + _from_others(table, own, table.levels[own] - alone[own])
    texts = 3.0 + _from_others(table, np.arange(len(table.rows)), table.levels - 3.0, ACROSS)
    return LeftOut(_known(table), near, alone, rubric, texts)


def _known(table: Table) -> np.ndarray:
    known = np.zeros(len(table.rows))
    for inside, others in _splits(_folds(table.answers)):
        known[inside] = LevelRegression().fit(table, others).predict(table, inside, others)
    return known


def _folds(labels: np.ndarray) -> np.ndarray:
    """A fold for each row, the same for all rows of one label."""
    fold = {label: number % FOLDS for number, label in enumerate(_in_any_order(labels))}
    return np.array([fold[label] for label in labels])


def _in_any_order(labels: np.ndarray) -> list[str]:
    """Each label once, in an order that has nothing to do with where it stands."""
    return sorted(set(labels), key=lambda label: hashlib.sha256(label.encode()).hexdigest())


def _splits(labels: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    for value in sorted(set(labels)):
        inside, others = np.flatnonzero(labels == value), np.flatnonzero(labels != value)
        if len(others):
            yield inside, others


def _from_others(table: Table, places: np.ndarray, surprise: np.ndarray, across: Nearness = NOTHING) -> np.ndarray:
    """What the other answers add to each, by a Gaussian process with each answer left out in closed form.

    With P the inverse of the covariance, what is left out of a group g misses by (P_gg)^-1 (P surprise)_g (Rasmussen
    and Williams 2006, section 5.4.2, for groups).
    """
    groups = table.answers[places]
    noise = NEARNESS.noise * np.eye(len(places))
    precision = np.linalg.inv(table.shared(places, places, across, NEARNESS) + noise)
    pulled = precision @ surprise
    predicted = np.zeros(len(surprise))
    for group in np.unique(groups):
        own = np.flatnonzero(groups == group)
        predicted[own] = surprise[own] - np.linalg.solve(precision[np.ix_(own, own)], pulled[own])
    return predicted


def served(table: Table, levels: LeftOut) -> dict[str, np.ndarray]:
    """Levels left out as they would be served: stretched around their trait's mean, capped, between 1 and 5."""
    caps = np.array([float(row.cap) for row in table.rows])
    known = np.array([float(row.cap_known) for row in table.rows])
    means = {trait: table.levels[table.traits == trait].mean() for trait in set(table.traits)}
    centre = np.array([means[trait] for trait in table.traits])
    wide = {name: centre + stretch_of(table, levels) * (given - centre) for name, given in vars(levels).items()}
    return {
        name: np.clip(np.minimum(given, known if name == "known" else caps), 1.0, 5.0) for name, given in wide.items()
    }


def background_of(scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """Known words and counts of neighbouring word classes over the shipped texts."""
    known = Vocabulary([])
    texts = [example.text for scenario in scenarios for example in scenario.exemplars.all()]
    texts += [text for scenario in scenarios for text in _told(scenario)]
    words = {word for text in texts for token in _LOWER.findall(text) for word in words_of(token)}
    sentences = [sentence for text in texts for sentence in prepare(text, known).sentences]
    pairs = Counter(f"{one} {other}" for sentence in sentences for one, other in pairwise(classes(sentence)))
    return {
        "answers": 0,
        "words": sorted((words | words_of_patterns() | _common_words(scenarios)) - _only_names(scenarios)),
        "frequency": {},
        "pairs": dict(sorted(pairs.items())),
        "topics": {},
    }


def _common_words(scenarios: Sequence[Scenario]) -> set[str]:
    """Words of three further answers and more; what fewer hold may be a slip."""
    texts = [example.text for scenario in scenarios for example in further_answers(scenario.id)]
    counts = Counter(word for text in texts for word in {each for t in _LOWER.findall(text) for each in words_of(t)})
    return {word for word, count in counts.items() if count >= 3}


def _only_names(scenarios: Sequence[Scenario]) -> set[str]:
    """Names of the scenarios that no situation or option writes small: where an answer does, they stay names."""
    told = {word for scenario in scenarios for text in _told(scenario) for word in _LOWER.findall(text)}
    return {name for scenario in scenarios for name in names_in(scenario)} - told


def with_terms(table: dict[str, Any], scenarios: Sequence[Scenario]) -> dict[str, Any]:
    """The background with the terms of at least two answers and the topics of the scenarios."""
    read = [terms(live(setting.prepare(example.text), setting).sentences) for setting, example in answers_of(scenarios)]
    frequency = Counter(term for found in read for term in found)
    return table | {
        "answers": len(read),
        "frequency": {term: count for term, count in sorted(frequency.items()) if count > 1},
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
    table = background_of(scenarios)
    for made in (table, lambda: with_terms(table, scenarios)):
        _write("background.json", made() if callable(made) else made)
        for memory in (background, known_words, weight):
            memory.cache_clear()
        forget()
    answers = list(seen_of(scenarios))
    stories = stories_of([seen for _, seen in answers])
    rows = Table(list(rows_of(answers, stories.margins_)))
    levels = left_out(rows)
    everything = np.arange(len(rows.rows))
    learned = LevelRegression().fit(rows, everything)
    save(together(learned.lessons(rows, everything), stories.lessons_), WEIGHTS / "lessons.npz")
    nearer = float(np.quantile(stories.margins_, MISTAKEN))
    _write("rubric.json", _weights(scenarios, rows, learned.lines_, levels) | {"nearer": nearer})
    print(report(rows, levels))


def stories_of(answers: Sequence[Seen]) -> StoryRidge:
    """Learn which story an answer is about."""
    stories = [seen.scene.setting.scenario.id for seen in answers]
    return StoryRidge().fit([seen.portrait for seen in answers], stories, term_columns())


def stretch_of(table: Table, levels: LeftOut) -> float:
    """How much wider the authors' levels are than predictions for answers to new scenarios."""
    return float(table.levels.std() / levels.near.std())


def _weights(scenarios: Sequence[Scenario], table: Table, lines: dict[Trait, Line], levels: LeftOut) -> dict[str, Any]:
    given = served(table, levels)
    return {
        "schema": SCHEMA,
        "inputs": hashlib.sha256("".join([SCHEMA, *map(content_hash, scenarios)]).encode()).hexdigest(),
        "nearness": vars(NEARNESS),
        "stretch": stretch_of(table, levels),
        "traits": {
            trait.value: {
                "intercept": line.intercept,
                "coefficients": line.coefficients,
                "mean": line.mean,
                "error": _error(table, given["known"], trait),
                "error_new": _error(table, given["near"], trait),
                "error_alone": _error(table, given["alone"], trait),
            }
            for trait, line in lines.items()
        },
    }


def _error(table: Table, levels: np.ndarray, trait: Trait) -> float:
    own = table.traits == trait.value
    return float(np.mean((levels[own] - table.levels[own]) ** 2))


def _write(name: str, table: dict[str, Any]) -> None:
    WEIGHTS.mkdir(exist_ok=True)
    (WEIGHTS / name).write_text(json.dumps(table, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def report(table: Table, levels: LeftOut) -> str:
    """The tables of docs/scoring.md: agreement with the authors' levels on answers left out."""
    columns = (
        "trait | n | new scenario: r [90 %] | QWK [90 %] | within one level | mean squared error | "
        "shipped scenario: r, QWK | no example answers: r, QWK | rubric alone: r, QWK | texts alone: r, QWK | "
        "length alone: r, QWK | length given level | bands in order"
    )
    head = f"| {columns} |\n{'|---' * (columns.count('|') + 1)}|"
    given, in_file = served(table, levels), np.array([row.in_file for row in table.rows])
    parts = (np.ones(len(in_file), dtype=bool), in_file)
    return "\n\n".join(
        "\n".join([head, *(_report_line(trait, table, given, part) for trait in [*Trait, None])]) for part in parts
    )


def _report_line(trait: Trait | None, table: Table, given: dict[str, np.ndarray], part: np.ndarray) -> str:
    own = np.flatnonzero(part & np.array([trait in (None, row.trait) for row in table.rows]))
    levels, near = table.levels[own], given["near"][own]
    words = np.log([1.0 + row.words for row in table.rows])[own]
    length = np.polyval(np.polyfit(words, levels, 1), words)
    both = agreement.Interval.of(near, levels, table.answers[own])
    others = " | ".join(
        f"{agreement.pearson(each, levels):.2f}, {agreement.qwk(each, levels):.2f}"
        for each in (*(given[name][own] for name in ("known", "alone", "rubric", "texts")), length)
    )
    within, error = np.mean(abs(near - levels) < 1.5), np.mean((near - levels) ** 2)
    cells = [trait.label if trait else "All", str(len(own)), str(both), f"{100 * within:.1f} %", f"{error:.2f}", others]
    longer = partial(near, words, levels)
    cells += ["" if longer is None else f"{longer:.2f}", _in_order(table, own, given["near"])]
    return f"| {' | '.join(cells)} |"


def _in_order(table: Table, places: np.ndarray, levels: np.ndarray) -> str:
    """In how many pairs of scenario and trait the mean level rises from low to middle to high example answers."""
    pairs = sorted({(table.scenarios[place], table.traits[place]) for place in places})
    rising = 0
    for scenario, trait in pairs:
        own = (table.scenarios == scenario) & (table.traits == trait)
        bands = [own & (table.levels <= 2), own & (table.levels == 3), own & (table.levels >= 4)]
        means = [levels[band].mean() for band in bands if band.any()]
        rising += all(low < high for low, high in pairwise(means))
    return f"{rising} of {len(pairs)}"


if __name__ == "__main__":
    main()
