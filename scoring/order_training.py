"""Count how parts of speech follow one another in the project's own prose: ``python -m scoring.order_training``.

Run it in a checkout: besides scenarios it reads documents, docstrings and pages. It writes ``weights/order.json``.
"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from scenarios.library import further_answers
from scenarios.scenario import Scenario
from scoring.attacks.material import FOREIGN, NEUTRAL
from scoring.attacks.suite import library
from scoring.background import WEIGHTS, known_words
from scoring.order import runs_of
from scoring.text import Sentence, prepare
from scoring.words import Vocabulary

ROOT = Path(__file__).resolve().parents[1]
_NOT_PROSE = ("|", "    ", "```", "#")
# One text in so many is counted a second time as people write it whose own language has no articles.
_WITHOUT_ARTICLES = 3


def prose() -> Iterator[str]:
    """Every piece of prose in the checkout, in a fixed order."""
    for scenario in library():
        yield from _of_scenario(scenario)
    for file in sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]):
        yield from (each for each in _paragraphs(file.read_text("utf-8")) if not each.startswith(_NOT_PROSE))
    for folder in ("hiring", "scenarios", "scoring", "tests"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield from _docstrings(file.read_text("utf-8"))
    for file in sorted((ROOT / "templates").rglob("*.html")):
        yield from re.findall(r">([^<>{}]{30,})<", file.read_text("utf-8"))
    yield from (*NEUTRAL, *FOREIGN)


def _of_scenario(scenario: Scenario) -> Iterator[str]:
    yield scenario.stem
    for step in scenario.steps:
        yield step.customer_turn or ""
        yield from chain.from_iterable((each.text, each.why) for each in (step.closed.options if step.closed else ()))
    yield from (example.text for example in scenario.exemplars.all() + further_answers(scenario.id))
    yield from (anchor for judged in scenario.rubric.traits.values() for anchor in judged.anchors.values())


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in re.split(r"\n\s*\n", text):
        yield re.sub(r"[`*\[\]]|\(http\S+\)", "", paragraph.replace("\n", " "))


def _docstrings(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
            text = ast.get_docstring(node) or ""
            yield from (each for each in _paragraphs(text) if ">>>" not in each and "----" not in each)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            yield node.name.removeprefix("test_").replace("_", " ")


def counts(texts: Iterable[tuple[Sentence, ...]]) -> Counter[str]:
    """Runs of three parts of speech of some texts, of every third one without its articles too."""
    read = list(texts)
    bare = (Sentence(sentence.bare, sentence.ending) for text in read[::_WITHOUT_ARTICLES] for sentence in text)
    return runs_of(chain.from_iterable(read)) + runs_of(sentence for sentence in bare if sentence.words)


def main() -> None:
    """Count and write."""
    known = Vocabulary(known_words())
    counted = counts(prepare(text, known).sentences for text in prose())
    (WEIGHTS / "order.json").write_text(json.dumps(dict(sorted(counted.items())), indent=0) + "\n", "utf-8")
    print(f"{sum(counted.values())} words, {len(counted)} different runs of three parts of speech.")


if __name__ == "__main__":
    main()
