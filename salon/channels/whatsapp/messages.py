"""Reads one message of WhatsApp's, of whatever type. Pure; the parser enters."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from salon.channels.meta.reading import identifier, part, parts, words
from salon.messaging.arrivals import Edit, Media, MediaKind, Phone, Press, Start, Text, What

_KINDS = {
    "image": MediaKind.PHOTO,
    "audio": MediaKind.VOICE,
    "voice": MediaKind.VOICE,
    "video": MediaKind.VIDEO,
    "document": MediaKind.FILE,
    "sticker": MediaKind.STICKER,
}
_IGNORED = {"reaction", "revoke", "system"}


def read_message(message: Mapping[str, Any], address: str) -> What | None:
    """Return what a message is; None if it is nothing that wants an answer.

    Args:
        message: one of `messages`.
        address: its sender's; a card with that very number is the sender's own.
    """
    kind = words(message.get("type"))
    content = part(message.get(kind))
    if kind in _KINDS:
        return _media(_KINDS[kind], content)
    if kind == "contacts":
        return _contacts(message, address)
    if kind in _READERS:
        return _READERS[kind](content)
    if kind in _IGNORED or not kind:
        return None
    return Media(MediaKind.OTHER, caption=words(content.get("text")))  # an order, a poll, and what Meta thinks of next


def _text(content: Mapping[str, Any]) -> Text | None:
    text = words(content.get("body"))
    return Text(text) if text.strip() else None


def _interactive(content: Mapping[str, Any]) -> What | None:
    reply = part(content.get(words(content.get("type"))))
    data = words(reply.get("id"))
    return Press(data, words(reply.get("title"))) if data else Media(MediaKind.OTHER)


def _template_button(content: Mapping[str, Any]) -> Press | None:
    title = words(content.get("text"))
    data = words(content.get("payload")) or title
    return Press(data, title) if data else None


def _edit(content: Mapping[str, Any]) -> Edit | None:
    of, now = words(content.get("original_message_id")), part(content.get("message"))
    new = part(now.get(words(now.get("type"))))
    text = words(new.get("body")) or words(new.get("caption"))
    return Edit(of, text) if of and text.strip() else None


def _place(content: Mapping[str, Any]) -> Media:
    named = (words(content.get("name")), words(content.get("address")))
    return Media(MediaKind.PLACE, caption=", ".join(one for one in named if one))


def _start(_: Mapping[str, Any]) -> Start:
    return Start()


def _media(kind: MediaKind, content: Mapping[str, Any]) -> Media:
    return Media(
        kind,
        reference=identifier(content.get("id")),
        caption=words(content.get("caption")),
        mime_type=words(content.get("mime_type")).partition(";")[0].strip().lower(),
    )


def _contacts(message: Mapping[str, Any], address: str) -> Phone | Media:
    cards = list(parts(message.get("contacts")))
    phones = list(parts(cards[0].get("phones"))) if len(cards) == 1 else []
    # Whoever hides their number behind a username can be asked for it, and answers with a card of this origin.
    answered = message.get("origin") == "contact_request"
    for phone in phones:
        digits = re.sub(r"[^0-9]", "", identifier(phone.get("wa_id")) or identifier(phone.get("phone")))
        if digits and (digits == address or answered):
            return Phone(digits)
    return Media(MediaKind.CONTACT)


_READERS: Mapping[str, Callable[[Mapping[str, Any]], What | None]] = {
    "text": _text,
    "interactive": _interactive,
    "button": _template_button,
    "edit": _edit,
    "location": _place,
    "request_welcome": _start,
}
