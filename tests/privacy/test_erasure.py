"""Erasing a conversation: what goes, what stays, and that nothing comes after it. On both databases."""

import asyncio
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import inspect, select, text, update

from salon.booking.appointments import AppointmentView, BookingRequest
from salon.booking.models import Appointment, AppointmentCell
from salon.conversations.incoming import Incoming
from salon.db import Database
from salon.errors import NotFound
from salon.privacy.erasure import Erased
from salon.services import Services
from tests.app_client import App, OpenApp, Visitor
from tests.conversations.fakes import FakeEngine
from tests.conversations.talking import MAYA

CELLS = 6
"""Of one consultation: half an hour."""


def dump(database: Database) -> dict[str, list[str]]:
    """Return every row of every table as it is stored, but for SQLite's search index (see `test_traces.py` for it)."""
    with database.engine.connect() as connection:
        return {
            table: sorted(map(str, connection.execute(text(f'SELECT * FROM "{table}"'))))  # noqa: S608
            for table in inspect(connection).get_table_names()
            if not table.startswith("message_search")
        }


def book(services: Services, conversation_id: str, days: int, treatment: str = "skin_consultation") -> AppointmentView:
    """Book an appointment so many days from now, at the same hour."""
    return services.booking.book(
        BookingRequest(
            treatment_id=treatment,
            starts_at=services.clock() + timedelta(days=days),
            name="Anna Lindqvist",
            phone="07700 900123",
            conversation_id=conversation_id,
            consent_at=services.clock(),
            idempotency_key=f"{conversation_id}:{uuid4()}",
        )
    )


def move_back(services: Services, appointment: AppointmentView, by: timedelta) -> None:
    """Let time pass for one appointment: it begins and ends earlier."""
    with services.database.transaction() as session:
        session.execute(
            update(Appointment)
            .where(Appointment.id == appointment.id)
            .values(starts_at=appointment.starts_at - by, ends_at=appointment.ends_at - by)
        )


def erase(app: App, visitor: Visitor, *, keep: bool = True) -> Erased:
    """Erase a conversation."""
    portal = app.http.portal
    assert portal
    return portal.call(lambda: app.services.erasure.erase(visitor.id, keep_appointments=keep))


@dataclass
class Talk:
    """A conversation with everything that may hang on one, beside another like it."""

    app: App
    visitor: Visitor
    other: Visitor
    past: AppointmentView
    cancelled: AppointmentView
    now: AppointmentView
    coming: AppointmentView

    @property
    def services(self) -> Services:
        return self.app.services


@pytest.fixture
def talk(app: App) -> Talk:
    """Return the conversation."""
    visitor, other = app.begin(), app.begin()
    services = app.services
    portal = app.http.portal
    assert portal
    for one in (visitor, other):
        one.say("I can't breathe")
        one.say("it's 07700 900123", "m2")
        app.http.put(f"/v1/conversations/{one.id}/rating", headers=one.headers, json={"stars": 5})
        portal.call(services.conversations.say_as_staff, one.id, MAYA, "Hello")
    past, cancelled, now, coming = (book(services, visitor.id, days) for days in (2, 3, 4, 7))
    move_back(services, past, timedelta(days=4))
    move_back(services, now, timedelta(days=4, minutes=10))
    services.booking.cancel(cancelled.id, visitor.id)
    book(services, other.id, 8)
    for days in (9, 10):
        moved = services.clock() + timedelta(days=days)
        services.booking.reschedule(coming.id, visitor.id, moved, f"{visitor.id}:{days}")
    return Talk(app, visitor, other, past, cancelled, now, coming)


def test_unknown_conversation(app: App) -> None:
    visitor = app.begin()
    erase(app, visitor)

    with pytest.raises(NotFound):
        erase(app, visitor)


def test_with_appointments_cancelled_nothing_is_left(talk: Talk) -> None:
    before = dump(talk.services.database)
    erased = erase(talk.app, talk.visitor, keep=False)

    after = dump(talk.services.database)
    assert Erased({table: count for table, count in erased.rows.items() if count}, erased.kept) == Erased(
        {
            "messages": 6,
            "buttons": len(talk.visitor.greeting["buttons"]) + 4,
            "handoffs": 1,
            "conversations": 1,
            "appointment": 4,
            "appointment_cell": 18,
            "appointment_move": 2,
        },
        kept=0,
    )
    gone = {table: len(before[table]) - len(after[table]) for table in before}
    assert {table: count for table, count in gone.items() if count or erased.rows.get(table) == 0} == erased.rows
    assert talk.visitor.id not in json.dumps(after)
    assert {row for rows in after.values() for row in rows} <= {row for rows in before.values() for row in rows}


def test_time_of_cancelled_appointments_is_free_again(talk: Talk) -> None:
    starts_at = talk.services.clock() + timedelta(days=10)
    erase(talk.app, talk.visitor, keep=False)

    talk.services.booking.check_free("skin_consultation", starts_at)
    with talk.services.database.reading() as session:
        assert len(session.scalars(select(AppointmentCell)).all()) == CELLS


def test_with_appointments_kept_the_salon_expects_the_client(talk: Talk) -> None:
    erased = erase(talk.app, talk.visitor)

    left = [one for one in talk.services.booking.all_appointments() if one.conversation_id != talk.other.id]
    assert [(one.id, one.name, one.phone, one.status) for one in left] == [
        (talk.now.id, "Anna Lindqvist", "+447700900123", "booked"),
        (talk.coming.id, "Anna Lindqvist", "+447700900123", "booked"),
    ]
    assert (erased.kept, erased.rows["appointment"], erased.rows["appointment_move"]) == (2, 2, 2)
    assert left[1].starts_at == talk.services.clock() + timedelta(days=10)


def test_kept_appointments_hold_their_time_and_lead_back_to_nobody(talk: Talk) -> None:
    erase(talk.app, talk.visitor)

    with talk.services.database.reading() as session:
        cells = session.scalars(select(Appointment.conversation_id)).all()
    assert sorted(cells) == ["", "", talk.other.id]
    assert talk.visitor.id not in json.dumps(dump(talk.services.database))
    assert talk.services.booking.upcoming(talk.visitor.id) == []


def test_other_conversations_are_left_alone(talk: Talk) -> None:
    lines = talk.other.read().json()["messages"]
    erase(talk.app, talk.visitor, keep=False)

    assert talk.other.read().json()["messages"] == lines
    assert len(talk.services.booking.upcoming(talk.other.id)) == 1


def test_appointment_can_not_be_booked_afterwards(talk: Talk) -> None:
    erase(talk.app, talk.visitor, keep=False)

    with pytest.raises(NotFound, match="erased"):
        book(talk.services, talk.visitor.id, 22)

    assert talk.visitor.id not in json.dumps(dump(talk.services.database))


def test_turn_under_way_is_waited_for(open_app: OpenApp) -> None:
    asked, answer_now = threading.Event(), threading.Event()

    class Slow(FakeEngine):
        async def turn(self, *arguments: Any, **named: Any) -> Any:
            asked.set()
            await asyncio.to_thread(answer_now.wait, 20)
            return await super().turn(*arguments, **named)

    app = open_app(Slow())
    visitor = app.begin()
    with ThreadPoolExecutor(2) as pool:
        saying = pool.submit(visitor.say, "What are blackheads?")
        assert asked.wait(20)
        erasing = pool.submit(erase, app, visitor)
        there = visitor.read().status_code
        answer_now.set()

        assert len(saying.result()["replies"]) == 1
        assert erasing.result().rows["messages"] == 3
    assert there == 200
    assert visitor.id not in json.dumps(dump(app.services.database))


def test_message_that_waits_behind_the_erasure_is_not_stored(open_app: OpenApp) -> None:
    app = open_app()
    visitor = app.begin()

    async def both() -> list[Any]:
        conversations = app.services.conversations
        erasing = asyncio.create_task(app.services.erasure.erase(visitor.id, keep_appointments=True))
        await asyncio.sleep(0)
        saying = asyncio.create_task(conversations.take_turn(visitor.id, Incoming("m1", "hi")))
        return await asyncio.gather(erasing, saying, return_exceptions=True)

    portal = app.http.portal
    assert portal
    erased, said = portal.call(both)

    assert erased.rows["messages"] == 1
    assert isinstance(said, NotFound)


def test_failure_half_way_erases_nothing(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dump(talk.services.database)

    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("salon.privacy.store.cut_loose", fail)
    with pytest.raises(OSError):  # noqa: PT011
        erase(talk.app, talk.visitor)

    assert dump(talk.services.database) == before


def test_moment_at_which_an_appointment_ends(app: App) -> None:
    visitor = app.begin()
    ends_now = book(app.services, visitor.id, 2)
    move_back(app.services, ends_now, ends_now.ends_at - app.services.clock())

    erased = erase(app, visitor)

    assert (erased.rows["appointment"], erased.kept) == (1, 0)
