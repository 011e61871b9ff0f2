"""Holes that were found once and stay closed."""

import pytest

from hiring.actions import invitations, openings, staff
from hiring.actions.invitations import read_addresses
from hiring.errors import Invalid
from hiring.limits import limiter
from tests.hiring.test_candidate_pages import stored
from tests.hiring.test_staff import give_password, sign_in
from tests.support.visits import anybody, seated, signed_in


@pytest.fixture(autouse=True)
def fresh_limits(app):
    """Every test begins with nobody having guessed."""
    limiter.reset()


def test_a_broken_form_does_not_show_what_comes_after_the_lock(app, cast):
    charlie = seated(app, cast.invite())
    for task in cast.course.tasks[1:]:
        page = charlie.post(f"/sit/answer/{task.key}", {"key": "x", "revision": "0", "text": "x" * 20_000})
        assert (page.status_code, page.location) == (302, f"/sit/answer/{cast.course.tasks[0].key}")


def test_a_broken_form_after_submitting_shows_and_changes_nothing(app, cast):
    charlie = seated(app, cast.invite())
    charlie.post("/sit/submit")
    page = charlie.post(f"/sit/answer/{cast.course.tasks[1].key}", {"key": "x", "revision": "0"})
    assert page.status_code == 422
    assert cast.course.step(cast.course.tasks[1]).closed.options[0].text not in page.text
    assert stored() == {}


def test_nothing_beside_a_name_tells_who_submitted_when(app, cast):
    cast.submitted()
    cast.start(cast.invite("begun@example.org", "Begun Only"))
    page = signed_in(app, cast.alice).get(f"/openings/{cast.opening.id}").text
    assert "Charlie Chaplin" in page
    assert {person.status for person in invitations.invited(cast.opening.id)} == {"Started"}


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)  # limits are kept in memory, not in the database
@pytest.mark.parametrize(
    "spelling", ["ALICE@example.org", " alice@example.org ", "alice@example\u3002org", "alice@\uff45xample.org"]
)
def test_another_spelling_of_an_account_is_the_same_account_to_a_guesser(app, cast, spelling):
    give_password(cast.alice)
    visitor = anybody(app)
    for number in range(10):
        assert sign_in(visitor, "alice@example.org", f"guess {number}").status_code == 200
    assert sign_in(visitor, spelling, "one more").status_code == 429


@pytest.mark.parametrize("migrated_url", ["sqlite"], indirect=True)  # limits are kept in memory, not in the database
def test_a_stolen_session_cannot_guess_the_password(app, cast):
    give_password(cast.alice)
    visitor = signed_in(app, cast.alice)
    guess = {"password": "wrong", "new_password": "four words of mine", "new_password_confirm": "four words of mine"}
    statuses = [visitor.post("/account/password", guess, seen_on="/account").status_code for _ in range(11)]
    assert statuses[-1] == 429


def test_no_token_in_an_address_lets_anybody_in(app, cast):
    token = cast.alice.get_auth_token()
    assert anybody(app).get(f"/openings?auth_token={token}").status_code == 302
    assert anybody(app).open("/openings", headers={"Authentication-Token": token}).status_code == 302


def test_a_candidate_session_ends_where_staff_signs_in(app, cast):
    visitor = seated(app, cast.invite())
    old = visitor.token()
    path = f"/sign-in/{staff.sign_in_link(cast.alice)}"
    visitor.post(path, seen_on=path)
    assert visitor.get("/sit").status_code == 401
    assert visitor.open("/openings/new", method="POST", data={"csrf_token": old, "title": "x"}).status_code == 400


def test_a_newer_sign_in_link_ends_the_older_ones(app, cast):
    older, newer = staff.sign_in_link(cast.alice), staff.sign_in_link(cast.alice)
    staff.use_sign_in_link(newer)
    assert anybody(app).get(f"/sign-in/{older}").status_code == 410


@pytest.mark.parametrize("number", [2**31, 2**63, 10**30])
def test_a_number_that_no_row_can_have_leads_nowhere(app, cast, number):
    visitor = signed_in(app, cast.staff_with("admin"))
    for path in (f"/openings/{number}", f"/openings/{number}/shortlist", f"/scenarios/{number}"):
        assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("pasted", ["(" * 20_000, "<" * 5_000, '"' * 5_000, "a" * 5_000 + "@example.org"])
def test_a_monstrous_address_is_a_line_with_a_problem(pasted):
    assert read_addresses(pasted)[0].problem


@pytest.mark.parametrize("why", ["", "  ", "\u200b\u200b\u200b", "..", "-", "ok"])
def test_a_reason_that_nobody_can_read_shows_no_name(app, cast, why):
    with pytest.raises(Invalid):
        openings.unblind(cast.opening.id, "C-1", actor=cast.alice, why=why)


@pytest.mark.parametrize("address", ["=?utf-8?q?x?=@example.org", "a=?b@example.org"])
def test_an_address_with_an_encoded_word_is_refused(address):
    with pytest.raises(Invalid):
        staff.clean_address(address)


def test_style_and_script_carry_the_headers_of_pages_and_no_permission_for_other_sites(app):
    answer = anybody(app).get("/static/hiring.css")
    answer.close()
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_token_from_before_the_sign_in_does_not_work_after_it(app, cast):
    words = give_password(cast.alice)
    visitor = anybody(app)
    before = visitor.token("/sign-in")
    sign_in(visitor, "alice@example.org", words)
    answer = visitor.open("/openings/new", method="POST", data={"csrf_token": before, "title": "x"})
    assert answer.status_code == 400
