"""Rules about the options of a closed part: far enough apart, and not to be told by their length."""

from __future__ import annotations

from scenarios.finding import Found, error, warning
from scenarios.rules.parts import best_of, closed_parts, keyed_parts
from scenarios.scenario import Scenario

KEY_SPREAD = 3.0
CLEARLY_WEAK, CLEARLY_STRONG, CLEAR_SHARE = 2.2, 3.8, 0.6
RATED_OPTIONS = range(5, 7)


def key_spread(scenario: Scenario) -> Found:
    """The best and the worst option lie far enough apart to tell people apart."""
    for field, part in keyed_parts(scenario):
        spread = best_of(part).key - min(option.key for option in part.scored)
        if spread < KEY_SPREAD:
            advice = f"Write a better or a worse option; {KEY_SPREAD:g} points are needed."
            yield error(field, f"the keys spread over {spread:.1f} points", advice)


def clear_options(scenario: Scenario) -> Found:
    """Most options are clearly weak or clearly strong."""
    for field, part in keyed_parts(scenario):
        clear = sum(option.key <= CLEARLY_WEAK or option.key >= CLEARLY_STRONG for option in part.scored)
        if clear < CLEAR_SHARE * len(part.scored):
            message = f"only {clear} of {len(part.scored)} options are clearly weak or strong"
            advice = f"Rewrite some, so that at least 60 % have a key up to {CLEARLY_WEAK} or from {CLEARLY_STRONG}."
            yield error(field, message, advice)


def number_of_options(scenario: Scenario) -> Found:
    """Options that are rated one by one come in fives or sixes."""
    for field, part in closed_parts(scenario):
        if part.kind == "rate_each" and len(part.options) not in RATED_OPTIONS:
            yield warning(field, f"{len(part.options)} options to rate one by one", "Give five or six.")


def best_is_not_longest(scenario: Scenario) -> Found:
    """The best option cannot be found by its length."""
    for field, part in keyed_parts(scenario):
        best = best_of(part)
        longest_other = max(len(option.text) for option in part.options if option is not best)
        if len(best.text) > longest_other:
            at = f"{field}.{part.options.index(best)}.text"
            yield error(at, f"the best option '{best.id}' is also the longest", "Shorten it, or lengthen a weaker one.")
