"""Opens the salon with three apps in front of it, and notes which defects its tests find."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.app_client import DeskWhenAsked
from tests.channels.messaging_app import messaging_app
from tests.channels.rasa_defects.defects import FOUND
from tests.channels.rasa_defects.salon_in_apps import ON, SalonInApps
from tests.conversations.fakes import FakeEngine

OpenSalon = Callable[..., SalonInApps]
"""`open_salon(engine, **settings)`."""


@pytest.fixture(autouse=True)
def desk_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare every test the desk's hundred routes until one is asked for."""
    monkeypatch.setattr("salon.app.desk_app", DeskWhenAsked)


@pytest.fixture
def open_salon(sqlite_url: str, tmp_path: Path) -> Iterator[OpenSalon]:
    """Return what opens the salon."""
    with ExitStack() as stack:

        def open_with(engine: FakeEngine | None = None, **settings: Any) -> SalonInApps:
            salon = SalonInApps()
            opening = messaging_app(sqlite_url, tmp_path, salon.open_doors, engine, **(ON | settings))
            salon.app = stack.enter_context(opening)
            return salon

        yield open_with


@pytest.fixture
def salon(open_salon: OpenSalon) -> SalonInApps:
    """Return the salon with an engine that explains blackheads."""
    return open_salon()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note the defects that a test replays if it fails."""
    report = yield
    if report.failed and isinstance(item, pytest.Function):
        FOUND.update(getattr(item.function, "replays", ()))
    return report
