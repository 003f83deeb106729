"""What the doors of WhatsApp, Messenger and Instagram share: the handshake, and a webhook that Meta signs."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from salon.channels.by_hand import SetUpByHand
from salon.channels.meta.verify import handshake, is_genuine
from salon.channels.missing import missing_settings
from salon.messaging.app import MessagingApp
from salon.messaging.arrivals import Arrival
from salon.messaging.service import Messaging
from salon.services import Foundation

_TOKEN_CHARACTERS = 32


class MetaDoor(SetUpByHand):
    """Lets one of Meta's apps in.

    Args:
        base: settings, and the key from which a verify token is made.
        name: the channel's.
        title: the app's, for people.
        fields: what the webhook has to be subscribed to, as Meta calls it.
        needed: the settings without which it is off, besides those of all of Meta's apps.
        open_app: makes what sends; called if nothing is missing.
        parse: reads the body of a webhook.
        check: asks Meta who we are there; returns a sentence.
        link: returns the address that carries a code there; None while Meta does not say what it takes for that.
        further_steps: what else is to be done at Meta, after the webhook.
    """

    def __init__(
        self,
        base: Foundation,
        *,
        name: str,
        title: str,
        fields: str,
        needed: Sequence[str],
        open_app: Callable[[], MessagingApp],
        parse: Callable[[bytes], Sequence[Arrival]],
        check: Callable[[], Awaitable[str]],
        link: Callable[[str], Awaitable[str | None]],
        further_steps: Sequence[str] = (),
    ) -> None:
        self.name = name
        self.title = title
        self._fields = fields
        self._parse = parse
        self._check = check
        self._link = link
        self._further_steps = further_steps
        self._secret = base.settings.meta_app_secret
        made = base.vault.fingerprint("meta verify token")[:_TOKEN_CHARACTERS]
        self.verify_token = base.settings.meta_verify_token or made
        self.address = f"{base.settings.public_url}/channels/{name}"
        self.missing = missing_settings(base.settings, *needed, "meta_app_secret", "public_url")
        self.app: MessagingApp | None = None if self.missing else open_app()

    def add_routes(self, router: APIRouter, messaging: Messaging) -> None:
        """Add the handshake and the webhook."""

        @router.get(f"/{self.name}", include_in_schema=False)
        async def shake(
            mode: Annotated[str | None, Query(alias="hub.mode")] = None,
            token: Annotated[str | None, Query(alias="hub.verify_token")] = None,
            challenge: Annotated[str | None, Query(alias="hub.challenge")] = None,
        ) -> Response:
            """Answer Meta when somebody sets the webhook up there."""
            answer = handshake(mode, token, challenge, self.verify_token)
            return Response(status_code=403) if answer is None else Response(answer, media_type="text/plain")

        @router.post(f"/{self.name}", include_in_schema=False)
        async def take(request: Request) -> Response:
            """Take what came. What Meta did not sign learns nothing; what can't be read is taken, or it comes again."""
            body = await request.body()
            if not is_genuine(body, request.headers.get("X-Hub-Signature-256"), self._secret):
                return Response(status_code=403)
            await messaging.arrive(self.name, self._parse(body))
            return Response()

    async def link(self, code: str) -> str | None:
        """Return the address that opens the app and carries a code there; None while Meta does not say what it takes."""
        return await self._link(code)

    def steps(self) -> Sequence[str]:
        """Return what is to be entered at Meta."""
        return (
            f"At developers.facebook.com, your app, Webhooks: callback {self.address}, verify token {self.verify_token}.",
            f"Subscribe it to: {self._fields}.",
            *self._further_steps,
        )

    async def check(self) -> str:
        """Ask Meta whose token it is.

        Raises:
            Unavailable: Meta does not know it, or can't be reached.
        """
        return await self._check()
