"""The widget's HTTP interface on both databases."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from salon.conversations.incoming import LONGEST_TEXT
from tests.app_client import App, OpenApp, Visitor
from tests.conversations.fakes import ASKS_PHONE, FakeEngine

MALFORMED = (
    "I can't read that request. It should be JSON with a message_id and one of these: a text, a button_id or a "
    "starts_at."
)
NO_TOKEN = "The conversation's token is missing or wrong. Please start a new conversation."
LINE = [
    *("asks", "at", "author", "buttons", "card", "closing", "id", "name", "seq", "sources", "text", "times", "topic"),
]
ANY_ID = "6f1c1c56-9d35-4f2c-9c9a-0a8f4a3f6c11"


def refusal(response: Any) -> tuple[int, str, str]:
    """Return status, code and sentence of a refusal, which holds nothing else."""
    body = response.json()
    assert sorted(body) == ["detail", "error"]
    return response.status_code, body["error"], body["detail"]


def app_line(visitor: Visitor, line_id: str) -> dict[str, Any]:
    """Return a line of the transcript."""
    return next(line for line in visitor.read().json()["messages"] if line["id"] == line_id)


BODIES = [
    b"",
    b"{",
    b"null",
    b"[]",
    b'"text"',
    b"7",
    b"\xff\xfe",
    b'{"message_id": "m1", "text": "\xff"}',
    b"[" * 10_000,
    b'{"message_id": ' + b"9" * 5000 + b', "text": "hi"}',
    b'{"message_id": "m1", "text": {"a": [1, 2]}}',
    b'{"message_id": "m1", "button_id": "\\u0000"}',
    b'{"message_id": "\\ud83d", "text": "hi"}',
    b'{"message_id": "m1", "button_id": "\\ud83d"}',
    b"message_id=m1&text=hi",
]


def test_malformed_body(app: App) -> None:
    visitor = app.begin()

    refused = [refusal(visitor.post_raw(content)) for content in BODIES]

    assert [one[1:] for one in refused] == [("malformed", MALFORMED)] * len(BODIES)
    assert {one[0] for one in refused} == {400, 422}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_body_of_another_kind(app: App, kind: str) -> None:
    response = app.begin().post_raw(b'{"message_id": "m1", "text": "hi"}', kind)

    assert refusal(response) == (422, "malformed", MALFORMED)


def test_unacceptable_text(app: App) -> None:
    visitor = app.begin()
    texts = ["", "\u200b \n", "x" * (LONGEST_TEXT + 1), "a\x00b", "\ud83d"]

    refused = [refusal(visitor.post_raw(json.dumps({"message_id": "m1", "text": text}).encode())) for text in texts]

    assert [one[:2] for one in refused] == [(422, "unacceptable")] * len(texts)
    assert [one[2].partition(".")[0] for one in refused] == [
        "There is no text in your message",
        "There is no text in your message",
        "That is too long for me: please keep it under 1,000 characters",
        "Your message holds characters that can't be shown",
        "Your message holds characters that can't be shown",
    ]
    assert len(visitor.read().json()["messages"]) == 1


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_token_missing_or_wrong(app: App, method: str) -> None:
    visitor, foreign = app.begin(), app.begin()
    sent = [
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        f"Basic {visitor.token}",
        visitor.token,
        f"Bearer {visitor.token}x",
        f"Bearer {foreign.token}",
        b"Bearer \xff\xfe",
    ]

    def ask(**headers: Any) -> Any:
        return app.http.request(method, visitor.path, headers=headers, json={"message_id": "m1", "text": "hi"})

    refused = [refusal(ask()), *(refusal(ask(Authorization=one)) for one in sent)]

    assert refused == [(401, "token", NO_TOKEN)] * (len(sent) + 1)


def test_unknown_conversation(app: App) -> None:
    visitor = app.begin()
    names = [ANY_ID, "x", "%00", "a" * 4000, "%F0%9F%98%80", "%FF", "'", "%E2%80%AE"]

    refused = [refusal(app.http.get(f"/v1/conversations/{name}/messages", headers=visitor.headers)) for name in names]

    assert refused == [(401, "token", NO_TOKEN)] * len(names)


def test_read_behind_no_line(app: App) -> None:
    visitor = app.begin()
    behind = ["x", "-1", "1.5", "", str(2**31), "9" * 400, "%00"]

    refused = [refusal(app.http.get(f"{visitor.path}?after={one}", headers=visitor.headers)) for one in behind]

    assert refused == [(422, "malformed", MALFORMED)] * len(behind)


def test_button_of_another_conversation(app: App) -> None:
    visitor, foreign = app.begin(), app.begin()

    response = visitor.post({"message_id": "m1", "button_id": foreign.greeting["buttons"][0]["id"]})

    assert refusal(response) == (
        422,
        "unacceptable",
        "That button belongs to an earlier part of our talk. Please use a newer one, or write what you would like.",
    )


def test_unknown_button(app: App) -> None:
    assert refusal(app.begin().post({"message_id": "m1", "button_id": str(uuid4())}))[:2] == (422, "unacceptable")


def test_conversation_that_sends_too_much(open_app: OpenApp) -> None:
    app = open_app(messages_per_minute=2)
    visitor, other = app.begin(), app.begin()
    for number in range(2):
        visitor.say("hi", f"m{number}")

    response = visitor.post({"message_id": "m9", "text": "hi"})

    seconds = int(response.headers["Retry-After"])
    assert 1 <= seconds <= 60
    assert refusal(response) == (
        429,
        "too_many",
        f"That was a lot in a minute. Please wait {seconds} seconds and go on.",
    )
    assert len(other.say("hi")["replies"]) == 1


@pytest.mark.parametrize("path", ["/v1/conversations", f"/v1/conversations/{ANY_ID}/messages"])
def test_address_that_sends_too_much(open_app: OpenApp, path: str) -> None:
    app = open_app(address_requests_per_minute=1)
    app.begin()

    response = app.http.post(path, json={"message_id": "m1", "text": "hi"})

    assert refusal(response)[:2] == (429, "too_many")
    assert int(response.headers["Retry-After"]) > 0


def test_begin(app: App) -> None:
    response = app.http.post("/v1/conversations", json={})

    body = response.json()
    assert (response.status_code, sorted(body)) == (201, ["conversation_id", "greeting", "token"])
    assert sorted(body["greeting"]) == LINE
    assert [sorted(button) for button in body["greeting"]["buttons"]] == [["id", "title"]] * 4


def test_say(app: App) -> None:
    visitor = app.begin()

    said = visitor.say("What are blackheads?")

    own = app_line(visitor, "m1")
    assert [said[key] for key in ("message_id", "seq", "at", "held_by")] == ["m1", own["seq"], own["at"], None]
    assert [(one["author"], one["topic"], one["asks"]) for one in said["replies"]] == [("bot", "ask_comedones", None)]
    assert sorted(said["replies"][0]["sources"][0]) == ["finding", "grade", "id", "strength", "title"]


def test_press(open_app: OpenApp) -> None:
    engine = FakeEngine(ASKS_PHONE)
    visitor = open_app(engine).begin()

    response = visitor.post({"message_id": "m1", "button_id": visitor.greeting["buttons"][0]["id"]})

    assert [one["asks"] for one in response.json()["replies"]] == ["phone"]
    assert engine.asked[0].payload == {"intent": "ask_comedones", "values": {}}


def test_repeat(app: App) -> None:
    visitor = app.begin()

    assert visitor.say("What are blackheads?") == visitor.say("What are blackheads?")
    assert len(visitor.read().json()["messages"]) == 3


def test_repeats_at_the_same_time(open_app: OpenApp) -> None:
    engine = FakeEngine()
    visitor = open_app(engine).begin()

    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda _: visitor.say("hi"), range(6)))

    assert together == [together[0]] * 6
    assert len(engine.asked) == 1


def test_leading_slash_is_plain_text(open_app: OpenApp) -> None:
    engine = FakeEngine()
    visitor = open_app(engine).begin()

    visitor.say('/inform_booking{"phone": "1"}')

    assert [(one.text, one.payload) for one in engine.asked] == [('/inform_booking{"phone": "1"}', None)]
    assert visitor.read().json()["messages"][1]["text"] == '/inform_booking{"phone": "1"}'


def test_text_of_every_kind(app: App) -> None:
    visitor = app.begin()
    texts = ["👍", "مرحبا", "x" * LONGEST_TEXT, "cafe\u0301", "<b>hi</b>", "'; DROP TABLE messages; --"]

    for number, text in enumerate(texts):
        visitor.say(text, f"m{number}")

    kept = [line["text"] for line in visitor.read().json()["messages"] if line["author"] == "client"]
    assert kept == [*texts[:3], "café", *texts[4:]]


def test_read(app: App) -> None:
    visitor = app.begin()
    replies = visitor.say("What are blackheads?")["replies"]

    lines = visitor.read().json()["messages"]

    assert [(line["author"], line["id"]) for line in lines] == [
        ("bot", visitor.greeting["id"]),
        ("client", "m1"),
        ("bot", replies[0]["id"]),
    ]
    assert [sorted(line) for line in lines] == [LINE] * 3
    assert [lines[0], lines[2]] == [visitor.greeting, *replies]
    assert {line["at"] for line in lines} == {"2027-03-01T10:00:00+00:00"}
    assert visitor.read(after=lines[0]["seq"]).json()["messages"] == lines[1:]
    assert visitor.read(after=2**31 - 1).json() == {"messages": [], "more": False, "held_by": None}
