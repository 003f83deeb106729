"""Sends what is in the outbox: in order, each once, whatever fails meanwhile. The app's lifespan and the doors enter.

Post by post: each is noted before the next is sent, and no transaction is open while an app is asked. A process that is
killed between a post and its note sends that post again: apps know no key by which a repeat could be told.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence

from salon.conversations.live import HANDOFFS
from salon.errors import Unavailable, describe
from salon.live_topics import EVERYTHING, LiveTopics
from salon.messaging.app import Bubble, MessagingApp
from salon.messaging.outbox import Batch, Claimed, Outbox

log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
OUTBOX = "outbox"
"""The live topic of what has to be tried again."""
_CONVERSATION = "conversation:"


class Delivery:
    """One task for each chat that has something to be sent.

    Args:
        apps: those that are on, by channel.
    """

    def __init__(self, outbox: Outbox, apps: Mapping[str, MessagingApp], topics: LiveTopics) -> None:
        self._outbox = outbox
        self._apps = apps
        self._topics = topics
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    async def run(self) -> None:
        """Send whatever is due, now, at every wake-up of a conversation and every few seconds, until cancelled."""
        try:
            with self._topics.watch() as watcher:
                heard: Sequence[str] = [EVERYTHING]
                while True:
                    wait = await self._look(heard)
                    try:
                        async with asyncio.timeout(wait):
                            heard = await watcher.topics()
                    except TimeoutError:
                        heard = [EVERYTHING]
        finally:
            for task in self._sending.values():
                task.cancel()
            await asyncio.gather(*self._sending.values(), return_exceptions=True)

    async def say(self, chat_id: str, channel: str, address: str, bubble: Bubble) -> None:
        """Send what is no line of the conversation, at once; if it fails that is logged, for one can ask for it again."""
        app = self._apps[channel]
        try:
            for post in app.posts(address, bubble):
                await app.send(post)
                await asyncio.to_thread(self._outbox.shown, chat_id, post.menu)
        except Unavailable as error:
            log.warning("chat %s: an extra was not sent: %s", chat_id, error)

    async def send_to(self, chat_id: str) -> None:
        """Send what is due in one chat; nothing if another process is at it."""
        while claimed := await asyncio.to_thread(self._outbox.claim, chat_id):
            if not await self._send_all(claimed):
                return
            await asyncio.to_thread(self._outbox.let_go, claimed)
            if not claimed.more:
                return

    async def _look(self, heard: Sequence[str]) -> float:
        """Begin to send what is due where something was heard; return in how many seconds to look again."""
        try:
            for chat_id in await asyncio.to_thread(self._due, heard):
                self._start(chat_id)
            wait = await asyncio.to_thread(self._outbox.seconds_until_due)
        except Exception as error:  # noqa: BLE001  a door: what is due now is due in a moment too
            log.error("messages wait to be sent: %s", describe(error))  # noqa: TRY400
            return LOOK_SECONDS
        return LOOK_SECONDS if wait is None else min(LOOK_SECONDS, wait)

    def _due(self, heard: Sequence[str]) -> list[str]:
        if EVERYTHING in heard:
            return list(self._outbox.due())
        named = [topic.removeprefix(_CONVERSATION) for topic in heard if topic.startswith(_CONVERSATION)]
        return [chat_id for conversation_id in named for chat_id in self._outbox.due(conversation_id)]

    def _start(self, chat_id: str) -> None:
        if chat_id in self._sending:
            self._again.add(chat_id)
            return
        self._sending[chat_id] = task = asyncio.create_task(self._send_safely(chat_id))
        task.add_done_callback(lambda done: self._stop(chat_id, done))

    def _stop(self, chat_id: str, done: asyncio.Task[None]) -> None:
        del self._sending[chat_id]
        if chat_id in self._again:
            self._again.discard(chat_id)
            if not done.cancelled():
                self._start(chat_id)

    async def _send_safely(self, chat_id: str) -> None:
        try:
            await self.send_to(chat_id)
        except Exception as error:  # noqa: BLE001  one chat must not stop the others
            log.error("chat %s: nothing sent: %s", chat_id, describe(error))  # noqa: TRY400

    async def _send_all(self, claimed: Claimed) -> bool:
        """Send what was claimed; return whether all of it is done with."""
        for batch in claimed.batches:
            if not await self._send_batch(claimed, batch):
                return False
        return True

    async def _send_batch(self, claimed: Claimed, batch: Batch) -> bool:
        app = self._apps[claimed.channel]
        for posts, post in enumerate(batch.posts, batch.before + 1):
            menu = post.menu
            try:
                await app.send(post)
            except Unavailable as error:
                goes_on = await asyncio.to_thread(self._outbox.failed, claimed, error)
                # The loop looks anew when the next try is due; staff look who waits.
                self._topics.announce(HANDOFFS if goes_on or error.permanent else OUTBOX)
                if not goes_on:
                    return False
                menu = ()  # it was not shown
            if not await asyncio.to_thread(self._outbox.sent, claimed, batch, posts, menu):
                return False
        return True
