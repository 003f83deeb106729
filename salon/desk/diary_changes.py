"""What staff do with an appointment in the diary: confirm, note who did not come, cancel, move."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import uuid4

from fastapi import Depends, Form, Request, Response

from salon.booking.appointments import AppointmentView
from salon.booking.diary_entries import CancelReason, Detail, StaffMove
from salon.desk.diary_panel import (
    appointment_page,
    note,
    panel_page,
    problem_of,
    read_day,
    read_instant,
    read_key,
    read_start,
    who_is_meant,
)
from salon.desk.door import DeskDoor
from salon.errors import BadInput, Refused
from salon.staff.member import Member
from salon.staff.roles import Permission

Word = Annotated[str, Form(max_length=80)]


@dataclass(frozen=True)
class MoveForm:
    """The form by which an appointment is moved. `seen_at` is where it was when the form was opened."""

    day: Word = ""
    who: Word = ""
    starts_at: Word = ""
    other: Word = ""
    seen_at: Word = ""
    key: Word = ""
    reason: Annotated[str, Form(max_length=400)] = ""


def add_diary_change_routes(desk: DeskDoor) -> None:
    """Add the routes."""
    may = desk.may(Permission.CHANGE_DIARY)
    changes = desk.services.diary_changes

    @desk.router.post("/diary/appointments/{appointment_id}/confirm")
    async def confirm(
        request: Request, member: Annotated[Member, may], appointment_id: str, *, confirmed: Annotated[bool, Form()]
    ) -> Response:
        """Note that the client will come, or take it back."""
        action = "appointment.confirmed" if confirmed else "appointment.unconfirmed"
        do = asyncio.to_thread(changes.confirm, appointment_id, confirmed=confirmed)
        return await _change(desk, request, member, appointment_id, action, do)

    @desk.router.post("/diary/appointments/{appointment_id}/no-show")
    async def no_show(
        request: Request, member: Annotated[Member, may], appointment_id: str, *, came: Annotated[bool, Form()]
    ) -> Response:
        """Note that the client did not come, or came after all."""
        action = "appointment.came" if came else "appointment.no_show"
        do = asyncio.to_thread(changes.undo_no_show if came else changes.note_no_show, appointment_id)
        return await _change(desk, request, member, appointment_id, action, do)

    @desk.router.post("/diary/appointments/{appointment_id}/cancel")
    async def cancel(
        request: Request, member: Annotated[Member, may], appointment_id: str, reason: Annotated[CancelReason, Form()]
    ) -> Response:
        """Cancel, and tell the client where they booked."""
        do = desk.services.diary_news.cancel(appointment_id, reason)
        return await _change(desk, request, member, appointment_id, "appointment.cancelled", do, reason=str(reason))

    @desk.router.get("/diary/appointments/{appointment_id}/move")
    async def choose(
        request: Request, member: Annotated[Member, may], appointment_id: str, day: str = "", who: str = ""
    ) -> Response:
        """Show where an appointment can be moved to."""
        detail = await asyncio.to_thread(desk.services.diary.detail, appointment_id)
        return await _move_form(desk, request, member, detail, MoveForm(day=day, who=who))

    @desk.router.post("/diary/appointments/{appointment_id}/move")
    async def move(
        request: Request, member: Annotated[Member, may], appointment_id: str, form: Annotated[MoveForm, Depends()]
    ) -> Response:
        """Move, and tell the client where they booked."""
        try:
            moved = await desk.services.diary_news.move(_wish(desk, member, appointment_id, form))
        except (Refused, BadInput) as error:
            detail = await asyncio.to_thread(desk.services.diary.detail, appointment_id)
            return await _move_form(desk, request, member, detail, form, problem_of(error), str(error))
        if moved.move:
            against = bool(moved.move.exception_reason)
            await note(desk, member, "appointment.moved", appointment_id, against_a_rule=against)
        return await appointment_page(desk, request, member, appointment_id)


async def _change(
    desk: DeskDoor,
    request: Request,
    member: Member,
    appointment_id: str,
    action: str,
    do: Awaitable[AppointmentView],
    **details: Any,
) -> Response:
    problem = ""
    try:
        await do
    except Refused as error:
        problem = problem_of(error)
    else:
        await note(desk, member, action, appointment_id, **details)
    return await appointment_page(desk, request, member, appointment_id, problem)


async def _move_form(
    desk: DeskDoor,
    request: Request,
    member: Member,
    detail: Detail,
    form: MoveForm,
    problem: str = "",
    sentence: str = "",
) -> Response:
    services, one = desk.services, detail.appointment
    day = read_day(form.day) or max(one.starts_at.date(), services.diary.today())
    who = form.who or one.cosmetologist_id
    times = await asyncio.to_thread(services.diary.free_starts, one.treatment_id, day, who, one.id)
    return panel_page(
        desk,
        request,
        member,
        "move",
        one=one,
        day=day,
        who=who,
        times=times,
        picked=form.starts_at,
        form=form,
        key=form.key or uuid4().hex,
        seen_at=form.seen_at or one.starts_at.isoformat(),
        problem=problem,
        sentence=sentence,
    )


def _wish(desk: DeskDoor, member: Member, appointment_id: str, form: MoveForm) -> StaffMove:
    """Read the form.

    Raises:
        BadInput: a field can't be read; the sentence says which.
    """
    salon = desk.services.salon
    seen_at = read_instant(form.seen_at)
    if seen_at is None:
        raise BadInput("This form is out of date. Open it again.")
    return StaffMove(
        appointment_id=appointment_id,
        starts_at=read_start(form.starts_at, form.other, form.day, salon.zone),
        staff_name=member.name,
        idempotency_key=read_key(form.key),
        cosmetologist_id=who_is_meant(salon, form.who),
        seen_at=seen_at,
        exception_reason=form.reason,
    )
