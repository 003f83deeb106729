"""The one door of the engine: `POST /turn`, one conversation's state and message in, replies and new state out.

Request  `{conversation_id, message_id, state: [event, ...], text, context}` or, for a button that the app made,
         `{..., payload: {intent, values}}`. `context` is what actions may know of the conversation. With
         `beside: [topic, ...]` only these topics are answered, and only where the message does something else as well.
         The shared secret stands in `X-Porewell-Secret`.
Response `{replies: [{response, values, buttons}], acts: [{text, intent, confidence}], ranking, entities, state,
         active_form, requested_slot, failed_action, model}`.
"""

from __future__ import annotations

import hmac
import os
from typing import Any, Awaitable, Callable

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from bot.state import bound
from bot.swap import Refused, Swap
from bot.topics import load_topics
from bot.tracker_store import Call, current_call

LONGEST_TEXT = 1000


class Replies(OutputChannel):
    """Collects what the bot says in one turn: response names, values, buttons."""

    def __init__(self) -> None:
        self.said: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "salon"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one reply; `act` is set by the channel."""
        metadata = message.get("metadata") or {}
        self.said.append(
            {
                "response": metadata.get("utter_action") or message.get("utter_action"),
                "values": metadata.get("values") or message.get("values") or {},
                "buttons": message.get("buttons") or [],
            }
        )


class SalonChannel(InputChannel):
    """Rasa as a function of state and message."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name in the URL."""
        return "salon"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> SalonChannel:
        """Create the channel; its secret comes from the environment."""
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes: `POST /turn`, `POST /parse` (what a text means), `POST /model`, `GET /ready`.

        `POST /model {path}` puts another model of the models' folder into service and answers when that is done.
        """
        routes = Blueprint("salon")
        secret = os.environ.get("POREWELL_ENGINE_SECRET", "")
        swap = Swap()

        @routes.middleware("request")
        async def check_secret(request: Request) -> HTTPResponse | None:
            given = request.headers.get("x-porewell-secret", "")
            known = bool(secret) and hmac.compare_digest(given.encode(), secret.encode())
            return None if known else response.json({"error": "the shared secret is missing or wrong"}, 401)

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            return response.json({"model": request.app.ctx.agent.processor.model_filename})

        @routes.post("/parse")
        async def parse(request: Request) -> HTTPResponse:
            return response.json(await understand(request.app.ctx.agent, str(request.json["text"])))

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            # Not by `on_new_message`, which asks for the agent anew at each act: it may be another by then.
            return response.json(await take_turn(request.app.ctx.agent, request.json))

        @routes.post("/model")
        async def model(request: Request) -> HTTPResponse:
            try:
                return response.json({"model": await swap.load(request.app, str(request.json["path"]))})
            except Refused as error:
                return response.json({"error": str(error)}, 422)

        return routes


async def take_turn(agent: Any, body: dict[str, Any]) -> dict[str, Any]:
    """Run one turn: every act of the message is handled in order, as if it had been sent by itself."""
    call = Call(events=body.get("state") or [])
    current_call.set(call)
    parsed = _from_button(body["payload"]) if body.get("payload") else await understand(agent, str(body["text"]))
    said: list[dict[str, Any]] = []
    for index, act in enumerate(parsed["acts"]):
        if not _is_wanted(act, parsed["acts"], body.get("beside")):
            continue
        replies = Replies()
        metadata = {
            "text": body.get("text") or "",
            "message_id": body["message_id"],
            "acts": parsed["acts"],
            "act": index,
            "ranking": parsed["ranking"],
            "context": body.get("context") or {},
        }
        message = UserMessage(
            act["text"],
            replies,
            body["conversation_id"],
            parse_data={
                "text": act["text"],
                "intent": {"name": act["intent"], "confidence": act["confidence"]},
                "entities": parsed["entities"],
                "intent_ranking": parsed["ranking"],
            },
            input_channel="salon",
            message_id=body["message_id"],
            metadata=metadata,
        )
        await agent.handle_message(message)
        said += [reply | {"act": index} for reply in replies.said]
    return _answer(agent, call, parsed, said)


def _is_wanted(act: dict[str, Any], acts: list[dict[str, Any]], beside: list[str] | None) -> bool:
    """Tell whether an act is answered: all are, or those on certain topics that stand beside another act."""
    return beside is None or (len(acts) > 1 and load_topics().get(act["intent"], act["intent"]) in beside)


async def understand(agent: Any, text: str) -> dict[str, Any]:
    """Return the acts, ranking and entities of a text; a leading slash is plain text, not a command."""
    plain = text[:LONGEST_TEXT].strip().lstrip("/").strip() or "?"
    parsed = await agent.processor.parse_message(UserMessage(plain))
    intent = parsed["intent"]
    acts = parsed.get("acts") or [{"text": plain, "intent": intent["name"], "confidence": intent["confidence"]}]
    return {"acts": acts, "ranking": parsed.get("intent_ranking", []), "entities": parsed["entities"]}


def _from_button(payload: dict[str, Any]) -> dict[str, Any]:
    entities = [{"entity": "value", "value": payload["values"]}] if payload.get("values") else []
    act = {"text": "", "intent": payload["intent"], "confidence": 1.0}
    return {"acts": [act], "ranking": [{"name": payload["intent"], "confidence": 1.0}], "entities": entities}


def _answer(agent: Any, call: Call, parsed: dict[str, Any], said: list[dict[str, Any]]) -> dict[str, Any]:
    tracker = call.tracker
    events = [event.as_dict() for event in tracker.events] if tracker else []
    return parsed | {
        "replies": said,
        "state": bound(events),
        "active_form": tracker.active_loop_name if tracker else None,
        "requested_slot": tracker.get_slot("requested_slot") if tracker else None,
        "failed_action": call.failed_action,
        "model": agent.processor.model_filename,
    }
