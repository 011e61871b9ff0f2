"""Templates as one whole: none is left over, none imports what it does not use, none leads to a page that is not there.

That none carries inline style or script is asked of each file in tests/look/test_templates_are_clean.py.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from hiring.app import create_app

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
NAMES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))
KIT = "govuk_frontend_jinja/"
TEXT_THAT_ESCAPES_NOTHING = {"safe", "tojson", "xmlattr", "urlize"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The application's map of addresses and its folder of static files."""
    app = create_app(home=tmp_path_factory.mktemp("home"))
    return {rule.endpoint: rule.arguments for rule in app.url_map.iter_rules()}, Path(app.static_folder)


@cache
def parsed(name: str) -> nodes.Template:
    return Environment().parse((FOLDER / name).read_text("utf-8"))


def referred(name: str) -> Iterator[str]:
    """Templates that a template extends, includes or imports."""
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    yield from (node.template.value for node in parsed(name).find_all(kinds))


def rendered() -> set[str]:
    """Templates that the service names in its Python code."""
    trees = [ast.parse(file.read_text("utf-8")) for file in (ROOT / "hiring").rglob("*.py")]
    texts = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and text.endswith(".html")}


def imports(name: str) -> set[str]:
    """The names that a template takes from others."""
    found = (each for node in parsed(name).find_all(nodes.FromImport) for each in node.names)
    return {each[1] if isinstance(each, tuple) else each for each in found}


def calls(name: str, function: str) -> Iterator[nodes.Call]:
    for call in parsed(name).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == function:
            yield call


def keywords(call: nodes.Call) -> dict[str, nodes.Expr]:
    return {keyword.key: keyword.value for keyword in call.kwargs}


def test_every_template_is_rendered_extended_included_or_imported():
    used = rendered() | {other for name in NAMES for other in referred(name)}
    assert set(NAMES) - used == set()
    assert {name for name in used if not name.startswith(KIT)} - set(NAMES) == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_import_of_a_template_is_used(name):
    used = {node.name for node in parsed(name).find_all(nodes.Name) if node.ctx == "load"}
    assert imports(name) - used == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_imported_macro_exists(name):
    for node in parsed(name).find_all(nodes.FromImport):
        if not node.template.value.startswith(KIT):
            there = {macro.name for macro in parsed(node.template.value).find_all(nodes.Macro)}
            assert {each[0] if isinstance(each, tuple) else each for each in node.names} - there == set()


@pytest.mark.parametrize("name", NAMES)
def test_no_template_lets_text_through_unescaped(name):
    filters = {node.name for node in parsed(name).find_all(nodes.Filter)}
    called = {node.node.name for node in parsed(name).find_all(nodes.Call) if isinstance(node.node, nodes.Name)}
    assert filters & TEXT_THAT_ESCAPES_NOTHING == set()
    assert called & {"Markup"} == set()
    assert list(parsed(name).find_all(nodes.ScopedEvalContextModifier)) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_address_in_a_template_leads_to_a_page_with_all_its_parts(name, pages):
    arguments, static = pages
    for call in calls(name, "url_for"):
        endpoint, given = call.args[0].value, keywords(call)
        assert arguments[endpoint] <= set(given), (endpoint, call.lineno)
        if endpoint == "static":
            assert (static / given["filename"].value).is_file(), given["filename"].value
    for call in calls(name, "url_for_security"):
        assert f"security.{call.args[0].value}" in arguments, call.lineno


def test_the_addresses_that_are_checked_are_many():
    assert sum(1 for name in NAMES for _ in calls(name, "url_for")) > 50
