"""The one place where the parts meet."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, request, session, url_for
from flask_login import user_logged_in, user_logged_out
from flask_migrate import Migrate
from flask_security import Security, SQLAlchemyUserDatastore
from flask_wtf.csrf import CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from werkzeug.routing import IntegerConverter, Map
from whitenoise import WhiteNoise

from hiring import access, headers, languages
from hiring.db import db
from hiring.error_pages import answer_errors
from hiring.limits import limit_sign_in, limiter
from hiring.models import Role, User
from hiring.pages import account, assessments, author, candidate, decisions, estimates, health, recruiter
from hiring.pages.forms import govuk
from hiring.queue import connect_queue
from hiring.settings import Settings, read_settings

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
STATIC = Path(__file__).resolve().parent / "static"
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


class SmallInteger(IntegerConverter):
    """A number in an address that a database can hold; a larger one leads nowhere."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=2**31 - 1)


def create_app(**overrides: object) -> Flask:
    """Build the application from the environment; overrides replace single settings."""
    settings = read_settings(**overrides)
    app = Flask("hiring", template_folder=str(TEMPLATES), static_folder=str(STATIC))
    app.config.from_mapping(_flask_config(settings))
    app.extensions["settings"] = settings
    app.url_map.converters["int"] = SmallInteger
    _prepare_templates(app, settings)
    db.init_app(app)
    Migrate(app, db, directory=str(MIGRATIONS), render_as_batch=True)
    limiter.init_app(app)
    CSRFProtect(app)
    _let_staff_in(app)
    for pages in (account, assessments, author, candidate, decisions, estimates, health, recruiter):
        app.register_blueprint(pages.bp)
    limit_sign_in(app)
    app.before_request(access.same_origin)
    headers.send_security_headers(app, is_https=settings.is_https)
    answer_errors(app)
    connect_queue(app, settings)
    access.every_page_has_a_guard(app)
    app.wsgi_app = _serve_static(app.wsgi_app)  # type: ignore[method-assign]
    return app


def _serve_static(application: Any) -> WhiteNoise:
    """Style and script under the same headers as pages, for our own pages only."""

    def add(found: Any, _path: str, _url: str) -> None:
        for name, value in headers.HEADERS.items():
            found[name] = value

    options = {"max_age": 3600, "allow_all_origins": False, "add_headers_function": add}
    return WhiteNoise(application, root=str(STATIC), prefix="static/", **options)


def _flask_config(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(settings.database_url),
        "MAX_CONTENT_LENGTH": settings.max_body_kib * 1024,
        "MAX_FORM_MEMORY_SIZE": settings.max_body_kib * 1024,
        "MAX_FORM_PARTS": 200,
        "SESSION_COOKIE_NAME": "hiring",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_SECURE": settings.is_https,
        "REMEMBER_COOKIE_DURATION": timedelta(hours=12),
        "WTF_CSRF_SSL_STRICT": False,  # it wants a Referer, which our pages never send; see access.same_origin
        "WTF_CSRF_TIME_LIMIT": None,  # a candidate may take a day; the token is bound to their session anyway
        "RATELIMIT_STORAGE_URI": settings.limits_url,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SALT": settings.secret_key,
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_CHANGEABLE": True,
        "SECURITY_CHANGE_URL": "/account/password",
        "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
        "SECURITY_POST_CHANGE_VIEW": "/account",
        "SECURITY_PASSWORD_LENGTH_MIN": 12,
        "SECURITY_CHANGE_PASSWORD_TEMPLATE": "account/change_password.html",
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TOTP_SECRETS": {"1": settings.secret_key},
        "SECURITY_TOTP_ISSUER": settings.employer,
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_POST_LOGIN_VIEW": "/staff",
        "SECURITY_POST_LOGOUT_VIEW": "/",
        "SECURITY_LOGIN_USER_TEMPLATE": "account/sign_in.html",
        "SECURITY_TWO_FACTOR_SETUP_TEMPLATE": "account/two_factor_setup.html",
        "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "account/two_factor_code.html",
        "SECURITY_VERIFY_TEMPLATE": "account/confirm_password.html",
        "SECURITY_TWO_FACTOR_SETUP_URL": "/account/second-step",
        "SECURITY_TWO_FACTOR_POST_SETUP_VIEW": "/account",
        "SECURITY_FRESHNESS": timedelta(hours=1),
    }


def _engine_options(url: str) -> dict[str, Any]:
    """Keep answers out of error texts; fail soon when nobody answers; find a restarted database again."""
    quiet = {"hide_parameters": True}
    if url.startswith("postgresql"):
        return quiet | {"pool_pre_ping": True, "connect_args": {"connect_timeout": 5}}
    return quiet


def _prepare_templates(app: Flask, settings: Settings) -> None:
    """Our templates, and the kit's macros under their own prefix."""
    kit = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = ChoiceLoader([FileSystemLoader(TEMPLATES), kit])
    app.jinja_env.filters.update(govuk.FILTERS)
    languages.speak(app)

    @app.context_processor
    def common() -> dict[str, Any]:
        return {
            "employer": settings.employer,
            "contact": settings.contact,
            "navigation": [(label, url_for(page), request.endpoint == page) for label, page in access.navigation()],
        }


def _let_staff_in(app: Flask) -> None:
    """Accounts with password and second step; sessions begin and end with nothing of anybody else in them."""
    Security(app, SQLAlchemyUserDatastore(db, User, Role))
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]  # no tokens in addresses

    @user_logged_in.connect_via(app)
    def begin_afresh(_sender: Flask, **_: Any) -> None:
        """Whatever the session was before, a candidate's or a stranger's, is over."""
        for name in ("link", "course", "csrf_token"):
            session.pop(name, None)

    @user_logged_out.connect_via(app)
    def forget(_sender: Flask, user: User, **_: Any) -> None:
        """A cookie copied before the sign-out must not work after it."""
        session.pop("csrf_token", None)
        app.extensions["security"].datastore.set_uniquifier(user)
        db.session.commit()
