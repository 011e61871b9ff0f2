"""The documents and the program say the same, and every reference leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from hiring.cli import commands
from hiring.models import ROLES
from hiring.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
SECURITY = (ROOT / "docs" / "security.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
_CONTEXT = click.Context(commands)
COMMANDS = {command: commands.get_command(_CONTEXT, command) for command in commands.list_commands(_CONTEXT)}
TEXT_KINDS = {
    "",
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".yaml",
    ".html",
    ".css",
    ".js",
    ".json",
    ".ini",
    ".mako",
    ".csv",
    ".c",
}
MADE = re.compile(r"^\.(?!ci$|gitignore$)|^__pycache__$|^(var|dist|build|artifacts|vendor)$")

# Folders of people's machines and of build machines; a registry's address belongs into nobody's text either.
MACHINE_PATH = re.compile(r"(?<![\w.<])/(?:home|root|Users|work|mnt|private)/\w")
# Written in halves, so that this file does not hold what it looks for.
REGISTRIES = (("py", "pi."), ("python", "hosted"), ("index", "-url"), ("npm", "js."), ("crates", ".io"))
REGISTRY = re.compile("|".join(re.escape(first + second) for first, second in REGISTRIES))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_files(folder: Path = ROOT) -> Iterator[Path]:
    """Every text file of the project that somebody wrote."""
    for path in sorted(folder.iterdir()):
        if MADE.search(path.name):
            continue
        if path.is_dir():
            yield from text_files(path)
        elif path.suffix in TEXT_KINDS:
            yield path


def settings_table() -> dict[str, str]:
    """Setting and default as the operators' guide gives them."""
    rows = re.findall(r"^\| `(HIRING_\w+)` \| (.+?) \|", OPERATIONS, re.MULTILINE)
    return {setting: "" if default == "empty" else default.strip("`") for setting, default in rows}


def options(command: click.Command) -> set[str]:
    return {word for each in command.params if isinstance(each, click.Option) for word in each.opts} | {"--help"}


def mentioned(text: str) -> Iterator[tuple[str, set[str]]]:
    """Every `hiring COMMAND` in code of a document, with its options."""
    code = [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^ {4}(.*)$", text, re.MULTILINE)]
    for piece in code:
        for found in re.finditer(r"(?:^|[/ =])(?<!from )hiring ([a-z]+)((?: [^|;&]*)?)", piece):
            yield found[1], set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", found[2]))


def test_every_setting_is_described_with_its_default():
    defaults = {f"HIRING_{field.upper()}": str(info.default) for field, info in Settings.model_fields.items()}
    assert settings_table() == defaults


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_no_document_names_a_setting_that_does_not_exist(path):
    known = {f"HIRING_{field.upper()}" for field in Settings.model_fields}
    assert set(re.findall(r"HIRING_[A-Z_]+", path.read_text("utf-8"))) - known == set()


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_described_with_its_options(command):
    rows = [row for row in OPERATIONS.splitlines() if row.startswith(f"| `hiring {command}")]
    assert len(rows) == 1
    asked = options(COMMANDS[command]) - {"--help"}
    assert {option for option in asked if option not in rows[0]} == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_no_document_names_a_command_or_option_that_does_not_exist(path):
    for command, given in mentioned(path.read_text("utf-8")):
        assert command in COMMANDS
        assert given - options(COMMANDS[command]) == set(), command


def test_the_documents_name_every_command():
    found = {command for path in DOCUMENTS for command, _ in mentioned(path.read_text("utf-8"))}
    assert found == set(COMMANDS)


def test_every_role_is_described():
    assert [role for role in ROLES if f"`{role}`" not in OPERATIONS] == []


def test_every_test_that_the_threats_name_exists():
    named = set(re.findall(r"`(test_\w+)`", SECURITY))
    there = {found for file in (ROOT / "tests").rglob("test_*.py") for found in names_of_tests(file)}
    assert named - there == set()
    assert len(named) > 50


def test_every_threat_names_a_test_or_says_what_is_missing():
    chapters = re.split(r"^## (T\d+) ", SECURITY, flags=re.MULTILINE)[1:]
    told = dict(zip(chapters[::2], chapters[1::2], strict=True))
    assert list(told) == [f"T{number}" for number in range(1, 26) if number != 16]
    silent = [
        threat
        for threat, words in told.items()
        if "`test_" not in words and not re.search(r"\b(not? yet|no )", words, re.I)
    ]
    assert silent == []


def names_of_tests(file: Path) -> list[str]:
    return re.findall(r"^(?:async )?def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_every_relative_link_leads_somewhere(path):
    links = re.findall(r"\[[^\]]+\]\(([^)\s]+)\)", path.read_text("utf-8"))
    near = [link.partition("#")[0] for link in links if "://" not in link]
    assert [link for link in near if not (path.parent / link).exists()] == []


def test_the_decisions_are_numbered_without_a_gap_and_have_their_three_parts():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text("utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. ")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], path.name


def test_what_the_readme_tells_to_run_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"demo", "test"} <= told <= targets
    extras = re.search(r"'\.\[([a-z,]+)\]'", README)[1]
    assert f"'.[{extras}]'" in (ROOT / "Makefile").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "is_path", "is_registry"),
    [
        ("see /home" + "/ada/x.py", True, False),
        ("kept in /srv/hiring", False, False),
        ("https://files.python" + "hosted.org/x", False, True),
        ("pip install -c constraints.txt", False, False),
    ],
)
def test_the_search_knows_what_it_looks_for(text, is_path, is_registry):
    assert (bool(MACHINE_PATH.search(text)), bool(REGISTRY.search(text))) == (is_path, is_registry)


def test_no_text_file_holds_a_path_of_a_machine_or_the_address_of_a_registry():
    files = [path for path in text_files() if path != Path(__file__).resolve()]
    assert len(files) > 100
    found = {name(path): hit for path in files if (hit := foreign(path.read_text("utf-8")))}
    assert found == {}


def foreign(text: str) -> list[str]:
    return [match.group() for kind in (MACHINE_PATH, REGISTRY) for match in kind.finditer(text)]
