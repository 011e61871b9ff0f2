"""Rules about the situation: short, plain, and with facts that answers can use."""

from __future__ import annotations

from scenarios.finding import Found, error, warning
from scenarios.prose import reading_grade, words
from scenarios.rules.parts import situations
from scenarios.scenario import Scenario

STEM_WORDS, STEM_WORDS_AT_MOST = 120, 140
READING_GRADE = 8.0
ALIAS_WORDS = 5


def stem_length(scenario: Scenario) -> Found:
    """A situation, and a later turn, can be read in a minute."""
    for field, text in situations(scenario):
        count = len(words(text))
        if count > STEM_WORDS:
            found = error if count > STEM_WORDS_AT_MOST else warning
            advice = f"Shorten it to {STEM_WORDS} words; more than {STEM_WORDS_AT_MOST} cannot be published."
            yield found(field, f"{count} words", advice)


def plain_reading(scenario: Scenario) -> Found:
    """A situation in English reads no harder than grade 8."""
    for field, text in situations(scenario):
        grade = reading_grade(text)
        if scenario.locale.startswith("en") and grade > READING_GRADE:
            yield warning(field, f"reads at school grade {grade:.1f}", "Use shorter sentences and words, to grade 8.")


def usable_aliases(scenario: Scenario) -> Found:
    """Each given fact can be recognised in an answer by words that people would use."""
    for n, fact in enumerate(scenario.facts.given):
        field = f"facts.given.{n}"
        if not any(words(alias) for alias in fact.aliases):
            advice = "Give aliases: the words by which an answer would speak of this fact."
            yield error(field, "no answer can be seen to use this fact", advice)
        elif min(len(words(alias)) for alias in fact.aliases if words(alias)) > ALIAS_WORDS:
            advice = f"Add an alias of up to {ALIAS_WORDS} words."
            yield warning(f"{field}.aliases", "every alias is too long to be met in an answer", advice)


def declared_inconsistency(scenario: Scenario) -> Found:
    """Where a rubric asks for noticing what does not fit (L7), a fact says what that is."""
    facts = scenario.facts
    groups = (facts.given, facts.unknowns, facts.implied, facts.next_issues, facts.hidden)
    if any(fact.inconsistency for group in groups for fact in group):
        return
    for trait, rubric in scenario.rubric.traits.items():
        for n, each in enumerate(rubric.evidence):
            if each.id == "L7":
                message = "L7 asks to notice what does not fit, and no fact says what that is"
                advice = "Mark the fact that does not fit with 'inconsistency: true', or leave out L7."
                yield warning(f"rubric.{trait}.evidence.{n}", message, advice)
