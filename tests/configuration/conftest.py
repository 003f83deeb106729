"""The configuration room on a fresh database of each kind, over the sample salon's file."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from salon.booking.appointments import AppointmentView, BookingRequest
from salon.booking.coming import ComingAppointments
from salon.booking.service import BookingService
from salon.clock import Clock
from salon.configuration.current import CurrentSettings
from salon.configuration.service import Configuration
from salon.db import Database
from salon.responses import Responses
from salon.secrets import Vault
from salon.services import RESPONSES
from salon.settings import ROOT
from salon.yaml_reading import read_yaml

Book = Callable[..., AppointmentView]


@pytest.fixture
def current(database: Database) -> CurrentSettings:
    """Return what holds, in one process."""
    return CurrentSettings(database, read_yaml(ROOT / "salon.yml"))


@pytest.fixture
def responses(current: CurrentSettings) -> Responses:
    """Return the sentences, which know what holds."""
    return Responses(RESPONSES, current.salon.facts, lambda: current.present.texts)


@pytest.fixture
def configuration(database: Database, current: CurrentSettings, responses: Responses, clock: Clock) -> Configuration:
    """Return the room."""
    return Configuration(database, current, responses, ComingAppointments(database, current.salon, clock), clock)


@pytest.fixture
def booking(database: Database, current: CurrentSettings, clock: Clock, vault: Vault) -> BookingService:
    """Return the calendar of the salon as it is at present."""
    return BookingService(database, current.salon, clock, vault)


@pytest.fixture
def book(booking: BookingService, clock: Clock) -> Book:
    """Return what books a treatment, some hours after Monday, 1 March 2027, 10:00."""

    def book_it(hours: float, treatment: str = "skin_consultation") -> AppointmentView:
        request = BookingRequest(
            treatment_id=treatment,
            starts_at=clock() + timedelta(hours=hours),
            name="Anna",
            phone="07700 900123",
            conversation_id=str(uuid4()),
            consent_at=clock(),
            idempotency_key=str(uuid4()),
        )
        return booking.book(request)

    return book_it
