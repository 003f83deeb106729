"""What is sent to a client: sentences, buttons, sources. Pure but for the files that were loaded at start."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import uuid4

from salon.booking.cards import Card
from salon.conversations.buttons import ReplyButton
from salon.conversations.cards import ReplyCard, reply_card
from salon.responses import Responses
from salon.sources import Source

CARD, TIMES = "card", "times"
"""Values in which an action hands over, as JSON, a card, and the treatment whose free times answer its question."""


@dataclass(frozen=True)
class Reply:
    """One bubble.

    asks: the slot that it asks for. topic: what it is about. times: `{treatment, moving}` if picking a free time
    answers it; ids, `moving` of an appointment or None. closing: whether it ends something: a goodbye, a booking.
    """

    id: str
    text: str
    response: str | None
    topic: str | None
    buttons: tuple[ReplyButton, ...] = ()
    sources: tuple[Source, ...] = ()
    asks: str | None = None
    author: str = "bot"
    values: Mapping[str, str] = field(default_factory=dict)
    times: Mapping[str, str | None] | None = None
    card: ReplyCard | None = None
    closing: bool = False

    def public(self) -> dict[str, Any]:
        """Return what the client may see, as JSON values."""
        return {
            "id": self.id,
            "author": self.author,
            "text": self.text,
            "topic": self.topic,
            "buttons": [button.public() for button in self.buttons],
            "sources": [asdict(source) for source in self.sources],
            "asks": self.asks,
            "times": dict(self.times) if self.times else None,
            "card": self.card and self.card.public(),
            "closing": self.closing,
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
            values: placeholders besides the salon's facts; under `CARD` and `TIMES` what is shown besides the text.
            buttons: `title` and `payload`, besides the response's own.
            suggest: whether the response's suggested topics are shown as buttons too.
        """
        response = self._responses.get(name)
        known = values or {}
        wanted = [*response.buttons, *buttons] or (self._suggestions(name) if suggest else [])
        return Reply(
            id=str(uuid4()),
            text=self._responses.text(name, known, seed),
            response=name,
            topic=topic,
            buttons=tuple(ReplyButton(str(uuid4()), button["title"], button["payload"]) for button in wanted),
            sources=tuple(self._sources[source] for source in response.sources),
            asks=response.asks,
            values=dict(known),
            times=json.loads(known[TIMES]) if TIMES in known else None,
            card=reply_card(Card.load(known[CARD]), self._responses) if CARD in known else None,
            closing=response.closing,
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
