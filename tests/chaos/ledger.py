"""What the candidates know: every write they sent, which were acknowledged, and which receipts they hold."""

from collections import defaultdict
from dataclasses import dataclass, field
from threading import Lock

Answer = str | dict[str, int | str]


@dataclass
class Write:
    """One answer under one key; sent again after a dropped connection, it is still the same write."""

    key: str
    answer: Answer
    fixes: bool = False  # the page said that going on fixes it
    is_acknowledged: bool = False


@dataclass(frozen=True)
class Stored:
    """One row that the database holds for a task."""

    answer: Answer
    revision: int
    is_fixed: bool


@dataclass
class Ledger:
    """Writes by task ("sitting-7:B01.s1.open"), in the order in which they were first sent; receipts by sitting."""

    writes: defaultdict[str, list[Write]] = field(default_factory=lambda: defaultdict(list))
    receipts: dict[int, str] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def sending(self, task: str, write: Write) -> Write:
        """Note a write before it leaves."""
        with self._lock:
            self.writes[task].append(write)
        return write

    def submitted(self, sitting_id: int, receipt: str) -> None:
        """Note a receipt that a candidate has seen."""
        with self._lock:
            self.receipts[sitting_id] = receipt

    @property
    def acknowledged(self) -> int:
        """How many writes the service said it has kept."""
        return sum(write.is_acknowledged for writes in self.writes.values() for write in writes)


def complaints(writes: list[Write], rows: list[Stored]) -> list[str]:
    """What is wrong with the rows of one task, given what its only writer knows."""
    if len(rows) > 1:
        return [f"doubled: {len(rows)} rows"]
    acknowledged = [number for number, write in enumerate(writes) if write.is_acknowledged]
    if not rows:
        return ["lost: no row"] if acknowledged else []
    row, found = rows[0], []
    possible = writes[acknowledged[-1] if acknowledged else 0 :]
    if row.answer not in [write.answer for write in possible]:
        found.append(f"lost: {row.answer!r} is neither the last acknowledged answer nor a later one")
    if not len(acknowledged) <= row.revision <= len(writes):
        found.append(f"doubled or lost: {row.revision} revisions, {len(acknowledged)} acknowledged, {len(writes)} sent")
    if any(write.fixes and write.is_acknowledged for write in writes) and not row.is_fixed:
        found.append("not fixed, though the candidate has seen what comes after it")
    return found


def strange_texts(writes: list[Write], aside: list[Answer]) -> list[str]:
    """What is wrong with the answers that were set aside: each was sent once, and is kept once."""
    sent = [write.answer for write in writes]
    never = [f"set aside, never sent: {answer!r}" for answer in aside if answer not in sent]
    return never + [f"set aside twice: {answer!r}" for n, answer in enumerate(aside) if answer in aside[:n]]
