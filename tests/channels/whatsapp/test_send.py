"""Sending to WhatsApp and fetching from it, over its stand-in."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from salon.channels.meta.graph import Graph
from salon.channels.whatsapp.render import template_post
from salon.channels.whatsapp.send import WhatsApp
from salon.errors import Unavailable
from salon.messaging.app import Bubble, Busy, Choice, ClientGone, File, MessagingApp, Post, WindowClosed
from tests.channels.meta.graphs import Answering, graph_over
from tests.channels.whatsapp.stand_in import NUMBER_ID, FakeWhatsApp
from tests.channels.whatsapp.webhooks import CLIENT, MEDIA_ID, USER_ID, WAMID


@pytest.fixture
def meta() -> FakeWhatsApp:
    return FakeWhatsApp()


@pytest.fixture
def app(meta: FakeWhatsApp) -> WhatsApp:
    return WhatsApp(graph_over(meta), NUMBER_ID, "Choose")


def say(app: MessagingApp, text: str = "Hello.", address: str = CLIENT) -> None:
    async def run() -> None:
        for post in app.posts(address, Bubble(text, (Choice("Yes", "b:yes"),))):
            await app.send(post)

    asyncio.run(run())


def failed(asked: Coroutine[Any, Any, Any]) -> Unavailable:
    with pytest.raises(Unavailable) as caught:
        asyncio.run(asked)
    return caught.value


def send(app: WhatsApp, address: str = CLIENT) -> Coroutine[Any, Any, None]:
    return app.send(app.posts(address, Bubble("Hello."))[0])


def test_send_to_a_client_who_is_gone(app: WhatsApp, meta: FakeWhatsApp):
    meta.gone.add(CLIENT)
    assert type(failed(send(app))) is ClientGone
    say(app, address=USER_ID)
    assert [body["recipient"] for body in meta.sent] == [USER_ID]


def test_send_outside_the_window(app: WhatsApp, meta: FakeWhatsApp):
    meta.window_closed.add(CLIENT)
    assert type(failed(send(app))) is WindowClosed
    assert app.invitation(CLIENT) is None
    inviting = WhatsApp(graph_over(meta), NUMBER_ID, "Choose", ("salon_news", "en_US"))
    invitation = inviting.invitation(CLIENT)
    assert invitation
    asyncio.run(inviting.send(invitation))
    assert [body["type"] for body in meta.sent] == ["template"]


def test_send_template_that_is_not_approved(app: WhatsApp):
    error = failed(app.send(template_post(CLIENT, "salon_news", "ru")))
    assert (type(error), error.permanent) == (Unavailable, True)


@pytest.mark.parametrize(("code", "for_all"), [(130429, True), (131056, False)])
def test_send_too_fast(app: WhatsApp, meta: FakeWhatsApp, code: int, for_all: bool):
    meta.fail(400, code, Retry_After="3")
    error = failed(send(app))
    assert isinstance(error, Busy) and (error.seconds, error.for_all) == (3, for_all)
    say(app)


def test_send_while_meta_is_down(app: WhatsApp, meta: FakeWhatsApp):
    meta.down = True
    assert not failed(send(app)).permanent


def test_send_something_that_meta_will_never_take(app: WhatsApp, meta: FakeWhatsApp):
    assert failed(app.send(Post("messages", {"messaging_product": "whatsapp", "type": "text"}))).permanent


def test_send_with_a_token_that_ran_out(meta: FakeWhatsApp):
    error = failed(send(WhatsApp(graph_over(meta, "old"), NUMBER_ID, "Choose")))
    assert isinstance(error, Busy) and error.for_all


def test_send_keeps_order(app: WhatsApp, meta: FakeWhatsApp):
    say(app, "a" * 4000 + ".\n\nEnd.")
    assert [body["type"] for body in meta.sent] == ["text", "interactive"]
    assert meta.requests == [("POST", f"https://graph.facebook.com/v25.0/{NUMBER_ID}/messages")] * 2


def test_name(app: WhatsApp):
    assert app.name == "whatsapp"


@pytest.mark.parametrize(("address", "number"), [("447700900123", "+447700900123"), ("GB.1A2B3C4D", "")])
def test_address_may_be_the_number(app: WhatsApp, address: str, number: str):
    assert app.own_number(address) == number


def test_acknowledge_asks_nothing(app: WhatsApp, meta: FakeWhatsApp):
    asyncio.run(app.acknowledge("anything"))
    assert meta.requests == []


def test_show_typing_to_somebody_who_wrote_nothing_here(app: WhatsApp, meta: FakeWhatsApp):
    asyncio.run(app.show_typing(CLIENT))
    assert meta.requests == []


def test_show_typing_under_the_last_message(app: WhatsApp, meta: FakeWhatsApp):
    meta.heard = {WAMID}
    app.heard(CLIENT, "wamid.before")
    app.heard(CLIENT, WAMID)
    asyncio.run(app.show_typing(CLIENT))
    read = {"messaging_product": "whatsapp", "status": "read", "message_id": WAMID}
    assert meta.courtesies == [{**read, "typing_indicator": {"type": "text"}}]


def test_show_typing_is_a_courtesy(app: WhatsApp, meta: FakeWhatsApp):
    app.heard(CLIENT, "wamid.that.meta.forgot")
    asyncio.run(app.show_typing(CLIENT))
    meta.down = True
    asyncio.run(app.show_typing(CLIENT))
    assert (meta.courtesies, len(meta.requests)) == ([], 2)


def test_heard_forgets_the_oldest(app: WhatsApp, meta: FakeWhatsApp):
    app.heard(CLIENT, WAMID)
    for number in range(1000):
        app.heard(str(10000 + number), WAMID)
    asyncio.run(app.show_typing(CLIENT))
    assert meta.requests == []


def test_fetch(app: WhatsApp, meta: FakeWhatsApp):
    meta.keep(MEDIA_ID, b"\xff\xd8picture", "image/jpeg")
    assert asyncio.run(app.fetch(MEDIA_ID, 9)) == File(b"\xff\xd8picture", "image/jpeg")


def test_fetch_too_large(app: WhatsApp, meta: FakeWhatsApp):
    meta.keep(MEDIA_ID, b"\xff\xd8picture", "image/jpeg")
    assert failed(app.fetch(MEDIA_ID, 8)).permanent


def test_fetch_what_is_no_more(app: WhatsApp):
    assert failed(app.fetch(MEDIA_ID, 9)).permanent


@pytest.mark.parametrize("reference", ["", "../me", "1/2", "1?x=1", "https://evil.test", "1\n", "é"])
def test_fetch_what_is_no_id_of_whatsapps(app: WhatsApp, meta: FakeWhatsApp, reference: str):
    assert failed(app.fetch(reference, 9)).permanent
    assert meta.requests == []


@pytest.mark.parametrize(
    "answer", [b"{}", b'{"url": null}', b'{"url": "https://evil.test/x"}', b'{"url": "https://127.0.0.1/x"}']
)
def test_fetch_by_a_forged_answer_keeps_the_token(answer: bytes):
    network = Answering(200, answer)
    assert isinstance(
        failed(WhatsApp(Graph("t", transport=network), NUMBER_ID, "Choose").fetch(MEDIA_ID, 9)), Unavailable
    )
    assert [request.url.host for request in network.asked] == ["graph.facebook.com"]
