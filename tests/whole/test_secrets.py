"""What somebody must not see is planted as a canary, then every page they can get is searched for it."""

import json
import logging
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from hiring.actions import invitations, openings, publishing, shortlists, sittings, staff
from hiring.db import db
from hiring.models import Opening
from hiring.queue import work_off
from scenarios.tree import grow
from tests.hiring.test_candidate_pages import send
from tests.support.cast import Cast, choices_near_key
from tests.support.samples import SAMPLE
from tests.support.visits import Visitor, signed_in
from tests.whole.test_guards import routes

HIDDEN = re.compile(
    r"facts\.|emotion\.expected|tension\.overdone\.|osj\.pair|.*\.why$|.*\.anchors\.|exemplars\..*\.text$"
)
HIDDEN_NUMBERS = re.compile(r".*\.(key|w)$")
SHOWN = re.compile(
    r"(id|title|stem|channel|locale)$|osj\.(standard|authority|hard_lines)|.*\.(id|text|prompt|customer_turn)$"
)
CLOSED_WORDS = re.compile(
    r"(schema|family|osj\.kind|tension\.overdone_side)$|traits\.|.*\.(kind|key_source|step|if)$|rubric\..*\.evidence\.\d+\.id$"
)
GRAIN = 0.00717  # a number that says where it came from
SECRET_NAME, SECRET_MAIL = "Canary Personsdotter", "canary.personsdotter@example.org"
SECRET_REPLY = (
    "Canary words of somebody else: Noor, I moved order 512 to Saturday, and I will ring you at three o'clock."
)


@dataclass
class Watched(Visitor):
    """A visitor who keeps everything they were ever sent."""

    seen: list[tuple[str, str]] = field(default_factory=list)

    def open(self, path: str, **sent: Any) -> TestResponse:
        answer = super().open(path, **sent)
        self.seen.append((path, f"{answer.headers}\n{answer.text}"))
        return answer

    @property
    def everything(self) -> str:
        return "\n".join(text for _, text in self.seen)

    def leaks(self) -> set[tuple[str, str]]:
        """Where which canary stood."""
        words = re.compile(rf"canary[\w.-]*|\d\.\d*{str(GRAIN)[-3:]}\b|not_warranted", re.IGNORECASE)
        return {(path, word) for path, text in self.seen for word in words.findall(text)}


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value of a scenario with its path."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for name, value in parts:
        yield from leaves(value, f"{path}.{name}".lstrip("."))
    if not isinstance(data, dict | list):
        yield path, data


def mapped(data: Any, path: str = "") -> Any:
    """The scenario with a canary in every value that candidates must not see, and a mark on what they see later."""
    if isinstance(data, dict):
        return {name: mapped(value, f"{path}.{name}".lstrip(".")) for name, value in data.items()}
    if isinstance(data, list):
        return [mapped(value, f"{path}.{number}") for number, value in enumerate(data)]
    if isinstance(data, str) and HIDDEN.match(path):
        is_name = path.endswith((".id", ".pair"))
        return f"{data}-canary" if is_name else f"{data} canary-{path.rpartition('.')[0]}"
    if isinstance(data, float | int) and HIDDEN_NUMBERS.match(path):
        return data + GRAIN
    if path.endswith(("options.0.text", "customer_turn")):
        step = re.match(r"steps\.(\d)", path).group(1)
        return f"{data.strip()} mark-{'turn' if path.endswith('turn') else 'options'}-{step}"
    return data


def planted() -> dict[str, Any]:
    """The sample, moved to a process that may have to be left, with its canaries."""
    sample = grow(SAMPLE).data | {"id": "B02", "tension": {"overdone_side": "loud", "overdone": ["gush"]}}
    sample["osj"] = sample.pop("process") | {"kind": "not_warranted", "pair": "B01"}
    return mapped(sample)


@dataclass
class World:
    """Two openings that use the planted scenario, with people in each."""

    app: Flask
    cast: Cast
    here: Opening
    elsewhere: Opening
    version_id: int
    own_token: str

    def values(self, opening: Opening, code: str = "C-0000000") -> dict[str, object]:
        """What to put into the addresses of pages."""
        people = invitations.invited(opening.id)
        return {
            "opening_id": opening.id,
            "candidate_id": people[0].candidate_id,
            "code": code,
            "version_id": self.version_id,
            "language": "es",
            "token": self.own_token,
        }

    def walk(self, visitor: Visitor, *kinds: str, opening: Opening | None = None) -> int:
        """Look at every page of some kinds of guard; how many there were."""
        opening = opening or self.here
        count = 0
        for route in routes(self.app):
            if route.method == "GET" and route.guard in kinds:
                for code in codes(opening) if "<code>" in route.rule else [""]:
                    for task in self.cast.course.tasks if "<key>" in route.rule else [None]:
                        visitor.get(route.path(**self.values(opening, code), key=getattr(task, "key", "")))
                        count += 1
        return count


def codes(opening: Opening) -> list[str]:
    """Everybody who is scored."""
    return [row.code for row in shortlists.shortlist(opening.id).rows]


@pytest.fixture
def migrated_url(migrated_sqlite, tmp_path):
    """One kind of database is enough here: what a page shows does not depend on it."""
    shutil.copyfile(migrated_sqlite, tmp_path / "hiring.db")
    return f"sqlite:///{tmp_path / 'hiring.db'}"


@pytest.fixture
def world(app, cast):
    version = publishing.publish_scenario(json.dumps(planted(), indent=1), "planted.yaml")
    cast.assessment = publishing.publish_assessment("Planted", [version])
    here = openings.create_opening("Front desk", cast.assessment.id, cast.alice)
    elsewhere = openings.create_opening("Canary night desk", cast.assessment.id, cast.bob)
    submit(cast, here, SECRET_MAIL)
    submit(cast, elsewhere, "canary.two@example.org")
    work_off(app.extensions["settings"])
    return World(app, cast, here, elsewhere, version.id, cast.invite("charlie@example.org", "Charlie", here))


def submit(cast: Cast, opening: Opening, email: str) -> None:
    link_id, sitting_id = cast.start(cast.invite(email, SECRET_NAME, opening))
    cast.answer_everything(link_id, SECRET_REPLY)
    sittings.finish(sitting_id)


def stages(world: World, visitor: Watched) -> Iterator[str]:
    """The whole way of a candidate; after each step every page is looked at."""
    enter = f"/invitation/{world.own_token}"
    yield "before the link is opened"
    assert visitor.post(enter, seen_on=enter).status_code == 302
    yield "seated"
    assert visitor.post("/sit/practice", {"text": "trying"}, seen_on="/sit/practice").status_code == 200
    for task in world.cast.course.tasks:
        asked = world.cast.course.step(task).closed
        judged = {f"choice_{name}": value for name, value in choices_near_key(asked).items()} if asked else {}
        assert send(visitor, task, **judged).status_code == 302
        yield task.key
    assert visitor.post("/sit/submit").location == "/sit/receipt"
    yield "submitted"
    assert work_off(world.app.extensions["settings"]) == 1
    yield "scored"


def test_every_value_of_a_scenario_is_hidden_shown_or_a_word_from_a_list():
    texts = {path for path, value in leaves(planted()) if isinstance(value, str)}
    kinds = {path: [bool(kind.match(path)) for kind in (HIDDEN, SHOWN, CLOSED_WORDS)] for path in texts}
    assert {path for path, found in kinds.items() if HIDDEN.match(path) is None and not any(found)} == set()
    assert sum(found[0] for found in kinds.values()) > 60


def test_the_canaries_are_there_to_be_found(app, cast, world):
    author = Watched(app.test_client(), [])
    token = staff.sign_in_link(cast.staff_with("author"))
    author.post(f"/sign-in/{token}", seen_on=f"/sign-in/{token}")
    author.get(f"/scenarios/{world.version_id}")
    found = {word for _, word in author.leaks()}
    assert len(found) > 20
    assert {"canary-rubric.empathic.anchors", "canary-steps.0.closed.options.1"} <= found


def test_a_candidate_gets_no_canary_at_any_stage(app, world):
    charlie = Watched(app.test_client())
    for stage in stages(world, charlie):
        assert world.walk(charlie, "candidate", "public") > 12
        assert (stage, charlie.leaks()) == (stage, set())
    assert charlie.get("/sit/receipt.json").status_code == 200
    assert "Noor" in charlie.everything


def test_a_candidate_sees_options_and_turns_only_when_they_give_nothing_away(app, world):
    charlie, marks = Watched(app.test_client()), {}
    for stage in stages(world, charlie):
        charlie.seen.clear()
        world.walk(charlie, "candidate", "public")
        marks[stage] = set(re.findall(r"mark-\w+-\d", charlie.everything))
    first, all_of_them = {"mark-options-0", "mark-turn-1"}, {"mark-options-0", "mark-turn-1", "mark-options-1"}
    assert list(marks.items()) == [
        ("before the link is opened", set()),
        ("seated", set()),
        ("B02.s1.open", first),
        ("B02.s1.closed", first),
        ("B02.s2.open", all_of_them),
        ("B02.s2.closed", all_of_them),
        ("submitted", set()),
        ("scored", set()),
    ]


def test_a_recruiter_of_another_opening_meets_nothing_of_this_one(app, cast, world):
    secrets = ["Front desk", SECRET_MAIL, *codes(world.here), "charlie@example.org"]
    alice, bob = watched(signed_in(app, cast.alice)), watched(signed_in(app, cast.bob))
    for opening in (world.here, world.elsewhere):
        world.walk(alice, "staff", "opening", opening=opening)
        world.walk(bob, "staff", "opening", opening=opening)
    assert [secret for secret in secrets if secret not in alice.everything] == []
    assert [secret for secret in secrets if secret in bob.everything] == []
    assert "Canary night desk" in bob.everything


def test_before_a_name_is_asked_for_no_page_has_a_name_beside_a_code(app, cast, world):
    alice = watched(signed_in(app, cast.alice))
    world.walk(alice, "staff", "opening")
    people = (SECRET_NAME, SECRET_MAIL)
    named = {path for path, text in alice.seen if any(who in text for who in people)}
    coded = {path for path, text in alice.seen if re.search(r"C-\d{7}", text)}
    assert named == {f"/openings/{world.here.id}"}
    code = codes(world.here)[0]
    pages = ("shortlist", "shortlist.json", f"people/{code}", f"people/{code}/development")
    assert coded == {f"/openings/{world.here.id}/{page}" for page in pages}


def test_a_name_that_was_asked_for_is_shown(app, cast, world):
    alice = watched(signed_in(app, cast.alice))
    page = f"/openings/{world.here.id}/people/{codes(world.here)[0]}"
    assert alice.post(f"{page}/name", {"why": "to call"}, seen_on=page).location == page
    assert (
        SECRET_NAME in alice.get(page).text
        and SECRET_NAME in alice.get(page.rpartition("/people")[0] + "/shortlist").text
    )


def test_a_token_stands_only_on_the_page_it_opens(app, world):
    charlie = Watched(app.test_client())
    for _ in stages(world, charlie):
        world.walk(charlie, "candidate", "public")
    assert {path for path, text in charlie.seen if world.own_token in text} == {f"/invitation/{world.own_token}"}
    answered = [answer for path, answer in charlie.seen if path.startswith("/invitation/")]
    assert [text for text in answered if re.search(rf"(Location|Set-Cookie):[^\n]*{world.own_token}", text)] == []


def test_only_the_outbox_shows_staff_a_candidates_token(app, cast, world):
    alice, admin = watched(signed_in(app, cast.alice)), watched(signed_in(app, cast.staff_with("admin")))
    for visitor in (alice, admin):
        world.walk(visitor, "staff", "opening")
    assert world.own_token not in alice.everything
    assert {path for path, text in admin.seen if world.own_token in text} == {"/outbox"}


def test_no_token_name_or_answer_stands_in_a_log_record(app, cast, world, caplog):
    caplog.set_level(logging.INFO)
    charlie = Watched(app.test_client())
    for _ in stages(world, charlie):
        world.walk(charlie, "candidate", "public")
    signing_in = staff.sign_in_link(cast.alice)
    Visitor(app.test_client()).post(f"/sign-in/{signing_in}", seen_on=f"/sign-in/{signing_in}")
    logging.getLogger("hiring").info("the log is listening")
    logged = "\n".join(logging.Formatter().format(record) for record in caplog.records)
    assert "the log is listening" in logged
    secrets = (world.own_token, signing_in, "Charlie", "charlie@example.org", "ring you back")
    assert [secret for secret in secrets if secret in logged] == []


def watched(visitor: Visitor) -> Watched:
    return Watched(visitor.client)


def test_a_database_error_puts_no_answer_into_the_log(app, cast, caplog):
    charlie = Watched(app.test_client())
    enter = f"/invitation/{cast.invite()}"
    charlie.post(enter, seen_on=enter)
    with db.engine.begin() as connection:
        connection.execute(text("DROP TABLE responses"))
    written = {"task": cast.course.tasks[0].key, "key": "k" * 20, "revision": 0, "text": "words of my own"}
    assert charlie.save("/sit/save", written).status_code == 503
    logged = "\n".join(logging.Formatter().format(record) for record in caplog.records)
    assert "responses" in logged
    assert "words of my own" not in logged
