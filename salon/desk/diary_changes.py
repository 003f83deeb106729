"""What staff do with an appointment in the diary: confirm, note who did not come, cancel, move."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import uuid4

from fastapi import Depends, Form, Request, Response

from salon.booking.appointments import AppointmentView
from salon.booking.diary_entries import CancelReason, Detail, StaffMove
from salon.desk.diary_panel import (
    panel_page,
    problem_of,
    read_day,
    read_instant,
    read_key,
    read_start,
    wake,
    who_is_meant,
)
from salon.desk.door import DeskDoor, go
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
        return await _change(
            desk, request, member, appointment_id, action, lambda: changes.confirm(appointment_id, confirmed=confirmed)
        )

    @desk.router.post("/diary/appointments/{appointment_id}/no-show")
    async def no_show(
        request: Request, member: Annotated[Member, may], appointment_id: str, *, came: Annotated[bool, Form()]
    ) -> Response:
        """Note that the client did not come, or came after all."""
        action = "appointment.came" if came else "appointment.no_show"
        do = changes.undo_no_show if came else changes.note_no_show
        return await _change(desk, request, member, appointment_id, action, lambda: do(appointment_id))

    @desk.router.post("/diary/appointments/{appointment_id}/cancel")
    async def cancel(
        request: Request, member: Annotated[Member, may], appointment_id: str, reason: Annotated[CancelReason, Form()]
    ) -> Response:
        """Cancel, and tell the client where they booked."""
        problem = ""
        try:
            await desk.services.diary_news.cancel(appointment_id, reason)
        except Refused as error:
            problem = problem_of(error)
        else:
            await _note(desk, member, "appointment.cancelled", appointment_id, reason=str(reason))
        return await _shown(desk, request, member, appointment_id, problem)

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
            await _note(desk, member, "appointment.moved", appointment_id, against_a_rule=against)
        return await _shown(desk, request, member, appointment_id)


async def _change(
    desk: DeskDoor,
    request: Request,
    member: Member,
    appointment_id: str,
    action: str,
    do: Callable[[], AppointmentView],
) -> Response:
    problem = ""
    try:
        await asyncio.to_thread(do)
    except Refused as error:
        problem = problem_of(error)
    else:
        await _note(desk, member, action, appointment_id)
    return await _shown(desk, request, member, appointment_id, problem)


async def _note(desk: DeskDoor, member: Member, action: str, appointment_id: str, **details: Any) -> None:
    await desk.audit(member, action, appointment_id, **details)
    wake(desk.services.topics)


async def _shown(desk: DeskDoor, request: Request, member: Member, appointment_id: str, problem: str = "") -> Response:
    """Show the appointment as it is now: in the panel, or on its page."""
    if not problem and "hx-request" not in request.headers:
        return go(request, f"/desk/diary/appointments/{appointment_id}")
    detail = await asyncio.to_thread(desk.services.diary.detail, appointment_id)
    return panel_page(desk, request, member, "appointment", detail=detail, problem=problem, changed=not problem)


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
