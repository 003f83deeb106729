"""A client who left traces everywhere: what the tests of export, erasure and retention begin with."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import update

from salon.booking.appointments import AppointmentView, BookingRequest
from salon.booking.models import Appointment
from salon.conversations.models import Conversation, Handoff
from salon.inbox.models import ConversationNote, ConversationTag, ConversationWork
from salon.services import Services
from tests.app_client import App, Visitor
from tests.conversations.talking import MAYA

NAME, PHONE, E164, SENTENCE = "Annalisa Quixwood", "07700 900471", "+447700900471", "My zygomatic freckles tingle"
NOTE, TAG = "Sister of Quentin Quixwood", "quixwood"
MARKS = ("Quixwood", "quixwood", "900471", "zygomatic")


@dataclass
class Client:
    """A client with a conversation of everything, in an app."""

    app: App
    visitor: Visitor

    @property
    def services(self) -> Services:
        return self.app.services


def fill(app: App) -> Client:
    """Let a client talk, book, be handed over, and be written about."""
    visitor = app.begin()
    services = app.services
    visitor.say(f"{SENTENCE}, I am {NAME}")
    visitor.say(f"my number is {PHONE}, I can't breathe", "m2")
    visitor.say("I have rosacea and oily skin", "m3")
    app.http.put(f"/v1/conversations/{visitor.id}/rating", headers=visitor.headers, json={"stars": 4})
    portal = app.http.portal
    assert portal
    portal.call(services.conversations.say_as_staff, visitor.id, MAYA, f"Hello {NAME}")
    moved = book(services, visitor.id, 3)
    services.booking.reschedule(moved.id, visitor.id, services.clock() + timedelta(days=4), f"{visitor.id}:move")
    cancelled = book(services, visitor.id, 5)
    services.booking.cancel(cancelled.id, visitor.id)
    note(services, visitor.id)
    turn_into_a_test(services, visitor.id)
    return Client(app, visitor)


def turn_into_a_test(services: Services, conversation_id: str) -> None:
    """Let staff make a dialogue test of the conversation: its first sentence, without the name."""
    tests = services.review.dialogue_tests
    left_out = [""] * (len(tests.proposal(conversation_id)) - 1)
    tests.keep(conversation_id, "a test", [SENTENCE, *left_out])


def book(services: Services, conversation_id: str, days: float, phone: str = PHONE) -> AppointmentView:
    """Book a consultation so many days from now."""
    return services.booking.book(
        BookingRequest(
            treatment_id="skin_consultation",
            starts_at=services.clock() + timedelta(days=days),
            name=NAME,
            phone=phone,
            conversation_id=conversation_id,
            consent_at=services.clock(),
            idempotency_key=f"{conversation_id}:{uuid4()}",
        )
    )


def note(services: Services, conversation_id: str) -> None:
    """Let staff write about a conversation, and ring its client back."""
    now = services.clock()
    with services.database.transaction() as session:
        session.add_all(
            [
                ConversationNote(
                    id=str(uuid4()), conversation_id=conversation_id, author="Maya", text=NOTE, created_at=now
                ),
                ConversationTag(conversation_id=conversation_id, tag=TAG),
                ConversationWork(conversation_id=conversation_id, assignee="Maya", review="in_work"),
                Handoff(
                    id=str(uuid4()),
                    conversation_id=conversation_id,
                    reason="asked",
                    created_at=now,
                    callback_phone=E164,
                    callback_consent_at=now,
                ),
            ]
        )


def let_pass(services: Services, conversation_id: str, days: float) -> None:
    """Let so many days pass for a conversation: it, and its appointments, were so much earlier."""
    by = timedelta(days=days)
    with services.database.transaction() as session:
        row = session.get_one(Conversation, conversation_id)
        row.last_activity_at -= by
        row.held_by = row.held_since = None
        for one in session.query(Appointment).where(Appointment.conversation_id == conversation_id):
            one.starts_at, one.ends_at = one.starts_at - by, one.ends_at - by
            one.cancelled_at = one.cancelled_at and one.cancelled_at - by


def close_handoffs(services: Services, conversation_id: str) -> None:
    """Close what is open."""
    with services.database.transaction() as session:
        session.execute(
            update(Handoff).where(Handoff.conversation_id == conversation_id).values(closed_at=services.clock())
        )
