"""What tells the vendors apart: their samples, how they sign, and which door of ours is theirs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from hypothesis import strategies as st

from salon.channels.doors import Door
from salon.channels.messenger import parse as messenger
from salon.channels.messenger.door import instagram_door, messenger_door
from salon.channels.messenger.kinds import INSTAGRAM, MESSENGER
from salon.channels.meta.graph import GRAPH_VERSION
from salon.channels.telegram.door import TelegramDoor
from salon.channels.telegram.parse import parse_update
from salon.channels.twilio.door import TwilioDoor
from salon.channels.whatsapp import parse as whatsapp
from salon.channels.whatsapp.door import whatsapp_door
from salon.services import Foundation
from tests.channels.messenger.webhooks import PAGE, on_instagram
from tests.channels.meta.mutating import spoiled
from tests.channels.meta.signing import encode, signed
from tests.channels.mutated import samples_messenger, samples_telegram, samples_twilio, samples_whatsapp
from tests.channels.mutated.renaming import Names
from tests.channels.mutated.spoiled_content import content_at, first_content, spoiled_content
from tests.channels.mutated.spoiled_forms import spoiled_form
from tests.channels.telegram.test_parse_anything import mutated
from tests.channels.telegram.updates import BOT, USERNAME
from tests.channels.twilio import webhooks as twilio
from tests.channels.whatsapp.stand_in import NUMBER_ID

Request = tuple[str, bytes, dict[str, str]]
"""Where it goes behind "/channels/", body and headers."""


@dataclass(frozen=True)
class Vendor:
    """One messaging app, as it knocks.

    samples: every kind of update, by name. names: what ids become for another client and another update. plain: words of
    the client that a sample is of, after it or before. spoiled: updates, mutated. request: what posts an update, signed. open_door: ours.
    """

    name: str
    samples: Mapping[str, Any]
    names: Callable[[int, int], Names]
    plain: Callable[..., Any]
    spoiled: Callable[[], st.SearchStrategy[Any]]
    request: Callable[[Any], Request]
    open_door: Callable[[Foundation], Door]


def _take_everything(request: httpx.Request) -> httpx.Response:
    """Answer as a vendor that takes whatever is sent, and gives out a picture for every file."""
    if request.method == "GET" and not request.url.path.startswith(f"/{GRAPH_VERSION}/"):
        return httpx.Response(200, headers={"Content-Type": "image/png"}, stream=httpx.ByteStream(_PICTURE))
    about = {"url": "https://lookaside.fbsbx.com/1", "result": BOT | {"file_path": "photos/1.png"}}
    return httpx.Response(200, json={"ok": True} | about)


def _of_telegram(update: Any) -> Request:
    return "telegram", encode(update), {"Content-Type": "application/json"}


def _of_meta(name: str) -> Callable[[Any], Request]:
    return lambda update: (name, *signed(update))


def _of_twilio(form: twilio.Form) -> Request:
    path = "twilio/status" if any(name == "MessageStatus" for name, _ in form) else "twilio"
    return (path, *twilio.request(form, f"https://chat.example/channels/{path}"))


def _on_instagram(sample: Any, words: str, *, after: bool = True) -> Any:
    return on_instagram(samples_messenger.plain(sample, words, after=after))


def _spoiled(
    samples: Mapping[str, Any], content_of: Callable[[Any], Any], parse: Callable[[Any], Any]
) -> st.SearchStrategy[Any]:
    """Return updates with anything spoiled, and as many again, of those that bring something, with what they hold."""
    updates = list(samples.values())
    return spoiled(updates) | spoiled_content([one for one in updates if parse(one)], content_of)


_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(64)
_WIRE = httpx.MockTransport(_take_everything)
_MANY_IMAGES = {f"{number} images" for number in range(3, 11)}  # ten messages in one: too many of the thousands
_INSTAGRAM = {name: on_instagram(one) for name, one in samples_messenger.SAMPLES.items()}

VENDORS = {
    "telegram": Vendor(
        "telegram",
        samples_telegram.SAMPLES,
        samples_telegram.names,
        samples_telegram.plain,
        lambda: mutated() | _spoiled(samples_telegram.SAMPLES, first_content, lambda one: parse_update(one, USERNAME)),
        _of_telegram,
        lambda base: TelegramDoor(base, httpx.AsyncClient(transport=_WIRE)),
    ),
    "whatsapp": Vendor(
        "whatsapp",
        samples_whatsapp.SAMPLES,
        samples_whatsapp.names,
        samples_whatsapp.plain,
        lambda: _spoiled(
            samples_whatsapp.SAMPLES,
            content_at("messages", "statuses"),
            lambda one: whatsapp.parse(encode(one), NUMBER_ID),
        ),
        _of_meta("whatsapp"),
        lambda base: whatsapp_door(base, _WIRE),
    ),
    "messenger": Vendor(
        "messenger",
        samples_messenger.SAMPLES,
        samples_messenger.names,
        samples_messenger.plain,
        lambda: _spoiled(
            samples_messenger.SAMPLES,
            content_at("messaging"),
            lambda one: messenger.parse(encode(one), MESSENGER, PAGE),
        ),
        _of_meta("messenger"),
        lambda base: messenger_door(base, _WIRE),
    ),
    "instagram": Vendor(
        "instagram",
        _INSTAGRAM,
        samples_messenger.names,
        _on_instagram,
        lambda: _spoiled(
            _INSTAGRAM, content_at("messaging"), lambda one: messenger.parse(encode(one), INSTAGRAM, PAGE)
        ),
        _of_meta("instagram"),
        lambda base: instagram_door(base, _WIRE),
    ),
    "twilio": Vendor(
        "twilio",
        samples_twilio.SAMPLES,
        samples_twilio.names,
        samples_twilio.plain,
        lambda: spoiled_form([one for kind, one in samples_twilio.SAMPLES.items() if kind not in _MANY_IMAGES]),
        _of_twilio,
        lambda base: TwilioDoor(base, _WIRE),
    ),
}
"""By the name of their channel."""
