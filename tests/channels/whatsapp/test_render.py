"""Bubbles become what WhatsApp takes, by its stand-in; nothing that a client should read or choose is lost."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salon.channels.whatsapp.render import render, template_post
from salon.messaging.app import Bubble, Choice, Post
from tests.channels.meta.mutating import EXAMPLES
from tests.channels.whatsapp.stand_in import NUMBER_ID, FakeWhatsApp
from tests.channels.whatsapp.webhooks import CLIENT, USER_ID

HEAD = {"messaging_product": "whatsapp", "recipient_type": "individual"}


def text(body: str) -> dict[str, Any]:
    return {**HEAD, "to": CLIENT, "type": "text", "text": {"body": body, "preview_url": False}}


def choices(*titles: str) -> tuple[Choice, ...]:
    return tuple(Choice(title, f"b:{number}") for number, title in enumerate(titles))


def rendered(bubble: Bubble) -> list[Post]:
    return render(CLIENT, bubble, "Choose")


def test_render_text():
    assert rendered(Bubble("Hello.\n😊")) == [Post("messages", text("Hello.\n😊"))]


def test_render_nothing():
    assert rendered(Bubble(" \n")) == []


def test_render_long_text():
    assert rendered(Bubble("a" * 4000 + "\n\n" + "b" * 97)) == [
        Post("messages", text("a" * 4000)),
        Post("messages", text("b" * 97)),
    ]


def test_render_emoji_count_twice():
    assert [post.body["text"]["body"] for post in rendered(Bubble("😊" * 2049))] == ["😊" * 2048, "😊"]


def test_render_to_a_client_without_number():
    (post,) = render(USER_ID, Bubble("Hello."), "Choose")
    expected = {**HEAD, "recipient": USER_ID, "type": "text", "text": {"body": "Hello.", "preview_url": False}}
    assert post.body == expected


def test_render_three_short_choices_as_buttons():
    buttons = [
        {"type": "reply", "reply": {"id": "b:0", "title": "Yes"}},
        {"type": "reply", "reply": {"id": "b:1", "title": "No"}},
        {"type": "reply", "reply": {"id": "b:2", "title": "Book a deep cleaning"}},
    ]
    shown = {"type": "button", "action": {"buttons": buttons}, "body": {"text": "Book it?"}}
    body = {**HEAD, "to": CLIENT, "type": "interactive", "interactive": shown}
    assert rendered(Bubble("Book it?", choices("Yes", "No", "Book a deep cleaning"))) == [Post("messages", body)]


@pytest.mark.parametrize("titles", [("Book a deep cleaning!",), ("Yes", "Yes"), ("1", "2", "3", "4")])
def test_render_what_is_too_much_for_buttons_as_a_list(titles: tuple[str, ...]):
    (post,) = rendered(Bubble("Book it?", choices(*titles)))
    rows = [{"id": f"b:{number}", "title": title} for number, title in enumerate(titles)]
    action = {"button": "Choose", "sections": [{"rows": rows}]}
    assert post.body["interactive"] == {"type": "list", "action": action, "body": {"text": "Book it?"}}


def test_render_list_row_that_does_not_fit_has_it_whole_below():
    long = "What are the sources of this answer?"
    (post,) = rendered(Bubble("Well.", choices("Yes", long)))
    assert post.body["interactive"]["action"]["sections"][0]["rows"] == [
        {"id": "b:0", "title": "Yes"},
        {"id": "b:1", "title": "What are the sources of…", "description": long},
    ]


def test_render_list_label_is_shortened():
    (post,) = render(CLIENT, Bubble("Well.", choices(*"1234")), "Choose one of these times")
    assert post.body["interactive"]["action"]["button"] == "Choose one of these…"


def test_render_ten_choices_as_a_list():
    (post,) = rendered(Bubble("When?", choices(*(f"{hour}:00" for hour in range(10)))))
    assert (post.body["interactive"]["type"], post.menu) == ("list", ())


@pytest.mark.parametrize("titles", [[f"{hour}:00" for hour in range(11)], ["x" * 73], [""]])
def test_render_what_no_list_takes_as_numbers(titles: list[str]):
    (post,) = rendered(Bubble("When?", choices(*titles)))
    rows = "\n".join(f"{number}. {title}" for number, title in enumerate(titles, 1)).strip()
    assert post.body == text(f"When?\n\n{rows}")
    assert post.menu == tuple(f"b:{number}" for number in range(len(titles)))


def test_render_same_press_twice_as_numbers():
    (post,) = rendered(Bubble("When?", (Choice("Yes", "b:1"), Choice("No", "b:1"))))
    assert (post.body, post.menu) == (text("When?\n\n1. Yes\n2. No"), ("b:1", "b:1"))


def test_render_long_numbered_text_has_its_menu_last():
    posts = rendered(Bubble("a" * 4090, choices(*(f"{hour}:00" for hour in range(11)))))
    assert [len(post.menu) for post in posts] == [0, 11]


def test_render_long_text_with_buttons_has_them_last():
    first, second = "a" * 1000 + ".", "b" * 100
    posts = rendered(Bubble(f"{first}\n\n{second}", choices("Yes")))
    assert posts[0] == Post("messages", text(first))
    assert posts[1].body["interactive"]["body"] == {"text": second}
    assert len(posts) == 2


def test_render_choices_without_text():
    (post,) = rendered(Bubble("", choices("Yes")))
    assert post.body["interactive"]["body"] == {"text": "…"}


def test_template_post():
    template = {"name": "salon_news", "language": {"code": "en_US"}}
    body = {**HEAD, "to": CLIENT, "type": "template", "template": template}
    assert template_post(CLIENT, "salon_news", "en_US") == Post("messages", body)


_TITLES = st.text("ab 😊é\n", max_size=80)
_CHOICES = st.lists(st.builds(Choice, _TITLES, st.text("abc:1", max_size=64)), max_size=14)


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.text("ab. \n😊é", max_size=60), st.integers(1, 200), _CHOICES)
def test_render_anything_is_taken_by_whatsapp(piece: str, times: int, chosen: list[Choice]):
    stand_in, bubble = FakeWhatsApp(), Bubble(piece * times, tuple(chosen))
    shown = ""
    posts = rendered(bubble)
    for post in posts:
        stand_in.take(f"{NUMBER_ID}/{post.method}", dict(post.body))
        kind = post.body["type"]
        shown += post.body["text"]["body"] if kind == "text" else post.body["interactive"]["body"]["text"]
    said = "".join(bubble.text.split())
    assert "".join(shown.split()).startswith(said)
    assert not bubble.choices or offered(posts) == [one.press for one in bubble.choices]


def offered(posts: list[Post]) -> list[str]:
    last = posts[-1]
    if last.body["type"] == "text":
        return list(last.menu)
    action = last.body["interactive"]["action"]
    if "buttons" in action:
        return [one["reply"]["id"] for one in action["buttons"]]
    return [row["id"] for row in action["sections"][0]["rows"]]
