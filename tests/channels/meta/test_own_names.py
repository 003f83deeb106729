"""What we are called in an app of Meta's: asked once, and kept."""

import asyncio
import logging

import pytest

from salon.channels.meta import own_names
from salon.channels.meta.own_names import OwnName
from tests.channels.meta.fake_graph import TOKEN
from tests.channels.meta.graphs import graph_over
from tests.channels.whatsapp.stand_in import NUMBER_ID, FakeWhatsApp


def asked(name: OwnName, times: int = 1) -> list[str]:
    async def ask() -> list[str]:
        return [await name.get() for _ in range(times)]

    return asyncio.run(ask())


def test_name_is_asked_for_once_and_not_before_it_is_needed() -> None:
    server = FakeWhatsApp()
    name = OwnName(graph_over(server), NUMBER_ID, "display_phone_number")
    assert server.requests == []

    assert asked(name, 3) == ["+44 20 7946 0000"] * 3

    assert [method for method, _ in server.requests] == ["GET"]


def test_name_is_empty_while_meta_does_not_say_it(caplog: pytest.LogCaptureFixture) -> None:
    server = FakeWhatsApp()
    name = OwnName(graph_over(server), NUMBER_ID, "display_phone_number")
    server.down = True
    assert asked(name) == [""]
    assert "no link to an app of Meta's" in caplog.text
    assert TOKEN not in caplog.text

    server.down = False

    assert asked(name) == ["+44 20 7946 0000"]


def test_nobody_waits_long_for_a_name(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(own_names, "_SECONDS", 0.05)
    server = FakeWhatsApp()
    server.slow_seconds = 30
    caplog.set_level(logging.WARNING)

    assert asked(OwnName(graph_over(server), NUMBER_ID, "display_phone_number")) == [""]

    assert "no answer in time" in caplog.text
