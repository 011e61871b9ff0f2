"""How one scenario judges a trait: anchors, weighted evidence, caps."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator, model_validator

from scenarios.traits import Trait, evidence_kinds

Level = Annotated[int, Field(strict=True, ge=1, le=5)]
AnchorLevel = Annotated[int, Field(ge=1, le=5)]  # keys of a stored JSON are texts, so not strict
AnchorText = Annotated[str, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True)]


class Breach(StrEnum):
    """What an answer can do wrong that caps its level, whatever else it does well."""

    HARD_LINE_BROKEN = "hard_line_broken"
    OVERDONE_LOUD = "overdone_loud"
    OVERDONE_QUIET = "overdone_quiet"
    BLAME = "blame"
    DISPARAGEMENT = "disparagement"
    RE_ASKS_GIVEN = "re_asks_given"
    WRONG_FACT = "wrong_fact"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class WeightedEvidence(_Frozen):
    """One kind of evidence and how much it counts in this scenario."""

    id: str
    w: Annotated[float, Field(strict=True, gt=0, le=3)]

    @field_validator("id")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if value not in evidence_kinds():
            raise ValueError(f"'{value}' is no kind of evidence; there are W1-W8, E1-E8, L1-L8, C1-C8, A1-A8, O1-O8")
        return value


class Cap(_Frozen):
    """The highest level an answer can have once it shows the breach."""

    breach: Breach = Field(alias="if")
    level: Level


class TraitRubric(_Frozen):
    """The five anchors of one trait in one scenario, its evidence and its caps."""

    anchors: dict[AnchorLevel, AnchorText]
    evidence: Annotated[tuple[WeightedEvidence, ...], Field(min_length=1)]
    caps: tuple[Cap, ...] = ()

    @field_validator("anchors")
    @classmethod
    def _has_five(cls, value: dict[int, str]) -> dict[int, str]:
        if sorted(value) != [1, 2, 3, 4, 5]:
            raise ValueError("a rubric needs an anchor for each of the levels 1, 2, 3, 4 and 5")
        return value


class Rubric(_Frozen):
    """The rubrics of all traits that one scenario asks for."""

    cap_without_bound_evidence: Level = 2
    traits: dict[Trait, TraitRubric]

    @model_validator(mode="before")
    @classmethod
    def _gather_traits(cls, data: Any) -> Any:
        """In the file the traits stand beside the cap; here they are one mapping."""
        if not isinstance(data, dict) or "traits" in data:
            return data
        known = {trait.value for trait in Trait}
        own = {"cap_without_bound_evidence"}
        return {
            **{key: value for key, value in data.items() if key not in known and key in own},
            "traits": {key: value for key, value in data.items() if key not in own},
        }
