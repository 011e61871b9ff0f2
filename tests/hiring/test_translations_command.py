"""The command that says what is shipped in other languages, and links a translation anew."""

import re

from click.testing import CliRunner

from hiring.cli import commands
from scenarios.development import translated_suggestions
from scenarios.library import shipped_translations


def run(*words):
    return CliRunner().invoke(commands, ["translations", *map(str, words)])


def test_every_shipped_translation_is_named_and_current():
    lines = dict(line.split(": ", 1) for line in run().output.splitlines())
    assert list(lines) == [name for name, _ in (*shipped_translations(), *translated_suggestions())]
    assert all(told.endswith(", current") for told in lines.values())


def test_a_stale_translation_is_linked_anew_and_else_left_to_the_letter(tmp_path):
    for name, text in (shipped_translations()[0], translated_suggestions()[0]):
        stale = tmp_path / name
        stale.write_text(re.sub(r'content_hash: "\w{8}', 'content_hash: "00000000', text), "utf-8")
        assert run("--confirm", stale).exit_code == 0
        assert stale.read_text("utf-8") == text


def test_what_lacks_a_part_or_is_no_translation_is_refused_and_left_alone(tmp_path):
    name, text = translated_suggestions()[0]
    for broken, told in (
        (re.sub(r"    - practise: .*\n      help: .*\n      worked: .*\n", "", text, count=1), "as many suggestions"),
        (text.replace("practise: ", "practice: ", 1), "'practice' is not a field here"),
        ("schema: something/1\n", "line 1"),
    ):
        file = tmp_path / name
        file.write_text(broken, "utf-8")
        result = run("--confirm", file)
        assert (result.exit_code, told in result.output) == (1, True), result.output
        assert file.read_text("utf-8") == broken
