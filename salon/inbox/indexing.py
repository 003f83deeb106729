"""Keeps the search in step: takes up lines that were stored before there was one, and lets go of what was erased."""

import asyncio
import json
import logging
import time
from collections.abc import Callable

from sqlalchemy.orm import Session

from salon.conversations.models import Message
from salon.conversations.searchable import CONTACT_QUESTIONS, NOTHING, names_in, searchable_text
from salon.conversations.state import State
from salon.db import Database
from salon.errors import describe
from salon.inbox import store_search as store
from salon.inbox.vocabulary import Vocabulary

log = logging.getLogger(__name__)

STEP = 200
"""Lines in one transaction: clients' messages must not wait for it (some 20 ms)."""
_PAUSE_SECONDS = 0.05
_TRIES = 20
_PATIENCE_MS = 500
"""For readers, at each try: while the log is waited for, nobody can write."""


class SearchIndex:
    """The index of what was written."""

    def __init__(self, database: Database, vocabulary: Vocabulary) -> None:
        self._database = database
        self._vocabulary = vocabulary

    async def keep_up(self) -> None:
        """Index what was stored without, step by step beside everything else, and read the vocabulary."""
        try:
            while await asyncio.to_thread(self.step):  # noqa: ASYNC110  no event: there is more to do, or not
                await asyncio.sleep(_PAUSE_SECONDS)
            await asyncio.to_thread(self._vocabulary.read_anew)
        except Exception as error:  # noqa: BLE001  the search finds less; everything else goes on
            log.error("the search index is behind: %s", describe(error))  # noqa: TRY400  see `describe`

    def step(self) -> int:
        """Index some lines that were stored without; return how many, 0 if there are none left."""
        with self._database.transaction() as session:
            lines = store.not_indexed(session, STEP)
            for line in lines:
                line.searchable = _searchable(session, line)
            return len(lines)

    def forget(self, sleep: Callable[[float], None] = time.sleep) -> bool:
        """Leave nothing in the index, or in the files of SQLite, of lines that were erased; tell whether that is so.

        To be called after an erasure was committed, once for any number of conversations. The index is rewritten, for
        what was erased stands in it until then, and the log of writes is carried into the file and emptied. That takes
        a sixth of a second for 100,000 lines, and clients' messages wait for it. It is not so while somebody goes on
        reading what was there before; then it is so by the next erasure, or the next start.

        On PostgreSQL erased rows are out of reach at once, and overwritten in the course of its own cleaning (VACUUM).
        """
        with self._database.transaction() as session:
            store.compact(session)
        emptied = self._database.engine.dialect.name != "sqlite" or self._empty_log(sleep)
        self._vocabulary.read_anew()
        return emptied

    def _empty_log(self, sleep: Callable[[float], None]) -> bool:
        for _ in range(_TRIES):
            with self._database.engine.connect() as connection:
                driver = connection.connection.driver_connection
                assert driver is not None  # noqa: S101  a connection is open
                # By the driver itself: SQLAlchemy would begin a transaction, in which no log is emptied.
                driver.execute(f"PRAGMA busy_timeout={_PATIENCE_MS}")
                busy, *_ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                connection.invalidate()  # the next one that is opened has the usual patience again
            if not busy:
                return True
            sleep(_PAUSE_SECONDS)
        return False


def _searchable(session: Session, line: Message) -> str:
    """Return what search may know of a line that was stored before there was a search: it says less than it might."""
    names = names_in(State.load(store.state_of(session, line.conversation_id)))
    details = json.loads(line.details) if line.details else {}
    if line.author == "bot":
        return (
            NOTHING if details.get("card") or details.get("asks") == "confirmed" else searchable_text(line.text, names)
        )
    if line.author == "client":
        asked = store.question_before(session, line)
        if asked and asked.response in CONTACT_QUESTIONS:
            return NOTHING
    return searchable_text(line.text, names)
