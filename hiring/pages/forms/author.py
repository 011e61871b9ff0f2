"""The forms that authors fill in."""

from collections.abc import Sequence
from typing import Any, Self

from flask_wtf import FlaskForm
from wtforms import (
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from hiring.actions.assembling import LONGEST_TITLE, Wanted
from hiring.actions.sittings import storable
from hiring.actions.values import LONGEST_NAME, LONGEST_SENTENCE, MOST_VALUES, Value
from scenarios.scenario import Scenario
from scenarios.traits import Trait
from scenarios.translating import Text, texts_of
from scoring.assembly.demands import CHANNELS, SIZES

MOST_OFFERED = 8
LONGEST_SCENARIO_TITLE, LONGEST_TEXT = 120, 4000


def cleaned(value: str | None) -> str:
    """Text that a database can hold, without space around it."""
    return storable(value).strip() if value else ""


def _offer() -> list[SelectChoice]:
    numbers = [SelectChoice(value=str(number), label=f"{number} or more") for number in range(1, MOST_OFFERED + 1)]
    return [SelectChoice(value="", label="Does not matter"), SelectChoice(value="none", label="None"), *numbers]


class AssembleForm(FlaskForm):
    """What a job asks of its assessment; read from the address, because it only looks."""

    class Meta:
        csrf = False

    size = RadioField(
        "How long",
        choices=[
            SelectChoice(value=size, label=f"{size.capitalize()}: {many} situations, each trait in {seen} of them")
            for size, (many, seen) in SIZES.items()
        ],
        default="standard",
    )
    phone = SelectField("By phone", choices=_offer, default="")
    chat = SelectField("By chat", choices=_offer, default="")
    email = SelectField("By e-mail", choices=_offer, default="")
    counter = SelectField("At a counter", choices=_offer, default="")
    parallel = SelectField("To be compared with the people of", default="")

    @property
    def wanted(self) -> Wanted:
        """What was asked for, as the action wants it."""
        channels = {channel: self[channel].data for channel in CHANNELS if self[channel].data}
        return Wanted(self.size.data, channels, int(self.parallel.data) if self.parallel.data else None)


class PublishForm(FlaskForm):
    """Publish what was shown; `shown` names exactly that."""

    title = StringField(
        "Title of the assessment",
        filters=[cleaned],
        validators=[InputRequired("Give the assessment a title."), Length(max=LONGEST_TITLE)],
    )
    shown = HiddenField()


class ValueForm(Form):
    """One value; without a name and a sentence it is none, and nothing is asked of it."""

    name = StringField("Name of the value", filters=[cleaned], validators=[Length(max=LONGEST_NAME)])
    sentence = TextAreaField(
        "What it means at work, in one sentence",
        filters=[cleaned],
        validators=[Length(max=LONGEST_SENTENCE)],
        render_kw={"rows": 2},
    )
    traits = SelectMultipleField(
        "Which traits show it",
        choices=[SelectChoice(value=trait.value, label=trait.label) for trait in Trait],
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.name.data or self.sentence.data)

    @property
    def value(self) -> Value:
        """What was written, as the action wants it."""
        chosen = self.traits.data or []
        return Value(self.name.data, self.sentence.data, tuple(trait for trait in Trait if trait.value in chosen))

    def validate(self, extra_validators: Any = None) -> bool:
        """Everything or nothing."""
        is_valid = super().validate(extra_validators)
        if self.is_empty:
            return is_valid
        missing = {
            self.name: "Give the value a name.",
            self.sentence: "Say what it means at work.",
            self.traits: "Choose at least one trait.",
        }
        for field, words in missing.items():
            if not field.data and not field.errors:
                field.errors = [words]
                is_valid = False
        return is_valid


class ValuesForm(FlaskForm):
    """All values on one page: those that are there, and an empty one to add."""

    values = FieldList(FormField(ValueForm), max_entries=MOST_VALUES)

    @classmethod
    def filled(cls, stated: Sequence[Value]) -> Self:
        """The form with what stands now, or with what was sent."""
        rows = [{"name": each.name, "sentence": each.sentence, "traits": list(each.traits)} for each in stated]
        return cls(data={"values": [*rows, {}][:MOST_VALUES]})

    @property
    def stated(self) -> list[Value]:
        """What was written, in its order."""
        return [row.form.value for row in self.values if not row.form.is_empty]


class TranslationForm(FlaskForm):
    """One field for each text that candidates read; made for a scenario."""

    @classmethod
    def for_scenario(cls, scenario: Scenario) -> type[Self]:
        """The form for what candidates read of a scenario."""
        fields = {each.name: _translated(each) for each in texts_of(scenario)}
        return type("TranslationForm", (cls,), fields)

    @property
    def words(self) -> dict[str, str]:
        """What was written, by the name of each text."""
        return {field.name: field.data for field in self if field.type == "TextAreaField"}


def _translated(text: Text) -> TextAreaField:
    most = LONGEST_SCENARIO_TITLE if text.name == "title" else LONGEST_TEXT
    checks = [
        DataRequired(f"{text.label}: write it in the other language."),
        Length(max=most, message=f"{text.label}: at most {most} characters."),
    ]
    rows = 2 + len(text.words) // 45
    return TextAreaField(text.label, filters=[cleaned], validators=checks, render_kw={"rows": rows})
