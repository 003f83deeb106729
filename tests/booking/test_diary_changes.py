"""Confirming, cancelling, and who did not come; what none of the changes does; on both databases."""

from dataclasses import replace

import pytest

from salon.booking.appointments import AppointmentUnknown, Status
from salon.booking.diary_entries import CancelReason
from salon.booking.service import BookingService
from salon.db import Database
from salon.errors import (
    NotFound,
    Refused,
    TooSoon,
    WindowTaken,
)
from salon.salon_file import Salon
from salon.secrets import Vault
from tests.booking.diary_room import Room, call, move, open_diary
from tests.booking.stored import Wish, at, held, span


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
