"""A customer's own words apart from what is told about them, so that a page can show them as a message."""

import re
from dataclasses import dataclass

# Speech stands in quotation marks that open a line or follow a colon, and close at the end of a line. Anything less
# certain is told as it is written.
_SPEECH = re.compile(r'(?:^|(?<=:)\s)["“]([^"“”]+)["”][ ]*$', re.MULTILINE)
_WRAPPED = re.compile(r'^(.{60,}[^"”\n])\n(?=[^\s-])', re.MULTILINE)


@dataclass(frozen=True)
class Passage:
    """A stretch of a situation: what somebody says, or what is told."""

    text: str
    is_speech: bool


def passages(text: str) -> list[Passage]:
    """Part a situation into what is told and what is said, in order; no word is lost or moved."""
    pieces = _SPEECH.split(unwrapped(text))
    return [Passage(piece.strip(), place % 2 == 1) for place, piece in enumerate(pieces) if piece.strip()]


def unwrapped(text: str) -> str:
    """Long lines were broken by an editor's margin and are joined; short ones were meant to be short."""
    return _WRAPPED.sub(r"\1 ", text)
