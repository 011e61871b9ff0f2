"""The colours of both themes, pair by pair, against WCAG 2.2: text 4.5 to 1, what must be seen 3 to 1."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).resolve().parents[2] / "hiring" / "static" / "hiring.css").read_text("utf-8")
TEXT = [
    ("text", "ground"),
    ("text", "card"),
    ("text", "pale"),
    ("text", "field"),
    ("text", "bubble"),
    ("text", "marked"),
    ("text", "marked-against"),
    ("text", "caution-ground"),
    ("text", "second-button"),
    ("text", "second-button-hover"),
    ("soft-text", "ground"),
    ("soft-text", "card"),
    ("soft-text", "pale"),
    ("accent", "ground"),
    ("accent", "card"),
    ("accent", "pale"),
    ("link-hover", "ground"),
    ("link-hover", "pale"),
    ("link-visited", "ground"),
    ("link-visited", "pale"),
    ("button-text", "button"),
    ("button-text", "button-hover"),
    ("error", "ground"),
    ("plain-pill-text", "plain-pill"),
    ("loud-pill-text", "loud-pill"),
    ("quiet-pill-text", "quiet-pill"),
]
SEEN = [
    ("field-border", "ground"),
    ("field-border", "field"),
    ("field-border", "card"),
    ("button", "ground"),
    ("error", "ground"),
    ("caution", "ground"),
    ("accent", "line"),
    ("interval-bar", "ground"),
    ("interval-tick", "ground"),
    ("interval-tick", "interval-bar"),
    ("marked-line", "card"),
    ("marked-against-line", "card"),
]


def themes() -> dict[str, dict[str, str]]:
    """The colours of the light theme, and the same with what dark mode changes."""
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r":root \{(.*?)\}", SHEET, flags=re.DOTALL)[:2]
    )
    return {"light": light, "dark": light | dark}


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59)],
)
def test_contrast_is_computed_as_published(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(theme):
    colours = themes()[theme]
    assert [(a, b) for a, b in TEXT if contrast(colours[a], colours[b]) < 4.5] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_border_and_mark_can_be_seen(theme):
    colours = themes()[theme]
    assert [(a, b) for a, b in SEEN if contrast(colours[a], colours[b]) < 3] == []


def test_dark_mode_changes_every_colour():
    light, dark = themes().values()
    assert [name for name in light if light[name] == dark[name]] == []


def test_every_colour_has_a_name_and_every_name_is_used():
    rules = SHEET.split("/* ---- Softening ---- */")[1].split("@media print")[0]
    assert re.findall(r"#[0-9a-f]{3,6}\b", rules) == []
    assert [name for name in themes()["light"] if f"var(--{name})" not in SHEET] == []
