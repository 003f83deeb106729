"""Every query of the configuration room. Its services enter, with a session that they opened."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from salon.configuration.models import Setting
from salon.configuration.present import Stored

_LOCK = 7_067_392
"""Any number, beside that of `migrations/env.py`; on PostgreSQL whoever changes settings holds it."""


def lock(session: Session) -> None:
    """Let those who change settings pass one after another until the transaction ends; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def version(session: Session) -> int:
    """Return the number of the latest change; 0: nothing was ever changed."""
    return session.scalar(select(func.max(Setting.version))) or 0


def stored(session: Session) -> dict[str, Stored]:
    """Return everything that was ever set, by key."""
    return {row.key: _read(row) for row in session.scalars(select(Setting))}


def put(session: Session, key: str, value: Any, by: str, now: datetime, number: int) -> None:
    """Set a key (None: to the default), as change `number`; what stood there before is kept beside it."""
    row = session.get(Setting, key)
    if row is None:
        row = Setting(key=key, value=None)
        session.add(row)
    row.previous, row.value = row.value, _dump(value)
    row.version, row.changed_by, row.changed_at = number, by, now
    session.flush()


def _read(row: Setting) -> Stored:
    return Stored(_load(row.value), _load(row.previous), row.version, row.changed_by, row.changed_at)


def _load(value: str | None) -> Any:
    return None if value is None else json.loads(value)


def _dump(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
