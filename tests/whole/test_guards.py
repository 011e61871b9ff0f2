"""Every route x every role x one's own and another's opening, from the application's own map of addresses."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import func, select

from hiring.access import LIBRARY_ENDPOINTS
from hiring.db import Base, db
from hiring.models import ROLES, Candidate
from tests.support.visits import Visitor, anybody, seated, signed_in

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
ALLOWED, SENT_AWAY, HIDDEN, FORBIDDEN = {200, 302, 409, 422}, {302, 401}, {404}, {403}


@dataclass(frozen=True)
class Route:
    """One address with one method, and its guard."""

    endpoint: str
    rule: str
    method: str
    guard: str
    roles: tuple[str, ...]

    def path(self, **values: object) -> str:
        """The address with its parts filled in."""
        path = self.rule
        for name, value in values.items():
            for kind in ("int:", ""):
                path = path.replace(f"<{kind}{name}>", str(value))
        return path


def routes(app: Flask) -> Iterator[Route]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in LIBRARY_ENDPOINTS:
            kind, roles = app.view_functions[rule.endpoint].guard
            for method in sorted(rule.methods & {"GET", *UNSAFE}):
                yield Route(rule.endpoint, rule.rule, method, kind, roles)


def visit(visitor: Visitor, route: Route, path: str) -> int:
    if route.method == "GET":
        return visitor.get(path).status_code
    return visitor.post(path).status_code


@pytest.fixture
def parts(cast):
    """Something real behind every part of an address, so that there is something to be refused."""
    sitting_id = cast.submitted()
    assert sitting_id
    candidate = db.session.scalars(select(Candidate).where(Candidate.opening_id == cast.opening.id)).one()
    version = cast.assessment.versions[0]
    task = cast.course.tasks[0].key
    return {
        "opening_id": cast.opening.id,
        "candidate_id": candidate.id,
        "code": candidate.code,
        "version_id": version.id,
        "language": "es",
        "key": task,
        "token": cast.invite("token@example.org"),
    }


def expected(route: Route, role: str, in_opening: bool) -> set[int]:
    """The whole policy in six lines: what somebody with a role meets at a route."""
    if route.guard == "public":
        return ALLOWED
    if route.guard == "candidate":
        return SENT_AWAY
    if route.guard == "staff":
        return ALLOWED if role in {"admin", *route.roles} else FORBIDDEN
    return ALLOWED if role == "admin" or (in_opening and role in route.roles) else HIDDEN


@pytest.mark.parametrize("in_opening", [True, False], ids=["own opening", "other opening"])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_route_admits_exactly_the_roles_it_is_for(app, cast, parts, role, in_opening):
    visitor = signed_in(app, cast.staff_with(role, in_opening=in_opening))
    wrong = []
    for route in routes(app):
        if "token" in route.rule or route.endpoint == "candidate.leave":
            continue  # whoever holds the token may use it; leaving signs out, which is its own test
        status = visit(visitor, route, route.path(**parts))
        if status not in expected(route, role, in_opening):
            wrong.append((route.method, route.rule, status))
    assert wrong == []


def test_nobody_gets_in_without_signing_in(app, cast, parts):
    visitor = anybody(app)
    wrong = []
    for route in routes(app):
        if route.guard != "public":
            status = visit(visitor, route, route.path(**parts))
            if status not in SENT_AWAY:
                wrong.append((route.method, route.rule, status))
    assert wrong == []


def test_a_candidate_gets_into_no_staff_page(app, cast, parts):
    visitor = seated(app, cast.invite("curious@example.org"))
    statuses = {
        (route.method, route.rule): visit(visitor, route, route.path(**parts))
        for route in routes(app)
        if route.guard in {"staff", "opening"}
    }
    assert statuses
    assert {rule: status for rule, status in statuses.items() if status not in SENT_AWAY} == {}


def test_every_changing_route_refuses_a_form_without_token(app, cast, parts):
    visitor = signed_in(app, cast.staff_with("admin"))
    before = rows()
    answers = {
        (route.method, route.rule): visitor.open(route.path(**parts), method=route.method).status_code
        for route in routes(app)
        if route.method in UNSAFE
    }
    assert answers
    assert {rule: status for rule, status in answers.items() if status != 400} == {}
    assert rows() == before


def test_every_changing_route_refuses_another_site(app, cast, parts):
    visitor = signed_in(app, cast.staff_with("admin"))
    foreign = {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"}
    token = visitor.token()
    for route in routes(app):
        if route.method in UNSAFE:
            sent = {"csrf_token": token}
            answer = visitor.open(route.path(**parts), method=route.method, data=sent, headers=foreign)
            assert answer.status_code == 403, route


def test_a_new_page_without_a_guard_stops_the_start(app):
    from hiring.access import every_page_has_a_guard  # noqa: PLC0415 - the name says what is tested
    from hiring.errors import Misconfigured  # noqa: PLC0415

    app.view_functions["bare"] = lambda: "anybody may read me"
    app.url_map.add(app.url_rule_class("/bare", endpoint="bare"))
    with pytest.raises(Misconfigured, match="bare"):
        every_page_has_a_guard(app)


def rows() -> dict[str, int]:
    """How many rows every table has, as the database sees it now."""
    db.session.rollback()
    return {
        table.name: db.session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
    }
