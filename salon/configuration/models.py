"""The table of the configuration room. Nothing in it is personal but the name of whoever changed a setting."""

from datetime import datetime

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from salon.db import Base, UtcDateTime


class Setting(Base):
    """What staff set in place of a default.

    `value` is JSON, NULL where the default holds again; `previous` is what stood there before, for undoing. Rows are never
    deleted, so that the highest `version` tells whether anything changed.
    """

    __tablename__ = "settings"

    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[str | None] = mapped_column(Text)
    previous: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer, index=True)
    changed_by: Mapped[str] = mapped_column(String(80))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
