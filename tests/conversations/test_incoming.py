"""Cleaning of what clients send."""

import unicodedata
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon.conversations.incoming import LONGEST_TEXT, Unacceptable, clean_text, pick_payload, read_payload, read_start


def refusal(text: str) -> Unacceptable:
    """Return why a text is refused."""
    with pytest.raises(Unacceptable) as refused:
        clean_text(text)
    return refused.value


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\t ", "\u00a0\u2003", "\u200b\u200d", "\ufe0f", "\u202e\u202c", "\u2028\u2029", "\ufeff", " \u0301"],
)
def test_clean_text_blank(text: str) -> None:
    assert refusal(text).response == "utter_message_empty"


@pytest.mark.parametrize("text", ["a\x00b", "\x00", "a\x07", "a\x1bb", "a\x7fb", "a\x9bb", "a\rb", "\x08 hello"])
def test_clean_text_control_character(text: str) -> None:
    assert refusal(text).response == "utter_message_unreadable"


@pytest.mark.parametrize("text", ["\ud83d", "hello \udc00", "\udc00\ud83d"])
def test_clean_text_lone_surrogate(text: str) -> None:
    assert refusal(text).response == "utter_message_unreadable"


def test_clean_text_longest() -> None:
    text = "x" * LONGEST_TEXT

    assert clean_text(text) == text


def test_clean_text_too_long() -> None:
    refused = refusal("x" * (LONGEST_TEXT + 1))

    assert (refused.response, refused.values) == ("utter_message_too_long", {"limit": "1,000"})


def test_clean_text_counts_after_composing() -> None:
    decomposed = "e\u0301" * LONGEST_TEXT

    assert clean_text(decomposed) == "é" * LONGEST_TEXT


def test_clean_text_does_not_count_blanks_around() -> None:
    assert clean_text(" \n" + "x" * LONGEST_TEXT + "\n ") == "x" * LONGEST_TEXT


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Do creams help? ", "Do creams help?"),
        ("one\r\ntwo\n\tthree", "one\ntwo\n\tthree"),
        ("cafe\u0301", "café"),
        ("👍", "👍"),
        ("👩🏽\u200d🔬", "👩🏽\u200d🔬"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("האם קרמים עוזרים?", "האם קרמים עוזרים?"),
        ("هل تساعد الكريمات؟", "هل تساعد الكريمات؟"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("/book", "/book"),
        ("?", "?"),
        ('<script>alert("x")</script>', '<script>alert("x")</script>'),
    ],
)
def test_clean_text_kept(text: str, cleaned: str) -> None:
    assert clean_text(text) == cleaned


@given(st.text(alphabet=st.characters(), max_size=40))
def test_clean_text_of_anything(text: str) -> None:
    try:
        cleaned = clean_text(text)
    except Unacceptable as refused:
        assert refused.response in {"utter_message_empty", "utter_message_unreadable"}  # noqa: PT017
        return

    assert clean_text(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\x00" not in cleaned


@pytest.mark.parametrize(
    ("payload", "read"),
    [
        ("/affirm", {"intent": "affirm", "values": {}}),
        (
            '/inform_booking{"starts_at": "2027-03-04T16:30:00+00:00"}',
            {"intent": "inform_booking", "values": {"starts_at": "2027-03-04T16:30:00+00:00"}},
        ),
        ('/inform_booking{"a": {"b": 1}}', {"intent": "inform_booking", "values": {"a": {"b": 1}}}),
    ],
)
def test_read_payload(payload: str, read: object) -> None:
    assert read_payload(payload) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "2027-03-04",
        "10:00",
        "2027-03-04T10:00:00",
        "2027-02-30T10:00:00+00:00",
        "2027-03-04T25:00:00+00:00",
        "1999-12-31T23:59:59+00:00",
        "2000-01-01T00:00:00+00:01",
        "3000-01-01T00:00:00+00:00",
        "2999-12-31T23:59:59-00:01",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2027-03-04T10:00:00+99:00",
        "\x00",
        "\ud83d",
        "2" * 5000,
    ],
)
def test_read_start_refused(text: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        read_start(text)

    assert refused.value.response == "utter_start_unreadable"


@pytest.mark.parametrize("text", ["2027-03-04T10:00:00+00:00", "2027-03-04T10:00Z", "2027-03-04T12:00:00+02:00"])
def test_read_start(text: str) -> None:
    assert read_start(text) == datetime(2027, 3, 4, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("form", "intent"),
    [(None, "inform_booking"), ("booking_form", "inform_booking"), ("move_form", "reschedule_appointment")],
)
def test_pick_payload(form: str | None, intent: str) -> None:
    payload = pick_payload(datetime(2027, 3, 29, 10, tzinfo=ZoneInfo("Europe/London")), form)

    assert read_payload(payload) == {"intent": intent, "values": {"starts_at": "2027-03-29T10:00:00+01:00"}}
