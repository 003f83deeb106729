"""Translates errors into answers of the HTTP interface: a status, a code, and a sentence from data/responses/."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from salon.booking.appointments import AppointmentUnknown
from salon.channels.limits import TooMany
from salon.channels.widget.access import TokenMissing
from salon.conversations.incoming import Unacceptable
from salon.errors import BadInput, NotFound, PorewellError, Refused, Unavailable, describe
from salon.responses import Responses

log = logging.getLogger(__name__)

STATUS: Mapping[type[PorewellError], tuple[int, str, str]] = {
    TooMany: (429, "too_many", "utter_too_many_messages"),
    TokenMissing: (401, "token", "utter_token_missing"),
    Unacceptable: (422, "unacceptable", "utter_message_malformed"),
    AppointmentUnknown: (404, "not_found", "utter_appointment_unknown"),
    NotFound: (404, "not_found", "utter_conversation_unknown"),
    BadInput: (422, "bad_input", "utter_message_malformed"),
    Refused: (409, "refused", "utter_technical_problem"),
    Unavailable: (503, "unavailable", "utter_technical_problem"),
    PorewellError: (500, "failed", "utter_technical_problem"),
}
"""Status, code and sentence of each kind; the first that fits counts, so the finer stand first."""
_CONVERSATION = "/v1/conversations/{conversation_id}"
MALFORMED = {
    ("PUT", f"{_CONVERSATION}/rating"): "utter_rating_malformed",
    ("DELETE", _CONVERSATION): "utter_erasure_malformed",
}
"""What to say of a request that can't be read, by method and route, where it is no message."""


def translate_errors(app: FastAPI, responses: Responses) -> None:
    """Make the app answer every error with `{error, detail}`; nothing that a client wrote is logged."""

    @app.exception_handler(PorewellError)
    async def refused(request: Request, error: PorewellError) -> JSONResponse:
        status, code, sentence = next(known for kind, known in STATUS.items() if isinstance(error, kind))
        values: dict[str, str] = {}
        headers: dict[str, str] = {}
        if isinstance(error, Unacceptable):
            sentence, values = error.response, error.values
        if isinstance(error, TooMany):
            values, headers = {"seconds": str(error.seconds)}, {"Retry-After": str(error.seconds)}
        return JSONResponse({"error": code, "detail": responses.text(sentence, values)}, status, headers)

    @app.exception_handler(RequestValidationError)
    async def malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        detail = responses.text(MALFORMED.get((request.method, _route(request)), "utter_message_malformed"))
        return JSONResponse({"error": "malformed", "detail": detail}, 422)

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code == HTTPStatus.BAD_REQUEST:  # a body that not even FastAPI can read
            return JSONResponse({"error": "malformed", "detail": responses.text("utter_message_malformed")}, 400)
        return JSONResponse({"error": "http", "detail": str(error.detail)}, error.status_code, error.headers)

    # Not an exception handler: that of `Exception` runs outside of all middleware, so that its answer had no headers,
    # and raises the error again, so that the server logged its words.
    @app.middleware("http")
    async def fail(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        try:
            return await call_next(request)
        except Exception as error:  # noqa: BLE001  a door
            log.error("%s %s failed: %s", request.method, _route(request), describe(error))  # noqa: TRY400  see `describe`
            return JSONResponse({"error": "failed", "detail": responses.text("utter_technical_problem")}, 500)


def _route(request: Request) -> str:
    """Return the path of the route that took a request, with placeholders for ids."""
    return str(getattr(request.scope.get("route"), "path", ""))
