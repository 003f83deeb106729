"""The audit log: who did what at the desk, and who read which transcript. Doors and the room's services enter.

Entries are only ever added. Each carries a keyed hash over itself and the one before it, so that a changed or missing
entry shows (`broken_at`), but for the oldest ones, which retention forgets, and for the newest, behind which nothing
stands yet.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from salon.clock import Clock
from salon.db import Database
from salon.secrets import Vault
from salon.staff import store
from salon.staff.member import Member
from salon.staff.models import AuditEntry

PAGE = 100
COMMAND_LINE = "command line"


@dataclass(frozen=True)
class Entry:
    """One entry as people read it; `at` is UTC, `details` plain JSON values."""

    seq: int
    at: datetime
    staff_id: str | None
    staff_name: str
    action: str
    subject: str
    details: dict[str, Any]


class Audit:
    """Writes and reads the log."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock

    def note(self, member: Member | None, action: str, subject: str = "", **details: Any) -> None:
        """Add an entry; without a member it is the command line's.

        Args:
            action: "<what>.<verb in the past>": "conversation.read".
            subject: the id of what it was done to.
            details: ids, names of fields, plain settings; never a text, a name or a number of a client.
        """
        with self._database.transaction() as session:
            self.note_in(session, member, action, subject, **details)

    def note_in(self, session: Session, member: Member | None, action: str, subject: str = "", **details: Any) -> None:
        """Add an entry within a transaction that is open, so that it stands if and only if what it tells of does."""
        store.lock(session, "audit log")
        entry = AuditEntry(
            at=self._clock().astimezone(UTC),  # as it is read again: the link is over its very letters
            staff_id=member.id if member else None,
            staff_name=member.name if member else COMMAND_LINE,
            action=action,
            subject=subject,
            details=json.dumps(details, sort_keys=True),
        )
        entry.link = self._link(store.last_link(session), entry)
        session.add(entry)
        session.flush()

    def page(
        self,
        before: int | None = None,
        staff_id: str | None = None,
        action: str | None = None,
        subject: str | None = None,
        limit: int = PAGE,
    ) -> list[Entry]:
        """Return entries, newest first, from before number `before`."""
        with self._database.reading() as session:
            found = store.entries(
                session, before=before, limit=limit, staff_id=staff_id, action=action, subject=subject
            )
            return [_entry(row) for row in found]

    def broken_at(self) -> int | None:
        """Return the number of the first entry that does not fit the one before it; None: the log is whole."""
        link: str | None = None
        after = 0
        with self._database.reading() as session:
            while rows := store.entries_in_order(session, after, 1000):
                for row in rows:
                    if row.seq == 1:
                        link = ""
                    # What stood before the oldest entry is forgotten, so that its own link can't be checked.
                    if link is not None and row.link != self._link(link, row):
                        return row.seq
                    link, after = row.link, row.seq
        return None

    def forget_before(self, moment: datetime) -> int:
        """Forget what is older; return how many entries that were."""
        with self._database.transaction() as session:
            return store.forget_old_entries(session, moment)

    def _link(self, before: str, entry: AuditEntry) -> str:
        said = [before, entry.at.isoformat(), entry.staff_id, entry.staff_name, entry.action, entry.subject]
        return self._vault.fingerprint(json.dumps([*said, entry.details]))


def _entry(row: AuditEntry) -> Entry:
    return Entry(row.seq, row.at, row.staff_id, row.staff_name, row.action, row.subject, json.loads(row.details))
