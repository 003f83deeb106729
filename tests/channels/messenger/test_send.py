"""Sending to Messenger and Instagram and fetching from them, over their stand-in."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from salon.channels.messenger.kinds import INSTAGRAM, MESSENGER
from salon.channels.messenger.send import Messenger
from salon.errors import Unavailable
from salon.messaging.app import Bubble, Busy, ClientGone, File, MessagingApp, Post, WindowClosed
from tests.channels.messenger.stand_in import FakeMessenger
from tests.channels.messenger.webhooks import CLIENT
from tests.channels.meta.graphs import graph_over


@pytest.fixture(params=[False, True], ids=["messenger", "instagram"])
def meta(request: pytest.FixtureRequest) -> FakeMessenger:
    return FakeMessenger(instagram=request.param)


@pytest.fixture
def app(meta: FakeMessenger) -> MessagingApp:
    return Messenger(graph_over(meta), INSTAGRAM if meta.instagram else MESSENGER)


def send(app: MessagingApp, text: str = "Hello.", address: str = CLIENT) -> None:
    async def run() -> None:
        for post in app.posts(address, Bubble(text)):
            await app.send(post)

    asyncio.run(run())


def failed(asked: Coroutine[Any, Any, Any]) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        asyncio.run(asked)
    return caught.value


def one(app: MessagingApp) -> Coroutine[Any, Any, None]:
    return app.send(app.posts(CLIENT, Bubble("Hello."))[0])


def test_send_to_a_client_who_is_gone(app: MessagingApp, meta: FakeMessenger):
    meta.gone.add(CLIENT)
    assert type(failed(one(app))) is ClientGone
    send(app, address="77")
    assert [body["recipient"] for body in meta.sent] == [{"id": "77"}]


def test_send_to_a_client_who_never_wrote(app: MessagingApp, meta: FakeMessenger):
    meta.known = {"77"}
    assert type(failed(one(app))) is ClientGone


def test_send_outside_the_window(app: MessagingApp, meta: FakeMessenger):
    meta.window_closed.add(CLIENT)
    assert type(failed(one(app))) is WindowClosed


@pytest.mark.parametrize(("status", "code"), [(400, 613), (400, 4), (400, 80006), (429, 1)])
def test_send_too_fast(app: MessagingApp, meta: FakeMessenger, status: int, code: int):
    meta.fail(status, code, Retry_After="3")
    error = failed(one(app))
    assert isinstance(error, Busy) and (error.seconds, error.for_all) == (3, True)
    send(app)


@pytest.mark.parametrize(("status", "code"), [(500, 2), (400, 1200), (400, 2)])
def test_send_while_something_passes(app: MessagingApp, meta: FakeMessenger, status: int, code: int):
    meta.fail(status, code)
    assert not failed(one(app)).permanent


def test_send_while_meta_is_down(app: MessagingApp, meta: FakeMessenger):
    meta.down = True
    assert not failed(one(app)).permanent


def test_send_something_that_meta_will_never_take(app: MessagingApp):
    assert failed(app.send(Post("me/messages", {"recipient": {"id": CLIENT}, "message": {}}))).permanent


def test_send_keeps_order(app: MessagingApp, meta: FakeMessenger):
    send(app, "a" * 1990 + ".\n\n" + "b" * 1990)
    assert "".join(body["message"]["text"] for body in meta.sent) == "a" * 1990 + "." + "b" * 1990


def test_name():
    meta = FakeMessenger()
    assert [Messenger(graph_over(meta), kind).name for kind in (MESSENGER, INSTAGRAM)] == ["messenger", "instagram"]


def test_acknowledge_asks_nothing(app: MessagingApp, meta: FakeMessenger):
    asyncio.run(app.acknowledge("anything"))
    assert meta.requests == []


def test_show_typing(app: MessagingApp, meta: FakeMessenger):
    asyncio.run(app.show_typing(CLIENT))
    assert meta.courtesies == [{"recipient": {"id": CLIENT}, "sender_action": "typing_on"}]


def test_show_typing_is_a_courtesy(app: MessagingApp, meta: FakeMessenger):
    meta.gone.add(CLIENT)
    asyncio.run(app.show_typing(CLIENT))
    assert (meta.courtesies, len(meta.requests)) == ([], 1)


def test_fetch(app: MessagingApp, meta: FakeMessenger):
    url = meta.keep("1.jpg", b"\xff\xd8picture", "image/jpeg")
    assert asyncio.run(app.fetch(url, 9)) == File(b"\xff\xd8picture", "image/jpeg")


def test_fetch_too_large(app: MessagingApp, meta: FakeMessenger):
    url = meta.keep("1.jpg", b"\xff\xd8picture", "image/jpeg")
    assert failed(app.fetch(url, 8)).permanent


@pytest.mark.parametrize("reference", ["", "../me", "https://evil.test/1.jpg", "http://127.0.0.1/"])
def test_fetch_from_elsewhere(app: MessagingApp, meta: FakeMessenger, reference: str):
    assert isinstance(failed(app.fetch(reference, 9)), Unavailable)
    assert meta.requests == []
