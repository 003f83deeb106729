"""Turns what WhatsApp posts into arrivals. Pure; the door enters, once the signature is known to be Meta's.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
"""

from collections.abc import Iterator, Mapping
from typing import Any

from salon.channels.meta.failures import is_gone
from salon.channels.meta.reading import identifier, moment, part, parts, read_body, words
from salon.channels.whatsapp.addresses import address_of
from salon.channels.whatsapp.messages import read_message
from salon.messaging.arrivals import Arrival, Moved, Undelivered
from salon.messaging.moving_codes import unpacked


def parse(body: bytes, phone_number_id: str) -> list[Arrival]:
    """Return what came to our number, in order. Nothing is raised, whatever the body is.

    Args:
        body: as it was posted; may hold several messages, also of other numbers of the salon, which are left out.
        phone_number_id: Meta's id of our number, not the number.
    """
    arrivals = list[Arrival]()
    for value in _values(read_body(body)):
        if identifier(part(value.get("metadata")).get("phone_number_id")) != phone_number_id:
            continue
        for message in parts(value.get("messages")):
            arrivals += _of_message(message, value)
        for status in parts(value.get("statuses")):
            arrivals += _of_status(status)
    return arrivals


def _values(update: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if update.get("object") != "whatsapp_business_account":
        return
    for entry in parts(update.get("entry")):
        for change in parts(entry.get("changes")):
            if change.get("field") == "messages":  # others tell of templates, of the account, of what staff wrote
                yield part(change.get("value"))


def _of_message(message: Mapping[str, Any], value: Mapping[str, Any]) -> Iterator[Arrival]:
    key = words(message.get("id"))
    if not key or "group_id" in message:  # an answer to one of a group would be a message that they did not ask for
        return
    at = moment(message.get("timestamp"), per_second=1)
    if message.get("type") == "system":
        for number, (old, new) in enumerate(_moves(message, part(message.get("system")))):
            yield Arrival(f"{key}:{number}" if number else key, old, at, Moved(new))
        return
    address = _sender(message, value)
    what = read_message(message, address)
    for number, one in enumerate(unpacked(what) if address and what else ()):
        yield Arrival(f"{key}:{number}" if number else key, address, at, one)


def _sender(message: Mapping[str, Any], value: Mapping[str, Any]) -> str:
    # Who has a username may hide the number: then `from` is missing, and an id of theirs for this business stands in.
    # https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
    found = address_of(message.get("from")) or address_of(message.get("from_user_id"))
    contacts = list(parts(value.get("contacts")))
    return found or (address_of(contacts[0].get("user_id")) if len(contacts) == 1 else "")


def _moves(message: Mapping[str, Any], system: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if words(system.get("type")) not in {"user_changed_number", "customer_changed_number", "user_changed_user_id"}:
        return
    number = address_of(system.get("wa_id")) or address_of(system.get("new_wa_id"))
    moves = (
        (address_of(message.get("from")), number),
        # A new number brings a new id too, and we may know the client by either.
        (address_of(system.get("previous_user_id")), address_of(system.get("user_id"))),
    )
    yield from ((old, new) for old, new in moves if old and new and old != new)


def _of_status(status: Mapping[str, Any]) -> Iterator[Arrival]:
    key, address = words(status.get("id")), address_of(status.get("recipient_id"))
    address = address or address_of(status.get("recipient_user_id"))
    if status.get("status") != "failed" or not key or not address:
        return
    code = next((identifier(one.get("code")) for one in parts(status.get("errors"))), "")
    what = Undelivered(code or "unknown", gone=is_gone(code))
    yield Arrival(f"{key}:failed", address, moment(status.get("timestamp"), per_second=1), what)
