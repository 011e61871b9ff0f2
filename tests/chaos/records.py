"""What stands in the database, read while others write."""

import hashlib
import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.exc import OperationalError

from hiring.actions import invitations, scoring, sittings
from hiring.actions.invitations import Line
from hiring.actions.scoring import Verdict
from hiring.db import db
from hiring.models import Response, Score, SetAside, Sitting
from tests.chaos.ledger import Answer, Ledger, Stored, complaints, strange_texts
from tests.chaos.processes import LEASE_SECONDS
from tests.support.cast import SENDER, Cast

UNSCORED = (Sitting.finished_at.is_not(None), Sitting.scored_at.is_(None))


@dataclass(frozen=True)
class Records:
    """Questions to the database, each on a connection of its own, so that the answer is of now."""

    cast: Cast

    def invite(self, number: int) -> list[str]:
        """Invite so many people and give their tokens."""
        lines = [Line(n, f"Person {n}", f"person{n}@example.org") for n in range(number)]
        return list(invitations.invite(self.cast.opening.id, lines, SENDER).values())

    def submit(self, number: int) -> dict[int, str]:
        """Let so many people answer and submit without a web process; gives their receipts."""
        ids = [self.cast.submitted(f"{secrets.token_hex(8)}@example.org", "Early Bird") for _ in range(number)]
        return {sitting_id: sittings.finish(sitting_id) for sitting_id in ids}

    def unscored(self) -> int:
        """How many submitted sittings have no score."""
        return self._one(select(func.count(Sitting.id)).where(*UNSCORED))

    def claimed(self, since: float = 0) -> int:
        """How many sittings are in the hands of workers that began after that time.

        A worker frozen with SQLite's log in hand lets nobody read; it is not between claim and commit, so that is none.
        """
        first = datetime.fromtimestamp(since + LEASE_SECONDS, UTC)
        try:
            return self._one(select(func.count(Sitting.id)).where(*UNSCORED, Sitting.lease_until >= first))
        except OperationalError as error:
            if "locking protocol" in str(error):
                return 0
            raise

    def scores(self) -> dict[int, int]:
        """How often every submitted sitting was rated; an estimate of the pool rests on ratings and makes none."""
        rated = (Score.sitting_id == Sitting.id) & Score.rests_on_id.is_(None)
        query = select(Sitting.id, func.count(Score.id)).outerjoin(Score, rated)
        return self._pairs(query.where(Sitting.finished_at.is_not(None)).group_by(Sitting.id))

    def claims(self) -> dict[int, int]:
        """How many times every submitted sitting was claimed."""
        return self._pairs(select(Sitting.id, Sitting.claims).where(Sitting.finished_at.is_not(None)))

    def failures(self) -> dict[int, int]:
        """How many times scoring failed, for the sittings where it did."""
        return self._pairs(select(Sitting.id, Sitting.failures).where(Sitting.failures > 0))

    def quarantined(self) -> list[int]:
        """The sittings that wait for a person."""
        with db.engine.connect() as connection:
            return list(connection.scalars(select(Sitting.id).where(*UNSCORED, Sitting.gave_up())))

    def receipts(self) -> dict[int, str]:
        """The receipt of every submitted sitting."""
        return self._pairs(select(Sitting.id, Sitting.receipt).where(Sitting.finished_at.is_not(None)))

    def unequal(self) -> list[Verdict]:
        """The scored sittings whose score cannot be recomputed bit by bit, and what differs."""
        verdicts = [scoring.verify(sitting_id) for sitting_id in self.receipts()]
        return [verdict for verdict in verdicts if not verdict.is_equal]

    def complaints(self, ledger: Ledger) -> dict[str, list[str]]:
        """What the candidates can rightly complain about, by task."""
        rows = self._rows()
        aside = self._set_aside()
        found = {
            task: complaints(writes, rows[task]) + strange_texts(writes, aside[task])
            for task, writes in ledger.writes.items()
        }
        changed = [number for number, receipt in ledger.receipts.items() if self._receipt(number) != receipt]
        found |= {f"sitting-{number}": ["another receipt"] for number in changed}
        return {task: problems for task, problems in found.items() if problems}

    def _rows(self) -> dict[str, list[Stored]]:
        query = select(Response.sitting_id, Response.task, Response.text, Response.choices, Response.revision)
        rows = defaultdict(list)
        with db.engine.connect() as connection:
            for row in connection.execute(query.add_columns(Response.locked_at)):
                answer = row.choices if row.text is None else row.text
                stored = Stored(answer, row.revision, row.locked_at is not None)
                rows[f"sitting-{row.sitting_id}:{row.task}"].append(stored)
        return rows

    def _receipt(self, sitting_id: int) -> str:
        """The receipt made again from the answers that are stored now."""
        db.session.rollback()
        responses = sittings.responses_of(db.session.get_one(Sitting, sitting_id))
        return hashlib.sha256(sittings.receipt_text(list(responses.values())).encode()).hexdigest()

    def _set_aside(self) -> dict[str, list[Answer]]:
        """The answers that lost against a newer one, by task."""
        found = defaultdict(list)
        query = select(SetAside.sitting_id, SetAside.task, SetAside.text, SetAside.choices)
        with db.engine.connect() as connection:
            for row in connection.execute(query):
                found[f"sitting-{row.sitting_id}:{row.task}"].append(row.choices if row.text is None else row.text)
        return found

    def _one(self, query: Select[tuple[int]]) -> int:
        with db.engine.connect() as connection:
            return connection.scalar(query)

    def _pairs(self, query: Select[tuple[int, object]]) -> dict[int, object]:
        with db.engine.connect() as connection:
            return dict(connection.execute(query).all())
