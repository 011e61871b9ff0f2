"""Invite people: a dry run first, then links by mail; renew and revoke them."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from hiring.actions.staff import clean_address
from hiring.actions.tokens import new_token, token_hash
from hiring.actions.trail import note
from hiring.db import db, now, transaction
from hiring.errors import HiringError, Invalid, LinkUnusable, Missing
from hiring.languages import moment
from hiring.models import Candidate, Link, Mail, Opening, Sitting

MOST_AT_ONCE = 500
LONGEST_LINE = 600
BETWEEN_LANGUAGES = "\n----------\n\n"


@dataclass(frozen=True)
class Line:
    """One pasted line: the address in it, or what is wrong with it."""

    number: int
    name: str
    email: str
    problem: str = ""


@dataclass(frozen=True)
class Sender:
    """What an invitation needs to know of the installation."""

    employer: str
    contact: str
    base_url: str
    link_days: int


@dataclass(frozen=True)
class Invited:
    """One invited person, without the code that would tie their name to their answers."""

    candidate_id: int
    name: str
    email: str
    status: str
    link_until: str
    is_finished: bool


def read_addresses(pasted: str, already: frozenset[str] = frozenset()) -> list[Line]:
    """Read pasted addresses, one a line or parted by commas or semicolons, as "Name <address>" or "address".

    Nothing is written: this is the dry run that the recruiter confirms.
    """
    pieces = [piece for piece in re.split(r"[\n;,]+", pasted) if piece.strip()]
    if len(pieces) > MOST_AT_ONCE:
        raise Invalid(f"At most {MOST_AT_ONCE} people at a time; you pasted {len(pieces):,}.")
    lines, seen = [], set(already)
    for number, piece in enumerate(pieces, 1):
        line = _read_line(number, piece.strip(), seen)
        seen.add(line.email)
        lines.append(line)
    return lines


def _read_line(number: int, piece: str, seen: set[str]) -> Line:
    if len(piece) > LONGEST_LINE:
        return Line(number, "", piece[:80], "too long for a name with a mail address")
    name, address = parseaddr(piece)
    try:
        email = clean_address(address or piece)
    except HiringError as error:
        return Line(number, "", piece[:80], error.message)
    if email in seen:
        return Line(number, name, email, "already invited, or twice in this list")
    return Line(number, " ".join(name.split())[:200], email)


def addresses_of(opening_id: int) -> frozenset[str]:
    """Who is invited to an opening already."""
    return frozenset(db.session.scalars(select(Candidate.email).where(Candidate.opening_id == opening_id)))


def invite(opening_id: int, lines: list[Line], sender: Sender, *, actor: str = "system") -> dict[str, str]:
    """Invite everybody whose line has no problem, with link and mail in one transaction; gives address -> token."""
    with transaction() as session:
        opening = session.get(Opening, opening_id)
        if opening is None:
            raise Missing("There is no such opening.")
        if not opening.is_open:
            raise Invalid("This opening is closed; nobody can be invited.")
        here = list(session.execute(select(Candidate.email, Candidate.code).where(Candidate.opening_id == opening_id)))
        already, codes = {email for email, _ in here}, {code for _, code in here}
        tokens, languages = {}, opening.assessment.languages
        for line in lines:
            if line.problem or line.email in already:
                continue
            codes.add(code := _new_code(codes))
            candidate = Candidate(opening_id=opening.id, code=code, name=line.name, email=line.email, created_at=now())
            session.add(candidate)
            session.flush()
            tokens[line.email] = _send_link(session, candidate, opening, sender, languages)
        note(session, actor, "invite", f"opening:{opening_id}", people=len(tokens))
        return tokens


def renew_link(opening_id: int, candidate_id: int, sender: Sender, *, actor: str) -> str:
    """Send a fresh link and revoke every older one."""
    with transaction() as session:
        candidate = _candidate(session, opening_id, candidate_id)
        _revoke_links(session, candidate.id)
        note(session, actor, "renew link", f"opening:{opening_id}/candidate:{candidate.id}")
        return _send_link(session, candidate, candidate.opening, sender, candidate.opening.assessment.languages)


def revoke_link(opening_id: int, candidate_id: int, *, actor: str) -> None:
    """Make every link of a candidate useless from this moment on."""
    with transaction() as session:
        candidate = _candidate(session, opening_id, candidate_id)
        _revoke_links(session, candidate.id)
        note(session, actor, "revoke link", f"opening:{opening_id}/candidate:{candidate.id}")


def look_at_link(token: str) -> Link:
    """Whose invitation it is, without starting anything; raises Missing or LinkUnusable."""
    link = db.session.scalar(select(Link).where(Link.token_hash == token_hash(token)))
    if link is None:
        raise Missing(_("We do not know this link. Please check that you copied all of it from the mail."))
    if not link.is_usable:
        raise LinkUnusable(_("This link has run out or was replaced by a newer one. Please ask for a new link."))
    return link


def invited(opening_id: int) -> list[Invited]:
    """Everybody invited to an opening, by address."""
    latest = (
        select(Link.expires_at)
        .where(Link.candidate_id == Candidate.id, Link.revoked_at.is_(None))
        .order_by(Link.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Candidate, Sitting, latest)
        .outerjoin(Sitting, Sitting.candidate_id == Candidate.id)
        .where(Candidate.opening_id == opening_id)
        .order_by(Candidate.email)
    )
    return [
        Invited(
            candidate_id=candidate.id,
            name=candidate.name,
            email=candidate.email,
            status=_status(sitting),
            link_until=f"{until:%d %B %Y}" if until else "revoked",
            is_finished=sitting is not None and sitting.finished_at is not None,
        )
        for candidate, sitting, until in rows
    ]


def _status(sitting: Sitting | None) -> str:
    """No more than this: who submitted when, beside a name, would tell whose answers are whose."""
    return "Not started" if sitting is None else "Started"


def _candidate(session: Session, opening_id: int, candidate_id: int) -> Candidate:
    candidate = session.get(Candidate, candidate_id)
    if candidate is None or candidate.opening_id != opening_id:
        raise Missing("There is no such candidate in this opening.")
    return candidate


def _revoke_links(session: Session, candidate_id: int) -> None:
    live = (Link.candidate_id == candidate_id, Link.revoked_at.is_(None))
    session.execute(update(Link).where(*live).values(revoked_at=now()))


def _new_code(taken: set[str]) -> str:
    """A code by chance, not by arrival: the order of codes must say nothing."""
    while (code := f"C-{secrets.randbelow(9_000_000) + 1_000_000}") in taken:
        pass
    return code


def _send_link(
    session: Session, candidate: Candidate, opening: Opening, sender: Sender, languages: Sequence[str]
) -> str:
    """Make a link and write the mail with it, in every language that the candidate can answer in."""
    token = new_token()
    until = now() + timedelta(days=sender.link_days)
    session.add(Link(candidate_id=candidate.id, token_hash=token_hash(token), created_at=now(), expires_at=until))
    link = f"{sender.base_url}/invitation/{token}"
    letters = []
    for language in languages:
        with force_locale(language):
            letters.append(_letter(candidate, opening, sender, link, until))
    subject = " / ".join(" ".join(about.split()) for about, _body in letters)[:200]
    body = BETWEEN_LANGUAGES.join(body for _about, body in letters)
    session.add(Mail(recipient=candidate.email, subject=subject, body=body, created_at=now()))
    return token


def _letter(candidate: Candidate, opening: Opening, sender: Sender, link: str, until: datetime) -> tuple[str, str]:
    """Subject and text in the language that is spoken now."""
    greeting = _("Hello %(name)s,", name=candidate.name) if candidate.name else _("Hello,")
    paragraphs = (
        greeting,
        _(
            "%(employer)s invites you to answer some everyday work situations for: %(title)s.",
            employer=sender.employer,
            title=opening.title,
        ),
        _("Your personal link:") + f"\n{link}",
        _(
            "You can use any device and take breaks; there is no time limit. The link works until %(until)s.",
            until=moment(until),
        )
        + "\n"
        + _("Nobody is turned down by a machine: a person reads the results and decides."),
        _("Questions? Write to %(contact)s.", contact=sender.contact),
    )
    return _("Your situations for %(title)s", title=opening.title), "\n\n".join(paragraphs) + "\n"
