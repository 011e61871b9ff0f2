"""Who is asking, and whether they may: every page carries exactly one of these guards, or it does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, request, session
from flask_babel import gettext as _
from flask_security import current_user

from hiring.actions import openings, sittings, staff
from hiring.errors import Misconfigured, Missing, NotSignedIn, Refused
from hiring.models import ROLES, User

View = Callable[..., Any]

# Pages of the libraries, which guard themselves; anything else without a guard stops the start.
LIBRARY_ENDPOINTS = frozenset(
    {
        "static",
        "security.login",
        "security.logout",
        "security.change_password",
        "security.verify",
        "security.static",
        "security.tf_select",
        "security.two_factor_setup",
        "security.two_factor_setup_validate",
        "security.two_factor_token_validation",
        "security.two_factor_rescue",
    }
)


def public(view: View) -> View:
    """Anybody may see this page."""
    return _guarded(view, view, "public")


def candidate(view: View) -> View:
    """Only a candidate whose link still works; the page gets their sitting, never an id from outside."""

    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        link_id = session.get("link")
        if not isinstance(link_id, int):
            raise NotSignedIn(_("Please open the link that we sent you."))
        return view(sitting=sittings.sitting_of(link_id), **arguments)

    return _guarded(guarded, view, "candidate")


def candidate_key(view: View) -> View:
    """Like `candidate`, for a page whose one statement checks the link itself: it gets the link's id."""

    @wraps(view)
    def guarded(**arguments: Any) -> Any:
        link_id = session.get("link")
        if not isinstance(link_id, int):
            raise NotSignedIn(_("Please open the link that we sent you."))
        return view(link_id=link_id, **arguments)

    return _guarded(guarded, view, "candidate")


def staff_only(*roles: str) -> Callable[[View], View]:
    """Only staff with one of these roles anywhere; an admin has all of them."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> Any:
            user = signed_in_user()
            if not user.role_names & {"admin", *roles}:
                raise Refused(f"This page is for: {', '.join(sorted({'admin', *roles}))}.")
            return view(**arguments)

        return _guarded(guarded, view, "staff", roles)

    return decorate


def in_opening(*roles: str) -> Callable[[View], View]:
    """Only staff with one of these roles in the opening of the address; for all others it does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*, opening_id: int, **arguments: Any) -> Any:
            user = signed_in_user()
            if not staff.roles_in(opening_id, user) & set(roles):
                raise Missing("There is no such opening.")
            return view(opening=openings.opening(opening_id), **arguments)

        return _guarded(guarded, view, "opening", roles)

    return decorate


def signed_in_user() -> User:
    """The staff member who is asking; raises NotSignedIn."""
    if not current_user.is_authenticated:
        raise NotSignedIn("Please sign in.")
    user: User = current_user._get_current_object()
    return user


def may_anywhere(role: str) -> bool:
    """Whether the person who is asking has this role at all."""
    return bool(signed_in_user().role_names & {"admin", role})


def may_here(opening_id: int, role: str) -> bool:
    """Whether the person who is asking has this role in the opening."""
    return role in staff.roles_in(opening_id, signed_in_user())


def every_page_has_a_guard(app: Flask) -> None:
    """Stop the start when a page has no guard: a page that nobody thought about must not be served."""
    bare = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in LIBRARY_ENDPOINTS and not hasattr(app.view_functions[rule.endpoint], "guard")
    ]
    if bare:
        raise Misconfigured(f"pages without a guard: {', '.join(sorted(set(bare)))}")


def same_origin() -> None:
    """Refuse a changing request that another site's page sent, whatever token it carries.

    Under our `Referrer-Policy: no-referrer` browsers send `Origin: null`, so the newer header is asked first.
    """
    if request.method not in {"POST", "PUT", "PATCH", "DELETE"}:
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin", "null")
    is_foreign = (
        origin not in {"null", request.host_url.rstrip("/")} if site is None else site not in {"same-origin", "none"}
    )
    if is_foreign:
        raise Refused(_("This request came from another site. Nothing was changed."))


def navigation() -> list[tuple[str, str]]:
    """The staff pages that this person can use, as label and endpoint."""
    if not current_user.is_authenticated:
        return []
    mine = current_user.role_names
    pages = (
        ("Openings", "recruiter.openings_page", set(ROLES) - {"author"}),
        ("Scenarios", "author.scenarios_page", {"admin", "author", "auditor"}),
        ("Assessments", "assessments.assessments_page", {"admin", "author", "auditor"}),
        ("Values", "author.values_page", {"admin", "author"}),
        ("Outbox", "account.outbox_page", {"admin"}),
        ("Account", "account.account_page", set(ROLES)),
    )
    return [(label, endpoint) for label, endpoint, roles in pages if mine & roles]


def _guarded(guarded: View, view: View, kind: str, roles: tuple[str, ...] = ()) -> View:
    if set(roles) - set(ROLES):
        raise Misconfigured(f"{view.__name__}: unknown role in {roles}")
    guarded.guard = (kind, roles)  # type: ignore[attr-defined]
    return guarded
