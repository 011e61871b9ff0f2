"""What the attack suite finds wrong, in words for the author of a scenario."""

from __future__ import annotations

from collections.abc import Iterator

from scenarios.checks import Finding, Severity
from scenarios.scenario import Scenario
from scoring.attacks.suite import NOTHING, Outcome, Worst, attack

RULE = "attack"
ADVICE = (
    "Look for aliases so common that they match by chance; if there are none, it is a weakness of the rating, and "
    "nothing for you to mend."
)
_SHOWN = 80


def findings(scenario: Scenario, *, seed: int = 0, most: int = 2) -> Iterator[Finding]:
    """Run the suite on a sample of a scenario's examples; one finding for each attack that got outside its bound.

    Parameters
    ----------
    scenario : Scenario
    seed, most : int
        As for `attack`; the same seed finds the same.

    Yields
    ------
    Finding
        An error where a text that answers nothing gets a level it must not have; a warning where a changed example
        moves farther than it should.

    Examples
    --------
    >>> from scoring.attacks.suite import library
    >>> [found.rule for found in findings(library()[1], most=1) if found.severity == "error"]
    []
    """
    for outcome in attack(scenario, seed=seed, most=most):
        if outcome.worst is not None and outcome.inside < outcome.n:
            severity: Severity = "error" if outcome.attack.start == NOTHING else "warning"
            yield Finding(RULE, outcome.worst.case.field, _message(outcome, outcome.worst), ADVICE, severity)


def _message(outcome: Outcome, worst: Worst) -> str:
    after = "no level" if worst.after is None else f"level {worst.after:.2f}"
    moved = after if worst.before is None else f"from {worst.before:.2f} to {after}"
    text = " ".join(worst.case.after.split())
    shown = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " ..."
    missed = f"{outcome.n - outcome.inside} of {outcome.n} tried"
    return (
        f"'{outcome.attack.name}' goes outside its bound ({outcome.attack.bound}; {missed}): {worst.trait.label} "
        f'{moved} for "{shown}"'
    )
