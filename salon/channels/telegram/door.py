"""Telegram's door: a webhook, or long polling where there is no public address. Mounted by the app."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any

import httpx
from fastapi import APIRouter, Request, Response

from salon.channels.missing import missing_settings
from salon.channels.telegram.parse import is_of_group, parse_update, read_update
from salon.channels.telegram.render import PhoneWords
from salon.channels.telegram.send import Telegram
from salon.channels.telegram.verify import HEADER, is_genuine
from salon.errors import Unavailable, describe
from salon.messaging.service import Messaging
from salon.services import Foundation

log = logging.getLogger(__name__)

COMMANDS = {
    "book_an_appointment": "utter_title_book_appointment",
    "prices": "utter_title_price",
    "my_appointments": "utter_title_check_appointment",
    "talk_to_a_person": "utter_title_talk_to_human",
    "privacy": "utter_title_data_privacy",
}
"""The menu: what a command says, for it is read as words, and the sentence that describes it."""
_POLL_SECONDS = 25
_WAIT_SECONDS = 5.0
_MOST_TRIES = 20


class TelegramDoor:
    """Lets Telegram in.

    Args:
        base: settings, sentences, and the key from which the webhook's secret is made.
        http: in place of a client of its own.
    """

    name = "telegram"
    title = "Telegram"

    def __init__(self, base: Foundation, http: httpx.AsyncClient | None = None) -> None:
        settings = base.settings
        self.missing = missing_settings(settings, "telegram_token")
        self.secret = base.vault.fingerprint("telegram webhook")
        self.address = f"{settings.public_url}/channels/telegram"
        has_address = settings.public_url.startswith("https://")
        self.polls = not has_address if settings.telegram_polling is None else settings.telegram_polling
        self._text = base.responses.text
        words = PhoneWords(self._text("utter_title_share_phone"), self._text("utter_share_phone_hint"))
        self.app: Telegram | None = None
        if not self.missing:
            self.app = Telegram(
                http or httpx.AsyncClient(),
                settings.telegram_token,
                username=settings.telegram_username,
                base_url=settings.telegram_api,
                words=words,
            )

    def add_routes(self, router: APIRouter, messaging: Messaging) -> None:
        """Add the webhook."""

        @router.post("/telegram", include_in_schema=False)
        async def update(request: Request) -> Response:
            """Take an update. What is not Telegram's learns nothing; what can't be read is taken, or it would come again."""
            if not is_genuine(request.headers.get(HEADER), self.secret):
                return Response(status_code=403)
            await self._take(messaging, read_update(await request.body()))
            return Response()

    def work(self, messaging: Messaging) -> Coroutine[Any, Any, None] | None:
        """Return the long polling, unless updates come by the webhook."""
        return self._poll(messaging, self.app) if self.app and self.polls else None

    async def link(self, code: str) -> str | None:
        """Return the address that opens the bot with a code; None while Telegram does not say what the bot is called."""
        username = await self._username()
        return f"https://t.me/{username}?start={code}" if username else None

    def steps(self) -> Sequence[str]:
        """Return what is to be done at Telegram."""
        if self.polls:
            return ("Nothing more: updates are asked for, which needs no public address.",)
        return (f"Run `porewell channels connect telegram`: it tells Telegram to send updates to {self.address}.",)

    async def check(self) -> str:
        """Ask Telegram whose token it is.

        Raises:
            Unavailable: Telegram does not know it, or can't be reached.
        """
        assert self.app  # noqa: S101  whoever checks has a token
        me = await self.app.get_me()
        return (
            f"The token is good: it is that of @{me.username}, {me.name}. Clients find it at https://t.me/{me.username}"
        )

    async def connect(self) -> None:
        """Tell Telegram where updates go, or that they are asked for.

        Raises:
            Unavailable: Telegram did not take it; says why.
        """
        assert self.app  # noqa: S101  whoever connects has a token
        if self.polls:
            await self.app.delete_webhook()
        else:
            await self.app.set_webhook(self.address, self.secret)
        await self.app.set_commands({name: self._text(title) for name, title in COMMANDS.items()})

    async def _take(self, messaging: Messaging, update: object) -> None:
        username = await self._username() if is_of_group(update) else ""
        await messaging.arrive(self.name, parse_update(update, username))

    async def _username(self) -> str:
        """Return the bot's name; while Telegram does not say it, groups are not answered."""
        assert self.app  # noqa: S101  the routes are there only with it
        try:
            return await self.app.username()
        except Unavailable as error:
            log.warning("%s", error)
            return ""

    async def _poll(self, messaging: Messaging, app: Telegram) -> None:
        """Ask for updates for ever; each is stored before Telegram hears that it was taken."""
        offset = tries = 0
        while True:
            try:
                updates = await app.get_updates(offset, _POLL_SECONDS)
                for update in updates:
                    await self._take(messaging, update)
                    offset, tries = _number(update) + 1, 0
            except Unavailable as error:
                log.warning("%s", error)
                await asyncio.sleep(_WAIT_SECONDS)
            except Exception as error:  # noqa: BLE001  a door: what was not taken comes again
                log.error("telegram: %s", describe(error))  # noqa: TRY400
                tries += 1
                if tries == _MOST_TRIES:  # one that can't be stored must not hold up all others for ever
                    offset, tries = _number(update) + 1, 0
                await asyncio.sleep(_WAIT_SECONDS)


def _number(update: object) -> int:
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) else 0
