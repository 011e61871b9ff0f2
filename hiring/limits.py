"""Rate limits: guessing passwords or links is slow, whatever the account and the address."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address)

GUESSES = "10 per 15 minutes"


def limit_sign_in(app: Flask) -> None:
    """Limit tries per account and per address; the same for an account that does not exist."""
    per_account = limiter.limit(GUESSES, key_func=_account, methods=["POST"])
    per_address = limiter.limit("60 per 15 minutes", methods=["POST"])
    app.view_functions["security.login"] = per_address(per_account(app.view_functions["security.login"]))
    codes = app.view_functions["security.two_factor_token_validation"]
    app.view_functions["security.two_factor_token_validation"] = limiter.limit(GUESSES, methods=["POST"])(codes)


def _account() -> str:
    return f"account:{request.form.get('email', '').strip().lower()[:254]}"
