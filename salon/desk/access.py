"""Who may enter a route of the desk: session, permission, and for writes the proof that the form is the desk's own."""

import asyncio
import hmac
import re
from collections.abc import Iterable
from typing import Any

from fastapi import Depends, Request
from starlette.datastructures import Headers

from salon.desk import cookies
from salon.errors import BadInput, NotFound, Refused
from salon.origins import DEFAULT_PORTS
from salon.staff.member import Member
from salon.staff.roles import Permission
from salon.staff.sessions import OPEN, Sessions

FORM_FIELD = "csrf"
FORM_HEADER = "x-csrf-token"
BY_ITSELF = "x-desk-by-itself"
"""The header of what a page asks for unasked (`static/live.js`): it does not keep a session going."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class SignedOut(Exception):
    """Nobody is signed in, or no more."""


class Forbidden(Refused):
    """The member's role may not do that."""


class ForeignForm(Refused):
    """A write that does not come from a page of the desk that this browser was given."""


class Access:
    """Checks requests. Every route of the desk names the permission that it needs by `may`."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def may(self, permission: Permission) -> Any:
        """Return the dependency that gives the member, if their role has this permission.

        Raises (at the request):
            SignedOut, Forbidden, ForeignForm.
        """

        async def member(request: Request) -> Member:
            token = cookies.read(request, cookies.SESSION)
            member = await self.member(token, used=BY_ITSELF not in request.headers)
            if member is None:
                raise SignedOut
            request.state.member, request.state.form_token = member, self.form_token(token)
            _check_address(request)
            await self.check_form(request, token)
            if not member.may(permission):
                raise Forbidden("Your role does not allow this.")
            return member

        member.permission = permission  # type: ignore[attr-defined]  # read by the test of all routes
        return Depends(member)

    async def member(self, token: str, *, used: bool = True) -> Member | None:
        """Return whose session a token opens; None if it has ended, or signing in is not done yet.

        `used` is as in `Sessions.open`.
        """
        opened = await asyncio.to_thread(self._sessions.open, token, used=used)
        return opened.member if opened and opened.stage == OPEN else None

    async def check_form(self, request: Request, token: str) -> None:
        """Accept a read, or a write whose form this browser was given, by returning.

        Raises:
            ForeignForm: it was not.
            BadInput: it holds what no database can store.
        """
        if request.method in _SAFE:
            return
        form = await request.form()
        _refuse_unreadable(value for _, value in form.multi_items() if isinstance(value, str))
        given = request.headers.get(FORM_HEADER) or str(form.get(FORM_FIELD, ""))
        if not token or not is_own_origin(request.headers) or not _same(given, self.form_token(token)):
            raise ForeignForm("This page is out of date. Load it again and repeat what you did.")

    def form_token(self, token: str) -> str:
        """Return what a form must bring along."""
        return self._sessions.form_token(token)


def is_own_origin(headers: Headers) -> bool:
    """Tell whether a browser's request comes from a page of this very host; the scheme is a proxy's affair."""
    origin = headers.get("origin")
    if origin is None:  # no browser leaves it out of a write; the form's token decides
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    scheme, _, named = origin.partition("://")
    port = DEFAULT_PORTS.get(scheme)
    return (
        port is not None
        and named.lower().removesuffix(port) == headers.get("host", "").lower().removesuffix(port) != ""
    )


def _check_address(request: Request) -> None:
    """Accept an address that can be looked up by returning; PostgreSQL knows no NUL."""
    if any("\0" in str(value) for value in request.path_params.values()):
        raise NotFound
    _refuse_unreadable(value for _, value in request.query_params.multi_items())


def _refuse_unreadable(values: Iterable[str]) -> None:
    if any("\0" in value or _LONE_SURROGATE.search(value) for value in values):
        raise BadInput("This holds characters that can't be stored. Type it anew.")


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode(), known.encode())
