"""One running service with its demo data, browsers that are watched, and a desk that hands out links."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count

import pytest
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import select

from hiring.actions import invitations, openings, staff
from hiring.actions.invitations import Line, Sender
from hiring.app import create_app
from hiring.commands.demo import STAFF
from hiring.db import db
from hiring.models import Candidate, Opening, Response, Sitting, User
from tests.journeys.service import Service
from tests.journeys.steps import Visit
from tests.support.browser import Watch


@dataclass
class Desk:
    """What happens behind the pages: people are invited, links end, rows are read."""

    app: Flask
    url: str
    numbers: Iterator[int] = field(default_factory=count)

    def opening(self) -> Opening:
        """The demo's opening."""
        return db.session.scalars(select(Opening).order_by(Opening.id)).first()

    def another_opening(self) -> int:
        """One more opening, with nobody in it."""
        return openings.create_opening("Night desk", self.opening().assessment_id, self.user("recruiter")).id

    def user(self, role: str) -> User:
        """The demo's staff member with that role."""
        return db.session.scalars(select(User).where(User.email == STAFF[role][0])).one()

    def invite(self, name: str = "") -> str:
        """Invite somebody new; gives their link."""
        email = f"guest{next(self.numbers)}@example.org"
        token = invitations.invite(self.opening().id, [Line(0, name, email)], self.sender())[email]
        return f"{self.url}/invitation/{token}"

    def renew(self) -> str:
        """A fresh link for the newest person; the older ones end."""
        token = invitations.renew_link(self.opening().id, self.newest().id, self.sender(), actor="test")
        return f"{self.url}/invitation/{token}"

    def sender(self) -> Sender:
        """Who invites."""
        return Sender("Northwind Care Team", "people@example.org", self.url, 30)

    def sign_in_link(self, role: str) -> str:
        """A fresh one-time link."""
        return f"{self.url}/sign-in/{staff.sign_in_link(self.user(role))}"

    def newest(self) -> Candidate:
        """Whom this desk has invited last."""
        return db.session.scalars(select(Candidate).order_by(Candidate.id.desc())).first()

    def demo_guest(self) -> str:
        """The code of the person whom the demo's printed link is for."""
        here = (Candidate.opening_id == self.opening().id, Candidate.email.like("visitor%"))
        return db.session.scalars(select(Candidate.code).where(*here)).one()

    def cast(self) -> list[str]:
        """The codes of the demo's people, who have all submitted."""
        here = (
            Candidate.opening_id == self.opening().id,
            Candidate.email.not_like("visitor%"),
            Candidate.email.not_like("guest%"),
        )
        return list(db.session.scalars(select(Candidate.code).where(*here).order_by(Candidate.id)))

    def revoke(self) -> None:
        """End the newest person's link."""
        invitations.revoke_link(self.opening().id, self.newest().id, actor="test")

    def show_name(self, code: str) -> None:
        """Let everybody on the desk see a name."""
        openings.unblind(self.opening().id, code, actor=self.user("admin"), why="To invite them.")

    def kept(self) -> dict[str, str | None]:
        """What the server holds of the newest person's texts."""
        db.session.rollback()
        mine = Sitting.candidate_id == self.newest().id
        rows = db.session.scalars(select(Response).join(Sitting, Response.sitting_id == Sitting.id).where(mine))
        return {row.task: row.text for row in rows}


@pytest.fixture(scope="session")
def service(tmp_path_factory, demo_home, demo_runs) -> Iterator[Service]:
    """The service with the demo's people in it."""
    made = Service(shutil.copytree(demo_home, tmp_path_factory.mktemp("service") / "home"))
    made.take_links(demo_runs[-1].out)
    made.start()
    yield made
    made.kill()


@pytest.fixture(scope="session")
def desk(service) -> Iterator[Desk]:
    """The service's own database, from behind."""
    app = create_app(home=service.home, base_url=service.url)
    with app.app_context():
        yield Desk(app, service.url)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def visitor(browser: Browser, service) -> Iterator[Callable[..., Visit]]:
    """Makes people with browsers of their own."""
    opened = []

    def make(**options) -> Visit:
        context = browser.new_context(**options)
        watch = Watch(service.url)
        watch.over(context)
        opened.append(context)
        return Visit(context.new_page(), watch)

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(visitor):
    """The page of somebody who has just come."""
    visit = visitor()
    yield visit.page
    visit.page.context.close()
