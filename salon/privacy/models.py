"""Tables of the privacy room. Nothing in them leads to a client."""

from datetime import datetime

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from salon.db import Base, UtcDateTime


class ErasureProof(Base):
    """That something was erased: how much of which table, when, and by whom; not whose it was.

    `number` is random. `asked_by` is "phone" or "conversation"; `rows` is JSON: table -> rows that are gone.
    """

    __tablename__ = "erasure_proofs"

    number: Mapped[str] = mapped_column(String(20), primary_key=True)
    asked_by: Mapped[str] = mapped_column(String(12))
    rows: Mapped[str] = mapped_column(Text)
    conversations: Mapped[int] = mapped_column(Integer)
    kept_appointments: Mapped[int] = mapped_column(Integer)
    erased_by: Mapped[str] = mapped_column(String(80))
    erased_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RetentionRun(Base):
    """One day's erasing of what is old; whoever inserted the row does it. `rows` is JSON, once it is finished."""

    __tablename__ = "retention_runs"

    day: Mapped[str] = mapped_column(String(10), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    rows: Mapped[str | None] = mapped_column(Text)
