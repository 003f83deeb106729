"""Cancelling and moving on both databases; every refusal leaves everything as it was."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from salon.booking.appointments import Status
from salon.booking.models import AppointmentMove
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
from tests.booking.stored import Wish, at, held, later, span


def test_cancel_unknown_or_somebody_elses(booking: BookingService, wish: Wish, database: Database) -> None:
    booked = booking.book(wish(at(2, 10), conversation_id="anna"))

    for appointment_id, conversation_id in [("none", "anna"), (booked.id, "bea")]:
        with pytest.raises(NotFound):
            booking.cancel(appointment_id, conversation_id)

    assert booking.all_appointments() == [booked]
    assert held(database) == span("maya", at(2, 10), 90)


def test_cancel_after_it_began(
    booking: BookingService, wish: Wish, database: Database, salon: Salon, vault: Vault
) -> None:
    booked = booking.book(wish(at(2, 10)))

    with pytest.raises(TooSoon):
        later(database, salon, vault, at(2, 10)).cancel(booked.id, booked.conversation_id)

    assert booking.all_appointments() == [booked]


def test_cancel_frees_the_time(booking: BookingService, wish: Wish, database: Database) -> None:
    booked = booking.book(wish(at(2, 10)))

    cancelled = booking.cancel(booked.id, booked.conversation_id)

    assert cancelled == replace(booked, status=Status.CANCELLED, cancelled_at=at(1, 10))
    assert booking.all_appointments() == [cancelled]
    assert held(database) == set()


def test_cancel_twice(booking: BookingService, wish: Wish, database: Database, salon: Salon, vault: Vault) -> None:
    booked = booking.book(wish(at(2, 10)))
    cancelled = booking.cancel(booked.id, booked.conversation_id)

    again = later(database, salon, vault, at(9, 10)).cancel(booked.id, booked.conversation_id)

    assert again == cancelled


def test_reschedule_unknown_or_somebody_elses(booking: BookingService, wish: Wish) -> None:
    booked = booking.book(wish(at(2, 10), conversation_id="anna"))

    for appointment_id, conversation_id in [("none", "anna"), (booked.id, "bea")]:
        with pytest.raises(NotFound):
            booking.reschedule(appointment_id, conversation_id, at(3, 10), "move")

    assert booking.all_appointments() == [booked]


def test_reschedule_a_cancelled_one(booking: BookingService, wish: Wish, database: Database) -> None:
    booked = booking.book(wish(at(2, 10)))
    cancelled = booking.cancel(booked.id, booked.conversation_id)

    with pytest.raises(NotFound):
        booking.reschedule(booked.id, booked.conversation_id, at(3, 10), "move")

    assert booking.all_appointments() == [cancelled]
    assert held(database) == set()


def test_reschedule_after_it_began(
    booking: BookingService, wish: Wish, database: Database, salon: Salon, vault: Vault
) -> None:
    booked = booking.book(wish(at(2, 10)))

    with pytest.raises(TooSoon):
        later(database, salon, vault, at(2, 10)).reschedule(booked.id, booked.conversation_id, at(5, 10), "move")


@pytest.mark.parametrize(
    ("starts_at", "error"),
    [
        (at(3, 10).replace(tzinfo=None), BadInput),
        (at(1, 11), TooSoon),
        (at(1, 10, month=9), TooFar),
        (at(7, 10), SalonClosed),
        (at(3, 10, 5), Refused),
        (at(3, 10), WindowTaken),
        (at(24, 10), VisitTooSoon),
    ],
)
def test_reschedule_refuses(
    booking: BookingService, wish: Wish, database: Database, starts_at: datetime, error: type[PorewellError]
) -> None:
    booked = booking.book(wish(at(2, 10), conversation_id="anna"))
    for who in ("maya", "elena"):
        booking.book(wish(at(3, 11), cosmetologist_id=who))
    booking.book(wish(at(30, 10), conversation_id="anna"))
    before = booking.all_appointments(), held(database)

    with pytest.raises(error) as caught:
        booking.reschedule(booked.id, "anna", starts_at, "move")

    assert caught.type is error
    assert (booking.all_appointments(), held(database)) == before
    with database.reading() as session:
        assert session.scalars(select(AppointmentMove)).all() == []


def test_reschedule_moves_row_and_cells(booking: BookingService, wish: Wish, database: Database) -> None:
    booked = booking.book(wish(at(2, 10)))

    moved = booking.reschedule(booked.id, booked.conversation_id, at(3, 14), "move")

    assert moved == replace(booked, starts_at=at(3, 14), ends_at=at(3, 15, 30), moved_from=at(2, 10))
    assert booking.all_appointments() == [moved]
    assert held(database) == span("maya", at(3, 14), 90)
    with database.reading() as session:
        move = session.scalars(select(AppointmentMove)).one()
        assert (move.appointment_id, move.moved_from, move.moved_to, move.moved_at) == (
            booked.id,
            at(2, 10),
            at(3, 14),
            at(1, 10),
        )


@pytest.mark.parametrize("minutes", [-60, -30, 30, 60, 90])
def test_reschedule_over_its_own_time(booking: BookingService, wish: Wish, database: Database, minutes: int) -> None:
    booked = booking.book(wish(at(2, 12), cosmetologist_id="elena"))
    moment = at(2, 12) + timedelta(minutes=minutes)

    booking.reschedule(booked.id, booked.conversation_id, moment, "move")

    assert held(database) == span("elena", moment, 90)


def test_reschedule_to_another_cosmetologist_when_hers_is_taken(
    booking: BookingService, wish: Wish, database: Database
) -> None:
    booked = booking.book(wish(at(2, 10), cosmetologist_id="maya"))
    booking.book(wish(at(2, 11, 30), cosmetologist_id="maya"))

    moved = booking.reschedule(booked.id, booked.conversation_id, at(2, 10, 30), "move")

    assert moved.cosmetologist_id == "elena"
    assert held(database) == span("elena", at(2, 10, 30), 90) | span("maya", at(2, 11, 30), 90)


def test_reschedule_keeps_the_cosmetologist_although_busier(booking: BookingService, wish: Wish) -> None:
    booked = booking.book(wish(at(2, 10), cosmetologist_id="maya"))
    booking.book(wish(at(3, 10), cosmetologist_id="maya"))

    assert booking.reschedule(booked.id, booked.conversation_id, at(3, 14), "move").cosmetologist_id == "maya"


def test_reschedule_to_where_it_is(booking: BookingService, wish: Wish, database: Database) -> None:
    booked = booking.book(wish(at(2, 10)))

    assert booking.reschedule(booked.id, booked.conversation_id, at(2, 10), "move") == booked
    assert held(database) == span("maya", at(2, 10), 90)


def test_reschedule_with_an_old_key_after_a_later_move(booking: BookingService, wish: Wish, database: Database) -> None:
    booked = booking.book(wish(at(2, 10)))
    booking.reschedule(booked.id, booked.conversation_id, at(3, 10), "first")
    second = booking.reschedule(booked.id, booked.conversation_id, at(4, 10), "second")

    again = booking.reschedule(booked.id, booked.conversation_id, at(3, 10), "first")

    assert again == second
    assert held(database) == span("maya", at(4, 10), 90)


def test_reschedule_with_a_key_used_for_another_appointment(booking: BookingService, wish: Wish) -> None:
    moved = [booking.book(wish(at(2, 10))), booking.book(wish(at(2, 14)))]

    starts = [
        booking.reschedule(one.id, one.conversation_id, one.starts_at + timedelta(days=1), "k").starts_at
        for one in moved
    ]

    assert starts == [at(3, 10), at(3, 14)]


def test_upcoming_is_this_conversations_booked_future(
    booking: BookingService, wish: Wish, database: Database, salon: Salon, vault: Vault
) -> None:
    past = booking.book(wish(at(2, 10), conversation_id="anna"))
    last = booking.book(wish(at(30, 10), conversation_id="anna"))
    talk = booking.book(wish(at(20, 10), conversation_id="anna", treatment_id="skin_consultation"))
    gone = booking.book(wish(at(19, 10), conversation_id="anna", treatment_id="skin_consultation"))
    booking.cancel(gone.id, "anna")
    booking.book(wish(at(20, 12), conversation_id="bea"))

    assert booking.upcoming("anna") == [past, talk, last]
    assert later(database, salon, vault, at(2, 10)).upcoming("anna") == [talk, last]
    assert booking.upcoming("nobody") == []
