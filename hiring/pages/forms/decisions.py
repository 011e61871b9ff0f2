"""The forms in which several people say what a job needs, who is good enough, and what they read."""

from collections.abc import Mapping, Sequence

from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from hiring.pages.forms.recruiter import clean
from scenarios.scenario import Scenario
from scenarios.traits import Trait
from scoring.job_analysis import Need

IMPORTANCE = (
    "1 Hardly matters",
    "2 Helps a little",
    "3 Matters",
    "4 Matters a lot",
    "5 Decides whether the work is good",
)
FREQUENCY = ("1 Hardly ever", "2 Some days a month", "3 Some days a week", "4 Every day", "5 Many times a day")
ASPECTS = {"importance": IMPORTANCE, "frequency": FREQUENCY}
YES_OR_NO = (
    SelectChoice(value="yes", label="Yes, they left it"),
    SelectChoice(value="no", label="No, they kept to it"),
)
HALVES = tuple(f"{half / 2:g}" for half in range(2, 11))


class ReasonForm(FlaskForm):
    """Why something changes."""

    why = StringField(
        "Why do the weights change?", filters=[clean], validators=[InputRequired("Say why."), Length(max=500)]
    )


class NeedsForm(FlaskForm):
    """How important each trait is in the job, and how often it is needed; `for_traits` adds the fields."""

    @classmethod
    def for_traits(cls) -> type["NeedsForm"]:
        """A form class with two fields for each trait."""
        fields = {
            f"{aspect}_{trait.value}": _choice(aspect.capitalize(), {word[0]: word for word in words}, trait.label)
            for trait in Trait
            for aspect, words in ASPECTS.items()
        }
        return type("NeedsFormOfTraits", (cls,), fields)

    @classmethod
    def kept(cls, needs: Mapping[Trait, Need]) -> dict[str, str]:
        """What somebody said before, as fields name it."""
        return {
            f"{aspect}_{trait.value}": str(getattr(need, aspect)) for trait, need in needs.items() for aspect in ASPECTS
        }

    def of(self, trait: Trait) -> list[Field]:
        """The fields of one trait."""
        return [self[f"{aspect}_{trait.value}"] for aspect in ASPECTS]

    def needs(self) -> dict[Trait, Need]:
        """What was chosen."""
        return {trait: Need(*(int(field.data) for field in self.of(trait))) for trait in Trait}


class CutForm(FlaskForm):
    """The level that somebody just good enough would reach in each situation; `for_scenarios` adds the fields."""

    @classmethod
    def for_scenarios(cls, scenarios: Sequence[Scenario]) -> type["CutForm"]:
        """A form class with a field for each situation."""
        levels = {half: half for half in HALVES}
        fields = {
            f"level_{each.id}": _choice("Level of somebody just good enough", levels, each.title) for each in scenarios
        }
        return type("CutFormOfScenarios", (cls,), fields)

    @classmethod
    def kept(cls, levels: Mapping[str, float]) -> dict[str, str]:
        """What somebody judged before, as fields name it."""
        return {f"level_{scenario}": f"{level:g}" for scenario, level in levels.items()}

    def of(self, scenario: Scenario) -> Field:
        """The field of one situation."""
        return self[f"level_{scenario.id}"]

    def levels(self) -> dict[str, float]:
        """What was chosen, by scenario."""
        named = (name for name in self._fields if name.startswith("level_"))
        return {name.removeprefix("level_"): float(self[name].data) for name in named}


class ScriptForm(FlaskForm):
    """Whether answers left the usual process, as somebody read them; `for_scenarios` adds a field for each."""

    @classmethod
    def for_scenarios(cls, scenarios: Sequence[Scenario]) -> type["ScriptForm"]:
        """A form class with a yes or no for each situation; none of them has to be chosen."""
        fields = {
            f"left_{each.id}": RadioField(each.title, choices=YES_OR_NO, validators=[Optional()]) for each in scenarios
        }
        return type("ScriptFormOfScenarios", (cls,), fields)

    @classmethod
    def kept(cls, read: Mapping[str, bool]) -> dict[str, str]:
        """What was read before, as fields name it."""
        return {f"left_{scenario}": "yes" if left else "no" for scenario, left in read.items()}

    def of(self, scenario: Scenario) -> Field:
        """The field of one situation."""
        return self[f"left_{scenario.id}"]

    def left(self) -> dict[str, bool]:
        """What was chosen, by scenario."""
        named = (name for name in self._fields if name.startswith("left_") and self[name].data)
        return {name.removeprefix("left_"): self[name].data == "yes" for name in named}


def _choice(label: str, choices: Mapping[str, str], of: str) -> SelectField:
    offered = [
        SelectChoice(value="", label="Choose"),
        *(SelectChoice(value=key, label=words) for key, words in choices.items()),
    ]
    return SelectField(label, choices=offered, validators=[InputRequired(f"Choose here: {of}, {label.lower()}.")])
