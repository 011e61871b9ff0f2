"""YAML text as plain lists and mappings, with the line of every field; careless and hostile files are refused."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    StreamStartEvent,
)

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
MAX_LINES = 10_000
MAX_VALUES = 5_000

Path = tuple[str | int, ...]

# Where PyYAML was built without libyaml the same events come, slower.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?[0-9]{1,15}")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?")
_NOT_FINITE = re.compile(r"[-+]?\.inf|\.nan", re.IGNORECASE)
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SECOND_DOCUMENT = "one file holds one scenario; take out the line '---'"
_INDENT = "this line is not indented like those before it, or a text goes on after its quotes"
_TABS = "no text begins with this character unless in quotes; indent with spaces, not tabs"
_PLAIN_WORDS = {
    "mapping values are not allowed": "a text that holds ': ' must stand in quotes, or the line is indented too far",
    "cannot start any token": _TABS,
    "a tab character": _TABS,
    "could not find expected ':'": "a field's name must be followed by ': '",
    "unexpected end of stream": "a quotation mark is opened but never closed",
    "did not find expected key": _INDENT,
    "did not find expected '-' indicator": _INDENT,
    "are not allowed in this context": _INDENT,
    "expected ',' or": "a list [ ] or a group { } is not closed, or a comma is missing",
    "node content": "a list [ ] or a group { } is not closed, or a value is missing",
    "found unexpected ':'": "a text that holds ': ' must stand in quotes",
    "expected <document start>": "this line does not belong to what stands before it; look at how both are indented",
    "unknown escape character": "in double quotes a backslash means more than itself; write it twice",
}


@dataclass(frozen=True)
class Complaint:
    """What is wrong at one place of a file; `line` counts from 1."""

    path: Path
    line: int
    message: str


class Unreadable(Exception):
    """The text cannot be taken as data at all; `complaints` say where and why."""

    def __init__(self, complaints: list[Complaint]) -> None:
        super().__init__("; ".join(complaint.message for complaint in complaints))
        self.complaints = complaints


@dataclass
class Tree:
    """The data of one file: what it says, where it says it, and what it may not say.

    Attributes
    ----------
    data
        Mappings (names are always texts), lists, texts, numbers, true, false, None.
    lines
        The line, from 1, of every field by its path.
    complaints
        Places that break the rules although the rest can be read.
    """

    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line of a field, or of the nearest field around it."""
        return next((self.lines[path[:n]] for n in range(len(path), -1, -1) if path[:n] in self.lines), 1)


def grow(text: str) -> Tree:
    """Read YAML text into a tree.

    Only plain data passes: no tags, anchors, aliases, second documents, repeated names, endless or
    deep nesting (`MAX_BYTES`, `MAX_LINES`, `MAX_DEPTH`, `MAX_VALUES`), invisible control characters.

    Parameters
    ----------
    text
        The file's text.

    Returns
    -------
    Tree
        The data with its lines, and complaints that do not stop the reading.

    Raises
    ------
    Unreadable
        When the text is not YAML, or beyond a limit.

    Examples
    --------
    >>> tree = grow("title: Late\\nsteps: [{id: s1}]")
    >>> tree.data
    {'title': 'Late', 'steps': [{'id': 's1'}]}
    >>> tree.line(("steps", 0, "id"))
    2
    >>> grow("a: 1\\na: 2").complaints[0].message
    "'a' stands here a second time; the first is on line 1"
    """
    _refuse_size_and_characters(text)
    grower = _Grower(text)
    try:
        grower.document()
    except Unreadable as error:
        raise Unreadable([*grower.tree.complaints, *error.complaints]) from None
    return grower.tree


def _refuse_size_and_characters(text: str) -> None:
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        _stop(1, f"the file is larger than {MAX_BYTES // 1024} KiB")
    if len(text.splitlines()) > MAX_LINES:
        _stop(MAX_LINES, f"the file has more than {MAX_LINES:,} lines")
    if bad := unshowable(text.removeprefix("\ufeff")):
        before = text[: text.index(bad)]
        _stop(before.count("\n") + 1, _unshowable_message(bad))


def unshowable(text: str) -> str:
    """The first character that no page can show as it is, or an empty text.

    Examples
    --------
    >>> unshowable("Grüße, 你好 👋")
    ''
    >>> unshowable("a\\x00b")
    '\\x00'
    """
    return next((char for char in text if not char.isprintable() and _is_unshowable(char)), "")


def _is_unshowable(char: str) -> bool:
    category = unicodedata.category(char)
    return (category in {"Cc", "Cs"} and char not in "\n\r\t") or char in _BIDI_CONTROLS or char == "\ufeff"


def _unshowable_message(char: str) -> str:
    return f"the character U+{ord(char):04X} cannot be shown and is not allowed"


def _stop(line: int, message: str, path: Path = ()) -> None:
    raise Unreadable([Complaint(path, line, message)])


def _events(text: str) -> Iterator[Any]:
    """The parser's events; whatever it stumbles over becomes `Unreadable`."""
    line = 1
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            line = _line(event)
            yield event
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        last = len(text.splitlines())  # what is never closed is missed on the line after it
        _stop(min((mark.line if mark else 0) + 1, max(last, 1)), _in_plain_words(str(error.problem)))
    except Exception as error:  # the parser also lets ValueError, IndexError and others out on broken text
        _stop(line, f"from about this line on the file is not readable as YAML ({type(error).__name__})")


def _in_plain_words(problem: str) -> str:
    for known, plain in _PLAIN_WORDS.items():
        if known in problem:
            return f"the file breaks off here: {plain}"
    return f"the file is not readable as YAML here: {problem}"


class _Grower:
    """Follows the parser's events once, from top to bottom."""

    def __init__(self, text: str) -> None:
        self.events = _events(text)
        self.tree = Tree()
        self.count = 0

    def document(self) -> None:
        event = self._next()
        while isinstance(event, StreamStartEvent | DocumentStartEvent):
            if getattr(event, "tags", None):
                self._complain((), event, "tags are not allowed; take out the lines that begin with %TAG")
            event = self._next()
        if isinstance(event, StreamEndEvent):
            _stop(1, "the file is empty")
        self.tree.data = self._value(event, ())
        for rest in self.events:
            if isinstance(rest, DocumentStartEvent):
                _stop(_line(rest), _SECOND_DOCUMENT)

    def _next(self) -> Any:
        self.count += 1
        event = next(self.events)
        if self.count > MAX_VALUES:
            _stop(_line(event), f"the file holds more than {MAX_VALUES:,} values")
        return event

    def _complain(self, path: Path, event: Any, message: str) -> None:
        self.tree.complaints.append(Complaint(path, _line(event), message))

    def _value(self, event: Any, path: Path) -> Any:
        if len(path) > MAX_DEPTH:
            _stop(_line(event), f"the fields are nested deeper than {MAX_DEPTH}")
        self.tree.lines.setdefault(path, _line(event))
        if isinstance(event, AliasEvent) or event.anchor is not None:
            self._complain(path, event, "anchors (&name) and aliases (*name) are not allowed; write the text out")
        if isinstance(event, AliasEvent):
            return None
        if event.tag is not None:
            self._complain(path, event, f"tags such as '{_shown(event.tag)}' are not allowed")
        if isinstance(event, ScalarEvent):
            return self._scalar(event, path)
        return self._mapping(path) if isinstance(event, MappingStartEvent) else self._list(path)

    def _list(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            name = self._name(event, path)
            here = (*path, name)
            if name in values:
                first = self.tree.lines[here]
                self._complain(path, event, f"'{_shown(name)}' stands here a second time; the first is on line {first}")
            else:
                self.tree.lines[here] = _line(event)
            values[name] = self._value(self._next(), here)
        return values

    def _name(self, event: Any, path: Path) -> str:
        if not isinstance(event, ScalarEvent):
            _stop(_line(event), "a field's name must be one plain word", path)
        if bad := unshowable(event.value):
            _stop(_line(event), _unshowable_message(bad), path)
        return str(event.value)

    def _scalar(self, event: ScalarEvent, path: Path) -> Any:
        if bad := unshowable(event.value):
            self._complain(path, event, _unshowable_message(bad))
        value = event.value if event.style else _plain(event.value)
        if isinstance(value, float) and not math.isfinite(value):
            self._complain(path, event, f"{_shown(event.value)} is not a number that can be used")
        return value


def _plain(word: str) -> str | int | float | bool | None:
    """What an unquoted word means: a number, true, false, nothing, or itself."""
    if len(word) > 40:
        return word
    if word.lower() in _WORDS:
        return _WORDS[word.lower()]
    if _WHOLE.fullmatch(word):
        return int(word)
    if _DECIMAL.fullmatch(word):
        return float(word)
    return math.nan if _NOT_FINITE.fullmatch(word) else word


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _shown(text: str) -> str:
    """A text from the file short enough to stand in a message."""
    return text if len(text) <= 40 else text[:37] + "..."
