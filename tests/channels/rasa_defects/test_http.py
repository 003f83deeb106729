"""What Rasa's REST and Socket.IO channels do wrong, done to the website's door."""

import json
from uuid import UUID

import pytest
from sqlalchemy import select
from starlette.websockets import WebSocketDisconnect

from salon.conversations.models import Conversation
from tests.app_client import Visitor
from tests.channels.rasa_defects.conftest import OpenSalon
from tests.channels.rasa_defects.defects import replays
from tests.channels.rasa_defects.salon_in_apps import SalonInApps
from tests.conversations.fakes import FakeEngine

QUESTION = "What are blackheads?"
BEGIN = "/v1/conversations"


def begin(salon: SalonInApps, body: object = None) -> Visitor:
    """Start a conversation."""
    begun = salon.app.http.post(BEGIN, json=body or {})
    assert begun.status_code == 201
    return Visitor(salon.app.http, begun.json())


@replays(12)
def test_who_shows_no_token_shares_no_conversation(salon: SalonInApps) -> None:
    visitor, body = begin(salon), {"message_id": "m1", "text": QUESTION, "message": QUESTION}
    names = ("default", "", "null", "None", visitor.id)

    statuses = [salon.app.http.post(f"{BEGIN}/{name}/messages", json=body).status_code for name in names]
    statuses += [
        salon.app.http.post(path, json=body).status_code for path in ("/webhooks/rest/webhook", "/v1/messages")
    ]

    assert set(statuses) <= {401, 404, 405}
    assert salon.heard == []


@replays(12)
def test_two_who_say_no_name_have_two_conversations(salon: SalonInApps) -> None:
    one, other = begin(salon), begin(salon)
    one.say("My name is Ann")

    assert one.id != other.id
    assert "My name is Ann" not in other.read().text
    assert salon.app.http.get(other.path, headers=one.headers).status_code == 401


@replays(12)
def test_nobody_names_channel_or_sender(salon: SalonInApps) -> None:
    chosen = {"sender": "default", "input_channel": "telegram", "channel": "telegram", "conversation_id": "default"}

    visitor = begin(salon, chosen)
    visitor.post({"message_id": "m1", "text": QUESTION} | chosen)

    with salon.app.services.database.reading() as session:
        found = session.execute(select(Conversation.id, Conversation.channel)).all()
    assert [tuple(one) for one in found] == [(visitor.id, "widget")]


@replays(13)
def test_failing_engine_is_no_empty_answer(open_salon: OpenSalon) -> None:
    salon = open_salon(FakeEngine(RuntimeError("broken")))

    replies = begin(salon).say(QUESTION)["replies"]

    assert [one["text"] for one in replies] == [salon.app.text("utter_technical_problem")]


@replays(13)
def test_failure_is_no_success(salon: SalonInApps, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("broken")

    visitor = begin(salon)
    monkeypatch.setattr(salon.app.services.conversations, "take_turn", fail)

    failed = visitor.post({"message_id": "m1", "text": QUESTION})

    assert failed.status_code == 500
    assert failed.json() == {"error": "failed", "detail": salon.app.text("utter_technical_problem")}


@replays(14)
def test_body_that_is_no_object_is_malformed(salon: SalonInApps) -> None:
    visitor = begin(salon)
    bodies = [b"[]", b'[{"message_id": "m1", "text": "hi"}]', b"[[[]]]", b"null", b"7", b'"a"']

    refused = [visitor.post_raw(one) for one in bodies]

    assert [(one.status_code, one.json()["error"]) for one in refused] == [(422, "malformed")] * len(bodies)
    assert salon.heard == []


@replays(14)
def test_post_of_an_app_that_is_no_object_is_taken(salon: SalonInApps) -> None:
    for body in ([], [{}], [[]], None, 7, "text"):
        assert salon.by_telegram(body) == 200
        assert salon.by_messenger(body) == 200
        assert salon.by_twilio([("Body", json.dumps(body))]) == 204

    assert salon.app.lines == []


@replays(28)
def test_client_does_not_choose_the_conversation(salon: SalonInApps) -> None:
    asked = [{"session_id": "mine"}, {"conversation_id": "mine"}, {"id": "mine"}, {"sid": "mine"}]

    visitors = [begin(salon, one) for one in asked]

    assert {UUID(one.id).version for one in visitors} == {4}
    assert len({one.token for one in visitors}) == len(asked)
    assert min(len(one.token) for one in visitors) >= 43  # 256 bits


@replays(28)
def test_who_guesses_an_id_reads_nothing(salon: SalonInApps) -> None:
    visitor, other = begin(salon), begin(salon)
    visitor.say("My name is Ann")

    for name in (visitor.id, "default"):
        with salon.app.http.websocket_connect(visitor.live.replace(visitor.id, name)) as socket:
            socket.send_json({"token": other.token, "session_id": visitor.id})
            with pytest.raises(WebSocketDisconnect) as closed:
                socket.receive_json()
        assert closed.value.code == 4401

    assert salon.app.http.get(visitor.path).status_code == 401


def lines_behind(salon: SalonInApps, visitor: Visitor, seq: int) -> list[str]:
    """Return what the live socket sends behind a line; erasing the conversation ends it."""
    lines = list[str]()
    with salon.app.http.websocket_connect(visitor.live) as socket:
        socket.send_json({"token": visitor.token, "after": seq})
        frame = socket.receive_json()
        salon.app.http.delete(f"{BEGIN}/{visitor.id}", headers=visitor.headers)
        while frame["type"] != "erased":
            lines += [frame["message"]["text"]] if frame["type"] == "message" else []
            frame = socket.receive_json()
    return lines


@replays(29)
def test_what_was_missed_comes_when_the_client_is_back(salon: SalonInApps) -> None:
    visitor = begin(salon)
    replies = visitor.say(QUESTION)["replies"]

    missed = lines_behind(salon, visitor, visitor.greeting["seq"])

    assert missed == [QUESTION, *(one["text"] for one in replies)]
