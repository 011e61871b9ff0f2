"""The demo: an opening with twelve people whose written answers go the same way as everybody's."""

from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from hiring.actions import invitations, openings, publishing, sittings, staff
from hiring.actions.invitations import Invited, Line, Sender
from hiring.actions.sittings import Given
from hiring.actions.tokens import new_token
from hiring.commands.serving import open_app, prepare, serve
from hiring.models import Opening, User
from hiring.queue import work_off
from hiring.settings import Settings
from scenarios.tasks import Task, gives_away
from scenarios.tree import grow

CAST = Path(__file__).resolve().parents[1] / "demo"
TITLE = "Customer care agent, Leeds"
STAFF = {
    "recruiter": ("recruiter@example.org", "Rita Recruiter"),
    "author": ("author@example.org", "Artur Author"),
    "admin": ("admin@example.org", "Alice Admin"),
}

Answers = dict[str, dict[str, Any]]  # scenario code -> step -> {text, choices}


@click.command()
@click.option("--no-serve", is_flag=True, help="Only make the demo data; do not start web and worker.")
def demo(no_serve: bool) -> None:
    """Make a demo opening with twelve people, print sign-in links, and serve it."""
    app = open_app(smtp_url="")  # the cast has no mailboxes: their mail stays on the outbox page
    prepare(app)
    settings: Settings = app.extensions["settings"]
    with app.app_context():
        accounts = {role: staff.add_user(email, name, roles=[role]) for role, (email, name) in STAFF.items()}
        opening = _opening(accounts["recruiter"])
        sender = Sender(settings.employer, settings.contact, settings.base_url, settings.link_days)
        _seat_cast(opening, sender)
        work_off(settings)
        links = _links(opening, sender, accounts)
    click.echo(f"\nDemo data is in {settings.home}. Open one of these:")
    for who, path in links.items():
        click.echo(f"  {who:10} {settings.base_url}{path}")
    click.echo(f"Every mail that would have been sent is on {settings.base_url}/outbox (sign in as admin).\n")
    if not no_serve:
        serve(app, with_worker=True)


def _opening(recruiter: User) -> Opening:
    """The demo opening, found again at the second run."""
    for each in openings.openings_of(recruiter):
        if each.title == TITLE:
            return each
    return openings.create_opening(TITLE, publishing.publish_library().id, recruiter)


def _seat_cast(opening: Opening, sender: Sender) -> None:
    """Let everybody of the cast who has not submitted yet answer, as anybody would."""
    people = _read(CAST / "people.yaml")
    answers = {file.stem: _read(file) for file in sorted(CAST.glob("*.yaml")) if file.stem != "people"}
    here = _by_mail(opening)
    lines = [Line(0, person["name"], person["email"]) for person in people.values() if person["email"] not in here]
    tokens = invitations.invite(opening.id, lines, sender)
    missing = {key: person for key, person in people.items() if not _is_finished(here.get(person["email"]))}
    for key, person in tqdm(missing.items(), "people answer", disable=None):
        token = tokens.get(person["email"]) or _renew(opening, here[person["email"]], sender)
        _answer_everything(token, {code: each[key] for code, each in answers.items() if key in each})


def _answer_everything(token: str, answers: Answers) -> None:
    link_id, sitting = sittings.start(token)
    course = sittings.course(sitting.assessment.content_hash)
    done = sittings.responses_of(sitting)
    for task in course.tasks:
        if task.key not in done and (given := _given(task, answers)) is not None:
            sittings.answer(link_id, course, given, lock=gives_away(course.tasks, task))
    sittings.finish(sitting.id)


def _given(task: Task, answers: Answers) -> Given | None:
    """What a person of the cast gives for a task; None where they left it out."""
    answer = answers.get(task.scenario, {}).get(task.step, {})
    found = answer.get("text" if task.part == "open" else "choices")
    if found is None:
        return None
    text, choices = (found.strip(), None) if task.part == "open" else (None, found)
    return Given(task, new_token(), 0, text=text, choices=choices)


def _links(opening: Opening, sender: Sender, accounts: dict[str, User]) -> dict[str, str]:
    return {
        "candidate": f"/invitation/{_visitor(opening, sender)}",
        **{role: f"/sign-in/{staff.sign_in_link(account)}" for role, account in accounts.items()},
    }


def _visitor(opening: Opening, sender: Sender) -> str:
    """A link for somebody who has not begun: the visitor of the last run, or a new one."""
    guests = [person for email, person in _by_mail(opening).items() if email.startswith("visitor")]
    for guest in guests:
        if guest.status == "Not started":
            return _renew(opening, guest, sender)
    email = f"visitor{len(guests) + 1}@example.org"
    return invitations.invite(opening.id, [Line(0, "", email)], sender)[email]


def _renew(opening: Opening, person: Invited, sender: Sender) -> str:
    return invitations.renew_link(opening.id, person.candidate_id, sender, actor="demo")


def _by_mail(opening: Opening) -> dict[str, Invited]:
    return {person.email: person for person in invitations.invited(opening.id)}


def _is_finished(person: Invited | None) -> bool:
    return person is not None and person.is_finished


def _read(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = grow(file.read_text("utf-8")).data
    return found
