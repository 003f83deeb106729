"""Staff move appointments, to another time or another cosmetologist; on both databases."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from salon.booking.diary_entries import ChangedMeanwhile
from salon.booking.models import Appointment
from salon.booking.service import BookingService
from salon.db import Database
from salon.errors import (
    BadInput,
    NotFound,
    PorewellError,
    Refused,
    SalonClosed,
    TooFar,
    TooSoon,
    VisitTooSoon,
    WindowTaken,
)
from salon.salon_file import Salon
from salon.secrets import Vault
from tests.booking.diary_room import Room, block, call, move, open_diary
from tests.booking.stored import LONDON, Wish, at, held, span


@pytest.mark.parametrize(
    ("starts_at", "error"),
    [
        (at(3, 10).replace(tzinfo=None), BadInput),
        (at(1, 9, 25), TooSoon),
        (at(3, 10, month=3) + timedelta(days=400), TooFar),
        (at(7, 10), SalonClosed),
        (at(3, 18), SalonClosed),
        (at(3, 10, 2), Refused),
        (at(3, 10), WindowTaken),
        (at(24, 10), VisitTooSoon),
    ],
)
def test_move_refuses(
    room: Room, booking: BookingService, wish: Wish, database: Database, starts_at: datetime, error: type[PorewellError]
) -> None:
    booked = room.booking.book(call(at(2, 10), cosmetologist_id="maya"))
    room.blocks.block(block(at(3, 11), at(3, 12)))
    booking.book(wish(at(30, 10), phone="+44 7700 900124"))  # the same number, in a chat
    before = booking.all_appointments(), held(database)

    with pytest.raises(error) as caught:
        room.changes.move(move(booked.id, starts_at))

    assert caught.type is error
    assert (booking.all_appointments(), held(database)) == before
    assert room.diary.detail(booked.id).moves == []


def test_move_with_nobody(room: Room) -> None:
    booked = room.booking.book(call(at(2, 10)))

    with pytest.raises(NotFound):
        room.changes.move(move(booked.id, at(3, 10), cosmetologist_id="nobody"))


def test_move_of_what_was_moved_meanwhile(room: Room, booking: BookingService, wish: Wish) -> None:
    booked = booking.book(wish(at(2, 10)))
    moved = booking.reschedule(booked.id, booked.conversation_id, at(4, 10), "by the client")

    with pytest.raises(ChangedMeanwhile):
        room.changes.move(move(booked.id, at(3, 10), seen_at=at(2, 10)))

    assert booking.all_appointments() == [moved]


def test_move_to_another_time_and_cosmetologist(room: Room, database: Database) -> None:
    booked = room.changes.confirm(room.booking.book(call(at(2, 10), cosmetologist_id="maya")).id)

    done = room.changes.move(move(booked.id, at(3, 14, 5), cosmetologist_id="elena", seen_at=at(2, 10)))

    assert done.appointment == replace(
        booked,
        cosmetologist_id="elena",
        starts_at=at(3, 14, 5),
        ends_at=at(3, 15, 35),
        moved_from=at(2, 10),
        confirmed_at=None,
    )
    assert held(database) == span("elena", at(3, 14, 5), 90)
    assert done.move
    assert (done.move.cosmetologist_from, done.move.cosmetologist_to, done.move.moved_by) == ("maya", "elena", "Noor")


def test_move_to_another_cosmetologist_while_it_goes_on(room: Room, later_room: Room, database: Database) -> None:
    booked = room.changes.confirm(room.booking.book(call(at(2, 10), cosmetologist_id="maya")).id)

    done = later_room.changes.move(move(booked.id, at(2, 10), cosmetologist_id="elena"))

    assert done.appointment == replace(booked, cosmetologist_id="elena")
    assert held(database) == span("elena", at(2, 10), 90)


def test_move_to_where_it_is(room: Room) -> None:
    booked = room.booking.book(call(at(2, 10)))

    done = room.changes.move(move(booked.id, at(2, 10)))

    assert (done.appointment, done.move) == (booked, None)


def test_move_after_it_began(room: Room, later_room: Room) -> None:
    booked = room.booking.book(call(at(2, 10)))

    with pytest.raises(TooSoon):
        later_room.changes.move(move(booked.id, at(3, 10)))


def test_move_with_a_repeated_key_after_a_later_move(room: Room) -> None:
    booked = room.booking.book(call(at(2, 10)))
    first = room.changes.move(move(booked.id, at(3, 10), "first"))
    second = room.changes.move(move(booked.id, at(4, 10), "second"))

    again = room.changes.move(move(booked.id, at(3, 10), "first"))

    assert (again.appointment, again.move) == (second.appointment, first.move)


def test_move_inside_the_gap_with_a_reason(room: Room, database: Database) -> None:
    booked = room.booking.book(call(at(2, 10)))
    room.booking.book(call(at(30, 10), "other"))

    done = room.changes.move(move(booked.id, at(24, 10), exception_reason=" patch test only "))

    assert done.move
    assert done.move.exception_reason == "patch test only"
    assert done.appointment.starts_at == at(24, 10)


def test_move_with_a_reason_too_long(room: Room) -> None:
    booked = room.booking.book(call(at(2, 10)))

    with pytest.raises(BadInput):
        room.changes.move(move(booked.id, at(24, 10), exception_reason="x" * 201))


def test_move_of_what_outlived_its_conversation_counts_nobody_elses_cleanings(
    room: Room, booking: BookingService, wish: Wish, database: Database
) -> None:
    mine, other = booking.book(wish(at(2, 10))), booking.book(wish(at(24, 10), phone="07700 900125"))
    with database.transaction() as session:
        for row in session.scalars(select(Appointment)):
            row.conversation_id = ""

    done = room.changes.move(move(mine.id, at(23, 10)))

    assert done.appointment.starts_at == at(23, 10)
    assert room.diary.detail(other.id).appointment.conversation_id == ""


def test_move_in_the_night_that_has_an_hour_twice(database: Database, salon: Salon, vault: Vault) -> None:
    nights = replace(salon, hours={6: (time(0), time(5))})  # Sunday, 31 October 2027: 01:00 to 02:00 comes twice
    room = open_diary(database, nights, vault, datetime(2027, 10, 30, 12, tzinfo=LONDON))
    first = datetime(2027, 10, 31, 1, tzinfo=LONDON)
    booked = room.booking.book(call(first, treatment_id="skin_consultation"))

    there = room.changes.move(move(booked.id, first.replace(fold=1), "there", seen_at=first))
    back = room.changes.move(move(booked.id, first, "back", seen_at=first.replace(fold=1)))

    assert (there.appointment.starts_at.fold, back.appointment.starts_at.fold) == (1, 0)
    assert there.move
