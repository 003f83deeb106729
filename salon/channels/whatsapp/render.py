"""Writes a bubble as requests to WhatsApp. Pure; the sender enters.

https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages
https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages
"""

from collections.abc import Sequence
from typing import Any

from salon.channels.meta.measuring import bear_buttons, fit_presses, numbered, shorten, utf16_units
from salon.channels.whatsapp.addresses import recipient
from salon.messaging.app import Bubble, Choice, Post
from salon.messaging.splitting import split_text

METHOD = "messages"
_MOST_TEXT = 4096
_MOST_BODY = 1024
_MOST_BUTTONS = 3
_MOST_BUTTON = 20
_MOST_BUTTON_ID = 256
_MOST_ROWS = 10
_MOST_ROW = 24
_MOST_DESCRIPTION = 72
_MOST_ROW_ID = 200


def render(address: str, bubble: Bubble, list_label: str) -> list[Post]:
    """Return the requests that bring a bubble to a client.

    Up to three short choices are buttons, up to ten a list; more, or such as fit in neither, are numbers to write.

    Args:
        address: digits, or a user's id for this business.
        bubble: plain text. Whether it asks for the phone changes nothing: WhatsApp has no button that shares one.
        list_label: what stands on the button that opens a list; shortened to 20 characters.
    """
    choices = bubble.choices
    if choices and bear_buttons(choices, _MOST_BUTTONS, _MOST_BUTTON, _MOST_BUTTON_ID):
        return _interactive(address, bubble.text, {"type": "button", "action": {"buttons": _buttons(choices)}})
    if choices and _fit_a_list(choices):
        action = {"button": shorten(list_label, _MOST_BUTTON), "sections": [{"rows": _rows(choices)}]}
        return _interactive(address, bubble.text, {"type": "list", "action": action})
    pieces = split_text(numbered(bubble.text, choices) if choices else bubble.text, _MOST_TEXT, utf16_units)
    posts = [_text(address, piece) for piece in pieces]
    if choices:
        posts[-1] = Post(METHOD, posts[-1].body, tuple(one.press for one in choices))
    return posts


def template_post(address: str, name: str, language: str) -> Post:
    """Return the request for a template that Meta approved, which alone gets through outside the window.

    Args:
        address: digits, or a user's id for this business.
        name: the template's, without variables.
        language: its code as Meta has it: "en_US".
    """
    return Post(METHOD, _request(address, "template", {"name": name, "language": {"code": language}}))


def _interactive(address: str, text: str, shown: dict[str, Any]) -> list[Post]:
    pieces = split_text(text, _MOST_BODY, utf16_units) or ["…"]  # a body is demanded
    last = pieces[-1]
    before = text.strip().removesuffix(last)
    posts = [_text(address, piece) for piece in split_text(before, _MOST_TEXT, utf16_units)]
    return [*posts, Post(METHOD, _request(address, "interactive", {**shown, "body": {"text": last}}))]


def _text(address: str, text: str) -> Post:
    return Post(METHOD, _request(address, "text", {"body": text, "preview_url": False}))


def _request(address: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    head = {"messaging_product": "whatsapp", "recipient_type": "individual", **recipient(address)}
    return {**head, "type": kind, kind: content}


def _buttons(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    return [{"type": "reply", "reply": {"id": one.press, "title": shorten(one.title, _MOST_BUTTON)}} for one in choices]


def _fit_a_list(choices: Sequence[Choice]) -> bool:
    titles = [" ".join(one.title.split()) for one in choices]
    return (
        len(choices) <= _MOST_ROWS
        and all(title and utf16_units(title) <= _MOST_DESCRIPTION for title in titles)
        and fit_presses(choices, _MOST_ROW_ID)
    )


def _rows(choices: Sequence[Choice]) -> list[dict[str, str]]:
    rows = list[dict[str, str]]()
    for one in choices:
        title, whole = shorten(one.title, _MOST_ROW), " ".join(one.title.split())
        rows.append({"id": one.press, "title": title} | ({} if title == whole else {"description": whole}))
    return rows
