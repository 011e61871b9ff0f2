"""What can go wrong, in the words of the domain; error_pages.py turns each into one HTTP answer."""

from http import HTTPStatus

from flask_babel import lazy_gettext


class HiringError(Exception):
    """A refusal with a sentence for the person who asked; nothing was changed."""

    status = HTTPStatus.BAD_REQUEST
    title: object = lazy_gettext("That did not work")

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Misconfigured(HiringError):
    """A setting is missing or wrong, so the service cannot start."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    title = lazy_gettext("The service is not set up")


class Unreachable(HiringError):
    """The database does not answer."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    title = lazy_gettext("We cannot reach our records")


class Missing(HiringError):
    """Not there, or not for this person: the answer is the same, so that nobody learns which."""

    status = HTTPStatus.NOT_FOUND
    title = lazy_gettext("Page not found")


class Refused(HiringError):
    """The person is known but may not do this."""

    status = HTTPStatus.FORBIDDEN
    title = lazy_gettext("You cannot do this")


class NotSignedIn(HiringError):
    """Nobody is signed in where somebody has to be."""

    status = HTTPStatus.UNAUTHORIZED
    title = lazy_gettext("Please open your link again")


class LinkUnusable(HiringError):
    """A link that was used up, revoked, or has run out."""

    status = HTTPStatus.GONE
    title = lazy_gettext("This link no longer works")


class AlreadyFinished(HiringError):
    """The sitting was submitted, so its answers stay as they are."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    title = lazy_gettext("Your answers are already submitted")


class NotYet(HiringError):
    """An earlier part of the situation has to be answered first."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    title = lazy_gettext("Not yet")


class Invalid(HiringError):
    """What was sent cannot be accepted; the message says what and where."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    title = lazy_gettext("Please check what you entered")
