"""What an interview may take up of one person, with its error; nothing of it enters a score or an order."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from hiring.actions.shortlists import Person, person
from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import Invalid
from hiring.models import ScriptReading, Sitting, User
from scenarios.scenario import Scenario
from scoring.prompts import balance_prompt, off_script, off_script_prompt

NO_PAIR = (
    "This assessment has no pair of situations, one where leaving the usual process is right and one where it is not, "
    "so it says nothing of this. Ask for one rule they kept and one they bent."
)
NOT_READ = (
    "Whether they leave the usual process where it falls short, and only there: the program cannot see it. Read the "
    "answers to the situations below and say what they did."
)


@dataclass(frozen=True)
class Prompts:
    """Sentences for the interviewer, and the situations whose answers show who leaves the usual process.

    `read` holds, by scenario, whether a person found that the answer left it.
    """

    balance: str
    off_script: str
    situations: list[Scenario]
    read: Mapping[str, bool]


def prompts_of(found: Person) -> Prompts | None:
    """What to take up with one person; None before they are scored."""
    if found.result is None:
        return None
    asked, read = situations(found), _read(found.sitting_id)
    return Prompts(balance_prompt(found.result.balance), _off_script(asked, read), asked, read)


def situations(found: Person) -> list[Scenario]:
    """The situations of a person's assessment that are about leaving the usual process, in their order."""
    return list({answer.scenario.id: answer.scenario for answer in found.answers if answer.scenario.osj}.values())


def read_script(opening_id: int, code: str, left: Mapping[str, bool], *, actor: User) -> None:
    """Keep, by scenario, whether somebody who read the answer finds that it left the usual process."""
    found = person(opening_id, code)
    if not left or set(left) - {scenario.id for scenario in situations(found)}:
        raise Invalid("Choose yes or no for at least one of the situations that are about leaving the usual process.")
    with transaction() as session:
        session.get_one(Sitting, found.sitting_id, with_for_update=True)  # a form sent twice is kept once
        for scenario, value in left.items():
            said = {"left": value, "user_id": actor.id, "said_at": now()}
            session.merge(ScriptReading(sitting_id=found.sitting_id, scenario=scenario, **said))
        note(session, f"user:{actor.email}", "read script", f"opening:{opening_id}/{code}", left=dict(left))


def _read(sitting_id: int) -> dict[str, bool]:
    rows = select(ScriptReading.scenario, ScriptReading.left).where(ScriptReading.sitting_id == sitting_id)
    return {row.scenario: row.left for row in db.session.execute(rows)}


def _off_script(asked: list[Scenario], read: Mapping[str, bool]) -> str:
    kinds = {scenario.id: scenario.osj.kind for scenario in asked if scenario.osj}
    if len(set(kinds.values())) < 2:
        return NO_PAIR
    right = [read[name] for name, kind in kinds.items() if kind == "warranted" and name in read]
    wrong = [read[name] for name, kind in kinds.items() if kind != "warranted" and name in read]
    if not right or not wrong:
        return NOT_READ
    return off_script_prompt(off_script(sum(right), len(right), sum(wrong), len(wrong)))
