from pathlib import Path

import pytest

from scenarios.checks import check
from scenarios.library import practice, shipped, shipped_translations
from scenarios.reading import read_scenario


def test_the_library_is_every_file_of_its_folder_in_order():
    folder = Path(__file__).resolve().parents[2] / "scenarios" / "library"
    assert [name for name, _ in shipped()] == sorted(path.name for path in folder.iterdir() if path.is_file())


def test_a_translation_lies_in_the_folder_of_its_language_and_is_named_after_it():
    folder = Path(__file__).resolve().parents[2] / "scenarios"
    there = [path for path in folder.rglob("*.es.yaml") if path.parent.name == "es" or path.name == "practice.es.yaml"]
    assert [name for name, _ in shipped_translations()] == sorted(path.name for path in there)


def test_a_file_is_named_after_the_scenario_in_it():
    assert [f"{read_scenario(text, name).id}.yaml" for name, text in shipped()] == [name for name, _ in shipped()]


def test_there_is_at_most_one_practice_scenario():
    assert [name for name, _ in practice()] in ([], ["practice.yaml"])


@pytest.mark.parametrize(("name", "text"), shipped())
def test_every_shipped_scenario_is_fit_to_publish(name, text):
    assert [finding for finding in check(read_scenario(text, name)) if finding.severity == "error"] == []
