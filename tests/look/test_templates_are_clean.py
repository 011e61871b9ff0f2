"""What a strict content security policy refuses never gets into a template."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
STATIC = sorted(path for path in (ROOT / "hiring" / "static").iterdir() if path.is_file())


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


class Refused(HTMLParser):
    """Collects inline styles, inline scripts and handlers."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = {key for key, _ in attrs}
        inline = {key for key in names if key == "style" or key.startswith("on")}
        scripts = {"script without src"} if tag == "script" and "src" not in names else set()
        styles = {"style element"} if tag == "style" else set()
        links = {value for key, value in attrs if value and value.strip().lower().startswith("javascript:")}
        self.found += sorted(inline | scripts | styles | links)


def refused(text: str) -> list[str]:
    parser = Refused()
    parser.feed(re.sub(r"\{[%#].*?[%#]\}", "", text, flags=re.DOTALL))
    return parser.found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p style="x">', ["style"]),
        ("<p onclick=go()>", ["onclick"]),
        ("<script>go()</script>", ["script without src"]),
        ('<script src="a.js"></script>', []),
        ("<style>p{}</style>", ["style element"]),
        ('<a href="javascript:go()">', ["javascript:go()"]),
        ('<p {% if a %}style="x"{% endif %}>', ["style"]),
    ],
)
def test_the_check_sees_what_a_policy_refuses(text, found):
    assert refused(text) == found


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_has_an_inline_style_or_script(path):
    assert refused(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_marks_text_as_safe_or_turns_escaping_off(path):
    assert re.findall(r"\|\s*safe\b|autoescape", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES + STATIC, ids=name)
def test_nothing_is_fetched_from_elsewhere(path):
    assert re.findall(r"""(?:https?:)?//[a-z0-9-]+\.[a-z]""", path.read_text("utf-8"), flags=re.IGNORECASE) == []
