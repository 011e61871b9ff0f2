"""Rate limits: guessing passwords or codes is slow, whatever the account, its spelling and the address."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_security import current_user

from hiring.actions.staff import clean_address
from hiring.errors import Invalid

limiter = Limiter(get_remote_address)

GUESSES = "10 per 15 minutes"
BY_USER = ("verify", "change_password", "two_factor_setup_validate", "two_factor_token_validation")


def limit_sign_in(app: Flask) -> None:
    """Limit tries per account and per address; the same for an account that does not exist."""
    views = app.view_functions
    per_account = limiter.limit(GUESSES, key_func=_account, methods=["POST"])
    per_address = limiter.limit("60 per 15 minutes", methods=["POST"])
    views["security.login"] = per_address(per_account(views["security.login"]))
    for name in BY_USER:
        views[f"security.{name}"] = limiter.limit(GUESSES, key_func=_user, methods=["POST"])(views[f"security.{name}"])


def _account() -> str:
    """The account that somebody tries to enter: every spelling of its address is the same account."""
    sent = request.get_json(silent=True) if request.is_json else request.form
    email = str(sent.get("email", "")) if hasattr(sent, "get") else ""
    try:
        return f"account:{clean_address(email)}"
    except Invalid:
        return f"account:{email[:254]}"


def _user() -> str:
    """Who is signed in, or about to be by a second step; else the address."""
    return f"user:{current_user.get_id()}" if current_user.is_authenticated else get_remote_address()
