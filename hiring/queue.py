"""The queue only wakes the worker: what there is to do stands in the rows, so a lost message loses nothing."""

import logging
from importlib import import_module

from flask import Flask
from huey import PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.api import Huey
from huey.serializer import SignedSerializer
from sqlalchemy.exc import SQLAlchemyError

from hiring.actions import mailing, rescorings, scoring
from hiring.db import db
from hiring.settings import Settings

POOL_LEASES = 10  # a large pool takes longer than a sitting

log = logging.getLogger(__name__)


def connect_queue(app: Flask, settings: Settings) -> Huey:
    """Make the queue of an application, its two tasks, and let actions wake the worker through it."""
    queue = _queue(settings)

    @queue.task(name="sweep")
    def sweep() -> int:
        with app.app_context():
            done = work_off(settings)
            if scoring.waiting():  # leased by a worker that may be dead: look again when the lease has run out
                sweep.schedule(delay=settings.lease_seconds)
            return done

    @queue.periodic_task(crontab(minute="*"), name="sweep every minute")
    def sweep_every_minute() -> int:
        return sweep.call_local()

    def wake() -> None:
        try:
            sweep()
        except Exception:  # the work is in the rows; the next minute's sweep finds it
            log.exception("could not wake the worker")

    app.extensions["queue"] = queue
    app.extensions["wake"] = wake
    return queue


def work_off(settings: Settings) -> int:
    """Do everything that waits, one piece at a time, and say how many pieces were done."""
    done = 0
    while (sitting_id := scoring.claim(settings.lease_seconds)) is not None:
        done += _score(sitting_id)
    done += mailing.send_waiting(settings.smtp_url, settings.mail_from, settings.lease_seconds)
    return done + _estimate_pools(settings)


def _estimate_pools(settings: Settings) -> int:
    """Estimate anew whatever pool has grown or was asked for; what that needs is loaded only then."""
    rescorings.ask_where_due()
    done = 0
    while (rescoring_id := rescorings.claim(settings.lease_seconds * POOL_LEASES)) is not None:
        try:
            import_module("hiring.actions.estimating").carry_out(rescoring_id)
            done += 1
        except SQLAlchemyError:
            db.session.rollback()
            raise
        except Exception as error:
            db.session.rollback()
            log.exception("rescoring %s failed", rescoring_id)
            rescorings.note_failure(rescoring_id, f"{type(error).__name__}: {error}")
    return done


def _score(sitting_id: int) -> int:
    """Score one sitting; whatever goes wrong stays with that sitting and never stops the others."""
    try:
        return int(scoring.score(sitting_id))
    except SQLAlchemyError:
        db.session.rollback()
        log.exception("sitting %s: the database did not take the score", sitting_id)
        raise
    except Exception as error:
        db.session.rollback()
        log.exception("sitting %s could not be scored", sitting_id)
        scoring.note_failure(sitting_id, f"{type(error).__name__}: {error}")
        return 0


def _queue(settings: Settings) -> Huey:
    """Messages are pickles, so they are signed: who can write to the queue but lacks the key runs nothing."""
    options = {"results": False, "serializer": SignedSerializer(secret=settings.secret_key)}
    if settings.queue_url.startswith("postgresql://"):
        return PostgresHuey("hiring", dsn=settings.queue_url, **options)
    if settings.queue_url.startswith(("redis://", "rediss://")):
        return RedisHuey("hiring", url=settings.queue_url, **options)
    return SqliteHuey("hiring", filename=str(settings.home / "queue.db"), **options)
