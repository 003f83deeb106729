"""What staff may change of the salon: hours, rules, policies, contact, retention; the other tabs stand beside this file."""

import asyncio
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Form, Request, Response
from starlette.datastructures import FormData

from salon.configuration.keys import CANNED_REPLIES, TEXT
from salon.configuration.service import Changed
from salon.desk import settings_forms as forms
from salon.desk.door import DeskDoor, go
from salon.desk.settings_replies import add_canned_reply_routes
from salon.desk.settings_shown import TABS, note, save, show
from salon.desk.settings_texts import add_text_routes
from salon.desk.settings_treatments import add_treatment_routes
from salon.errors import BadInput
from salon.salon_file import WEEKDAYS
from salon.staff.member import Member
from salon.staff.roles import Permission

EMPTY_DAYS = 3
KEPT = {
    "conversation_days": "Conversations",
    "keep_cancelled_days": "Cancelled appointments",
    "audit_days": "The audit log",
}
_TAB_OF = {
    "hours": "hours",
    "closed_on": "hours",
    "treatments": "treatments",
    "retention": "retention",
    CANNED_REPLIES: "replies",
}
"""Key -> the tab on which it stands; the others stand on that of the rules."""


def add_settings_routes(desk: DeskDoor) -> None:
    """Add every tab of the settings."""
    _add_hours(desk)
    add_treatment_routes(desk)
    _add_rules(desk)
    add_text_routes(desk)
    add_canned_reply_routes(desk)
    _add_retention(desk)
    _add_taking_back(desk)


def _add_hours(desk: DeskDoor) -> None:
    may = desk.may(Permission.CHANGE_SETTINGS)

    @desk.router.get("/settings")
    async def begin(request: Request, member: Annotated[Member, may]) -> Response:
        """Lead to the first tab."""
        return go(request, f"/desk/settings/{next(iter(TABS))}")

    @desk.router.get("/settings/hours")
    async def hours(request: Request, member: Annotated[Member, may]) -> Response:
        """Show the opening hours, the closed days, and the appointments that lie outside."""
        return await _hours_page(desk, request, member, desk.services.configuration.present.values)

    @desk.router.post("/settings/hours")
    async def change_hours(request: Request, member: Annotated[Member, may]) -> Response:
        """Change hours and closed days."""
        form = await request.form()
        values = {"hours": forms.hours_of(form), "closed_on": forms.closed_days_of(form)}

        async def again(said: str, status: int) -> Response:
            return await _hours_page(desk, request, member, values, said, status)

        return await save(desk, request, member, "hours", values, forms.seen(form), again)


async def _hours_page(
    desk: DeskDoor, request: Request, member: Member, values: Mapping[str, Any], said: str = "", status: int = 200
) -> Response:
    today = desk.services.clock().astimezone(desk.services.salon.zone).date().isoformat()
    days = values["closed_on"]
    return show(
        desk,
        request,
        member,
        "hours",
        said,
        status,
        weekdays=WEEKDAYS,
        hours=values["hours"],
        past=[day for day in days if day < today],
        coming=[day for day in days if day >= today] + [""] * EMPTY_DAYS,
        outside=await asyncio.to_thread(desk.services.coming.outside_hours),
    )


def _add_rules(desk: DeskDoor) -> None:
    may = desk.may(Permission.CHANGE_SETTINGS)

    @desk.router.get("/settings/rules")
    async def rules(request: Request, member: Annotated[Member, may]) -> Response:
        """Show rules, policies, and how to reach the salon."""
        return _rules_page(desk, request, member)

    @desk.router.post("/settings/rules/{part}")
    async def change_rules(request: Request, part: str, member: Annotated[Member, may]) -> Response:
        """Change one of the three."""
        form = await request.form()

        async def again(said: str, status: int) -> Response:
            return _rules_page(desk, request, member, form, said, status)

        try:
            values = _rules_of(part, form, desk.services.configuration.present.values)
        except BadInput as error:
            return await again(str(error), 422)
        return await save(desk, request, member, "rules", values, forms.seen(form), again)


def _rules_of(part: str, form: FormData, present: Mapping[str, Any]) -> dict[str, Any]:
    if part == "booking":
        return {"booking": {**present["booking"], **forms.numbers_of(form, forms.RULES)}}
    if part == "policies":
        texts = {name: forms.text(form, name) for name in forms.POLICY_TEXTS}
        return {"policies": texts | forms.numbers_of(form, forms.POLICY_NUMBERS)}
    return {name: forms.text(form, name) for name in forms.CONTACT}


def _rules_page(
    desk: DeskDoor,
    request: Request,
    member: Member,
    form: FormData | None = None,
    said: str = "",
    status: int = 200,
) -> Response:
    present = desk.services.configuration.present.values
    contact = {name: present[name] for name in forms.CONTACT}
    known = {**present["booking"], **present["policies"], **contact}
    field = known | forms.typed(form)
    return show(desk, request, member, "rules", said, status, forms=forms, field=field)


def _add_retention(desk: DeskDoor) -> None:
    may = desk.may(Permission.CHANGE_SETTINGS)

    @desk.router.get("/settings/retention")
    async def retention(request: Request, member: Annotated[Member, may]) -> Response:
        """Show how long what is kept, what is old now, and when it was last erased."""
        return await _retention_page(desk, request, member)

    @desk.router.post("/settings/retention")
    async def change_retention(request: Request, member: Annotated[Member, may]) -> Response:
        """Change how long what is kept."""
        form = await request.form()

        async def again(said: str, status: int) -> Response:
            return await _retention_page(desk, request, member, form, said, status)

        try:
            days = {name: forms.whole(form, name, label) for name, label in KEPT.items()}
        except BadInput as error:
            return await again(str(error), 422)
        cancelled = {"keep_cancelled_days": days.pop("keep_cancelled_days")}
        booking = {**desk.services.configuration.present.values["booking"], **cancelled}
        return await save(
            desk, request, member, "retention", {"retention": days, "booking": booking}, forms.seen(form), again
        )


async def _retention_page(
    desk: DeskDoor,
    request: Request,
    member: Member,
    form: FormData | None = None,
    said: str = "",
    status: int = 200,
) -> Response:
    salon = desk.services.configuration.present.salon
    field = {**vars(salon.retention), "keep_cancelled_days": salon.booking.keep_cancelled_days} | dict(form or {})
    due, last = await asyncio.to_thread(lambda: (desk.services.retention.due(), desk.services.retention.last()))
    return show(desk, request, member, "retention", said, status, field=field, due=due, last=last)


def _add_taking_back(desk: DeskDoor) -> None:
    may = desk.may(Permission.CHANGE_SETTINGS)

    @desk.router.post("/settings/undo")
    async def undo(
        request: Request, member: Annotated[Member, may], key: Annotated[str, Form(max_length=80)]
    ) -> Response:
        """Give a setting the value that it had before."""
        configuration = desk.services.configuration
        return await _took_back(
            desk, request, member, key, await asyncio.to_thread(configuration.undo, key, member.name)
        )

    @desk.router.post("/settings/default")
    async def default(
        request: Request, member: Annotated[Member, may], key: Annotated[str, Form(max_length=80)]
    ) -> Response:
        """Give a setting the value of salon.yml again."""
        configuration = desk.services.configuration
        changed = await asyncio.to_thread(configuration.change, {key: None}, member.name)
        return await _took_back(desk, request, member, key, changed)


async def _took_back(desk: DeskDoor, request: Request, member: Member, key: str, changed: Changed) -> Response:
    await note(desk, member, changed)
    if key.startswith(TEXT):
        return go(request, f"/desk/settings/texts/{key.removeprefix(TEXT)}?saved=1")
    return go(request, f"/desk/settings/{_TAB_OF.get(key, 'rules')}?saved=1")
