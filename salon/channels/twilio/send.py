"""Hands our requests to Twilio and fetches files from it. The wiring makes one; the messaging room uses it."""

import asyncio
from collections.abc import Sequence

import httpx

from salon.channels.twilio.codes import refusal
from salon.channels.twilio.media import fetch_media
from salon.channels.twilio.render import posts, template_post
from salon.errors import Unavailable
from salon.messaging.app import DAY, Bubble, File, Post

_CONNECT_SECONDS = 5.0


class TwilioWhatsApp:
    """One WhatsApp sender of one account. Nothing is contacted before something is to be sent.

    Args:
        account_sid: "AC...".
        auth_token: the account's.
        sender: our number, as "+44...".
        status_callback: the public address of our door, to which Twilio says what became of a message.
        template: the content's SID, "HX...", that asks clients to write, as WhatsApp approved it; empty: there is none.
        home: Twilio's address; another one for an account that lives elsewhere.
        deadline_seconds: for a whole request, or a whole file.
        transport: in place of the network.
    """

    name = "twilio"
    window = DAY

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        sender: str,
        status_callback: str,
        *,
        template: str = "",
        home: str = "https://api.twilio.com",
        deadline_seconds: float = 20.0,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._account_sid = account_sid
        self._always = {"From": f"whatsapp:{sender}", "StatusCallback": status_callback}
        self._auth = httpx.BasicAuth(account_sid, auth_token)
        self._template = template
        self._deadline_seconds = deadline_seconds
        self._client = httpx.AsyncClient(
            base_url=home,
            timeout=httpx.Timeout(deadline_seconds, connect=_CONNECT_SECONDS),
            transport=transport,
        )

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    def own_number(self, address: str) -> str:
        """Return the number that the client writes from, if the address is one."""
        return address if address.startswith("+") else ""

    def posts(self, address: str, bubble: Bubble) -> Sequence[Post]:
        """Return the requests, in order, that bring a bubble to a client. Pure."""
        return posts(address, bubble)

    def invitation(self, address: str) -> Post | None:
        """Return the salon's template, if it has one."""
        return template_post(address, self._template) if self._template else None

    async def send(self, post: Post) -> None:
        """Hand it to Twilio.

        Twilio knows no key that makes a repeated request harmless: one that ran out of time may have been taken, and
        arrives twice if it is sent again.

        Raises:
            Unavailable: not taken; `permanent` tells whether this request ever will be.
        """
        path = f"/2010-04-01/Accounts/{self._account_sid}/{post.method}.json"
        try:
            async with asyncio.timeout(self._deadline_seconds):
                response = await self._client.post(path, data={**post.body, **self._always}, auth=self._auth)
        except (httpx.HTTPError, TimeoutError):
            raise Unavailable("Twilio is out of reach") from None  # its words hold the account
        if not response.is_success:
            raise refusal(response.status_code, _code(response), response.headers.get("Retry-After", ""))

    async def account_name(self) -> str:
        """Return what the account is called.

        Raises:
            Unavailable: Twilio does not know it, or is out of reach.
        """
        try:
            response = await self._client.get(f"/2010-04-01/Accounts/{self._account_sid}.json", auth=self._auth)
        except httpx.HTTPError:
            raise Unavailable("Twilio is out of reach") from None
        if not response.is_success:
            raise refusal(response.status_code, _code(response), response.headers.get("Retry-After", ""))
        return str(response.json().get("friendly_name", ""))

    async def acknowledge(self, answer_to: str) -> None:
        """Do nothing: no button of WhatsApp's waits for us."""

    async def show_typing(self, address: str) -> None:
        """Do nothing.

        Twilio's indicator is a beta, asks for the id of a message of the client's where we have their address, and
        marks that message as read: https://www.twilio.com/docs/whatsapp/api/typing-indicators-resource
        """

    async def fetch(self, reference: str, most_bytes: int) -> File:
        """Fetch what a client sent.

        Raises:
            Unavailable: it is not to be had; permanent too if it is larger than `most_bytes`.
        """
        try:
            async with asyncio.timeout(self._deadline_seconds):
                return await fetch_media(self._client, self._auth, reference, most_bytes)
        except TimeoutError:
            raise Unavailable("Twilio's media take too long") from None


def _code(response: httpx.Response) -> int:
    """Return Twilio's number for what went wrong; 0 if the answer holds none, as a proxy's would."""
    try:
        answer = response.json()
    except ValueError:
        return 0
    code = answer.get("code") if isinstance(answer, dict) else None
    return code if isinstance(code, int) else 0
