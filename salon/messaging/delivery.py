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
from salon.messaging.app import Bubble, MessagingApp, Post
from salon.messaging.outbox import Claimed, Outbox, Progress

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
        time = asyncio.get_running_loop().time
        try:
            with self._topics.watch() as watcher:
                heard: Sequence[str] = [EVERYTHING]
                look_at = time()
                while True:
                    if EVERYTHING in heard or OUTBOX in heard:
                        look_at = time() + await self._look()
                    else:
                        await self._begin(heard)
                    try:
                        async with asyncio.timeout_at(look_at):
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
                await self._show(chat_id, app, post)
        except Unavailable as error:
            log.warning("chat %s: an extra was not sent: %s", chat_id, error)

    async def send_to(self, chat_id: str) -> None:
        """Send what is due in one chat; nothing if another process is at it."""
        while claimed := await asyncio.to_thread(self._outbox.claim, chat_id):
            if claimed.is_closed:
                self._topics.announce(HANDOFFS)
                await self._invite(claimed)
                return
            if not await self._send_all(claimed):
                return

    async def _look(self) -> float:
        """Begin to send whatever is due; return in how many seconds to look again."""
        try:
            self._start_all(await asyncio.to_thread(self._outbox.due))
            wait = await asyncio.to_thread(self._outbox.seconds_until_due)
        except Exception as error:  # noqa: BLE001  a door: what is due now is due in a moment too
            log.error("messages wait to be sent: %s", describe(error))  # noqa: TRY400
            return LOOK_SECONDS
        return LOOK_SECONDS if wait is None else min(LOOK_SECONDS, wait)

    async def _begin(self, heard: Sequence[str]) -> None:
        """Begin to send what is due in the conversations of which something was heard."""
        named = [topic.removeprefix(_CONVERSATION) for topic in heard if topic.startswith(_CONVERSATION)]
        try:
            for conversation_id in named:
                self._start_all(await asyncio.to_thread(self._outbox.due, conversation_id))
        except Exception as error:  # noqa: BLE001  a door: the next look finds it
            log.error("messages wait to be sent: %s", describe(error))  # noqa: TRY400

    def _start_all(self, chat_ids: Sequence[str]) -> None:
        for chat_id in chat_ids:
            self._start(chat_id)

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

    async def _invite(self, claimed: Claimed) -> None:
        """Ask a client to write, where the app lets that through: what waits for them goes out then. Once, and at once."""
        app = self._apps[claimed.channel]
        if invitation := app.invitation(claimed.address):
            try:
                await app.send(invitation)
            except Unavailable as error:  # staff were called anyway
                log.warning("chat %s: an invitation was not sent: %s", claimed.chat_id, error)

    async def _send_all(self, claimed: Claimed) -> bool:
        """Send what was claimed; return whether other lines have come meanwhile, after which nobody could look."""
        more = False
        for batch in claimed.batches:
            for posts, post in enumerate(batch.posts, batch.before + 1):
                if not await self._send(claimed, post):
                    return False
                progress = await asyncio.to_thread(self._outbox.sent, claimed, batch, posts)
                if progress is Progress.ELSEWHERE:
                    return False
                more = progress is Progress.MORE
        return more

    async def _send(self, claimed: Claimed, post: Post) -> bool:
        """Send a post; return whether it is done with, sent or given up, so that the next one may go."""
        try:
            await self._show(claimed.chat_id, self._apps[claimed.channel], post)
        except Unavailable as error:
            verdict = await asyncio.to_thread(self._outbox.failed, claimed, error)
            # The loop looks anew when the next try is due; staff look who waits.
            self._topics.announce(OUTBOX)
            if verdict.staff_called:
                self._topics.announce(HANDOFFS)
            if verdict.is_closed:
                await self._invite(claimed)
            return verdict.goes_on
        return True

    async def _show(self, chat_id: str, app: MessagingApp, post: Post) -> None:
        if post.menu:
            await asyncio.to_thread(self._outbox.shows, chat_id, post.menu)
        await app.send(post)
