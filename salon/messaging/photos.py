"""Photos that clients send: fetched from the app, kept encrypted for staff, and erased with their conversation.

Nobody judges them here. What is no picture, or too large, is not kept. The messaging service and the desk enter.
"""

import asyncio
import base64
import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from salon.clock import Clock
from salon.conversations.live import Listeners
from salon.db import Database
from salon.errors import NotFound, Unavailable, describe
from salon.messaging import store
from salon.messaging.app import File, MessagingApp
from salon.messaging.file_types import file_type
from salon.messaging.models import Photo

log = logging.getLogger(__name__)

MOST_BYTES = 5 * 1024 * 1024
KINDS = ("image/jpeg", "image/png", "image/webp")
"""What is kept: what every browser shows as a picture and nothing else."""
_FIRST_RETRY = timedelta(seconds=10)
_MOST_TRIES = 10
"""An app gives a file out for some days at least; ten tries that wait longer each time take about three hours."""
_LOOK_SECONDS = 15.0


class Photos:
    """Fetches, keeps and shows.

    Args:
        apps: those that are on, by channel.
    """

    def __init__(
        self, database: Database, apps: Mapping[str, MessagingApp], listeners: Listeners, clock: Clock
    ) -> None:
        self._database = database
        self._apps = apps
        self._listeners = listeners
        self._clock = clock

    def note(self, session: Session, conversation_id: str, seq: int, channel: str, reference: str) -> None:
        """Note, in the transaction that stores it, that a line came with a photo; a second time changes nothing."""
        now = self._clock()
        if store.photo(session, conversation_id, seq) is None:
            photo = Photo(seq=seq, conversation_id=conversation_id, channel=channel, reference=reference)
            photo.tries, photo.due_at, photo.created_at = 0, now, now
            session.add(photo)

    def read(self, conversation_id: str, seq: int) -> File:
        """Return the photo of a line.

        Raises:
            NotFound: there is none, or it is not here.
        """
        with self._database.reading() as session:
            photo = store.photo(session, conversation_id, seq)
            if photo is None or photo.content is None or photo.mime_type is None:
                raise NotFound("no such photo")
            return File(base64.b64decode(photo.content), photo.mime_type)

    async def keep_up(self) -> None:
        """Fetch what is due, every few seconds, until cancelled."""
        while True:
            try:
                for conversation_id, seq in await asyncio.to_thread(self._due):
                    await self.fetch(conversation_id, seq)
            except Exception as error:  # noqa: BLE001  a door: what is due now is due in a moment too
                log.error("photos wait to be fetched: %s", describe(error))  # noqa: TRY400
            await asyncio.sleep(_LOOK_SECONDS)

    async def fetch(self, conversation_id: str, seq: int) -> None:
        """Fetch one, unless it is here, or was given up; what fails is tried again by `keep_up`."""
        wanted = await asyncio.to_thread(self._claim, conversation_id, seq)
        if wanted is None:
            return
        channel, reference = wanted
        try:
            file = await self._apps[channel].fetch(reference, MOST_BYTES)
        except Unavailable as error:
            log.warning("conversation %s: a photo is not here: %s", conversation_id, error)
            if error.permanent:
                await asyncio.to_thread(self._keep, conversation_id, seq, None)
            return
        await asyncio.to_thread(self._keep, conversation_id, seq, file)
        self._listeners.wake(conversation_id)

    def _due(self) -> Sequence[tuple[str, int]]:
        with self._database.reading() as session:
            return store.photos_due(session, list(self._apps), self._clock())

    def _claim(self, conversation_id: str, seq: int) -> tuple[str, str] | None:
        """Put the next try off before this one is made, so that no other process makes it too."""
        now = self._clock()
        with self._database.transaction() as session:
            photo = store.photo(session, conversation_id, seq, lock=True)
            if photo is None or photo.due_at is None or photo.due_at > now or photo.channel not in self._apps:
                return None
            photo.tries += 1
            photo.due_at = now + _FIRST_RETRY * float(2**photo.tries) if photo.tries < _MOST_TRIES else None
            return photo.channel, photo.reference

    def _keep(self, conversation_id: str, seq: int, file: File | None) -> None:
        """Keep a file if it is a picture that we show; there is no further try either way."""
        with self._database.transaction() as session:
            photo = store.photo(session, conversation_id, seq, lock=True)
            if photo is None:  # erased meanwhile
                return
            photo.due_at = None
            if file and (kind := file_type(file.content)) in KINDS:
                photo.content, photo.mime_type = base64.b64encode(file.content).decode(), kind
