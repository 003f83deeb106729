"""Confirming, cancelling, moving, and who did not come; on both databases."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from salon.booking.appointments import AppointmentUnknown, Status
from salon.booking.diary_entries import CancelReason, ChangedMeanwhile
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


@pytest.fixture
def room(database: Database, salon: Salon, vault: Vault) -> Room:
    """Return the diary; it is Monday, 1 March 2027, 10:00."""
    return open_diary(database, salon, vault, at(1, 10))


@pytest.fixture
def later_room(database: Database, salon: Salon, vault: Vault) -> Room:
    """Return the diary on Tuesday at 10:20."""
    return open_diary(database, salon, vault, at(2, 10, 20))


def test_changes_of_an_unknown_appointment(room: Room) -> None:
    changes = room.changes
    wishes = [
        lambda: changes.confirm("nothing"),
        lambda: changes.note_no_show("nothing"),
        lambda: changes.undo_no_show("nothing"),
        lambda: changes.cancel("nothing", CancelReason.SALON),
        lambda: changes.move(move("nothing", at(2, 10))),
    ]

    for wish in wishes:
        with pytest.raises(AppointmentUnknown):
            wish()


def test_changes_of_a_cancelled_appointment(room: Room) -> None:
    booked = room.booking.book(call(at(2, 10)))
    cancelled = room.changes.cancel(booked.id, CancelReason.CLIENT)
    wishes = [
        lambda: room.changes.confirm(booked.id),
        lambda: room.changes.note_no_show(booked.id),
        lambda: room.changes.move(move(booked.id, at(3, 10))),
    ]

    for wish in wishes:
        with pytest.raises(Refused, match="is cancelled"):
            wish()

    assert room.diary.detail(booked.id).appointment == cancelled


def test_confirm_twice_and_take_it_back(room: Room, database: Database, salon: Salon, vault: Vault) -> None:
    booked = room.booking.book(call(at(2, 10)))

    first = room.changes.confirm(booked.id)
    again = open_diary(database, salon, vault, at(1, 11)).changes.confirm(booked.id)
    back = room.changes.confirm(booked.id, confirmed=False)

    assert first == again == replace(booked, confirmed_at=at(1, 10))
    assert back == booked


def test_no_show_before_it_began(room: Room) -> None:
    booked = room.booking.book(call(at(1, 10, 5)))

    with pytest.raises(Refused, match="has not begun"):
        room.changes.note_no_show(booked.id)


def test_no_show_frees_the_time_and_counts_for_no_gap(room: Room, later_room: Room, database: Database) -> None:
    booked = room.booking.book(call(at(2, 10)))

    noted = later_room.changes.note_no_show(booked.id)

    assert noted == replace(booked, status=Status.NO_SHOW, no_show_at=at(2, 10, 20))
    assert later_room.changes.note_no_show(booked.id) == noted
    assert held(database) == set()
    assert later_room.booking.book(call(at(3, 10), "again")).status == Status.BOOKED


def test_no_show_is_not_a_clients_to_cancel_or_move(booking: BookingService, wish: Wish, later_room: Room) -> None:
    booked = booking.book(wish(at(2, 10)))
    noted = later_room.changes.note_no_show(booked.id)

    assert booking.cancel(booked.id, booked.conversation_id) == noted
    assert booking.upcoming(booked.conversation_id) == []
    with pytest.raises(NotFound):
        booking.reschedule(booked.id, booked.conversation_id, at(5, 10), "move")
    with pytest.raises(Refused, match="is no_show"):
        later_room.changes.cancel(booked.id, CancelReason.SALON)


def test_no_show_taken_back(room: Room, later_room: Room, database: Database) -> None:
    booked = room.booking.book(call(at(2, 10), cosmetologist_id="maya"))
    later_room.changes.note_no_show(booked.id)

    assert later_room.changes.undo_no_show(booked.id) == booked
    assert later_room.changes.undo_no_show(booked.id) == booked
    assert held(database) == span("maya", at(2, 10), 90)


def test_no_show_taken_back_when_somebody_else_sits_there(room: Room, later_room: Room, database: Database) -> None:
    booked = room.booking.book(call(at(2, 10), cosmetologist_id="maya"))
    noted = later_room.changes.note_no_show(booked.id)
    later_room.booking.book(
        call(
            at(2, 10, 20), "walked in", cosmetologist_id="maya", treatment_id="skin_consultation", phone="07700 900125"
        )
    )

    with pytest.raises(WindowTaken):
        later_room.changes.undo_no_show(booked.id)

    assert later_room.diary.detail(booked.id).appointment == noted
    assert held(database) == span("maya", at(2, 10, 20), 30)


def test_cancel_after_it_began(room: Room, later_room: Room) -> None:
    booked = room.booking.book(call(at(2, 10)))

    with pytest.raises(TooSoon):
        later_room.changes.cancel(booked.id, CancelReason.SALON)


@pytest.mark.parametrize("reason", list(CancelReason))
def test_cancel_frees_the_time_and_keeps_the_reason(
    room: Room, booking: BookingService, wish: Wish, database: Database, reason: CancelReason
) -> None:
    booked = booking.book(wish(at(2, 10)))

    cancelled = room.changes.cancel(booked.id, reason)
    again = room.changes.cancel(booked.id, CancelReason.CLIENT)

    assert cancelled == again
    assert cancelled == replace(booked, status=Status.CANCELLED, cancelled_at=at(1, 10), cancel_reason=reason)
    assert held(database) == set()


def test_cancel_what_the_client_cancelled(room: Room, booking: BookingService, wish: Wish) -> None:
    booked = booking.book(wish(at(2, 10)))
    by_client = booking.cancel(booked.id, booked.conversation_id)

    assert room.changes.cancel(booked.id, CancelReason.SALON) == by_client
    assert by_client.cancel_reason is None


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
