"""Every error becomes one page, or one JSON object for a script, with a sentence that a person understands."""

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, flash, redirect, render_template, request, url_for
from flask_babel import lazy_gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from hiring.db import db
from hiring.errors import HiringError, NotSignedIn, Unreachable

log = logging.getLogger(__name__)

WORDS = {
    HTTPStatus.NOT_FOUND: (
        lazy_gettext("Page not found"),
        lazy_gettext("There is nothing at this address. Please check that you copied all of it."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        lazy_gettext("That did not work"),
        lazy_gettext("This address cannot be used in that way. Nothing was changed."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        lazy_gettext("That is too much at once"),
        lazy_gettext(
            "What you sent is larger than we accept. Nothing was changed. Please shorten it and send it again."
        ),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        lazy_gettext("Too many tries"),
        lazy_gettext("There were too many tries in a short time. Please wait a few minutes."),
    ),
}
ANYTHING_ELSE = (
    lazy_gettext("That did not work"),
    lazy_gettext("We could not understand this request. Nothing was changed."),
)
STALE_FORM = lazy_gettext(
    "This form was open for too long or came from elsewhere. Nothing was changed. "
    "Please reload the page and send it again."
)
DATABASE_DOWN = lazy_gettext(
    "Our database does not answer, so your last change may not have been kept. Please try again in a minute."
)
OUR_FAULT = lazy_gettext(
    "Something went wrong on our side, not yours. We keep what was saved before. Please try again."
)


def answer_errors(app: Flask) -> None:
    """Register the answer of every kind of error."""
    app.register_error_handler(HiringError, _say)
    app.register_error_handler(
        CSRFError, lambda _error: _say(_refusal(HTTPStatus.BAD_REQUEST, lazy_gettext("That did not work"), STALE_FORM))
    )
    app.register_error_handler(HTTPException, _library_error)
    app.register_error_handler(OperationalError, _database_down)
    app.register_error_handler(InterfaceError, _database_down)
    app.register_error_handler(Exception, _unexpected)


def _say(error: HiringError) -> Any:
    """Tell the person; staff who are not signed in are led to where they can sign in."""
    is_staff_page = request.blueprint not in {"candidate", None}
    if isinstance(error, NotSignedIn) and is_staff_page and request.method == "GET":
        flash(error.message)
        return redirect(url_for("security.login", next=request.path))
    if request.is_json or request.path.endswith(".json"):
        return {"title": str(error.title), "message": error.message, "status": int(error.status)}, error.status
    return render_template("shared/error.html", error=error), error.status


def _library_error(error: HTTPException) -> Any:
    if error.response is not None or error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error
    title, message = WORDS.get(HTTPStatus(error.code), ANYTHING_ELSE)
    return _say(_refusal(HTTPStatus(error.code), title, message))


def _database_down(error: Exception) -> Any:
    log.error("database: %s", error)
    db.session.rollback()
    return _say(Unreachable(str(DATABASE_DOWN)))


def _unexpected(_error: Exception) -> Any:
    """Our fault: say so, keep the details in the log only."""
    log.exception("unexpected error on %s", request.endpoint)
    db.session.rollback()
    return _say(_refusal(HTTPStatus.INTERNAL_SERVER_ERROR, lazy_gettext("Something went wrong"), OUR_FAULT))


def _refusal(status: HTTPStatus, title: object, message: object) -> HiringError:
    refusal = HiringError(str(message))
    refusal.status, refusal.title = status, title
    return refusal
