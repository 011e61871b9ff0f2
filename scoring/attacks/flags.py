"""How often people's own texts are refused: ``python -m scoring.attacks.flags [FILE.csv COLUMN ...]``.

A text from elsewhere answers none of our situations, so only what concerns its form is tried on it: whether it can be
read, repeats itself, is a list or out of order. Texts with an even SHA-256 were looked at while the gates were made;
the odd ones, which are measured here, were not.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from scipy.stats import binomtest

from scenarios.library import further_answers
from scenarios.scenario import Scenario
from scoring.answer import Answer
from scoring.attacks.suite import library
from scoring.cleaning import once
from scoring.gates import FORM, raw_gate
from scoring.rating import rate
from scoring.setting import Setting, setting_of

LEAST_WORDS = 4


def refused(scenario: Scenario) -> Iterator[str]:
    """For every example answer of a scenario why it, or its level on some trait, is left to a person; or nothing."""
    for example in scenario.exemplars.all() + further_answers(scenario.id):
        ratings = rate(Answer(scenario, scenario.step_of(example).id, example.text)).values()
        yield next((rating.reason for rating in ratings if rating.level is None), "")


def refused_for_form(text: str, setting: Setting) -> str:
    """Why a text from elsewhere is left to a person, or nothing.

    Examples
    --------
    >>> setting = setting_of(library()[0], "s1")
    >>> refused_for_form("I waited in line for an hour, and then they sent me home again.", setting)
    ''
    """
    if reason := raw_gate(text):
        return reason
    answer = setting.prepare(once(text))
    return next((reason for fails, reason in FORM if fails(answer, setting)), "")


def held_out(rows: Iterable[str], most: int = 500) -> list[str]:
    """Different texts with an odd SHA-256, in the order of it, so many at most."""
    numbered = {int(hashlib.sha256(text.encode()).hexdigest(), 16): text for text in rows}
    return [text for number, text in sorted(numbered.items()) if number % 2 and len(text.split()) >= LEAST_WORDS][:most]


def line(name: str, reasons: Sequence[str]) -> str:
    """One line of the table: how many texts, how many of them refused, and why."""
    flagged = Counter(reason for reason in reasons if reason)
    likely = binomtest(flagged.total(), len(reasons)).proportion_ci(0.9, method="wilson")
    share = f"{100 * flagged.total() / len(reasons):.1f} % [{100 * likely.low:.1f}, {100 * likely.high:.1f}]"
    why = "; ".join(f"{count} x {reason}" for reason, count in flagged.most_common())
    return f"| {name} | {len(reasons)} | {share} | {why} |"


def texts_of(path: Path, column: str) -> list[str]:
    """The held-out texts of a table; ends with a sentence where it has no such column."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if column not in (rows.fieldnames or ()):
            sys.exit(f"{path.name}: there is no column '{column}'; there are: {', '.join(rows.fieldnames or ())}.")
        return held_out(row[column] or "" for row in rows)


def main(arguments: Sequence[str]) -> None:
    """Print the table for the example answers, then for each file and column named."""
    named = list(zip(arguments[::2], arguments[1::2], strict=True))
    tables = [(f"{path} {column}", texts_of(Path(path), column)) for path, column in named]
    print("| texts | n | left to a person [90 %] | why |\n|---|---|---|---|")
    print(line("example answers", [reason for scenario in library() for reason in refused(scenario)]))
    setting = setting_of(library()[0], library()[0].steps[0].id)
    for name, texts in tables:
        print(line(name, [refused_for_form(text, setting) for text in texts]), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
