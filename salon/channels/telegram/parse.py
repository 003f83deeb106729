"""What Telegram sends, as arrivals. Pure but for the clock; the webhook's door and the long polling enter.

Nothing raises, whatever comes: Telegram sends an update again until it is taken, and all others wait behind it.
https://core.telegram.org/bots/api#update
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from salon.channels.telegram.content import read_content, read_words
from salon.channels.telegram.groups import words_for_us
from salon.channels.telegram.reading import list_of, moment_of, number_of, record_at, text_of
from salon.messaging.arrivals import Arrival, Edit, Left, Moved, Press, Text, What

_GROUPS = ("group", "supergroup")
_CHATS = ("private", *_GROUPS)
_FOREIGN = ("business_connection_id", "ephemeral_message_id", "guest_query_id")
"""Messages in others' chats, and those that only one member of a group sees: an answer would go to the wrong people."""


def read_update(body: bytes) -> object:
    """Return the update in the body of a webhook's request; None if it can't be read."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def is_of_group(update: object) -> bool:
    """Tell whether an update tells what was said in a group: only there it matters what the bot is called."""
    messages = (record_at(update, name) for name in ("message", "edited_message"))
    return any(record_at(message, "chat").get("type") in _GROUPS for message in messages)


def parse_update(update: object, username: str) -> list[Arrival]:
    """Return what one update brings: one arrival, or none.

    Args:
        update: decoded JSON.
        username: the bot's, without "@"; needed if `is_of_group`.
    """
    number = number_of(record_at(update).get("update_id"))
    if number <= 0:
        return []
    if message := record_at(update, "message"):
        arrival = _message(message, number, username.lstrip("@"))
    elif message := record_at(update, "edited_message"):
        arrival = _edit(message, number, username.lstrip("@"))
    elif query := record_at(update, "callback_query"):
        arrival = _press(query, number)
    else:
        arrival = _membership(record_at(update, "my_chat_member"), number)
    return [arrival] if arrival else []


def _message(message: Mapping[str, Any], number: int, username: str) -> Arrival | None:
    address, key = _address(message), _key(message, number)
    at = moment_of(message.get("date"))
    if address and (to := number_of(message.get("migrate_to_chat_id"))):
        return _arrival(key, address, at, Moved(str(to)))
    words = _words(message, username)
    if not address or words is None:
        return None
    what = read_content(message, words)
    silent = isinstance(what, Text) and not what.text.strip()
    return None if what is None or silent else _arrival(key, address, at, what)


def _edit(message: Mapping[str, Any], number: int, username: str) -> Arrival | None:
    """Return other words in place of earlier ones; places that move, and pictures in place of others, are none."""
    address, words = _address(message), _words(message, username)
    if not address or not words or not words.strip():
        return None
    said = read_words(words) if "text" in message else Text(words)
    if not isinstance(said, Text):
        return None
    of = _key(message, number)
    at = moment_of(message.get("edit_date")) or moment_of(message.get("date"))
    # Not by the date of the edit: it counts whole seconds, and two edits fit into one.
    return _arrival(f"{of}:{number}", address, at, Edit(of, said.text))


def _press(query: Mapping[str, Any], number: int) -> Arrival | None:
    message = record_at(query, "message")
    address, data = _address(message), text_of(query.get("data"))
    if not address or not data or not _is_person(query):
        return None
    # A press has no date, and that of its message is when we sent it, or 0 if Telegram keeps the message no longer.
    press = Press(data, _title(message, data), text_of(query.get("id")))
    return _arrival(f"u:{number}", address, None, press)


def _membership(change: Mapping[str, Any], number: int) -> Arrival | None:
    address, now = _address(change), record_at(change, "new_chat_member")
    out = now.get("status") in ("kicked", "left") or (
        now.get("status") == "restricted" and now.get("is_member") is False
    )
    return _arrival(f"u:{number}", address, moment_of(change.get("date")), Left()) if address and out else None


def _arrival(key: str, address: str, at: datetime | None, what: What) -> Arrival:
    return Arrival(key, address, at or datetime.now(UTC), what)


def _words(message: Mapping[str, Any], username: str) -> str | None:
    """Return the words of a message to us, perhaps none; None if it is not for us, or no person's."""
    if not _is_person(message) or any(name in message for name in _FOREIGN):
        return None
    if record_at(message, "chat").get("type") in _GROUPS:
        return words_for_us(message, username)
    return text_of(message.get("text")) or text_of(message.get("caption"))


def _is_person(thing: Mapping[str, Any]) -> bool:
    """Tell whether somebody sent it. What groups and channels say themselves comes in the name of a bot."""
    sender = record_at(thing, "from")
    return number_of(sender.get("id")) != 0 and sender.get("is_bot") is not True


def _address(thing: Mapping[str, Any]) -> str:
    """Return the chat's id; empty if it is a channel's, or none."""
    chat = record_at(thing, "chat")
    number = number_of(chat.get("id"))
    return str(number) if number and chat.get("type") in _CHATS else ""


def _key(message: Mapping[str, Any], number: int) -> str:
    """Return what names a message: its chat and number, or the update's number if the message has none (yet)."""
    chat, own = number_of(record_at(message, "chat").get("id")), number_of(message.get("message_id"))
    return f"m:{chat}:{own}" if own else f"u:{number}"


def _title(message: Mapping[str, Any], data: str) -> str:
    rows = list_of(record_at(message, "reply_markup").get("inline_keyboard"))
    buttons = (record_at(button) for row in rows for button in list_of(row))
    return next((text_of(button.get("text")) for button in buttons if button.get("callback_data") == data), "")
