"""Turns errors into pages of the desk: a status, a sentence, and what can be done. Nothing personal is logged."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from salon.desk.access import Forbidden, ForeignForm, SignedOut
from salon.desk.door import DeskDoor
from salon.errors import BadInput, NotFound, PorewellError, Refused, Unavailable, describe
from salon.staff.signing_in import TooManyTries

log = logging.getLogger(__name__)

STATUS: Mapping[type[PorewellError], tuple[int, str]] = {
    Forbidden: (403, "Not allowed"),
    ForeignForm: (403, "Out of date"),
    TooManyTries: (429, "Too many tries"),
    NotFound: (404, "Not found"),
    Refused: (409, "Not possible"),
    BadInput: (422, "Please look again"),
    Unavailable: (503, "Not reachable"),
    PorewellError: (500, "Something went wrong"),
}
"""Status and title of each kind; the first that fits counts, so the finer stand first."""
FAILED = "This did not work, and nothing was changed. Try it again; if it stays so, tell whoever looks after Porewell."
MISSING = "What you look for is not here. It may have been erased."
UNREADABLE = "Something in this form could not be read. Look at the fields and send it again."
_PLAIN: Mapping[int, tuple[str, str]] = {404: ("Not found", MISSING), 405: ("Not possible", MISSING)}
"""Title and sentence of what the framework refuses by itself."""


def show_errors(app: FastAPI, desk: DeskDoor) -> None:
    """Make the desk answer every error with a page, or a fragment for HTMX."""

    @app.exception_handler(SignedOut)
    async def signed_out(request: Request, error: SignedOut) -> Response:
        if "hx-request" in request.headers:
            return Response(status_code=401, headers={"HX-Redirect": "/desk/login"})
        # After a write one begins anew: what was sent is not sent again unasked.
        path = request.url.path if request.method == "GET" else ""
        query = f"?next={quote(path)}" if path not in ("", "/desk", "/desk/") else ""
        return RedirectResponse(f"/desk/login{query}", 303)

    @app.exception_handler(PorewellError)
    async def refused(request: Request, error: PorewellError) -> Response:
        status, title = next(known for kind, known in STATUS.items() if isinstance(error, kind))
        unsaid = MISSING if isinstance(error, NotFound) else FAILED
        return _show(desk, request, status, title, str(error) or unsaid)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> Response:
        return _show(desk, request, 422, "Please look again", UNREADABLE)

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> Response:
        title, sentence = _PLAIN.get(error.status_code, ("Not possible", UNREADABLE))
        return _show(desk, request, error.status_code, title, sentence)

    @app.middleware("http")
    async def fail(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            return await call_next(request)
        except Exception as error:  # noqa: BLE001  a door
            route = getattr(request.scope.get("route"), "path", "")
            log.error("%s /desk%s failed: %s", request.method, route, describe(error))  # noqa: TRY400  see `describe`
            return _show(desk, request, 500, "Something went wrong", FAILED)


def _show(desk: DeskDoor, request: Request, status: int, title: str, sentence: str) -> Response:
    member = getattr(request.state, "member", None)
    template = "_error.html" if "hx-request" in request.headers else "error.html"
    return desk.page(request, member, template, status, title=title, sentence=sentence)
