"""Rules about the example answers: enough of them, in order, and of every length at every level."""

from __future__ import annotations

from itertools import pairwise
from statistics import StatisticsError, correlation, fmean

from scenarios.finding import Found, error, warning
from scenarios.prose import words
from scenarios.scenario import Example, Scenario
from scenarios.traits import Trait

EXAMPLES_PER_BAND = 3
DECOYS = 2
LENGTH_CORRELATION, LENGTH_EXAMPLES, LENGTH_KNOWN = 0.30, 6, 18
BANDS = ("low", "mid", "high")


def enough_examples(scenario: Scenario) -> Found:
    """Each band has example answers: one at least, three for each written step."""
    written = [step for step in scenario.steps if step.open]
    for band in BANDS if written else ():
        examples: tuple[Example, ...] = getattr(scenario.exemplars, band)
        field, advice = f"exemplars.{band}", f"Write {EXAMPLES_PER_BAND} for each written step, in different voices."
        if not examples:
            yield error(field, f"there is no {band} example answer at all", advice)
            continue
        for step in written:
            count = sum(scenario.step_of(example) is step for example in examples)
            if count < EXAMPLES_PER_BAND:
                yield warning(field, f"step {step.id} has {count} {band} example answers", advice)


def enough_decoys(scenario: Scenario) -> Found:
    """Long weak and short strong examples show that length is not what counts."""
    count = len(scenario.exemplars.length_decoys)
    if count < DECOYS and any(step.open for step in scenario.steps):
        advice = "Write a long weak answer and a short strong one."
        yield warning("exemplars.length_decoys", f"{count} length decoys; {DECOYS} are wanted", advice)


def assistant_given(scenario: Scenario) -> Found:
    """What a writing assistant answers is known for each written step."""
    known = {scenario.step_of(example).id for example in scenario.exemplars.assistant}
    for step in scenario.steps:
        if step.open and step.id not in known:
            message = f"step {step.id} has no answer of a writing assistant to hold the rating against"
            advice = "Give the situation to a writing assistant and put its answer under assistant."
            yield warning("exemplars.assistant", message, advice)


def length_says_nothing(scenario: Scenario) -> Found:
    """Over all examples, once there are some, longer is not better."""
    rated = [example for example in scenario.exemplars.all() if example.levels]
    if len(rated) < LENGTH_EXAMPLES:
        return
    try:
        r = correlation([len(words(example.text)) for example in rated], [_mean_level(example) for example in rated])
    except StatisticsError:  # all of one length or level
        return
    if abs(r) > LENGTH_CORRELATION:
        found = error if len(rated) >= LENGTH_KNOWN else warning
        message = f"length and level go together: r = {r:.2f} over {len(rated)} examples"
        yield found("exemplars", message, "Keep it within .30 by longer weak and shorter strong answers.")


def bands_in_order(scenario: Scenario) -> Found:
    """For each trait, low examples have lower levels than mid ones, and those than high ones."""
    for trait in scenario.rubric.traits:
        means = [mean for band in BANDS if (mean := _band_mean(scenario, band, trait)) is not None]
        if any(lower >= higher for lower, higher in pairwise(means)):
            shown = " / ".join(f"{mean:.2f}" for mean in means)
            message = f"the mean levels of {trait} do not rise from band to band: {shown}"
            yield error("exemplars", message, "Look at the levels again, or put examples into another band.")


def _mean_level(example: Example) -> float:
    return fmean(example.levels.values())


def _band_mean(scenario: Scenario, band: str, trait: Trait) -> float | None:
    examples: tuple[Example, ...] = getattr(scenario.exemplars, band)
    levels = [example.levels[trait] for example in examples if trait in example.levels]
    return fmean(levels) if levels else None
