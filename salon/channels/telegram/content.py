"""What a client's message holds: words, a command, a number, a picture ... Pure; `parse` enters."""

import re
from collections.abc import Mapping
from typing import Any

from salon.channels.telegram.reading import list_of, number_of, record_at, text_of
from salon.messaging.arrivals import Media, MediaKind, Phone, Start, Text
from salon.messaging.moving_codes import is_code

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a link may carry: https://core.telegram.org/bots/features#deep-linking"""
_NUMBER = re.compile(r"\+?[0-9]{4,20}")

MOST_FILE_BYTES = 20_000_000
"""A bot can download no larger file: https://core.telegram.org/bots/api#getfile"""

_FILES = {
    # Order matters: an animation comes with a `document` too, for older bots.
    "animation": MediaKind.VIDEO,
    "video": MediaKind.VIDEO,
    "video_note": MediaKind.VIDEO,
    "voice": MediaKind.VOICE,
    "audio": MediaKind.FILE,
    "document": MediaKind.FILE,
    "sticker": MediaKind.STICKER,
}
_OTHERS = (
    "checklist dice game giveaway giveaway_winners invoice live_photo paid_media poll rich_message story"
).split()
"""What else people send. All that is in neither list are notices of the app, and no answer is due to them."""
_PICTURES = ("image/jpeg", "image/png", "image/webp", "image/heic", "image/heif")


def read_content(message: Mapping[str, Any], words: str) -> Text | Start | Phone | Media | None:
    """Return what a message brings; None if it brings nothing that waits for an answer.

    Args:
        message: as Telegram writes it.
        words: its text or caption, as far as it is meant for us.
    """
    return read_words(words) if "text" in message else _contact(message) or _media(message, words)


def read_words(words: str) -> Text | Start:
    """Return what was typed; commands become words, for "/book" from the menu means "book".

    "/start" opens a chat: the button that new clients press sends it, and so do links, with something behind it: a code
    of ours, or what whoever published the link wants to count by it.
    """
    command = _COMMAND.fullmatch(words.strip())
    if not command:
        return Text(words)
    name, rest = command[1], (command[2] or "").strip()
    if name.lower() != "start":
        return Text(f"{name.replace('_', ' ')} {rest}".strip() or words)
    if not rest or _PAYLOAD.fullmatch(rest):
        return Start(rest if is_code(rest) else "")
    return Text(rest)


def _contact(message: Mapping[str, Any]) -> Phone | Media | None:
    contact = record_at(message, "contact")
    if not contact:
        return None
    owner, number = number_of(contact.get("user_id")), text_of(contact.get("phone_number")).replace(" ", "")
    # Anybody's card can be sent. Only the sender's own tells whom to call.
    own = owner == number_of(record_at(message, "from").get("id"))
    return Phone(number) if own and _NUMBER.fullmatch(number) else Media(MediaKind.CONTACT)


def _media(message: Mapping[str, Any], caption: str) -> Media | None:
    if photo := _best_size(list_of(message.get("photo"))):
        return _file(MediaKind.PHOTO, photo, caption)
    for field, kind in _FILES.items():
        if file := record_at(message, field):
            picture = text_of(file.get("mime_type")).lower() in _PICTURES
            return _file(MediaKind.PHOTO if picture else kind, file, caption)
    # A venue comes with its `location` too, for older bots.
    if record_at(message, "location"):
        return Media(MediaKind.PLACE)
    return Media(MediaKind.OTHER, caption=caption) if any(message.get(field) for field in _OTHERS) else None


def _best_size(sizes: list[Any]) -> dict[str, Any]:
    """Return the largest size of a photo that a bot can download."""
    usable = [one for size in sizes if (one := record_at(size)) and number_of(one.get("file_size")) <= MOST_FILE_BYTES]
    return max(usable, key=lambda one: number_of(one.get("width")) * number_of(one.get("height")), default={})


def _file(kind: MediaKind, file: Mapping[str, Any], caption: str) -> Media:
    return Media(
        kind,
        reference=text_of(file.get("file_id")),
        caption=caption,
        mime_type=text_of(file.get("mime_type")),
        size=max(0, number_of(file.get("file_size"))),
    )
