"""WhatsApp, Messenger and Instagram, as they fail.

https://developers.facebook.com/docs/graph-api/guides/error-handling
https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
"""

import json
from typing import Any, ClassVar

import httpx

from salon.channels.doors import Door
from salon.channels.messenger.door import instagram_door, messenger_door
from salon.channels.whatsapp.door import whatsapp_door
from salon.services import Foundation
from tests.channels.messenger import webhooks as messenger
from tests.channels.messenger.stand_in import FakeMessenger
from tests.channels.meta.fake_graph import TOKEN, FakeGraph, Rejected
from tests.channels.meta.signing import APP_SECRET, signed
from tests.channels.trouble.network import Network
from tests.channels.trouble.vendors import KnowsWhoIsBusy, TellsAfterwards, Vendor
from tests.channels.whatsapp import webhooks as whatsapp
from tests.channels.whatsapp.stand_in import NUMBER_ID, FakeWhatsApp

_ALWAYS = 10_000


class OfMeta(Vendor):
    """What Meta's apps do alike. `codes`: those of its limits, each with HTTP's status."""

    server: FakeGraph
    codes: ClassVar[tuple[tuple[int, int], ...]]
    gone: tuple[tuple[int, int, int | None], ...]

    @property
    def limits(self) -> int:  # type: ignore[override]
        return len(self.codes)

    def is_message(self, request: httpx.Request) -> bool:
        return bool({"text", "interactive", "message"} & set(_body(request)))

    def fail_as_gateway(self) -> None:
        self.server.down = True

    def fail_in_own_words(self) -> None:
        self.server.fail(500, 2, times=_ALWAYS)

    def be_busy(self, seconds: int, limit: int = 0) -> None:
        self.recover()
        status, code = self.codes[limit]
        self.server.fail(status, code, times=_ALWAYS, **({"Retry_After": str(seconds)} if seconds else {}))

    def be_busy_in_minutes(self, minutes: int) -> None:
        """Say how long to wait as Meta documents it: in minutes, in a header of JSON.

        https://developers.facebook.com/docs/graph-api/overview/rate-limiting#headers-2
        """
        usage = {"type": self.name, "call_count": 100, "total_cputime": 25, "total_time": 25}
        told = json.dumps({"66782684": [usage | {"estimated_time_to_regain_access": minutes}]})
        self.server.fail(400, 80007, times=_ALWAYS, X_Business_Use_Case_Usage=told)

    def cut_off(self, address: str, reason: tuple[int, int, int | None]) -> None:
        self.server.refused[address] = Rejected(*reason)

    def recover(self) -> None:
        self.server.down = False
        self.server.failures.clear()

    def accept(self, address: str) -> None:
        self.server.refused.pop(address, None)


class WhatsApp(OfMeta, KnowsWhoIsBusy, TellsAfterwards):
    """The Cloud API."""

    name = "whatsapp"
    settings: ClassVar[dict[str, str]] = {
        "whatsapp_token": TOKEN,
        "whatsapp_number_id": NUMBER_ID,
        "meta_app_secret": APP_SECRET,
    }
    codes = ((400, 4), (400, 80007), (429, 130429))
    gone = ((400, 131026, None),)
    status_path = ""

    def __init__(self) -> None:
        self.server: FakeWhatsApp = FakeWhatsApp()

    def door(self, base: Foundation, network: Network) -> Door:
        return whatsapp_door(base, network)

    def address(self, number: int) -> str:
        return f"4477009{number:05}"

    def request(self, door: Door, address: str, text: str, number: int) -> tuple[bytes, dict[str, str]]:
        who = {"from": address, "from_user_id": f"GB.{address}", "id": f"wamid.{number}"}
        self.server.heard.add(who["id"])
        contact = whatsapp.contact(wa_id=address, user_id=who["from_user_id"])
        message = whatsapp.message("text", {"body": text}, **who)
        return signed(whatsapp.update(whatsapp.value(contacts=[contact], messages=[message])))

    def client_of(self, request: httpx.Request) -> str:
        return str(_body(request).get("to", ""))

    def taken(self, address: str) -> list[str]:
        mine = [body for body in self.server.sent if body["to"] == address]
        return [body["text"]["body"] if "text" in body else body["interactive"]["body"]["text"] for body in mine]

    def be_busy_with(self, address: str, seconds: int) -> None:
        headers = {"Retry-After": str(seconds)} if seconds else {}
        self.server.refused[address] = Rejected(400, 131056, message="pair rate limit hit", headers=headers)

    def recover(self) -> None:
        super().recover()
        for address in [one for one, why in self.server.refused.items() if why.code == 131056]:
            self.accept(address)

    def not_delivered(self, door: Door, address: str) -> tuple[bytes, dict[str, str]]:
        return signed(whatsapp.failed(131026, recipient_id=address, recipient_user_id=f"GB.{address}"))


class Messenger(OfMeta):
    """The Send API of a page."""

    name = "messenger"
    settings: ClassVar[dict[str, str]] = {
        "messenger_token": TOKEN,
        "messenger_page_id": messenger.PAGE,
        "meta_app_secret": APP_SECRET,
    }
    codes = ((400, 4), (400, 613), (400, 80006))
    gone = ((400, 551, 1545041), (400, 100, 2018001), (403, 200, 1545041))

    def __init__(self) -> None:
        self.server: FakeMessenger = FakeMessenger(instagram=self.name == "instagram")

    def door(self, base: Foundation, network: Network) -> Door:
        return messenger_door(base, network)

    def address(self, number: int) -> str:
        return str(6_424_832_950_870_000 + number)

    def request(self, door: Door, address: str, text: str, number: int) -> tuple[bytes, dict[str, str]]:
        message = {"mid": f"m_{number}", "text": text}
        return signed(self.webhook(messenger.update(messenger.event(sender={"id": address}, message=message))))

    def webhook(self, update: dict[str, Any]) -> dict[str, Any]:
        """Return an update as this of the two apps brings it."""
        return update

    def client_of(self, request: httpx.Request) -> str:
        return str(_body(request).get("recipient", {}).get("id", ""))

    def taken(self, address: str) -> list[str]:
        return [body["message"]["text"] for body in self.server.sent if body["recipient"]["id"] == address]


class Instagram(Messenger):
    """The Send API of an account."""

    name = "instagram"
    settings: ClassVar[dict[str, str]] = {
        "instagram_token": TOKEN,
        "instagram_account_id": messenger.PAGE,
        "meta_app_secret": APP_SECRET,
    }
    codes = ((400, 4), (400, 613), (400, 80002))
    gone = ((400, 551, 1545041), (400, 100, 2534014))

    def door(self, base: Foundation, network: Network) -> Door:
        return instagram_door(base, network)

    def webhook(self, update: dict[str, Any]) -> dict[str, Any]:
        return messenger.on_instagram(update)


def _body(request: httpx.Request) -> dict[str, Any]:
    return dict(json.loads(request.content or b"{}"))
