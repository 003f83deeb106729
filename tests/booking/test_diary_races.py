"""Real processes of staff and clients that want the same time at the same moment, on both databases."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from salon.booking.appointments import Status
from salon.booking.blocks import Blocks
from salon.booking.diary_booking import DiaryBooking
from salon.booking.diary_changes import DiaryChanges
from salon.booking.diary_entries import CancelReason
from salon.booking.models import Block
from salon.booking.service import BookingService
from salon.clock import fixed_clock
from salon.db import Database
from salon.salon_file import load_salon
from salon.secrets import Vault
from salon.settings import ROOT
from tests.booking.diary_room import block, call, move
from tests.booking.test_races import KEY, NOW, PROCESSES, ROUNDS, at, race, request, service

pytestmark = pytest.mark.timeout(120)
SALON, CLOCK = load_salon(ROOT / "salon.yml"), fixed_clock(NOW)


def changes(booking: BookingService) -> DiaryChanges:
    """Return what staff do, on the connections that a process has."""
    return DiaryChanges(booking._database, SALON, CLOCK)


def move_into_one_time(booking: BookingService, number: int, process: int) -> str:
    """Move one's own appointment to Maya at 15:00."""
    (own,) = booking.upcoming(f"mover-{number}-{process}")
    done = changes(booking).move(move(own.id, at(number, 15), cosmetologist_id="maya"))
    return f"{done.appointment.starts_at:%H:%M}"


def move_one_appointment(booking: BookingService, number: int, process: int) -> str:
    """Send one form to move one appointment many times."""
    (own,) = booking.upcoming(f"mover-{number}-0")
    done = changes(booking).move(move(own.id, at(number, 15), cosmetologist_id="maya"))
    return f"{done.move is not None} {done.appointment.starts_at:%H:%M}"


def block_or_book(booking: BookingService, number: int, process: int) -> str:
    """Block the morning of all, while clients book in it."""
    if process % 2:
        return booking.book(request(at(number, 10), f"{number}-{process}", f"{number}-{process}")).status
    blocks = Blocks(booking._database, SALON, CLOCK)
    wish = block(at(number, 9), at(number, 12), f"{number}-{process}", cosmetologist_id=None)
    return f"blocked {len(blocks.block(wish).id)}"


def book_one_caller(booking: BookingService, number: int, process: int) -> str:
    """Write down a cleaning for one and the same caller on many tablets."""
    staff = DiaryBooking(booking._database, SALON, CLOCK, Vault([KEY]))
    start = at(number, 9) + timedelta(minutes=30 * process)
    return staff.book(call(start, f"{number}-{process}", phone=f"07700 9001{number:02}")).status


def send_one_form(booking: BookingService, number: int, process: int) -> str:
    """Press the button of one form again and again."""
    staff = DiaryBooking(booking._database, SALON, CLOCK, Vault([KEY]))
    return staff.book(call(at(number, 10), f"{number}", phone=f"07700 9001{number:02}")).id


def cancel_from_both_sides(booking: BookingService, number: int, process: int) -> str:
    """Cancel as the client or as staff, while others move it."""
    (own,) = [one for one in booking.all_appointments() if one.conversation_id == f"mover-{number}-0"]
    if process % 3 == 0:
        return booking.cancel(own.id, own.conversation_id).status
    if process % 3 == 1:
        return changes(booking).cancel(own.id, CancelReason.SALON).status
    changes(booking).move(move(own.id, at(number, 15), f"{process}"))
    return "moved or was there"


def seat(url: str, movers: int) -> None:
    """Seat that many consultations of different clients in the morning of each round's day."""
    booking = service(url)
    for number in range(ROUNDS):
        for one in range(movers):
            start = at(number, 9) + timedelta(minutes=30 * (one // 2))
            name = f"mover-{number}-{one}"
            booking.book(replace(request(start, f"seat {name}", name), treatment_id="skin_consultation"))


def test_race_of_staff_who_move_into_one_time(database_url: str, cells: Callable[[], int]) -> None:
    seat(database_url, PROCESSES)

    rounds = race(database_url, move_into_one_time)

    assert rounds == [Counter({"15:00": 1, "WindowTaken": PROCESSES - 1})] * ROUNDS
    assert cells() == ROUNDS * PROCESSES * 6


def test_race_of_one_move_sent_many_times(database_url: str, cells: Callable[[], int]) -> None:
    seat(database_url, 1)

    rounds = race(database_url, move_one_appointment)

    assert rounds == [Counter({"True 15:00": PROCESSES})] * ROUNDS
    assert cells() == ROUNDS * 6


def test_race_of_blocking_and_booking(database_url: str, database: Database, cells: Callable[[], int]) -> None:
    rounds = race(database_url, block_or_book)

    stored = Counter(one.starts_at.date() for one in service(database_url).all_appointments())
    with database.reading() as session:
        blocked = {one.starts_at.date() for one in session.scalars(select(Block))}
    for number, results in enumerate(rounds):
        day = at(number, 9).date()
        if day in blocked:
            assert (results, stored[day]) == (
                Counter({"blocked 36": 1, "Occupied": PROCESSES // 2 - 1, "WindowTaken": PROCESSES // 2}),
                0,
            )
        else:
            assert (results, stored[day]) == (
                Counter({"booked": 2, "WindowTaken": PROCESSES // 2 - 2, "Occupied": PROCESSES // 2}),
                2,
            )
    assert cells() == sum(stored.values()) * 18 + len(blocked) * 2 * 36


def test_race_of_many_tablets_for_one_caller(database_url: str, cells: Callable[[], int]) -> None:
    rounds = race(database_url, book_one_caller)

    assert rounds == [Counter({"booked": 1, "VisitTooSoon": PROCESSES - 1})] * ROUNDS
    assert cells() == ROUNDS * 18


def test_race_of_one_form_sent_many_times(database_url: str, cells: Callable[[], int]) -> None:
    rounds = race(database_url, send_one_form)

    stored = sorted(service(database_url).all_appointments(), key=lambda one: one.starts_at)
    assert rounds == [Counter({one.id: PROCESSES}) for one in stored]
    assert cells() == ROUNDS * 18


def test_race_of_cancelling_and_moving(database_url: str, cells: Callable[[], int]) -> None:
    seat(database_url, 1)

    rounds = race(database_url, cancel_from_both_sides)

    assert {one.status for one in service(database_url).all_appointments()} == {Status.CANCELLED}
    assert [sum(results[one] for one in ("moved or was there", "Refused")) for results in rounds] == [4] * ROUNDS
    assert [results["cancelled"] for results in rounds] == [8] * ROUNDS
    assert cells() == 0
