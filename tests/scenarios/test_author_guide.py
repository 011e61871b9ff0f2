"""The guide for authors says what the code does."""

import re
from pathlib import Path

import pytest

from scenarios import translations
from scenarios.checks import RULES, check
from scenarios.reading import read_scenario
from scenarios.rubric import Breach
from scenarios.scenario import FAMILIES, Scenario
from scenarios.traits import Trait

RULES_OF_ENGINE = ("example-swap", "story-swap", "assistant-below-top")
GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "authors.md").read_text("utf-8")
EXAMPLE = re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[1]


def test_the_example_is_read_without_complaint():
    assert read_scenario(EXAMPLE, "example").id == "X01"


def test_the_example_lacks_only_example_answers_as_the_guide_says():
    findings = check(read_scenario(EXAMPLE, "example"))
    assert {(found.rule, found.severity) for found in findings} == {
        ("enough-examples", "warning"),
        ("enough-decoys", "warning"),
        ("assistant-given", "warning"),
    }


def test_the_table_of_rules_is_the_rules_in_order():
    table = re.findall(r"^\| `([a-z-]+-[a-z-]+)` \|", GUIDE, re.MULTILINE)
    assert table == [*(name for name, _ in RULES), *RULES_OF_ENGINE, *(name for name, _ in translations.RULES)]


@pytest.mark.parametrize("name", [*(field.alias or name for name, field in Scenario.model_fields.items())])
def test_every_field_is_explained(name):
    assert re.search(rf"^\| .*`{name}`.* \|", GUIDE, re.MULTILINE)


@pytest.mark.parametrize("word", [*FAMILIES, *(f"`{trait}`" for trait in Trait), *(f"`{breach}`" for breach in Breach)])
def test_every_family_trait_and_breach_is_named(word):
    assert word in GUIDE
