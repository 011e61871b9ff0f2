"""What hostile people write is shown as text on every page of the staff: nothing runs, nothing is asked for."""

import unicodedata

import pytest
from playwright.sync_api import expect

from hiring.actions import sittings
from hiring.actions.sittings import Given
from hiring.actions.tokens import new_token
from hiring.queue import work_off
from scenarios.tasks import gives_away
from tests.support.visits import seated

TEXTS = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    '"><script>alert(3)</script>',
    "<svg onload=alert(4)>",
    "<svg><script>alert(5)</script></svg>",
    "<img src=x onerror=alert(6)>",
    "<img src=//elsewhere.example/x.png>",
    "<iframe srcdoc='<script>alert(7)</script>'></iframe>",
    "<iframe src=javascript:alert(8)>",
    "<a href=javascript:alert(9)>press</a>",
    "javascript:alert(10)",
    "data:text/html,<script>alert(11)</script>",
    "<body onload=alert(12)>",
    "<details open ontoggle=alert(13)>",
    "<input autofocus onfocus=alert(14)>",
    "<math><mtext></table><img src=x onerror=alert(15)>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//elsewhere.example/x.css>",
    "<meta http-equiv=refresh content='0;url=//elsewhere.example'>",
    "<base href=//elsewhere.example>",
    "<form action=//elsewhere.example><button>Sign in</button></form>",
    "</textarea><script>alert(16)</script>",
    "</title><script>alert(17)</script>",
    "</blockquote></p></main><h1>Hired</h1>",
    "' onmouseover='alert(18)",
    '" onfocus="alert(19)" autofocus="',
    "<!--<script>-->alert(20)",
    "<![CDATA[<script>alert(21)</script>]]>",
    "{{ 7 * 7 }}{{ config }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "{0.__class__} %s %(name)s",
    "&lt;script&gt;alert(22)&lt;/script&gt;",
    "\u202egnihton si siht\u202c \u2066hidden\u2069 \u200bzero\u200b",
    "Zalgo a" + "\u0301" * 1000,
    "NUL \x00 inside \x00<script>alert(23)</script>",
    '=HYPERLINK("//elsewhere.example";"press")',
    "\ufeff\u2028line\u2029paragraph",
)
SHOWN = "element => element.textContent"


def stored(text: str) -> str:
    """What is kept of a text: all of it but NUL."""
    return text.replace("\x00", "")


def long_enough(text: str) -> str:
    return f"{text} Thank you for telling me, I will look after this today and call you at four."


@pytest.fixture(scope="module")
def codes(desk):
    """People with hostile names whose answers are hostile, rated as everybody's are."""
    texts, codes = list(TEXTS), []
    while texts:
        name = texts[0][:200].replace("\x00", "")
        link = desk.invite(name)
        link_id, sitting = sittings.start(link.rpartition("/")[2])
        course = sittings.course(sitting.assessment.content_hash)
        tasks = [task for task in course.tasks if task.part == "open"]
        type_through_the_endpoint(desk, link, tasks[0], texts[0])
        for task in tasks:
            text = sittings.storable(long_enough(texts.pop(0))) if texts else ""
            revision = 1 if task is tasks[0] else 0
            lock = gives_away(course.tasks, task)
            sittings.answer(link_id, course, Given(task, new_token(), revision, text=text), lock=lock)
        sittings.finish(sitting.id)
        codes.append(desk.newest().code)
    work_off(desk.app.extensions["settings"])
    return codes


def type_through_the_endpoint(desk, link, task, text) -> None:
    visitor = seated(desk.app, link.rpartition("/")[2])
    mark = "sitting:" + task.key
    saved = visitor.save("/sit/save", {"task": mark, "key": new_token(), "revision": 0, "text": long_enough(text)})
    assert saved.status_code == 200, saved.text


@pytest.fixture(scope="module")
def names(desk):
    """Every hostile text as somebody's name."""
    invited = [stored(text)[:200] for text in TEXTS]
    for name in invited:
        desk.invite(name)
    return invited


@pytest.fixture(scope="module")
def staff(desk, visitor, codes):
    """An administrator with a browser that hears every dialog and every complaint."""
    visit = visitor()
    visit.page.goto(desk.sign_in_link("admin"))
    visit.press("Sign in")
    return visit


def test_the_watch_would_hear_what_runs(visitor):
    visit = visitor()
    visit.page.set_content("<script>alert(1); console.error('ran')</script>")
    assert (visit.watch.dialogs, visit.watch.said) == (["1"], ["ran"])


def quiet(visit) -> bool:
    """Nothing ran, nothing was refused, nothing was asked elsewhere."""
    return (visit.watch.dialogs, visit.watch.said, visit.watch.foreign) == ([], [], [])


def test_hostile_answers_are_text_on_the_page_of_the_person(desk, staff, codes):
    shown = []
    for code in codes:
        staff.page.goto(f"{desk.url}/openings/{desk.opening().id}/people/{code}")
        staff.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        shown += [each.evaluate(SHOWN) for each in staff.page.locator(".bubble--own").all()]
    missing = [text for text in TEXTS if stored(long_enough(text)) not in shown]
    assert missing == []
    assert quiet(staff)


def test_marked_words_of_hostile_answers_are_text(desk, staff, codes):
    staff.page.goto(f"{desk.url}/openings/{desk.opening().id}/people/{codes[0]}")
    assert staff.page.locator(".evidence__text").count() > 0
    assert staff.page.locator("main script, main svg script, main iframe, main img, main style").count() == 0
    assert quiet(staff)


@pytest.mark.parametrize("place", ["people invited", "outbox"])
def test_hostile_names_are_text_on_lists(desk, staff, names, place):
    staff.page.goto(
        {"people invited": f"{desk.url}/openings/{desk.opening().id}", "outbox": f"{desk.url}/outbox"}[place]
    )
    shown = staff.page.locator("main").evaluate(SHOWN)
    assert [name for name in names if name not in shown] == []
    assert staff.page.locator("main script, main svg, main iframe, main img, main style").count() == 0
    assert quiet(staff)


def test_hostile_names_are_text_on_the_shortlist_and_on_their_own_page(desk, staff, codes):
    opening = f"{desk.url}/openings/{desk.opening().id}"
    for code, name in zip(codes, TEXTS[::11], strict=False):
        desk.show_name(code)
        staff.page.goto(f"{opening}/people/{code}")
        assert staff.page.locator("h1").evaluate(SHOWN) == name
        staff.page.goto(f"{opening}/shortlist")
        expect(staff.page.get_by_role("link", name=name, exact=True)).to_be_visible()
    assert quiet(staff)


def test_hostile_lines_are_text_in_the_check_before_inviting(desk, staff):
    staff.page.goto(f"{desk.url}/openings/{desk.opening().id}/invite")
    lines = [text for text in TEXTS if not set(text) & set(";,\n")]
    staff.page.locator("textarea").fill("\n".join(lines))
    staff.press("Check the addresses")
    table = staff.page.locator("table").evaluate(SHOWN)
    assert [text for text in lines if stored(text).strip()[:60] not in table] == []
    assert quiet(staff)


def test_a_hostile_title_and_reason_are_text(desk, staff, codes):
    title = TEXTS[0] + TEXTS[5]
    staff.page.goto(f"{desk.url}/openings/new")
    staff.page.get_by_label("Title of the job").fill(title)
    staff.press("Make the opening")
    expect(staff.page.get_by_text(title)).to_be_visible()
    staff.page.goto(f"{desk.url}/openings")
    expect(staff.page.get_by_role("link", name=title)).to_be_visible()
    assert quiet(staff)


def test_a_thousand_marks_on_one_letter_stay_in_their_line(desk, staff, codes):
    number = next(place for place, text in enumerate(TEXTS) if text.startswith("Zalgo"))
    staff.page.goto(f"{desk.url}/openings/{desk.opening().id}/people/{codes[number // 11]}")
    words = next(each for each in staff.page.locator(".bubble--own").all() if "Zalgo" in each.inner_text())
    assert sum(map(unicodedata.combining, words.evaluate(SHOWN))) > 0
    assert words.bounding_box()["height"] < 400
