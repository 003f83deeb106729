"""A stand-in for the Send API of Messenger and Instagram, as strict as its documentation about what may be sent.

https://developers.facebook.com/docs/messenger-platform/reference/send-api
"""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tests.channels.messenger.webhooks import PAGE
from tests.channels.meta.fake_graph import FakeGraph, Rejected, check, check_keys


class FakeMessenger(FakeGraph):
    """`known`: the clients who ever wrote to the page; empty: whoever is asked for. `instagram`: which of the two."""

    def __init__(self, *, instagram: bool = False) -> None:
        super().__init__()
        self.instagram = instagram
        self.known: set[str] = set()

    def keep(self, name: str, content: bytes, mime_type: str) -> str:
        """Return the address at which a file stands from now on, as a webhook would give it."""
        path = f"/v/t59/{name}"
        self.files[path] = (content, mime_type)
        return f"https://{'scontent.cdninstagram.com' if self.instagram else 'cdn.fbsbx.com'}{path}"

    def look_up(self, request: Request, path: str) -> Response:
        if path not in (PAGE, "me"):
            return super().look_up(request, path)
        about = {"id": PAGE, "name": "Willow & Vale", "username": "willow.and_vale"}
        return JSONResponse({name: about[name] for name in request.query_params["fields"].split(",")})

    def take(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        check(path == "me/messages", "Unsupported post request")
        check(isinstance(body, dict), "an object is expected")
        check(not {"message", "sender_action"} <= set(body), "Cannot send both message and state at the same time")
        if "sender_action" in body:
            check_keys(body, {"recipient", "sender_action"})
        else:
            check_keys(body, {"recipient", "messaging_type", "message"})
        check_keys(body["recipient"], {"id"})
        address = body["recipient"]["id"]
        check(isinstance(address, str) and address.isdecimal(), "Param recipient[id] must be a valid ID string")
        if self.known and address not in self.known:
            raise Rejected(400, 100, 2018001, "No matching user found")
        outside = Rejected(403, 10, 2534022 if self.instagram else 2018278, "sent outside of allowed window")
        self.refuse_unreachable(address, Rejected(400, 551, 1545041, "This person isn't available right now"), outside)
        if "sender_action" in body:
            check(body["sender_action"] in {"typing_on", "typing_off", "mark_seen"}, "sender_action")
            self.courtesies.append(body)
            return {"recipient_id": address}
        check(body["messaging_type"] == "RESPONSE", "messaging_type")
        self._message(body["message"])
        self.sent.append(body)
        return {"recipient_id": address, "message_id": f"m_{self.next_id()}"}

    def _message(self, message: Any) -> None:
        check_keys(message, {"text"}, {"quick_replies", "metadata"})
        text = message["text"]
        check(isinstance(text, str) and text.strip(), "Empty text")
        if self.instagram:
            check(len(text.encode()) <= 1000, "Length of param message[text] must be less than or equal to 1000 bytes")
        else:
            check(len(text.encode("utf-16-le")) // 2 <= 2000, "Length of param message[text] must be less than 2000")
        replies = message.get("quick_replies", [{"content_type": "user_phone_number"}])
        check(isinstance(replies, list) and 1 <= len(replies) <= 13, "param quick_replies must have 1 to 13 elements")
        for one in replies:
            _quick_reply(one)


def _quick_reply(one: Any) -> None:
    check(isinstance(one, dict), "quick reply")
    if one.get("content_type") == "user_phone_number":
        check_keys(one, {"content_type"})
        return
    check_keys(one, {"content_type", "title", "payload"}, {"image_url"})
    check(one["content_type"] == "text", "content_type")
    # Meta cuts longer titles off by itself; here they are refused, because what a client reads would not be what we wrote.
    check(0 < len(one["title"].encode("utf-16-le")) // 2 <= 20 and one["title"].strip(), "title")
    check(0 < len(one["payload"]) <= 1000, "payload")
