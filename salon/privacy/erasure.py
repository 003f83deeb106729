"""Erases a conversation and everything that hangs on it. Doors enter.

Why so: `docs/decisions/0012-erasure.md`.
"""

import asyncio
from dataclasses import dataclass

from salon.booking.store import lock_conversation
from salon.clock import Clock
from salon.conversations.service import Conversations
from salon.conversations.store import locked
from salon.db import Database
from salon.privacy import store


@dataclass(frozen=True)
class Erased:
    """Rows that are gone, by table, and how many coming appointments stay."""

    rows: dict[str, int]
    kept: int


class Erasure:
    """Erases what clients ask to have erased."""

    def __init__(self, database: Database, clock: Clock, conversations: Conversations) -> None:
        self._database = database
        self._clock = clock
        self._conversations = conversations

    async def erase(self, conversation_id: str, *, keep_appointments: bool) -> Erased:
        """Erase a conversation; a turn that is under way is waited for, so that nothing is written afterwards.

        Past and cancelled appointments are erased with it. Those that are not over are erased too, and their time is
        free again, or they are kept for the salon, which expects the client.

        Raises:
            NotFound: there is no such conversation.
        """
        async with self._conversations.alone(conversation_id):
            erased = await asyncio.to_thread(self._erase, conversation_id, keep_appointments=keep_appointments)
        self._conversations.listeners.wake(conversation_id)
        return erased

    def _erase(self, conversation_id: str, *, keep_appointments: bool) -> Erased:
        with self._database.transaction() as session:
            # In the order in which a booking takes them.
            lock_conversation(session, conversation_id)
            locked(session, conversation_id)
            appointments = store.erase_appointments(
                session, conversation_id, self._clock() if keep_appointments else None
            )
            kept = store.cut_loose(session, conversation_id)
            return Erased(store.erase_conversation(session, conversation_id) | appointments, kept)
