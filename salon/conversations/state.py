"""What a conversation carries from turn to turn besides its transcript. Pure; stored as one encrypted JSON text."""

import json
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from salon.advice.skin import SkinProfile, read_skin
from salon.conversations.engine import Answer
from salon.conversations.replies import Reply

CALLBACK_OFFERED = "offered"


@dataclass(frozen=True)
class Question:
    """A question that waits for an answer, kept so that it can be asked again after an interruption."""

    response: str
    values: dict[str, str]
    buttons: list[dict[str, str]]


@dataclass(frozen=True)
class State:
    """What is carried.

    events: the engine's. form: the one that is active. question: the one that waits. topic: the one last answered.
    skin: what the client has said of their skin and health, in any message (`SkinProfile.to_dict`).
    callback: the number (E.164) that waits for a yes to be kept; `CALLBACK_OFFERED` while one is asked for.
    """

    events: list[dict[str, Any]] = field(default_factory=list)
    form: str | None = None
    question: Question | None = None
    topic: str | None = None
    skin: dict[str, Any] | None = None
    callback: str | None = None

    @property
    def slots(self) -> dict[str, Any]:
        """Return what the engine remembers, by slot; None stands for what it forgot."""
        return {event["name"]: event.get("value") for event in self.events if event["event"] == "slot"}

    def hearing(self, text: str, today: date) -> "State":
        """Return the state with what a message says of skin and health added, whatever it is about otherwise."""
        return replace(self, skin=SkinProfile.from_dict(self.skin).merge(read_skin(text, today)).to_dict())

    def after(self, answer: Answer, replies: list[Reply]) -> "State":
        """Return the state after a turn of the engine."""
        asked = next((reply for reply in reversed(replies) if reply.asks), None)
        topics = [reply.topic for reply in replies if reply.topic and not reply.asks]
        question = self.question if answer.active_form else None
        if asked and answer.active_form:
            buttons = [{"title": button.title, "payload": button.payload} for button in asked.buttons]
            question = Question(asked.response or "", dict(asked.values), buttons)
        topic = topics[-1] if topics else self.topic
        return replace(self, events=answer.state, form=answer.active_form, question=question, topic=topic)

    def knowing(self, skin: SkinProfile) -> "State":
        """Return the state in which this, and no more, is known of skin and health; the engine's own note of it goes."""
        events = [event for event in self.events if (event["event"], event.get("name")) != ("slot", "skin")]
        return replace(self, skin=skin.to_dict(), events=events)

    def without_form(self) -> "State":
        """Return the state with whatever was being arranged dropped."""
        return replace(self, events=[], form=None, question=None)

    def dump(self) -> str:
        """Return the state as JSON."""
        question = self.question and vars(self.question)
        return json.dumps(vars(self) | {"question": question})

    @classmethod
    def load(cls, text: str | None) -> "State":
        """Read what `dump` wrote; None is a conversation that has just begun."""
        if not text:
            return cls()
        kept = json.loads(text)
        question = Question(**kept["question"]) if kept["question"] else None
        return cls(**kept | {"question": question})
