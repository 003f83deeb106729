"""The door of WhatsApp by Twilio. Mounted by the app."""

from collections.abc import Sequence

import httpx
from fastapi import APIRouter, Request, Response

from salon.channels.by_hand import SetUpByHand
from salon.channels.missing import missing_settings
from salon.channels.twilio.parse import parse
from salon.channels.twilio.send import TwilioWhatsApp
from salon.channels.twilio.verify import is_genuine
from salon.channels.wa_me import wa_me
from salon.messaging.moving_codes import carrying
from salon.messaging.service import Messaging
from salon.services import Foundation


class TwilioDoor(SetUpByHand):
    """Lets Twilio in.

    Args:
        base: settings and clock.
        transport: in place of the network.
    """

    name = "twilio"
    title = "WhatsApp"

    def __init__(self, base: Foundation, transport: httpx.AsyncBaseTransport | None = None) -> None:
        settings = self._settings = base.settings
        self._text = base.responses.text
        self._clock = base.clock
        self.address = f"{settings.public_url}/channels/twilio"
        needed = ("twilio_account_sid", "twilio_auth_token", "twilio_sender", "public_url")
        self.missing = missing_settings(settings, *needed)
        self.app: TwilioWhatsApp | None = None
        if not self.missing:
            self.app = TwilioWhatsApp(
                settings.twilio_account_sid,
                settings.twilio_auth_token,
                settings.twilio_sender,
                f"{self.address}/status",
                template=settings.twilio_template,
                home=settings.twilio_api,
                transport=transport,
            )

    def add_routes(self, router: APIRouter, messaging: Messaging) -> None:
        """Add where messages come, and what became of ours."""

        @router.post("/twilio", include_in_schema=False)
        async def message(request: Request) -> Response:
            """Take a message. What Twilio did not sign learns nothing. The answer is empty: text in it would be sent."""
            return await self._take(request, messaging, self.address)

        @router.post("/twilio/status", include_in_schema=False)
        async def status(request: Request) -> Response:
            """Take what became of a message of ours."""
            return await self._take(request, messaging, f"{self.address}/status")

    async def link(self, code: str) -> str | None:
        """Return the address that opens WhatsApp with words that carry a code."""
        return wa_me(self._settings.twilio_sender, carrying(self._text("utter_moving_words"), code))

    def steps(self) -> Sequence[str]:
        """Return what is to be entered at Twilio."""
        return (f"At console.twilio.com, your WhatsApp sender: when a message comes in, POST to {self.address}.",)

    async def check(self) -> str:
        """Ask Twilio whose account it is.

        Raises:
            Unavailable: Twilio does not know it, or can't be reached.
        """
        assert self.app  # noqa: S101  whoever checks has an account
        return f"The account is good: it is {await self.app.account_name()}."

    async def _take(self, request: Request, messaging: Messaging, address: str) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        form = [(name, str(value)) for name, value in (await request.form()).multi_items()]
        signature, settings = request.headers.get("X-Twilio-Signature"), self._settings
        if not is_genuine(address + query, form, signature, settings.twilio_auth_token):
            return Response(status_code=403)
        account, sender = settings.twilio_account_sid, settings.twilio_sender
        await messaging.arrive(self.name, parse(form, account_sid=account, sender=sender, received_at=self._clock()))
        return Response(status_code=204)
