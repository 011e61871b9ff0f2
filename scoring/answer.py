"""What is rated: an answer to one step of a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.scenario import Scenario


@dataclass(frozen=True)
class Answer:
    """What a candidate gave for one step: text, or choices, or both.

    Attributes
    ----------
    scenario : Scenario
    step : str
        The step's id.
    text : str or None
        The written answer.
    choices : mapping or None
        For rate-each options ``{option id: 1 to 5}``; for best and worst ``{"best": id, "worst": id}``.
    """

    scenario: Scenario
    step: str
    text: str | None = None
    choices: Mapping[str, int | str] | None = None
