"""Whether a writing assistant that is given the situation gets into the top band of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from scenarios.finding import Finding
from scenarios.scenario import Scenario
from scoring.attacks.swaps import levels_of
from scoring.rating import Rater

RULE = "assistant-below-top"
TOP_BAND = 4.0  # strong answers are those of levels 4 and 5
ADVICE = (
    "Ask for more than an assistant can know: a fact that most people miss, a choice between two costs, the next turn. "
    "Or write anchors 4 and 5 so that general kindness does not reach them."
)


def findings(scenario: Scenario, raters: Sequence[Rater] | None = None) -> Iterator[Finding]:
    """One warning for each answer of a writing assistant that is rated as high as a strong answer.

    Parameters
    ----------
    scenario : Scenario
    raters : sequence of Rater, optional
        By default the usual ones.

    Yields
    ------
    Finding
        Where the mean of the levels that the engine gives over the traits is 4 or more.

    Examples
    --------
    >>> from scoring.attacks.suite import library
    >>> [found.message for found in findings(library()[0])]
    []
    """
    for number, example in enumerate(scenario.exemplars.assistant):
        levels = [level for level in levels_of(scenario, example, raters).values() if level is not None]
        if levels and fmean(levels) >= TOP_BAND:
            message = f"a writing assistant's answer is rated {fmean(levels):.2f}, in the top band (from {TOP_BAND:g})"
            yield Finding(RULE, f"exemplars.assistant.{number}.text", message, ADVICE, "warning")
