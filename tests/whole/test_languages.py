"""Every word that candidates read can be translated, is translated, and is shown in the language of the page."""

import ast
import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask_babel.speaklater import LazyString
from jinja2 import Environment, nodes

from hiring.error_pages import ANYTHING_ELSE, DATABASE_DOWN, OUR_FAULT, STALE_FORM, WORDS
from hiring.errors import HiringError
from hiring.languages import ENGLISH, LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates"
CATALOGUES = ROOT / "hiring" / "translations"
METHODS = [("hiring/**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
TRANSLATED = sorted(set(LANGUAGES) - {ENGLISH})
# What only staff sees of the shared macros.
OF_STAFF = {
    "cut.html",
    "evidence.html",
    "interval.html",
    "own_say.html",
    "progress.html",
    "table.html",
    "validation.html",
    "layout_staff.html",
}
FOR_CANDIDATES = sorted(
    path
    for folder in ("candidate", "shared", "shared/macros")
    for path in (FOLDER / folder).glob("*.html")
    if path.name not in OF_STAFF
)
MODULES = ["actions/sittings.py", "pages/candidate.py", "pages/forms/candidate.py"]
SPOKEN_ATTRIBUTES = {"alt", "aria-label", "content", "placeholder", "title", "value"}
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as opened:
        return read_po(opened, language)


def written() -> set[str]:
    """Every text that goes through gettext, the first form of each."""
    options = {"**.html": {"silent": "false"}}
    found = extract_from_dir(ROOT, METHODS, options, KEYWORDS, directory_filter=lambda path: ".venv" not in path)
    return {message[0] if isinstance(message, tuple) else message for _file, _line, message, _notes, _where in found}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_pages_is_translated_and_nothing_else_is_there(language):
    there = {message.id if isinstance(message.id, str) else message.id[0]: message for message in catalogue(language)}
    there.pop("")
    assert len(there) > 150
    assert set(there) == written()
    assert [key for key, message in there.items() if not all(_forms(message.string)) or message.fuzzy] == []


def _forms(string) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_placeholders_of_its_text(language):
    wrong = [
        message.id
        for message in catalogue(language)
        for text in _forms(message.string)
        if message.id and set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(_forms(message.id)[-1]))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_served_was_compiled_from_the_catalogue_as_it_is(language):
    made = BytesIO()
    write_mo(made, catalogue(language))
    assert (CATALOGUES / language / "LC_MESSAGES" / "messages.mo").read_bytes() == made.getvalue()


class Spoken(HTMLParser):
    """Collects what somebody reads or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in {"script", "style", "code"}
        given = dict(attrs)
        names = (
            SPOKEN_ATTRIBUTES - ({"content"} if tag == "meta" else set()) - ({"value"} if tag != "button" else set())
        )
        self.found += [
            value for name, value in given.items() if value and (name in names or name.startswith("data-say"))
        ]

    def handle_endtag(self, tag):
        self.silent -= tag in {"script", "style", "code"}

    def handle_data(self, data):
        if not self.silent:
            self.found.append(" ".join(data.split()))


def spoken(html: str) -> list[str]:
    parser = Spoken()
    parser.feed(html)
    return [text for text in parser.found if re.search(r"[^\W\d_]{2}", text)]


def literal(template: str) -> list[str]:
    """What a template says in words of its own: in its markup, or as a text given to a macro."""
    tree = Environment().parse(template)
    markup = "".join(node.data for node in tree.find_all(nodes.TemplateData))
    translated = {id(const) for call in tree.find_all(nodes.Call) if _is_gettext(call) for const in _consts(call)}
    given = [const.value for const in _consts(tree) if isinstance(const.value, str) and id(const) not in translated]
    return spoken(markup) + [text for text in given if re.search(r"^[A-Z][a-z]|[a-z] (?!govuk)[a-z]", text)]


def _is_gettext(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in KEYWORDS


def _consts(node: nodes.Node) -> list[nodes.Const]:
    return list(node.find_all(nodes.Const))


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>{{ _('Hello') }}</p>", []),
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{{ 'Hello there' }}</p>", ["Hello there"]),
        ('{{ submit("Save") }}', ["Save"]),
        ('{{ submit(_("Save")) }}', []),
        ('<nav aria-label="Back">', ["Back"]),
        ('{% set title = "see you later" %}', ["see you later"]),
        ('<p class="govuk-body other">{{ told("govuk-label--m") }} · 2</p>', []),
    ],
)
def test_the_check_sees_words_that_cannot_be_translated(template, found):
    assert literal(template) == found


@pytest.mark.parametrize("path", FOR_CANDIDATES, ids=lambda path: path.name)
def test_every_word_of_a_template_for_candidates_can_be_translated(path):
    assert literal(path.read_text("utf-8")) == []


@pytest.mark.parametrize("module", MODULES)
def test_every_refusal_that_candidates_read_can_be_translated(module):
    tree = ast.parse((ROOT / "hiring" / module).read_text("utf-8"))
    raised = [node.exc for node in ast.walk(tree) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)]
    told = [call for call in raised if call.args]
    assert told
    assert [text for call in told for text in untranslated(call)] == []


def untranslated(call: ast.Call) -> list[str]:
    """The sentences in the arguments of a call that do not go through gettext."""
    if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS:
        return []
    inside = [node for node in ast.iter_child_nodes(call) if node is not call.func]
    calls = [node for node in inside if isinstance(node, ast.Call)]
    other = [each for node in inside if node not in calls for each in ast.walk(node)]
    texts = [node.value for node in other if isinstance(node, ast.Constant) and " " in str(node.value)]
    return texts + [text for each in calls for text in untranslated(each)]


def test_every_kind_of_refusal_has_a_title_that_can_be_translated():
    kinds = HiringError.__subclasses__()
    assert len(kinds) > 8
    assert [kind.__name__ for kind in kinds if not isinstance(kind.title, LazyString)] == []
    sentences = [
        *ANYTHING_ELSE,
        STALE_FORM,
        DATABASE_DOWN,
        OUR_FAULT,
        *(each for pair in WORDS.values() for each in pair),
    ]
    assert [str(each) for each in sentences if not isinstance(each, LazyString)] == []


def test_scripts_have_no_words_of_their_own():
    for path in (ROOT / "hiring" / "static").glob("*.js"):
        code = re.sub(r"^\s*//.*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
        texts = re.findall(r'"([^"\n]*)"|`([^`\n]*)`', code)
        assert [text for pair in texts for text in pair if re.search(r"\b[A-Z][a-z]+ [a-z]+", text)] == [], path.name
