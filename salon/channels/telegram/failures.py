"""What Telegram's refusals mean for us. Pure; the client enters.

None of Telegram's own words go into an error: they may quote what was written. https://core.telegram.org/bots/api#making-requests

Unavailable
├── Busy          429; Telegram says for how long
├── ClientGone    403 with one of `_GONE`, or 400 because it does not know the chat
└── ChatMoved     400; a group became a supergroup, which has another id
"""

from collections.abc import Mapping
from typing import Any

from salon.channels.statuses import is_refusal
from salon.channels.telegram.reading import number_of, record_at, text_of
from salon.errors import Unavailable
from salon.messaging.app import Busy, ClientGone

_GONE = (
    "bot was blocked by the user",
    "user is deactivated",
    "bot was kicked",
    "bot is not a member",
    "bot can't initiate conversation",
    "bot can't send messages to bots",
    "the group chat was deleted",
)
_UNKNOWN_CHAT = ("chat not found", "group chat was deactivated")
_BAD_WEBHOOK = "bad webhook: "
_BAD_REQUEST, _UNAUTHORIZED, _FORBIDDEN, _NOT_FOUND, _CONFLICT, _TOO_MANY = 400, 401, 403, 404, 409, 429
_LEAST_SECONDS = 1.0


class ChatMoved(Unavailable):
    """The chat has another id now, `to`; there the same request may succeed."""

    def __init__(self, message: str, to: int = 0) -> None:
        super().__init__(message, permanent=True)
        self.to = to


def failure_of(method: str, status: int, answer: Mapping[str, Any], *, for_chat: bool) -> Unavailable:
    """Return the error that an answer means.

    Args:
        method: what was asked for.
        status: of HTTP.
        answer: what Telegram wrote; empty if it could not be read.
        for_chat: whether the request went to one chat. Of a 429 for such a request Telegram does not tell whether that
            chat has its fill or all of them: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
    """
    words = text_of(answer.get("description")).lower()
    what = f"telegram refused {method}: {status}"
    if status == _TOO_MANY:
        seconds = number_of(record_at(answer, "parameters").get("retry_after"))
        return Busy(what, max(float(seconds), _LEAST_SECONDS), for_all=not for_chat)
    if status in (_UNAUTHORIZED, _NOT_FOUND):
        # Nothing is wrong with the request: it may succeed as soon as the token is mended.
        return Unavailable(f"{what}, it does not know our token")
    if to := number_of(record_at(answer, "parameters").get("migrate_to_chat_id")):
        return ChatMoved(f"{what}, the chat has moved", to)
    known = {_FORBIDDEN: _GONE, _BAD_REQUEST: _UNKNOWN_CHAT}.get(status, ())
    if for_chat and (reason := next((one for one in known if one in words), "")):
        return ClientGone(f"{what}, {reason}")
    if status == _CONFLICT:
        return Unavailable(f"{what}, updates go to a webhook, or another process asks for them", permanent=True)
    if method == "setWebhook" and _BAD_WEBHOOK in words:
        # What is wrong with our own address; nothing of a client's can be in it.
        return Unavailable(f"{what}, {words.partition(_BAD_WEBHOOK)[2]}", permanent=True)
    return Unavailable(what, permanent=is_refusal(status))
