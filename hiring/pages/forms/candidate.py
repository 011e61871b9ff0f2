"""The forms that candidates fill in."""

import secrets
from textwrap import shorten

from flask_babel import format_decimal, gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from hiring.actions.sittings import LONGEST_DRAFT, Given, storable
from scenarios.tasks import Task
from scenarios.view import JudgingView

PREFIX = "choice_"
LEVELS = (
    lazy_gettext("1 Very ineffective"),
    lazy_gettext("2 Rather ineffective"),
    lazy_gettext("3 In between"),
    lazy_gettext("4 Rather effective"),
    lazy_gettext("5 Very effective"),
)


def as_fields(choices: dict[str, int | str] | None) -> dict[str, str]:
    """Choices as the fields of a page name them."""
    return {f"{PREFIX}{name}": str(value) for name, value in (choices or {}).items()}


def from_fields(fields: dict[str, object]) -> dict[str, int | str]:
    """Choices as the domain names them; what is no level stays text and is refused later."""
    chosen = {
        name.removeprefix(PREFIX): str(value) for name, value in fields.items() if name.startswith(PREFIX) and value
    }
    return {name: int(value) if value in {"1", "2", "3", "4", "5"} else value for name, value in chosen.items()}


def new_key() -> str:
    """A fresh idempotency key, for a page without script to send back."""
    return secrets.token_hex(16)


class SafeForm(FlaskForm):
    """A form that carries nothing but the token against forged requests."""


class _KeptForm(FlaskForm):
    """What every answer carries: the key of this write and the revision the page knows."""

    key = HiddenField(default=new_key, validators=[Length(min=8, max=64)])
    revision = IntegerField(default=0, widget=HiddenInput(), validators=[Optional(), NumberRange(min=0, max=10**9)])


def _can_be_kept(_form: FlaskForm, field: Field) -> None:
    if len(field.data or "") > LONGEST_DRAFT:
        most = format_decimal(LONGEST_DRAFT)
        raise ValidationError(gettext("Your answer is too long: at most %(most)s characters can be kept.", most=most))


class WritingForm(_KeptForm):
    """An answer in the candidate's own words."""

    text = TextAreaField(
        lazy_gettext("Your reply"),
        filters=[lambda value: storable(value) if value else ""],
        validators=[_can_be_kept],
    )

    def blame(self, problem: str) -> None:
        """Put a problem that the action found beside the box."""
        self.text.errors = [problem]

    def given(self, task: Task) -> Given:
        """The answer as the action wants it."""
        return Given(task=task, key=self.key.data or "", revision=self.revision.data or 0, text=self.text.data or "")


class JudgingForm(_KeptForm):
    """Judgements of possible replies; `for_task` adds a field for each."""

    @classmethod
    def for_task(cls, asked: JudgingView) -> type["JudgingForm"]:
        """A form class with one field for each reply, or with the best and the worst."""
        if asked.kind == "rate_each":
            levels = {str(number): str(words) for number, words in enumerate(LEVELS, 1)}
            fields = {f"{PREFIX}{option.id}": _radio(option.text, levels) for option in asked.options}
        else:
            replies = {option.id: option.text for option in asked.options}
            fields = {
                f"{PREFIX}best": _radio(gettext("Which reply is the best here?"), replies),
                f"{PREFIX}worst": _radio(gettext("Which reply is the worst here?"), replies),
            }
        return type("JudgingFormOfTask", (cls,), fields)

    def choices(self) -> dict[str, int | str]:
        """What was chosen, by option id, or by best and worst."""
        return from_fields({name: field.data for name, field in self._fields.items()})

    def blame(self, problem: str) -> None:
        """Put a problem that the action found beside the last question."""
        [field for name, field in self._fields.items() if name.startswith(PREFIX)][-1].errors = [problem]

    def given(self, task: Task) -> Given:
        """The choices as the action wants them."""
        return Given(task=task, key=self.key.data or "", revision=self.revision.data or 0, choices=self.choices())


def _radio(label: str, choices: dict[str, str]) -> RadioField:
    offered = [SelectChoice(value=value, label=words) for value, words in choices.items()]
    asked = shorten(label, 60, placeholder=" ...")
    missing = InputRequired(gettext("Choose one answer here: %(asked)s", asked=asked))
    return RadioField(label, choices=offered, validators=[missing])
