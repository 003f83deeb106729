"""What a client has booked, as cards whose buttons can be pressed; on both databases."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from salon.booking.appointments import AppointmentView, BookingRequest
from salon.booking.cards import Cards
from salon.booking.service import BookingService
from salon.booking.written import Written
from salon.clock import Clock
from salon.conversations.appointments import AppointmentCards
from salon.conversations.incoming import Incoming
from salon.conversations.models import Button
from salon.conversations.replies import ReplyWriter
from salon.conversations.state import State
from salon.conversations.transcript import Transcript
from salon.conversations.turns import Outcome
from salon.db import Database
from salon.errors import NotFound
from salon.responses import Responses
from salon.salon_file import Salon
from salon.secrets import Vault
from tests.conversations.stored import rows


@pytest.fixture
def booking(database: Database, salon: Salon, clock: Clock, vault: Vault) -> BookingService:
    """Return the booking room; it is Monday, 1 March 2027, 10:00."""
    return BookingService(database, salon, clock, vault)


@pytest.fixture
def cards(salon: Salon, clock: Clock) -> Cards:
    """Return what makes cards."""
    return Cards(salon, Written(salon, clock))


@pytest.fixture
def shown(
    database: Database, booking: BookingService, cards: Cards, responses: Responses, salon: Salon, clock: Clock
) -> AppointmentCards:
    """Return the service."""
    return AppointmentCards(database, booking, cards, responses, salon, clock)


def book(booking: BookingService, conversation_id: str, day: int) -> AppointmentView:
    """Book a consultation at ten on a day of March."""
    start = datetime(2027, 3, day, 10, tzinfo=ZoneInfo("Europe/London"))
    agreed = datetime(2027, 3, 1, tzinfo=UTC)
    return booking.book(
        BookingRequest("skin_consultation", start, "Anna", "07700 900123", conversation_id, agreed, f"key {start}")
    )


def test_coming_of_nobody(shown: AppointmentCards, booking: BookingService, conversation_id: str) -> None:
    book(booking, "somebody else", 4)

    assert shown.coming(conversation_id) == []


def test_coming_of_an_erased_conversation(shown: AppointmentCards, booking: BookingService) -> None:
    book(booking, "erased", 4)

    with pytest.raises(NotFound):
        shown.coming("erased")


def test_coming_by_start_with_masked_numbers(
    shown: AppointmentCards, booking: BookingService, conversation_id: str
) -> None:
    later, sooner = (book(booking, conversation_id, day) for day in (9, 4))
    booking.cancel(book(booking, conversation_id, 5).id, conversation_id)

    coming = shown.coming(conversation_id)

    assert [(one["kind"], one["appointment_id"]) for one in coming] == [("booked", sooner.id), ("booked", later.id)]
    assert [one["phone"] for one in coming] == ["+•••••••••123"] * 2


def test_coming_stores_its_buttons_once(
    shown: AppointmentCards, booking: BookingService, database: Database, transcript: Transcript, conversation_id: str
) -> None:
    book(booking, conversation_id, 4)
    before = rows(database, Button)

    (first,), (second,) = shown.coming(conversation_id), shown.coming(conversation_id)

    assert first == second
    assert rows(database, Button) == before + 2
    pressed = [
        transcript.receive(conversation_id, Incoming(f"m{number}", button_id=one["id"]))
        for number, one in enumerate(first["buttons"])
    ]
    assert [(one.text, one.payload) for one in pressed] == [
        ("Move it", f'/reschedule_appointment{{"appointment_id": "{first["appointment_id"]}"}}'),
        ("Cancel it", f'/cancel_appointment{{"appointment_id": "{first["appointment_id"]}"}}'),
    ]


def test_coming_has_the_buttons_that_the_chat_showed(
    shown: AppointmentCards,
    booking: BookingService,
    cards: Cards,
    writer: ReplyWriter,
    transcript: Transcript,
    conversation_id: str,
) -> None:
    booked = book(booking, conversation_id, 4)
    values = {"treatment": "it", "when": "then", "cosmetologist": "Maya", "name": "Anna"}
    reply = writer.write("utter_booked", seed="1", values=values | {"card": cards.of("booked", booked).dump()})
    received = transcript.receive(conversation_id, Incoming("m1", "yes"))
    (said,) = transcript.finish(received, Outcome([reply], State())).replies

    assert shown.coming(conversation_id)[0]["buttons"] == said["card"]["buttons"]
