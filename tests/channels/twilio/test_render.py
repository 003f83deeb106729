"""What we say, as Twilio's requests."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salon.channels.twilio.render import MOST_CHARACTERS, posts
from salon.messaging.app import Bubble, Choice, Post

DEEP_EXAMPLES = 150
CLIENT = "+447700900123"
YES, NO = Choice("Yes, please", "b:1"), Choice("Not now", "b:2")


def said(body: str, *menu: str) -> Post:
    return Post("Messages", {"To": f"whatsapp:{CLIENT}", "Body": body}, menu)


@pytest.mark.parametrize("text", ["", " \n\n "])
def test_nothing_said(text: str) -> None:
    assert posts(CLIENT, Bubble(text)) == []


def test_text() -> None:
    assert posts(CLIENT, Bubble("  Hello.\n\nHow are you?\n")) == [said("Hello.\n\nHow are you?")]


def test_client_with_a_user_name() -> None:
    assert posts("GB.1A2B", Bubble("Hello.")) == [Post("Messages", {"To": "whatsapp:GB.1A2B", "Body": "Hello."})]


def test_choices_are_a_numbered_list() -> None:
    assert posts(CLIENT, Bubble("Shall I?", (YES, NO))) == [
        said("Shall I?\n\n1. Yes, please\n2. Not now", "b:1", "b:2")
    ]


def test_choices_without_text() -> None:
    assert posts(CLIENT, Bubble("", (YES,))) == [said("1. Yes, please", "b:1")]


def test_choice_of_several_lines_and_of_none() -> None:
    choices = (Choice("Yes,\n  please", "b:1"), Choice(" ", "b:2"))

    assert posts(CLIENT, Bubble("Shall I?", choices)) == [said("Shall I?\n\n1. Yes, please\n2.", "b:1", "b:2")]


def test_asking_for_the_phone_changes_nothing() -> None:
    assert posts(CLIENT, Bubble("Your number?", asks_phone=True)) == [said("Your number?")]


def test_text_too_long_is_cut_between_sentences() -> None:
    first, second = "a" * 1200 + ".", "b" * 900 + "."

    assert posts(CLIENT, Bubble(f"{first} {second}", (YES,))) == [
        said(first),
        said(f"{second}\n\n1. Yes, please", "b:1"),
    ]


def test_text_that_just_fits() -> None:
    menu = "\n\n1. Yes, please"
    fits, too_long = "a" * (MOST_CHARACTERS - len(menu)), "a" * (MOST_CHARACTERS - len(menu) + 1)

    assert posts(CLIENT, Bubble("a" * MOST_CHARACTERS)) == [said("a" * MOST_CHARACTERS)]
    assert posts(CLIENT, Bubble(fits, (YES,))) == [said(fits + menu, "b:1")]
    assert posts(CLIENT, Bubble(too_long, (YES,))) == [said(too_long), said("1. Yes, please", "b:1")]


def test_emoji_counts_as_two() -> None:
    assert posts(CLIENT, Bubble("🙂" * 801)) == [said("🙂" * 800), said("🙂")]


def test_list_too_long_is_cut_between_its_lines() -> None:
    choices = tuple(Choice("x" * 500, f"b:{number}") for number in range(4))

    made = posts(CLIENT, Bubble("Which?", choices))

    assert [len(one.body["Body"].split("\n")) for one in made] == [1, 3, 1]
    assert [one.menu for one in made] == [(), (), ("b:0", "b:1", "b:2", "b:3")]


def test_halves_of_a_pair() -> None:
    assert posts(CLIENT, Bubble("a\ud83d", (Choice("b\udc00", "b:1"),))) == [said("a?\n\n1. b?", "b:1")]


CHOICES = st.lists(st.builds(Choice, st.text(max_size=80), st.from_regex(r"b:[0-9]{1,5}", fullmatch=True)), max_size=30)


@settings(max_examples=DEEP_EXAMPLES, deadline=None)
@given(text=st.text(max_size=60) | st.text(max_size=40).map(lambda text: text * 60), choices=CHOICES)
def test_nothing_is_lost_and_everything_fits(text: str, choices: list[Choice]) -> None:
    made = posts(CLIENT, Bubble(text, tuple(choices)))

    bodies = [one.body["Body"] for one in made]
    numbers = [f"{number}." for number in range(1, len(choices) + 1)]
    written = "".join(
        [*text.split(), *(f"{n}{''.join(c.title.split())}" for n, c in zip(numbers, choices, strict=True))]
    )
    assert re.sub(r"\s", "", "".join(bodies)) == re.sub(r"\s", "", written.encode("utf-8", "replace").decode())
    assert all(0 < len(body.encode("utf-16-le")) // 2 <= MOST_CHARACTERS and body.strip() == body for body in bodies)
    assert [one.menu for one in made if one.menu] == ([tuple(one.press for one in choices)] if choices else [])
    assert not choices or made[-1].menu
