"""What the employer values, in its own words."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from hiring.db import Base, Moment


class ValueStatement(Base):
    """All values as somebody saved them together; the newest counts, older ones tell what people read before."""

    __tablename__ = "value_statements"

    id: Mapped[int] = mapped_column(primary_key=True)
    stated: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(Moment)
