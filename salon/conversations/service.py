"""Takes turns: a message in, replies out, and never silence. Channels enter here.

One turn: store the message; look for red flags; ask the engine (no transaction is open then); store what came of it.
Turns of one conversation run one after another, those of different ones side by side.
"""

import asyncio
import hmac
import logging
import re
import secrets
import time
from collections.abc import Awaitable, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from salon.advice.red_flags import Level, RedFlag, RedFlagLookout
from salon.clock import Clock
from salon.conversations.composing import compose, turn_topics
from salon.conversations.engine import Answer, Engines
from salon.conversations.incoming import Incoming, read_payload
from salon.conversations.live import Listeners
from salon.conversations.red_flags import (
    ANSWERED_BESIDE,
    is_about_something_else,
    leaves_room,
)
from salon.conversations.replies import Reply, ReplyWriter
from salon.conversations.state import State
from salon.conversations.transcript import Outcome, Received, Transcript
from salon.errors import NotFound, Unavailable, describe
from salon.secrets import Vault
from salon.topics import Topic

log = logging.getLogger(__name__)

_ID = re.compile(r"[0-9a-f-]{36}")


class Conversations:
    """All conversations of the salon."""

    def __init__(
        self,
        transcript: Transcript,
        engines: Engines,
        nets: RedFlagLookout,
        writer: ReplyWriter,
        topics: Mapping[str, Topic],
        vault: Vault,
        clock: Clock,
    ) -> None:
        self.listeners = Listeners()
        self._transcript = transcript
        self._engines = engines
        self._nets = nets
        self._writer = writer
        self._topics = topics
        self._vault = vault
        self._clock = clock
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def begin(self, channel: str) -> tuple[str, str, Reply]:
        """Start a conversation; return its id, the token that opens it, and the greeting."""
        token = secrets.token_urlsafe(32)
        greeting = self._writer.write("utter_greeting", seed=token, topic="greet", suggest=True)
        conversation_id = await asyncio.to_thread(
            self._transcript.begin, channel, self._vault.fingerprint(token), greeting
        )
        return conversation_id, token, greeting

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

    async def take_turn(self, conversation_id: str, incoming: Incoming) -> list[dict[str, Any]]:
        """Answer a message; the same message id gives the same replies again and changes nothing.

        Raises:
            NotFound: there is no such conversation.
            Unacceptable: the message can't be taken; nothing was stored.
        """
        lock = self._turns.setdefault(conversation_id, asyncio.Lock())
        async with lock:
            received = await asyncio.to_thread(self._transcript.receive, conversation_id, incoming)
            if received.answered is not None:
                return received.answered
            started = time.monotonic()
            outcome = await self._answer(received)
            outcome = replace(outcome, latency_ms=(time.monotonic() - started) * 1000)
            replies = await asyncio.to_thread(self._transcript.finish, received, outcome)
        for reply in replies:
            self.listeners.tell(conversation_id, {"type": "message", "message": reply})
        return replies

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

    async def history(self, conversation_id: str, after: int) -> list[dict[str, Any]]:
        """Return the lines behind sequence number `after`, in order."""
        return await asyncio.to_thread(self._transcript.after, conversation_id, after)

    async def engine_ready(self) -> bool:
        """Tell whether an engine answers."""
        return await self._engines.ready()

    async def _answer(self, received: Received) -> Outcome:
        received = replace(received, state=received.state.hearing(received.text, self._clock().date()))
        try:
            flag = await self._look(received)
            if flag and (flag.sure or not await self._is_about_something_else(received)):
                return self._raise_flag(received, flag, await self._answer_beside(received, flag))
            return self._compose(received, await self._ask_engine(received))
        except Exception as error:  # noqa: BLE001  whatever went wrong, the client is never left without an answer
            _log_failure(received, error)
        return self._apologise(received)

    async def _look(self, received: Received) -> RedFlag | None:
        """Look for red flags in what was typed; what a button says is ours."""
        return None if received.payload else await asyncio.to_thread(self._nets.look, received.text)

    async def _ask_engine(self, received: Received) -> Answer:
        return await self._engines.turn(
            received.conversation_id,
            received.message_id,
            received.state.events,
            text=received.text,
            payload=read_payload(received.payload) if received.payload else None,
            context={"red_flag": received.red_flag, "skin": received.state.skin},
        )

    async def _is_about_something_else(self, received: Received) -> bool:
        """Tell whether the engine knows what a message is about, and that it is no red flag."""
        acts = await _or_none(received, self._engines.acts_of(received.text))
        return acts is not None and is_about_something_else([(act.intent, act.confidence) for act in acts])

    async def _answer_beside(self, received: Received, flag: RedFlag) -> list[Reply]:
        """Answer what else a message asks beside something for a doctor; an emergency or a crisis stands alone."""
        return (await _or_none(received, self._ask_beside(received, flag)) or []) if leaves_room(flag) else []

    async def _ask_beside(self, received: Received, flag: RedFlag) -> list[Reply]:
        answer = await self._engines.turn(
            received.conversation_id,
            received.message_id,
            [],
            text=received.text,
            context={"red_flag": flag.level.name.lower(), "skin": received.state.skin},
            beside=ANSWERED_BESIDE,
        )
        return compose(answer, State(), self._writer, self._topics, received.message_id)

    def _compose(self, received: Received, answer: Answer) -> Outcome:
        replies = compose(answer, received.state, self._writer, self._topics, received.message_id)
        first = answer.acts[0]
        return Outcome(
            replies=replies or [self._writer.write("utter_rephrase", seed=received.message_id)],
            state=received.state.after(answer, replies),
            topics=turn_topics(replies),
            intent=first.intent,
            confidence=first.confidence,
            ranking=answer.ranking,
            model=answer.model,
            handoff=next((HANDOFFS[one.response] for one in answer.said if one.response in HANDOFFS), None),
        )

    def _raise_flag(self, received: Received, flag: RedFlag, beside: list[Reply]) -> Outcome:
        met_before = Level[received.red_flag.upper()] if received.red_flag else flag.level
        names = (f"utter_redflag_{flag.group}", f"utter_redflag_{flag.level.name.lower()}")
        name = next(name for name in names if name in self._writer)
        reply = self._writer.write(name, seed=received.message_id, topic="medical_redflag")
        return Outcome(
            replies=[reply, *beside],
            state=received.state.without_form(),
            topics=turn_topics([reply, *beside]),
            intent="medical_redflag",
            confidence=1.0,
            red_flag=max(flag.level, met_before).name.lower(),
            handoff="red_flag",
        )

    def _apologise(self, received: Received) -> Outcome:
        name = "utter_technical_problem_again" if received.failures else "utter_technical_problem"
        reply = self._writer.write(name, seed=received.message_id, suggest=True)
        return Outcome(replies=[reply], state=received.state, handoff="failure", failed=True)


T = TypeVar("T")


async def _or_none(received: Received, asked: Awaitable[T]) -> T | None:
    """Return what the engine says of a flagged message; None if anything fails, for the flag is answered anyway."""
    try:
        return await asked
    except Exception as error:  # noqa: BLE001  nothing that fails beside a red flag may hide it
        _log_failure(received, error)
        return None


def _log_failure(received: Received, error: Exception) -> None:
    """Log what failed, without the client's words, which only our own errors are known not to hold."""
    if isinstance(error, Unavailable):
        log.warning("conversation %s: %s", received.conversation_id, error)
    else:
        log.error("conversation %s: %s", received.conversation_id, describe(error))


HANDOFFS = {
    "utter_talk_to_human": "asked",
    "utter_complaint": "complaint",
    "utter_still_lost": "lost",
    "utter_contraindicated_block": "contraindication",
    "utter_contraindicated_ask": "contraindication",
    "utter_person_decides": "contraindication",
    "utter_medical_redflag": "red_flag",
}
"""Sentences that promise a person, and why staff are called."""
