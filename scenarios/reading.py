"""A scenario's YAML text read strictly; every complaint says file, line and field in plain words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from scenarios.consistency import TRAIT_NAMES, Broken, broken_rules
from scenarios.rubric import Breach
from scenarios.scenario import FAMILIES, Scenario
from scenarios.tree import Complaint, Path, Tree, Unreadable, grow

ErrorDetails = Mapping[str, Any]
T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

MAX_PROBLEMS = 200
_LINK = re.compile(r"(?m)^translates:.*$")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a file.

    Examples
    --------
    >>> str(Problem("S02.yaml", 57, "steps.0", "'id' is missing"))
    "S02.yaml line 57, steps.0: 'id' is missing"
    """

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file} line {self.line}"
        return f"{place}, {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class ReadingError(ValueError):
    """A file is no scenario; `problems` lists all that was found, from top to bottom."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def holds(text: str, schema: str) -> bool:
    """Whether a file says of itself that it follows a schema; whether it does is told when it is read.

    Parameters
    ----------
    text
        The YAML text.
    schema
        Such as ``"hiring.translation/1"``.

    Examples
    --------
    >>> holds("schema: hiring.translation/1", "hiring.translation/1"), holds("title: x", "hiring.translation/1")
    (True, False)
    """
    return text.removeprefix("\ufeff").lstrip().startswith(f"schema: {schema}")


def linked(text: str, link: str) -> str:
    """A translation's text with another link to what it translates; all else in it stays to the letter.

    Examples
    --------
    >>> linked("locale: es\\ntranslates: {id: S05}\\ntitle: Hola", "{id: S08}")
    'locale: es\\ntranslates: {id: S08}\\ntitle: Hola'
    """
    return _LINK.sub(lambda _: f"translates: {link}", text, count=1)


def read_scenario(text: str | bytes, name: str) -> Scenario:
    """Read one scenario.

    Parameters
    ----------
    text
        The YAML text, or its bytes in UTF-8; at most 256 KiB.
    name
        What to call the file in complaints.

    Returns
    -------
    Scenario
        The scenario, valid in every field.

    Raises
    ------
    ReadingError
        When anything is wrong; nothing else is ever raised.

    Examples
    --------
    >>> try:
    ...     read_scenario("schema: hiring.scenario/1\\ntitle: 5\\nstem", "late.yaml")
    ... except ReadingError as error:
    ...     print(error)
    late.yaml line 3: the file breaks off here: a field's name must be followed by ': '
    """
    return _read_as(_scenario, text, name)


def read_model(text: str | bytes, name: str, model: type[M]) -> M:
    """Read a file that holds something else than a scenario, as strictly.

    Parameters
    ----------
    text
        The YAML text, or its bytes in UTF-8; at most 256 KiB.
    name
        What to call the file in complaints.
    model
        What it holds.

    Returns
    -------
    an instance of `model`

    Raises
    ------
    ReadingError
        When anything is wrong.
    """
    return _read_as(lambda whole: _validated(grow(whole), model, []), text, name)


def field_lines(text: str) -> Callable[[str], int]:
    """How to find the line of a field such as ``"steps.0.closed"`` in a file that was read.

    Parameters
    ----------
    text
        The YAML text of a scenario.

    Returns
    -------
    callable
        From a dotted field to its line, from 1; for a field that the file leaves out, the nearest around it.

    Raises
    ------
    ReadingError
        When the text is not YAML at all.

    Examples
    --------
    >>> line_of = field_lines("title: Late\\nsteps:\\n  - id: s1\\n")
    >>> line_of("steps.0.id"), line_of("steps.0.closed"), line_of("")
    (3, 3, 1)
    """
    tree = _read_as(_grown, text, "")
    by_field = {_dotted(path): line for path, line in tree.lines.items()}
    return lambda name: _nearest_line(by_field, name)


def _nearest_line(by_field: Mapping[str, int], name: str) -> int:
    while name and name not in by_field:
        name = name.rpartition(".")[0]
    return by_field.get(name, 1)


@lru_cache(maxsize=4)
def _grown(text: str) -> Tree:
    """A file that is checked is read for its scenario and again for its lines."""
    return grow(text)


@lru_cache(maxsize=256)
def _scenario(text: str) -> Scenario:
    """The same text is read once in a process: publishing, asking and rating each come with it anew."""
    tree = _grown(text)
    return _validated(tree, Scenario, [Complaint(path, tree.line(path), words) for path, words in _rules(tree)])


def _rules(tree: Tree) -> list[Broken]:
    return broken_rules(tree.data) if isinstance(tree.data, dict) else []


def _validated(tree: Tree, model: type[M], broken: list[Complaint]) -> M:
    """What the data says, or every complaint about it, those of the rules between its fields last."""
    if not isinstance(tree.data, dict):
        raise Unreadable([Complaint((), 1, "a scenario is a group of fields (name: value)"), *tree.complaints])
    complaints = tree.complaints
    found: M | None = None
    try:
        found = model.model_validate(tree.data, by_alias=True, by_name=False)
    except ValidationError as error:
        complaints = complaints + _of_model(error.errors(include_url=False), tree, model)
    complaints = complaints + broken
    if complaints or found is None:
        raise Unreadable(complaints)
    return found


def _read_as(how: Callable[[str], T], text: str | bytes, name: str) -> T:
    """Whatever cannot be read is told in the name of its file."""
    try:
        return how(text if isinstance(text, str) else text.decode("utf-8"))
    except Unreadable as error:
        raise ReadingError(_problems(error.complaints, name)) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ReadingError([Problem(name, line, "", "the file is not text in UTF-8")]) from None


def _problems(complaints: list[Complaint], name: str) -> list[Problem]:
    problems = sorted({Problem(name, found.line, _dotted(found.path), found.message) for found in complaints})
    more = [Problem(name, problems[-1].line, "", "there is more; mend these first")]
    return problems[:MAX_PROBLEMS] + (more if len(problems) > MAX_PROBLEMS else [])


def _dotted(path: Path) -> str:
    return ".".join(str(part) for part in path)


def _of_model(errors: list[Any], tree: Tree, model: type[BaseModel]) -> list[Complaint]:
    """The models' complaints in our words, without those that only follow from another."""
    known = {complaint.path for complaint in tree.complaints}
    bad_names = {tuple(error["loc"][:-1]) for error in errors if error["loc"] and error["loc"][-1] == "[key]"}
    found = []
    for error in errors[: MAX_PROBLEMS + 1]:  # a hostile file can hold thousands
        loc = tuple(error["loc"])
        path = _in_file(loc)
        follows = any(loc[: len(bad)] == bad for bad in bad_names if loc[len(bad) :] != ("[key]",))
        if not (follows or _only_follows(error) or any(path[:n] in known for n in range(1, len(path) + 1))):
            found.append(_complaint(error, path, tree, model))
    return found


def _only_follows(error: ErrorDetails) -> bool:
    """Whether a list counts as too short only because its entries are wrong."""
    given = error["input"]
    return error["type"] == "too_short" and isinstance(given, list) and len(given) >= error["ctx"]["min_length"]


def _in_file(loc: tuple[int | str, ...]) -> Path:
    """Where the file says what the model keeps at `loc`: the rubric's traits stand beside its cap."""
    return loc[:1] + loc[2:] if loc[:2] == ("rubric", "traits") and len(loc) > 2 else loc


def _complaint(error: ErrorDetails, path: Path, tree: Tree, model: type[BaseModel]) -> Complaint:
    """One complaint; a wrong, unknown or missing name is reported at the field around it."""
    if path and path[-1] == "[key]":
        return Complaint(path[:-2], tree.line(path[:-1]), _wrong_name(str(path[-2]), path[:-2]))
    if error["type"] == "extra_forbidden":
        return Complaint(path[:-1], tree.line(path), _unknown_name(str(path[-1]), path[:-1], model))
    if error["type"] == "missing":
        return Complaint(path[:-1], tree.line(path), f"'{path[-1]}' is missing")
    return Complaint(path, tree.line(path), _wrong_value(error, path))


def _wrong_name(name: str, around: Path) -> str:
    if around[-1:] == ("anchors",):
        return f"'{_short(name)}' is not one of the levels 1, 2, 3, 4, 5"
    names = (*TRAIT_NAMES, "cap_without_bound_evidence") if around == ("rubric",) else TRAIT_NAMES
    return f"'{_short(name)}' is not one of the six traits: {', '.join(TRAIT_NAMES)}{_suggestion(name, names)}"


def _unknown_name(name: str, around: Path, model: type[BaseModel]) -> str:
    names = _fields_at(around, model)
    return f"'{_short(name)}' is not a field here{_suggestion(name, names) or '; the fields are ' + ', '.join(names)}"


def _suggestion(name: str, names: tuple[str, ...]) -> str:
    near = difflib.get_close_matches(name[:64].lower(), names, n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def _fields_at(path: Path, model: type[BaseModel]) -> tuple[str, ...]:
    """The field names that a file may use at a path."""
    for part in path:
        if isinstance(part, str) and (inner := _fields(model).get(part)):
            model = inner
    return tuple(_fields(model))


def _fields(model: type[BaseModel]) -> dict[str, type[BaseModel] | None]:
    """A model's fields as files name them, each with the model that its value has, if any."""
    return {field.alias or name: _model_in(field.annotation) for name, field in model.model_fields.items()}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


_CHOICES = {
    "family": ", ".join(f"{code} ({words})" for code, words in FAMILIES.items()),
    "if": ", ".join(breach.value for breach in Breach),
}
_PATTERNS = {
    "locale": "must be a language such as en or en-GB",
    "content_hash": "must be 64 hexadecimal digits",
    "id": "must begin with a letter and hold at most 32 letters, digits, - and _",
}
_WORDING: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "int_type": lambda _: "must be a whole number",
    "int_from_float": lambda _: "must be a whole number",
    "float_type": lambda _: "must be a number",
    "bool_type": lambda _: "must be true or false",
    "tuple_type": lambda _: "must be a list: [one, two], or one entry a line, each after '- '",
    "dict_type": lambda _: "must be a group of fields (name: value)",
    "model_type": lambda _: "must be a group of fields (name: value)",
    "string_too_short": lambda _: "is empty",
    "string_too_long": lambda limit: f"is longer than {limit['max_length']} characters",
    "too_short": lambda limit: f"needs at least {limit['min_length']} entries, has {limit['actual_length']}",
    "too_long": lambda limit: f"may have at most {limit['max_length']} entries",
    "greater_than": lambda limit: f"must be more than {limit['gt']:g}",
    "greater_than_equal": lambda limit: f"must be at least {limit['ge']:g}",
    "less_than": lambda limit: f"must be less than {limit['lt']:g}",
    "less_than_equal": lambda limit: f"must be at most {limit['le']:g}",
    "value_error": lambda limit: str(limit["error"]),
}


def _wrong_value(error: ErrorDetails, path: Path) -> str:
    """What is wrong with a value, beginning with the value itself where it is short."""
    given, kind, own_name = error["input"], error["type"], str(path[-1]) if path else ""
    limit = error.get("ctx", {})
    if kind == "string_type":
        return "is empty" if given is None else f"must be a text; put {_text_of(given)} in quotes"
    if kind == "string_pattern_mismatch":
        return f"{_text_of(given)} {_PATTERNS.get(own_name, _PATTERNS['id'])}"
    if kind in {"enum", "literal_error"}:
        return f"{_text_of(given)} is not one of: {_choices(own_name, path, limit)}"
    if kind not in _WORDING:
        return str(error["msg"])
    words = _WORDING[kind](limit)
    is_number = isinstance(given, int | float | str) and kind.startswith(("int", "float", "bool", "greater", "less"))
    quoted = ", without quotes" if isinstance(given, str) and is_number else ""
    return f"{_text_of(given)} {words}{quoted}" if is_number else words


def _choices(name: str, path: Path, limit: Mapping[str, Any]) -> str:
    if path[:1] == ("traits",):
        return ", ".join(TRAIT_NAMES)
    return _CHOICES.get(name) or re.sub("'| or(?= ')", "", str(limit["expected"]).replace(" or ", ", "))


def _text_of(given: Any) -> str:
    """A value from the file as a message shows it."""
    if isinstance(given, list | dict):
        return "this"
    return f"'{_short(str(given))}'" if isinstance(given, str) else str(given).lower()


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."
