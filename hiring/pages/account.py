"""Staff's ways in, and what an administrator sees."""

from flask import Blueprint, redirect, render_template, url_for
from flask_security import login_user
from werkzeug.wrappers import Response

from hiring.access import navigation, public, signed_in_user, staff_only
from hiring.actions import mailing, staff
from hiring.errors import Refused
from hiring.models import ROLES
from hiring.pages.forms.candidate import SafeForm

bp = Blueprint("account", __name__)


@bp.get("/sign-in/<token>")
@public
def sign_in_page(token: str) -> str:
    user = staff.look_at_sign_in_link(token)
    return render_template("account/sign_in_link.html", form=SafeForm(), user=user)


@bp.post("/sign-in/<token>")
@public
def sign_in(token: str) -> Response:
    login_user(staff.use_sign_in_link(token), authn_via=["link"])
    return redirect(url_for("account.staff_page"))


@bp.get("/staff")
@staff_only(*ROLES)
def staff_page() -> Response:
    pages = navigation()
    if not pages:
        raise Refused("Your account has no role yet. Please ask an administrator.")
    return redirect(url_for(pages[0][1]))


@bp.get("/account")
@staff_only(*ROLES)
def account_page() -> str:
    return render_template("account/account.html", user=signed_in_user())


@bp.get("/outbox")
@staff_only("admin")
def outbox_page() -> str:
    return render_template("account/outbox.html", mails=mailing.outbox())
