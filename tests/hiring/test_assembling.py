"""Put an assessment together: on its page, by the command, with refusals in sentences."""

import json
import re

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from hiring.actions import assembling, publishing
from hiring.actions.assembling import Wanted
from hiring.cli import commands
from hiring.db import db
from hiring.errors import Invalid, Missing
from hiring.models import Assessment, Event
from scenarios.library import shipped
from tests.support.visits import signed_in

# Eight that together are a short assessment, and a ninth.
CODES = ("S01", "S02", "S04", "S08", "S09", "S14", "S15", "S23", "S05")
PAGE = "/assessments/new?size=short"
ON_SQLITE = pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)


@pytest.fixture
def library(cast):
    """Nine shipped scenarios are published."""
    texts = {name.removesuffix(".yaml"): (text, name) for name, text in shipped()}
    return {code: publishing.publish_scenario(*texts[code]) for code in CODES}


@pytest.fixture
def author(app, cast):
    return signed_in(app, cast.staff_with("author", in_opening=False))


@pytest.fixture
def command(app, monkeypatch, tmp_path):
    """`hiring assemble` on the database of the test."""
    monkeypatch.setenv("HIRING_HOME", str(tmp_path))
    monkeypatch.setenv("HIRING_DATABASE_URL", app.extensions["settings"].database_url)
    return lambda *words: CliRunner().invoke(commands, ["assemble", *map(str, words)])


def shown_on(page):
    return re.search(r'name="shown"[^>]* value="([0-9a-f]+)"', page)[1]


def published():
    db.session.rollback()
    found = db.session.scalar(select(func.count()).select_from(Assessment))
    db.session.rollback()  # the next look must see what the page has written
    return found


def test_an_author_publishes_exactly_what_is_shown_and_nothing_else(library, author):
    page = author.get(PAGE)
    assert "8 situations" in page.text and "4 or more situations that ask for: warmth" in page.text
    shown, before = shown_on(page.text), published()
    for sent, told in (
        ({"title": " ", "shown": shown}, "Give the assessment a title."),
        ({"title": "Desk", "shown": "0" * 16}, "has changed since this was shown"),
        ({"title": "Desk"}, "has changed since this was shown"),
    ):
        answer = author.post(PAGE, sent, seen_on="/assessments")
        assert answer.status_code == 422 and told in answer.text
    assert published() == before
    answer = author.post(PAGE, {"title": "Parcel desk", "shown": shown}, seen_on="/assessments")
    assert (answer.status_code, answer.location) == (302, "/assessments")
    made = publishing.assessments()[-1]
    assert (made.title, {version.code for version in made.versions}) == ("Parcel desk", set(CODES) - {"S05"})
    assert "Published: Parcel desk" in author.get("/assessments").text
    event = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
    assert (event.actor, event.verb) == ("user:author-outside@example.org", "publish")


@ON_SQLITE
def test_demands_that_exclude_each_other_and_nonsense_are_told_on_the_page(library, author):
    page = author.get(f"{PAGE}&phone=8")
    assert page.status_code == 422 and "<title>Error: " in page.text
    assert "8 or more by phone" in page.text and "It works with 2 instead of this" in page.text
    for query in ("size=huge", "size=short&phone=99", "size=short&parallel=777", "size=short&chat=%00"):
        page = author.get(f"/assessments/new?{query}")
        assert page.status_code == 422 and "There is a problem" in page.text
    page = author.get("/assessments/new?size=standard")
    assert "16 situations, where there are 10 to choose from" in page.text


@ON_SQLITE
def test_the_newest_version_of_a_scenario_is_taken_and_a_shared_one_stays(library):
    newer = re.sub(r"^version: \d+", "version: 77", library["S01"].source, count=1, flags=re.MULTILINE)
    publishing.publish_scenario(newer, "S01.yaml")
    fresh = assembling.propose(Wanted("short"))
    assert [version.number for version in fresh.versions if version.code == "S01"] == [77]
    old = publishing.publish_assessment("Old", [library[code] for code in CODES if code != "S05"])
    parallel = assembling.propose(Wanted("short", parallel_to=old.id))
    assert len([each for each in parallel.versions if each.code == "S01"]) == 1
    assert {each.name: each.found for each in parallel.met}["shared"] >= 2


@ON_SQLITE
def test_the_command_shows_publishes_and_refuses(library, command):
    plain = command("--size", "short", "--channel", "chat=25%", "--publish", "Shop desk")
    assert plain.exit_code == 0, plain.output
    assert "2 or more by chat: 2" in plain.output and "Published as assessment 2: Shop desk" in plain.output
    found = json.loads(command("--size", "short", "--parallel", 2, "--json").output)
    assert {each["code"] for each in found["scenarios"]} <= set(CODES) and len(found["scenarios"]) == 8
    assert found["assessment"] is None and found["met"][0] == {"name": "size", "wanted": "8 situations", "found": 8}
    refused = command("--size", "short", "--channel", "phone=8")
    assert refused.exit_code == 1 and "These cannot be met together: " in refused.output
    wrong = command("--channel", "fax=1")
    assert wrong.exit_code == 2 and "'fax' is no channel" in wrong.output


@ON_SQLITE
def test_a_parallel_form_shares_a_quarter_with_a_file_and_says_which(library, command, tmp_path):
    file = tmp_path / "first.json"
    file.write_text(command("--size", "short", "--json").output, "utf-8")
    named = sorted(json.loads(file.read_text("utf-8"))["scenarios"], key=lambda each: each["code"])
    second = json.loads(command("--size", "short", "--anchors", file, "--json").output)
    both = {each["code"] for each in named} & {each["code"] for each in second["scenarios"]}
    assert (set(second["shared"]), second["absent"]) == (both, [])
    met = {each["name"]: each["found"] for each in second["met"]}
    assert met["shared"] == len(both) >= 2 and met["shared-traits"] >= 1
    plain = command("--size", "short", "--anchors", file).output
    assert plain.endswith(f"Shared with the other assessment: {', '.join(second['shared'])}\n")
    for absent, told in (
        (1, "Of the other assessment, but not published here as there: S01 version"),
        (
            7,
            "every trait asked for in one of the shared situations. Not published here as they stand there: S01",
        ),
        (8, "There is nothing to share. Not published here as they stand there: S01 version"),
    ):
        changed = [each | {"content_hash": "0" * 64} for each in named[:absent]] + named[absent:]
        file.write_text(json.dumps({"scenarios": changed}), "utf-8")
        result = command("--size", "short", "--anchors", file)
        assert told in f"{result.output} {result.exception}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file: Invalid JSON"),
        ("[]", "the file: Input should be an object"),
        ("{}", "scenarios: Field required"),
        ('{"scenarios": []}', "scenarios: Tuple should have at least 1 item"),
        ('{"scenarios": [{"code": "S01", "version": 1}]}', "scenarios.0.content_hash: Field required"),
        (
            '{"scenarios": [{"code": "S01", "version": "x", "content_hash": ""}]}',
            "scenarios.0.version: Input should be",
        ),
        ("\ud800", "the file: "),
    ],
)
def test_a_file_that_is_no_assessment_is_refused_in_a_sentence(text, told):
    with pytest.raises(Invalid) as caught:
        assembling.read_anchors(text, "other.json")
    assert f"other.json is not what hiring assemble --json writes: {told}" in caught.value.message


@ON_SQLITE
def test_one_assessment_is_compared_with_at_a_time(command, tmp_path):
    file = tmp_path / "other.json"
    file.write_text("{}", "utf-8")
    assert "give one" in command("--parallel", 1, "--anchors", file).output


@ON_SQLITE
def test_what_cannot_be_read_is_refused_in_a_sentence(library):
    with pytest.raises(Invalid, match=r"^phone: 'many' is neither a number such as 3"):
        assembling.propose(Wanted("short", {"phone": "many"}))
    with pytest.raises(Missing, match="no assessment 999"):
        assembling.propose(Wanted("short", parallel_to=999))
    with pytest.raises(Invalid, match="title"):
        assembling.publish(assembling.propose(Wanted("short")), " ")
