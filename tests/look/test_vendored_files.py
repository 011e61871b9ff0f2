import hashlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "hiring" / "static" / "vendor", ROOT / "tests" / "vendor")


def listed(folder: Path) -> dict[str, str]:
    sources = tomllib.loads((folder / "SOURCES.toml").read_text("utf-8"))["source"]
    return {name: digest for source in sources for name, digest in source["sha256"].items()}


def found(folder: Path) -> dict[str, str]:
    files = [path for path in folder.iterdir() if path.name != "SOURCES.toml"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_vendored_file_is_the_one_that_was_listed(folder):
    assert found(folder) == listed(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_source_names_its_version_and_licence(folder):
    for source in tomllib.loads((folder / "SOURCES.toml").read_text("utf-8"))["source"]:
        assert source["version"] and source["licence"] and source["built"]
        assert f"{source['name']}-LICENSE.txt" in source["sha256"]


def test_the_vendored_style_sheet_asks_for_no_font_and_no_asset():
    (sheet,) = FOLDERS[0].glob("*.css")
    text = sheet.read_text("utf-8").lower()
    assert [word for word in ("url(", "@font-face", "gds transport", "crown", "@import") if word in text] == []
