"""Whatever fails, the client gets an apology and the offer of a person, the message is kept, and staff are called."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from salon.conversations.engine import Engines
from salon.conversations.incoming import Incoming
from salon.db import Database
from salon.errors import Unavailable
from salon.responses import Responses
from tests.conversations.conftest import Open
from tests.conversations.fakes import ASKS_PHONE, COMEDONES, BrokenNets, FakeEngine, answer, said
from tests.conversations.talking import begin, client_lines, reasons, say

DOWN = Unavailable("no engine answers")
TEXT = "I'm Anna, 07700 900123"


async def take_too_long(request: httpx.Request) -> httpx.Response:
    """Answer after the client has gone."""
    await asyncio.sleep(60)
    raise AssertionError


def refuse(request: httpx.Request) -> httpx.Response:
    """Be down."""
    raise httpx.ConnectError("refused: " + request.content.decode())


def engine(answering: Any, deadline_seconds: float = 5.0) -> Engines:
    """Return the real client in front of an engine that answers so."""
    return Engines(["http://engine"], "hush", deadline_seconds, httpx.MockTransport(answering))


def body(**changes: Any) -> httpx.Response:
    """Return the engine's answer to a turn."""
    agreed: dict[str, Any] = {
        "replies": [{"response": "utter_price", "values": {}, "buttons": [], "act": 0}],
        "acts": [{"text": TEXT, "intent": "price", "confidence": 1.0}],
        "ranking": [],
        "state": [],
        "active_form": None,
        "requested_slot": None,
        "failed_action": None,
        "model": "m",
    }
    return httpx.Response(200, json=agreed | changes)


FAILING: dict[str, Callable[[], Engines]] = {
    "down": lambda: engine(refuse),
    "slow": lambda: engine(take_too_long, 0.01),
    "broken": lambda: engine(lambda _: httpx.Response(500)),
    "not JSON": lambda: engine(lambda request: httpx.Response(200, content=request.content[:-1])),
    "another shape": lambda: engine(lambda request: httpx.Response(200, content=request.content)),
    "no act": lambda: engine(lambda _: body(acts=[])),
    "failing action": lambda: engine(lambda _: body(failed_action="action_book_appointment")),
    "unknown sentence": lambda: FakeEngine(answer(said("utter_unheard_of"))),
    "value missing": lambda: FakeEngine(answer(said("utter_offer_times"))),
}


@pytest.mark.parametrize("failing", FAILING)
def test_failing_engine(
    open_room: Open, database: Database, responses: Responses, caplog: pytest.LogCaptureFixture, failing: str
) -> None:
    room = open_room(FAILING[failing]())
    conversation_id = begin(room)

    replies = say(room, conversation_id, TEXT)[0]

    assert [one["text"] for one in replies] == [responses.text("utter_technical_problem")]
    assert [button["title"] for button in replies[0]["buttons"]] == [responses.text("utter_title_talk_to_human")]
    assert client_lines(database) == ["I'm Anna, ••••• •••123"]
    assert reasons(database) == ["failure"]
    assert f"conversation {conversation_id}: " in caplog.text
    assert "Anna" not in caplog.text
    assert "900123" not in caplog.text


def test_failing_nets_do_not_let_a_message_pass(
    open_room: Open, database: Database, responses: Responses, caplog: pytest.LogCaptureFixture
) -> None:
    engine = FakeEngine()
    room = open_room(engine, BrokenNets())

    replies = say(room, begin(room), TEXT)[0]

    assert [one["text"] for one in replies] == [responses.text("utter_technical_problem")]
    assert (engine.asked, reasons(database)) == ([], ["failure"])
    assert "ValueError at fakes.py:" in caplog.text
    assert "900123" not in caplog.text


def test_second_failure_in_a_row_has_another_wording(open_room: Open, responses: Responses) -> None:
    room = open_room(FakeEngine(DOWN, DOWN, DOWN, COMEDONES, DOWN))

    texts = [one[0]["text"] for one in say(room, begin(room), *["hello?"] * 5)]

    first, again = (responses.text(name) for name in ("utter_technical_problem", "utter_technical_problem_again"))
    assert [texts[0], *texts[1:3], texts[4]] == [first, again, again, first]
    assert texts[3] not in {first, again}


def test_failures_call_staff_once(open_room: Open, database: Database) -> None:
    room = open_room(FakeEngine(DOWN))

    say(room, begin(room), "hello?", "hello??")

    assert reasons(database) == ["failure"]


def test_apology_is_the_answer_to_the_message(open_room: Open) -> None:
    engine = FakeEngine(DOWN, COMEDONES)
    room = open_room(engine)
    conversation_id = begin(room)

    assert say(room, conversation_id, "hello?") == say(room, conversation_id, "hello?")
    assert (len(engine.asked), asyncio.run(room.resume())) == (1, 0)


def test_failure_keeps_what_was_being_arranged(open_room: Open) -> None:
    engine = FakeEngine(ASKS_PHONE, DOWN, COMEDONES)
    room = open_room(engine)

    say(room, begin(room), "book me in", TEXT, TEXT)

    assert [one.state for one in engine.asked] == [[], ASKS_PHONE.state, ASKS_PHONE.state]


def test_apologies_button_asks_for_a_person(open_room: Open) -> None:
    engine = FakeEngine(DOWN, COMEDONES)
    room = open_room(engine)
    conversation_id = begin(room)
    button = say(room, conversation_id, "hello?")[0][0]["buttons"][0]

    asyncio.run(room.take_turn(conversation_id, Incoming("m2", button_id=button["id"])))

    assert engine.asked[1].payload == {"intent": "talk_to_human", "values": {}}
