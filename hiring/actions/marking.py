"""Cut an answer into pieces so that a page can mark the words that count as evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Segment:
    """A piece of an answer and the kinds of evidence that it shows, none for plain text."""

    text: str
    kinds: tuple[str, ...]
    note: str


def segments(text: str, evidence: Iterable[Mapping[str, Any]]) -> list[Segment]:
    """Cut at every border of a span; joined together the pieces are the text again."""
    spans = [item for item in evidence if 0 <= item["start"] < item["end"] <= len(text)]
    borders = sorted({0, len(text), *(item["start"] for item in spans), *(item["end"] for item in spans)})
    return [_segment(text, start, end, spans) for start, end in pairwise(borders)]


def _segment(text: str, start: int, end: int, spans: list[Mapping[str, Any]]) -> Segment:
    here = [item for item in spans if item["start"] <= start and end <= item["end"]]
    kinds = tuple(dict.fromkeys(item["kind"] for item in here))
    return Segment(text[start:end], kinds, "; ".join(dict.fromkeys(item["note"] for item in here)))
