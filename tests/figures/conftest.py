"""The figures room on a fresh database, and what fills it: rows of the other rooms with what is counted, no more."""

from zoneinfo import ZoneInfo

import pytest

from salon.clock import Clock
from salon.db import Database
from salon.figures.service import Figures
from tests.figures.rows import Rows

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def figures(database: Database, clock: Clock) -> Figures:
    """Return the service; it is Monday, 1 March 2027, 10:00."""
    return Figures(database, clock, LONDON)


@pytest.fixture
def rows(database: Database) -> Rows:
    """Return what writes rows."""
    return Rows(database)
