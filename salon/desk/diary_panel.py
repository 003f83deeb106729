"""What the diary's routes share: the panel beside the board, and how fields of forms and addresses are read."""

import asyncio
import re
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import Request, Response

from salon.desk.door import DeskDoor, go
from salon.desk.pages import names_of
from salon.errors import BadInput, PorewellError, Refused
from salon.salon_file import Salon
from salon.staff.member import Member
from salon.staff.roles import Permission

DIARY = "diary"
"""The topic that wakes every open diary."""
CHANGED = {"HX-Trigger": "diary-changed"}
"""Tells this very page at once; the live socket tells the others."""
_YEARS = range(2000, 2101)
_CLOCK = re.compile(r"\d{2}:\d{2}")
_KEY = re.compile(r"[0-9a-f]{32}")


def panel_page(
    desk: DeskDoor, request: Request, member: Member, name: str, *, changed: bool = False, **values: Any
) -> Response:
    """Show a panel: alone for HTMX, else as a page. A problem is a status, and `changed` has the board look again."""
    names = names_of(desk.services.salon)
    may_change = member.may(Permission.CHANGE_DIARY)
    known = {"panel": f"diary/_{name}.html", "names": names, "may_change": may_change, **values}
    template = known["panel"] if "hx-request" in request.headers else "diary/panel_page.html"
    response = desk.page(request, member, template, 409 if values.get("problem") else 200, **known)
    if changed:
        response.headers.update(CHANGED)
    return response


async def appointment_page(
    desk: DeskDoor, request: Request, member: Member, appointment_id: str, problem: str = ""
) -> Response:
    """Show an appointment as it is after a write, or why it stays: in the panel, or on its page."""
    if not problem and "hx-request" not in request.headers:
        return go(request, f"/desk/diary/appointments/{appointment_id}")
    detail = await asyncio.to_thread(desk.services.diary.detail, appointment_id)
    return panel_page(desk, request, member, "appointment", detail=detail, problem=problem, changed=not problem)


async def note(desk: DeskDoor, member: Member, action: str, subject: str, **details: Any) -> None:
    """Note a change in the audit log, and have every open diary look again."""
    await desk.audit(member, action, subject, **details)
    desk.services.topics.announce(DIARY)


def problem_of(error: PorewellError) -> str:
    """Return the name under which the templates have a sentence for an error."""
    return type(error).__name__ if isinstance(error, Refused) else "BadInput"


def read_day(text: str) -> date | None:
    """Return the day that an address or a form names; None if it names none.

    Raises:
        BadInput: it is not a day of this century.
    """
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.year not in _YEARS:
        raise BadInput("That is not a day. Write it like 2027-03-02.")
    return day


def read_moment(day: str, clock: str, zone: ZoneInfo) -> datetime:
    """Return a local day and time of day as a moment; "24:00" is the end of the day.

    Raises:
        BadInput: one of them can't be read.
    """
    on = read_day(day)
    if on is None:
        raise BadInput("Choose a day.")
    if not _CLOCK.fullmatch(clock):
        raise BadInput("Choose a time, such as 10:30.")
    try:
        return datetime.combine(on, time.fromisoformat(clock), zone)
    except ValueError:
        raise BadInput("Choose a time, such as 10:30.") from None


def read_start(picked: str, other: str, day: str, zone: ZoneInfo) -> datetime:
    """Return the start that a form chose: a time written by hand counts before one that was picked.

    Raises:
        BadInput: none was chosen, or it can't be read.
    """
    if other:
        return read_moment(day, other, zone)
    moment = read_instant(picked)
    if moment is None:
        raise BadInput("Choose a time.")
    return moment.astimezone(zone)


def read_instant(text: str) -> datetime | None:
    """Return the moment of this century that is written with its zone, as forms of ours do; None: there is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and moment.year in _YEARS else None


def read_key(text: str) -> str:
    """Return a form's key, by which a second press of its button is known.

    Raises:
        BadInput: it is none of ours.
    """
    if not _KEY.fullmatch(text):
        raise BadInput("This form is out of date. Open it again.")
    return text


def who_is_meant(salon: Salon, who: str) -> str | None:
    """Return the cosmetologist's id, or None where any will do.

    Raises:
        NotFound: nobody of that id works here.
    """
    return salon.cosmetologist(who).id if who else None
