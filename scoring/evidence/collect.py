"""All detectors over one answer, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scoring.evidence import anticipatory, conscientious, empathic, listening, optimistic, warmth
from scoring.evidence.registry import DETECTORS
from scoring.evidence.scene import Hit, Scene

MODULES = (warmth, empathic, listening, conscientious, anticipatory, optimistic)
INSTANCES = (1.0, 0.5)
_GAINS = tuple(sum(INSTANCES[:instances]) for instances in range(len(INSTANCES) + 1))


def collect(scene: Scene) -> dict[str, tuple[Hit, ...]]:
    """Every kind of evidence with its places, at most one a sentence, in the order of the text.

    Returns
    -------
    dict
        Hits by kind, with no hits when none was found; without `L7` where the scenario declares no inconsistency.
    """
    found = {kind: _once_a_sentence(tuple(detector(scene))) for kind, detector in DETECTORS.items()}
    return {kind: hits for kind, hits in found.items() if kind != "L7" or declares_inconsistency(scene)}


def declares_inconsistency(scene: Scene) -> bool:
    """Whether there is anything that does not fit; otherwise nobody can notice it, and nobody is judged by it."""
    return any(marker.is_inconsistency for marker in scene.setting.markers)


def _once_a_sentence(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    return tuple({hit.sentence: hit for hit in sorted(hits, key=lambda hit: (hit.sentence, -hit.span.start))}.values())


def gain(instances: int) -> float:
    """What so many instances of one kind count: the first 1, the second a half, more nothing.

    Examples
    --------
    >>> [gain(n) for n in (0, 1, 2, 9)]
    [0, 1.0, 1.5, 1.5]
    """
    return _GAINS[min(instances, len(INSTANCES))]


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
