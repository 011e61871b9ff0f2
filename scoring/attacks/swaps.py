"""Whether a rating depends on who is spoken of: the same example with another name and the other gender."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random
from typing import Any

from scenarios.finding import Finding
from scenarios.rules.examples import BANDS
from scenarios.scenario import Example, Scenario
from scoring.answer import Answer
from scoring.attacks import changes, material
from scoring.attacks.suite import NEAR, ROUNDING, SAME, Bound, Levels
from scoring.rating import Rater, rate
from scoring.setting import names_in

EXAMPLES, STORY = "example-swap", "story-swap"
SWAPPED_BANDS = (*BANDS, "length_decoys", "assistant")
OF_STORY = 2  # a swapped situation is read anew, which takes as long as rating twenty answers
ADVICE = (
    "Read the answer as of a person of the other gender. If it should have the same level, it is a weakness of the "
    "rating and nothing for you to mend; if not, write it so that it should."
)
STORY_ADVICE = "Look for aliases and anchors that only fit one gender or one name, and write them so that they fit all."
_OTHER_TITLE = {"Mr": "Ms", "Mrs": "Mr", "Ms": "Mr", "Sir": "Madam", "sir": "madam", "Madam": "Sir", "madam": "sir"}
_TITLE = re.compile(r"\b(?:" + "|".join(_OTHER_TITLE) + r")\b")
Change = Callable[[str], str]


def findings(scenario: Scenario, raters: Sequence[Rater] | None = None, *, seed: int = 0) -> Iterator[Finding]:
    """Change who is spoken of, in each example answer and in the whole situation; one warning for each that moves.

    Parameters
    ----------
    scenario : Scenario
    raters : sequence of Rater, optional
        By default the usual ones.
    seed : int
        The same seed chooses the same names.

    Yields
    ------
    Finding
        ``"example-swap"`` where an example's level moves at all; ``"story-swap"`` where a strong example moves by more
        than .25 when the situation, the rubric and the answer all speak of somebody else.

    Examples
    --------
    >>> from scoring.attacks.suite import library
    >>> list(findings(library()[4]))
    []
    """
    names, new = names_in(scenario), Random(f"{seed} {scenario.id}").choice(material.NAMES)
    for band in SWAPPED_BANDS:
        for field, example in _examples(scenario, band):
            text = changes.of_the_other_gender(changes.renamed(example.text, names, new))
            changed = example.model_copy(update={"text": text})
            if changed != example:
                levels = levels_of(scenario, example, raters), levels_of(scenario, changed, raters)
                yield from _moved(EXAMPLES, field, SAME, *levels)
    other = swapped(scenario, partial(_somebody_else, names=names, new=new))
    pairs = zip(_examples(scenario, "high"), _examples(other, "high"), strict=True)
    for (field, example), (_, changed) in list(pairs)[:OF_STORY]:
        yield from _moved(STORY, field, NEAR, levels_of(scenario, example, raters), levels_of(other, changed, raters))


def swapped(scenario: Scenario, change: Change) -> Scenario:
    """The scenario with every text in it changed; what is no sentence stays as it is."""
    return Scenario.model_validate(_in_all(scenario.model_dump(mode="json", by_alias=True), change))


def _in_all(value: Any, change: Change) -> Any:
    if isinstance(value, dict):
        return {name: _in_all(entry, change) for name, entry in value.items()}
    if isinstance(value, list):
        return [_in_all(entry, change) for entry in value]
    return change(value) if isinstance(value, str) else value


def _somebody_else(text: str, names: frozenset[str], new: str) -> str:
    text = changes.renamed(text, names, new)
    for name in sorted(names):  # aliases write names in lower case
        text = re.sub(rf"\b{name}\b", new.lower(), text)
    return changes.of_the_other_gender(_TITLE.sub(lambda met: _OTHER_TITLE[met.group()], text))


def _examples(scenario: Scenario, band: str) -> list[tuple[str, Example]]:
    examples: tuple[Example, ...] = getattr(scenario.exemplars, band)
    return [(f"exemplars.{band}.{number}.text", example) for number, example in enumerate(examples)]


def _moved(rule: str, field: str, bound: Bound, before: Levels, after: Levels) -> Iterator[Finding]:
    """The finding when a level ends outside the bound on a trait."""
    trait = max(before, key=lambda trait: _distance(bound, before[trait], after[trait]))
    if _distance(bound, before[trait], after[trait]) > ROUNDING:
        message = (
            f"for another name and the other gender {trait} goes from {_told(before[trait])} to {_told(after[trait])}; "
            f"it should stay ({bound})"
        )
        yield Finding(rule, field, message, ADVICE if rule == EXAMPLES else STORY_ADVICE, "warning")


def _distance(bound: Bound, before: float | None, after: float | None) -> float:
    return (0.0 if after is None else 4.0) if before is None else bound.excess(before, after)


def levels_of(scenario: Scenario, example: Example, raters: Sequence[Rater] | None = None) -> Levels:
    """The level of an example on each trait, None where it gets none."""
    answer = Answer(scenario, scenario.step_of(example).id, example.text)
    return {trait: rating.level for trait, rating in rate(answer, raters).items()}


def _told(level: float | None) -> str:
    return "no level" if level is None else f"{level:.2f}"
