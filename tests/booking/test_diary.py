"""The diary as staff read it, on both databases."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import event

from salon.booking.appointments import AppointmentUnknown
from salon.booking.diary import for_staff
from salon.booking.diary_entries import MoveView
from salon.booking.service import BookingService
from salon.db import Database
from salon.errors import NotFound
from salon.salon_file import Salon
from salon.secrets import Vault
from tests.booking.diary_room import Room, block, call, move, open_diary
from tests.booking.stored import LONDON, Wish, at


def test_detail_of_an_unknown_appointment(room: Room) -> None:
    with pytest.raises(AppointmentUnknown):
        room.diary.detail("nothing")


def test_day_of_an_empty_diary(room: Room) -> None:
    (day,) = room.diary.days(date(2027, 3, 2))

    assert (day.day, day.opens, day.closes) == (date(2027, 3, 2), at(2, 9), at(2, 19))
    assert (day.appointments, day.blocks) == ([], [])


@pytest.mark.parametrize("day", [date(2027, 3, 7), date(2026, 12, 25)])
def test_day_on_which_the_salon_is_closed(room: Room, day: date) -> None:
    (closed,) = room.diary.days(day)

    assert (closed.opens, closed.closes) == (None, None)


def test_days_hold_what_is_theirs_by_start(room: Room, booking: BookingService, wish: Wish) -> None:
    last, first = (booking.book(wish(at(2, hour), cosmetologist_id="maya")) for hour in (14, 10))
    gone = booking.cancel(booking.book(wish(at(2, 16))).id, "conversation-2")
    other = room.booking.book(call(at(3, 10)))
    off = room.blocks.block(block(at(3, 12), at(4, 12)))

    days = room.diary.days(date(2027, 3, 2), 4)

    assert [list(day.appointments) for day in days] == [[first, last, gone], [other], [], []]
    assert [list(day.blocks) for day in days] == [[], [off], [off], []]


def test_days_of_one_cosmetologist_with_the_blocks_of_all(room: Room, booking: BookingService, wish: Wish) -> None:
    hers = booking.book(wish(at(2, 10), cosmetologist_id="elena"))
    booking.book(wish(at(2, 10), cosmetologist_id="maya"))
    room.blocks.block(block(at(2, 12), at(2, 13), "hers not"))
    everybody = room.blocks.block(block(at(2, 13), at(2, 14), "all", cosmetologist_id=None))

    (day,) = room.diary.days(date(2027, 3, 2), 1, "elena")

    assert (list(day.appointments), list(day.blocks)) == ([hers], [everybody])


def test_days_are_read_by_two_queries_and_are_at_most_six_weeks(room: Room, database: Database) -> None:
    statements: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *call: statements.append(str(call[2])))

    days = room.diary.days(date(2027, 3, 1), 1000)

    assert len(days) == 42
    assert len([one for one in statements if one.startswith("SELECT")]) == 2


def test_day_in_which_the_clocks_change(database: Database, salon: Salon, vault: Vault) -> None:
    nights = replace(salon, hours={6: (time(0), time(5))})  # Sunday, 28 March 2027: no 01:00 to 02:00
    room = open_diary(database, nights, vault, at(27, 10))
    before, after = (
        room.booking.book(call(datetime(2027, 3, 28, hour, tzinfo=LONDON), f"{hour}", treatment_id="skin_consultation"))
        for hour in (0, 2)
    )

    saturday, sunday, monday = room.diary.days(date(2027, 3, 27), 3)

    assert (after.starts_at - before.starts_at, after.starts_at.utcoffset()) == (timedelta(hours=2), timedelta(hours=1))
    assert [len(day.appointments) for day in (saturday, sunday, monday)] == [0, 2, 0]
    assert room.diary.free_starts("skin_consultation", date(2027, 3, 28))[1] == datetime(
        2027, 3, 28, 0, 30, tzinfo=LONDON
    )


def test_detail_tells_the_story(room: Room, booking: BookingService, wish: Wish) -> None:
    booked = booking.book(wish(at(2, 10), cosmetologist_id="maya"))
    booking.reschedule(booked.id, booked.conversation_id, at(3, 10), "by the client")
    moved = room.changes.move(move(booked.id, at(4, 10), cosmetologist_id="elena")).appointment

    detail = room.diary.detail(booked.id)

    assert (detail.appointment, detail.exception_reason) == (moved, None)
    assert detail.moves == [
        MoveView(at(2, 10), at(3, 10), at(1, 10), "maya", "maya", None, None),
        MoveView(at(3, 10), at(4, 10), at(1, 10), "maya", "elena", "Noor", None),
    ]


def test_block_that_is_not_there(room: Room) -> None:
    with pytest.raises(NotFound):
        room.diary.block("nothing")


def test_block_by_its_id(room: Room) -> None:
    made = room.blocks.block(block(at(2, 10), at(2, 12)))

    assert room.diary.block(made.id) == made


def test_free_starts_of_nobody(room: Room) -> None:
    with pytest.raises(NotFound):
        room.diary.free_starts("deep_cleaning", date(2027, 3, 2), "nobody")


def test_free_starts_need_no_notice_and_reach_a_year_ahead(room: Room) -> None:
    today = room.diary.free_starts("skin_consultation", date(2027, 3, 1))

    assert [start.time() for start in today][:2] == [time(9, 30), time(10)]
    assert len(room.diary.free_starts("skin_consultation", date(2028, 2, 29))) == 20
    assert room.diary.free_starts("skin_consultation", date(2028, 3, 2)) == []


def test_free_starts_of_one_cosmetologist(room: Room) -> None:
    room.booking.book(call(at(2, 10), cosmetologist_id="maya"))
    room.blocks.block(block(at(2, 13), at(2, 18, 30)))

    free = room.diary.free_starts("deep_cleaning", date(2027, 3, 2), "maya")

    assert free == [at(2, 11, 30)]
    assert len(room.diary.free_starts("deep_cleaning", date(2027, 3, 2), "elena")) == 18


def test_free_starts_for_what_is_moved(room: Room) -> None:
    booked = room.booking.book(call(at(2, 10), cosmetologist_id="maya"))

    with_maya, with_elena = (
        room.diary.free_starts("deep_cleaning", date(2027, 3, 2), who, moving=booked.id) for who in ("maya", "elena")
    )

    assert len(with_elena) == 18
    assert with_maya == [start for start in with_elena if start != at(2, 10)]


def test_for_staff_copies_a_salon_that_changes(salon: Salon) -> None:
    mine = for_staff(salon, any_cell=True, cosmetologist_id="elena")

    assert (mine.booking.start_every_minutes, mine.booking.notice_minutes) == (5, -30)
    assert [one.id for one in mine.cosmetologists] == ["elena"]
    assert mine.treatments == salon.treatments
