"""Reads one message of Messenger's or Instagram's. Pure; the parser enters."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from salon.channels.meta.reading import part, parts, words
from salon.messaging.arrivals import Media, MediaKind, Phone, Press, Start, Text, What
from salon.messaging.moving_codes import is_code

_KINDS = {
    "image": MediaKind.PHOTO,
    "audio": MediaKind.VOICE,
    "video": MediaKind.VIDEO,
    "file": MediaKind.FILE,
    "location": MediaKind.PLACE,
    "like_heart": MediaKind.STICKER,
}
_OURS_OR_NOTHING = ("is_echo", "is_deleted", "is_self")
_PHONE = re.compile(r"\+?[0-9(][0-9 ().-]{4,24}", re.ASCII)


def read_message(message: Mapping[str, Any]) -> Iterator[What]:
    """Yield what a message holds, in order: words, or a press, or each thing that is attached.

    Words that came with attachments are the caption of the first. Whoever follows a link to Instagram and writes, rather
    than press a suggested question, brings the link's code along with their first message.
    """
    if any(message.get(one) is True for one in _OURS_OR_NOTHING):
        return
    referral = part(message.get("referral"))
    code = code_of(referral)
    if code:
        yield Start(code)
    text = words(message.get("text"))
    if payload := words(part(message.get("quick_reply")).get("payload")):
        # The button that shares the client's number has that number as its payload; what we put behind ours has a letter.
        yield Phone(payload) if _PHONE.fullmatch(payload) else Press(payload, text)
        return
    # A fallback is the preview of a link in the text, which says it all.
    attached = [one for one in parts(message.get("attachments")) if not (text and one.get("type") == "fallback")]
    if not attached and text.strip():
        yield Text(text)
    elif not attached and not code:
        yield Start() if referral else Media(MediaKind.OTHER)
    for number, one in enumerate(attached):
        yield _media(one, "" if number else text)


def code_of(referral: Mapping[str, Any]) -> str:
    """Return the code that a link carried; "" for what an advertisement or a link of somebody else's says there."""
    found = words(referral.get("ref"))
    return found if is_code(found) else ""


def _media(attachment: Mapping[str, Any], caption: str) -> Media:
    payload, kind = part(attachment.get("payload")), words(attachment.get("type"))
    # Posts, stories and reels that are shared have an address too, but are nothing that the client made for us.
    found = MediaKind.STICKER if "sticker_id" in payload else _KINDS.get(kind, MediaKind.OTHER)
    address = "" if found is MediaKind.PLACE else words(payload.get("url"))
    return Media(found, reference=address, caption=caption)
