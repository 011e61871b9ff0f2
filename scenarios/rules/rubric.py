"""Rules about the rubric: five different anchors, and evidence that only this situation can bring."""

from __future__ import annotations

from scenarios.finding import Found, error
from scenarios.prose import words
from scenarios.scenario import Scenario
from scenarios.traits import evidence_kinds


def distinct_anchors(scenario: Scenario) -> Found:
    """The five anchors of a trait say five different things."""
    for trait, judged in scenario.rubric.traits.items():
        texts = [" ".join(words(text.lower())) for text in judged.anchors.values()]
        if len(set(texts)) < len(texts):
            advice = "Say for each level what sets it apart from the one below."
            yield error(f"rubric.{trait}.anchors", "two levels have the same anchor", advice)


def bound_evidence(scenario: Scenario) -> Found:
    """Each trait counts at least one kind of evidence that uses a fact of this situation."""
    for trait, judged in scenario.rubric.traits.items():
        if not any(evidence_kinds()[kind.id].bound for kind in judged.evidence):
            message = "no kind of evidence here is bound to the situation, so no answer could pass the cap"
            advice = "Add a kind that scenarios/traits.yaml marks as bound."
            yield error(f"rubric.{trait}.evidence", message, advice)
