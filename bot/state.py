"""The state that a conversation carries from one turn to the next: Rasa events, bounded.

However long a conversation grows, what is carried is: the last session start, the filled slots, the active form, and
the events of the last few turns of the client. (Pure; measured to change no answer of 200, see docs/decisions.)
"""

import os
from typing import Any

Event = dict[str, Any]

TURNS_KEPT = int(os.environ.get("POREWELL_TURNS_KEPT", "4"))
"""Turns of the client that are carried whole; set otherwise only to measure what the bound changes."""
_LISTEN = "action_listen"
_OF_THIS_TURN = frozenset({"action_execution_rejected", "loop_interrupted"})
"""A form that handed a question back takes the next message again: Rasa would have it run in the same turn."""


def bound(events: list[Event], turns: int = TURNS_KEPT) -> list[Event]:
    """Return the events to carry on: at most the last `turns` turns, preceded by what stood before them.

    Args:
        events: Rasa events as dicts, oldest first.
        turns: how many turns of the client to keep whole.
    """
    events = _without_superseded([event for event in events if event["event"] not in _OF_THIS_TURN])
    starts = [index for index, event in enumerate(events) if event["event"] == "user"]
    if len(starts) <= turns:
        return [slim(event) for event in events]
    cut = starts[-turns]
    while cut > 0 and not (events[cut]["event"] == "action" and events[cut].get("name") == _LISTEN):
        cut -= 1
    past, kept = events[:cut], [slim(event) for event in events[cut:]]
    sessions = [slim(event) for event in past if event["event"] == "session_started"]
    return sessions[-1:] + _standing(past, kept[0]["timestamp"]) + kept


def _without_superseded(events: list[Event]) -> list[Event]:
    """Drop slot events that a later one overrules, so that what a client took back is not carried on.

    No slot influences a prediction (see `domain.yml`), so none of this can change an answer.
    """
    latest = {event["name"]: index for index, event in enumerate(events) if event["event"] == "slot"}
    return [
        event
        for index, event in enumerate(events)
        if event["event"] != "slot" or (latest[event["name"]] == index and event["value"] is not None)
    ]


def _standing(past: list[Event], moment: float) -> list[Event]:
    """Return the slots that are filled and the form that is active after `past`, as events at `moment`."""
    slots: dict[str, Any] = {}
    loop: str | None = None
    for event in past:
        if event["event"] == "slot":
            slots[event["name"]] = event["value"]
        elif event["event"] == "active_loop":
            loop = event["name"]
    standing: list[Event] = [
        {"event": "slot", "name": name, "value": value, "timestamp": moment}
        for name, value in slots.items()
        if value is not None
    ]
    if loop:
        standing.append({"event": "active_loop", "name": loop, "timestamp": moment})
    return standing


def slim(event: Event) -> Event:
    """Drop from a past event what nobody reads again: what was written, rankings, model ids, placeholders."""
    kind = event["event"]
    slimmed = {key: value for key, value in event.items() if key in _KEPT.get(kind, event)}
    if kind == "user":
        parse = event.get("parse_data", {})
        slimmed["parse_data"] = {"text": "", "intent": parse.get("intent"), "entities": []}
        slimmed["text"] = ""
        slimmed.pop("metadata", None)
    if kind == "bot":
        slimmed["metadata"] = {"utter_action": event.get("metadata", {}).get("utter_action")}
    return slimmed


_KEPT = {
    "user": ("event", "timestamp", "text", "metadata", "message_id"),
    "bot": ("event", "timestamp"),
    "action": ("event", "timestamp", "name", "policy", "hide_rule_turn"),
    "slot": ("event", "timestamp", "name", "value"),
    "active_loop": ("event", "timestamp", "name"),
}
