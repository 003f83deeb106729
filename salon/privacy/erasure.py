"""Erases a conversation, or all of a client, and everything that hangs on it. Doors enter.

Why so: `docs/decisions/0012-erasure.md`.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from sqlalchemy.orm import Session

from salon.booking.store import lock_conversation
from salon.clock import Clock
from salon.conversations.service import Conversations
from salon.conversations.store import locked
from salon.db import Database
from salon.privacy import store
from salon.privacy.subjects import Subject


@dataclass(frozen=True)
class Erased:
    """Rows that are gone, by table, and how many coming appointments stay."""

    rows: dict[str, int]
    kept: int


Find = Callable[[Session], Subject]


class Erasure:
    """Erases what clients ask to have erased.

    Args:
        forget: takes what was erased out of the search index and the files of the database.
        forget_files: deletes what was written to other files of a conversation.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        conversations: Conversations,
        forget: Callable[[], bool] = lambda: True,
        forget_files: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._conversations = conversations
        self._forget = forget
        self._forget_files = forget_files

    async def erase(self, conversation_id: str, *, keep_appointments: bool) -> Erased:
        """Erase a conversation; a turn that is under way is waited for, so that nothing is written afterwards.

        Past and cancelled appointments are erased with it. Those that are not over are erased too, and their time is
        free again, or they are kept for the salon, which expects the client.

        Raises:
            NotFound: there is no such conversation.
        """

        def find(session: Session) -> Subject:
            locked(session, conversation_id)
            return Subject((conversation_id,))

        return await self.erase_all((conversation_id,), find, keep_appointments=keep_appointments)

    async def erase_all(
        self,
        conversation_ids: Sequence[str],
        find: Find,
        *,
        keep_appointments: bool,
        witness: Callable[[Session, Erased], None] = lambda *_: None,
    ) -> Erased:
        """Erase what `find` finds, in one transaction.

        Args:
            conversation_ids: those whose turns are waited for.
            find: returns whose data it is; called within the transaction that erases.
            witness: told of it within that transaction, so that a proof stands if and only if it is true.
        """
        async with AsyncExitStack() as turns:
            for conversation_id in sorted(conversation_ids):
                await turns.enter_async_context(self._conversations.alone(conversation_id))
            erased = await asyncio.to_thread(self._erase, conversation_ids, find, witness, keep=keep_appointments)
        for conversation_id in conversation_ids:
            self._conversations.listeners.wake(conversation_id)
        self._conversations.listeners.wake_waiting()
        await asyncio.to_thread(self._forget_all, conversation_ids)
        return erased

    def _forget_all(self, conversation_ids: Sequence[str]) -> None:
        self._forget()
        for conversation_id in conversation_ids:
            self._forget_files(conversation_id)

    def _erase(
        self,
        conversation_ids: Sequence[str],
        find: Find,
        witness: Callable[[Session, Erased], None],
        *,
        keep: bool,
    ) -> Erased:
        with self._database.transaction() as session:
            for conversation_id in sorted(conversation_ids):
                # In the order in which a booking takes them.
                lock_conversation(session, conversation_id)
            subject = find(session)
            for conversation_id in subject.conversation_ids:
                store.lock(session, conversation_id)
            rows = store.erase(session, store.parts(session, subject, self._clock() if keep else None))
            erased = Erased(rows, store.cut_loose(session, subject))
            witness(session, erased)
            return erased
