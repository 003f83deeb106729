"""Twilio, as it fails.

https://www.twilio.com/docs/api/errors
"""

from typing import ClassVar
from urllib.parse import parse_qs

import httpx

from salon.channels.doors import Door
from salon.channels.twilio.door import TwilioDoor
from salon.services import Foundation
from tests.channels.trouble.network import Network
from tests.channels.trouble.vendors import TellsAfterwards
from tests.channels.twilio import webhooks
from tests.channels.twilio.stand_in import StandIn
from tests.channels.twilio.webhooks import ACCOUNT_SID, AUTH_TOKEN, SENDER


class Twilio(TellsAfterwards):
    """One account with one sender."""

    name = "twilio"
    settings: ClassVar[dict[str, str]] = {
        "twilio_account_sid": ACCOUNT_SID,
        "twilio_auth_token": AUTH_TOKEN,
        "twilio_sender": SENDER,
    }
    status_path = "/status"
    gone = (21610, 63003, 63024)

    def __init__(self) -> None:
        self.server = StandIn()

    def door(self, base: Foundation, network: Network) -> Door:
        return TwilioDoor(base, network)

    def address(self, number: int) -> str:
        return f"+4477009{number:05}"

    def request(self, door: TwilioDoor, address: str, text: str, number: int) -> tuple[bytes, dict[str, str]]:
        return webhooks.request(webhooks.message(text, sid=f"SM{number:032x}", client=address), door.address)

    def client_of(self, request: httpx.Request) -> str:
        return parse_qs(request.content.decode()).get("To", [""])[0].removeprefix("whatsapp:")

    def is_message(self, request: httpx.Request) -> bool:
        return bool(self.client_of(request))

    def taken(self, address: str) -> list[str]:
        return [form["Body"] for form in self.server.sent if form["To"] == f"whatsapp:{address}"]

    def fail_as_gateway(self) -> None:
        self.server.fail(503, "<html><body>upstream connect error</body></html>")

    def fail_in_own_words(self) -> None:
        self.server.fail(500, {"code": 20500, "message": "Internal Server Error", "status": 500})

    def be_busy(self, seconds: int, limit: int = 0) -> None:
        self.server.be_busy(str(seconds) if seconds else "")

    def cut_off(self, address: str, reason: int) -> None:
        self.server.refuse(address, reason, 403 if reason == 63024 else 400)

    def recover(self) -> None:
        self.server.recover()

    def accept(self, address: str) -> None:
        self.server.accept(address)

    def not_delivered(self, door: TwilioDoor, address: str) -> tuple[bytes, dict[str, str]]:
        form = webhooks.status("undelivered", "63024", client=address)
        return webhooks.request(form, f"{door.address}/status")
