"""The terminal chat's side of the app's interface, against a fake app."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from salon.chat_connection import RETRY_DELAYS, Connection
from salon.errors import Refused, Unavailable


def reply(reply_id: str, text: str = "Twice a year.", **changes: Any) -> dict[str, Any]:
    """Return a reply as the app sends it."""
    line = {"id": reply_id, "seq": 1, "text": text, "topic": None, "buttons": [], "sources": [], "author": "bot"}
    return line | {"name": None, "card": None} | changes


GREETING = reply("g", "Hello, I am a bot.")
BEGUN = {"conversation_id": "c1", "token": "t1", "greeting": GREETING}


class FakeApp:
    """Answers with what a test lays ready, in order; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []
        self.answers: list[httpx.Response | Exception] = [httpx.Response(201, json=BEGUN)]
        self.news: list[dict[str, Any]] = []
        self.held_by: str | None = None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        self.asked.append(request)
        if request.method == "GET":
            after = int(request.url.params["after"])
            news = [one for one in self.news if one["seq"] > after]
            return httpx.Response(200, json={"messages": news, "held_by": self.held_by})
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def will_reply(self, *replies: dict[str, Any]) -> None:
        """Lay an answer ready."""
        self.answers.append(httpx.Response(200, json={"replies": replies, "held_by": self.held_by}))

    def posted(self) -> list[dict[str, str]]:
        """Return what was posted to the conversation, in order."""
        return [json.loads(asked.content) for asked in self.asked[1:] if asked.method == "POST"]

    def client(self) -> httpx.Client:
        """Return a client that reaches this app."""
        return httpx.Client(base_url="http://app", transport=httpx.MockTransport(self))


@pytest.fixture
def app() -> FakeApp:
    """Return an app that begins a conversation."""
    return FakeApp()


@pytest.fixture
def slept() -> list[float]:
    """Return the seconds that were waited."""
    return []


@pytest.fixture
def connect(app: FakeApp, slept: list[float]) -> Callable[[], Connection]:
    """Return what makes a connection whose conversation has begun."""

    def make() -> Connection:
        connection = Connection(app.client(), slept.append)
        connection.start()
        return connection

    return make


def test_start_with_an_app_that_is_gone(app: FakeApp, slept: list[float]) -> None:
    app.answers = [httpx.ConnectError("refused")] * 4

    with pytest.raises(Unavailable, match=r"The app does not answer\. Is it still running\?"):
        Connection(app.client(), slept.append).start()

    assert slept == list(RETRY_DELAYS)


@pytest.mark.parametrize(
    ("answer", "kind", "sentence"),
    [
        (httpx.Response(429, json={"error": "too_many", "detail": "Slowly, please."}), Refused, "Slowly, please."),
        (httpx.Response(413, text="<html>"), Refused, "The app answered with status 413."),
        (httpx.Response(503, json={"error": "busy", "detail": "Not now."}), Unavailable, "Not now."),
        (httpx.Response(500, json=[]), Unavailable, "The app answered with status 500."),
    ],
)
def test_send_that_is_refused(
    app: FakeApp, connect: Callable[[], Connection], answer: httpx.Response, kind: type[Exception], sentence: str
) -> None:
    connection = connect()
    app.answers = [answer]

    with pytest.raises(kind) as refusal:
        connection.send("hello")

    assert str(refusal.value) == sentence


def test_send_again_with_the_same_message_id(
    app: FakeApp, connect: Callable[[], Connection], slept: list[float]
) -> None:
    connection = connect()
    app.answers = [httpx.ReadTimeout("slow"), httpx.ConnectError("refused")]
    app.will_reply(reply("r1"))

    replies = connection.send("how often?")

    first, *others = app.posted()
    assert others == [first, first]
    assert first["text"] == "how often?"
    assert slept == [0.5, 1.0]
    assert replies == [reply("r1")]


def test_send_bears_the_token_and_an_id_of_its_own(app: FakeApp, connect: Callable[[], Connection]) -> None:
    connection = connect()
    app.will_reply()
    app.will_reply()

    connection.send("one")
    connection.send("two")

    assert [asked.url.path for asked in app.asked[1:]] == ["/v1/conversations/c1/messages"] * 2
    assert {asked.headers["Authorization"] for asked in app.asked[1:]} == {"Bearer t1"}
    assert len({posted["message_id"] for posted in app.posted()}) == 2


def test_send_while_staff_hold_the_conversation(app: FakeApp, connect: Callable[[], Connection]) -> None:
    connection = connect()
    app.held_by = "Maya"
    app.will_reply()

    replies = connection.send("hello?")

    assert replies == []
    assert connection.held_by == "Maya"


def test_news_tell_who_holds_the_conversation(app: FakeApp, connect: Callable[[], Connection]) -> None:
    connection = connect()
    seen = []

    for app.held_by in ("Maya", None):
        connection.news()
        seen.append(connection.held_by)

    assert seen == ["Maya", None]


def test_press(app: FakeApp, connect: Callable[[], Connection]) -> None:
    connection = connect()
    app.will_reply(reply("r1"))

    connection.press({"id": "b7", "title": "Yes"})

    assert app.posted()[0]["button_id"] == "b7"
    assert "text" not in app.posted()[0]


def test_news_leaves_out_what_was_shown_and_the_client(app: FakeApp, connect: Callable[[], Connection]) -> None:
    connection = connect()
    app.will_reply(reply("r1"))
    connection.send("hello")
    late = reply("s1", "Maya here.", author="staff", seq=4)
    app.news = [GREETING | {"seq": 1, "author": "bot"}, reply("m1", author="client", seq=2), reply("r1", seq=3), late]

    assert [connection.news(), connection.news()] == [[late], []]


def test_news_asks_only_for_what_came_since(app: FakeApp, connect: Callable[[], Connection]) -> None:
    connection = connect()
    app.news = [reply("s1", author="staff", seq=4)]

    connection.news()
    connection.news()

    assert [asked.url.params["after"] for asked in app.asked[1:]] == ["0", "4"]
