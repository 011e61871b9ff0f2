"""Send what waits in the outbox; a mail is written where it is needed and leaves from here."""

import smtplib
import ssl
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from sqlalchemy import or_, select, update

from hiring.db import db, now, transaction
from hiring.models import Mail

TRIES = 10
TIMEOUT_SECONDS = 20
LEFT = "This mail was sent; its text, which holds a personal link, is not kept."


def outbox(limit: int = 200) -> list[Mail]:
    """The newest mails, sent or not."""
    return list(db.session.scalars(select(Mail).order_by(Mail.id.desc()).limit(limit)))


def send_waiting(smtp_url: str, mail_from: str, lease_seconds: float) -> int:
    """Send every mail that waits; without a mail server they stay on the outbox page."""
    sent = 0
    if not smtp_url:
        return sent
    while (mail := _claim(lease_seconds)) is not None:
        sent += _send_one(mail, smtp_url, mail_from)
    return sent


def _claim(lease_seconds: float) -> Mail | None:
    """Take the next mail; each try waits longer than the one before it."""
    free = or_(Mail.lease_until.is_(None), Mail.lease_until < now())
    waiting = (
        select(Mail.id)
        .where(Mail.sent_at.is_(None), Mail.tries < TRIES, free)
        .order_by(Mail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with transaction() as session:
        mail_id = session.scalar(waiting)
        if mail_id is None:
            return None
        mail = session.get_one(Mail, mail_id, populate_existing=True)
        mail.tries += 1
        mail.lease_until = now() + timedelta(seconds=lease_seconds * mail.tries)
        return mail


def _send_one(mail: Mail, smtp_url: str, mail_from: str) -> int:
    try:
        _hand_over(_message(mail, mail_from), smtp_url)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        _note(mail.id, last_failure=f"{type(error).__name__}: {error}"[:500])
        return 0
    _note(mail.id, sent_at=now(), body=LEFT, last_failure=None)
    return 1


def _note(mail_id: int, **values: object) -> None:
    with transaction() as session:
        session.execute(update(Mail).where(Mail.id == mail_id).values(**values))


def _message(mail: Mail, mail_from: str) -> EmailMessage:
    """Build the mail; the policy refuses line breaks in headers."""
    message = EmailMessage(policy=SMTP)
    message["From"] = mail_from
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message.set_content(mail.body)
    return message


def _hand_over(message: EmailMessage, smtp_url: str) -> None:
    at = urlsplit(smtp_url)
    secure = at.scheme == "smtps"
    connect = smtplib.SMTP_SSL if secure else smtplib.SMTP
    with connect(at.hostname or "localhost", at.port or (465 if secure else 25), timeout=TIMEOUT_SECONDS) as server:
        server.ehlo()
        if not secure and server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        if at.username:
            server.login(unquote(at.username), unquote(at.password or ""))
        server.send_message(message)
