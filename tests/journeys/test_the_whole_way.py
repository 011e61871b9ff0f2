"""A candidate from the link to the receipt, then the people who read what they wrote; every page looked at closely."""

import hashlib

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import answer_all, enter, eventually, fill_in

TASKS = 19


@pytest.fixture(scope="module")
def candidate(service, visitor):
    """Somebody who has gone the whole way with the link that the demo printed."""
    visit = visitor()
    visit.open(service.links["candidate"])
    visit.press("Go to my situations")
    visit.stop()
    visit.open("/sit/about")
    practise(visit)
    visit.page.get_by_role("button", name="Start").click()
    visit.answered = answer_all(visit.page, visit.stop)
    visit.stop()
    visit.press("Submit my answers")
    visit.stop()
    return visit


def practise(visit):
    """Try the practice situation and read the feedback."""
    visit.open("/sit/practice")
    visit.page.locator("textarea").fill("Oh no. I will write it again: Petar, with an A?")
    for question in visit.page.locator("fieldset").all():
        question.get_by_label("5 Very effective").check()
    visit.press("See the feedback")
    expect(visit.page.get_by_text("The authors said").first).to_be_visible()
    visit.stop()


@pytest.fixture(scope="module")
def recruiter(service, desk, visitor, candidate):
    """The demo's recruiter, after reading what the candidate wrote."""
    visit = visitor()
    visit.used = desk.sign_in_link("recruiter")  # other tests may have ended the printed one
    sign_in(visit, visit.used)
    person = visit.page.get_by_role("link", name=desk.demo_guest())
    eventually(lambda: visit.page.goto(shortlist(service, desk)) and person.count(), "the worker scores", 150)
    visit.stop("shortlist")
    person.click()
    for closed in visit.page.locator("details:has(mark)").all()[:2]:
        closed.locator("summary").click()
    expect(visit.page.locator("mark").first).to_be_visible()
    visit.stop("person")
    return visit


def shortlist(service, desk) -> str:
    return f"{service.url}/openings/{desk.opening().id}/shortlist"


def sign_in(visit, link):
    """Come in by a one-time link."""
    visit.open(link)
    visit.press("Sign in")
    visit.stop()
    return visit


@pytest.fixture(scope="module")
def author(service, visitor):
    """The demo's author, after reading a scenario with its rubric and meeting it as a candidate does."""
    visit = sign_in(visitor(), service.links["author"])
    visit.page.get_by_role("link", name="Closing my mother's account").click()
    expect(visit.page.get_by_role("heading", name="Rubric")).to_be_visible()
    visit.stop("scenario")
    visit.page.get_by_role("link", name="Write, step 1").click()
    visit.stop("preview")
    visit.page.get_by_role("button", name="Next part").click()
    visit.stop("preview of judging")
    return visit


@pytest.fixture(scope="module")
def admin(service, desk, visitor, candidate):
    """The demo's administrator, on every page that only staff sees."""
    visit = sign_in(visitor(), desk.sign_in_link("admin"))  # other tests may have ended the printed one
    opening = desk.opening().id
    paths = ("", "/invite", "/people/C-0000000", "/scores")
    for path in ["/outbox", "/account", "/account/password", "/account/second-step", "/openings/new"]:
        visit.open(path)
    for path in paths:
        visit.open(f"/openings/{opening}{path}")
    return visit


@pytest.fixture(scope="module")
def mistaken(service, desk, visitor):
    """Somebody who does everything wrong."""
    visit = visitor()
    for path in ["/", "/nothing-here", "/invitation/wrong", "/sit", "/openings"]:
        visit.open(path)
    visit.press("Sign in")
    visit.stop("sign in with nothing")
    enter(visit.page, desk.invite("Mistaken"))
    visit.page.goto(f"{service.url}/sit/next")
    visit.press("Save and continue")
    visit.stop("writing nothing")
    fill_in(visit.page)
    visit.press("Save and continue")
    visit.press("Save and continue")
    visit.stop("judging nothing")
    return visit


@pytest.fixture(scope="module")
def careless(desk, visitor):
    """An administrator who sends every form empty."""
    visit = sign_in(visitor(), desk.sign_in_link("admin"))
    opening, code = desk.opening().id, desk.cast()[0]
    for path, button in {
        "/openings/new": "Make the opening",
        f"/openings/{opening}/invite": "Check the addresses",
        f"/openings/{opening}/scores": "Estimate anew",
        "/account/password": "Set the password",
    }.items():
        visit.page.goto(visit.watch.origin + path)
        visit.press(button)
        visit.stop(f"{path} sent empty")
    visit.page.goto(f"{visit.watch.origin}/openings/{opening}/people/{code}")
    visit.page.get_by_text("Show the name").first.click()
    visit.press("Show the name")
    visit.stop("name without a reason")
    return visit


EVERYBODY = ["candidate", "recruiter", "author", "admin", "mistaken", "careless"]


@pytest.fixture
def visit(request):
    """One of everybody."""
    return request.getfixturevalue(request.param)


everybody = pytest.mark.parametrize("visit", EVERYBODY, indirect=True)


def test_the_candidate_meets_every_part_of_every_shipped_situation(candidate):
    assert candidate.answered == TASKS
    assert len([stop for stop in candidate.stops if stop.startswith("/sit/answer/")]) == TASKS


@everybody
def test_axe_finds_nothing_on_any_page(visit):
    assert visit.stops
    assert visit.found == []


@everybody
def test_no_page_is_moved_sideways_on_a_phone_or_a_desk(visit):
    assert visit.wide == []


@everybody
def test_no_page_complains_in_the_console_or_asks_elsewhere(visit):
    assert visit.watch.said == []
    assert visit.watch.foreign == []


@everybody
def test_the_facts_come_before_the_box(visit):
    assert visit.facts_after_box == []


def test_the_receipt_is_the_hash_of_the_answers_that_can_be_downloaded(candidate):
    shown = candidate.page.locator("code").inner_text()
    with candidate.page.expect_download() as download:
        candidate.page.get_by_role("link", name="Download my answers").click()
    body = download.value.path().read_bytes()
    assert hashlib.sha256(body).hexdigest() == shown


def test_the_token_is_in_no_later_address_no_referrer_and_not_in_the_output(service, candidate):
    token = service.links["candidate"].rpartition("/")[2]
    entering = [asked for asked in candidate.watch.asked if token in asked.url]
    later = candidate.watch.asked[candidate.watch.asked.index(entering[-1]) + 1 :]
    assert len(later) > TASKS
    assert [asked.url for asked in later if token in asked.url] == []
    assert [asked.url for asked in candidate.watch.asked if asked.headers.get("referer")] == []
    assert token not in service.words


def test_the_recruiter_sees_marked_words_of_the_answer(recruiter):
    marked = recruiter.page.locator("details[open] mark").all_inner_texts()
    answers = " ".join(recruiter.page.locator(".bubble--own").all_inner_texts())
    assert marked
    assert [words for words in marked if words not in answers] == []


def test_closing_an_opening_ends_invitations_but_not_what_was_begun(service, desk, visitor):
    visit = sign_in(visitor(), desk.sign_in_link("admin"))
    opening = desk.another_opening()
    visit.page.goto(f"{service.url}/openings/{opening}")
    visit.page.get_by_text("Close this opening").first.click()
    visit.stop("before closing")
    visit.press("Close this opening")
    expect(visit.page.get_by_text("The opening is closed. Whoever has begun can still finish.")).to_be_visible()
    assert visit.page.get_by_role("button", name="Invite people").count() == 0
    visit.stop("after closing")
    visit.open(f"/openings/{opening}/invite")
    expect(visit.page.get_by_text("nobody can be invited to it")).to_be_visible()
    assert visit.found == visit.wide == []


def test_a_one_time_link_lets_in_once(visitor, recruiter):
    visit = visitor()
    visit.open(recruiter.used)
    expect(visit.page.get_by_role("heading", name="This link no longer works")).to_be_visible()
    assert visit.found == []
