"""What is old is erased by itself, once a day, by one process; what somebody waits for is left alone. On both databases."""

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from salon.booking.models import Appointment
from salon.clock import Clock
from salon.conversations.models import Conversation
from salon.db import Database
from salon.privacy import retention as module
from salon.privacy import store
from salon.privacy.models import RetentionRun
from salon.privacy.retention import Retention
from salon.services import Services
from tests.app_client import App
from tests.privacy.filled import Client, book, close_handoffs, let_pass

AGED = 366


def ids(database: Database) -> set[str]:
    """Return the conversations that are there."""
    with database.reading() as session:
        return set(session.scalars(select(Conversation.id)))


def aged(client: Client) -> Services:
    """Let the client's conversation become old, and nobody wait for it."""
    let_pass(client.services, client.visitor.id, AGED)
    close_handoffs(client.services, client.visitor.id)
    return client.services


def test_nothing_is_old(client: Client) -> None:
    close_handoffs(client.services, client.visitor.id)
    let_pass(client.services, client.visitor.id, 89)

    assert client.services.retention.run() == {}
    assert ids(client.services.database) == {client.visitor.id}


def test_old_conversation_with_an_open_handoff_stays(client: Client) -> None:
    let_pass(client.services, client.visitor.id, AGED)

    client.services.retention.run()

    assert ids(client.services.database) == {client.visitor.id}


def test_old_conversation_that_staff_hold_stays(client: Client) -> None:
    services = aged(client)
    with services.database.transaction() as session:
        session.execute(update(Conversation).values(held_by="Maya"))

    services.retention.run()

    assert ids(services.database) == {client.visitor.id}


def test_old_conversation_with_an_appointment_to_come_stays(client: Client) -> None:
    services = aged(client)
    coming = book(services, client.visitor.id, 8)

    services.retention.run()

    assert ids(services.database) == {client.visitor.id}
    assert services.booking.upcoming(client.visitor.id) == [coming]


def test_old_conversation_goes_with_all_that_hangs_on_it(client: Client) -> None:
    services = aged(client)
    young = client.app.begin()
    due = services.retention.due()

    rows = services.retention.run()

    assert due["conversations"] == rows["conversations"] == 1
    assert {"messages", "buttons", "handoffs", "conversation_notes", "appointment", "appointment_move"} <= rows.keys()
    assert ids(services.database) == {young.id}
    assert services.booking.all_appointments() == []
    assert services.retention.run() == {}


def test_due_changes_nothing(client: Client) -> None:
    services = aged(client)

    assert [services.retention.due()["conversations"] for _ in range(2)] == [1, 1]
    assert ids(services.database) == {client.visitor.id}


def test_conversation_that_wakes_up_meanwhile_stays(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    services = aged(client)
    found = store.old_conversations

    def find_and_wake(*arguments: object) -> object:
        old = found(*arguments)  # type: ignore[arg-type]
        with services.database.transaction() as session:
            session.execute(update(Conversation).values(last_activity_at=services.clock()))
        return old

    monkeypatch.setattr(store, "old_conversations", find_and_wake)

    services.retention.run()

    assert ids(services.database) == {client.visitor.id}


def test_conversation_that_its_client_erases_meanwhile(client: Client) -> None:
    services = aged(client)

    assert services.retention._erase("gone", services.clock()) == {}


@pytest.mark.parametrize(("days", "left"), [(89, 1), (91, 0)])
def test_appointments_without_a_conversation_go_by_age(client: Client, days: int, left: int) -> None:
    services = client.services
    with services.database.transaction() as session:
        session.execute(update(Appointment).where(Appointment.status == "booked").values(conversation_id=""))
        for one in session.scalars(select(Appointment).where(Appointment.conversation_id == "")):
            one.starts_at -= timedelta(days=days + 4)
            one.ends_at -= timedelta(days=days + 4)

    services.retention.run()

    booked = [one for one in services.booking.all_appointments() if one.status == "booked"]
    assert len(booked) == left


def test_cancelled_appointments_go_by_the_salons_rule(client: Client) -> None:
    services = client.services
    rules = dict(services.configuration.present.values["booking"])
    services.configuration.change({"booking": rules | {"keep_cancelled_days": 10}}, "Maya")
    statuses = []
    for days in (9, 2):
        with services.database.transaction() as session:
            for one in session.scalars(select(Appointment).where(Appointment.status == "cancelled")):
                one.cancelled_at = one.cancelled_at and one.cancelled_at - timedelta(days=days)
        services.retention.run()
        statuses.append(sorted(str(one.status) for one in services.booking.all_appointments()))

    assert statuses == [["booked", "cancelled"], ["booked"]]


def test_days_hold_as_staff_set_them(client: Client) -> None:
    services = client.services
    close_handoffs(services, client.visitor.id)
    let_pass(services, client.visitor.id, 31)
    services.configuration.change({"retention": {"conversation_days": 30, "audit_days": 60}}, "Maya")

    assert services.retention.run()["conversations"] == 1


@pytest.fixture
def swept() -> list[datetime]:
    return []


@pytest.fixture
def open_retention(app: App, swept: list[datetime]) -> Callable[[Clock], Retention]:
    """Return what opens the room on the app's database, with another clock."""

    def sweep(before: datetime) -> int:
        swept.append(before)
        return 2

    return lambda clock: Retention(app.services.database, clock, app.services.salon, {"audit_log": sweep})


def later(app: App, **by: float) -> Clock:
    """Return a clock that goes before the app's."""
    moment = app.services.clock() + timedelta(**by)
    return lambda: moment


def test_other_rooms_erase_theirs(
    app: App, open_retention: Callable[[Clock], Retention], swept: list[datetime]
) -> None:
    assert open_retention(later(app)).run() == {"audit_log": 2}
    assert swept == [app.services.clock() - timedelta(days=730)]


def test_once_a_day(app: App, open_retention: Callable[[Clock], Retention], caplog: pytest.LogCaptureFixture) -> None:
    runs = [open_retention(later(app, hours=hours)).run_if_due() for hours in (0, 1, 13, 14, 14.5)]

    assert runs == [{"audit_log": 2}, None, None, {"audit_log": 2}, None]  # midnight came 14 hours later
    assert [one for one in caplog.messages if "erased" in one] == ["erased by age: audit_log 2"] * 2
    with app.services.database.reading() as session:
        last = store.last_run(session)
        assert last and (last.day, json.loads(last.rows or "")) == ("2027-03-02", {"audit_log": 2})
        assert len(session.scalars(select(RetentionRun)).all()) == 1


def test_a_run_that_broke_off_is_taken_up_an_hour_later(app: App, open_retention: Callable[[Clock], Retention]) -> None:
    with app.services.database.transaction() as session:
        session.add(RetentionRun(day="2027-03-01", started_at=app.services.clock()))

    runs = [open_retention(later(app, minutes=minutes)).run_if_due() for minutes in (59, 61)]

    assert runs == [None, {"audit_log": 2}]


def test_one_process_at_a_time(app: App, open_retention: Callable[[Clock], Retention], swept: list[datetime]) -> None:
    processes = [open_retention(later(app)) for _ in range(4)]

    with ThreadPoolExecutor(len(processes)) as pool:
        runs = list(pool.map(lambda one: one.run_if_due(), processes))

    assert sorted(runs, key=str) == [None, None, None, {"audit_log": 2}]
    assert len(swept) == 1


def test_keep_up_goes_on_after_a_failure(
    app: App, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "FIRST_LOOK_SECONDS", 0)
    monkeypatch.setattr(module, "LOOK_EVERY_SECONDS", 0.01)
    done = asyncio.Event()
    tries = iter([RuntimeError("Quixwood"), None])

    class Failing(Retention):
        def run_if_due(self) -> dict[str, int] | None:
            if error := next(tries, None):
                raise error
            loop.call_soon_threadsafe(done.set)
            return None

    async def run() -> None:
        nonlocal loop
        loop = asyncio.get_running_loop()
        task = asyncio.create_task(Failing(app.services.database, app.services.clock, app.services.salon, {}).keep_up())
        await asyncio.wait_for(done.wait(), 20)
        task.cancel()

    loop: asyncio.AbstractEventLoop
    asyncio.run(run())

    assert [one.split(" at ")[0] for one in caplog.messages if "old" in one] == [
        "what is old is not erased: RuntimeError"
    ]


def test_the_app_runs_it(app: App) -> None:
    assert set(app.services.retention._sweeps) == {"staff_sessions", "staff_attempts", "audit_log", "receipts"}
    assert app.services.retention.run() == {}
