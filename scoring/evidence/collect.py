"""All detectors over one answer, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scenarios.traits import evidence_kinds
from scoring.evidence import anticipatory, conscientious, empathic, listening, optimistic, warmth
from scoring.evidence.registry import DETECTORS
from scoring.evidence.scene import Hit, Scene

MODULES = (warmth, empathic, listening, conscientious, anticipatory, optimistic)
INSTANCES = (1.0, 0.5)


def collect(scene: Scene) -> dict[str, tuple[Hit, ...]]:
    """Every kind of evidence with its places, at most one a sentence, in the order of the text.

    Returns
    -------
    dict
        Hits by kind; every kind that has a detector is there, with no hits when none was found.
    """
    return {kind: _once_a_sentence(tuple(detector(scene))) for kind, detector in DETECTORS.items()}


def _once_a_sentence(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    return tuple({hit.sentence: hit for hit in sorted(hits, key=lambda hit: (hit.sentence, -hit.span.start))}.values())


def gain(instances: int) -> float:
    """What so many instances of one kind count: the first 1, the second a half, more nothing.

    Examples
    --------
    >>> [gain(n) for n in (0, 1, 2, 9)]
    [0, 1.0, 1.5, 1.5]
    """
    return sum(INSTANCES[:instances])


def share(found: Mapping[str, Sequence[Hit]], weights: Mapping[str, float]) -> float:
    """Weighted evidence found, as a share of one instance of each kind.

    Parameters
    ----------
    found : mapping
        Hits by kind.
    weights : mapping
        Weight by kind; kinds without a detector are left out of both sides.

    Returns
    -------
    float
        0 to 1.5; 0 when no weighted kind has a detector.

    Examples
    --------
    >>> share({"W1": ("one hit",), "W3": ()}, {"W1": 1.0, "W3": 1.0, "L7": 5.0})
    0.5
    """
    known = {kind: weight for kind, weight in weights.items() if kind in found}
    total = sum(known.values())
    return sum(weight * gain(len(found[kind])) for kind, weight in known.items()) / total if total else 0.0


def undetected() -> tuple[str, ...]:
    """Kinds of evidence that no detector looks for yet; a rubric that asks for them is judged on the others.

    Examples
    --------
    >>> undetected()
    ('L7',)
    """
    return tuple(kind for kind in evidence_kinds() if kind not in DETECTORS)
