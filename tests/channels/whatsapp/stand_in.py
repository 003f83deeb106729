"""A stand-in for WhatsApp's Cloud API, as strict as its documentation about what may be sent.

https://developers.facebook.com/documentation/business-messaging/whatsapp/reference/whatsapp-business-phone-number/message-api
"""

import base64
import hashlib
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.channels.meta.fake_graph import FakeGraph, Rejected, check, check_keys

NUMBER_ID = "106540352242922"
_BAD = 131009


class FakeWhatsApp(FakeGraph):
    """`templates`: names and languages that are approved. `heard`: messages that may be marked as read."""

    def __init__(self) -> None:
        super().__init__()
        self.templates = {("salon_news", "en_US")}
        self.heard: set[str] = set()
        self.media: dict[str, tuple[str, str, int]] = {}
        self.media_base = "https://lookaside.fbsbx.com"

    def keep(self, media_id: str, content: bytes, mime_type: str) -> None:
        path = f"/whatsapp_business/attachments/{media_id}"
        self.files[path] = (content, mime_type)
        self.media[media_id] = (path, mime_type, len(content))

    def look_up(self, request: Request, path: str) -> Response:
        if path == NUMBER_ID:
            about = {"display_phone_number": "+44 20 7946 0000", "verified_name": "Willow & Vale", "id": NUMBER_ID}
            return JSONResponse({name: about[name] for name in request.query_params["fields"].split(",")})
        if path not in self.media or request.query_params.get("phone_number_id", NUMBER_ID) != NUMBER_ID:
            raise Rejected(400, 100, 33, f"Unsupported get request. Object with ID '{path}' does not exist")
        where, mime_type, size = self.media[path]
        digest = hashlib.sha256(self.files[where][0]).hexdigest()
        about = {
            "url": self.media_base + where,
            "mime_type": mime_type,
            "sha256": digest,
            "file_size": size,
            "id": path,
        }
        return JSONResponse({"messaging_product": "whatsapp", **about})

    def take(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        check(path == f"{NUMBER_ID}/messages", "Unsupported post request")
        check(isinstance(body, dict) and body.get("messaging_product") == "whatsapp", "messaging_product is required")
        return self._read(body) if "status" in body else self._message(body)

    def _read(self, body: dict[str, Any]) -> dict[str, Any]:
        check_keys(body, {"messaging_product", "status", "message_id"}, {"typing_indicator"})
        check(body["status"] == "read" and body.get("typing_indicator") in (None, {"type": "text"}), "status", _BAD)
        check(body["message_id"] in self.heard, "no such message", _BAD)
        self.courtesies.append(body)
        return {"success": True}

    def _message(self, body: dict[str, Any]) -> dict[str, Any]:
        kind = body.get("type")
        check(kind in _CHECKS, "type", _BAD)
        head = {"messaging_product", "recipient_type", "type", str(kind)}
        check_keys(body, head | {"to" if "to" in body else "recipient"})
        check(body["recipient_type"] == "individual", "recipient_type", _BAD)
        address = body.get("to", body.get("recipient"))
        pattern = r"[0-9]{5,20}" if "to" in body else r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}"
        check(isinstance(address, str) and re.fullmatch(pattern, address), "recipient", _BAD)
        _CHECKS[str(kind)](body[str(kind)])
        window = Rejected(400, 131047, message="Re-engagement message")
        if kind == "template":
            named = (body["template"]["name"], body["template"]["language"]["code"])
            if named not in self.templates:
                raise Rejected(404, 132001, message="Template name does not exist in the translation")
            window = Rejected(500, 131000)
        if address not in self.window_closed or kind != "template":
            self.refuse_unreachable(address, Rejected(400, 131026, message="Message undeliverable"), window)
        self.sent.append(body)
        wamid = "wamid." + base64.b64encode(f"{address}{self.next_id()}".encode()).decode()
        contact = {"input": address, "wa_id" if "to" in body else "user_id": address}
        return {"messaging_product": "whatsapp", "contacts": [contact], "messages": [{"id": wamid}]}


def _length(value: Any, most: int, what: str) -> None:
    check(isinstance(value, str) and value.strip(), f"{what} is empty", _BAD)
    check(len(value.encode("utf-16-le")) // 2 <= most, f"{what} is longer than {most}", _BAD)


def _text(text: Any) -> None:
    check_keys(text, {"body"}, {"preview_url"})
    _length(text["body"], 4096, "text.body")


def _template(template: Any) -> None:
    check_keys(template, {"name", "language"}, {"components"})
    check_keys(template["language"], {"code"}, {"policy"})
    _length(template["name"], 512, "template.name")


def _interactive(shown: Any) -> None:
    check_keys(shown, {"type", "body", "action"}, {"header", "footer"})
    check_keys(shown["body"], {"text"})
    _length(shown["body"]["text"], 1024, "body.text")
    if shown["type"] == "button":
        check_keys(shown["action"], {"buttons"})
        _buttons(shown["action"]["buttons"])
    else:
        check(shown["type"] == "list", "interactive.type", _BAD)
        check_keys(shown["action"], {"button", "sections"})
        _length(shown["action"]["button"], 20, "action.button")
        _sections(shown["action"]["sections"])


def _buttons(buttons: Any) -> None:
    check(isinstance(buttons, list) and 1 <= len(buttons) <= 3, "between 1 and 3 buttons", _BAD)
    for one in buttons:
        check_keys(one, {"type", "reply"})
        check_keys(one["reply"], {"id", "title"})
        _length(one["reply"]["title"], 20, "button title")
        _length(one["reply"]["id"], 256, "button id")
        check("\n" not in one["reply"]["title"], "new line in a title", _BAD)
    check(len({one["reply"]["id"] for one in buttons}) == len(buttons), "Duplicated button id", _BAD)
    check(len({one["reply"]["title"] for one in buttons}) == len(buttons), "Duplicated title", _BAD)


def _sections(sections: Any) -> None:
    check(isinstance(sections, list) and 1 <= len(sections) <= 10, "between 1 and 10 sections", _BAD)
    rows = [row for section in sections for row in section["rows"]]
    check(1 <= len(rows) <= 10, "between 1 and 10 rows in all", _BAD)
    for section in sections:
        check_keys(section, {"rows"}, {"title"})
        check("title" in section or len(sections) == 1, "sections need titles", _BAD)
    for row in rows:
        check_keys(row, {"id", "title"}, {"description"})
        _length(row["id"], 200, "row id")
        _length(row["title"], 24, "row title")
        if "description" in row:
            _length(row["description"], 72, "row description")
    check(len({row["id"] for row in rows}) == len(rows), "Duplicated row id", _BAD)


_CHECKS = {"text": _text, "template": _template, "interactive": _interactive}
