"""Secrets that travel in links; the database only ever sees their hash."""

import hashlib
import secrets


def new_token() -> str:
    """Make a 256-bit token in 43 characters that an address can carry."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """Hash a token for keeping; with 256 random bits neither salt nor stretching is needed."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
