"""Checks what a client sends before anything else sees it. Pure."""

import json
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from salon.errors import BadInput

LONGEST_TEXT = 1000
"""Characters after NFC: the engine's cost grows with the length, and nobody asks in more."""
FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Years that a picked time may lie in: calendars reckon with the days around it too."""
MOVE_FORM = "move_form"


PHOTO = "photo"


@dataclass(frozen=True)
class SentMedia:
    """Something other than words: `kind` is PHOTO or any other word; `words` stand for it in the transcript."""

    kind: str
    words: str


@dataclass(frozen=True)
class Incoming:
    """One message: `text`, `button_id`, or a free time that was picked; and the id that the channel gave it.

    starts_at: aware; `text` is then the time as it is written for clients. media: what was sent; `text` is then what
    was written under it, perhaps nothing. edits: the id of an earlier message, in whose place the text stands now.
    """

    message_id: str
    text: str | None = None
    button_id: str | None = None
    starts_at: datetime | None = None
    media: SentMedia | None = None
    edits: str | None = None


class Unacceptable(BadInput):
    """A message that can't be taken; `response` names the sentence that says why."""

    def __init__(self, response: str, **values: str) -> None:
        super().__init__(response)
        self.response = response
        self.values = values


def clean_text(text: str) -> str:
    """Return the text as NFC, without blanks around it.

    Raises:
        Unacceptable: empty, too long, or with characters that can't be stored or shown.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unacceptable("utter_message_unreadable") from None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    if any(unicodedata.category(character) == "Cc" and character not in "\n\t" for character in text):
        raise Unacceptable("utter_message_unreadable")
    if not any(_is_visible(character) for character in text):
        raise Unacceptable("utter_message_empty")
    if len(text) > LONGEST_TEXT:
        raise Unacceptable("utter_message_too_long", limit=f"{LONGEST_TEXT:,}")
    return text


def read_start(text: str) -> datetime:
    """Return the moment of a free time that was picked, aware.

    Whether it is free, or ever was, is for the booking talk to say.

    Raises:
        Unacceptable: it is no ISO 8601 moment with an offset, or of another age.
    """
    try:
        start = datetime.fromisoformat(text)
        year = start.astimezone(UTC).year
    except (ValueError, OverflowError):
        raise Unacceptable("utter_start_unreadable") from None
    if start.tzinfo is None or not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unacceptable("utter_start_unreadable")
    return start


def pick_payload(starts_at: datetime, form: str | None) -> str:
    """Return what picking a free time stands for: the new time of what is being moved, or else of a booking."""
    intent = "reschedule_appointment" if form == MOVE_FORM else "inform_booking"
    return write_payload(intent, starts_at=starts_at.isoformat())


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in ("Cf", "Zs", "Zl", "Zp", "Cc", "Mn")


def write_payload(intent: str, **values: str) -> str:
    """Return the payload of a button that stands for an intent with these values."""
    return f"/{intent}{json.dumps(values)}"


def read_payload(payload: str) -> dict[str, Any]:
    """Return a button's payload as intent and values: `/intent` or `/intent{"slot": "value"}`.

    A payload without a slash is a text that the client says by tapping.
    """
    name, brace, values = payload.removeprefix("/").partition("{")
    return {"intent": name, "values": json.loads(brace + values) if brace else {}}
