"""Actions and their services: the sample salon, a SQLite database, and trackers as rasa-sdk hands them over."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.services import ActionServices, SalonAction
from salon.booking.appointments import AppointmentView, BookingRequest
from salon.booking.cards import Card, Cards
from salon.booking.reception import Reception
from salon.booking.service import BookingService
from salon.booking.written import Written
from salon.clock import Clock
from salon.db import Database
from salon.responses import Responses
from salon.salon_file import Salon
from salon.secrets import Vault
from salon.settings import ROOT
from salon.sources import Source, load_sources

LONDON = ZoneInfo("Europe/London")
ANNA = "conversation-anna"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return that moment of March 2027, local to London; it is Monday the first, 10:00."""
    return datetime(2027, 3, day, hour, minute, tzinfo=LONDON)


@dataclass(frozen=True)
class Said:
    """One thing that an action says; `card` and `times` are values too, read from their JSON."""

    response: str
    values: dict[str, str] = field(default_factory=dict)
    buttons: Sequence[dict[str, str]] = ()
    card: Card | None = None
    times: dict[str, str | None] | None = None


Done = tuple[list[Said], list[EventType]]
Run = Callable[..., Done]
Book = Callable[..., AppointmentView]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Return the URL of a migrated, empty SQLite file: what differs between databases is the booking room's matter."""
    return sqlite_url


@pytest.fixture(scope="session")
def responses(salon: Salon) -> Responses:
    """Return the sentences that clients read."""
    return Responses(ROOT / "data" / "responses", salon.facts())


@pytest.fixture(scope="session")
def sources() -> dict[str, Source]:
    """Return what answers rest on."""
    return dict(load_sources())


@pytest.fixture
def services(
    database: Database,
    salon: Salon,
    clock: Clock,
    vault: Vault,
    responses: Responses,
    sources: dict[str, Source],
) -> ActionServices:
    """Return real services for actions."""
    booking = BookingService(database, salon, clock, vault)
    written = Written(salon, clock)
    return ActionServices(
        salon=salon,
        booking=booking,
        reception=Reception(booking, salon, clock),
        written=written,
        cards=Cards(salon, written),
        responses=responses,
        sources=sources,
        clock=clock,
    )


@pytest.fixture
def run(services: ActionServices) -> Run:
    """Return what runs an action: `run(kind, tracker, another_desk=None) -> (what it says, its events)`."""

    def run_action(kind: type[SalonAction], tracker: Tracker, another: ActionServices | None = None) -> Done:
        dispatcher = CollectingDispatcher()
        events: list[EventType] = kind(another or services).run(dispatcher, tracker, {})
        return [_said(message) for message in dispatcher.messages], events

    return run_action


@pytest.fixture
def book(services: ActionServices) -> Book:
    """Return what books a start: `book(start, conversation_id=ANNA, treatment_id=..., who=...)`."""
    keys = iter(range(1000))

    def book_start(
        start: datetime, conversation_id: str = ANNA, treatment_id: str = "deep_cleaning", who: str | None = None
    ) -> AppointmentView:
        return services.booking.book(
            BookingRequest(
                treatment_id=treatment_id,
                starts_at=start,
                name="Anna Lindqvist",
                phone="+447700900123",
                conversation_id=conversation_id,
                consent_at=services.clock() - timedelta(minutes=5),
                idempotency_key=f"key-{next(keys)}",
                cosmetologist_id=who,
            )
        )

    return book_start


@pytest.fixture
def fill(book: Book) -> Callable[[datetime], None]:
    """Return what gives a start to other clients, with every cosmetologist."""

    def fill_start(start: datetime) -> None:
        for who in ("maya", "elena"):
            book(start, f"somebody with {who} at {start}", who=who)

    return fill_start


def heard(
    text: str = "",
    intent: str = "inform_booking",
    confidence: float = 0.9,
    *,
    slots: dict[str, Any] | None = None,
    said: Sequence[str] = (),
    picked: dict[str, Any] | None = None,
    name: str | None = None,
    ranking: Sequence[tuple[str, float]] = (),
    red_flag: str | None = None,
    message_id: str = "m7",
    acts: Sequence[str] = (),
    act: int = 0,
    loop: str | None = None,
) -> Tracker:
    """Return the tracker of a conversation in which the client has just said something.

    said: names of what the bot said before it, oldest first. picked: the values of a button. acts: the clauses of a
    message that does two things; `act` is the one at hand.
    """
    values = [("name", name)] if name else []
    values += [("value", picked)] if picked else []  # type: ignore[list-item]
    latest = {
        "intent": {"name": intent, "confidence": confidence},
        "entities": [{"entity": entity, "value": value} for entity, value in values],
        "text": acts[act] if acts else text,
        "message_id": message_id,
        "metadata": {
            "text": text,
            "message_id": message_id,
            "acts": [{"text": clause} for clause in acts or [text]],
            "act": act,
            "ranking": [{"name": other, "confidence": share} for other, share in ranking],
            "context": {"red_flag": red_flag},
        },
    }
    return Tracker(
        sender_id=ANNA,
        slots=slots or {},
        latest_message=latest,
        events=[*map(bot_said, said), {"event": "user", "text": text}],
        paused=False,
        followup_action=None,
        active_loop={"name": loop} if loop else {},
        latest_action_name="action_listen",
    )


def bot_said(response: str) -> dict[str, Any]:
    """Return the event of a response."""
    return {"event": "bot", "metadata": {"utter_action": response}}


def _said(message: dict[str, Any]) -> Said:
    """Return what was said; a sentence of Python's own would show."""
    known = {"text", "buttons", "elements", "custom", "template", "response", "image", "attachment"}
    assert [message[part] for part in ("text", "custom", "elements", "image")] == [None, {}, [], None]
    values = {key: value for key, value in message.items() if key not in known}
    card, times = values.pop("card", None), values.pop("times", None)
    return Said(
        message["response"],
        values,
        tuple(message["buttons"]),
        card and Card.load(card),
        times and json.loads(times),
    )
