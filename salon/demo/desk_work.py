"""Plays what made-up staff do at the desk: take over, answer, give back; tags, notes, reviews, the diary."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from salon.booking.appointments import AppointmentView
from salon.booking.diary_entries import NewBlock, StaffBooking
from salon.demo import people
from salon.demo.dialogues import Dialogue, Line
from salon.demo.stage import Stage
from salon.demo.talk import Talk
from salon.demo.team import Team
from salon.errors import Refused
from salon.opening_hours import is_open, next_opening


class DeskWork:
    """The staff's part of the month."""

    def __init__(self, stage: Stage, team: Team) -> None:
        self._stage = stage
        self._team = team

    def take_over(self, talk: Talk, lines: Sequence[Line], finish: Callable[[], None]) -> None:
        """Put on the agenda that somebody takes the conversation, talks as in `lines`, and gives it back."""
        staff, chance = self._team.somebody(self._stage.chance), self._stage.chance

        def talk_it_over() -> None:
            self._stage.holding.hold(talk.id, staff)
            for line in lines:
                text = chance.choice(line.say).replace("{staff}", staff.name)
                if line.staff:
                    self._stage.clock.wait(chance.uniform(15, 90))
                    self._stage.holding.say(talk.id, staff, text)
                else:
                    talk.client_to_staff(text)
            if self._stage.clock() < self._stage.now - _JUST_NOW:
                self._stage.clock.wait(chance.uniform(20, 120))
                self._stage.holding.release(talk.id, staff)
            finish()

        self._stage.agenda.add(self._when_somebody_looks(), talk_it_over)

    def look_through(self, talk: Talk, dialogue: Dialogue) -> None:
        """Put on the agenda that somebody reads the conversation later: tags, a note, a review."""
        chance, work = self._stage.chance, self._stage.services.inbox_work
        staff = self._team.somebody(chance)

        def look() -> None:
            for tag in dialogue.tags:
                work.tag(talk.id, tag)
            if dialogue.note:
                work.note(talk.id, staff.id, staff.name, dialogue.note)
                work.assign(talk.id, staff.id, staff.name)
            if chance.random() < _REVIEWED:
                work.review(talk.id, "reviewed", staff.name)
            elif dialogue.tags:
                work.review(talk.id, "in_work", staff.name)

        if dialogue.tags or dialogue.note or chance.random() < _READ:
            self._stage.agenda.add(self._when_somebody_looks() + timedelta(minutes=chance.uniform(20, 600)), look)

    def expect(self, appointment: AppointmentView) -> None:
        """Put on the agenda what becomes of an appointment: confirmed the day before, and some do not come."""
        changes, chance = self._stage.services.diary_changes, self._stage.chance

        def confirm() -> None:
            with suppress(Refused):
                changes.confirm(appointment.id)

        def miss() -> None:
            with suppress(Refused):
                changes.note_no_show(appointment.id)

        if chance.random() < _CONFIRMED:
            self._stage.agenda.add(appointment.starts_at - timedelta(hours=chance.uniform(18, 26)), confirm)
        if chance.random() < _NO_SHOW:
            self._stage.agenda.add(appointment.ends_at + timedelta(minutes=5), miss)

    def book_by_telephone(self, moment: datetime) -> None:
        """Put on the agenda that a client rings and somebody books for them."""
        chance, services = self._stage.chance, self._stage.services
        staff = self._team.somebody(chance)

        def book() -> None:
            treatment = chance.choice(services.salon.treatments).id
            today = self._stage.clock().astimezone(services.salon.zone).date()
            free = services.booking.free_starts(treatment, [today + timedelta(days=index) for index in range(1, 12)])
            if free:
                wish = StaffBooking(
                    treatment_id=treatment,
                    starts_at=chance.choice(free),
                    name=people.name(chance),
                    phone=people.phone(chance),
                    has_consented=True,
                    idempotency_key=f"demo {moment.isoformat()}",
                    staff_name=staff.name,
                )
                with suppress(Refused):
                    self.expect(services.diary_booking.book(wish))

        self._stage.agenda.add(moment, book)

    def block_time(self) -> None:
        """Block an hour of each cosmetologist in the coming days, where nobody is booked."""
        services = self._stage.services
        today = self._stage.now.astimezone(services.salon.zone)
        for index, one in enumerate(services.salon.cosmetologists):
            starts_at = today.replace(hour=13, minute=0, second=0, microsecond=0) + timedelta(days=1 + index)
            block = NewBlock(
                starts_at=starts_at,
                ends_at=starts_at + timedelta(hours=1),
                label=_BLOCKED[index % len(_BLOCKED)],
                staff_name=one.name,
                idempotency_key=f"demo {one.id}",
                cosmetologist_id=one.id,
            )
            with suppress(Refused):
                services.blocks.block(block)

    def _when_somebody_looks(self) -> datetime:
        """Return when somebody has time: within minutes while the salon is open, and often in the evening too.

        Else it is after the salon opens again.
        """
        now, salon = self._stage.clock(), self._stage.services.salon
        awake = now.astimezone(salon.zone).hour in _EVENING and self._stage.chance.random() < _LOOKS_IN_THE_EVENING
        opens = now if awake or is_open(salon, now) else next_opening(salon, now) or now
        return opens + timedelta(seconds=self._stage.chance.lognormvariate(*_WAIT))


_WAIT = (5.2, 0.9)
"""Of the logarithm of seconds: three minutes in the middle, ten for one in ten."""
_BLOCKED = ("Training", "Dentist")
_EVENING, _LOOKS_IN_THE_EVENING = range(8, 23), 0.75
_JUST_NOW = timedelta(minutes=75)
"""A conversation that was taken over so recently is still held."""
_READ, _REVIEWED, _CONFIRMED, _NO_SHOW = 0.35, 0.8, 0.55, 0.06
