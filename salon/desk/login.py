"""Signing in at the desk, and out: password, then the second factor; an invitation in place of a first password."""

import asyncio
import secrets
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from salon.desk import cookies
from salon.desk.access import SignedOut
from salon.desk.door import DeskDoor
from salon.desk.navigation import first_place
from salon.desk.tries import address, device
from salon.errors import BadInput, NotFound, PorewellError
from salon.staff.sessions import CODE, ENROL, OPEN
from salon.staff.signing_in import SignInRefused, Step, TooManyTries

WRONG = "Login or password is not right."
WRONG_CODE = "This code is not right, or was used already. Take the one that the app shows now."
NO_INVITATION = "There is no such invitation, or it has run out. Ask the owner for a new code."
DIFFER = "The two passwords differ. Type the same one twice."
TOO_MANY = "Too many tries. Wait a quarter of an hour, then try again."
_PLACES = {CODE: "/desk/login/code", ENROL: "/desk/login/second-factor"}
Said = Annotated[str, Form(max_length=300)]


def add_login_routes(desk: DeskDoor) -> None:
    """Add the pages for whoever is not signed in."""
    _add_password(desk)
    _add_code(desk)
    _add_enrolment(desk)
    _add_invitation(desk)

    @desk.router.post("/logout")
    async def logout(request: Request) -> Response:
        """End the session of this browser."""
        token = cookies.read(request, cookies.SESSION)
        await desk.access.check_form(request, token)
        await asyncio.to_thread(desk.services.sessions.end, token)
        response = RedirectResponse("/desk/login", 303)
        cookies.take(response, cookies.SESSION)
        return response


def _add_password(desk: DeskDoor) -> None:
    @desk.router.get("/login")
    async def ask(request: Request, next: str = "") -> Response:  # noqa: A002  what browsers are used to
        """Ask for login and password."""
        member = await desk.access.member(cookies.read(request, cookies.SESSION))
        if member:
            return RedirectResponse(_own_path(next) or first_place(member), 303)
        known = await asyncio.to_thread(desk.services.accounts.exists)
        return form(desk, request, "login/password.html", next=_own_path(next), known=known, login="")

    @desk.router.post("/login")
    async def try_password(
        request: Request,
        login: Said,
        password: Said,
        next: Said = "",  # noqa: A002
    ) -> Response:
        """Look at login and password."""
        await _check(desk, request)
        try:
            step = await _try(desk, request, desk.services.signing_in.with_password, login, password)
        except (SignInRefused, TooManyTries) as error:
            values = {"next": _own_path(next), "known": True, "login": login}
            return form(desk, request, "login/password.html", refusal(error, WRONG), **values)
        return await _go_on(desk, request, step, _own_path(next))


def _add_code(desk: DeskDoor) -> None:
    @desk.router.get("/login/code")
    async def ask(request: Request, next: str = "") -> Response:  # noqa: A002
        """Ask for the second factor's code."""
        await _halfway(desk, request, CODE)
        return form(desk, request, "login/code.html", next=_own_path(next))

    @desk.router.post("/login/code")
    async def try_code(request: Request, code: Said, next: Said = "") -> Response:  # noqa: A002
        """Look at the code."""
        token = await _checked_halfway(desk, request, CODE)
        try:
            step = await _try(desk, request, desk.services.signing_in.with_code, token, code)
        except (SignInRefused, TooManyTries) as error:
            return form(desk, request, "login/code.html", refusal(error, WRONG_CODE), next=_own_path(next))
        return await _go_on(desk, request, step, _own_path(next))


def _add_enrolment(desk: DeskDoor) -> None:
    @desk.router.get("/login/second-factor")
    async def show(request: Request) -> Response:
        """Show the key that the authenticator app has to know."""
        return await _show_key(desk, request, await _halfway(desk, request, ENROL))

    @desk.router.post("/login/second-factor")
    async def confirm(request: Request, code: Said) -> Response:
        """Take the app's first code, and show the recovery codes, once."""
        token = await _checked_halfway(desk, request, ENROL)
        try:
            step, codes = await _try(desk, request, desk.services.signing_in.enrol, token, code)
        except (SignInRefused, TooManyTries) as error:
            return await _show_key(desk, request, token, refusal(error, WRONG_CODE))
        request.state.form_token = desk.access.form_token(step.token)
        response = desk.page(request, None, "login/recovery.html", codes=codes)
        cookies.give(response, cookies.SESSION, step.token, desk.services.sessions.longest)
        cookies.take(response, cookies.FORM)
        return response


def _add_invitation(desk: DeskDoor) -> None:
    @desk.router.get("/welcome")
    async def ask(request: Request) -> Response:
        """Ask for the invitation's code and a password."""
        return form(desk, request, "login/welcome.html", login="")

    @desk.router.post("/welcome")
    async def accept(request: Request, login: Said, code: Said, password: Said, again: Said) -> Response:
        """Take the invitation up."""
        await _check(desk, request)
        if password != again:
            return form(desk, request, "login/welcome.html", DIFFER, login=login)
        try:
            step = await _try(desk, request, desk.services.signing_in.accept, login, code, password)
        except (SignInRefused, TooManyTries, BadInput) as error:
            return form(desk, request, "login/welcome.html", refusal(error, NO_INVITATION), login=login)
        return await _go_on(desk, request, step, "")


def refusal(error: PorewellError, wrong: str) -> str:
    """Return the sentence for a try that was refused: `wrong` where what was typed is not right."""
    known: dict[type[PorewellError], str] = {SignInRefused: wrong, TooManyTries: TOO_MANY}
    return known.get(type(error), str(error))


def form(desk: DeskDoor, request: Request, template: str, said: str = "", **values: Any) -> Response:
    """Return a form for whoever is not signed in; the browser gets the cookie that its answer has to come with."""
    known = cookies.read(request, cookies.FORM)
    token = known or secrets.token_urlsafe(32)
    request.state.form_token = desk.access.form_token(token)
    response = desk.page(
        request, None, template, 422 if said else 200, said=said, insecure=_is_insecure(desk, request), **values
    )
    if not known:
        cookies.give(response, cookies.FORM, token)
    return response


def _is_insecure(desk: DeskDoor, request: Request) -> bool:
    """Tell whether a browser will not keep the cookies: those of http it keeps for this machine alone."""
    by_proxy = desk.services.settings.public_url.startswith("https://")
    return request.url.scheme == "http" and not by_proxy and request.url.hostname not in ("127.0.0.1", "localhost")


async def _show_key(desk: DeskDoor, request: Request, token: str, said: str = "") -> Response:
    key, picture = await asyncio.to_thread(desk.services.signing_in.enrolment, token)
    return form(desk, request, "login/second_factor.html", said, key=key, picture=picture)


async def _try(desk: DeskDoor, request: Request, step: Callable[..., Any], *given: str) -> Any:
    """Take a step of signing in.

    Raises:
        SignedOut: the step before it is over, or was taken twice.
    """
    try:
        return await desk.tries.take(request, step, *given, address(request), device(request))
    except NotFound:
        raise SignedOut from None


async def _check(desk: DeskDoor, request: Request) -> None:
    await desk.access.check_form(request, cookies.read(request, cookies.FORM))


async def _checked_halfway(desk: DeskDoor, request: Request, stage: str) -> str:
    await _check(desk, request)
    return await _halfway(desk, request, stage)


async def _halfway(desk: DeskDoor, request: Request, stage: str) -> str:
    """Return the token of a session that stands at this stage.

    Raises:
        SignedOut: there is none; one begins with the password.
    """
    token = cookies.read(request, cookies.SESSION)
    opened = await asyncio.to_thread(desk.services.sessions.open, token)
    if opened is None or opened.stage != stage:
        raise SignedOut
    return token


async def _go_on(desk: DeskDoor, request: Request, step: Step, path: str) -> Response:
    """Lead on to the next step, or in; the browser gets the new token, and the old one opens nothing more."""
    await asyncio.to_thread(desk.services.sessions.end, cookies.read(request, cookies.SESSION))
    query = f"?next={path}" if path and step.stage == CODE else ""
    response = RedirectResponse(path or "/desk/" if step.stage == OPEN else _PLACES[step.stage] + query, 303)
    cookies.give(response, cookies.SESSION, step.token, desk.services.sessions.longest)
    if step.stage == OPEN:
        cookies.take(response, cookies.FORM)
    return response


def _own_path(path: str) -> str:
    """Return the path if it is a page of the desk, else nothing: nobody is led elsewhere by a link."""
    plain = path.startswith("/desk/") and path.replace("/", "").replace("-", "").isalnum()
    return path if plain and not path.startswith("/desk/login") else ""
