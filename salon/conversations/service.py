"""Takes turns: a message in, replies out, and never silence. Channels and the desk enter here.

One turn: store the message; look for red flags; ask the engine (no transaction is open then); store what came of it.
Turns of one conversation run one after another, those of different ones side by side.
"""

import asyncio
import hmac
import logging
import re
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy.orm import Session

from salon.clock import Clock
from salon.conversations.answering import RED_FLAG, Answering, log_failure
from salon.conversations.engine import Engines
from salon.conversations.following import Follower
from salon.conversations.giving_back import Known, SkinEdit
from salon.conversations.holding import Holder, Holding
from salon.conversations.incoming import Incoming
from salon.conversations.live import Listeners, Queue
from salon.conversations.replies import ReplyWriter
from salon.conversations.transcript import Page, Transcript
from salon.conversations.turns import Answered, Received
from salon.errors import NotFound, describe
from salon.live_topics import LiveTopics
from salon.secrets import Vault

log = logging.getLogger(__name__)

_ID = re.compile(r"[0-9a-f-]{36}")


class Conversations:
    """All conversations of the salon."""

    def __init__(
        self,
        transcript: Transcript,
        holding: Holding,
        answering: Answering,
        engines: Engines,
        writer: ReplyWriter,
        vault: Vault,
        clock: Clock,
        topics: LiveTopics | None = None,
    ) -> None:
        self.listeners = Listeners(topics)
        self._transcript = transcript
        self._holding = holding
        self._answering = answering
        self._engines = engines
        self._writer = writer
        self._vault = vault
        self._clock = clock
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def begin(self, channel: str) -> tuple[str, str, dict[str, Any]]:
        """Start a conversation; return its id, the token that opens it, and the greeting as the client may see it."""
        token = secrets.token_urlsafe(32)
        greeting = self._writer.write("utter_greeting", seed=token, topic="greet", suggest=True)
        conversation_id, line = await asyncio.to_thread(
            self._transcript.begin, channel, self._vault.fingerprint(token), greeting
        )
        return conversation_id, token, line

    async def open(self, conversation_id: str, token: str) -> None:
        """Check a token.

        Raises:
            NotFound: there is no such conversation, or the token is not its own; nobody is told which.
        """
        # Ours are ASCII; JSON can also bring half a surrogate pair, which has no bytes to hash.
        if not _ID.fullmatch(conversation_id) or not token.isascii():
            raise NotFound("no such conversation")
        known = await asyncio.to_thread(self._transcript.token_fingerprint, conversation_id)
        if not hmac.compare_digest(known, self._vault.fingerprint(token)):
            raise NotFound("no such conversation")

    async def take_turn(self, conversation_id: str, incoming: Incoming) -> Answered:
        """Answer a message; the same message id gives the same replies again and changes nothing.

        While staff hold the conversation there are no replies: the message is stored, and staff see it.

        Raises:
            NotFound: there is no such conversation.
            Unacceptable: the message can't be taken; nothing was stored.
        """
        async with self.alone(conversation_id):
            return await self._go_on(await asyncio.to_thread(self._transcript.receive, conversation_id, incoming))

    async def keep(
        self, conversation_id: str, incoming: Incoming, witness: Callable[[Session, int], None] = lambda *_: None
    ) -> Received:
        """Store a message and do no more, so that whoever brought it can be told at once; `answer_kept` does the rest.

        `witness` is told of it, with its number, within the transaction that stores it. Raises as `take_turn`. What is
        kept and never answered, since the process died, is answered by `resume`.
        """
        return await asyncio.to_thread(self._transcript.receive, conversation_id, incoming, witness)

    async def changes_words(self, conversation_id: str, incoming: Incoming) -> bool:
        """Tell whether a message that edits another says other words than that one does by now."""
        return await asyncio.to_thread(self._transcript.changes_words, conversation_id, incoming)

    async def answer_kept(self, kept: Received) -> None:
        """Answer what was kept; what was answered meanwhile, or is for staff to answer, is not answered twice.

        Raises:
            NotFound: the conversation was erased meanwhile.
        """
        if kept.answered is None:
            async with self.alone(kept.conversation_id):
                # What was said before it may have been answered meanwhile.
                await self._go_on(await asyncio.to_thread(self._transcript.read_again, kept))
        elif kept.text or kept.media:
            await self._leave_to_staff(kept)

    @asynccontextmanager
    async def alone(self, conversation_id: str) -> AsyncIterator[None]:
        """Wait for the turn that is under way, and let no other begin until the block ends."""
        async with self._turns.setdefault(conversation_id, asyncio.Lock()):
            yield

    async def resume(self) -> int:
        """Answer what a crash left unanswered; return how many messages that were."""
        answered = 0
        for conversation_id, incoming in await asyncio.to_thread(self._transcript.unanswered, self._clock()):
            try:
                await self.take_turn(conversation_id, incoming)
                answered += 1
            except Exception as error:  # noqa: BLE001  the others must not wait for this one
                log.error("conversation %s: not resumed: %s", conversation_id, describe(error))  # noqa: TRY400
        return answered

    async def history(self, conversation_id: str, after: int) -> Page:
        """Return the lines behind sequence number `after`, in order, and who holds the conversation.

        Raises:
            NotFound: there is no such conversation.
        """
        return await asyncio.to_thread(self._transcript.page, conversation_id, after)

    def follow(self, conversation_id: str, after: int, events: Queue) -> Follower:
        """Return what an open socket is to be told: all behind `after`, now and whenever one of `events` comes."""
        return Follower(partial(self.history, conversation_id), after, events)

    async def rate(self, conversation_id: str, stars: int) -> None:
        """Store how content the client is, 1 to 5; a later rating takes the place of an earlier one.

        Raises:
            NotFound: there is no such conversation.
        """
        await asyncio.to_thread(self._transcript.rate, conversation_id, stars)

    async def hold(self, conversation_id: str, staff: Holder, instead_of: str | None = None) -> None:
        """Give a conversation to a member of staff; the bot is silent until `release`. A turn under way goes on.

        Raises as `Holding.hold`; `instead_of` is the id of the colleague from whom it is taken knowingly.
        """
        await asyncio.to_thread(self._holding.hold, conversation_id, staff, instead_of)
        self._wake_with_waiting(conversation_id)

    async def say_as_staff(
        self, conversation_id: str, staff: Holder, text: str, message_id: str | None = None
    ) -> dict[str, Any]:
        """Say something to the client; return the line as they may see it. Raises as `Holding.say`."""
        line = await asyncio.to_thread(self._holding.say, conversation_id, staff, text, message_id)
        self._wake_with_waiting(conversation_id)
        return line

    async def write_as_staff(self, conversation_id: str, staff: Holder) -> None:
        """Let the client see that this member writes, if it is they who hold the conversation.

        Raises:
            NotFound: there is no such conversation.
        """
        behind = await asyncio.to_thread(self._holding.writing_behind, conversation_id, staff)
        if behind is not None:
            self.listeners.tell_typing(conversation_id, "staff", behind)

    async def known(self, conversation_id: str) -> Known:
        """Return what the bot would go on with if it were given the conversation back. Raises as `Holding.known`."""
        return await asyncio.to_thread(self._holding.known, conversation_id)

    async def release(
        self, conversation_id: str, staff: Holder, edit: SkinEdit | None = None, *, keep_form: bool = True
    ) -> None:
        """Give a conversation back to the bot, with what staff corrected of what it knows. Raises as `Holding.release`."""
        await asyncio.to_thread(self._holding.release, conversation_id, staff, edit, keep_form=keep_form)
        self._wake_with_waiting(conversation_id)

    async def dismiss(self, conversation_id: str, staff: Holder, note: str) -> int:
        """Close what waits without taking over; return how many hand-offs that were. Raises as `Holding.dismiss`."""
        dismissed = await asyncio.to_thread(self._holding.dismiss, conversation_id, staff, note)
        self._wake_with_waiting(conversation_id)
        return dismissed

    async def engine_ready(self) -> bool:
        """Tell whether an engine answers."""
        return await self._engines.ready()

    async def _go_on(self, received: Received) -> Answered:
        """Answer what was received, or leave it to staff."""
        if received.answered is None:
            return await self._answer(received)
        if received.text or received.media:
            await self._leave_to_staff(received)
        return received.answered

    async def _answer(self, received: Received) -> Answered:
        self.listeners.tell_typing(received.conversation_id, "bot", received.seq)
        started = time.monotonic()
        outcome = await self._answering.answer(received)
        outcome = replace(outcome, latency_ms=(time.monotonic() - started) * 1000)
        answered = await asyncio.to_thread(self._transcript.finish, received, outcome)
        self.listeners.wake(received.conversation_id)
        if outcome.handoff:
            self.listeners.wake_waiting()
        return answered

    async def _leave_to_staff(self, received: Received) -> None:
        """Tell of a message that staff will answer, and note a red flag in it."""
        self.listeners.wake(received.conversation_id)
        if level := await self._answering.overhear(received):
            try:
                await asyncio.to_thread(self._transcript.flag, received.conversation_id, level, RED_FLAG)
                self._wake_with_waiting(received.conversation_id)
            except Exception as error:  # noqa: BLE001  the message is stored, and staff read it
                log_failure(received, error)

    def _wake_with_waiting(self, conversation_id: str) -> None:
        self.listeners.wake(conversation_id)
        self.listeners.wake_waiting()
