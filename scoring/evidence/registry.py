"""Which function detects which kind of evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from scenarios.traits import evidence_kinds
from scoring.evidence.scene import Hit, Scene

Detector = Callable[[Scene], Iterable[Hit]]
DETECTORS: dict[str, Detector] = {}


def detects(kind: str) -> Callable[[Detector], Detector]:
    """Register a function as the detector of a kind.

    Raises
    ------
    ValueError
        When the kind is unknown or has a detector already.
    """
    if kind not in evidence_kinds() or kind in DETECTORS:
        raise ValueError(f"'{kind}' is no kind of evidence, or has a detector already")

    def register(detector: Detector) -> Detector:
        DETECTORS[kind] = detector
        return detector

    return register
