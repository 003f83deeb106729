"""The messaging room on a fresh database of each kind: real rooms and sentences, a scripted app, engine and nets."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.messaging.world import World

OpenWorld = Callable[..., World]


@pytest.fixture
def open_world(database_url: str, tmp_path: Path) -> Iterator[OpenWorld]:
    """Return what opens one process of the app; all share the database."""
    opened = list[World]()

    def open_with(**options: object) -> World:
        world = World(database_url, tmp_path, datetime(2027, 3, 1, 10, tzinfo=ZoneInfo("Europe/London")), **options)
        opened.append(world)
        return world

    yield open_with
    for one in opened:
        one.services.database.engine.dispose()


@pytest.fixture
def world(open_world: OpenWorld) -> World:
    """Return the room, with an engine that explains blackheads."""
    return open_world()
