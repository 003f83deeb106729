"""A number to be rung on, left while nobody is here: asked for, agreed to, and only then kept. Answering enters.

A number is read where one was offered and nothing is being arranged: a form that asks for one has its own.
"""

from collections.abc import Sequence
from dataclasses import replace

from salon.booking.answers import is_no, is_yes
from salon.booking.phones import SHOWN_DIGITS, looks_like_phone, read_phone
from salon.booking.written import Written
from salon.clock import Clock
from salon.conversations.incoming import read_payload
from salon.conversations.replies import Reply, ReplyWriter
from salon.conversations.state import CALLBACK_OFFERED, State
from salon.conversations.turns import Outcome, Received
from salon.opening_hours import is_open, next_opening
from salon.salon_file import Salon

_CLOSED = "utter_closed_until"
OFFERING = frozenset({"utter_talk_to_human_closed", _CLOSED})
"""The sentences that offer it."""
ASKED = "asked"
"""Why staff are called when a client asks for a person; the number is kept with that hand-off."""
_TOPIC = "talk_to_human"
_MOST_WORDS_BESIDE = 8
"""Of a message that gives a number; more words are about something else."""
_MOST_WORDS_OF_A_YES = 5


class Callbacks:
    """Takes the messages that are about the number."""

    def __init__(self, writer: ReplyWriter, salon: Salon, clock: Clock) -> None:
        self._writer = writer
        self._salon = salon
        self._clock = clock
        self._written = Written(salon, clock)

    def offer(self, replies: Sequence[Reply], seed: str) -> list[Reply]:
        """Return replies that promise a person; while nobody is here, with when one comes, unless the last asks."""
        now = self._clock()
        opening = None if is_open(self._salon, now) else next_opening(self._salon, now)
        if opening is None or not replies or replies[-1].asks:
            return list(replies)
        values = {"next_opening": self._written.start(opening)}
        return [*replies, self._writer.write(_CLOSED, seed=seed, topic=_TOPIC, values=values)]

    def answer(self, received: Received) -> Outcome | None:
        """Return what comes of a message that gives a number, or answers whether it may be kept; None for any other."""
        state = received.state
        if state.callback is None or state.form:
            return None
        if state.callback != CALLBACK_OFFERED and (agreed := _agreed(received)) is not None:
            return self._keep(received, state.callback) if agreed else self._decline(received)
        if received.payload or _words(received.text) > _MOST_WORDS_BESIDE:
            return None
        if phone := read_phone(received.text, self._salon.country):
            return self._say(received, "utter_callback_consent", phone.e164, callback=phone.e164)
        return self._say(received, "utter_invalid_phone") if looks_like_phone(received.text) else None

    @staticmethod
    def put_off(state: State) -> State:
        """Return the state of somebody who speaks of something else: a number without a yes is forgotten."""
        return replace(state, callback=state.callback and CALLBACK_OFFERED)

    def _keep(self, received: Received, phone: str) -> Outcome:
        outcome = self._say(received, "utter_callback_kept", phone, callback=None)
        return replace(outcome, handoff=ASKED, callback_phone=phone)

    def _decline(self, received: Received) -> Outcome:
        return self._say(received, "utter_callback_declined", callback=CALLBACK_OFFERED)

    def _say(
        self, received: Received, name: str, phone: str = "", *, callback: str | None = CALLBACK_OFFERED
    ) -> Outcome:
        values = {"ending": phone[-SHOWN_DIGITS:]} if phone else {}
        reply = self._writer.write(name, seed=received.message_id, topic=_TOPIC, values=values)
        return Outcome(
            replies=[reply],
            state=replace(received.state, callback=callback),
            topics=[_TOPIC],
            intent=_TOPIC,
            confidence=1.0,
        )


def _agreed(received: Received) -> bool | None:
    """Return the yes or no that a message is; None for one that is neither."""
    intent = read_payload(received.payload)["intent"] if received.payload else ""
    if not received.payload and ("?" in received.text or len(received.text.split()) > _MOST_WORDS_OF_A_YES):
        return None
    if is_yes(received.text, intent):
        return True
    return False if is_no(received.text, intent) else None


def _words(text: str) -> int:
    """Return how many words a message has, runs of digits left out."""
    return sum(any(character.isalpha() for character in word) for word in text.split())
