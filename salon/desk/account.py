"""One's own account: password, second factor, where one is signed in."""

import asyncio
from typing import Annotated

from fastapi import Request, Response

from salon.desk import cookies
from salon.desk.door import DeskDoor, go
from salon.desk.login import DIFFER, Said, refusal
from salon.desk.tries import address, device
from salon.errors import BadInput
from salon.staff.member import Member
from salon.staff.roles import Permission
from salon.staff.signing_in import SignInRefused, TooManyTries

WRONG = "The present password is not right."


def add_account_routes(desk: DeskDoor) -> None:
    """Add the page, and what can be changed on it."""
    may = desk.may(Permission.OWN_ACCOUNT)

    @desk.router.get("/account")
    async def account(request: Request, member: Annotated[Member, may], done: str = "") -> Response:
        """Show one's own account."""
        return await _page(desk, request, member, done=done)

    @desk.router.post("/account/password")
    async def password(request: Request, member: Annotated[Member, may], old: Said, new: Said, again: Said) -> Response:
        """Change the password; all other sessions end."""
        if new != again:
            return await _page(desk, request, member, said=DIFFER)
        try:
            change = desk.services.accounts.change_password
            await desk.tries.take(request, change, member, old, new, address(request))
        except (SignInRefused, TooManyTries, BadInput) as error:
            return await _page(desk, request, member, said=refusal(error, WRONG))
        return go(request, "/desk/account?done=password")

    @desk.router.post("/account/second-factor")
    async def second_factor(request: Request, member: Annotated[Member, may], password: Said) -> Response:
        """Begin to set up a second factor, or a new one; who does so knows the password."""
        begin = desk.services.signing_in.begin_enrolment
        try:
            step = await desk.tries.take(request, begin, member, password, address(request), device(request))
        except (SignInRefused, TooManyTries) as error:
            return await _page(desk, request, member, said=refusal(error, WRONG))
        response = go(request, "/desk/login/second-factor")
        cookies.give(response, cookies.SESSION, step.token, desk.services.sessions.longest)
        return response

    @desk.router.post("/account/sessions/end")
    async def end(request: Request, member: Annotated[Member, may], session_id: Said = "") -> Response:
        """End one other session, or all others."""
        sessions = desk.services.sessions
        if session_id:
            await asyncio.to_thread(sessions.revoke, member.id, session_id)
        else:
            await asyncio.to_thread(sessions.revoke_others, member.id, member.session_id)
        await desk.audit(member, "account.sessions_ended", member.id)
        return go(request, "/desk/account?done=sessions")


async def _page(desk: DeskDoor, request: Request, member: Member, *, done: str = "", said: str = "") -> Response:
    account = await asyncio.to_thread(desk.services.accounts.get, member.id)
    devices = await asyncio.to_thread(desk.services.sessions.devices, member.id)
    values = {"account": account, "devices": devices, "done": done, "said": said}
    return desk.page(request, member, "account/page.html", 422 if said else 200, **values)
