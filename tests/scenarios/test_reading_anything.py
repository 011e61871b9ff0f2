"""Whatever comes, reading gives a scenario or a ReadingError."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.reading import ReadingError, read_scenario
from scenarios.scenario import Scenario

SAMPLE = Path(__file__).with_name("sample.yaml").read_text("utf-8")
SIGNS = (
    "'", '"', ": ", "- ", "[", "]", "{", "}", "&a ", "*a", "!x ", "|", ">", "\n", "\t", "#", "? ", "---", "%", "\0",
    "\ud800", "\u202e", ".nan", "1e999", "9" * 30, "null", "<<: ", "\\", "\\x00", "@", "`", "~", "\r", "\x85", "\u2028",
)  # fmt: skip
SNIPPETS = st.sampled_from(SIGNS)
ANY_TEXT = st.text(st.characters(codec=None), max_size=200)


def is_read_or_refused(text: str | bytes) -> bool:
    try:
        return isinstance(read_scenario(text, "x"), Scenario)
    except ReadingError as error:
        return len(error.problems) > 0 and all(problem.line >= 1 for problem in error.problems)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_read_or_refused(text):
    assert is_read_or_refused(text)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    assert is_read_or_refused(data)


@settings(max_examples=300, deadline=None)
@given(st.lists(SNIPPETS | st.sampled_from(["a", "1", " ", "steps", "traits"]), max_size=40).map("".join))
def test_any_heap_of_yaml_signs_is_read_or_refused(text):
    assert is_read_or_refused(text)


@settings(max_examples=120, deadline=None)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 60), SNIPPETS | ANY_TEXT)
def test_a_damaged_scenario_is_read_or_refused(start, length, patch):
    assert is_read_or_refused(SAMPLE[:start] + patch + SAMPLE[start + length :])


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = [line.partition(":")[0] for line in SAMPLE.splitlines() if line[:1].isalpha()]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FIELDS), VALUES)
def test_a_field_of_any_other_kind_is_read_or_refused(field, value):
    others = "\n".join(part for part in _parts() if not part.startswith(f"{field}:"))
    assert is_read_or_refused(f"{others}\n{field}: {_flow(value)}\n")


def _parts() -> list[str]:
    """The sample cut into its outermost fields."""
    parts: list[str] = []
    for line in SAMPLE.splitlines():
        if line[:1].isalpha():
            parts.append(line)
        else:
            parts[-1] += "\n" + line
    return parts


def _flow(value: object) -> str:
    """A value in YAML's one-line form."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{_escaped(name)}": {_flow(inner)}' for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return f'"{_escaped(value)}"' if isinstance(value, str) else str(value).lower().replace("none", "null")


def _escaped(text: str) -> str:
    return "".join(f"\\U{ord(char):08x}" for char in text)
