"""Sample pages in the real look, and the smallest server that keeps the autosave contract."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask, Response, jsonify, render_template, request
from flask_babel import Babel
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from wtforms import (
    BooleanField,
    FileField,
    Form,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
)
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from hiring import languages
from hiring.actions.marking import Segment
from hiring.actions.validation import Validation
from hiring.pages.forms import govuk
from hiring.pages.passages import passages
from scenarios.traits import Trait
from scoring.people import Standing, State

ROOT = Path(__file__).resolve().parents[2]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGES = ("situation", "judging", "shortlist", "person", "editor", "receipt")
TRAITS = ("Warmth", "Anticipatory", "Optimistic", "Empathic", "Conscientious", "Good listener")
LEVELS = ("Very poor", "Poor", "Fair", "Good", "Very good")


def choices(*labels: str) -> list[SelectChoice]:
    return [SelectChoice(value=str(number), label=label) for number, label in enumerate(labels, 1)]


class AnswerForm(Form):
    text = TextAreaField("Write the reply you would send to Rosa")


class JudgingForm(AnswerForm):
    first = RadioField("“Our standard time is five working days.”", choices=choices(*LEVELS))


class OrderForm(Form):
    order = SelectField("Order by", choices=choices("Overall fit", "Warmth"))


class EditorForm(Form):
    ticket = HiddenField(default="t-1")
    title = StringField("Title", [validators.InputRequired("Enter a title")])
    secret = PasswordField("Password", render_kw={"autocomplete": "current-password"})
    channel = RadioField(
        "Where it happens",
        [validators.InputRequired("Choose where it happens")],
        choices=choices("Chat", "Email", "Phone"),
    )
    story = TextAreaField("What the customer says", description="First person, 40 to 120 words.")
    traits = SelectMultipleField(
        "Traits", choices=choices(*TRAITS), widget=ListWidget(), option_widget=CheckboxInput(), default=["2"]
    )
    family = SelectField("Family", [validators.Optional()], choices=choices("Listening actively", "Adding value"))
    sheet = FileField("Spreadsheet")
    agreed = BooleanField("I have read the checks")


@dataclass
class Saved:
    """What the server holds of one answer, and how it misbehaves next."""

    text: str = ""
    choices: dict[str, str] = field(default_factory=dict)
    revision: int = 0
    keys: dict[str, int] = field(default_factory=dict)
    writes: list[dict] = field(default_factory=list)
    submits: list[dict] = field(default_factory=list)
    troubles: list[int] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)
    lost_replies: int = 0
    conflicts: int = 0

    def take(self, write: dict) -> tuple[dict, int]:
        self.writes.append(write)
        if self.delays:
            time.sleep(self.delays.pop(0))
        if self.troubles:
            return {"message": "Too long: 900 characters at most"}, self.troubles.pop(0)
        if write["key"] not in self.keys and write["revision"] != self.revision:
            self.conflicts += 1
            return {"revision": self.revision, "text": self.text, "message": "Saved in another tab at 10:40."}, 409
        kept = self.keep(write)
        if self.lost_replies:
            self.lost_replies -= 1
            return {}, 503
        return kept, 200

    def keep(self, write: dict) -> dict:
        if write["key"] not in self.keys:
            self.revision += 1
            self.keys[write["key"]] = self.revision
            self.text, self.choices = write["text"], write.get("choices", {})
        return {"revision": self.revision, "saved_at": "10:42"}


@dataclass(frozen=True)
class Person:
    place: str
    code: str
    name: str
    overall: int
    balance: str = "Balanced"
    tone: str = ""
    starts_band: bool = False


PEOPLE = (
    Person("1-2", "C-4417321", "Priya N.", 78),
    Person("1-2", "C-4402", "Tomasz K.", 76),
    Person("3-4", "C-4431", "Ada O.", 70, "Leans loud", "loud", starts_band=True),
    Person("3-4", "C-4420", "Mei L.", 69, "Leans quiet", "quiet"),
    Person("5", "C-4409", "Sam R.", 58, starts_band=True),
)
STORY = (
    "You work in chat for a shop. Rosa writes:\n"
    '"Hi. This is the second lamp, and the glass is cracked again. The wedding is on Saturday."\n'
    "The Leeds store has two lamps."
)
SITUATIONS = ({"id": "S01", "title": "The second lamp"}, {"id": "S02", "title": "An order for somebody else's wedding"})
VALIDATION = Validation(
    (
        Standing("S01", Trait.WARMTH),
        Standing("S01", Trait.EMPATHIC, State.REFUSED, "Only 12 rated answers could be used; 30 are needed.", 12),
        Standing(
            "S02",
            Trait.OPTIMISTIC,
            State.USABLE,
            n=120,
            figures={"qwk": 0.71, "qwk_low": 0.62, "qwk_high": 0.78, "length_only": 0.2},
        ),
    )
)
SEGMENTS = (
    Segment("Hi Rosa, ", (), ""),
    Segment("two broken lamps in a row", ("fact used",), "The second lamp came broken, too."),
    Segment(" is not what you should be dealing with. ", (), ""),
    Segment("Calm down", ("against", "dismissal"), "Tells the customer how to feel."),
    Segment(", I will call Leeds now.\nYours, Kim", (), ""),
)


def context(page: str, saved: Saved) -> dict:
    answer = JudgingForm if page == "judging" else AnswerForm
    forms = {"editor": EditorForm, "shortlist": OrderForm}
    form = forms.get(page, answer)(data=None if page in forms else {"text": saved.text})
    broken = page == "editor" and not form.validate()
    return {
        "title": page.capitalize(),
        "employer": "Northwind Care Team",
        "form": form,
        "has_errors": broken,
        "wide": page == "shortlist",
        "back": {"href": "/situation", "text": "Situation 2"},
        "saved": saved,
        "saved_at": "10:42" if saved.revision else "",
        "footer_links": [("What is scored and who sees it", "/a"), ("Ask for a person", "/b"), ("Your data", "/c")],
        "navigation": [("Openings", "/shortlist", True), ("Scenarios", "/editor", False), ("Sign out", "/out", False)],
        "story": STORY,
        "people": PEOPLE,
        "columns": ("Loud side", *TRAITS[:3], "Quiet side", *TRAITS[3:]),
        "segments": SEGMENTS,
        "scenarios": SITUATIONS,
        "validation": VALIDATION,
    }


def make_app() -> Flask:
    app = Flask("look", static_folder=str(ROOT / "hiring" / "static"))
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader([ROOT / "templates", Path(__file__).parent / "pages"]),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    Babel(app)
    app.jinja_env.filters.update(govuk.FILTERS | {"passages": passages, "language_name": languages.name})
    app.jinja_env.globals["csrf_token"] = lambda: "token-1"
    app.config["saved"] = Saved()
    add_routes(app)
    return app


def add_routes(app: Flask) -> None:
    @app.get("/<page>")
    def show(page: str) -> str:
        name = "situation" if page == "judging" else page
        return render_template(f"{name}.html", **context(page, app.config["saved"]))

    @app.post("/save")
    def save() -> tuple[Response, int]:
        write = request.get_json() | {"token": request.headers["X-CSRFToken"]}
        body, status = app.config["saved"].take(write)
        return jsonify(body), status

    @app.post("/answer")
    def answer() -> str:
        app.config["saved"].submits.append(request.form.to_dict())
        return render_template("receipt.html", **context("receipt", app.config["saved"]))

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = POLICY
        return response
