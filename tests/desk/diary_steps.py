"""What the tests of the diary's pages share: appointments, what is stored and noted, and what a page says."""

import html
import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from salon.booking.appointments import AppointmentView, BookingRequest
from salon.booking.diary_entries import StaffBooking
from tests.desk.conftest import DeskBrowser

LONDON = ZoneInfo("Europe/London")
KEY = "0123456789abcdef0123456789abcdef"
FORM = {
    "treatment": "deep_cleaning",
    "day": "2027-03-02",
    "who": "maya",
    "starts_at": "2027-03-02T10:00:00+00:00",
    "name": "Bea Okafor",
    "phone": "07700 900124",
    "consented": "true",
    "key": KEY,
}
BLOCK = {"label": "training", "who": "elena", "day": "2027-03-02", "begins": "09:00", "ends": "12:00", "key": KEY}


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return that moment of March 2027; it is Monday the first, 10:00."""
    return datetime(2027, 3, day, hour, minute, tzinfo=LONDON)


def book(desk: DeskBrowser, starts_at: datetime, key: str = "k", **changes: Any) -> AppointmentView:
    """Book as staff."""
    values: dict[str, Any] = {"name": "Anna Lindqvist", "phone": "07700 900123", "cosmetologist_id": "maya"} | changes
    wish = StaffBooking(
        "deep_cleaning", starts_at, has_consented=True, staff_name="Noor", idempotency_key=key, **values
    )
    return desk.services.diary_booking.book(wish)


def book_in_chat(desk: DeskBrowser, starts_at: datetime) -> AppointmentView:
    """Book in a conversation that is there."""
    conversation_id = desk.app.begin().id
    wish = BookingRequest("deep_cleaning", starts_at, "Anna", "07700 900123", conversation_id, starts_at, "chat")
    return desk.services.booking.book(wish)


def stored(desk: DeskBrowser) -> list[AppointmentView]:
    """Return all appointments."""
    return desk.services.booking.all_appointments()


def audited(desk: DeskBrowser) -> list[tuple[str, str, dict[str, Any]]]:
    """Return what the audit log has of the diary, oldest first."""
    entries = desk.services.audit.page()
    found = [(one.seq, one.action, one.subject, one.details) for one in entries]
    return [one[1:] for one in sorted(found) if one[1].startswith(("appointment.", "block."))]


def words(page: httpx.Response) -> str:
    """Return what a page says, without its tags."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", page.text)))
