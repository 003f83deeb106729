"""What is shown on a press without being said: sources, more free times, stars, deletion. The messaging service enters."""

import asyncio
from typing import Any

from salon.conversations import lines
from salon.conversations.service import Conversations
from salon.db import Database
from salon.messaging import store
from salon.messaging.app import Bubble
from salon.messaging.arrivals import MediaKind
from salon.messaging.bubbles import Bubbles
from salon.messaging.chats import Place
from salon.messaging.deletion import DataDeletion
from salon.messaging.delivery import Delivery
from salon.messaging.presses import AskDeletion, Deletion, MoreTimes, Press, SourcesOf, Stars
from salon.messaging.times import ShortTimes


class Extras:
    """Answers presses that are no message of the conversation."""

    def __init__(
        self,
        database: Database,
        conversations: Conversations,
        bubbles: Bubbles,
        times: ShortTimes,
        delivery: Delivery,
        deletion: DataDeletion,
    ) -> None:
        self._database = database
        self._conversations = conversations
        self._bubbles = bubbles
        self._times = times
        self._delivery = delivery
        self._deletion = deletion

    def words_for(self, kind: MediaKind) -> str:
        """Return what stands in the transcript for something that was sent without words."""
        return self._bubbles.sentence(f"utter_sent_{kind}").text

    async def answer(self, channel: str, address: str, place: Place, press: Press) -> None:
        """Show what was asked for."""
        match press:
            case Stars(stars=stars):
                await self._conversations.rate(place.conversation_id, stars)
                bubble = self._bubbles.sentence("utter_rated")
            case AskDeletion() | Deletion():
                bubble = await self._deletion.answer(place.conversation_id, press)
            case _:
                bubble = await asyncio.to_thread(self._bubble, place.conversation_id, press)
        await self._delivery.say(place.chat_id, channel, address, bubble)

    def _bubble(self, conversation_id: str, press: Press) -> Bubble:
        match press:
            case SourcesOf(seq=seq) | MoreTimes(seq=seq):
                line = self._line(conversation_id, seq)
            case _:
                line = None
        if line and isinstance(press, SourcesOf) and line["sources"]:
            return self._bubbles.sources(line)
        if line and isinstance(press, MoreTimes) and line["times"]:
            asked = line["times"]
            starts = self._times.of(conversation_id, asked["treatment"], asked["moving"])
            return self._bubbles.times(press.seq, press.begin, starts)
        return self._bubbles.sentence("utter_button_unknown")

    def _line(self, conversation_id: str, seq: int) -> dict[str, Any] | None:
        with self._database.reading() as session:
            found = store.line(session, conversation_id, seq)
            return lines.public(found) if found else None
