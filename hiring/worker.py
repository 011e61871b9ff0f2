"""The worker: a huey consumer that scores what was submitted and sends what was written."""

from typing import Any

from flask import Flask
from huey.consumer import Consumer


class _QuietSignals(Consumer):
    """A consumer inside the web process: the server, not the queue, answers to signals."""

    def _set_signal_handlers(self) -> None:
        return


def run_worker(app: Flask) -> None:
    """Work until told to stop; begins with a sweep, since messages may have been lost."""
    consumer = Consumer(app.extensions["queue"], **_options())
    app.extensions["wake"]()
    consumer.run()


def start_beside(app: Flask) -> Consumer:
    """Start a worker in threads of this process, for the small installation; the caller stops it."""
    consumer = _QuietSignals(app.extensions["queue"], **_options())
    app.extensions["wake"]()
    consumer.start()
    return consumer


def _options() -> dict[str, Any]:
    """One thread, since rating is pure computation; SIGTERM lets it finish the piece in hand."""
    return {"workers": 1, "worker_type": "thread", "max_delay": 1.0, "graceful_signal": "TERM"}
