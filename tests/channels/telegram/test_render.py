"""Bubbles as Telegram's requests; each of them is one that Telegram would take."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salon.channels.telegram.reading import clean
from salon.channels.telegram.render import PhoneWords, chat_id, posts, utf16_units
from salon.messaging.app import Bubble, Choice, Post
from salon.messaging.presses import LONGEST_BYTES
from tests.channels.telegram.checks import check, shown_text

EXAMPLES = 200
"""Of each property. Turn it up for a deep run."""

CLIENT, GROUP = "5512345678", "-1002123456789"
WORDS = PhoneWords("Share my number", "You can share it with the button.")
PHONE_KEYBOARD = {
    "keyboard": [[{"text": "Share my number", "request_contact": True}]],
    "resize_keyboard": True,
    "one_time_keyboard": True,
}
REMOVAL = {"remove_keyboard": True}
FRIDAY = Choice("Friday", "b:1")
FRIDAY_ALONE = {"inline_keyboard": [[{"text": "Friday", "callback_data": "b:1"}]]}


def markups(made: list[Post]) -> list[Any]:
    """Return what each request has for a keyboard."""
    return [post.body.get("reply_markup") for post in made]


def titles(made: list[Post]) -> list[list[str]]:
    """Return the rows of buttons of the last request."""
    return [[button["text"] for button in row] for row in made[-1].body["reply_markup"]["inline_keyboard"]]


@pytest.mark.parametrize("text", ["", "  \n ", "\0"])
def test_posts_of_nothing(text: str) -> None:
    assert posts(CLIENT, Bubble(text)) == []


def test_posts_of_buttons_without_text() -> None:
    made = posts(GROUP, Bubble("", (FRIDAY, Choice("Saturday", "b:2"))))

    assert [(one.body["text"], titles(made)) for one in made] == [("Friday\nSaturday", [["Friday", "Saturday"]])]


def test_posts() -> None:
    assert posts(CLIENT, Bubble('<b>5 > 3</b> & "more" &amp; ’s')) == [
        Post(
            "sendMessage",
            {
                "chat_id": 5512345678,
                "text": '&lt;b&gt;5 &gt; 3&lt;/b&gt; &amp; "more" &amp;amp; ’s',
                "parse_mode": "HTML",
                "link_preview_options": {"is_disabled": True},
                "reply_markup": REMOVAL,
            },
        )
    ]


def test_posts_to_a_group_have_no_keyboard_to_take_away() -> None:
    made = posts(GROUP, Bubble("Which day?", asks_phone=True), WORDS)

    assert [one.body for one in made] == [
        {
            "chat_id": -1002123456789,
            "text": "Which day?",
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
    ]


@pytest.mark.parametrize(("text", "lengths"), [("&" * 4096, [4096]), ("&" * 4097, [4096, 1]), ("🧖" * 2049, [4096, 2])])
def test_posts_of_a_long_text_count_as_telegram_does(text: str, lengths: list[int]) -> None:
    made = posts(CLIENT, Bubble(text))

    assert [utf16_units(shown_text(dict(one.body))) for one in made] == lengths


def test_posts_of_a_long_text_have_the_buttons_at_the_end() -> None:
    made = posts(CLIENT, Bubble("word " * 2000, (FRIDAY,)))

    assert markups(made) == [REMOVAL, None, FRIDAY_ALONE]


def test_posts_of_a_long_text_take_the_keyboard_away_at_the_end() -> None:
    assert markups(posts(CLIENT, Bubble("word " * 2000))) == [None, None, REMOVAL]


@pytest.mark.parametrize(
    ("shown", "rows"),
    [
        (["Yes", "No"], [["Yes", "No"]]),
        (["Yes", "No", "Later"], [["Yes", "No"], ["Later"]]),
        (["x" * 16, "y" * 16], [["x" * 16, "y" * 16]]),
        (["x" * 17, "y"], [["x" * 17], ["y"]]),
        (["y", "x" * 17, "z", "a"], [["y"], ["x" * 17], ["z", "a"]]),
        (["Yes", " ", "No"], [["Yes", "No"]]),
    ],
)
def test_posts_lay_buttons_in_rows(shown: list[str], rows: list[list[str]]) -> None:
    assert titles(posts(CLIENT, Bubble("Choose", tuple(Choice(title, "b:1") for title in shown)))) == rows


@pytest.mark.parametrize("press", ["", "b:" + "x" * 63, "b:" + "ä" * 32])
def test_posts_leave_out_a_button_that_would_cost_the_message(press: str) -> None:
    assert titles(posts(CLIENT, Bubble("Choose", (Choice("No", press), FRIDAY)))) == [["Friday"]]


def test_posts_with_a_press_of_64_bytes() -> None:
    made = posts(CLIENT, Bubble("Choose", (Choice("Yes", "b:" + "ä" * 31),)))

    check(made[0].method, dict(made[0].body))
    assert titles(made) == [["Yes"]]


def test_posts_with_too_many_buttons() -> None:
    made = posts(CLIENT, Bubble("Choose", tuple(Choice(str(number), f"b:{number}") for number in range(101))))

    assert sum(len(row) for row in titles(made)) == 100


@pytest.mark.parametrize("words", [None, PhoneWords(), PhoneWords(hint="You can share it.")])
def test_posts_that_ask_for_the_phone_without_words_for_it(words: PhoneWords | None) -> None:
    assert markups(posts(CLIENT, Bubble("Your number?", asks_phone=True), words)) == [REMOVAL]


def test_posts_that_ask_for_the_phone() -> None:
    assert markups(posts(CLIENT, Bubble("Your number?", asks_phone=True), WORDS)) == [PHONE_KEYBOARD]


def test_posts_that_ask_for_the_phone_at_length() -> None:
    assert markups(posts(CLIENT, Bubble("word " * 1000, asks_phone=True), WORDS)) == [None, PHONE_KEYBOARD]


def test_posts_that_ask_for_the_phone_and_have_buttons() -> None:
    made = posts(CLIENT, Bubble("Your number?", (FRIDAY,), asks_phone=True), WORDS)

    assert [one.body["text"] for one in made] == ["Your number?", "You can share it with the button."]
    assert markups(made) == [FRIDAY_ALONE, PHONE_KEYBOARD]


def test_posts_that_ask_for_the_phone_and_have_buttons_and_no_hint() -> None:
    made = posts(CLIENT, Bubble("Your number?", (FRIDAY,), asks_phone=True), PhoneWords("Share my number"))

    assert markups(made) == [FRIDAY_ALONE]


@pytest.mark.parametrize(("address", "asks_phone"), [(GROUP, True), (CLIENT, False)])
def test_posts_hint_at_no_keyboard_that_is_not_there(address: str, asks_phone: bool) -> None:
    made = posts(address, Bubble("Your number?", (FRIDAY,), asks_phone), WORDS)

    assert [one.body["text"] for one in made] == ["Your number?"]
    assert markups(made) == [FRIDAY_ALONE]


@pytest.mark.parametrize(
    ("address", "expected"),
    [("5512345678", 5512345678), ("-1002", -1002), ("@salon", "@salon"), ("٣", "٣"), ("-", "-"), ("", "")],
)
def test_chat_id(address: str, expected: int | str) -> None:
    assert chat_id(address) == expected


@pytest.mark.parametrize("address", ["@salon", "٣", "-1002"])
def test_posts_to_what_is_no_client_have_no_keyboard(address: str) -> None:
    assert markups(posts(address, Bubble("Hello"))) == [None]


def test_posts_that_ask_for_the_phone_at_length_and_have_buttons() -> None:
    made = posts(CLIENT, Bubble("word " * 1000, (FRIDAY,), asks_phone=True), WORDS)

    assert markups(made) == [PHONE_KEYBOARD, FRIDAY_ALONE]


CHOICES = st.lists(st.builds(Choice, st.text(max_size=40), st.text(alphabet="b:xyzä", max_size=70)), max_size=12)
ANY_TEXT = st.text(alphabet=st.characters(codec=None)) | st.text(alphabet="<>&;abc #amplt/🧖\n", max_size=300)


@settings(max_examples=EXAMPLES, deadline=None)
@given(ANY_TEXT, st.integers(1, 200), CHOICES, st.booleans(), st.sampled_from([CLIENT, GROUP]))
@example("", 1, [Choice("\x00", ":")], False, CLIENT)
def test_posts_are_taken_and_lose_nothing(
    text: str, times: int, choices: list[Choice], asks_phone: bool, address: str
) -> None:
    made = posts(address, Bubble(text * times, tuple(choices), asks_phone), PhoneWords("Share"))

    for post in made:
        check(post.method, dict(post.body))
    if clean(text).strip():
        shown = "".join("".join(shown_text(dict(post.body)).split()) for post in made)
        assert shown == "".join(clean(text * times).split())


def test_longest_press_is_telegrams() -> None:
    assert LONGEST_BYTES == 64
