"""What the database is told, where the order of it matters."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import event

from salon.booking import store
from salon.booking.appointments import BookingRequest
from salon.booking.service import BookingService
from salon.db import Database

START = datetime(2027, 3, 2, 10, tzinfo=UTC)


def test_hold_inserts_sorted(database: Database, booking: BookingService, wish: Callable[..., BookingRequest]) -> None:
    owner = booking.book(wish(START)).id
    wanted = [(who, START + timedelta(days=1, minutes=5 * cell)) for who in ("elena", "maya") for cell in range(12)]
    inserted: list[tuple[str, str]] = []

    def note(*call: object) -> None:
        values = list(call[3].values()) if isinstance(call[3], dict) else list(call[3])  # type: ignore[call-overload]
        inserted.extend(zip(map(str, values[0::3]), (str(one)[:16] for one in values[1::3]), strict=True))

    with database.transaction() as session:
        event.listen(database.engine, "before_cursor_execute", note)
        store.hold(session, owner, set(wanted))
        event.remove(database.engine, "before_cursor_execute", note)

    assert inserted == [(who, str(cell)[:16]) for who, cell in wanted]


def test_hold_and_release_of_nothing(
    database: Database, booking: BookingService, wish: Callable[..., BookingRequest]
) -> None:
    owner = booking.book(wish(START)).id

    with database.transaction() as session:
        store.hold(session, owner, set())
        store.release(session, owner, set())

    with database.reading() as session:
        assert len(store.cells_of(session, owner)) == 18
