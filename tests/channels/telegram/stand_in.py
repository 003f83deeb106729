"""A Bot API server for tests, an ASGI app: behind `httpx.ASGITransport`, or behind uvicorn.

Written after https://core.telegram.org/bots/api; it refuses what Telegram refuses (`checks.py`).
"""

import asyncio
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.channels.telegram.checks import METHODS, BadRequest, check, shown_text
from tests.channels.telegram.updates import AT, BOT, Json

TOKEN = "7000000001:AAHwell-known-to-everybody_0123456789"
SECRET = "a-secret_of-256-at-most"


class Refusal(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, words: str, **parameters: int) -> None:
        super().__init__(words)
        self.answer = {"ok": False, "error_code": status, "description": words}
        self.answer |= {"parameters": parameters} if parameters else {}
        self.status = status


class StandIn:
    """What came, and how to answer.

    Attributes:
        chats: the chats that the bot may write to.
        asked: the method of every request, whatever became of it, in order.
        sent: every message that was taken, in order, as it came.
        answered: every pressed button that was let rest, in order.
        typing: every chat in which the bot was seen typing, in order.
        keyboards: the chats whose letters are hidden by a keyboard of ours, with its buttons' titles.
        files: content by file id.
        commands: the menu, by language.
        webhook, secret: where updates go, and what proves it.
        waiting: updates that nobody has taken.
        down: whether only a gateway answers.
        broken: what it answers to everything, if it does.
        seconds: how long each answer takes.
        busy: how long to wait, by chat; under None for everything.
        gone: why a chat can't be written to, by chat.
        moved: the new id, by chat.
    """

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.chats = {5_512_345_678, -4_123_456_789, -1_002_123_456_789}
        self.asked: list[str] = []
        self.sent: list[Json] = []
        self.answered: list[str] = []
        self.typing: list[int] = []
        self.keyboards: dict[int, list[str]] = {}
        self.files: dict[str, bytes] = {}
        self.commands: dict[str, list[Json]] = {}
        self.webhook = self.secret = ""
        self.waiting: list[Json] = []
        self.down = False
        self.broken: Refusal | None = None
        self.seconds = 0.0
        self.busy: dict[int | None, int] = {}
        self.gone: dict[int, str] = {}
        self.moved: dict[int, int] = {}
        routes = [
            Route("/bot{token}/{method}", self._answer, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._file),
        ]
        self._app = Starlette(routes=routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        await self._app(scope, receive, send)

    async def deliver(self, http: httpx.AsyncClient, update: Json) -> httpx.Response:
        """Post an update to the webhook as Telegram does, and return the answer."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        return await http.post(self.webhook, json=update, headers=headers)

    async def _answer(self, request: Request) -> Response:
        method = request.path_params["method"]
        self.asked.append(method)
        await asyncio.sleep(self.seconds)
        if self.down:
            return HTMLResponse("<html><body><h1>502 Bad Gateway</h1></body></html>", 502)
        try:
            return JSONResponse({"ok": True, "result": await self._result(method, request)})
        except BadRequest as error:
            refusal = Refusal(400, f"Bad Request: {error}")
        except Refusal as error:
            refusal = error
        return JSONResponse(refusal.answer, refusal.status)

    async def _result(self, method: str, request: Request) -> Any:
        if self.broken:
            raise self.broken
        if ":" not in request.path_params["token"] or method not in METHODS:
            raise Refusal(404, "Not Found")
        if request.path_params["token"] != self.token:
            raise Refusal(401, "Unauthorized")
        body = await request.json() if await request.body() else {}
        if seconds := self.busy.get(None):
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        check(method, body)
        if "chat_id" in body:
            self._check_chat(int(body["chat_id"]))
        return await getattr(self, f"_{method}")(body)

    def _check_chat(self, chat: int) -> None:
        if to := self.moved.get(chat):
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, words, migrate_to_chat_id=to)
        if reason := self.gone.get(chat):
            raise Refusal(403, f"Forbidden: {reason}")
        if chat not in self.chats:
            raise Refusal(400, "Bad Request: chat not found")
        if seconds := self.busy.get(chat):
            raise Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)

    async def _sendMessage(self, body: Json) -> Json:  # noqa: N802  Telegram's name
        self.sent.append(body)
        chat, markup = int(body["chat_id"]), body.get("reply_markup", {})
        if "keyboard" in markup:
            self.keyboards[chat] = [button["text"] for row in markup["keyboard"] for button in row]
        if "remove_keyboard" in markup:
            self.keyboards.pop(chat, None)
        shown = {"reply_markup": markup} if "inline_keyboard" in markup else {}
        about = {"id": chat, "type": "private" if chat > 0 else "supergroup"}
        message = {"message_id": 1000 + len(self.sent), "from": BOT, "chat": about, "date": AT}
        return message | {"text": shown_text(body)} | shown

    async def _answerCallbackQuery(self, body: Json) -> bool:  # noqa: N802  Telegram's name
        if not body["callback_query_id"].isdecimal():
            raise BadRequest("query is too old and response timeout expired or query ID is invalid")
        self.answered.append(body["callback_query_id"])
        return True

    async def _sendChatAction(self, body: Json) -> bool:  # noqa: N802  Telegram's name
        self.typing.append(int(body["chat_id"]))
        return True

    async def _getFile(self, body: Json) -> Json:  # noqa: N802  Telegram's name
        name = body["file_id"]
        if name not in self.files:
            raise BadRequest("wrong file_id or the file is temporarily unavailable")
        if len(self.files[name]) > 20_000_000:
            raise BadRequest("file is too big")
        size = len(self.files[name])
        return {"file_id": name, "file_unique_id": f"U{name}", "file_size": size, "file_path": f"photos/{name}.jpg"}

    async def _getMe(self, body: Json) -> Json:  # noqa: N802  Telegram's name
        return BOT | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}

    async def _setWebhook(self, body: Json) -> bool:  # noqa: N802  Telegram's name
        self.webhook, self.secret = body["url"], body.get("secret_token", "")
        return True

    async def _deleteWebhook(self, body: Json) -> bool:  # noqa: N802  Telegram's name
        self.webhook = self.secret = ""
        return True

    async def _getUpdates(self, body: Json) -> list[Json]:  # noqa: N802  Telegram's name
        if self.webhook:
            words = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            raise Refusal(409, f"Conflict: {words}")
        self.waiting = [one for one in self.waiting if one["update_id"] >= body.get("offset", 0)]
        kinds = body.get("allowed_updates")
        return [one for one in self.waiting if not kinds or any(kind in one for kind in kinds)]

    async def _setMyCommands(self, body: Json) -> bool:  # noqa: N802  Telegram's name
        self.commands[body.get("language_code", "")] = body["commands"]
        return True

    async def _file(self, request: Request) -> Response:
        self.asked.append("file")
        name = request.path_params["path"].removeprefix("photos/").removesuffix(".jpg")
        if request.path_params["token"] != self.token or name not in self.files:
            return JSONResponse({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
        return Response(self.files[name], media_type="application/octet-stream")
