"""What actions may call. Made once by the app and handed to every action."""

from dataclasses import dataclass

from rasa_sdk import Action

from salon.booking.cards import Cards
from salon.booking.reception import Reception
from salon.booking.service import BookingService
from salon.booking.written import Written
from salon.clock import Clock
from salon.responses import Responses
from salon.salon_file import Salon
from salon.sources import Source


@dataclass(frozen=True)
class ActionServices:
    """The services behind the actions."""

    salon: Salon
    booking: BookingService
    reception: Reception
    written: Written
    cards: Cards
    responses: Responses
    sources: dict[str, Source]
    clock: Clock

    def label(self, name: str) -> str:
        """Return the noun phrase for a kind of skin, a concern or a condition, as it stands inside a sentence."""
        text = self.responses.text(f"utter_label_{name}")
        return text[:1].lower() + text[1:]


class SalonAction(Action):  # type: ignore[misc]  # rasa-sdk comes without types
    """An action with its services; a subclass sets `action_name` and writes `run`."""

    action_name = ""

    def __init__(self, services: ActionServices) -> None:
        self.services = services

    def name(self) -> str:
        """Return the name by which the domain knows the action."""
        return self.action_name
