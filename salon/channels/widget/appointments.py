"""The widget's door to the calendar: free times of a month, what the conversation has booked, a file for calendars."""

import asyncio
import re
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from salon.booking.appointments import AppointmentUnknown
from salon.channels.widget.access import Access
from salon.channels.widget.payloads import AppointmentsOut, TimesOfMonthOut
from salon.conversations.incoming import Unacceptable
from salon.errors import BadInput
from salon.salon_file import Salon
from salon.services import Services

_ID = re.compile(r"[0-9a-f-]{36}")
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


def add_appointment_routes(router: APIRouter, services: Services, access: Access) -> None:
    """Add the routes."""
    _add_times(router, services, access)

    @router.get("/{conversation_id}/appointments")
    async def appointments(conversation_id: Annotated[str, Depends(access.opened)]) -> AppointmentsOut:
        """Read which appointments of this conversation are to come."""
        coming = await asyncio.to_thread(services.appointment_cards.coming, conversation_id)
        return AppointmentsOut.model_validate({"appointments": coming})

    @router.get(
        "/{conversation_id}/appointments/{appointment_id}.ics",
        response_class=Response,
        responses={200: {"content": {"text/calendar": {}}}},
    )
    async def calendar_file(conversation_id: Annotated[str, Depends(access.opened)], appointment_id: str) -> Response:
        """Save an appointment for a calendar (iCalendar)."""
        wanted = _appointment_id(appointment_id)
        content = await asyncio.to_thread(services.calendar_files.file, wanted, conversation_id)
        headers = {"Content-Disposition": 'attachment; filename="appointment.ics"'}
        return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)


def _add_times(router: APIRouter, services: Services, access: Access) -> None:
    @router.get("/{conversation_id}/times")
    async def times(
        conversation_id: Annotated[str, Depends(access.opened)],
        treatment: str = "",
        month: str = "",
        moving: str | None = None,
    ) -> TimesOfMonthOut:
        """Read the free times of a month, such as 2027-03, as this conversation may book them.

        `moving` is the appointment that a time is sought for, if one is to be moved.
        """
        wanted = _treatment_id(treatment, services.salon)
        first = _month(month)
        appointment = moving and _appointment_id(moving)
        try:
            found = await asyncio.to_thread(services.months.month, conversation_id, wanted, first, appointment or None)
        except BadInput as error:
            raise Unacceptable("utter_moving_mismatch") from error
        return TimesOfMonthOut(
            treatment=wanted,
            month=month,
            earlier=found.earlier,
            later=found.later,
            next=found.soonest.isoformat() if found.soonest else None,
            days={day.isoformat(): [start.isoformat() for start in starts] for day, starts in found.days.items()},
        )


def _treatment_id(text: str, salon: Salon) -> str:
    known = [one.id for one in salon.treatments]
    if text not in known:
        raise Unacceptable("utter_treatment_unknown", treatment_ids=", ".join(known))
    return text


def _month(text: str) -> date:
    """Return the first day of a month written 2027-03."""
    try:
        return date.fromisoformat(f"{text}-01" if _MONTH.fullmatch(text) else "")
    except ValueError:
        raise Unacceptable("utter_month_unreadable") from None


def _appointment_id(text: str) -> str:
    """Return an id that looks like one of ours: others need not be looked up."""
    if not _ID.fullmatch(text):
        raise AppointmentUnknown("not an id of ours")
    return text
