"""The client of the engines, in front of engines that answer by rote."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from salon.conversations.engine import Act, Answer, Engines, Said
from salon.errors import Unavailable

ONE, OTHER = "http://one:5005", "http://other:5005"
TURN = {
    "replies": [
        {
            "response": "utter_offer_times",
            "values": {"day": "Thursday"},
            "buttons": [{"title": "16:30", "payload": "/inform_booking"}],
            "act": 0,
        }
    ],
    "acts": [{"text": "thursday", "intent": "inform_booking", "confidence": 0.75}],
    "ranking": [{"name": "inform_booking", "confidence": 0.75}],
    "entities": [],
    "state": [{"event": "slot"}],
    "active_form": "booking_form",
    "requested_slot": "starts_at",
    "failed_action": None,
    "model": "3109b57222d9325a.tar.gz",
}

Handler = Callable[[httpx.Request], httpx.Response]


def engines(handler: Handler, *urls: str, deadline_seconds: float = 5.0) -> Engines:
    """Return a client of engines that answer by `handler`."""
    return Engines(urls or (ONE,), "hush", deadline_seconds, httpx.MockTransport(handler))


def turn(client: Engines, **said: Any) -> Answer:
    """Take one turn."""
    return asyncio.run(
        client.turn("c1", "m1", [{"event": "old"}], context={"red_flag": None}, **(said or {"text": "hi"}))
    )


def answering(body: Any = TURN, status: int = 200) -> Handler:
    """Return an engine that gives this body."""
    return lambda _: httpx.Response(status, json=body)


def down(*hosts: str, error: type[httpx.TransportError] = httpx.ConnectError) -> Handler:
    """Return engines of which these hosts can't be reached."""

    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.host in hosts:
            raise error("no route to 07700 900123")
        return httpx.Response(200, json=TURN)

    return handle


def test_turn_without_engines() -> None:
    with pytest.raises(Unavailable, match="no engine answers"):
        turn(Engines([], "hush", 1.0))


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ConnectTimeout])
def test_turn_with_all_engines_down(error: type[httpx.TransportError]) -> None:
    with pytest.raises(Unavailable, match="^no engine answers$"):
        turn(engines(down("one", "other", error=error), ONE, OTHER))


@pytest.mark.parametrize("error", [httpx.ReadTimeout, httpx.RemoteProtocolError, httpx.ReadError])
def test_turn_that_may_have_begun_is_not_given_to_another_engine(error: type[httpx.TransportError]) -> None:
    with pytest.raises(Unavailable, match=f"^the engine failed: {error.__name__}$"):
        turn(engines(down("one", error=error), ONE, OTHER))


@pytest.mark.parametrize("status", [401, 500, 503])
def test_turn_that_the_engine_refuses(status: int) -> None:
    with pytest.raises(Unavailable, match="HTTPStatusError"):
        turn(engines(answering({}, status)))


def test_turn_with_a_failed_action() -> None:
    with pytest.raises(Unavailable, match="action_book_appointment failed"):
        turn(engines(answering(TURN | {"failed_action": "action_book_appointment"})))


def test_turn_with_a_slow_engine() -> None:
    async def slow(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        raise AssertionError

    with pytest.raises(Unavailable, match="in time"):
        turn(Engines([ONE, OTHER], "hush", 0.01, httpx.MockTransport(slow)))


@pytest.mark.parametrize("body", [[], {}, TURN | {"replies": None}, TURN | {"acts": [{}]}, "text"])
def test_turn_with_another_answer_than_was_agreed(body: Any) -> None:
    with pytest.raises((KeyError, TypeError)):
        turn(engines(answering(body)))


@pytest.mark.parametrize("error", [httpx.ConnectError, httpx.ConnectTimeout])
def test_turn_passes_over_an_engine_that_is_down(error: type[httpx.TransportError]) -> None:
    client = engines(down("one", error=error), ONE, OTHER)

    assert [turn(client).model, turn(client).model] == ["3109b57222d9325a"] * 2


def test_turns_go_to_the_engines_in_turn() -> None:
    hosts: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        hosts.append(request.url.host)
        return httpx.Response(200, json=TURN)

    client = engines(handle, ONE, OTHER)
    for _ in range(3):
        turn(client)

    assert hosts == ["one", "other", "one"]


def test_turn_reads_the_answer() -> None:
    assert turn(engines(answering())) == Answer(
        said=(Said("utter_offer_times", {"day": "Thursday"}, [{"title": "16:30", "payload": "/inform_booking"}], 0),),
        acts=(Act("thursday", "inform_booking", 0.75),),
        ranking=({"name": "inform_booking", "confidence": 0.75},),
        state=[{"event": "slot"}],
        active_form="booking_form",
        requested_slot="starts_at",
        model="3109b57222d9325a",
    )


@pytest.mark.parametrize(
    ("said", "text", "payload"),
    [
        ({"text": "thursday"}, "thursday", None),
        ({"text": "Yes", "payload": {"intent": "affirm", "values": {}}}, "Yes", {"intent": "affirm", "values": {}}),
        ({"payload": {"intent": "affirm", "values": {}}}, "", {"intent": "affirm", "values": {}}),
    ],
)
def test_turn_sends_all_that_the_engine_needs(said: Any, text: str, payload: object) -> None:
    sent: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200, json=TURN)

    turn(engines(handle), **said)

    assert str(sent[0].url) == f"{ONE}/webhooks/salon/turn"
    assert sent[0].headers["X-Porewell-Secret"] == "hush"
    assert json.loads(sent[0].content) == {
        "conversation_id": "c1",
        "message_id": "m1",
        "state": [{"event": "old"}],
        "text": text,
        "payload": payload,
        "context": {"red_flag": None},
    }


@pytest.mark.parametrize(
    ("client", "is_ready"),
    [
        (Engines([], "hush", 1.0), False),
        (engines(down("one", "other"), ONE, OTHER), False),
        (engines(answering({}, 503)), False),
        (engines(answering({}, 401)), False),
        (engines(down("one"), ONE, OTHER), True),
        (engines(answering()), True),
    ],
    ids=["none", "all down", "waking", "wrong secret", "one down", "up"],
)
def test_ready(client: Engines, is_ready: bool) -> None:
    assert asyncio.run(client.ready()) is is_ready


def test_close() -> None:
    client = engines(answering())

    asyncio.run(client.close())

    with pytest.raises(RuntimeError, match="closed"):
        turn(client)


def test_acts_of_a_text() -> None:
    seen: list[tuple[str, Any]] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append((str(request.url), json.loads(request.content)))
        return httpx.Response(200, json={"acts": [{"text": "hi", "intent": "greet", "confidence": 0.9}]})

    assert asyncio.run(engines(handle).acts_of("hi")) == (Act("hi", "greet", 0.9),)
    assert seen == [(f"{ONE}/webhooks/salon/parse", {"text": "hi"})]


def test_acts_of_a_text_without_an_engine() -> None:
    with pytest.raises(Unavailable):
        asyncio.run(engines(down("one")).acts_of("hi"))


class ModelHosts:
    """Engines that load models, each with one in service; `refuses` does not."""

    def __init__(self, refuses: str = "") -> None:
        self.served = {"one": "old.tar.gz", "other": "old.tar.gz"}
        self.refuses = refuses

    def __call__(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        if request.url.path.endswith("/model"):
            if host == self.refuses:
                return httpx.Response(422, json={"error": "no such model"})
            self.served[host] = Path(json.loads(request.content)["path"]).name
        return httpx.Response(200, json={"model": self.served[host]})


def test_model_is_loaded_by_every_engine() -> None:
    hosts = ModelHosts()

    asyncio.run(engines(hosts, ONE, OTHER).load_model(Path("/models/new.tar.gz")))

    assert hosts.served == {"one": "new.tar.gz", "other": "new.tar.gz"}


def test_engine_that_refuses_a_model_leaves_all_with_the_old_one() -> None:
    hosts = ModelHosts(refuses="other")

    with pytest.raises(Unavailable, match="keep the one they had"):
        asyncio.run(engines(hosts, ONE, OTHER).load_model(Path("/models/new.tar.gz")))

    assert hosts.served == {"one": "old.tar.gz", "other": "old.tar.gz"}


def test_engine_that_is_down_takes_no_model() -> None:
    with pytest.raises(Unavailable):
        asyncio.run(engines(down("one")).load_model(Path("/models/new.tar.gz")))


def test_engine_that_says_it_has_another_model_did_not_take_it() -> None:
    with pytest.raises(Unavailable):
        asyncio.run(engines(answering({"model": "old.tar.gz"})).load_model(Path("/models/new.tar.gz")))
