from collections.abc import Callable
from pathlib import Path

import pytest

from scenarios.reading import ReadingError, read_scenario
from scenarios.scenario import Scenario

SAMPLE = Path(__file__).with_name("sample.yaml")


@pytest.fixture(scope="session")
def sample_text() -> str:
    return SAMPLE.read_text("utf-8")


@pytest.fixture(scope="session")
def sample(sample_text) -> Scenario:
    return read_scenario(sample_text, "sample.yaml")


@pytest.fixture(scope="session")
def changed(sample_text) -> Callable[..., str]:
    """The sample's text with some first occurrences replaced."""

    def change(*pairs: tuple[str, str]) -> str:
        text = sample_text
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        return text

    return change


@pytest.fixture(scope="session")
def complaints() -> Callable[[str | bytes], list[str]]:
    """What reading a text complains about, without the file's name; nothing when it is read."""

    def complain(text: str | bytes) -> list[str]:
        try:
            read_scenario(text, "x")
        except ReadingError as error:
            return [str(problem).removeprefix("x ") for problem in error.problems]
        return []

    return complain
