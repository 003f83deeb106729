"""An appointment's card as a client sees it: the values, and the buttons that last as long as the appointment."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from salon.booking.cards import BOOKED, MOVED, Card
from salon.booking.phones import mask_phones
from salon.conversations.buttons import ReplyButton, lasting_buttons
from salon.responses import Responses


@dataclass(frozen=True)
class ReplyCard:
    """A card and its buttons: those of an appointment that is to come; a summary and a cancelled one have none."""

    card: Card
    buttons: tuple[ReplyButton, ...] = ()

    def public(self) -> dict[str, Any]:
        """Return what the client may see, as JSON values."""
        return asdict(self.card) | {"buttons": [one.public() for one in self.buttons]}

    def masked(self, country: str) -> "ReplyCard":
        """Return the card with most digits of its number hidden: as it is kept, and shown afterwards."""
        phone = self.card.phone and mask_phones(self.card.phone, country)
        return replace(self, card=replace(self.card, phone=phone))


def reply_card(card: Card, responses: Responses) -> ReplyCard:
    """Return the card with the buttons that belong to its kind."""
    lasting = card.appointment_id if card.kind in (BOOKED, MOVED) else None
    return ReplyCard(card, lasting_buttons(lasting, responses) if lasting else ())
