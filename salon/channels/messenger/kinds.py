"""What tells Messenger from Instagram. Pure; the rest of the room and the wiring enter."""

from collections.abc import Callable
from dataclasses import dataclass

from salon.channels.meta.measuring import utf8_bytes, utf16_units


@dataclass(frozen=True)
class Kind:
    """One of the two apps.

    name: the channel's. webhook_object: what Meta calls it in webhooks. most_text: what a message may measure.
    measure: how it is counted.
    """

    name: str
    webhook_object: str
    most_text: int
    measure: Callable[[str], int]


MESSENGER = Kind("messenger", "page", 2000, utf16_units)
"""https://developers.facebook.com/docs/messenger-platform/reference/send-api"""
INSTAGRAM = Kind("instagram", "instagram", 1000, utf8_bytes)
"""Bytes, not characters: "é" is two.
https://developers.facebook.com/docs/messenger-platform/instagram/features/send-message"""
