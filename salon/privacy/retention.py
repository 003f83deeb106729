"""Erases what is old, once a day. The app runs it, and `porewell retention`.

* a conversation, with all that hangs on it, so many days after its last activity; not while an appointment is to come, a
  hand-off is open, or staff hold it;
* a cancelled appointment so many days after it was cancelled; any other as long after its end as a conversation;
* what the staff room no longer needs: sessions, tries to sign in, old entries of the audit log (`Sweep`).

Each conversation goes in a transaction of its own, so that clients' messages never wait long.
"""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from salon.booking.store import lock_conversation
from salon.clock import Clock
from salon.db import Database
from salon.errors import describe
from salon.privacy import store
from salon.privacy.subjects import Subject
from salon.salon_file import Salon

log = logging.getLogger(__name__)

Sweep = Callable[[datetime], int]
"""Erases what another room keeps and is old; told before which moment an entry of the audit log is. Returns rows."""
FIRST_LOOK_SECONDS, LOOK_EVERY_SECONDS = 60.0, 600.0
_STALE = timedelta(hours=1)
"""A run that was begun so long ago and never finished belongs to a process that died."""


@dataclass(frozen=True)
class LastRun:
    """A day's erasing: begun, and done unless `finished_at` is None; moments in UTC. rows: table -> rows that went."""

    started_at: datetime
    finished_at: datetime | None
    rows: dict[str, int]


class Retention:
    """Knows what is old, and erases it.

    Args:
        sweeps: by what they sweep, for the log.
        forget: takes what was erased out of the search index and the files of the database.
        forget_files: deletes what was written to other files of a conversation.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        salon: Salon,
        sweeps: Mapping[str, Sweep],
        forget: Callable[[], bool] = lambda: True,
        forget_files: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._salon = salon
        self._sweeps = sweeps
        self._forget = forget
        self._forget_files = forget_files

    def due(self) -> dict[str, int]:
        """Return how many conversations are old now, and how many rows of appointments; nothing is changed."""
        now = self._clock()
        with self._database.reading() as session:
            conversations = len(store.old_conversations(session, self._old(now), now))
            return {"conversations": conversations} | store.count(session, self._old_appointments(now))

    def last(self) -> LastRun | None:
        """Return the latest run by itself; None: there was none yet."""
        with self._database.reading() as session:
            row = store.last_run(session)
            return LastRun(row.started_at, row.finished_at, json.loads(row.rows or "{}")) if row else None

    def run(self) -> dict[str, int]:
        """Erase what is old; return the rows that are gone, by table."""
        now = self._clock()
        gone: Counter[str] = Counter()
        with self._database.reading() as session:
            old = store.old_conversations(session, self._old(now), now)
        for conversation_id in old:
            gone.update(self._erase(conversation_id, now))
        with self._database.transaction() as session:
            gone.update(store.erase(session, self._old_appointments(now)))
        audit_before = now - timedelta(days=self._salon.retention.audit_days)
        gone.update({name: sweep(audit_before) for name, sweep in self._sweeps.items()})
        if any(gone.values()):
            self._forget()
        return {table: count for table, count in gone.items() if count}

    def run_if_due(self) -> dict[str, int] | None:
        """Erase what is old if no process has done so today (in the salon's zone), and log how much; None: one has."""
        now = self._clock()
        day = now.astimezone(self._salon.zone).date().isoformat()
        try:
            with self._database.transaction() as session:
                if not store.claim_run(session, day, now, _STALE):
                    return None
        except IntegrityError:  # another process, this moment
            return None
        rows = self.run()
        with self._database.transaction() as session:
            store.finish_run(session, day, self._clock(), rows)
        # A warning is what the app's log shows; somebody should be able to read there that it ran.
        log.warning("erased by age: %s", ", ".join(f"{table} {count}" for table, count in rows.items()) or "nothing")
        return rows

    async def keep_up(self) -> None:
        """Look every few minutes whether today's erasing is due, until cancelled."""
        await asyncio.sleep(FIRST_LOOK_SECONDS)  # a start has better things to do
        while True:
            try:
                await asyncio.to_thread(self.run_if_due)
            except Exception as error:  # noqa: BLE001  a door: it is tried again
                log.error("what is old is not erased: %s", describe(error))  # noqa: TRY400  see `describe`
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    def _erase(self, conversation_id: str, now: datetime) -> dict[str, int]:
        """Erase a conversation if it is old still, now that nobody else can write in it."""
        with self._database.transaction() as session:
            lock_conversation(session, conversation_id)
            store.lock(session, conversation_id)
            if not store.is_old(session, conversation_id, self._old(now), now):
                return {}
            rows = store.erase(session, store.parts(session, Subject((conversation_id,)), None))
        self._forget_files(conversation_id)
        return rows

    def _old(self, now: datetime) -> datetime:
        return now - timedelta(days=self._salon.retention.conversation_days)

    def _old_appointments(self, now: datetime) -> list[store.Part]:
        return store.old_appointments(now - timedelta(days=self._salon.booking.keep_cancelled_days), self._old(now))
