"""The same text in other characters is the same text: what cannot be seen or looks alike is read as what is meant."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

# What a keyboard or a word processor may put there instead, and letters of other scripts that look like Latin ones.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4\u0060\u2032\uff07", "'"),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u2012\u2015\u2212", "\u2013"),
        **dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n"),
        "\u00a0": " ",
    }
    | dict(
        zip(
            "аеорсухіјѕһԁгЬАВЕКМНОРСТУХІЈЅαοερνικτΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
            "aeopcyxijshdrbABEKMHOPCTYXIJSaoepvikTABEZHIKMNOPTYX",
            strict=True,
        )
    )
)
_UNSEEN = re.compile(
    "[\0\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]"
)
_ORDINARY = re.compile(r"[\t\n -_a-~\u00a1-\u00ac\u00ae-\u02af\u2013\u2014\u201c\u201d\u2026]*")


class Form:
    """A text as it is read, with the place of each of its characters in the original.

    Attributes
    ----------
    text : str
        Without what cannot be seen; quotes, line ends and lookalikes as their plain forms.

    Examples
    --------
    >>> form = Form("I\u2019ll\u200b c\u0430ll")
    >>> form.text, form.place(5), form.original[form.place(5) : form.place(8) + 1]
    ("I'll call", 6, 'c\u0430ll')
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self._starts: list[int] | None = None
        self._shifts: list[int] = []
        self.text = original.translate(_ALIKE)
        if _ORDINARY.fullmatch(self.text) is None:
            self._read(self.text)

    @property
    def is_moved(self) -> bool:
        """Whether any character stands elsewhere than in the original."""
        return self._starts is not None

    def place(self, offset: int) -> int:
        """Where in the original the character at that offset stands."""
        if self._starts is None:
            return offset
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]

    def _read(self, text: str) -> None:
        parts: list[str] = []
        starts, shifts, size = [0], [0], 0
        for place, letter in enumerate(text):
            plain = letter if letter.isascii() and letter != "\0" else _plain(letter)
            for at in range(size, size + len(plain)):
                if place - at != shifts[-1]:
                    starts.append(at)
                    shifts.append(place - at)
            parts.append(plain)
            size += len(plain)
        self.text, self._starts, self._shifts = "".join(parts), starts, shifts


def _plain(letter: str) -> str:
    if _UNSEEN.match(letter):
        return ""
    return letter if unicodedata.combining(letter) else unicodedata.normalize("NFKC", letter)
