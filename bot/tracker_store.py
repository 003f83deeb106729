"""The engine's tracker store: it stores nothing. A tracker lives for one call, made from the state that came with it."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Iterable

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker


@dataclass
class Call:
    """One call of the engine.

    Attributes:
        events: the state that came in, as Rasa event dicts, oldest first.
        tracker: the conversation while the call lasts.
        failed_action: the first custom action that could not be run; Rasa itself would hide it behind silence.
    """

    events: list[dict[str, Any]] = field(default_factory=list)
    tracker: DialogueStateTracker | None = None
    failed_action: str | None = None


current_call: ContextVar[Call] = ContextVar("current_call")


class RequestTrackerStore(TrackerStore):
    """Hands Rasa the tracker of the call that is being served."""

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the call's tracker; None for a conversation that has just begun."""
        call = current_call.get()
        if call.tracker is None and call.events:
            call.tracker = DialogueStateTracker.from_dict(sender_id, call.events, self.domain.slots)
        return call.tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the tracker until the call ends."""
        current_call.get().tracker = tracker

    async def keys(self) -> Iterable[str]:
        """Return nothing: no conversation is kept."""
        return []
