"""Write the audit trail."""

from typing import Any

from sqlalchemy.orm import Session

from hiring.db import now
from hiring.models import Event


def note(session: Session, actor: str, verb: str, subject: str, **details: Any) -> None:
    """Add one line to the trail inside the transaction of the deed it describes."""
    session.add(Event(at=now(), actor=actor, verb=verb, subject=subject, details=details))
