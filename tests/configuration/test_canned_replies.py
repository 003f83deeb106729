"""Canned replies: the seeded ones, filling with what is known, and what is left out."""

import re

import pytest

from salon.configuration.canned_replies import CannedReplies, CannedReply, read_canned_replies, seeded
from salon.configuration.current import CurrentSettings
from salon.configuration.service import Configuration
from salon.errors import BadInput, NotFound
from salon.yaml_reading import Node

FACTS = {"salon_name": "Glow", "phone": "123", "hours": "all day", "address": "1 Road", "city": "Bath"}


def replies(*texts: str) -> CannedReplies:
    """Return replies with the ids 0, 1 ..."""
    made = [CannedReply(str(number), "Title", text) for number, text in enumerate(texts)]
    return CannedReplies(lambda: made, lambda: FACTS)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"id": "a", "title": "", "text": "Hi"}, "[0].title is ''"),
        (
            {"id": "a", "title": "A", "text": "Hi {city}"},
            "[0].text is 'Hi {city}'; it must be a text whose braces hold",
        ),
        ({"id": "a", "title": "A", "text": "Hi {"}, "[0].text is 'Hi {'"),
        ({"id": "a", "title": "A" * 61, "text": "Hi"}, "it must be of at most 60 characters"),
        ({"id": "a", "title": "A", "text": "x" * 901}, "it must be of at most 900 characters"),
        ({"id": "a", "title": "A", "text": "Hi", "by": "me"}, "[0].by is 'me'"),
    ],
)
def test_read_what_is_wrong(value: dict[str, str], message: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read_canned_replies(Node([value]))

    assert message in str(refusal.value)


def test_read_the_same_id_twice() -> None:
    with pytest.raises(BadInput, match=r"\[1\].id is 'a'; it must be different"):
        read_canned_replies(Node([{"id": "a", "title": "A", "text": "Hi"}] * 2))


def test_read_too_many() -> None:
    many = [{"id": str(number), "title": "A", "text": "Hi"} for number in range(61)]

    with pytest.raises(BadInput, match="it must be a list of at most 60"):
        read_canned_replies(Node(many))


def test_fill_what_is_not_there() -> None:
    with pytest.raises(NotFound):
        replies().fill("0", {})


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("Hello {client_name}, welcome.", {"client_name": "Anna"}, "Hello Anna, welcome."),
        ("Hello {client_name}, welcome.", {}, "Hello, welcome."),
        ("Hello {client_name}, welcome.", {"client_name": " "}, "Hello, welcome."),
        ("{client_name}, welcome to {salon_name}.", {}, "Welcome to Glow."),
        (
            "Ring {phone}, {hours}, at {address}. {staff_name}",
            {"staff_name": "Maya"},
            "Ring 123, all day, at 1 Road. Maya",
        ),
        ("Bye. {staff_name}", {}, "Bye."),
        ("Thank you, {client_name}. Wait.", {}, "Thank you. Wait."),
        ("Thank you, {client_name}", {}, "Thank you"),
        ("Bye {client_name}", {"client_name": "{phone}"}, "Bye {phone}"),
        ("One\n\n{client_name}, two :)", {}, "One\n\ntwo :)"),
        ("Dear {client_name} {staff_name}, hello", {}, "Dear, hello"),
        ("One\n\nTwo", {}, "One\n\nTwo"),
    ],
)
def test_fill(text: str, values: dict[str, str], filled: str) -> None:
    assert replies(text).fill("0", values) == filled


def test_gaps_names_what_would_be_left_out() -> None:
    some = replies("{client_name}, it's {staff_name} of {salon_name}.")

    assert some.gaps("0", {"staff_name": "Maya"}) == ("client_name",)


def test_seeded_ones_are_right_and_leave_no_gap_behind(current: CurrentSettings) -> None:
    some = CannedReplies(lambda: current.present.canned_replies, current.salon.facts)

    filled = [some.fill(one.id, {}) for one in some.all()]

    assert len(filled) == len(seeded()) == 7
    assert [text for text in filled if re.search(r"[{}]|  | [,.;]|[,;:][.!?]|\\A\\W", text)] == []


def test_changed_ones_hold_at_once(configuration: Configuration) -> None:
    configuration.change({"canned_replies": [{"id": "a", "title": "A", "text": "Hi {client_name}"}]}, "Maya")

    assert configuration.present.canned_replies == (CannedReply("a", "A", "Hi {client_name}"),)
    configuration.undo("canned_replies", "Maya")
    assert len(configuration.present.canned_replies) == 7
