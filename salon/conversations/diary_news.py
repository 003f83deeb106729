"""Changes of the diary of which the client learns where they booked: a line with the appointment's card. Doors enter.

The change comes first and counts; the line follows in a transaction of its own, under an id made from the change. So
whoever repeats what a crash cut short says it once, and a client whom nobody could tell still sees the truth on the card.
"""

import asyncio
from dataclasses import replace
from uuid import UUID, uuid5

from salon.booking.appointments import NOBODY, AppointmentView, Status
from salon.booking.cards import CANCELLED, MOVED, Cards
from salon.booking.diary_changes import DiaryChanges
from salon.booking.diary_entries import CancelReason, Moved, StaffMove
from salon.clock import Clock
from salon.conversations.live import Listeners
from salon.conversations.replies import CARD, Reply, ReplyWriter
from salon.conversations.storing import say_once
from salon.db import Database
from salon.errors import NotFound

_SPACE = UUID("0d0a6a5e-6f8c-5a53-8a5e-5b7a52f0c3de")
_OF_CANCELLING = {
    CancelReason.SALON: "utter_cancelled_by_salon",
    CancelReason.CLIENT: "utter_cancelled_for_client",
}


class DiaryNews:
    """Cancels and moves for staff, and tells the client."""

    def __init__(
        self,
        database: Database,
        changes: DiaryChanges,
        cards: Cards,
        writer: ReplyWriter,
        country: str,
        clock: Clock,
        listeners: Listeners,
    ) -> None:
        self._database = database
        self._changes = changes
        self._cards = cards
        self._writer = writer
        self._country = country
        self._clock = clock
        self._listeners = listeners

    async def cancel(self, appointment_id: str, reason: CancelReason) -> AppointmentView:
        """Cancel, tell the client unless they cancelled themselves, and return the appointment. Raises as the diary."""
        cancelled = await asyncio.to_thread(self._changes.cancel, appointment_id, reason)
        if cancelled.status == Status.CANCELLED and cancelled.cancel_reason:
            name = _OF_CANCELLING[CancelReason(cancelled.cancel_reason)]
            await self._tell(cancelled, "cancelled", name, CANCELLED, "cancel_appointment")
        return cancelled

    async def move(self, wish: StaffMove) -> Moved:
        """Move, tell the client if anything moved, and return what did. Raises as the diary."""
        moved = await asyncio.to_thread(self._changes.move, wish)
        if moved.move:
            same_time = moved.move.moved_from == moved.move.moved_to
            name = "utter_given_to_another" if same_time else "utter_moved_by_salon"
            await self._tell(moved.appointment, wish.idempotency_key, name, MOVED, "reschedule_appointment")
        return moved

    async def _tell(self, appointment: AppointmentView, change: str, name: str, kind: str, topic: str) -> None:
        """Say it in the appointment's conversation, if there is one; the same change is said once."""
        if appointment.conversation_id == NOBODY:
            return
        card = self._cards.of(kind, appointment)
        values = {
            "treatment": card.treatment,
            "when": card.when,
            "cosmetologist": card.cosmetologist or appointment.cosmetologist_id,
            CARD: card.dump(),
        }
        written = self._writer.write(name, seed=appointment.id, topic=topic, values=values)
        reply = replace(written, id=str(uuid5(_SPACE, f"{appointment.id} {change}")))
        try:
            await asyncio.to_thread(self._store, appointment.conversation_id, reply)
        except NotFound:  # erased since
            return
        self._listeners.wake(appointment.conversation_id)

    def _store(self, conversation_id: str, reply: Reply) -> None:
        with self._database.transaction() as session:
            say_once(session, conversation_id, reply, self._clock(), self._country)
