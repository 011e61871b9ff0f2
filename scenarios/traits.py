"""The six traits, each loud or quiet, with its anchors and its kinds of evidence."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from scenarios.tree import grow


class Trait(StrEnum):
    """One of the six traits, in the order in which every table of the product shows them.

    Examples
    --------
    >>> [trait.value for trait in Trait][:2]
    ['warmth', 'anticipatory']
    >>> Trait.WARMTH.is_loud, Trait.EMPATHIC.is_loud
    (True, False)
    >>> Trait.GOOD_LISTENER.label
    'Good listener'
    """

    WARMTH = "warmth"
    ANTICIPATORY = "anticipatory"
    OPTIMISTIC = "optimistic"
    EMPATHIC = "empathic"
    CONSCIENTIOUS = "conscientious"
    GOOD_LISTENER = "good_listener"

    @property
    def is_loud(self) -> bool:
        """Whether the trait shows outward (loud) rather than inward (quiet)."""
        return self in LOUD

    @property
    def label(self) -> str:
        """The trait's name as pages print it."""
        return self.value.replace("_", " ").capitalize()


LOUD = (Trait.WARMTH, Trait.ANTICIPATORY, Trait.OPTIMISTIC)
QUIET = (Trait.EMPATHIC, Trait.CONSCIENTIOUS, Trait.GOOD_LISTENER)


class EvidenceKind(BaseModel):
    """One thing that an answer can show for a trait, such as W1 "addresses the person by name"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    what: str
    bound: bool  # bound evidence uses a declared fact of the situation


class Definition(BaseModel):
    """What a trait means, what each level looks like, and what counts as evidence of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    side: Literal["loud", "quiet"]
    definition: str
    grounding: str
    anchors: dict[int, str]
    negatives: tuple[str, ...]
    not_to_confuse_with: str
    evidence: tuple[EvidenceKind, ...]


@cache
def definitions() -> dict[Trait, Definition]:
    """Read the shipped definitions of the six traits.

    Returns
    -------
    dict
        One `Definition` for each `Trait`, in the order of `Trait`.

    Examples
    --------
    >>> definitions()[Trait.WARMTH].evidence[0].id
    'W1'
    """
    raw = grow((Path(__file__).parent / "traits.yaml").read_text("utf-8")).data
    return {trait: Definition.model_validate(raw[trait.value]) for trait in Trait}


@cache
def evidence_kinds() -> dict[str, EvidenceKind]:
    """All kinds of evidence by their id.

    Returns
    -------
    dict
        `EvidenceKind` by id, ``"W1"`` to ``"O8"``.

    Examples
    --------
    >>> len(evidence_kinds()), evidence_kinds()["C2"].bound
    (48, True)
    """
    return {kind.id: kind for definition in definitions().values() for kind in definition.evidence}
