"""Appointments for the client's own calendar, read back by the library and by eye."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from salon.booking.appointments import AppointmentUnknown, AppointmentView
from salon.booking.calendar_files import CalendarFiles
from salon.booking.cards import Cards
from salon.booking.service import BookingService
from salon.booking.written import Written
from salon.clock import Clock
from salon.db import Database
from salon.responses import Responses
from salon.salon_file import Salon
from salon.services import RESPONSES
from tests.booking.stored import Wish, at

ANNA = "conversation-anna"


def files_of(database: Database, salon: Salon, clock: Clock) -> CalendarFiles:
    """Return the service for a salon."""
    cards = Cards(salon, Written(salon, clock))
    return CalendarFiles(database, salon, cards, Responses(RESPONSES, salon.facts()), clock)


@pytest.fixture
def files(database: Database, salon: Salon, clock: Clock) -> CalendarFiles:
    """Return the service; it is Monday, 1 March 2027, 10:00."""
    return files_of(database, salon, clock)


@pytest.fixture
def booked(booking: BookingService, wish: Wish) -> AppointmentView:
    """Return a deep cleaning of Anna's, the day after the clocks change."""
    return booking.book(wish(at(29, 10), conversation_id=ANNA, cosmetologist_id="maya"))


def event_of(content: bytes) -> Event:
    """Return the one event of a file."""
    (event,) = Calendar.from_ical(content).events
    return event


def test_file_of_an_unknown_appointment(files: CalendarFiles) -> None:
    with pytest.raises(AppointmentUnknown):
        files.file("nothing", ANNA)


def test_file_of_somebody_elses(files: CalendarFiles, booked: AppointmentView) -> None:
    with pytest.raises(AppointmentUnknown):
        files.file(booked.id, "somebody else")


def test_file_of_a_cancelled_one(files: CalendarFiles, booking: BookingService, booked: AppointmentView) -> None:
    booking.cancel(booked.id, ANNA)

    with pytest.raises(AppointmentUnknown):
        files.file(booked.id, ANNA)


def test_file(files: CalendarFiles, booked: AppointmentView, clock: Clock) -> None:
    content = files.file(booked.id, ANNA)

    event = event_of(content)
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (f"{booked.id}@porewell", 0, "CONFIRMED")
    assert (event.start, event.end, event.DTSTAMP) == (at(29, 10), at(29, 11, 30), clock())
    assert event["SUMMARY"] == "Deep cleaning at Willow & Vale"
    assert event["LOCATION"] == "Willow & Vale, 14 Milsom Place, Bath BA1 1DN"
    assert event["DESCRIPTION"].startswith("About 90 minutes with Maya. To move or cancel it, ")
    (alarm,) = event.alarms.times
    assert alarm.trigger == at(28, 10)


def test_file_holds_the_salons_zone(files: CalendarFiles, booked: AppointmentView) -> None:
    lines = files.file(booked.id, ANNA).decode().split("\r\n")

    assert "DTSTART;TZID=Europe/London:20270329T100000" in lines
    assert "DTEND;TZID=Europe/London:20270329T113000" in lines
    assert [line for line in lines if line.startswith("TZID:")] == ["TZID:Europe/London"]
    assert lines.index("BEGIN:VTIMEZONE") < lines.index("BEGIN:VEVENT")


def test_file_in_summer(files: CalendarFiles, booking: BookingService, wish: Wish) -> None:
    zone = ZoneInfo("Europe/London")
    booked = booking.book(wish(at(29, 10, month=6), conversation_id=ANNA))

    event = event_of(files.file(booked.id, ANNA))

    assert event.start.utcoffset() == booked.starts_at.astimezone(zone).utcoffset() == timedelta(hours=1)


def test_file_names_nobody_and_no_number(files: CalendarFiles, booked: AppointmentView, salon: Salon) -> None:
    content = files.file(booked.id, ANNA).decode().replace("\r\n ", "")

    private = (booked.phone, booked.phone[-6:], booked.name, "Lindqvist", salon.phone, salon.phone[-6:])
    assert [word for word in private if word in content] == []


def test_file_after_moves(files: CalendarFiles, booking: BookingService, booked: AppointmentView) -> None:
    before = event_of(files.file(booked.id, ANNA))
    booking.reschedule(booked.id, ANNA, at(30, 10), "k1")
    booking.reschedule(booked.id, ANNA, at(30, 12), "k2")

    after = event_of(files.file(booked.id, ANNA))

    assert (after["UID"], after["SEQUENCE"], after.start) == (before["UID"], 2, at(30, 12))


def test_file_without_the_cosmetologist_of_old(
    database: Database, salon: Salon, clock: Clock, booked: AppointmentView
) -> None:
    files = files_of(database, replace(salon, cosmetologists=()), clock)

    assert event_of(files.file(booked.id, ANNA))["DESCRIPTION"].startswith("About 90 minutes with Willow & Vale.")
