"""The coming appointments of a conversation, as cards whose buttons can be pressed. Doors enter."""

from typing import Any

from salon.booking.cards import BOOKED, Cards
from salon.booking.service import BookingService
from salon.clock import Clock
from salon.conversations import store
from salon.conversations.buttons import keep_lasting
from salon.conversations.cards import reply_card
from salon.db import Database
from salon.responses import Responses
from salon.salon_file import Salon


class AppointmentCards:
    """Shows a client what they have booked."""

    def __init__(
        self,
        database: Database,
        booking: BookingService,
        cards: Cards,
        responses: Responses,
        salon: Salon,
        clock: Clock,
    ) -> None:
        self._database = database
        self._booking = booking
        self._cards = cards
        self._responses = responses
        self._country = salon.country
        self._clock = clock

    def coming(self, conversation_id: str) -> list[dict[str, Any]]:
        """Return the booked appointments that have not begun, by start, as JSON values; numbers are masked.

        Raises:
            NotFound: the conversation was erased meanwhile.
        """
        coming = self._booking.upcoming(conversation_id)
        cards = [reply_card(self._cards.of(BOOKED, one), self._responses).masked(self._country) for one in coming]
        buttons = [button for card in cards for button in card.buttons]
        with self._database.reading() as session:
            missing = store.unstored_buttons(session, [one.id for one in buttons])
        if missing:
            with self._database.transaction() as session:
                store.locked(session, conversation_id)
                keep_lasting(session, conversation_id, buttons, self._clock())
        return [card.public() for card in cards]
