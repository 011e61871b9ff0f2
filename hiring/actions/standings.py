"""What stands beside the rows of a shortlist without touching their order: the side of a cut score, a chance."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hiring.actions.columns import chances_in_top
from hiring.actions.cut_scores import judged
from hiring.actions.pools import Weights
from hiring.actions.shortlists import Row
from hiring.errors import Invalid
from scoring.cut_scores import CutScore, against

_PLACES = re.compile(r"[1-9]\d{0,5}", re.ASCII)


@dataclass(frozen=True)
class Standing:
    """One row's side of the cut score, and its chance of belonging to the first so many; None where not asked."""

    side: str | None
    chance: float | None

    def as_json(self) -> dict[str, Any]:
        """For a program to read."""
        return {"cut_side": self.side, "chance_in_top": self.chance}


@dataclass(frozen=True)
class Standings:
    """The cut score and the number of places that standings are about, and each row's own by sitting."""

    cut: CutScore | None
    places: int | None
    of: Mapping[int, Standing]

    def as_json(self) -> dict[str, Any]:
        """For a program to read; who judged stays on the page of the cut score."""
        cut = self.cut and {"value": self.cut.value, "low": self.cut.low, "high": self.cut.high}
        return {"cut_score": cut, "places": self.places}


def read_places(sent: str) -> int | None:
    """How many places an address asks about; None for an empty field."""
    if not sent.strip():
        return None
    if not _PLACES.fullmatch(sent.strip()):
        raise Invalid("How many places there are is a whole number from 1 to 999999.")
    return int(sent)


def standings(opening_id: int, rows: Iterable[Row], weights: Weights, places: int | None = None) -> Standings:
    """What stands beside these rows; chances are those in the whole opening."""
    cut = judged(opening_id).cut
    chances = chances_in_top(opening_id, places, weights) if places else {}
    found = {
        row.sitting_id: Standing(against(row.result.overall, cut) if cut else None, chances.get(row.sitting_id))
        for row in rows
    }
    return Standings(cut, places, found)
