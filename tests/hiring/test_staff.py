"""Staff accounts: one-time links, passwords that cannot be guessed, sign-outs that last."""

import re

import pytest
from flask_security.utils import hash_password
from sqlalchemy import select

from hiring.actions import staff
from hiring.db import db, now
from hiring.errors import Invalid, LinkUnusable, Missing
from hiring.limits import limiter
from hiring.models import Event, User
from tests.support.visits import anybody, signed_in


@pytest.fixture(autouse=True)
def fresh_limits(app):
    """Every test begins with nobody having guessed."""
    limiter.reset()


def test_a_one_time_link_works_once(app, cast):
    token = staff.sign_in_link(cast.alice)
    assert staff.use_sign_in_link(token) is cast.alice
    with pytest.raises(LinkUnusable, match="used already"):
        staff.use_sign_in_link(token)


def test_looking_at_a_one_time_link_does_not_use_it(app, cast):
    path = f"/sign-in/{staff.sign_in_link(cast.alice)}"
    visitor = anybody(app)
    assert {visitor.get(path).status_code for _ in range(5)} == {200}
    assert visitor.post(path, seen_on=path).location == "/staff"


def test_a_one_time_link_grows_old(cast, time_machine):
    token = staff.sign_in_link(cast.alice)
    time_machine.move_to(now() + staff.SIGN_IN_LINK_LASTS)
    with pytest.raises(LinkUnusable, match="24 hours"):
        staff.use_sign_in_link(token)


def test_an_unknown_link_and_a_closed_account_let_nobody_in(cast):
    with pytest.raises(Missing):
        staff.use_sign_in_link("unknown")
    token = staff.sign_in_link(cast.bob)
    cast.bob.active = False
    db.session.commit()
    with pytest.raises(LinkUnusable):
        staff.use_sign_in_link(token)


@pytest.mark.parametrize(
    ("email", "roles"), [("no address", []), ("a@example.org", ["boss"]), ("a@example.org\n", ["x"])]
)
def test_a_wrong_address_or_role_makes_no_account(cast, email, roles):
    before = db.session.scalars(select(User.email)).all()
    with pytest.raises(Invalid):
        staff.add_user(email, roles=roles)
    assert db.session.scalars(select(User.email)).all() == before


def test_adding_somebody_twice_adds_up_their_roles(cast):
    staff.add_user("dora@example.org", "Dora", roles=["rater"])
    assert staff.add_user("Dora@example.org", roles=["auditor", "rater"]).role_names == {"rater", "auditor"}


def test_a_cookie_copied_before_the_sign_out_does_not_work_after_it(app, cast):
    visitor = signed_in(app, cast.alice)
    thief = anybody(app)
    cookie = visitor.client.get_cookie("hiring")
    thief.client.set_cookie("hiring", cookie.value)
    assert thief.get("/openings").status_code == 200
    visitor.post("/sign-out", seen_on="/account")
    assert visitor.get("/openings").status_code == 302
    assert thief.get("/openings").status_code == 302


def give_password(user, words="correct horse battery staple"):
    user.password = hash_password(words)
    db.session.commit()
    return words


def sign_in(visitor, email, password):
    return visitor.post("/sign-in", {"email": email, "password": password}, seen_on="/sign-in")


def test_the_right_password_lets_in_and_is_kept_by_argon2(app, cast):
    words = give_password(cast.alice)
    assert cast.alice.password.startswith("$argon2")
    assert sign_in(anybody(app), "alice@example.org", words).location == "/staff"


def test_guessing_is_locked_by_the_tenth_try_even_for_the_right_password(app, cast):
    words = give_password(cast.alice)
    visitor = anybody(app)
    statuses = [sign_in(visitor, "alice@example.org", f"guess {number}").status_code for number in range(10)]
    assert set(statuses) == {200}
    assert sign_in(visitor, "alice@example.org", words).status_code == 429


def test_a_wrong_password_and_an_unknown_account_get_the_same_words(app, cast):
    give_password(cast.alice)
    known = sign_in(anybody(app), "alice@example.org", "wrong password").text
    unknown = sign_in(anybody(app), "nobody@example.org", "wrong password").text
    neutral = re.compile(r'(content|value)="[^"]*"')
    assert neutral.sub("", known) == neutral.sub("", unknown)


def test_somebody_without_password_can_set_one_after_their_link(app, cast):
    visitor = signed_in(app, cast.alice)
    words = {"new_password": "four words of mine", "new_password_confirm": "four words of mine"}
    assert visitor.post("/account/password", words, seen_on="/account/password").location == "/account"
    assert sign_in(anybody(app), "alice@example.org", "four words of mine").location == "/staff"


def test_a_short_password_is_refused(app, cast):
    visitor = signed_in(app, cast.alice)
    page = visitor.post(
        "/account/password", {"new_password": "short", "new_password_confirm": "short"}, seen_on="/account"
    )
    assert "12" in page.text
    db.session.expire_all()
    assert cast.alice.password is None


def test_signing_in_stands_in_the_trail(app, cast):
    signed_in(app, cast.alice)
    assert db.session.scalars(select(Event.actor).where(Event.verb == "sign in")).all() == ["user:alice@example.org"]


def test_nobody_is_sent_to_another_site_after_signing_in(app, cast):
    words = give_password(cast.alice)
    visitor = anybody(app)
    answer = visitor.post(
        "/sign-in?next=https://elsewhere.example/",
        {"email": "alice@example.org", "password": words},
        seen_on="/sign-in",
    )
    assert "elsewhere" not in (answer.location or "")
