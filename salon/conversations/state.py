"""What a conversation carries from turn to turn besides its transcript. Pure; stored as one encrypted JSON text."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from salon.conversations.engine import Answer
from salon.conversations.replies import Reply


@dataclass(frozen=True)
class Question:
    """A question that waits for an answer, kept so that it can be asked again after an interruption."""

    response: str
    values: dict[str, str]
    buttons: list[dict[str, str]]


@dataclass(frozen=True)
class State:
    """The engine's events, the form that is active, the question that waits, and the topic last answered."""

    events: list[dict[str, Any]] = field(default_factory=list)
    form: str | None = None
    question: Question | None = None
    topic: str | None = None

    def after(self, answer: Answer, replies: list[Reply]) -> "State":
        """Return the state after a turn of the engine."""
        asked = next((reply for reply in reversed(replies) if reply.asks), None)
        topics = [reply.topic for reply in replies if reply.topic and not reply.asks]
        question = self.question if answer.active_form else None
        if asked and answer.active_form:
            buttons = [{"title": button.title, "payload": button.payload} for button in asked.buttons]
            question = Question(asked.response or "", dict(asked.values), buttons)
        return State(answer.state, answer.active_form, question, topics[-1] if topics else self.topic)

    def without_form(self) -> "State":
        """Return the state with whatever was being arranged dropped."""
        return replace(self, events=[], form=None, question=None)

    def dump(self) -> str:
        """Return the state as JSON."""
        question = self.question and vars(self.question)
        return json.dumps({"events": self.events, "form": self.form, "question": question, "topic": self.topic})

    @classmethod
    def load(cls, text: str | None) -> "State":
        """Read what `dump` wrote; None is a conversation that has just begun."""
        if not text:
            return cls()
        kept = json.loads(text)
        question = Question(**kept["question"]) if kept["question"] else None
        return cls(kept["events"], kept["form"], question, kept["topic"])
