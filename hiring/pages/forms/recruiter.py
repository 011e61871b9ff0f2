"""The forms that recruiters fill in."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from hiring.actions.sittings import storable


def _clean(value: str | None) -> str:
    return storable(value).strip() if value else ""


class OpeningForm(FlaskForm):
    """A new opening."""

    title = StringField(
        "Title of the job", filters=[_clean], validators=[InputRequired("Give the opening a title."), Length(max=200)]
    )
    assessment = SelectField("Assessment", coerce=int)


class InviteForm(FlaskForm):
    """Pasted addresses; `confirmed` is set by the second page, which shows what will happen."""

    addresses = TextAreaField(
        "E-mail addresses",
        filters=[_clean],
        validators=[
            InputRequired("Paste at least one address."),
            Length(max=100_000, message="At most 100,000 characters at a time."),
        ],
        render_kw={"rows": 8},
    )
    confirmed = HiddenField()


class UnblindForm(FlaskForm):
    """Why a name has to be seen."""

    why = StringField(
        "Why do you need to see the name?", filters=[_clean], validators=[InputRequired("Say why."), Length(max=500)]
    )


class RescoreForm(FlaskForm):
    """Why scores are to be estimated anew."""

    why = StringField(
        "Why should the scores be estimated anew?",
        filters=[_clean],
        validators=[InputRequired("Say why."), Length(max=500)],
    )
