"""What makes a scenario fit to publish: one small rule after the other, each with its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scenarios.finding import Finding, Placed, Rule, Severity
from scenarios.reading import ReadingError, field_lines, read_scenario
from scenarios.rules import examples, giveaways, guess, key, options, rubric, situation, wording
from scenarios.scenario import Scenario

__all__ = ["RULES", "Finding", "Placed", "Severity", "check", "check_file", "placed"]

READING = "reading"
HOW_TO_READ = "Mend this line and check again; docs/authors.md says what each field holds."

RULES: tuple[tuple[str, Rule], ...] = (
    ("stem-length", situation.stem_length),
    ("plain-reading", situation.plain_reading),
    ("key-spread", options.key_spread),
    ("clear-options", options.clear_options),
    ("number-of-options", options.number_of_options),
    ("best-is-not-longest", options.best_is_not_longest),
    ("not-guessed", guess.not_guessed),
    ("no-trait-names", giveaways.no_trait_names),
    ("no-anchor-words", giveaways.no_anchor_words),
    ("title-names-no-move", giveaways.title_names_no_move),
    ("marks-tell-nothing", giveaways.marks_tell_nothing),
    ("key-source", key.key_source),
    ("key-is-mean", key.key_is_mean),
    ("judges-agree", key.judges_agree),
    ("enough-scored", key.enough_scored),
    ("distinct-anchors", rubric.distinct_anchors),
    ("bound-evidence", rubric.bound_evidence),
    ("enough-examples", examples.enough_examples),
    ("enough-decoys", examples.enough_decoys),
    ("assistant-given", examples.assistant_given),
    ("length-says-nothing", examples.length_says_nothing),
    ("bands-in-order", examples.bands_in_order),
    ("usable-aliases", situation.usable_aliases),
    ("declared-inconsistency", situation.declared_inconsistency),
    ("nobody-shut-out", wording.nobody_shut_out),
    ("no-idioms", wording.no_idioms),
)


def check(scenario: Scenario) -> list[Finding]:
    """Hold a scenario against every rule.

    Parameters
    ----------
    scenario
        A valid scenario.

    Returns
    -------
    list of Finding
        In the order of `RULES`; empty when there is nothing to say.

    Examples
    --------
    >>> from scenarios.library import shipped
    >>> from scenarios.reading import read_scenario
    >>> text = dict(shipped())["S05.yaml"]
    >>> [finding for finding in check(read_scenario(text, "S05.yaml")) if finding.severity == "error"]
    []
    """
    return [Finding(name, *fault) for name, rule in RULES for fault in rule(scenario)]


def check_file(
    source: str | bytes, name: str, checks: Iterable[Callable[[Scenario], Iterable[Finding]]] = (check,)
) -> list[Placed]:
    """Hold a file against every rule; that it cannot be read is a finding as well.

    Parameters
    ----------
    source
        The YAML text, or its bytes in UTF-8.
    name
        What to call the file.
    checks
        What to hold the scenario against once it could be read.

    Returns
    -------
    list of Placed
        From the top of the file to its end.

    Examples
    --------
    >>> [str(found) for found in check_file("schema: hiring.scenario/1\\nstem", "late.yaml")]
    ["late.yaml:2: reading: the file breaks off here: a field's name must be followed by ': '"]
    """
    return placed(source, name, lambda: [found for each in checks for found in each(read_scenario(source, name))])


def placed(source: str | bytes, name: str, findings: Callable[[], Iterable[Finding]]) -> list[Placed]:
    """Findings of a file with their lines; that it cannot be read is one as well.

    Parameters
    ----------
    source, name
        As for `check_file`.
    findings
        Reads the file and holds it against its rules.

    Returns
    -------
    list of Placed
        From the top of the file to its end.

    Examples
    --------
    >>> short = Finding("short", "title", "too short", "Say more.", "error")
    >>> placed("title: Late\\n", "late.yaml", lambda: [short])[0].line
    1
    """
    try:
        found = list(findings())
    except ReadingError as error:
        return [
            Placed(name, each.line, Finding(READING, each.field, each.message, HOW_TO_READ, "error"))
            for each in error.problems
        ]
    line_of = field_lines(source if isinstance(source, str) else source.decode())
    return sorted((Placed(name, line_of(each.field), each) for each in found), key=lambda one: one.line)
