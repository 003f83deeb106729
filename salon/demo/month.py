"""Plays a whole month: every conversation, and what becomes of it."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import takewhile

from salon.booking.appointments import AppointmentView
from salon.demo import people
from salon.demo.appointments_talk import AppointmentTalk
from salon.demo.desk_work import DeskWork
from salon.demo.dialogues import Dialogue, Line
from salon.demo.stage import Stage
from salon.demo.talk import NEW_MODEL, OLD_MODEL, Talk
from salon.demo.timetable import beginnings
from salon.errors import Refused

CHANNELS = ("widget", "telegram")


@dataclass(frozen=True)
class Misunderstood:
    """A client's line that staff would correct, by its id within the conversation, and the intent that it had."""

    conversation_id: str
    external_id: str
    intent: str


class Month:
    """The month until now.

    Attributes:
        misunderstood: lines that staff would correct, in order.
    """

    def __init__(self, stage: Stage, desk: DeskWork, dialogues: Sequence[Dialogue]) -> None:
        self._stage = stage
        self._desk = desk
        self._dialogues = dialogues
        self.misunderstood: list[Misunderstood] = []

    def play(self, conversations: int, days: int) -> None:
        """Play so many conversations, and telephone bookings beside them, within so many days until now."""
        stage, zone = self._stage, self._stage.services.salon.zone
        waiting = _WAITING_MINUTES[: conversations // _CHATS_A_WAITING_ONE]
        for moment in beginnings(conversations - len(waiting), days, stage.now, zone, stage.chance):
            stage.agenda.add(moment, self._converse)
        for moment in beginnings(conversations // _CHATS_A_CALL, days, stage.now, zone, stage.chance):
            self._desk.book_by_telephone(moment)
        stage.agenda.run(stage.now - _LAST_TALK)
        self._leave_waiting(waiting)
        stage.clock.now = stage.now

    def _leave_waiting(self, since_minutes: Sequence[int]) -> None:
        """Let some clients wait for a person at this very moment: what staff are there for has to show."""
        called = [one for one in self._dialogues if any(line.staff for line in one.lines)]
        for minutes in since_minutes:
            dialogue = called.pop(self._stage.chance.randrange(len(called)))
            self._stage.clock.now = self._stage.now - timedelta(minutes=minutes)
            self._begin(dialogue)

    def _converse(self) -> None:
        dialogue = self._choose()
        talk, left = self._begin(dialogue)
        rate = partial(self._rate, talk, dialogue)
        if left:
            self._desk.take_over(talk, left, rate)
        else:
            rate()
        self._desk.look_through(talk, dialogue)

    def _begin(self, dialogue: Dialogue) -> tuple[Talk, Sequence[Line]]:
        """Play a dialogue until staff come in; return the talk, and the lines that are left for then."""
        talk = Talk(self._stage, self._stage.chance.choices(CHANNELS, _CHANNEL_WEIGHTS)[0], self._model())
        before = list(takewhile(lambda line: not line.staff, dialogue.lines))
        for line in before:
            self._say(talk, line)
        return talk, dialogue.lines[len(before) :]

    def _choose(self) -> Dialogue:
        return self._stage.chance.choices(self._dialogues, [one.often for one in self._dialogues])[0]

    def _say(self, talk: Talk, line: Line) -> None:
        """Let the client say a line, and the bot answer it."""
        text = people.typed(self._stage.chance.choice(line.say), self._stage.chance)
        if line.books:
            self._follow(talk, AppointmentTalk(self._stage, talk).book(text, line.books, line.until))
            return
        values = {key: self._label(name) for key, name in line.values.items()}
        guesses = [{"title": self._title(intent), "payload": f"/{intent}"} for intent in line.guesses]
        intents = line.means or (None,)
        replies = [
            talk.reply(name, intents[min(index, len(intents) - 1)], values=values, buttons=guesses)
            for index, name in enumerate(line.answers)
        ]
        talk.client(text, line.means, replies, sure=self._sure(line), flag=line.flag, failed=line.failed)
        if line.corrected:
            self.misunderstood.append(Misunderstood(talk.id, talk.said[-1], line.corrected))

    def _follow(self, talk: Talk, booked: AppointmentView | None) -> None:
        """Put on the agenda what becomes of an appointment; some clients move it or cancel it before it begins."""
        if booked is None:
            return
        self._desk.expect(booked)
        chance, stage = self._stage.chance, self._stage
        left = booked.starts_at - stage.clock()
        later = stage.clock() + left * chance.uniform(0.1, 0.8)
        again = AppointmentTalk(stage, talk)
        fate = chance.random()
        if fate < _CANCELLED:
            stage.agenda.add(later, partial(_unless_refused, again.cancel, booked))
        elif fate < _CANCELLED + _MOVED:
            stage.agenda.add(later, partial(_unless_refused, again.move, booked))

    def _rate(self, talk: Talk, dialogue: Dialogue) -> None:
        if dialogue.stars and self._stage.chance.random() < _RATED:
            talk.rate(self._stage.chance.choice(dialogue.stars))

    def _model(self) -> str:
        return OLD_MODEL if self._stage.clock() < self._stage.now - _NEW_SINCE else NEW_MODEL

    def _sure(self, line: Line) -> float | None:
        return None if line.sure is None else min(0.99, line.sure * self._stage.chance.uniform(0.85, 1.15))

    def _label(self, name: str) -> str:
        text = self._stage.services.responses.text(name)
        return text[:1].lower() + text[1:]

    def _title(self, intent: str) -> str:
        return self._stage.services.responses.text(f"utter_title_{intent}")


def _unless_refused(change: Callable[[AppointmentView], object], appointment: AppointmentView) -> None:
    """Change an appointment, unless a rule forbids it by now."""
    with suppress(Refused):
        change(appointment)


_LAST_TALK = timedelta(minutes=15)
_WAITING_MINUTES = (11, 7, 3)
_CHATS_A_WAITING_ONE = 100
_NEW_SINCE = timedelta(days=9)
"""So long the newer model is in service."""
_CHANNEL_WEIGHTS = (7, 3)
_CHATS_A_CALL = 8
_RATED, _CANCELLED, _MOVED = 0.45, 0.12, 0.14
