"""What makes a scenario fit to publish: one small rule after the other, each with its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import StatisticsError, correlation, fmean
from typing import Literal

from scenarios.prose import EXCLUDING, IDIOMS, phrases_in, reading_grade, words
from scenarios.scenario import ClosedPart, Example, Option, Scenario
from scenarios.traits import Trait, evidence_kinds

Severity = Literal["error", "warning"]

STEM_WORDS, STEM_WORDS_AT_MOST = 120, 140
READING_GRADE = 8.0
KEY_SPREAD = 3.0
CLEARLY_WEAK, CLEARLY_STRONG, CLEAR_SHARE = 2.2, 3.8, 0.6
RATED_OPTIONS = range(5, 7)
EXAMPLES_PER_BAND = 3
DECOYS = 2
LENGTH_CORRELATION, LENGTH_EXAMPLES = 0.30, 6
ALIAS_WORDS = 5
BANDS = ("low", "mid", "high")


@dataclass(frozen=True)
class Finding:
    """What one rule found; an error stops publishing, a warning asks the author to look again."""

    rule: str
    field: str
    message: str
    severity: Severity


Found = Iterator[tuple[str, str, Severity]]


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
    return [Finding(name, *found) for name, rule in RULES for found in rule(scenario)]


def stem_length(scenario: Scenario) -> Found:
    """A situation, and a later turn, can be read in a minute."""
    for field, text in _situations(scenario):
        count = len(words(text))
        if count > STEM_WORDS:
            severity: Severity = "error" if count > STEM_WORDS_AT_MOST else "warning"
            yield field, f"{count} words; keep it to {STEM_WORDS}, and never above {STEM_WORDS_AT_MOST}", severity


def plain_reading(scenario: Scenario) -> Found:
    """A situation in English reads no harder than grade 8."""
    for field, text in _situations(scenario):
        grade = reading_grade(text)
        if scenario.locale.startswith("en") and grade > READING_GRADE:
            yield field, f"reads at school grade {grade:.1f}; use shorter sentences and words (up to 8)", "warning"


def key_spread(scenario: Scenario) -> Found:
    """The best and the worst option lie far enough apart to tell people apart."""
    for field, part in _closed_parts(scenario):
        spread = _best(part).key - min(option.key for option in part.options)
        if spread < KEY_SPREAD:
            yield field, f"the keys spread over {spread:.1f} points; at least {KEY_SPREAD:g} are needed", "error"


def clear_options(scenario: Scenario) -> Found:
    """Most options are clearly weak or clearly strong."""
    for field, part in _closed_parts(scenario):
        clear = sum(option.key <= CLEARLY_WEAK or option.key >= CLEARLY_STRONG for option in part.options)
        if clear < CLEAR_SHARE * len(part.options):
            share = f"only {clear} of {len(part.options)} options are clearly weak or strong"
            yield field, f"{share}; at least 60 % need a key up to {CLEARLY_WEAK} or from {CLEARLY_STRONG}", "error"


def number_of_options(scenario: Scenario) -> Found:
    """Options that are rated one by one come in fives or sixes."""
    for field, part in _closed_parts(scenario):
        if part.kind == "rate_each" and len(part.options) not in RATED_OPTIONS:
            yield field, f"{len(part.options)} options; five or six work best when each is rated", "warning"


def best_is_not_longest(scenario: Scenario) -> Found:
    """The best option cannot be found by its length."""
    for field, part in _closed_parts(scenario):
        best = _best(part)
        longest_other = max(len(option.text) for option in part.options if option is not best)
        if len(best.text) > longest_other:
            at = f"{field}.{part.options.index(best)}.text"
            yield at, f"the best option '{best.id}' is also the longest; lengthen a weaker one", "warning"


def distinct_anchors(scenario: Scenario) -> Found:
    """The five anchors of a trait say five different things."""
    for trait, judged in scenario.rubric.traits.items():
        texts = [" ".join(words(text.lower())) for text in judged.anchors.values()]
        if len(set(texts)) < len(texts):
            yield f"rubric.{trait}.anchors", "two levels have the same anchor", "error"


def bound_evidence(scenario: Scenario) -> Found:
    """Each trait counts at least one kind of evidence that uses a fact of this situation."""
    for trait, judged in scenario.rubric.traits.items():
        if not any(evidence_kinds()[kind.id].bound for kind in judged.evidence):
            message = "no kind of evidence here is bound to the situation, so no answer could pass the cap"
            yield f"rubric.{trait}.evidence", message, "error"


def enough_examples(scenario: Scenario) -> Found:
    """Each band has example answers: one at least, three for each written step."""
    written = [step for step in scenario.steps if step.open]
    for band in BANDS if written else ():
        examples: tuple[Example, ...] = getattr(scenario.exemplars, band)
        if not examples:
            yield f"exemplars.{band}", f"there is no {band} example answer at all", "error"
            continue
        for step in written:
            count = sum(scenario.step_of(example) is step for example in examples)
            if count < EXAMPLES_PER_BAND:
                message = f"step {step.id} has {count} {band} example answers; {EXAMPLES_PER_BAND} are wanted"
                yield f"exemplars.{band}", message, "warning"


def enough_decoys(scenario: Scenario) -> Found:
    """Long weak and short strong examples show that length is not what counts."""
    count = len(scenario.exemplars.length_decoys)
    if count < DECOYS and any(step.open for step in scenario.steps):
        message = f"{count} length decoys (a long weak answer, a short strong one); {DECOYS} are wanted"
        yield "exemplars.length_decoys", message, "warning"


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
        message = f"length and level go together: r = {r:.2f} over {len(rated)} examples; keep it within .30"
        yield "exemplars", f"{message} by longer weak and shorter strong answers", "warning"


def bands_in_order(scenario: Scenario) -> Found:
    """For each trait, low examples have lower levels than mid ones, and those than high ones."""
    for trait in scenario.rubric.traits:
        means = [mean for band in BANDS if (mean := _band_mean(scenario, band, trait)) is not None]
        if any(lower >= higher for lower, higher in pairwise(means)):
            shown = " / ".join(f"{mean:.2f}" for mean in means)
            yield "exemplars", f"the mean levels of {trait} do not rise from band to band: {shown}", "error"


def usable_aliases(scenario: Scenario) -> Found:
    """Each given fact can be recognised in an answer by words that people would use."""
    for n, fact in enumerate(scenario.facts.given):
        field = f"facts.given.{n}"
        if not any(words(alias) for alias in fact.aliases):
            yield field, "give aliases: the words by which an answer would speak of this fact", "error"
        elif min(len(words(alias)) for alias in fact.aliases if words(alias)) > ALIAS_WORDS:
            message = f"every alias is too long to be met in an answer; use up to {ALIAS_WORDS} words"
            yield f"{field}.aliases", message, "warning"


def declared_inconsistency(scenario: Scenario) -> Found:
    """Where a rubric asks for noticing what does not fit (L7), a fact says what that is."""
    facts = scenario.facts
    groups = (facts.given, facts.unknowns, facts.implied, facts.next_issues, facts.hidden)
    if any(fact.inconsistency for group in groups for fact in group):
        return
    for trait, rubric in scenario.rubric.traits.items():
        for n, each in enumerate(rubric.evidence):
            if each.id == "L7":
                message = "mark the fact that does not fit what was said with 'inconsistency: true', or leave out L7"
                yield f"rubric.{trait}.evidence.{n}", message, "warning"


def nobody_shut_out(scenario: Scenario) -> Found:
    """What candidates read holds no word that shuts somebody out."""
    for field, text in _shown_texts(scenario):
        for phrase in phrases_in(text, EXCLUDING):
            yield field, f"'{phrase}' may shut somebody out; find a neutral word", "warning"


def no_idioms(scenario: Scenario) -> Found:
    """What candidates read can be understood word by word."""
    for field, text in _shown_texts(scenario):
        for phrase in phrases_in(text, IDIOMS):
            yield field, f"'{phrase}' is an idiom that a second-language reader may miss; say it plainly", "warning"


RULES: tuple[tuple[str, Callable[[Scenario], Found]], ...] = (
    ("stem-length", stem_length),
    ("plain-reading", plain_reading),
    ("key-spread", key_spread),
    ("clear-options", clear_options),
    ("number-of-options", number_of_options),
    ("best-is-not-longest", best_is_not_longest),
    ("distinct-anchors", distinct_anchors),
    ("bound-evidence", bound_evidence),
    ("enough-examples", enough_examples),
    ("enough-decoys", enough_decoys),
    ("length-says-nothing", length_says_nothing),
    ("bands-in-order", bands_in_order),
    ("usable-aliases", usable_aliases),
    ("declared-inconsistency", declared_inconsistency),
    ("nobody-shut-out", nobody_shut_out),
    ("no-idioms", no_idioms),
)


def _situations(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """What the candidate reads before answering, with its field."""
    yield "stem", scenario.stem
    for n, step in enumerate(scenario.steps):
        if step.customer_turn:
            yield f"steps.{n}.customer_turn", step.customer_turn


def _closed_parts(scenario: Scenario) -> Iterator[tuple[str, ClosedPart]]:
    for n, step in enumerate(scenario.steps):
        if step.closed:
            yield f"steps.{n}.closed.options", step.closed


def _shown_texts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Every text that a candidate reads, with its field."""
    yield "title", scenario.title
    yield from _situations(scenario)
    yield from _process_texts(scenario)
    for n, step in enumerate(scenario.steps):
        if step.open:
            yield f"steps.{n}.open.prompt", step.open.prompt
    for field, part in _closed_parts(scenario):
        yield from ((f"{field}.{n}.text", option.text) for n, option in enumerate(part.options))


def _process_texts(scenario: Scenario) -> Iterator[tuple[str, str]]:
    field = "osj" if scenario.osj else "process"
    if process := scenario.allowed:
        yield f"{field}.standard", process.standard
        yield f"{field}.authority", process.authority
        yield from ((f"{field}.hard_lines.{n}", line) for n, line in enumerate(process.hard_lines))


def _best(part: ClosedPart) -> Option:
    return max(part.options, key=lambda option: option.key)


def _mean_level(example: Example) -> float:
    return fmean(example.levels.values())


def _band_mean(scenario: Scenario, band: str, trait: Trait) -> float | None:
    examples: tuple[Example, ...] = getattr(scenario.exemplars, band)
    levels = [example.levels[trait] for example in examples if trait in example.levels]
    return fmean(levels) if levels else None
