"""Writes a bubble as requests to Messenger or Instagram. Pure; the sender enters.

https://developers.facebook.com/docs/messenger-platform/reference/buttons/quick-replies
"""

from collections.abc import Sequence
from typing import Any

from salon.channels.messenger.kinds import Kind
from salon.channels.meta.measuring import bear_buttons, numbered, shorten
from salon.messaging.app import Bubble, Choice, Post
from salon.messaging.splitting import split_text

METHOD = "me/messages"
_MOST_QUICK_REPLIES = 13
_MOST_TITLE = 20
_MOST_PAYLOAD = 1000


def render(kind: Kind, address: str, bubble: Bubble) -> list[Post]:
    """Return the requests that bring a bubble to a client.

    Up to thirteen short choices are quick replies; more, or longer ones, are numbers to write.

    Args:
        kind: which of the two apps.
        address: the client's id, scoped to the page.
        bubble: plain text; where it asks for the phone, one more on Messenger quick reply shares the number of the client's profile.
    """
    asks_phone = bubble.asks_phone and kind.shares_phone
    room = _MOST_QUICK_REPLIES - asks_phone
    as_numbers = bool(bubble.choices) and not bear_buttons(bubble.choices, room, _MOST_TITLE, _MOST_PAYLOAD)
    text = numbered(bubble.text, bubble.choices) if as_numbers else bubble.text
    replies = _quick_replies(() if as_numbers else bubble.choices, asks_phone=asks_phone)
    pieces = split_text(text, kind.most_text, kind.measure) or (["…"] if replies else [])  # a text is demanded
    menu = tuple(one.press for one in bubble.choices) if as_numbers else ()
    posts = [_post(address, {"text": piece}) for piece in pieces]
    if pieces:
        posts[-1] = _post(address, {"text": pieces[-1]} | ({"quick_replies": replies} if replies else {}), menu)
    return posts


def _post(address: str, message: dict[str, Any], menu: tuple[str, ...] = ()) -> Post:
    return Post(METHOD, {"recipient": {"id": address}, "messaging_type": "RESPONSE", "message": message}, menu)


def _quick_replies(choices: Sequence[Choice], *, asks_phone: bool) -> list[dict[str, str]]:
    replies = [
        {"content_type": "text", "title": shorten(one.title, _MOST_TITLE), "payload": one.press} for one in choices
    ]
    # Without a title: Meta shows the number itself, and nothing where the client's profile has none.
    return [*replies, {"content_type": "user_phone_number"}] if asks_phone else replies
