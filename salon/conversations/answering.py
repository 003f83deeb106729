"""Works out what becomes of a message: red flags first, then the engine, and never silence. Stores nothing.

The conversations service enters. No transaction is open while the engine is asked.
"""

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from dataclasses import replace
from typing import TypeVar

from salon.advice.red_flags import Level, RedFlag, RedFlagLookout
from salon.clock import Clock
from salon.conversations.callbacks import ASKED, OFFERING, Callbacks
from salon.conversations.composing import ask_again, compose, turn_topics
from salon.conversations.engine import Answer, Engines
from salon.conversations.incoming import PHOTO, read_payload
from salon.conversations.red_flags import (
    ANSWERED_BESIDE,
    is_about_something_else,
    leaves_room,
)
from salon.conversations.replies import Reply, ReplyWriter
from salon.conversations.state import CALLBACK_OFFERED, State
from salon.conversations.turns import Outcome, Received
from salon.errors import Unavailable, describe
from salon.salon_file import Salon
from salon.topics import Topic

log = logging.getLogger(__name__)


class Answering:
    """Nets, engines and sentences, put to one message."""

    def __init__(
        self,
        engines: Engines,
        nets: RedFlagLookout,
        writer: ReplyWriter,
        topics: Mapping[str, Topic],
        clock: Clock,
        salon: Salon,
    ) -> None:
        self._engines = engines
        self._nets = nets
        self._writer = writer
        self._topics = topics
        self._clock = clock
        self._callbacks = Callbacks(writer, salon, clock)

    async def answer(self, received: Received) -> Outcome:
        """Return what comes of a message; whatever fails, it holds a reply."""
        if received.media:
            return await self._answer_media(received)
        received = replace(received, state=received.state.hearing(received.text, self._clock().date()))
        try:
            if flag := await self._flag(received):
                return self._raise_flag(received, flag, await self._answer_beside(received, flag))
            if outcome := self._callbacks.answer(received):
                return outcome
            received = replace(received, state=self._callbacks.put_off(received.state))
            return self._compose(received, await self._ask_engine(received))
        except Exception as error:  # noqa: BLE001  whatever went wrong, the client is never left without an answer
            log_failure(received, error)
        return self._apologise(received)

    async def _answer_media(self, received: Received) -> Outcome:
        """Return what comes of something sent: nobody here judges it. What was written under it is answered behind."""
        is_photo = received.media == PHOTO
        name = "utter_photo_received" if is_photo else "utter_media_unreadable"
        about = self._writer.write(name, seed=received.message_id, topic=received.state.topic)
        if received.text:
            outcome = await self.answer(replace(received, media=None))
        else:
            outcome = Outcome(replies=self._asked_again(received), state=received.state)
        if outcome.red_flag:
            return outcome  # it stands first, and staff are called anyway
        return replace(
            outcome,
            replies=[about, *outcome.replies],
            handoff=outcome.handoff or ("photo" if is_photo else None),
        )

    def _asked_again(self, received: Received) -> list[Reply]:
        state = received.state
        if not (state.form and state.question):
            return []
        return [ask_again(state.question, state.form, self._writer, received.message_id)]

    async def overhear(self, received: Received) -> str | None:
        """Return the gravest red-flag level of a conversation that staff hold, if this message raises a flag.

        A failure is logged: staff read the message anyway.
        """
        flag = await _or_none(received, self._flag(received))
        return _gravest(received, flag) if flag else None

    async def _flag(self, received: Received) -> RedFlag | None:
        """Return the red flag that stands."""
        flag = await self._look(received)
        return flag if flag and (flag.sure or not await self._is_about_something_else(received)) else None

    async def _look(self, received: Received) -> RedFlag | None:
        """Look for red flags in what was typed; what a button says is ours."""
        return (
            None if received.payload or not received.text else await asyncio.to_thread(self._nets.look, received.text)
        )

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
        handoff = next((HANDOFFS[one.response] for one in answer.said if one.response in HANDOFFS), None)
        state = received.state.after(answer, replies)
        if handoff in SAID_TO_WAIT:
            replies = self._callbacks.offer(replies, received.message_id)
        if any(reply.response in OFFERING for reply in replies):
            state = replace(state, callback=CALLBACK_OFFERED)
        return Outcome(
            replies=replies or [self._writer.write("utter_rephrase", seed=received.message_id)],
            state=state,
            topics=turn_topics(replies),
            intent=first.intent,
            confidence=first.confidence,
            ranking=answer.ranking,
            model=answer.model,
            handoff=handoff,
        )

    def _raise_flag(self, received: Received, flag: RedFlag, beside: list[Reply]) -> Outcome:
        names = (f"utter_redflag_{flag.group}", f"utter_redflag_{flag.level.name.lower()}")
        name = next(name for name in names if name in self._writer)
        reply = self._writer.write(name, seed=received.message_id, topic="medical_redflag")
        return Outcome(
            replies=[reply, *beside],
            state=received.state.without_form(),
            topics=turn_topics([reply, *beside]),
            intent="medical_redflag",
            confidence=1.0,
            red_flag=_gravest(received, flag),
            handoff=RED_FLAG,
        )

    def _apologise(self, received: Received) -> Outcome:
        name = "utter_technical_problem_again" if received.failures else "utter_technical_problem"
        reply = self._writer.write(name, seed=received.message_id, suggest=True)
        return Outcome(replies=[reply], state=received.state, handoff="failure", failed=True)


def _gravest(received: Received, flag: RedFlag) -> str:
    met_before = Level[received.red_flag.upper()] if received.red_flag else flag.level
    return max(flag.level, met_before).name.lower()


T = TypeVar("T")


async def _or_none(received: Received, asked: Awaitable[T]) -> T | None:
    """Return what the engine says of a flagged message; None if anything fails, for the flag is answered anyway."""
    try:
        return await asked
    except Exception as error:  # noqa: BLE001  nothing that fails beside a red flag may hide it
        log_failure(received, error)
        return None


def log_failure(received: Received, error: Exception) -> None:
    """Log what failed, without the client's words, which only our own errors are known not to hold."""
    if isinstance(error, Unavailable):
        log.warning("conversation %s: %s", received.conversation_id, error)
    else:
        log.error("conversation %s: %s", received.conversation_id, describe(error))


RED_FLAG = "red_flag"
"""Why staff are called when a red flag was raised."""
HANDOFFS = {
    "utter_talk_to_human": ASKED,
    "utter_talk_to_human_closed": ASKED,
    "utter_complaint": "complaint",
    "utter_still_lost": "lost",
    "utter_contraindicated_block": "contraindication",
    "utter_contraindicated_ask": "contraindication",
    "utter_person_decides": "contraindication",
    "utter_medical_redflag": RED_FLAG,
}
"""Sentences that promise a person, and why staff are called."""
SAID_TO_WAIT = frozenset({"complaint", "lost", "contraindication"})
"""Reasons for which a client is told when a person comes, if nobody is here; who asks for one is told so anyway."""
