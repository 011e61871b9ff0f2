"""Tell the worker that something waits; if this is lost, its next sweep finds the work all the same."""

from flask import current_app


def wake_worker() -> None:
    """Put one message into the queue."""
    current_app.extensions["wake"]()
