"""What a client's address in WhatsApp looks like. Pure; the rest of the room enters."""

import re

from salon.channels.meta.reading import identifier

_NUMBER = re.compile(r"[0-9]{5,20}", re.ASCII)
_USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}", re.ASCII)
"""An id for this business, behind the country's letters:
https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids"""


def address_of(value: object) -> str:
    """Return a number's digits, or a user's id for this business; "" for anything else."""
    found = identifier(value).removeprefix("+")
    return found if _NUMBER.fullmatch(found) or _USER_ID.fullmatch(found) else ""


def own_number(address: str) -> str:
    """Return the number that an address is, with "+"; "" for a user's id."""
    return f"+{address}" if _NUMBER.fullmatch(address) else ""


def recipient(address: str) -> dict[str, str]:
    """Return how a request names the client: ids do not go where numbers go."""
    return {"to": address} if _NUMBER.fullmatch(address) else {"recipient": address}
