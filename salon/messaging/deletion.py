"""Deletes what is stored of a client when they say so, and asks them first. `extras.py` enters."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import Protocol

from salon.booking.service import BookingService
from salon.booking.written import Written
from salon.errors import NotFound
from salon.messaging.app import Bubble
from salon.messaging.bubbles import Bubbles
from salon.messaging.presses import AskDeletion, Deletion, DeletionAnswer
from salon.salon_file import Salon


class Erase(Protocol):
    """What erases."""

    def __call__(self, conversation_id: str, *, keep_appointments: bool) -> Awaitable[object]:
        """Erase all that is stored of a conversation; NotFound: there is none of that id."""


class DataDeletion:
    """Answers those who want their data deleted; the website's chat has the same in its menu."""

    def __init__(self, booking: BookingService, written: Written, salon: Salon, bubbles: Bubbles, erase: Erase) -> None:
        self._booking = booking
        self._written = written
        self._salon = salon
        self._bubbles = bubbles
        self._erase = erase

    async def answer(self, conversation_id: str, press: AskDeletion | Deletion) -> Bubble:
        """Ask, or do as was answered; an answer that belongs to another conversation does nothing."""
        if isinstance(press, AskDeletion):
            coming = await asyncio.to_thread(self._coming, conversation_id)
            return self._bubbles.deletion(conversation_id, coming)
        if press.conversation_id != conversation_id:
            return self._bubbles.sentence("utter_button_unknown")
        if press.answer is DeletionAnswer.NOTHING:
            return self._bubbles.sentence("utter_data_kept")
        keep = press.answer is DeletionAnswer.KEEP_APPOINTMENTS
        with suppress(NotFound):  # erased by another press, or at the desk, this moment
            await self._erase(conversation_id, keep_appointments=keep)
        return self._bubbles.sentence("utter_data_deleted")

    def _coming(self, conversation_id: str) -> str:
        """Return the appointments to come, as written for clients; "" if there are none."""
        return "; ".join(
            f"{self._salon.treatment(one.treatment_id).name}, {self._written.start(one.starts_at)}"
            for one in self._booking.upcoming(conversation_id)
        )
