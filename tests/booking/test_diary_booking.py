"""Staff book for a client who rings; on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

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
from tests.booking.diary_room import Room, block, call, open_diary
from tests.booking.stored import Wish, at, held, span


@pytest.mark.parametrize(
    ("starts_at", "changes", "error"),
    [
        (at(2, 10), {"treatment_id": "mud_bath"}, NotFound),
        (at(2, 10), {"cosmetologist_id": "nobody"}, NotFound),
        (at(2, 10), {"has_consented": False}, ConsentMissing),
        (at(2, 10), {"conditions": frozenset({"pregnancy"})}, Contraindicated),
        (at(2, 10), {"conditions": frozenset({"rosacea"}), "exception_reason": "she insists"}, Contraindicated),
        (at(2, 10), {"name": " "}, BadInput),
        (at(2, 10), {"phone": "12"}, BadInput),
        (at(2, 10), {"exception_reason": "x" * 201}, BadInput),
        (at(2, 10).replace(tzinfo=None), {}, BadInput),
        (at(1, 9, 25), {}, TooSoon),
        (at(2, 10) + timedelta(days=400), {}, TooFar),
        (at(7, 10), {}, SalonClosed),
        (at(2, 10, 3), {}, Refused),
        (at(2, 12), {"cosmetologist_id": "maya"}, WindowTaken),
        (at(19, 10), {}, VisitTooSoon),
    ],
)
def test_book_refuses(
    room: Room,
    booking: BookingService,
    wish: Wish,
    database: Database,
    starts_at: datetime,
    changes: dict[str, Any],
    error: type[PorewellError],
) -> None:
    booking.book(wish(at(30, 10), phone="07700 900124"))
    room.blocks.block(block(at(2, 13), at(2, 14)))
    before = booking.all_appointments(), held(database)

    with pytest.raises(error) as caught:
        room.booking.book(call(starts_at, **changes))

    assert caught.type is error
    assert (booking.all_appointments(), held(database)) == before


def test_book_returns_and_stores_the_appointment(room: Room, database: Database) -> None:
    booked = room.booking.book(call(at(2, 10, 5), cosmetologist_id="elena"))

    assert booked == AppointmentView(
        id=booked.id,
        treatment_id="deep_cleaning",
        cosmetologist_id="elena",
        starts_at=at(2, 10, 5),
        ends_at=at(2, 11, 35),
        name="Bea Okafor",
        phone="+447700900124",
        status=Status.BOOKED,
        conversation_id="",
        consent_at=at(1, 10),
        created_at=at(1, 10),
        moved_from=None,
        cancelled_at=None,
        booked_by="Noor",
    )
    assert room.diary.detail(booked.id).appointment == booked
    assert held(database) == span("elena", at(2, 10, 5), 90)


def test_book_who_came_in_a_moment_ago(room: Room) -> None:
    assert room.booking.book(call(at(1, 9, 45))).starts_at == at(1, 9, 45)


def test_book_twice_with_one_key(room: Room, booking: BookingService) -> None:
    first = room.booking.book(call(at(2, 10)))

    assert room.booking.book(call(at(3, 10))) == first
    assert booking.all_appointments() == [first]


def test_book_with_the_key_of_a_chat(room: Room, booking: BookingService, wish: Wish) -> None:
    booked = booking.book(wish(at(2, 10), idempotency_key="form-1"))

    assert room.booking.book(call(at(2, 10))).id != booked.id


def test_book_goes_to_the_less_busy(room: Room) -> None:
    first = room.booking.book(call(at(2, 10), "1", phone="07700 900001"))
    second = room.booking.book(call(at(2, 14), "2", phone="07700 900002"))

    assert [first.cosmetologist_id, second.cosmetologist_id] == ["maya", "elena"]


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_at": at(19, 10)},
        {"starts_at": at(2, 10), "conditions": frozenset({"breastfeeding"}), "treatment_id": "mechanical_only"},
    ],
    ids=["inside the gap", "left to a person"],
)
def test_book_against_a_rule_with_a_reason(
    database: Database, salon: Salon, vault: Vault, changes: dict[str, Any]
) -> None:
    only = replace(salon.treatment("deep_cleaning"), id="mechanical_only", name="by hand", parts=("mechanical",))
    room = open_diary(database, replace(salon, treatments=(*salon.treatments, only)), vault, at(1, 10))
    room.booking.book(call(at(30, 10), "first"))
    reason = {"exception_reason": "her doctor agrees"}

    booked = room.booking.book(call(**({"key": "second"} | changes | reason)))

    assert room.diary.detail(booked.id).exception_reason == "her doctor agrees"
    with database.reading() as session:
        stored = session.scalars(text("SELECT exception_reason FROM appointment WHERE exception_reason <> ''")).all()
    assert "doctor" not in stored[0]


def test_book_stores_no_condition(room: Room, database: Database) -> None:
    room.booking.book(call(at(2, 10), conditions=frozenset({"allergy"})))

    with database.reading() as session:
        row = session.scalars(select(Appointment)).one()
    assert "allergy" not in repr(vars(row))
