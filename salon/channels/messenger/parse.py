"""Turns what Messenger and Instagram post into arrivals. Pure; the door enters, once the signature is known to be Meta's.

https://developers.facebook.com/docs/messenger-platform/reference/webhook-events
https://developers.facebook.com/documentation/business-messaging/instagram-messaging/webhooks
"""

from collections.abc import Iterator, Mapping
from typing import Any

from salon.channels.messenger.kinds import Kind
from salon.channels.messenger.messages import code_of, read_message
from salon.channels.meta.reading import identifier, moment, part, parts, read_body, words
from salon.messaging.arrivals import Arrival, Edit, Press, Start, What

GET_STARTED = "start"
"""The payload to give the "get started" button, or an ice breaker, when it is set up at Meta."""


def parse(body: bytes, kind: Kind, account_id: str) -> list[Arrival]:
    """Return what came to our page or account, in order. Nothing is raised, whatever the body is.

    Args:
        body: as it was posted; may hold several events, also of other pages, which are left out.
        kind: which of the two apps is meant; what is for the other is left out.
        account_id: Meta's id of the page, or of the Instagram account.
    """
    update = read_body(body)
    if update.get("object") != kind.webhook_object:
        return []
    arrivals = list[Arrival]()
    for entry in parts(update.get("entry")):
        # What stands under "standby" instead is for another app, which has the conversation.
        events = parts(entry.get("messaging")) if identifier(entry.get("id")) == account_id else ()
        for event in events:
            arrivals += _of_event(event, account_id)
    return arrivals


def _of_event(event: Mapping[str, Any], account_id: str) -> Iterator[Arrival]:
    address = identifier(part(event.get("sender")).get("id"))
    if not (address.isascii() and address.isdecimal()) or address == account_id:
        return
    at = moment(event.get("timestamp"), per_second=1000)
    for key, what in _whats(event, f"{identifier(event.get('timestamp'))}:{address}"):
        yield Arrival(key, address, at, what)


def _whats(event: Mapping[str, Any], stamp: str) -> Iterator[tuple[str, What]]:
    """Yield what an event holds, each with its key; deliveries, reads, reactions and the like are nothing."""
    if message := part(event.get("message")):
        mid = words(message.get("mid"))
        for number, what in enumerate(read_message(message) if mid else ()):
            yield f"{mid}:{number}" if number else mid, what
    elif edit := part(event.get("message_edit")):
        yield from _edit(edit)
    elif postback := part(event.get("postback")):
        yield from _postback(postback, stamp)
    else:
        for name in ("referral", "optin"):
            if opened := part(event.get(name)):
                yield f"{name}:{stamp}:{words(opened.get('ref'))}", Start(code_of(opened))


def _edit(edit: Mapping[str, Any]) -> Iterator[tuple[str, Edit]]:
    mid, text = words(edit.get("mid")), words(edit.get("text"))
    if mid and text.strip():
        yield f"{mid}:edit:{identifier(edit.get('num_edit'))}", Edit(mid, text)


def _postback(postback: Mapping[str, Any], stamp: str) -> Iterator[tuple[str, What]]:
    data, referral = words(postback.get("payload")), part(postback.get("referral"))
    key = words(postback.get("mid")) or f"postback:{stamp}:{data}"
    if referral or data == GET_STARTED:
        yield key, Start(code_of(referral))
    elif data:
        yield key, Press(data, words(postback.get("title")))
