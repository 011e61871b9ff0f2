"""The second step at sign-in: a code from an authenticator app."""

import re

import pytest

from hiring.db import db
from hiring.limits import limiter
from tests.hiring.test_staff import give_password, sign_in
from tests.support.visits import anybody, signed_in

# Flask-Security still gives its choices as tuples.
pytestmark = pytest.mark.filterwarnings("ignore:Passing SelectField choices as tuples:DeprecationWarning")


@pytest.fixture(autouse=True)
def fresh_limits(app):
    """Every test begins with nobody having guessed."""
    limiter.reset()


def totp(app):
    """The library's own maker of codes, as an authenticator app would have."""
    return app.extensions["security"].totp_factory


def code_of(app, user):
    """What the person's authenticator app would show now."""
    db.session.expire_all()
    return totp(app).generate_totp_password(user.tf_totp_secret)


@pytest.fixture
def alice(app, cast):
    """Alice, with password and authenticator app."""
    visitor = signed_in(app, cast.alice)
    give_password(cast.alice)
    shown = visitor.post("/account/second-step", {"setup": "authenticator"}, seen_on="/account/second-step")
    key = re.search(r"<code>([A-Z2-7-]+)", shown.text).group(1)
    code = totp(app)._totp(key=key).generate().token
    action = re.search(r'action="(/account/second-step[^"]*|/tf-validate[^"]*)"', shown.text.split("<code>")[1]).group(
        1
    )
    assert visitor.post(action, {"code": code}, seen_on="/account").status_code == 302
    return cast.alice


def test_a_password_alone_no_longer_lets_in(app, alice):
    visitor = anybody(app)
    sign_in(visitor, alice.email, "correct horse battery staple")
    assert visitor.get("/openings").status_code == 302


def test_the_right_code_lets_in(app, alice):
    visitor = anybody(app)
    sign_in(visitor, alice.email, "correct horse battery staple")
    visitor.post("/tf-validate", {"code": code_of(app, alice)}, seen_on="/tf-validate")
    assert visitor.get("/openings").status_code == 200


def test_a_wrong_code_does_not(app, alice):
    visitor = anybody(app)
    sign_in(visitor, alice.email, "correct horse battery staple")
    page = visitor.post("/tf-validate", {"code": "000000"}, seen_on="/tf-validate")
    assert page.status_code in {200, 302}
    assert visitor.get("/openings").status_code == 302
