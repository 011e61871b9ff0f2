"""The queue wakes the worker, and nothing that we did not put there is ever opened."""

import pickle
import sqlite3

import pytest
from huey.exceptions import HueyException

from hiring.queue import connect_queue
from hiring.worker import start_beside


class Opened(Exception):
    """Raised when a foreign message is unpickled."""


class Bomb:
    """A message that does something when it is opened."""

    def __reduce__(self):
        return _explode, ()


def _explode():
    raise Opened


def test_a_message_that_we_did_not_sign_is_never_opened(app):
    queue = connect_queue(app, app.extensions["settings"])
    queue.storage.enqueue(pickle.dumps(Bomb()))
    with pytest.raises((HueyException, ValueError)) as refused:
        queue.dequeue()
    assert not isinstance(refused.value, Opened)


def test_waking_puts_one_message_into_the_queue(app):
    before = app.extensions["queue"].pending_count()
    app.extensions["wake"]()
    assert app.extensions["queue"].pending_count() == before + 1


def test_a_queue_that_is_broken_stops_nobody_from_submitting(app, tmp_path, caplog):
    app.extensions["queue"].storage.close()
    with sqlite3.connect(tmp_path / "queue.db") as broken:
        broken.execute("DROP TABLE task")
    app.extensions["wake"]()
    assert "could not wake the worker" in caplog.text


def test_a_worker_beside_the_web_process_stops_when_told(app):
    worker = start_beside(app)
    worker.stop(graceful=True)
    assert worker.stop_flag.is_set()
