"""A bubble as Telegram's requests. Pure; `send` enters.

Telegram knows two keyboards, and a message can carry only one of them: buttons under it, which send us a press, and a
keyboard in place of the letters, the only one that can share the client's number. The latter stays until a message takes
it away; whether it is there we don't know, so each message with room for it, in a chat with one client, takes it away.
"""

from dataclasses import dataclass
from html import escape
from typing import Any

from salon.channels.telegram.reading import clean
from salon.messaging.app import Bubble, Choice, Post
from salon.messaging.presses import LONGEST_BYTES
from salon.messaging.splitting import split_text

MOST_UNITS = 4096
"""Of a message, in units of UTF-16, after entities were read: https://core.telegram.org/bots/api#sendmessage"""
MOST_BUTTONS = 100
_SHORT = 16
"""Characters of a title that two of in a row show whole on a narrow telephone."""
_Markup = dict[str, Any] | None
_REMOVAL = {"remove_keyboard": True}


@dataclass(frozen=True)
class PhoneWords:
    """What is said around the button that shares a number.

    button: its title; if empty there is no such button. hint: what comes with it where the question itself already has
    buttons; if empty the question's buttons win.
    """

    button: str = ""
    hint: str = ""


def posts(address: str, bubble: Bubble, words: PhoneWords | None = None) -> list[Post]:
    """Return the requests that bring a bubble to a chat, in order; none if it says nothing.

    Args:
        address: the chat's id.
        bubble: plain; whatever looks like a tag in it is shown as it stands.
        words: for a bubble that asks for the telephone number.
    """
    words = words or PhoneWords()
    rows = _rows(bubble.choices)
    inline: _Markup = {"inline_keyboard": rows} if rows else None
    pieces = split_text(clean(bubble.text), MOST_UNITS, utf16_units)
    if not pieces and rows:
        pieces = ["\n".join(button["text"] for row in rows for button in row)]
    below = _below(address, bubble, words)
    markups = _markups(len(pieces), inline, below)
    if below and below is not _REMOVAL and below not in markups and words.hint:
        pieces, markups = [*pieces, words.hint], [*markups, below]
    return [_post(address, piece, markup) for piece, markup in zip(pieces, markups, strict=True)]


def utf16_units(text: str) -> int:
    """Return a length as Telegram counts it: most emoji are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def chat_id(address: str) -> int | str:
    """Return an address as Telegram's requests hold it."""
    return int(address) if address.isascii() and address.removeprefix("-").isdecimal() else address


def _markups(count: int, inline: _Markup, below: _Markup) -> list[_Markup]:
    """Return what each piece carries: the last one the buttons, and the first one the other keyboard, if both fit."""
    if count <= 1:
        return [inline or below] * count
    return [below if inline else None, *[None] * (count - 2), inline or below]


def _post(address: str, text: str, markup: _Markup) -> Post:
    body: dict[str, Any] = {
        "chat_id": chat_id(address),
        "text": escape(text, quote=False),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    return Post("sendMessage", body | ({"reply_markup": markup} if markup else {}))


def _below(address: str, bubble: Bubble, words: PhoneWords) -> _Markup:
    """Return what is to become of the keyboard in place of the letters; groups have none of ours."""
    # Only chats with one client have a positive id, and only they can share a number:
    # https://core.telegram.org/bots/api#keyboardbutton
    if not (address.isascii() and address.isdecimal()):
        return None
    if not (bubble.asks_phone and words.button):
        return _REMOVAL
    button = {"text": words.button, "request_contact": True}
    return {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}


def _rows(choices: tuple[Choice, ...]) -> list[list[dict[str, str]]]:
    """Return the buttons, short ones two in a row; one that Telegram would refuse would cost the whole message."""
    rows: list[list[dict[str, str]]] = []
    usable = [one for one in choices if clean(one.title).strip() and 0 < len(one.press.encode()) <= LONGEST_BYTES]
    for choice in usable[:MOST_BUTTONS]:
        button = {"text": clean(choice.title), "callback_data": choice.press}
        if rows and len(rows[-1]) == 1 and all(len(one["text"]) <= _SHORT for one in (*rows[-1], button)):
            rows[-1].append(button)
        else:
            rows.append([button])
    return rows
