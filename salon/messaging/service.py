"""Takes what comes from messaging apps and sees to it that an answer goes out. Doors enter.

What came is stored before the app is told that it was taken; turns run afterwards. So an app never waits for an engine,
and what a crash cuts short is answered after the next start (`Conversations.resume`).
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from salon.booking.written import Written
from salon.conversations.incoming import Incoming, SentMedia, Unacceptable
from salon.conversations.service import Conversations
from salon.conversations.telling import Telling
from salon.conversations.turns import Received
from salon.errors import NotFound, describe
from salon.messaging.app import MessagingApp
from salon.messaging.arrivals import (
    Arrival,
    Edit,
    Left,
    Media,
    MediaKind,
    Moved,
    Phone,
    Press,
    Start,
    Text,
    Undelivered,
)
from salon.messaging.chats import Chats, Place, chosen, message_id
from salon.messaging.extras import Extras
from salon.messaging.moving_codes import new_code
from salon.messaging.outbox import UNDELIVERED
from salon.messaging.own_number import means_own_number
from salon.messaging.photos import Photos
from salon.messaging.presses import ButtonPress, OwnNumber, TimePress, read_press

log = logging.getLogger(__name__)

TYPING_AFTER_SECONDS = 0.5
"""Who is answered sooner need not see that an answer is coming, and would perhaps see so when it is there."""


class Messaging:
    """The salon in messaging apps.

    Args:
        apps: those that are on, by channel.
        limit: counts a message of a conversation; returns how many seconds to wait if it was one too many, else 0.
    """

    def __init__(
        self,
        chats: Chats,
        conversations: Conversations,
        telling: Telling,
        extras: Extras,
        photos: Photos,
        written: Written,
        apps: Mapping[str, MessagingApp],
        limit: Callable[[str], int] = lambda _: 0,
    ) -> None:
        self._chats = chats
        self._conversations = conversations
        self._telling = telling
        self._extras = extras
        self._photos = photos
        self._written = written
        self._apps = apps
        self._limit = limit
        self._tasks: set[asyncio.Task[None]] = set()

    async def arrive(self, channel: str, arrivals: Sequence[Arrival]) -> None:
        """Take what came, in order; once this returns it is stored, and the app may be told so.

        What came before under the same key does nothing.
        """
        for arrival in arrivals:
            if await asyncio.to_thread(self._chats.is_received, channel, arrival.key):
                continue
            await self._take(channel, arrival)
            await asyncio.to_thread(self._chats.note_receipt, channel, arrival.key)

    async def code_for(self, conversation_id: str) -> tuple[str, datetime]:
        """Return a code that carries a conversation to a messaging app, once, and until when."""
        code = new_code()
        return code, await asyncio.to_thread(self._chats.new_code, conversation_id, code)

    async def settle(self) -> None:
        """Wait until all that came was answered."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def close(self) -> None:
        """Stop; what is not answered yet is answered after the next start."""
        for task in self._tasks:
            task.cancel()
        await self.settle()

    async def _take(self, channel: str, arrival: Arrival) -> None:
        match arrival.what:
            case Left() | Moved():
                await asyncio.to_thread(self._chats.note_state, channel, arrival)
            case Undelivered():
                if conversation_id := await asyncio.to_thread(self._chats.note_state, channel, arrival):
                    await self._call_staff(conversation_id)
            case Start(code=code):
                await self._start(channel, arrival, code)
            case Press() as press:
                if press.answer_to:
                    self._later(self._apps[channel].acknowledge(press.answer_to))
                place = await self._place(channel, arrival)
                await self._press(channel, place, arrival, press.data)
            case Text() as text:
                place = await self._place(channel, arrival)
                if data := chosen(place.menu, text):
                    await self._press(channel, place, arrival, data)
                else:
                    number = await self._number_meant(channel, place, arrival.address, text.text)
                    await self._hear(channel, place, arrival, text=number or text.text)
            case Phone(number=text):
                await self._hear(channel, await self._place(channel, arrival), arrival, text=text)
            case Edit() as edit:
                await self._edit(channel, arrival, edit)
            case Media() as media:
                await self._look(channel, arrival, media)

    async def _place(self, channel: str, arrival: Arrival) -> Place:
        return await asyncio.to_thread(self._chats.place, channel, arrival.address)

    async def _start(self, channel: str, arrival: Arrival, code: str) -> None:
        """Begin with the greeting, or go on with the conversation that the code stands for."""
        if code and (there := await asyncio.to_thread(self._chats.move_here, channel, arrival.address, code)):
            await self._tell(there, arrival.key, "utter_moved_here")
            return
        place = await asyncio.to_thread(self._chats.place, channel, arrival.address, suggest=True)
        if code:
            await self._tell(place, arrival.key, "utter_moving_code_unknown")
        elif place.is_new:
            self._conversations.listeners.wake(place.conversation_id)
        else:
            await self._tell(place, arrival.key, "utter_greeting")

    async def _press(self, channel: str, place: Place, arrival: Arrival, data: str) -> None:
        match read_press(data):
            case None:
                await self._tell(place, arrival.key, "utter_button_unknown")
            case ButtonPress(id=button_id):
                await self._hear(channel, place, arrival, button_id=button_id)
            case TimePress(starts_at=start):
                await self._hear(channel, place, arrival, text=self._written.button(start), starts_at=start)
            case OwnNumber() if number := self._apps[channel].own_number(arrival.address):
                await self._hear(channel, place, arrival, text=number)
            case extra:
                await asyncio.to_thread(self._chats.note_writing, place)
                self._later(self._extras.answer(channel, arrival.address, place, extra))

    async def _number_meant(self, channel: str, place: Place, address: str, text: str) -> str:
        """Return the number that the client writes from, if they say in words that it is the one asked for; else ""."""
        number = self._apps[channel].own_number(address)
        if not (number and means_own_number(text)):
            return ""
        return number if await asyncio.to_thread(self._chats.asks_phone, place) else ""

    async def _edit(self, channel: str, arrival: Arrival, edit: Edit) -> None:
        """Hear what stands there now, if it is anything else than before."""
        place, edits = await self._place(channel, arrival), message_id(channel, edit.of)
        said = Incoming(message_id(channel, arrival.key), edit.text, edits=edits)
        if await self._conversations.changes_words(place.conversation_id, said):
            await self._hear(channel, place, arrival, text=edit.text, edits=edits)

    async def _look(self, channel: str, arrival: Arrival, media: Media) -> None:
        """Store what was sent, with what was written under it; photos are fetched."""
        sent = SentMedia(str(media.kind), self._extras.words_for(media.kind))
        place = await self._place(channel, arrival)
        photo = media.reference if media.kind is MediaKind.PHOTO else ""
        kept = await self._hear(channel, place, arrival, photo, text=media.caption, media=sent)
        if kept and photo:
            self._later(self._photos.fetch(kept.conversation_id, kept.seq))

    async def _hear(
        self, channel: str, place: Place, arrival: Arrival, photo: str = "", /, **said: Any
    ) -> Received | None:
        """Store a message, and have it answered; what can't be taken is answered with why, and None is returned.

        `photo`: by which the app gives out the photo that came with it, if one did.
        """

        def also_store(session: Session, seq: int) -> None:
            self._chats.note_heard(session, place, channel, arrival.key)
            if photo:
                self._photos.note(session, place.conversation_id, seq, channel, photo)

        if seconds := self._limit(place.conversation_id):
            minute = f"{arrival.at:%Y-%m-%dT%H:%M}"
            await self._tell(place, minute, "utter_too_many_messages", seconds=str(seconds))
            return None
        try:
            incoming = Incoming(message_id(channel, arrival.key), **said)
            kept = await self._conversations.keep(place.conversation_id, incoming, also_store)
        except Unacceptable as error:
            await self._tell(place, arrival.key, error.response, **error.values)
            return None
        self._later(self._answer(channel, arrival.address, kept))
        return kept

    async def _answer(self, channel: str, address: str, kept: Received) -> None:
        with suppress(NotFound), self._typing(channel, address) if kept.answered is None else nullcontext():
            await self._conversations.answer_kept(kept)  # not found: erased meanwhile

    @contextmanager
    def _typing(self, channel: str, address: str) -> Iterator[None]:
        """Let the client see that an answer is coming, if it takes long."""
        app, loop = self._apps[channel], asyncio.get_running_loop()
        showing = loop.call_later(TYPING_AFTER_SECONDS, lambda: self._later(app.show_typing(address)))
        try:
            yield
        finally:
            showing.cancel()

    async def _tell(self, place: Place, key: str, name: str, /, **values: str) -> None:
        await asyncio.to_thread(self._chats.note_writing, place)
        await asyncio.to_thread(self._telling.tell, place.conversation_id, key, name, **values)
        self._conversations.listeners.wake(place.conversation_id)

    async def _call_staff(self, conversation_id: str) -> None:
        await asyncio.to_thread(self._telling.call_staff, conversation_id, UNDELIVERED)
        self._conversations.listeners.wake(conversation_id)
        self._conversations.listeners.wake_waiting()

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it once the app has its answer; in the order of coming, as far as it waits for the same conversation."""
        task = asyncio.create_task(_safely(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _safely(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001  a door: it is stored, and answered after the next start at the latest
        log.error("a message is left for later: %s", describe(error))  # noqa: TRY400
