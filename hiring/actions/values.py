"""What the employer values, and which traits show it; candidates read it before they start."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import Invalid
from hiring.models import ValueStatement
from scenarios.traits import Trait

MOST_VALUES = 8
LONGEST_NAME, LONGEST_SENTENCE = 60, 300


@dataclass(frozen=True)
class Value:
    """One value in the employer's words, and the traits that this service looks for behind it."""

    name: str
    sentence: str
    traits: tuple[Trait, ...]


def values() -> list[Value]:
    """The values as they stand now; none until somebody has written them."""
    statement = db.session.scalar(select(ValueStatement).order_by(ValueStatement.id.desc()).limit(1))
    kept = statement.stated if statement else []
    return [Value(each["name"], each["sentence"], tuple(map(Trait, each["traits"]))) for each in kept]


def traits_without(stated: Sequence[Value]) -> list[Trait]:
    """The traits that stand behind none of the values, which are scored all the same."""
    return [trait for trait in Trait if not any(trait in value.traits for value in stated)]


def keep_values(wanted: Sequence[Value], *, actor: str) -> bool:
    """Keep these values from now on; False when they stood so already."""
    for value in wanted:
        _check(value)
    if len(wanted) > MOST_VALUES:
        raise Invalid(f"At most {MOST_VALUES} values.")
    if len({value.name.casefold() for value in wanted}) < len(wanted):
        raise Invalid("Two values have the same name.")
    if list(wanted) == values():
        return False
    kept = [{"name": each.name, "sentence": each.sentence, "traits": [str(t) for t in each.traits]} for each in wanted]
    with transaction() as session:
        session.add(ValueStatement(stated=kept, created_at=now()))
        note(session, actor, "state", "values", names=[value.name for value in wanted])
    return True


def _check(value: Value) -> None:
    if not 0 < len(value.name) <= LONGEST_NAME:
        raise Invalid(f"Give each value a name of at most {LONGEST_NAME} characters.")
    if not 0 < len(value.sentence) <= LONGEST_SENTENCE:
        raise Invalid(f"{value.name}: say in at most {LONGEST_SENTENCE} characters what it means at work.")
    if not value.traits:
        raise Invalid(f"{value.name}: choose at least one trait that shows it.")
