"""An appointment's card as a client sees it: the values, and the buttons that last as long as the appointment."""

from dataclasses import asdict, dataclass
from typing import Any

from salon.booking.cards import BOOKED, MOVED, Card
from salon.conversations.buttons import ReplyButton, lasting_buttons
from salon.responses import Responses


@dataclass(frozen=True)
class ReplyCard:
    """A card and its buttons: those of an appointment that is to come; a summary and a cancelled one have none."""

    card: Card
    buttons: tuple[ReplyButton, ...] = ()

    def public(self) -> dict[str, Any]:
        """Return what the client may see, as JSON values."""
        return asdict(self.card) | {"buttons": [{"id": one.id, "title": one.title} for one in self.buttons]}


def reply_card(card: Card, responses: Responses) -> ReplyCard:
    """Return the card with the buttons that belong to its kind."""
    lasting = card.appointment_id if card.kind in (BOOKED, MOVED) else None
    return ReplyCard(card, lasting_buttons(lasting, responses) if lasting else ())
