"""The booking room on a fresh database, requests to fill in, and wishes over a calendar without one."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from salon.booking.appointments import BookingRequest
from salon.booking.models import AppointmentCell
from salon.booking.service import BookingService
from salon.booking.wishes import Wishes
from salon.clock import Clock
from salon.db import Database
from salon.salon_file import Salon
from salon.secrets import Vault
from tests.booking.diary_room import Room, open_diary
from tests.booking.fake_times import FakeTimes
from tests.booking.stored import at


@pytest.fixture
def booking(database: Database, salon: Salon, clock: Clock, vault: Vault) -> BookingService:
    """Return the service; it is Monday, 1 March 2027, 10:00."""
    return BookingService(database, salon, clock, vault)


@pytest.fixture
def wish() -> Callable[..., BookingRequest]:
    """Return a maker of requests; each has a key and a conversation of its own unless they are given."""
    made: list[BookingRequest] = []

    def make(starts_at: datetime, **changes: Any) -> BookingRequest:
        values: dict[str, Any] = {
            "treatment_id": "deep_cleaning",
            "name": "Anna Lindqvist",
            "phone": "07700 900123",
            "conversation_id": f"conversation-{len(made)}",
            "consent_at": datetime(2027, 3, 1, 9, 55, tzinfo=UTC),
            "idempotency_key": f"message-{len(made)}",
        }
        made.append(BookingRequest(starts_at=starts_at, **(values | changes)))
        return made[-1]

    return make


@pytest.fixture
def room(database: Database, salon: Salon, vault: Vault) -> Room:
    """Return the diary; it is Monday, 1 March 2027, 10:00."""
    return open_diary(database, salon, vault, at(1, 10))


@pytest.fixture
def later_room(database: Database, salon: Salon, vault: Vault) -> Room:
    """Return the diary on Tuesday at 10:20."""
    return open_diary(database, salon, vault, at(2, 10, 20))


@pytest.fixture
def cells(database: Database) -> Callable[[], int]:
    """Return a counter of the cells held."""

    def count() -> int:
        with database.reading() as session:
            return session.scalar(select(func.count()).select_from(AppointmentCell)) or 0

    return count


@pytest.fixture
def times(salon: Salon, clock: Clock) -> FakeTimes:
    """Return an empty calendar."""
    return FakeTimes(salon, clock)


@pytest.fixture
def wishes(times: FakeTimes, salon: Salon, clock: Clock) -> Wishes:
    """Return the wishes that look into `times`."""
    return Wishes(times, salon, clock)
