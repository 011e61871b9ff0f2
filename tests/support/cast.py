"""Alice, Bob, Charlie and the others: people and openings for tests, made by the same actions as real ones."""

from dataclasses import dataclass, field

from flask import Flask

from hiring.actions import invitations, openings, publishing, sittings, staff
from hiring.actions.invitations import Line, Sender
from hiring.actions.sittings import Course, Given
from hiring.actions.tokens import new_token
from hiring.models import Assessment, Opening, User
from scenarios.scenario import ClosedPart
from scenarios.tasks import Task, gives_away
from tests.support.samples import SAMPLE

SENDER = Sender("Northwind Care Team", "people@example.org", "http://127.0.0.1:8000", 30)
REPLY = "Hello Noor, I am sorry that your cake is late. I will call the kitchen now and ring you back by three o'clock."


@dataclass
class Cast:
    """The people of a test; inside an application context."""

    app: Flask
    assessment: Assessment = field(init=False)
    alice: User = field(init=False)  # recruiter of the first opening
    bob: User = field(init=False)  # recruiter of another opening
    opening: Opening = field(init=False)
    elsewhere: Opening = field(init=False)

    def __post_init__(self) -> None:
        version = publishing.publish_scenario(SAMPLE, "sample.yaml")
        self.assessment = publishing.publish_assessment("Bakery", [version])
        self.alice = staff.add_user("alice@example.org", "Alice", roles=["recruiter"])
        self.bob = staff.add_user("bob@example.org", "Bob", roles=["recruiter"])
        self.opening = openings.create_opening("Bakery counter", self.assessment.id, self.alice)
        self.elsewhere = openings.create_opening("Night desk", self.assessment.id, self.bob)

    @property
    def course(self) -> Course:
        """What everybody is asked."""
        return sittings.course(self.assessment.content_hash)

    def staff_with(self, role: str, *, in_opening: bool = True) -> User:
        """A staff member with one role, in the first opening or in none."""
        user = staff.add_user(f"{role}{'' if in_opening else '-outside'}@example.org", role.capitalize(), roles=[role])
        if in_opening:
            staff.add_member(self.opening.id, user, role)
        return user

    def invite(
        self, email: str = "charlie@example.org", name: str = "Charlie Chaplin", opening: Opening | None = None
    ) -> str:
        """Invite somebody and give their token."""
        line = Line(1, name, email)
        return invitations.invite((opening or self.opening).id, [line], SENDER)[email]

    def start(self, token: str) -> tuple[int, int]:
        """Open a link; gives link and sitting."""
        link_id, sitting = sittings.start(token)
        return link_id, sitting.id

    def answer_everything(self, link_id: int, reply: str = REPLY) -> None:
        """Answer every task in order."""
        for task in self.course.tasks:
            sittings.answer(link_id, self.course, self.given(task, reply), lock=gives_away(self.course.tasks, task))

    def given(self, task: Task, reply: str = REPLY, revision: int = 0, key: str | None = None) -> Given:
        """A good answer to a task."""
        asked = self.course.step(task).closed
        if task.part == "open" or asked is None:
            return Given(task, key or new_token(), revision, text=reply)
        return Given(task, key or new_token(), revision, choices=choices_near_key(asked))

    def submitted(
        self, email: str = "charlie@example.org", name: str = "Charlie Chaplin", opening: Opening | None = None
    ) -> int:
        """Somebody who has answered everything and submitted; gives their sitting."""
        link_id, sitting_id = self.start(self.invite(email, name, opening))
        self.answer_everything(link_id)
        sittings.finish(sitting_id)
        return sitting_id


def choices_near_key(asked: ClosedPart) -> dict[str, int | str]:
    """Judge as the authors did."""
    order = sorted(asked.options, key=lambda option: option.key)
    if asked.kind == "best_worst":
        return {"best": order[-1].id, "worst": order[0].id}
    return {option.id: round(option.key) for option in asked.options}
