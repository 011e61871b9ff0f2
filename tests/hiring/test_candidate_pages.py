"""The candidate's way without script: every page, every refusal, in words."""

import hashlib
import re

import pytest
from sqlalchemy import select

from hiring.db import db
from hiring.models import Response, SetAside, Sitting
from tests.support.cast import REPLY, choices_near_key
from tests.support.visits import anybody, seated


@pytest.fixture
def charlie(app, cast):
    """Charlie, who has opened the link."""
    return seated(app, cast.invite())


def hidden(page):
    """The hidden fields of a page's form, in whatever order their attributes stand."""
    inputs = [dict(re.findall(r'(name|value)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]*>", page.text)]
    return {each["name"]: each.get("value", "") for each in inputs if each.get("name") in {"key", "revision"}}


def stored():
    db.session.rollback()
    return {row.task: row.text or row.choices for row in db.session.scalars(select(Response))}


def send(visitor, task, reply=REPLY, **fields):
    path = f"/sit/answer/{task.key}"
    return visitor.post(path, hidden(visitor.get(path)) | {"text": reply} | fields, seen_on=path)


def answer_everything(visitor, course):
    for task in course.tasks:
        asked = course.step(task).closed
        judged = {f"choice_{name}": value for name, value in choices_near_key(asked).items()} if asked else {}
        assert send(visitor, task, **judged).status_code == 302


def test_the_whole_way_without_script_ends_with_a_receipt_that_fits_the_answers(cast, charlie):
    answer_everything(charlie, cast.course)
    assert charlie.get("/sit/next").location == "/sit/check"
    assert charlie.post("/sit/submit").location == "/sit/receipt"
    receipt = re.search(r"<code[^>]*>([0-9a-f]{64})</code>", charlie.get("/sit/receipt").text).group(1)
    assert hashlib.sha256(charlie.get("/sit/receipt.json").data).hexdigest() == receipt


def test_looking_at_a_link_a_hundred_times_starts_nothing(app, cast):
    token = cast.invite()
    assert {anybody(app).get(f"/invitation/{token}").status_code for _ in range(100)} == {200}
    assert db.session.scalars(select(Sitting)).all() == []


def test_opening_a_link_leads_to_an_address_without_the_token(app, cast):
    token = cast.invite()
    page = anybody(app).post(f"/invitation/{token}", seen_on=f"/invitation/{token}")
    assert page.location == "/sit"
    assert token not in str(page.headers)


def test_a_foreign_link_gets_a_clear_message(app):
    page = anybody(app).get("/invitation/not-one-of-ours")
    assert page.status_code == 404
    assert "We do not know this link" in page.text


def test_a_link_after_submitting_leads_to_the_receipt(app, cast):
    token = cast.invite()
    first = seated(app, token)
    first.post("/sit/submit")
    again = anybody(app).post(f"/invitation/{token}", seen_on=f"/invitation/{token}")
    assert again.location == "/sit/receipt"


@pytest.mark.parametrize("path", ["/sit", "/sit/next", "/sit/check", "/sit/receipt", "/sit/answer/B01.s1.open"])
def test_without_a_link_every_page_asks_for_it(app, cast, path):
    page = anybody(app).get(path)
    assert page.status_code == 401
    assert "Please open the link that we sent you" in page.text


def test_the_options_cannot_be_seen_before_the_reply_is_fixed(cast, charlie):
    writing, judging = cast.course.tasks[:2]
    assert charlie.get(f"/sit/answer/{judging.key}").location.endswith(writing.key)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        ("", "Write your reply before you go on"),
        ("Too short.", "Please write at least 40"),
        ("long " * 200, "at most 700 fit"),
        ("x" * 100_000, "too long"),
    ],
)
def test_a_reply_that_cannot_be_final_says_why_and_fixes_nothing(cast, charlie, reply, message):
    task = cast.course.tasks[0]
    page = send(charlie, task, reply)
    assert page.status_code == 422
    assert message in page.text
    assert not db.session.scalars(select(Response).where(Response.locked_at.is_not(None))).all()


def test_a_reply_that_is_too_short_is_still_kept_as_a_draft(cast, charlie):
    task = cast.course.tasks[0]
    send(charlie, task, "Too short.")
    assert stored() == {task.key: "Too short."}
    assert "Too short." in charlie.get(f"/sit/answer/{task.key}").text


def test_judging_only_some_replies_says_so(cast, charlie):
    writing, judging = cast.course.tasks[:2]
    send(charlie, writing)
    page = send(charlie, judging, choice_a="5")
    assert page.status_code == 422
    assert "Choose one answer here" in page.text


def test_two_windows_never_overwrite_each_other(cast, charlie):
    task = cast.course.tasks[0]
    path = f"/sit/answer/{task.key}"
    old = hidden(charlie.get(path))
    charlie.save("/sit/save", {"task": task.key, "key": "phone-key-1", "revision": 0, "text": "from the phone"})
    page = charlie.post(path, old | {"text": REPLY}, seen_on=path)
    assert page.status_code == 409
    assert "from the phone" in page.text
    assert REPLY.split(",")[0] in page.text
    assert stored() == {task.key: "from the phone"}
    assert db.session.scalars(select(SetAside.text)).all() == [REPLY]


def save(visitor, **body):
    return visitor.save("/sit/save", {"key": "key-number-1", "revision": 0} | body)


def test_the_autosave_acknowledges_with_its_revision_and_time(cast, charlie):
    answer = save(charlie, task=f"sitting-1:{cast.course.tasks[0].key}", text="Hello")
    assert (answer.status_code, answer.json["revision"]) == (200, 1)
    assert re.fullmatch(r"\d\d:\d\d UTC", answer.json["saved_at"])


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({"task": "B01.s9.open", "text": "x"}, 404, "no such question"),
        ({"task": "B01.s1.open", "text": 7}, 422, "text: has to be text"),
        ({"task": "B01.s1.open"}, 422, "text: has to be text"),
        ({"task": "B01.s1.open", "text": "x", "revision": -1}, 422, "revision"),
        ({"task": "B01.s1.open", "text": "x", "revision": 2**70}, 422, "revision"),
        ({"task": "B01.s1.open", "text": "x", "revision": "1"}, 422, "revision"),
        ({"task": "B01.s1.open", "text": "x", "key": "short"}, 422, "key"),
        ({"task": "B01.s1.open", "text": "x" * 100_000}, 422, "100,000 characters"),
        ({"task": "B01.s1.closed", "choices": {"choice_a": "3"}}, 422, "earlier part"),
        ({"task": "B01.s1.closed", "choices": [1]}, 422, "choices"),
        ({"task": "B01.s1.closed", "choices": {"choice_z": "3"}}, 422, "choices"),
        ({"task": "B01.s1.closed", "choices": {"choice_a": "9"}}, 422, "choices"),
    ],
)
def test_a_save_that_makes_no_sense_says_why_and_changes_nothing(charlie, body, status, message):
    answer = save(charlie, **body)
    assert (answer.status_code, stored()) == (status, {})
    assert message in answer.json["message"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b'{"a":' * 5000])
def test_a_body_that_is_no_object_is_refused(app, cast, charlie, body):
    headers = {"X-CSRFToken": charlie.token(), "Content-Type": "application/json"}
    answer = charlie.open("/sit/save", method="POST", data=body, headers=headers)
    assert answer.status_code in {400, 422}
    assert stored() == {}


def test_a_body_over_the_limit_is_refused_with_words(cast, charlie):
    answer = save(charlie, task=cast.course.tasks[0].key, text="x" * 600_000)
    assert answer.status_code == 413
    assert "larger than we accept" in answer.json["message"]
    assert stored() == {}


def test_nothing_changes_after_submitting_not_even_by_autosave(cast, charlie):
    charlie.post("/sit/submit")
    answer = save(charlie, task=cast.course.tasks[0].key, text="late")
    assert answer.status_code == 422
    assert "submitted" in answer.json["message"]
    assert stored() == {}


def test_leaving_signs_out_on_this_device(charlie):
    assert charlie.post("/sit/leave").status_code == 200
    assert charlie.get("/sit").status_code == 401


def test_practice_says_what_to_look_for_in_a_reply_and_shows_strong_ones(charlie):
    page = charlie.post("/sit/practice", {"text": "I would ask"}).get_data(as_text=True)
    for words in (
        "Does it use what you were told?",
        "Her bus leaves in twenty minutes",
        "Does it think of what comes next?",
        "needs a careful box for the bus",
        "I give you the high box because the writing is wet one hour",
        "The authors said 4.7 of 5",
    ):
        assert words in page
    main = page.split("<main")[1].split("</main>")[0]
    assert "score" not in main.replace("nothing here is kept or scored", "")


def test_practice_keeps_nothing(charlie):
    page = charlie.post("/sit/practice", {"text": "I would ask", "choice_a": "3"})
    assert "I would ask" in page.text
    assert stored() == {}


@pytest.mark.parametrize(
    "nasty", ["<script>alert(1)</script>", "{{7*7}}", '"><img src=x onerror=alert(1)>', "\u202eevil"]
)
def test_what_is_typed_is_shown_as_text(cast, charlie, nasty):
    task = cast.course.tasks[0]
    save(charlie, task=task.key, text=nasty)
    page = charlie.get(f"/sit/answer/{task.key}").text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert stored() == {task.key: nasty}
