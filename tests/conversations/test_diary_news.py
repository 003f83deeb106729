"""What a client learns when staff change the diary; on both databases."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from salon.booking.appointments import AppointmentView, BookingRequest
from salon.booking.cards import Cards
from salon.booking.diary_changes import DiaryChanges
from salon.booking.diary_entries import CancelReason, StaffMove
from salon.booking.service import BookingService
from salon.booking.written import Written
from salon.clock import Clock
from salon.conversations.diary_news import DiaryNews
from salon.conversations.incoming import Incoming
from salon.conversations.live import Listeners
from salon.conversations.replies import ReplyWriter
from salon.conversations.transcript import Transcript
from salon.db import Database
from salon.errors import Refused
from salon.salon_file import Salon
from salon.secrets import Vault

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def booking(database: Database, salon: Salon, clock: Clock, vault: Vault) -> BookingService:
    """Return the booking room; it is Monday, 1 March 2027, 10:00."""
    return BookingService(database, salon, clock, vault)


@pytest.fixture
def listeners() -> Listeners:
    """Return the open sockets."""
    return Listeners()


@pytest.fixture
def news(database: Database, salon: Salon, clock: Clock, writer: ReplyWriter, listeners: Listeners) -> DiaryNews:
    """Return the service."""
    changes, cards = DiaryChanges(database, salon, clock), Cards(salon, Written(salon, clock))
    return DiaryNews(database, changes, cards, writer, salon.country, clock, listeners)


def at(day: int, hour: int) -> datetime:
    """Return that moment of March 2027."""
    return datetime(2027, 3, day, hour, tzinfo=LONDON)


def book(booking: BookingService, conversation_id: str) -> AppointmentView:
    """Book a consultation with Maya on Thursday at ten."""
    agreed = datetime(2027, 3, 1, tzinfo=UTC)
    wish = BookingRequest("skin_consultation", at(4, 10), "Anna", "07700 900123", conversation_id, agreed, "key")
    return booking.book(replace(wish, cosmetologist_id="maya"))


def said(transcript: Transcript, conversation_id: str) -> Sequence[Any]:
    """Return what was said behind the greeting: text, topic, and the card's kind, moment, number and buttons."""
    shown = []
    for line in transcript.page(conversation_id, 0).lines[1:]:
        card = line["card"]
        buttons = [one["title"] for one in card["buttons"]]
        shown.append((line["author"], line["text"], line["topic"], card["kind"], card["when"], card["phone"], buttons))
    return shown


def test_refused_move_is_not_told(
    news: DiaryNews, booking: BookingService, transcript: Transcript, conversation_id: str
) -> None:
    booked = book(booking, conversation_id)

    with pytest.raises(Refused):
        asyncio.run(news.move(StaffMove(booked.id, at(7, 10), "Noor", "form")))

    assert said(transcript, conversation_id) == []


def test_move_to_where_it_is_is_not_told(
    news: DiaryNews, booking: BookingService, transcript: Transcript, conversation_id: str
) -> None:
    booked = book(booking, conversation_id)

    asyncio.run(news.move(StaffMove(booked.id, at(4, 10), "Noor", "form")))

    assert said(transcript, conversation_id) == []


def test_move_is_told_once(
    news: DiaryNews, booking: BookingService, transcript: Transcript, conversation_id: str
) -> None:
    booked = book(booking, conversation_id)
    wish = StaffMove(booked.id, at(5, 14), "Noor", "form")

    first, again = asyncio.run(news.move(wish)), asyncio.run(news.move(wish))

    assert first == again
    assert said(transcript, conversation_id) == [
        (
            "bot",
            "Moved: your skin consultation is now on Friday 5 March at 14:00 with Maya.\n\n"
            "The salon has moved it. If that doesn't suit you, tell me here or ring +44 1632 960182.",
            "reschedule_appointment",
            "moved",
            "Friday 5 March at 14:00",
            "+•••••••••123",
            ["Move it", "Cancel it"],
        )
    ]


def test_moves_are_told_each(
    news: DiaryNews, booking: BookingService, transcript: Transcript, conversation_id: str
) -> None:
    booked = book(booking, conversation_id)

    for day in (5, 6):
        asyncio.run(news.move(StaffMove(booked.id, at(day, 14), "Noor", f"form {day}")))

    assert [line[4] for line in said(transcript, conversation_id)] == [
        "Friday 5 March at 14:00",
        "Saturday 6 March at 14:00",
    ]


def test_another_cosmetologist_is_told_as_such(
    news: DiaryNews, booking: BookingService, transcript: Transcript, conversation_id: str
) -> None:
    booked = book(booking, conversation_id)

    asyncio.run(news.move(StaffMove(booked.id, at(4, 10), "Noor", "form", cosmetologist_id="elena")))

    assert [line[1] for line in said(transcript, conversation_id)] == [
        "Your skin consultation on Thursday 4 March at 10:00 is with Elena now.\n\nThe time stays as it was."
    ]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (CancelReason.CLIENT, "The salon has done it as you asked."),
        (CancelReason.SALON, "I'm sorry, the salon has had to cancel it. Tell me here"),
    ],
)
def test_cancelling_is_told_once_with_its_reason(
    news: DiaryNews,
    booking: BookingService,
    transcript: Transcript,
    conversation_id: str,
    reason: CancelReason,
    words: str,
) -> None:
    booked = book(booking, conversation_id)

    for _ in range(2):
        asyncio.run(news.cancel(booked.id, reason))

    ((author, text, topic, kind, when, _, buttons),) = said(transcript, conversation_id)
    assert text.startswith(f"Cancelled: your skin consultation on {when}.\n\n{words}")
    assert (author, topic, kind, buttons) == ("bot", "cancel_appointment", "cancelled", [])


def test_what_the_client_cancelled_is_not_told(
    news: DiaryNews, booking: BookingService, transcript: Transcript, conversation_id: str
) -> None:
    booked = book(booking, conversation_id)
    booking.cancel(booked.id, conversation_id)

    asyncio.run(news.cancel(booked.id, CancelReason.SALON))

    assert said(transcript, conversation_id) == []


def test_change_in_a_conversation_that_was_erased(news: DiaryNews, booking: BookingService) -> None:
    booked = book(booking, "erased")

    assert asyncio.run(news.cancel(booked.id, CancelReason.SALON)).cancel_reason == "salon"


def test_listeners_are_woken(
    news: DiaryNews, booking: BookingService, listeners: Listeners, conversation_id: str
) -> None:
    booked = book(booking, conversation_id)

    async def move() -> int:
        with listeners.listen(conversation_id) as events:
            await news.move(StaffMove(booked.id, at(5, 14), "Noor", "form"))
            return events.qsize()

    assert asyncio.run(move()) == 1


def test_buttons_of_the_card_can_be_pressed(
    news: DiaryNews, booking: BookingService, transcript: Transcript, conversation_id: str
) -> None:
    booked = book(booking, conversation_id)
    asyncio.run(news.move(StaffMove(booked.id, at(5, 14), "Noor", "form")))
    card = transcript.page(conversation_id, 0).lines[1]["card"]

    pressed = transcript.receive(conversation_id, Incoming("m1", button_id=card["buttons"][1]["id"]))

    assert pressed.payload == f'/cancel_appointment{{"appointment_id": "{booked.id}"}}'
