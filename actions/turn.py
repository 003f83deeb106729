"""Reads Rasa's tracker: what was said in this turn, and what was said before it. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rasa_sdk import Tracker

from salon.advice.skin import SkinProfile, read_skin


@dataclass(frozen=True)
class Turn:
    """One act of the client's message.

    text: the whole message as written. clause: this act's part of it. intent, confidence: of this act. name: by which
    the client introduces themselves. bare_name: that the message consists of, if it may be one. picked: values of a
    button. message_id: the channel's. ranking: (intent, confidence) of the whole message, likeliest first. red_flag:
    the gravest level met in this conversation. key: of this act.
    """

    text: str
    clause: str
    intent: str
    confidence: float
    message_id: str
    key: str
    name: str | None = None
    bare_name: str | None = None
    picked: Mapping[str, Any] = field(default_factory=dict)
    ranking: tuple[tuple[str, float], ...] = ()
    red_flag: str | None = None


def turn_of(tracker: Tracker) -> Turn:
    """Return the act that the tracker's latest message stands for."""
    latest = tracker.latest_message
    metadata = latest.get("metadata") or {}
    entities = {entity["entity"]: entity["value"] for entity in latest.get("entities") or ()}
    acts = metadata.get("acts") or []
    text = metadata.get("text") or ""
    alone = len(acts) < 2  # noqa: PLR2004  one act: the clause is the message, spelt as it was written
    return Turn(
        text=text,
        clause=text if alone else latest.get("text") or "",
        intent=latest["intent"].get("name") or "nlu_fallback",
        confidence=latest["intent"].get("confidence") or 0.0,
        message_id=metadata.get("message_id", ""),
        key=f"{metadata.get('message_id', '')}#{metadata.get('act', 0)}",
        name=entities.get("name"),
        bare_name=entities.get("bare_name"),
        picked=entities.get("value") or {},
        ranking=tuple((one["name"], one["confidence"]) for one in metadata.get("ranking") or ()),
        red_flag=(metadata.get("context") or {}).get("red_flag"),
    )


_TURNS_LOOKED_BACK = 4
"""As many as the engine's state carries whole by default (`bot/state.py`)."""


def responses_before(tracker: Tracker) -> Iterator[str]:
    """Yield the names of what the bot said before this turn, latest first, in the last four turns.

    Further back nobody would know what "why?" is about, and the state that is carried may not reach.
    """
    turns = 0
    for event in reversed(tracker.events):
        if event["event"] == "user":
            turns += 1
            if turns > _TURNS_LOOKED_BACK:
                return
        elif turns and event["event"] == "bot" and (name := (event.get("metadata") or {}).get("utter_action")):
            yield name


def skin_of(tracker: Tracker, text: str, today: date) -> SkinProfile:
    """Return what is known of the client's skin: from every message so far, this one included."""
    context = ((tracker.latest_message or {}).get("metadata") or {}).get("context") or {}
    known = SkinProfile.from_dict(tracker.get_slot("skin")).merge(SkinProfile.from_dict(context.get("skin")))
    return known.merge(read_skin(text, today))
