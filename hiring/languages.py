"""The languages that candidates can read; staff pages are in English."""

from collections.abc import Iterable
from datetime import datetime

from babel import Locale
from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import Babel, format_datetime, format_decimal, get_locale, gettext, refresh

from scoring.language import written_in

ENGLISH = "en"
# By their own names, so that whoever reads one of them finds it.
LANGUAGES = {ENGLISH: "English", "es": "Español"}


def speak(app: Flask) -> None:
    """Let pages be in the language of whoever asks for them."""
    Babel(app, locale_selector=chosen)
    app.jinja_env.filters.update({"moment": moment, "day": day, "tenths": tenths})
    app.jinja_env.filters.update({"language_name": name, "written_in": written_in})

    @app.context_processor
    def common() -> dict[str, object]:
        return {"language": current(), "other_languages": [(code, LANGUAGES[code]) for code in _others()]}


def current() -> str:
    """The language that is spoken now."""
    return str(get_locale() or ENGLISH)


def chosen() -> str:
    """The language of the page that is asked for: what was chosen, else the best of those that the browser names."""
    if not has_request_context() or not _is_for_candidates():
        return ENGLISH
    offered = _offered()
    wanted = session.get("language")
    if wanted in offered:
        return str(wanted)
    wishes = (wish.partition("-")[0].lower() for wish, weight in request.accept_languages if weight > 0)
    return next((wish for wish in wishes if wish in offered), ENGLISH)


def offer(languages: Iterable[str]) -> None:
    """Offer these languages on this page, and speak the one that its address asks for from now on, if it is one."""
    g.languages = [language for language in languages if language in LANGUAGES]
    wanted = request.args.get("language")
    if wanted in g.languages:
        session["language"] = wanted
    refresh()


def begin(languages: Iterable[str]) -> None:
    """Empty the session of whoever comes in, but for the language they chose before."""
    wanted = session.get("language")
    session.clear()
    session["languages"] = [language for language in languages if language in LANGUAGES]
    if wanted in session["languages"]:
        session["language"] = wanted


def name(code: str) -> str:
    """What a language is called in English, for staff."""
    return Locale.parse(code).english_name or code


def moment(at: datetime | None) -> str:
    """A date with its time of day, and its zone: the reader's clock may say something else."""
    pattern = gettext("dd MMMM y, HH:mm")
    return f"{format_datetime(at, pattern, rebase=False)} UTC" if at else ""


def day(at: datetime) -> str:
    """Only the day, where the minute would tell who somebody is."""
    return format_datetime(at, gettext("dd MMMM y"), rebase=False)


def tenths(number: float) -> str:
    """A number with one decimal."""
    return format_decimal(number, "0.0")


def _offered() -> list[str]:
    found: list[str] = g.get("languages") or session.get("languages") or list(LANGUAGES)
    return found


def _others() -> list[str]:
    return [code for code in _offered() if code != current()] if has_request_context() else []


def _is_for_candidates() -> bool:
    """Pages that candidates are shown, and addresses where there is no page, unless staff is asking."""
    if request.endpoint is None:
        return "_user_id" not in session
    kind, _ = getattr(current_app.view_functions.get(request.endpoint), "guard", ("", ()))
    return kind == "candidate" or request.blueprint == "candidate" or request.endpoint == "health.front_page"
