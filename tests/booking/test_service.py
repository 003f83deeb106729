"""Booking on both databases: who takes it, what is stored; every refusal leaves everything as it was."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from salon.booking import store
from salon.booking.appointments import AppointmentView, Status
from salon.booking.models import Appointment
from salon.booking.service import BookingService
from salon.db import Database
from salon.errors import (
    BadInput,
    ConsentMissing,
    Contraindicated,
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
from tests.booking.stored import LONDON, Wish, at, held, later, span


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"treatment_id": "laser"}, NotFound),
        ({"cosmetologist_id": "zoe"}, NotFound),
        ({"consent_at": None}, ConsentMissing),
        ({"conditions": frozenset({"isotretinoin"})}, Contraindicated),
        ({"name": ""}, BadInput),
        ({"phone": "none"}, BadInput),
        ({"starts_at": at(2, 10).replace(tzinfo=None)}, BadInput),
        ({"starts_at": at(1, 11)}, TooSoon),
        ({"starts_at": at(1, 10, month=9)}, TooFar),
        ({"starts_at": at(7, 10)}, SalonClosed),
        ({"starts_at": at(2, 10, 5)}, Refused),
    ],
)
def test_book_refuses(
    booking: BookingService, wish: Wish, database: Database, changes: dict[str, object], error: type[PorewellError]
) -> None:
    with pytest.raises(error) as caught:
        booking.book(replace(wish(at(2, 10)), **changes))  # type: ignore[arg-type]

    assert caught.type is error
    assert booking.all_appointments() == []
    assert held(database) == set()


def test_book_a_taken_time(booking: BookingService, wish: Wish, database: Database) -> None:
    stored = [booking.book(wish(at(2, 10))), booking.book(wish(at(2, 11)))]
    cells_before = held(database)

    with pytest.raises(WindowTaken):
        booking.book(wish(at(2, 10, 30)))

    assert booking.all_appointments() == stored
    assert held(database) == cells_before


def test_book_the_wished_for_cosmetologist_who_is_taken(booking: BookingService, wish: Wish) -> None:
    booking.book(wish(at(2, 10), cosmetologist_id="maya"))

    with pytest.raises(WindowTaken):
        booking.book(wish(at(2, 11), cosmetologist_id="maya"))

    assert len(booking.all_appointments()) == 1


@pytest.mark.parametrize(
    ("days", "treatment_id"), [(0, "ultrasonic_cleaning"), (20, "deep_cleaning"), (-20, "deep_cleaning")]
)
def test_book_inside_the_gap(booking: BookingService, wish: Wish, days: int, treatment_id: str) -> None:
    booking.book(wish(at(25, 10), conversation_id="anna"))
    moment = at(25, 17) + timedelta(days=days)

    with pytest.raises(VisitTooSoon):
        booking.book(wish(moment, conversation_id="anna", treatment_id=treatment_id))

    assert len(booking.all_appointments()) == 1


@pytest.mark.parametrize(
    ("days", "changes"),
    [
        (21, {}),
        (-21, {}),
        (1, {"conversation_id": "somebody else"}),
        (1, {"treatment_id": "skin_consultation"}),
    ],
)
def test_book_outside_the_gap(booking: BookingService, wish: Wish, days: int, changes: dict[str, object]) -> None:
    booking.book(wish(at(25, 17), conversation_id="anna"))
    moment = at(25, 9) + timedelta(days=days)

    booked = booking.book(wish(moment, **({"conversation_id": "anna"} | changes)))

    assert booked.starts_at == moment


def test_book_after_the_other_cleaning_was_cancelled(booking: BookingService, wish: Wish) -> None:
    first = booking.book(wish(at(10, 10), conversation_id="anna"))
    booking.cancel(first.id, "anna")

    booked = booking.book(wish(at(11, 10), conversation_id="anna"))

    assert booked.status == Status.BOOKED


def test_book_without_a_gap_in_the_rules(
    booking: BookingService, database: Database, wish: Wish, salon: Salon, vault: Vault
) -> None:
    loose = replace(salon, booking=replace(salon.booking, minimum_gap_days=0))
    booking.book(wish(at(10, 10), conversation_id="anna"))

    booked = later(database, loose, vault, at(1, 10)).book(wish(at(10, 14), conversation_id="anna"))

    assert booked.starts_at == at(10, 14)


def test_book_returns_and_stores_the_appointment(
    booking: BookingService, wish: Wish, database: Database, vault: Vault
) -> None:
    request = wish(at(2, 10))

    booked = booking.book(request)

    assert booked == AppointmentView(
        id=booked.id,
        treatment_id="deep_cleaning",
        cosmetologist_id="maya",
        starts_at=at(2, 10),
        ends_at=at(2, 11, 30),
        name="Anna Lindqvist",
        phone="+447700900123",
        status=Status.BOOKED,
        conversation_id=request.conversation_id,
        consent_at=datetime(2027, 3, 1, 9, 55, tzinfo=UTC),
        created_at=at(1, 10),
        moved_from=None,
        cancelled_at=None,
    )
    assert booking.all_appointments() == [booked]
    assert booked.starts_at.tzinfo == LONDON
    assert held(database) == span("maya", at(2, 10), 90)
    with database.reading() as session:
        assert session.scalar(select(Appointment.phone_fingerprint)) == vault.fingerprint("+447700900123")


def test_book_goes_to_the_less_busy(booking: BookingService, wish: Wish) -> None:
    for start, who in [(at(2, 9), "maya"), (at(3, 9), "elena"), (at(3, 11), "elena")]:
        booking.book(wish(start, cosmetologist_id=who))

    assert booking.book(wish(at(2, 14))).cosmetologist_id == "elena"
    assert booking.book(wish(at(3, 14))).cosmetologist_id == "maya"
    assert booking.book(wish(at(4, 14))).cosmetologist_id == "maya"


def test_book_falls_back_to_the_busier(booking: BookingService, wish: Wish) -> None:
    for start, who in [(at(2, 9), "maya"), (at(2, 11), "maya"), (at(2, 14), "elena")]:
        booking.book(wish(start, cosmetologist_id=who))

    assert booking.book(wish(at(2, 13))).cosmetologist_id == "maya"


def test_book_right_before_and_after_another(booking: BookingService, wish: Wish) -> None:
    for start in (at(2, 10, 30), at(2, 9), at(2, 12)):
        booking.book(wish(start, cosmetologist_id="maya"))

    assert [one.starts_at for one in booking.all_appointments()] == [at(2, 9), at(2, 10, 30), at(2, 12)]


def test_book_on_the_day_after_the_clocks_change(booking: BookingService, wish: Wish) -> None:
    booked = booking.book(wish(at(29, 9)))

    assert booked.starts_at.isoformat() == "2027-03-29T09:00:00+01:00"
    assert booking.upcoming(booked.conversation_id)[0].ends_at.isoformat() == "2027-03-29T10:30:00+01:00"


def test_book_with_the_same_key_again(booking: BookingService, wish: Wish) -> None:
    request = wish(at(2, 10))
    first = booking.book(request)

    again = booking.book(replace(request, starts_at=at(3, 10), consent_at=None))

    assert again == first
    assert booking.all_appointments() == [first]


def test_book_with_the_same_key_after_cancelling(booking: BookingService, wish: Wish) -> None:
    request = wish(at(2, 10))
    cancelled = booking.cancel(booking.book(request).id, request.conversation_id)

    assert booking.book(request) == cancelled


def test_book_with_somebody_elses_key(booking: BookingService, wish: Wish) -> None:
    booking.book(wish(at(2, 10), idempotency_key="k", conversation_id="anna"))

    with pytest.raises(BadInput):
        booking.book(wish(at(3, 10), idempotency_key="k", conversation_id="bea"))

    assert len(booking.all_appointments()) == 1


def test_book_when_the_key_appears_between_look_and_insert(
    booking: BookingService, wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = wish(at(2, 10), treatment_id="skin_consultation")
    first = booking.book(request)
    answers = [None, None]
    look = store.by_key
    monkeypatch.setattr(store, "by_key", lambda *given: answers.pop() if answers else look(*given))

    again = booking.book(request)

    assert again == first


def test_book_does_not_hide_other_integrity_errors(
    booking: BookingService, wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = wish(at(2, 10), treatment_id="skin_consultation")
    booking.book(request)
    monkeypatch.setattr(store, "by_key", lambda *_: None)

    with pytest.raises(IntegrityError):
        booking.book(request)
