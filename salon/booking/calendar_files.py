"""An appointment as a file for the client's own calendar (iCalendar, RFC 5545). Doors enter.

The same appointment keeps its UID, and each move raises its SEQUENCE, so that a calendar replaces the older entry. Names
and numbers of people stay out of it: calendars are shared.
"""

from datetime import date, timedelta

from icalendar import Alarm, Calendar, Event

from salon.booking import store
from salon.booking.appointments import AppointmentUnknown, AppointmentView, Status
from salon.booking.cards import BOOKED, Cards
from salon.booking.views import view_of
from salon.clock import Clock
from salon.db import Database
from salon.responses import Responses
from salon.salon_file import Salon

REMINDER = timedelta(days=1)


class CalendarFiles:
    """Writes the files."""

    def __init__(self, database: Database, salon: Salon, cards: Cards, responses: Responses, clock: Clock) -> None:
        self._database = database
        self._salon = salon
        self._cards = cards
        self._responses = responses
        self._clock = clock

    def file(self, appointment_id: str, conversation_id: str) -> bytes:
        """Return the file of a booked appointment, in UTF-8.

        Raises:
            AppointmentUnknown: this conversation has no such appointment, or it is cancelled.
        """
        with self._database.reading() as session:
            row = store.by_id(session, appointment_id, conversation_id)
            if row is None or row.status != Status.BOOKED:
                raise AppointmentUnknown(f"no appointment {appointment_id!r} is booked in this conversation")
            appointment, moves = view_of(row, self._salon.zone), store.moves(session, appointment_id)
        calendar = Calendar()
        calendar.add("prodid", "-//Porewell//Appointments//EN")
        calendar.add("version", "2.0")
        calendar.add_component(self._event(appointment, moves))
        # Clocks change twice in these years; a whole century of changes would be most of the file.
        year = appointment.starts_at.year
        calendar.add_missing_timezones(date(year, 1, 1), date(year + 1, 12, 31))
        return bytes(calendar.to_ical())

    def _event(self, appointment: AppointmentView, moves: int) -> Event:
        values = self._values(appointment)
        event = Event()
        event.add("uid", f"{appointment.id}@porewell")
        event.add("sequence", moves)
        event.add("dtstamp", self._clock())
        event.add("dtstart", appointment.starts_at)
        event.add("dtend", appointment.ends_at)
        event.add("status", "CONFIRMED")
        event.add("summary", self._responses.text("utter_calendar_title", values))
        event.add("location", self._responses.text("utter_calendar_place", values))
        event.add("description", self._responses.text("utter_calendar_note", values))
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -REMINDER)
        alarm.add("description", self._responses.text("utter_calendar_reminder", values))
        event.add_component(alarm)
        return event

    def _values(self, appointment: AppointmentView) -> dict[str, str]:
        card = self._cards.of(BOOKED, appointment)
        return {
            "treatment": card.treatment,
            "minutes": str(card.minutes),
            "cosmetologist": card.cosmetologist or self._salon.name,
        }
