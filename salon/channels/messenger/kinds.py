"""What tells Messenger from Instagram. Pure; the rest of the room and the wiring enter."""

from collections.abc import Callable
from dataclasses import dataclass

from salon.channels.meta.measuring import utf8_bytes, utf16_units


@dataclass(frozen=True)
class Kind:
    """One of the two apps.

    name: the channel's. webhook_object: what Meta calls it in webhooks. most_text: what a message may measure.
    measure: how it is counted. shares_phone: whether a quick reply can share the number of the client's profile.
    """

    name: str
    webhook_object: str
    most_text: int
    measure: Callable[[str], int]
    shares_phone: bool


MESSENGER = Kind("messenger", "page", 2000, utf16_units, shares_phone=True)
"""https://developers.facebook.com/docs/messenger-platform/reference/send-api"""
INSTAGRAM = Kind("instagram", "instagram", 1000, utf8_bytes, shares_phone=False)
"""Bytes, not characters: "é" is two. Meta took the phone's quick reply away on 5 October 2026.
https://developers.facebook.com/docs/messenger-platform/instagram/features/send-message"""
