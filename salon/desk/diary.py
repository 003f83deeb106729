"""The diary's pages: a day, a week, one appointment in a panel. What changes it is in `diary_changes.py` and `diary_forms.py`.

Addresses name days and ids, never a client.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import Request, Response

from salon.booking.appointments import AppointmentView
from salon.booking.diary_entries import DiaryDay
from salon.desk.diary_board import Entry, booked, build_board
from salon.desk.diary_changes import add_diary_change_routes
from salon.desk.diary_forms import add_diary_form_routes
from salon.desk.diary_panel import panel_page, read_day, who_is_meant
from salon.desk.door import DeskDoor
from salon.desk.pages import names_of
from salon.salon_file import Salon
from salon.staff.member import Member
from salon.staff.roles import Permission

View = Literal["day", "week"]
WEEK = 7


@dataclass(frozen=True)
class Shown:
    """What of the diary is looked at: a day, or the week that it lies in, of one cosmetologist or all ("")."""

    day: date
    view: View
    who: str

    @property
    def first(self) -> date:
        """The first day shown."""
        return self.day if self.view == "day" else self.day - timedelta(days=self.day.weekday())

    @property
    def count(self) -> int:
        """How many days are shown."""
        return 1 if self.view == "day" else WEEK

    def query(self, **changes: Any) -> str:
        """Return the address's query for this, or for something beside it."""
        other = replace(self, **changes)
        known = {"day": other.day.isoformat(), "view": other.view, "who": other.who}
        return urlencode({key: value for key, value in known.items() if value})

    def step(self, ways: int) -> str:
        """Return the query of the next day or week, or with -1 of the one before."""
        return self.query(day=self.day + timedelta(days=ways * self.count))


def add_diary_routes(desk: DeskDoor) -> None:
    """Add every route of the diary."""
    may_read = desk.may(Permission.READ_DIARY)

    @desk.router.get("/diary")
    async def diary(
        request: Request, member: Annotated[Member, may_read], day: str = "", view: View = "day", who: str = ""
    ) -> Response:
        """Show a day or a week."""
        return await _page(desk, request, member, "diary/page.html", day, view, who)

    @desk.router.get("/diary/board")
    async def board(
        request: Request, member: Annotated[Member, may_read], day: str = "", view: View = "day", who: str = ""
    ) -> Response:
        """Show the board alone, when something has changed."""
        return await _page(desk, request, member, "diary/_board.html", day, view, who)

    @desk.router.get("/diary/appointments/{appointment_id}")
    async def appointment(request: Request, member: Annotated[Member, may_read], appointment_id: str) -> Response:
        """Show one appointment: in the panel, or as a page of its own."""
        detail = await asyncio.to_thread(desk.services.diary.detail, appointment_id)
        return panel_page(desk, request, member, "appointment", detail=detail, problem="")

    @desk.router.get("/diary/blocks/{block_id}")
    async def block(request: Request, member: Annotated[Member, may_read], block_id: str) -> Response:
        """Show blocked time."""
        found = await asyncio.to_thread(desk.services.diary.block, block_id)
        return panel_page(desk, request, member, "blocked", block=found)

    add_diary_change_routes(desk)
    add_diary_form_routes(desk)


async def _page(
    desk: DeskDoor, request: Request, member: Member, template: str, day: str, view: View, who: str
) -> Response:
    services, today = desk.services, desk.services.diary.today()
    shown = Shown(read_day(day) or today, view, who_is_meant(services.salon, who) or "")
    days = await asyncio.to_thread(services.diary.days, shown.first, shown.count, shown.who or None)
    team = _team(services.salon, days, shown.who)
    now = services.clock()
    board = build_board(days, team, now, services.salon.zone, every_minutes=services.salon.booking.start_every_minutes)
    return desk.page(
        request,
        member,
        template,
        shown=shown,
        today=today,
        days=days,
        board=board,
        team=team,
        names=names_of(services.salon),
        coming=_coming(days, team, now) if shown.count == 1 and shown.day == today else [],
        may_change=member.may(Permission.CHANGE_DIARY),
    )


def _team(salon: Salon, days: Sequence[DiaryDay], who: str) -> list[str]:
    """Return whose columns are shown: one, or the team and whoever left it but is booked still."""
    if who:
        return [who]
    team = [one.id for one in salon.cosmetologists]
    at_work = {one.cosmetologist_id for day in days for one in booked(day)}
    return team + sorted(at_work - set(team))


def _coming(
    days: Sequence[DiaryDay], team: Sequence[str], now: datetime
) -> list[tuple[str, Entry | None, AppointmentView | None]]:
    """Return for each cosmetologist whom or what she has now, and who comes next."""
    visits = booked(days[0])
    entries: list[Entry] = [*visits, *days[0].blocks]
    found = []
    for who in team:
        hers = [one for one in entries if one.cosmetologist_id in (None, who)]
        present = next((one for one in hers if one.starts_at <= now < one.ends_at), None)
        coming = (one for one in visits if one.cosmetologist_id == who and one.starts_at > now)
        found.append((who, present, next(coming, None)))
    return found
