"""Rules about the key's doubt: whose judgement it is, how many stand behind it, and how far they spread."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean, stdev

from scenarios.finding import Found, error
from scenarios.rules.parts import SCORED_OPTIONS, closed_parts
from scenarios.scenario import ClosedPart, Option, Scenario

PANEL = "panel"
JUDGES = 5  # the mean of five who spread by 1.0 is good to .45, less than half a point
MEAN_WITHIN, SPREAD = 0.05, 1.0
ROUNDING = 1e-9


def key_source(scenario: Scenario) -> Found:
    """A key says whose judgement it is, and a panel's judgements are there."""
    for field, part in closed_parts(scenario):
        at = field.removesuffix(".options")
        advice = f"Write 'key_source: single author', or 'panel' with {JUDGES} judgements and more for each option."
        judges = min(len(option.judgements) for option in part.options)
        if part.key_source is None:
            yield error(at, "the key does not say whose judgement it is", advice)
        elif part.key_source == PANEL and judges < JUDGES:
            message = (
                f"the key is called a panel's, and an option has {judges} judgements; a panel is {JUDGES} and more"
            )
            yield error(f"{at}.key_source", message, advice)
        elif part.key_source != PANEL and judges >= JUDGES:
            message = f"the key is called a single author's, and each option has {judges} judgements and more"
            yield error(f"{at}.key_source", message, "Write 'key_source: panel'.")


def key_is_mean(scenario: Scenario) -> Found:
    """Where experts judged an option, its key is their mean."""
    for field, option in _judged(scenario):
        mean = fmean(option.judgements)
        if abs(option.key - mean) > MEAN_WITHIN + ROUNDING:
            message = f"the key of '{option.id}' is {option.key:g}, the mean of its judgements {mean:.2f}"
            yield error(f"{field}.key", message, f"Give the mean, within {MEAN_WITHIN:g}.")


def judges_agree(scenario: Scenario) -> Found:
    """An option that experts do not agree on is not scored."""
    for field, option in _judged(scenario):
        spread = stdev(option.judgements) if len(option.judgements) > 1 else 0.0
        if option.scored and spread > SPREAD + ROUNDING:
            message = f"the judgements of '{option.id}' spread by {spread:.2f} (SD); {SPREAD:g} is the most"
            yield error(
                f"{field}.judgements", message, "Rewrite the option and judge it again, or say 'scored: false'."
            )


def enough_scored(scenario: Scenario) -> Found:
    """Some options are scored, and a pick of the best and the worst scores all of them."""
    for field, part in closed_parts(scenario):
        scored = len(part.scored)
        if scored < SCORED_OPTIONS:
            message = f"only {scored} options are scored"
            yield error(field, message, f"Rewrite options until at least {SCORED_OPTIONS} are.")
        elif part.kind == "best_worst" and scored < len(part.options):
            message = "an option that is not scored cannot be picked as the best or the worst"
            yield error(_unscored(field, part), message, "Take it out, or let each option be rated (rate_each).")


def _judged(scenario: Scenario) -> Iterator[tuple[str, Option]]:
    """Every option that experts judged, with its field."""
    for field, part in closed_parts(scenario):
        for n, option in enumerate(part.options):
            if option.judgements:
                yield f"{field}.{n}", option


def _unscored(field: str, part: ClosedPart) -> str:
    return next(f"{field}.{n}.scored" for n, option in enumerate(part.options) if not option.scored)
