"""Accounts of the staff: who may use the desk, as what."""

import asyncio
from typing import Annotated

from fastapi import Form, Request, Response

from salon.desk.door import DeskDoor, go
from salon.errors import BadInput, Refused
from salon.staff.member import Member
from salon.staff.roles import Permission, Role

Said = Annotated[str, Form(max_length=300)]


def add_staff_routes(desk: DeskDoor) -> None:
    """Add the list of accounts, and what can be done with one."""
    may = desk.may(Permission.MANAGE_STAFF)
    accounts = desk.services.accounts

    @desk.router.get("/staff")
    async def all_accounts(request: Request, member: Annotated[Member, may]) -> Response:
        """List the accounts."""
        return await _page(desk, request, member)

    @desk.router.post("/staff")
    async def invite(
        request: Request, member: Annotated[Member, may], login: Said, name: Said, role: Annotated[Role, Form()]
    ) -> Response:
        """Invite somebody; their one-time code is shown once."""
        try:
            staff_id, code = await asyncio.to_thread(accounts.invite, login, name, role, member)
        except (BadInput, Refused) as error:
            return await _page(desk, request, member, said=str(error), typed={"login": login, "name": name})
        return await _page(desk, request, member, invited=staff_id, code=code)

    @desk.router.post("/staff/{staff_id}/invite")
    async def invite_again(request: Request, staff_id: str, member: Annotated[Member, may]) -> Response:
        """Let somebody begin anew who forgot the password or lost the telephone."""
        code = await asyncio.to_thread(accounts.invite_again, staff_id, member)
        return await _page(desk, request, member, invited=staff_id, code=code)

    @desk.router.post("/staff/{staff_id}")
    async def change(
        request: Request, staff_id: str, member: Annotated[Member, may], name: Said, role: Annotated[Role, Form()]
    ) -> Response:
        """Rename somebody, or give them another role."""
        try:
            await asyncio.to_thread(accounts.change, staff_id, name, role, member)
        except (BadInput, Refused) as error:
            return await _page(desk, request, member, said=str(error))
        return go(request, "/desk/staff")

    @desk.router.post("/staff/{staff_id}/switch")
    async def switch(
        request: Request, staff_id: str, member: Annotated[Member, may], *, on: Annotated[bool, Form()]
    ) -> Response:
        """Switch an account off, or on again."""
        try:
            await asyncio.to_thread(accounts.switch, staff_id, member, on=on)
        except Refused as error:
            return await _page(desk, request, member, said=str(error))
        return go(request, "/desk/staff")


async def _page(
    desk: DeskDoor,
    request: Request,
    member: Member,
    *,
    said: str = "",
    typed: dict[str, str] | None = None,
    invited: str = "",
    code: str = "",
) -> Response:
    found = await asyncio.to_thread(desk.services.accounts.all)
    person = next((one for one in found if one.id == invited), None)
    values = {"accounts": found, "said": said, "typed": typed or {}, "invited": person, "code": code, "roles": Role}
    return desk.page(request, member, "staff/page.html", 422 if said else 200, **values)
