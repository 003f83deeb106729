"""Telegram as a messaging app: says, fetches, and sets up. Deliveries, the command line and the wiring enter."""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import httpx

from salon.channels.telegram import render
from salon.channels.telegram.api import BASE_URL, SECONDS, Api
from salon.channels.telegram.failures import ChatMoved
from salon.channels.telegram.reading import list_of, number_of, record_at, text_of
from salon.channels.telegram.render import PhoneWords
from salon.errors import BadInput, Unavailable
from salon.messaging.app import Bubble, File, Post
from salon.messaging.file_types import file_type

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What `parse` reads; Telegram need not send anything else."""
_COURTESY_SECONDS = 5.0
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PATH = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")


@dataclass(frozen=True)
class Account:
    """The bot's own account; `username` without "@"."""

    id: int
    username: str
    name: str


class Telegram:
    """Implements `MessagingApp`.

    Args:
        http: the client to use.
        token: as @BotFather gave it.
        username: the bot's, without "@"; if empty, Telegram is asked for it when it is first needed.
        base_url: where the API is.
        words: for the button that shares a number.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        token: str,
        *,
        username: str = "",
        base_url: str = BASE_URL,
        words: PhoneWords | None = None,
    ) -> None:
        self._api = Api(http, token, base_url)
        self._username = username.lstrip("@")
        self._words = words or PhoneWords()

    window = None

    @property
    def name(self) -> str:
        """The channel's name."""
        return "telegram"

    def own_number(self, address: str) -> str:
        """Return nothing: a chat's id is no number; clients share theirs."""
        return ""

    def posts(self, address: str, bubble: Bubble) -> Sequence[Post]:
        """Return the requests, in order, that bring a bubble to a client. Pure."""
        return render.posts(address, bubble, self._words)

    def invitation(self, address: str) -> Post | None:
        """Return nothing: Telegram has no window that closes."""

    async def send(self, post: Post) -> None:
        """Hand a message to Telegram; once more, to the new address, if it says that the chat has moved.

        Raises:
            Busy: too much at once.
            ClientGone: nothing will arrive there.
            Unavailable: not taken; permanent where the message itself is refused.
        """
        try:
            await self._api.call(post.method, post.body)
        except ChatMoved as moved:
            to = moved.to
        else:
            return
        await self._api.call(post.method, {**post.body, "chat_id": to})

    async def acknowledge(self, answer_to: str) -> None:
        """Let a pressed button rest. Nothing is raised: it is a courtesy."""
        if answer_to:
            with suppress(Unavailable):
                await self._api.call("answerCallbackQuery", {"callback_query_id": answer_to}, _COURTESY_SECONDS)

    async def show_typing(self, address: str) -> None:
        """Let the client see for five seconds that an answer is coming. Nothing is raised: it is a courtesy."""
        with suppress(Unavailable):
            await self._api.call(
                "sendChatAction", {"chat_id": render.chat_id(address), "action": "typing"}, _COURTESY_SECONDS
            )

    async def fetch(self, reference: str, most_bytes: int) -> File:
        """Fetch what a client sent; its type is told by its first bytes.

        Raises:
            Unavailable: it is not to be had; permanent too if it is larger than `most_bytes`.
        """
        about = record_at(await self._api.call("getFile", {"file_id": reference}))
        if number_of(about.get("file_size")) > most_bytes:
            raise Unavailable("telegram's file is larger than allowed", permanent=True)
        path = text_of(about.get("file_path"))
        if not _PATH.fullmatch(path) or ".." in path:
            raise Unavailable("telegram gave no path that we can use for a file", permanent=True)
        content = await self._api.download(path, most_bytes)
        return File(content, file_type(content))

    async def close(self) -> None:
        """Let go of connections."""
        await self._api.close()

    async def username(self) -> str:
        """Return the bot's name, without "@"; once Telegram has said it, it is asked no more.

        Raises:
            Unavailable: Telegram did not say it.
        """
        if not self._username:
            self._username = (await self.get_me(_COURTESY_SECONDS)).username
        return self._username

    async def get_me(self, seconds: float = SECONDS) -> Account:
        """Return the bot's own account, within so many seconds.

        Raises:
            Unavailable: Telegram did not say it; `permanent` is false where the token is not known.
        """
        me = record_at(await self._api.call("getMe", {}, seconds))
        account = Account(number_of(me.get("id")), text_of(me.get("username")), text_of(me.get("first_name")))
        if not account.id or not account.username:
            raise Unavailable("telegram did not say who we are")
        return account

    async def set_webhook(self, url: str, secret: str) -> None:
        """Have updates sent to an address, with the secret in a header (`verify.py`).

        Raises:
            BadInput: the secret is none that Telegram takes.
            Unavailable: Telegram does not take the address; it says why.
        """
        if not _SECRET.fullmatch(secret):
            raise BadInput("Telegram's secret: 1 to 256 of the letters A-Z and a-z, digits, _ and -")
        await self._api.call("setWebhook", {"url": url, "secret_token": secret, "allowed_updates": list(UPDATES)})

    async def delete_webhook(self) -> None:
        """Have updates kept until `get_updates` asks for them; those that wait are not lost.

        Raises:
            Unavailable: Telegram did not do it.
        """
        await self._api.call("deleteWebhook", {})

    async def get_updates(self, offset: int, seconds: int) -> list[object]:
        """Return what has come, for `parse_update`, waiting until something does.

        Args:
            offset: the number behind the last one that was dealt with, or 0; all before it are forgotten.
            seconds: how long to wait at most.

        Raises:
            Unavailable: Telegram did not answer; permanent where updates go to a webhook.
        """
        body = {"offset": offset, "timeout": seconds, "allowed_updates": list(UPDATES)}
        return list_of(await self._api.call("getUpdates", body, seconds + SECONDS))

    async def set_commands(self, commands: Mapping[str, str], language: str = "") -> None:
        """Set the menu of commands: what each does, by its name without "/".

        Args:
            commands: in the menu's order; a name is a word as the client would say it, in a-z, 0-9 and _.
            language: two letters; empty for all who have no menu of their own language.

        Raises:
            Unavailable: Telegram does not take them.
        """
        listed = [{"command": name, "description": words} for name, words in commands.items()]
        body: dict[str, Any] = {"commands": listed}
        await self._api.call("setMyCommands", body | ({"language_code": language} if language else {}))
