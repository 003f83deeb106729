"""How errors of the rooms come out of the HTTP interface."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from salon import errors
from salon.app_errors import STATUS
from salon.booking.appointments import AppointmentUnknown
from salon.channels.limits import TooMany
from salon.channels.widget.access import TokenMissing
from salon.conversations.incoming import Unacceptable
from salon.errors import BadInput, NotFound, PorewellError, Refused, Unavailable, WindowTaken
from tests.app_client import App

PROBLEM = "Sorry, that didn't work at my end."
PERSONAL = "Anna, 07700 900123"

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def fail_with(app: App, error: BaseException) -> Any:
    """Return what comes when a conversation can't be started for this reason."""

    async def begin(_: str) -> None:
        raise error

    app.services.conversations.begin = begin  # type: ignore[assignment,method-assign]
    return app.http.post("/v1/conversations", json={})


@on_sqlite
@pytest.mark.parametrize(
    ("error", "status", "code", "sentence"),
    [
        (TooMany(7), 429, "too_many", "That was a lot in a minute. Please wait 7 seconds and go on."),
        (TokenMissing(PERSONAL), 401, "token", "The conversation's token is missing or wrong."),
        (Unacceptable("utter_message_too_long", limit="5"), 422, "unacceptable", "That is too long for me"),
        (AppointmentUnknown(PERSONAL), 404, "not_found", "There is no such appointment in this conversation"),
        (NotFound(PERSONAL), 404, "not_found", "This conversation can't be found."),
        (BadInput(PERSONAL), 422, "bad_input", "I can't read that request."),
        (Refused(PERSONAL), 409, "refused", PROBLEM),
        (WindowTaken(PERSONAL), 409, "refused", PROBLEM),
        (Unavailable(PERSONAL), 503, "unavailable", PROBLEM),
        (PorewellError(PERSONAL), 500, "failed", PROBLEM),
        (ValueError(PERSONAL), 500, "failed", PROBLEM),
        (KeyError(PERSONAL), 500, "failed", PROBLEM),
    ],
)
def test_error_becomes_a_status_a_code_and_a_sentence(
    app: App, error: Exception, status: int, code: str, sentence: str
) -> None:
    response = fail_with(app, error)

    body = response.json()
    assert (response.status_code, sorted(body), body["error"]) == (status, ["detail", "error"], code)
    assert body["detail"].startswith(sentence)
    assert response.headers.get("Retry-After") == ("7" if status == 429 else None)


@on_sqlite
def test_error_that_nobody_knows_is_logged_without_its_words(app: App, caplog: pytest.LogCaptureFixture) -> None:
    response = fail_with(app, OperationalError("INSERT", {"text": PERSONAL}, ValueError(PERSONAL)))

    assert response.status_code == 500
    assert [
        (one.levelname, one.getMessage().partition(" at ")[0])
        for one in caplog.records
        if one.name == "salon.app_errors"
    ] == [("ERROR", "POST /v1/conversations failed: OperationalError")]
    assert "test_app_errors.py:" in caplog.text
    assert "Anna" not in caplog.text


@on_sqlite
@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda app: app.http.get("/nothing"), 404),
        (lambda app: app.http.get("/v1/conversations"), 405),
        (lambda app: app.http.put("/v1/conversations", content=b"x"), 405),
        (lambda app: app.http.get("/demo/../settings.py"), 404),
        (lambda app: app.http.get("/demo/%2e%2e/routes.py"), 404),
        (lambda app: app.http.get("/static/chat.js"), 404),
        (lambda app: app.http.post("/actions", json={}), 401),
    ],
)
def test_what_is_not_there(app: App, ask: Callable[[App], Any], status: int) -> None:
    response = ask(app)

    assert (response.status_code, response.json()["error"]) == (status, "http")
    assert sorted(response.json()) == ["detail", "error"]


def test_every_error_of_the_tree_is_translated() -> None:
    tree = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, PorewellError)]

    translated = {kind.__name__: next(known for known in STATUS if issubclass(kind, known)).__name__ for kind in tree}

    assert translated == {
        "PorewellError": "PorewellError",
        "NotFound": "NotFound",
        **dict.fromkeys(("Refused", "SalonClosed", "TooSoon", "TooFar", "WindowTaken", "VisitTooSoon"), "Refused"),
        "ConsentMissing": "Refused",
        "Contraindicated": "Refused",
        "HeldByAnother": "Refused",
        "BadInput": "BadInput",
        "Unavailable": "Unavailable",
    }
