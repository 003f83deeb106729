"""Blocked time: nothing can be booked in it, and it lies over nothing that is booked; on both databases."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from salon.booking.diary_entries import BlockView, Occupied
from salon.booking.models import AppointmentCell, Block
from salon.booking.search import FreeTimes
from salon.booking.service import BookingService
from salon.clock import Clock
from salon.db import Database
from salon.errors import BadInput, NotFound, WindowTaken
from salon.salon_file import Salon
from salon.secrets import Vault
from tests.booking.diary_room import Room, block, call, open_diary
from tests.booking.stored import LONDON, Wish, at, held, span


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "changes"),
    [
        (at(2, 10), at(2, 10), {}),
        (at(2, 10), at(2, 9), {}),
        (at(2, 10, 2), at(2, 11), {}),
        (at(2, 10), at(2, 11, 1), {}),
        (at(2, 10).replace(tzinfo=None), at(2, 11).replace(tzinfo=None), {}),
        (at(2, 10), at(2, 11) + timedelta(days=32), {}),
        (at(2, 10), at(2, 11), {"label": " "}),
        (at(2, 10), at(2, 11), {"label": "x" * 81}),
    ],
)
def test_block_that_can_not_be_read(
    room: Room, database: Database, starts_at: datetime, ends_at: datetime, changes: dict[str, Any]
) -> None:
    with pytest.raises(BadInput):
        room.blocks.block(block(starts_at, ends_at, **changes))

    assert held(database) == set()


def test_block_of_nobody(room: Room) -> None:
    with pytest.raises(NotFound):
        room.blocks.block(block(at(2, 10), at(2, 11), cosmetologist_id="nobody"))


@pytest.mark.parametrize(("cosmetologist_id", "count"), [("maya", 2), ("elena", 1), (None, 3)])
def test_block_over_appointments_names_how_many(
    room: Room, booking: BookingService, wish: Wish, database: Database, cosmetologist_id: str | None, count: int
) -> None:
    for hour, who in ((9, "maya"), (13, "maya"), (10, "elena")):
        booking.book(wish(at(2, hour), cosmetologist_id=who))
    booking.book(wish(at(2, 14, 30), cosmetologist_id="maya"))  # begins when the block ends
    before = held(database)

    with pytest.raises(Occupied) as caught:
        room.blocks.block(block(at(2, 10), at(2, 14, 30), cosmetologist_id=cosmetologist_id))

    assert caught.value.appointments == count
    assert held(database) == before
    with database.reading() as session:
        assert session.scalars(select(Block)).all() == []


def test_block_over_a_block(room: Room) -> None:
    room.blocks.block(block(at(2, 10), at(2, 12)))

    with pytest.raises(Occupied, match="another block") as caught:
        room.blocks.block(block(at(2, 11), at(2, 13), "another", cosmetologist_id=None))

    assert caught.value.appointments == 0


def test_block_returns_and_stores_it(room: Room, database: Database) -> None:
    made = room.blocks.block(block(at(2, 10), at(2, 12), label=" training "))

    assert made == BlockView(made.id, "maya", at(2, 10), at(2, 12), "training", "Noor")
    assert held(database) == span("maya", at(2, 10), 120)
    with database.reading() as session:
        assert "training" not in str(session.scalar(text("SELECT label FROM block")))


def test_block_twice_with_one_key(room: Room, database: Database) -> None:
    first = room.blocks.block(block(at(2, 10), at(2, 12)))

    assert room.blocks.block(block(at(2, 10), at(2, 12))) == first
    assert held(database) == span("maya", at(2, 10), 120)


def test_block_of_all_for_a_month(room: Room, database: Database) -> None:
    until = datetime(2027, 4, 2, 0, tzinfo=LONDON)  # over the night in which an hour is lost

    room.blocks.block(block(datetime(2027, 3, 2, 0, tzinfo=LONDON), until, cosmetologist_id=None))

    assert len(held(database)) == 2 * (31 * 24 - 1) * 12


def test_blocked_time_is_free_for_nobody(
    room: Room, booking: BookingService, wish: Wish, database: Database, salon: Salon, clock: Clock
) -> None:
    room.blocks.block(block(at(2, 9), at(2, 18), cosmetologist_id=None))
    times = FreeTimes(database, salon, clock)

    assert times.free_starts("skin_consultation", [at(2, 9).date()]) == [at(2, 18), at(2, 18, 30)]
    assert times.without("an appointment that moves").free_starts("deep_cleaning", [at(2, 9).date()]) == []
    with pytest.raises(WindowTaken):
        booking.book(wish(at(2, 10)))
    with pytest.raises(WindowTaken):
        room.booking.book(call(at(2, 10)))


def test_block_of_one_leaves_the_other_free(room: Room, booking: BookingService, wish: Wish) -> None:
    room.blocks.block(block(at(2, 9), at(2, 18)))

    assert booking.book(wish(at(2, 10))).cosmetologist_id == "elena"


def test_unblock_frees_the_time_and_twice_changes_nothing(room: Room, database: Database) -> None:
    made = room.blocks.block(block(at(2, 10), at(2, 12)))
    kept = room.booking.book(call(at(2, 12), cosmetologist_id="maya"))

    assert room.blocks.unblock(made.id) == made
    assert room.blocks.unblock(made.id) is None
    assert held(database) == span("maya", kept.starts_at, 90)


def test_block_in_the_night_that_has_an_hour_twice(database: Database, salon: Salon, vault: Vault) -> None:
    nights = replace(salon, hours={6: (time(0), time(5))})  # Sunday, 31 October 2027: 01:00 to 02:00 comes twice
    room = open_diary(database, nights, vault, datetime(2027, 10, 30, 12, tzinfo=LONDON))
    second = datetime(2027, 10, 31, 1, tzinfo=LONDON, fold=1)

    room.blocks.block(block(second, second + timedelta(hours=1)))

    first = second.replace(fold=0)
    booked = room.booking.book(call(first, treatment_id="ultrasonic_cleaning", cosmetologist_id="maya"))
    assert len(held(database)) == 24
    assert (booked.starts_at.fold, booked.ends_at.fold) == (0, 1)


@pytest.mark.parametrize("holders", [(), ("appointment_id", "block_id")], ids=["none", "two"])
def test_cell_has_one_holder(room: Room, database: Database, holders: tuple[str, ...]) -> None:
    made, booked = room.blocks.block(block(at(2, 10), at(2, 12))), room.booking.book(call(at(3, 10)))
    ids = {"appointment_id": booked.id, "block_id": made.id}
    cell = AppointmentCell(cosmetologist_id="maya", starts_at=at(5, 10), **{holder: ids[holder] for holder in holders})

    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(cell)
