"""Pages for machines that watch the service, and the front door."""

from flask import Blueprint, render_template
from sqlalchemy.exc import SQLAlchemyError

from hiring.access import public
from hiring.actions import health

bp = Blueprint("health", __name__)


@bp.get("/")
@public
def front_page() -> str:
    return render_template("shared/front.html")


@bp.get("/health")
@public
def alive() -> str:
    return "hello"


@bp.get("/health/ready")
@public
def ready() -> tuple[dict[str, str], int]:
    try:
        health.ask_database()
    except SQLAlchemyError:
        return {"database": "does not answer"}, 503
    return {"database": "ok"}, 200
