"""The shapes of the widget's requests."""

from typing import Any

import pytest
from pydantic import ValidationError

from salon.channels.widget.payloads import MessageIn


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"message_id": "m1"},
        {"text": "hi"},
        {"button_id": "b1"},
        {"message_id": "m1", "text": None},
        {"message_id": "m1", "text": None, "button_id": None},
        {"message_id": "m1", "text": "hi", "button_id": "b1"},
        {"message_id": "", "text": "hi"},
        {"message_id": "m" * 65, "text": "hi"},
        {"message_id": "m 1", "text": "hi"},
        {"message_id": "m1\n", "text": "hi"},
        {"message_id": "m\x001", "text": "hi"},
        {"message_id": "\ud83d", "text": "hi"},
        {"message_id": 1, "text": "hi"},
        {"message_id": None, "text": "hi"},
        {"message_id": ["m1"], "text": "hi"},
        {"message_id": "m1", "text": 1},
        {"message_id": "m1", "text": ["hi"]},
        {"message_id": "m1", "text": {"text": "hi"}},
        {"message_id": "m1", "text": True},
        {"message_id": "m1", "button_id": ""},
        {"message_id": "m1", "button_id": "b" * 65},
        {"message_id": "m1", "button_id": "b\x00"},
        {"message_id": "m1", "button_id": "b1' OR 1=1"},
        {"message_id": "m1", "button_id": 7},
        {"message_id": "m1", "starts_at": 7},
        {"message_id": "m1", "starts_at": None},
        {"message_id": "m1", "starts_at": "2027-03-04T10:00:00+00:00", "text": "hi"},
        {"message_id": "m1", "starts_at": "2027-03-04T10:00:00+00:00", "button_id": "b1"},
        {"message_id": "m1", "starts_at": "2027-03-04T10:00:00+00:00", "button_id": "b1", "text": "hi"},
    ],
)
def test_message_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        MessageIn.model_validate(body)


@pytest.mark.parametrize(
    "body",
    [
        {"message_id": "m1", "text": ""},
        {"message_id": "m" * 64, "text": "x" * 5000},
        {"message_id": "wamid.HBgLM:1_2-3", "text": "hi"},
        {"message_id": "m1", "button_id": "6f1c1c56-9d35-4f2c-9c9a-0a8f4a3f6c11"},
        {"message_id": "m1", "starts_at": "2027-03-04T10:00:00+00:00"},
    ],
)
def test_message_read(body: dict[str, Any]) -> None:
    assert MessageIn.model_validate(body).model_dump(exclude_none=True) == body


def test_message_with_more_than_was_agreed() -> None:
    read = MessageIn.model_validate({"message_id": "m1", "text": "hi", "payload": "/restart", "author": "staff"})

    assert read == MessageIn(message_id="m1", text="hi")
