"""Forms of the diary: a new appointment for somebody who rings, blocked time, and the free times to choose from."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import uuid4

from fastapi import Depends, Form, Request, Response

from salon.advice.contraindications import MATRIX
from salon.booking.diary_entries import NewBlock, Occupied, StaffBooking
from salon.desk.diary_panel import (
    CHANGED,
    appointment_page,
    note,
    panel_page,
    problem_of,
    read_day,
    read_instant,
    read_key,
    read_moment,
    read_start,
    who_is_meant,
)
from salon.desk.door import DeskDoor, go
from salon.errors import BadInput, Refused
from salon.staff.member import Member
from salon.staff.roles import Permission

Word = Annotated[str, Form(max_length=80)]
Line = Annotated[str, Form(max_length=400)]
ASKED = tuple(one for one in MATRIX if one != "trying_to_conceive")
"""What staff ask of a client's health; the one left out forbids nothing."""


@dataclass(frozen=True)
class BookingForm:
    """An appointment that staff write down."""

    treatment: Word = ""
    day: Word = ""
    who: Word = ""
    starts_at: Word = ""
    other: Word = ""
    name: Line = ""
    phone: Word = ""
    consented: Annotated[bool, Form()] = False
    conditions: Annotated[Sequence[str], Form()] = ()
    reason: Line = ""
    key: Word = ""


@dataclass(frozen=True)
class BlockForm:
    """Time to be blocked. `until_day` empty: the same day."""

    who: Word = ""
    day: Word = ""
    begins: Word = ""
    until_day: Word = ""
    ends: Word = ""
    label: Line = ""
    key: Word = ""


def add_diary_form_routes(desk: DeskDoor) -> None:
    """Add the routes."""
    may = desk.may(Permission.CHANGE_DIARY)
    services = desk.services

    @desk.router.get("/diary/times")
    async def times(
        request: Request,
        member: Annotated[Member, may],
        treatment: str,
        day: str = "",
        who: str = "",
        moving: str = "",
    ) -> Response:
        """Show the free times of a day to choose from; the address holds nothing of the client."""
        on = read_day(day) or services.diary.today()
        wanted = who_is_meant(services.salon, who)
        free = await asyncio.to_thread(services.diary.free_starts, treatment, on, wanted, moving or None)
        return desk.page(request, member, "diary/_times.html", times=free, day=on, picked="")

    @desk.router.get("/diary/new")
    async def new(
        request: Request, member: Annotated[Member, may], day: str = "", who: str = "", at: str = ""
    ) -> Response:
        """Show the form for a new appointment."""
        treatment = services.salon.treatments[0].id
        return await _booking_form(desk, request, member, BookingForm(treatment, day, who, at, key=uuid4().hex))

    @desk.router.post("/diary/new")
    async def book(
        request: Request, member: Annotated[Member, may], form: Annotated[BookingForm, Depends()]
    ) -> Response:
        """Book, and show the appointment."""
        try:
            booked = await asyncio.to_thread(services.diary_booking.book, _wish(desk, member, form))
        except (Refused, BadInput) as error:
            return await _booking_form(desk, request, member, form, problem_of(error), str(error))
        await note(desk, member, "appointment.booked", booked.id, against_a_rule=bool(form.reason.strip()))
        return await appointment_page(desk, request, member, booked.id)

    _add_block_routes(desk)


def _add_block_routes(desk: DeskDoor) -> None:
    may = desk.may(Permission.CHANGE_DIARY)
    services = desk.services

    @desk.router.get("/diary/block")
    async def new_block(request: Request, member: Annotated[Member, may], day: str = "", who: str = "") -> Response:
        """Show the form for blocked time."""
        return _block_form(desk, request, member, BlockForm(who, day, key=uuid4().hex))

    @desk.router.post("/diary/block")
    async def block(
        request: Request, member: Annotated[Member, may], form: Annotated[BlockForm, Depends()]
    ) -> Response:
        """Block time, and show it."""
        try:
            made = await asyncio.to_thread(services.blocks.block, _block(desk, member, form))
        except (Refused, BadInput) as error:
            count = error.appointments if isinstance(error, Occupied) else 0
            return _block_form(desk, request, member, form, problem_of(error), str(error), count)
        await note(desk, member, "block.made", made.id)
        if "hx-request" not in request.headers:
            return go(request, f"/desk/diary?day={made.starts_at.date()}")
        return panel_page(desk, request, member, "blocked", block=made, changed=True)

    @desk.router.post("/diary/blocks/{block_id}/free")
    async def unblock(request: Request, member: Annotated[Member, may], block_id: str) -> Response:
        """Free blocked time."""
        freed = await asyncio.to_thread(services.blocks.unblock, block_id)
        if freed:
            await note(desk, member, "block.freed", block_id)
        if "hx-request" not in request.headers:
            return go(request, f"/desk/diary?day={freed.starts_at.date()}" if freed else "/desk/diary")
        response = desk.page(request, member, "diary/_freed.html")
        response.headers.update(CHANGED)
        return response


async def _booking_form(
    desk: DeskDoor, request: Request, member: Member, form: BookingForm, problem: str = "", sentence: str = ""
) -> Response:
    services = desk.services
    picked = read_instant(form.starts_at)
    day = _day(form.day) or (picked.astimezone(services.salon.zone).date() if picked else services.diary.today())
    who = form.who if form.who in {one.id for one in services.salon.cosmetologists} else ""
    known = {one.id for one in services.salon.treatments}
    treatment = form.treatment if form.treatment in known else services.salon.treatments[0].id
    times = await asyncio.to_thread(services.diary.free_starts, treatment, day, who or None)
    offered = picked in times
    return panel_page(
        desk,
        request,
        member,
        "new",
        form=form,
        treatment=treatment,
        day=day,
        who=who,
        times=times,
        picked=picked.astimezone(services.salon.zone).isoformat() if picked and offered else "",
        other=form.other or (f"{picked.astimezone(services.salon.zone):%H:%M}" if picked and not offered else ""),
        conditions={one: services.responses.text(f"utter_label_{one}") for one in ASKED},
        problem=problem,
        sentence=sentence,
    )


def _block_form(
    desk: DeskDoor,
    request: Request,
    member: Member,
    form: BlockForm,
    problem: str = "",
    sentence: str = "",
    count: int = 0,
) -> Response:
    day = _day(form.day) or desk.services.diary.today()
    return panel_page(
        desk,
        request,
        member,
        "block_form",
        form=form,
        day=day,
        problem=problem,
        sentence=sentence,
        count=count,
    )


def _wish(desk: DeskDoor, member: Member, form: BookingForm) -> StaffBooking:
    """Read the form.

    Raises:
        BadInput: a field can't be read; the sentence says which.
        NotFound: nobody of that id works here.
    """
    salon = desk.services.salon
    return StaffBooking(
        treatment_id=form.treatment,
        starts_at=read_start(form.starts_at, form.other, form.day, salon.zone),
        name=form.name,
        phone=form.phone,
        has_consented=form.consented,
        staff_name=member.name,
        idempotency_key=read_key(form.key),
        cosmetologist_id=who_is_meant(salon, form.who),
        conditions=frozenset(form.conditions),
        exception_reason=form.reason,
    )


def _block(desk: DeskDoor, member: Member, form: BlockForm) -> NewBlock:
    salon = desk.services.salon
    return NewBlock(
        starts_at=read_moment(form.day, form.begins, salon.zone),
        ends_at=read_moment(form.until_day or form.day, form.ends, salon.zone),
        label=form.label,
        staff_name=member.name,
        idempotency_key=f"desk {read_key(form.key)}",
        cosmetologist_id=who_is_meant(salon, form.who),
    )


def _day(text: str) -> date | None:
    """Return the day of a field that is shown again; None if it can't be read."""
    try:
        return read_day(text)
    except BadInput:
        return None
