"""The forms that authors fill in."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from hiring.actions.assembling import LONGEST_TITLE, Wanted
from hiring.actions.sittings import storable
from scoring.assembly.demands import CHANNELS, SIZES

MOST_OFFERED = 8


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
