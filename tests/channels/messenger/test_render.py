"""Bubbles become what Messenger and Instagram take, by their stand-in; nothing to be read or chosen is lost."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salon.channels.messenger.kinds import INSTAGRAM, MESSENGER, Kind
from salon.channels.messenger.render import render
from salon.messaging.app import Bubble, Choice, Post
from tests.channels.messenger.stand_in import FakeMessenger
from tests.channels.messenger.webhooks import CLIENT
from tests.channels.meta.mutating import EXAMPLES

PHONE = {"content_type": "user_phone_number"}


def post(menu: tuple[str, ...] = (), **message: Any) -> Post:
    body = {"recipient": {"id": CLIENT}, "messaging_type": "RESPONSE", "message": message}
    return Post("me/messages", body, menu)


def choices(*titles: str) -> tuple[Choice, ...]:
    return tuple(Choice(title, f"b:{number}") for number, title in enumerate(titles))


def replies(*titles: str) -> list[dict[str, str]]:
    return [{"content_type": "text", "title": title, "payload": f"b:{number}"} for number, title in enumerate(titles)]


def test_render_text():
    assert render(MESSENGER, CLIENT, Bubble("Hello.\n😊")) == [post(text="Hello.\n😊")]


def test_render_nothing():
    assert render(MESSENGER, CLIENT, Bubble(" ")) == []


@pytest.mark.parametrize(
    ("kind", "text", "pieces"),
    [
        (MESSENGER, "a" * 2001, ["a" * 2000, "a"]),
        (MESSENGER, "😊" * 1001, ["😊" * 1000, "😊"]),
        (INSTAGRAM, "a" * 1001, ["a" * 1000, "a"]),
        (INSTAGRAM, "é" * 501, ["é" * 500, "é"]),
        (INSTAGRAM, "😊" * 251, ["😊" * 250, "😊"]),
    ],
)
def test_render_long_text(kind: Kind, text: str, pieces: list[str]):
    assert render(kind, CLIENT, Bubble(text)) == [post(text=piece) for piece in pieces]


def test_render_choices():
    bubble = Bubble("Book it?", choices("Yes", "Book a deep cleaning"))
    expected = post(text="Book it?", quick_replies=replies("Yes", "Book a deep cleaning"))
    assert render(MESSENGER, CLIENT, bubble) == [expected]


def test_render_thirteen_choices():
    titles = [f"{hour}:00" for hour in range(13)]
    bubble = Bubble("When?", choices(*titles))
    assert render(MESSENGER, CLIENT, bubble) == [post(text="When?", quick_replies=replies(*titles))]


@pytest.mark.parametrize(
    "titles", [[f"{hour}:00" for hour in range(14)], ["Book a deep cleaning!"], ["Yes", "Yes"], ["😊" * 11]]
)
def test_render_what_quick_replies_do_not_show_as_numbers(titles: list[str]):
    rows = "\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1))
    menu = tuple(f"b:{number}" for number in range(len(titles)))
    bubble = Bubble("When?", choices(*titles))
    assert render(MESSENGER, CLIENT, bubble) == [post(menu, text=f"When?\n\n{rows}")]


def test_render_choices_under_long_text_come_last():
    bubble = Bubble("a" * 1500 + "\n\n" + "b" * 1500, choices("Yes"))
    assert render(MESSENGER, CLIENT, bubble) == [
        post(text="a" * 1500),
        post(text="b" * 1500, quick_replies=replies("Yes")),
    ]


def test_render_choices_without_text():
    bubble = Bubble("", choices("Yes"))
    assert render(MESSENGER, CLIENT, bubble) == [post(text="…", quick_replies=replies("Yes"))]


def test_render_asks_phone():
    bubble = Bubble("Your number?", choices("No"), asks_phone=True)
    assert render(MESSENGER, CLIENT, bubble) == [post(text="Your number?", quick_replies=[*replies("No"), PHONE])]


def test_render_asks_phone_where_no_more_quick_reply_fits():
    titles = [f"{hour}:00" for hour in range(13)]
    (only,) = render(MESSENGER, CLIENT, Bubble("Your number?", choices(*titles), asks_phone=True))
    assert only.body["message"]["quick_replies"] == [PHONE]
    assert len(only.menu) == 13


_TITLES = st.text("ab 😊é\n", max_size=30)
_CHOICES = st.lists(st.builds(Choice, _TITLES, st.text("abc:1", max_size=64)), max_size=16)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.booleans(), st.text("ab. \n😊é", max_size=60), st.integers(1, 100), _CHOICES, st.booleans())
def test_render_anything_is_taken(instagram: bool, piece: str, times: int, chosen: list[Choice], asks_phone: bool):
    stand_in = FakeMessenger(instagram=instagram)
    bubble = Bubble(piece * times, tuple(chosen), asks_phone)
    posts = render(INSTAGRAM if instagram else MESSENGER, CLIENT, bubble)
    for one in posts:
        stand_in.take(one.method, dict(one.body))
    shown = "".join("".join(one.body["message"]["text"].split()) for one in posts)
    assert shown.startswith("".join(bubble.text.split()))
    if chosen:
        payloads = [one["payload"] for one in posts[-1].body["message"].get("quick_replies", []) if "payload" in one]
        assert (list(posts[-1].menu) or payloads) == [one.press for one in chosen]
