"""A simulated client: says its script over real HTTP, then answers whatever the bot asks until it is booked.

Tests and the regression check of a new model enter.
"""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

ANSWERS = {
    "treatment": "treatment",
    "starts_at": "when",
    "moved_to": "when",
    "name": "name",
    "phone": "phone",
    "consent": "consent",
    "confirmed": "confirm",
    "cancel_confirmed": "confirm",
    "move_confirmed": "confirm",
    "appointment_id": "which",
}
"""Which of the client's answers goes with what the bot asks."""
MOST_ANSWERS = 14


@dataclass
class Client:
    """One client of a dialogue file (see `tests/conversations/heldout`)."""

    http: httpx.Client
    answers: dict[str, Any]
    conversation: str = ""
    token: str = ""
    asked: str | None = None
    transcript: list[str] = field(default_factory=list)
    _asked_before: dict[str, int] = field(default_factory=dict)
    _ids: Any = field(default_factory=count)

    def begin(self) -> None:
        """Start a conversation."""
        started = self.http.post("/v1/conversations").json()
        self.conversation, self.token = started["conversation_id"], started["token"]

    def say(self, text: str) -> list[dict[str, Any]]:
        """Say something; return the replies."""
        response = self.http.post(
            f"/v1/conversations/{self.conversation}/messages",
            headers={"Authorization": f"Bearer {self.token}"},
            json={"message_id": f"m{next(self._ids)}", "text": text},
        )
        response.raise_for_status()
        replies: list[dict[str, Any]] = response.json()["replies"]
        self.asked = next((reply["asks"] for reply in reversed(replies) if reply["asks"]), None)
        self.transcript += [f"> {text}", *(f"< ({reply['topic']}) {reply['text']}" for reply in replies)]
        return replies

    def finish(self) -> None:
        """Answer the bot's questions until it asks nothing more."""
        for _ in range(MOST_ANSWERS):
            if self.asked is None:
                return
            self.say(self._answer(ANSWERS[self.asked]))

    def _answer(self, name: str) -> str:
        given = self.answers.get(name, "yes")
        if not isinstance(given, list):
            return str(given)
        turn = self._asked_before.get(name, 0)
        self._asked_before[name] = turn + 1
        return str(given[min(turn, len(given) - 1)])


def topics(replies: list[dict[str, Any]]) -> set[str]:
    """Return the topics of the replies."""
    return {reply["topic"] for reply in replies if reply["topic"]}


def expected(step: dict[str, Any]) -> list[set[str]]:
    """Return the sets of topics of which each must be met by a step of a script."""
    if "both" in step:
        return [{topic} for topic in step["both"]]
    wanted = step.get("topic") or []
    return [{wanted} if isinstance(wanted, str) else set(wanted)] if wanted else []


def play(client: Client, dialogue: dict[str, Any]) -> list[str]:
    """Play a dialogue; return what went otherwise than expected, step by step."""
    client.begin()
    wrong = _say_all(client, dialogue["script"])
    if dialogue.get("finish"):
        client.finish()
    wrong += _say_all(client, dialogue.get("after") or [])
    if dialogue.get("after"):
        client.answers = {**client.answers, **(dialogue.get("client_after") or {})}
        client.finish()
    return wrong


def _say_all(client: Client, steps: list[dict[str, Any]]) -> list[str]:
    wrong = []
    for step in steps:
        met = topics(client.say(step["say"]))
        if any(not wanted & met for wanted in expected(step)):
            wrong.append(f"{step['say']!r}: expected {expected(step)}, got {sorted(met)}")
    return wrong
