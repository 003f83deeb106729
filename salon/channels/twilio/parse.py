"""Reads what Twilio posts to us: messages of clients, and what became of ours. Pure; the door calls it, never raises.

Fields: https://www.twilio.com/docs/messaging/guides/webhook-request#whatsapp-specific-parameters and
https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from salon.channels.twilio.codes import CLIENT_GONE
from salon.messaging.arrivals import Arrival, Left, Media, MediaKind, Press, Start, Text, Undelivered, What
from salon.messaging.moving_codes import unpacked

_MESSAGE = re.compile(r"(?:SM|MM)[0-9a-fA-F]{32}")
# A client who took a user name shows no number: Twilio then writes an id there that is this business's alone, and takes
# it back as an address. https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
_CLIENT = re.compile(r"whatsapp:(\+[1-9][0-9]{4,14}|[A-Z]{2}(?:\.ENT)?\.[A-Za-z0-9]{1,128})")
_CODE = re.compile(r"[0-9]{1,6}")
_MOST_MEDIA = 10
"""https://www.twilio.com/docs/messaging/api/media-resource; a larger number would be nobody's message."""


def parse(form: Sequence[tuple[str, str]], *, account_sid: str, sender: str, received_at: datetime) -> list[Arrival]:
    """Return what a genuine form brings; nothing if it is not for us, of no interest to us, or of no known shape.

    Reactions are left alone: they say nothing that could be answered. So are receipts, profile names, quotations and
    where an advertisement was seen.

    Args:
        form: its fields, as they came.
        account_sid: ours; what is of another account is nobody's.
        sender: our number, as "+44...".
        received_at: aware; Twilio tells no time of its own.
    """
    fields = {name: _clean(value) for name, value in form}
    if fields.get("AccountSid") != account_sid or not _MESSAGE.fullmatch(fields.get("MessageSid", "")):
        return []
    if fields.get("MessageStatus", "received") != "received":
        return _undelivered(fields, f"whatsapp:{sender}", received_at)
    client = _CLIENT.fullmatch(fields.get("From", ""))
    if not client or fields.get("To") != f"whatsapp:{sender}":
        return []
    sid = fields["MessageSid"]
    return [
        Arrival(f"{sid}:{number}" if number else sid, client[1], received_at, what)
        for number, what in enumerate(one for whole in _whats(fields) for one in unpacked(whole))
    ]


def _clean(value: str) -> str:
    """Return it without what no database keeps: halves of a UTF-16 pair, and the character zero."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "")


def _undelivered(fields: Mapping[str, str], sender: str, received_at: datetime) -> list[Arrival]:
    status, client = fields["MessageStatus"], _CLIENT.fullmatch(fields.get("To", ""))
    if status not in {"failed", "undelivered"} or not client or fields.get("From") != sender:
        return []
    code = fields.get("ErrorCode", "")
    known = bool(_CODE.fullmatch(code))
    what = Undelivered(code if known else status, gone=known and int(code) in CLIENT_GONE)
    return [Arrival(f"{fields['MessageSid']}:{status}", client[1], received_at, what)]


def _whats(fields: Mapping[str, str]) -> Iterator[What]:
    """Yield what the client's message is; several things only if it carries several files."""
    body = fields.get("Body", "").strip()
    # Only an account with Advanced Opt-Out sends it: https://www.twilio.com/docs/messaging/tutorials/advanced-opt-out.
    # HELP Twilio answers itself, but somebody asks for help: it stays a text.
    match fields.get("OptOutType", ""), fields.get("MessageType", ""):
        case "STOP", _:
            yield Left()
        case "START", _:
            yield Start()
        case _, "reaction":
            return
        case _ if count := _count(fields):
            yield from (_media(fields, number, body if number == 0 else "") for number in range(count))
        case _ if pressed := fields.get("ButtonPayload") or fields.get("ListId"):
            yield Press(pressed, fields.get("ButtonText") or fields.get("ListTitle") or body)
        case _ if "Latitude" in fields and "Longitude" in fields:
            yield Media(MediaKind.PLACE, caption=body or fields.get("Label") or fields.get("Address", ""))
        case _ if words := fields.get("Body", "") if body else fields.get("ButtonText", ""):
            yield Text(words)
        case _:  # an order, a poll, something newer than this
            yield Media(MediaKind.OTHER)


def _count(fields: Mapping[str, str]) -> int:
    count = fields.get("NumMedia", "")
    return min(int(count), _MOST_MEDIA) if _CODE.fullmatch(count) else 0


def _media(fields: Mapping[str, str], number: int, caption: str) -> Media:
    mime_type = fields.get(f"MediaContentType{number}", "").partition(";")[0].strip().lower()
    kind = _kind(mime_type, fields.get("MessageType", ""))
    return Media(kind, fields.get(f"MediaUrl{number}", ""), caption, mime_type)


def _kind(mime_type: str, message_type: str) -> MediaKind:
    match mime_type.partition("/"):
        case _ if message_type == "document":
            return MediaKind.FILE
        case "image", _, "webp":  # WhatsApp makes JPEG of every photo; only stickers stay what they are
            return MediaKind.STICKER
        case "image", _, _:
            return MediaKind.STICKER if message_type == "sticker" else MediaKind.PHOTO
        case "audio", _, _:
            return MediaKind.VOICE
        case "video", _, _:
            return MediaKind.VIDEO
        case "text", _, "vcard" | "x-vcard" | "directory":
            return MediaKind.CONTACT
    return MediaKind.FILE
