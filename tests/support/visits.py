"""Walk through the application as a certain person, without a browser."""

import re
from contextvars import Context
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hiring.actions import staff
from hiring.models import User


@dataclass
class Visitor:
    """Somebody with a browser without script."""

    client: FlaskClient

    def open(self, path: str, **sent: Any) -> TestResponse:
        """Make one request in a context of its own, as a server does: the test's own session and `g` stay out of it."""
        answer: TestResponse = Context().run(self.client.open, path, **sent)
        return answer

    def get(self, path: str) -> TestResponse:
        """Look at a page."""
        return self.open(path)

    def post(self, path: str, data: dict | None = None, *, seen_on: str = "/") -> TestResponse:
        """Send a form with the token that a page of this visitor carries."""
        token = self.token(seen_on)
        return self.open(path, method="POST", data={**(data or {}), "csrf_token": token})

    def save(self, path: str, body: object, *, seen_on: str = "/") -> TestResponse:
        """Send JSON as the autosave does."""
        return self.open(path, method="POST", json=body, headers={"X-CSRFToken": self.token(seen_on)})

    def token(self, seen_on: str = "/") -> str:
        """The token against forged requests, from a page."""
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.get(seen_on).text)
        return found.group(1) if found else ""


def anybody(app: Flask) -> Visitor:
    """Somebody who is not signed in."""
    return Visitor(app.test_client())


def signed_in(app: Flask, user: User) -> Visitor:
    """A staff member who came in by a one-time link."""
    visitor = anybody(app)
    path = f"/sign-in/{staff.sign_in_link(user)}"
    assert visitor.post(path, seen_on=path).status_code == 302
    return visitor


def seated(app: Flask, token: str) -> Visitor:
    """A candidate who has opened their link."""
    visitor = anybody(app)
    path = f"/invitation/{token}"
    assert visitor.post(path, seen_on=path).status_code == 302
    return visitor
