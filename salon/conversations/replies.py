"""What is sent to a client: sentences, buttons, sources. Pure but for the files that were loaded at start."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import uuid4

from salon.responses import Responses
from salon.sources import Source

BOOKED = "utter_booked"
"""The sentence that says an appointment is made; pages show it as a card."""


@dataclass(frozen=True)
class ReplyButton:
    """A button: `payload` is `/intent` with optional JSON values, and stays on the server."""

    id: str
    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One bubble. `asks` names the slot that it asks for; `topic` what it is about."""

    id: str
    text: str
    response: str | None
    topic: str | None
    buttons: tuple[ReplyButton, ...] = ()
    sources: tuple[Source, ...] = ()
    asks: str | None = None
    author: str = "bot"
    values: Mapping[str, str] = field(default_factory=dict)

    def public(self) -> dict[str, Any]:
        """Return what the client may see, as JSON values."""
        return {
            "id": self.id,
            "author": self.author,
            "text": self.text,
            "topic": self.topic,
            "buttons": [{"id": button.id, "title": button.title} for button in self.buttons],
            "sources": [asdict(source) for source in self.sources],
            "asks": self.asks,
            "booked": self.response == BOOKED,
        }


class ReplyWriter:
    """Turns response names into replies."""

    def __init__(self, responses: Responses, sources: Mapping[str, Source]) -> None:
        self._responses = responses
        self._sources = sources

    def write(
        self,
        name: str,
        *,
        seed: str,
        topic: str | None = None,
        values: Mapping[str, str] | None = None,
        buttons: Sequence[Mapping[str, str]] = (),
        suggest: bool = False,
    ) -> Reply:
        """Return the reply.

        Args:
            name: of the response.
            seed: decides among several wordings; the same seed, the same words.
            values: placeholders besides the salon's facts.
            buttons: `title` and `payload`, besides the response's own.
            suggest: whether the response's suggested topics are shown as buttons too.
        """
        response = self._responses.get(name)
        wanted = [*response.buttons, *buttons] or (self._suggestions(name) if suggest else [])
        return Reply(
            id=str(uuid4()),
            text=self._responses.text(name, values, seed),
            response=name,
            topic=topic,
            buttons=tuple(ReplyButton(str(uuid4()), button["title"], button["payload"]) for button in wanted),
            sources=tuple(self._sources[source] for source in response.sources),
            asks=response.asks,
            values=dict(values or {}),
        )

    def __contains__(self, name: str) -> bool:
        return name in self._responses

    def room(self, name: str) -> str:
        """Return the room that a response belongs to: the name of its file."""
        return self._responses.get(name).room

    def asks(self, name: str) -> str | None:
        """Return the slot that a response asks for, or None."""
        return self._responses.get(name).asks

    def _suggestions(self, name: str) -> list[dict[str, str]]:
        response = self._responses.get(name)
        followed_up = [intent for intent in ("ask_more", "ask_why") if intent in response.follow_ups]
        return [
            {"title": self._responses.text(f"utter_title_{intent}"), "payload": f"/{intent}"}
            for intent in [*followed_up, *response.suggest][:_MOST_SUGGESTIONS]
        ]


_MOST_SUGGESTIONS = 4
