"""Invitations: a dry run that says what is wrong, links that only their owner knows, mail that really leaves."""

import socket

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from hiring.actions import invitations, mailing
from hiring.actions.invitations import read_addresses
from hiring.actions.tokens import token_hash
from hiring.db import db
from hiring.errors import Invalid
from hiring.models import Link, Mail


class Mailbox:
    """What a real SMTP server received."""

    def __init__(self):
        self.received = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd calls it so
        self.received.append(envelope)
        return "250 kept"


@pytest.fixture
def mailbox():
    """A real SMTP server on a loopback port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    box.url = f"smtp://127.0.0.1:{port}"
    yield box
    controller.stop()


@pytest.mark.parametrize(
    ("pasted", "read"),
    [
        ("ada@example.org", [("", "ada@example.org", "")]),
        ("Ada Osei <ADA@Example.org>", [("Ada Osei", "ada@example.org", "")]),
        ("a@example.org, b@example.org;c@example.org", [("", f"{x}@example.org", "") for x in "abc"]),
        ("  \n\n a@example.org \n", [("", "a@example.org", "")]),
    ],
)
def test_addresses_are_read_as_people_paste_them(pasted, read):
    assert [(line.name, line.email, line.problem) for line in read_addresses(pasted)] == read


@pytest.mark.parametrize("pasted", ["not an address", "a@", "@example.org", "a@example.org\x00", "a b@example.org"])
def test_a_wrong_address_says_what_is_wrong(pasted):
    assert read_addresses(pasted)[0].problem


def test_an_address_is_invited_once_even_when_it_stands_there_twice(cast):
    lines = read_addresses("ada@example.org\nAda <ada@example.org>", invitations.addresses_of(cast.opening.id))
    assert [bool(line.problem) for line in lines] == [False, True]


def test_more_than_five_hundred_at_once_are_refused():
    with pytest.raises(Invalid, match="At most 500"):
        read_addresses("\n".join(f"p{number}@example.org" for number in range(501)))


def test_only_the_hash_of_a_link_is_kept(cast):
    token = cast.invite()
    assert len(token) >= 43
    assert db.session.scalars(select(Link.token_hash)).one() == token_hash(token)


def test_the_invitation_waits_in_the_outbox_without_a_mail_server(cast):
    token = cast.invite()
    assert mailing.send_waiting("", "hiring@example.org", 60) == 0
    assert token in db.session.scalars(select(Mail.body)).one()


def test_the_invitation_is_sent_once_and_then_its_link_is_forgotten(cast, mailbox):
    token = cast.invite()
    assert mailing.send_waiting(mailbox.url, "hiring@example.org", 60) == 1
    assert mailing.send_waiting(mailbox.url, "hiring@example.org", 60) == 0
    assert [envelope.rcpt_tos for envelope in mailbox.received] == [["charlie@example.org"]]
    assert token in mailbox.received[0].content.decode()
    assert token not in db.session.scalars(select(Mail.body)).one()


def test_a_mail_that_could_not_be_sent_waits_and_says_why(cast):
    cast.invite()
    assert mailing.send_waiting("smtp://127.0.0.1:9", "hiring@example.org", 60) == 0
    mail = db.session.scalars(select(Mail)).one()
    assert (mail.sent_at, mail.tries) == (None, 1)
    assert "refused" in mail.last_failure.lower()


@pytest.mark.parametrize("sign", ["\r", "\n", "\r\n", "\x85", "\u2028"])
def test_nobody_can_slip_a_header_into_a_mail(cast, mailbox, sign):
    cast.opening.title = f"Counter{sign}Bcc: everybody@example.org"
    db.session.commit()
    cast.invite(name=f"Eve{sign}Bcc: everybody@example.org")
    mailing.send_waiting(mailbox.url, "hiring@example.org", 60)
    assert [envelope.rcpt_tos for envelope in mailbox.received] == [["charlie@example.org"]]
    head = mailbox.received[0].content.decode().partition("\r\n\r\n")[0]
    assert not [line for line in head.splitlines() if line.startswith("Bcc")]
