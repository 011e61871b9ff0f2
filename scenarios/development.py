"""What a person can practise for each trait and family, how a colleague can help, and how to see that it worked."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from ruamel.yaml import YAML

from scenarios.scenario import Family
from scenarios.traits import Trait

Sentences = Annotated[str, StringConstraints(min_length=20, max_length=300, strip_whitespace=True)]


class Suggestion(BaseModel):
    """One thing to practise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    practise: Sentences
    help: Sentences  # what a colleague can do
    worked: Sentences  # how to see that it worked


Suggestions = Annotated[tuple[Suggestion, ...], Field(min_length=1)]


class Development(BaseModel):
    """All suggestions, the same for everybody: whoever was hired and whoever was not."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["hiring.development/1"] = Field(alias="schema")
    traits: dict[Trait, Suggestions]
    families: dict[Family, Suggestions]


@cache
def suggestions() -> Development:
    """Read the shipped suggestions.

    Returns
    -------
    Development
        With suggestions for each of the six traits and each of the eight families.

    Examples
    --------
    >>> len(suggestions().traits), len(suggestions().families)
    (6, 8)
    """
    raw = YAML(typ="safe").load((Path(__file__).parent / "development.yaml").read_text("utf-8"))
    return Development.model_validate(raw)
