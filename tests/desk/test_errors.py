"""Every error of the tree becomes a page of the desk, or a fragment; what is not known is neither shown nor logged."""

import logging
from collections.abc import Callable, Iterator

import pytest
from fastapi import Request
from markupsafe import escape
from starlette.exceptions import HTTPException
from starlette.routing import Mount

from salon.desk.access import Forbidden, ForeignForm
from salon.desk.errors import FAILED, MISSING, STATUS, UNREADABLE
from salon.errors import BadInput, NotFound, PorewellError, Refused, Unavailable, WindowTaken
from salon.staff.accounts import LastOwner
from salon.staff.roles import Permission
from salon.staff.signing_in import SignInRefused, TooManyTries
from tests.app_client import DeskWhenAsked
from tests.desk.conftest import DeskBrowser

SECRET = "0770 0900 123 Jane <script>ran(1)</script>"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = on_sqlite
Fail = Callable[[Exception], DeskBrowser]


def tree(kind: type[PorewellError]) -> Iterator[type[PorewellError]]:
    """Return a kind of error and all below it."""
    yield kind
    for below in kind.__subclasses__():
        yield from tree(below)


@pytest.fixture
def fail(desk: DeskBrowser) -> Fail:
    """Return what makes `/desk/fail` fail with an error."""
    later = next(route.app for route in desk.app.http.app.routes if isinstance(route, Mount) and route.path == "/desk")
    assert isinstance(later, DeskWhenAsked)
    app = later.built
    errors: list[Exception] = []

    @app.get("/fail", dependencies=[app.state.desk.may(Permission.OWN_ACCOUNT)])
    async def failing(request: Request) -> None:
        raise errors[-1]

    def prepare(error: Exception) -> DeskBrowser:
        errors.append(error)
        return desk

    return prepare


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (Forbidden("Your role does not allow this."), 403, "Your role does not allow this."),
        (ForeignForm("This page is out of date."), 403, "This page is out of date."),
        (TooManyTries("Wait."), 429, "Wait."),
        (SignInRefused("It is wrong."), 409, "It is wrong."),
        (NotFound("There is no such account."), 404, "There is no such account."),
        (NotFound(), 404, MISSING),
        (LastOwner("This is the only owner."), 409, "This is the only owner."),
        (WindowTaken("Nobody is free."), 409, "Nobody is free."),
        (Refused("No."), 409, "No."),
        (BadInput("Write it so."), 422, "Write it so."),
        (Unavailable("The engine is away."), 503, "The engine is away."),
        (PorewellError(), 500, FAILED),
        (HTTPException(404), 404, MISSING),
        (HTTPException(400), 400, UNREADABLE),
        (RuntimeError(SECRET), 500, FAILED),
    ],
    ids=repr,
)
def test_error_becomes_a_page_or_a_fragment(fail: Fail, error: Exception, status: int, sentence: str) -> None:
    desk = fail(error)

    page = desk.get("/desk/fail")
    fragment = desk.get("/desk/fail", headers={"HX-Request": "true"})

    assert (page.status_code, fragment.status_code) == (status, status)
    assert f"<p>{sentence}</p>" in page.text
    assert "<nav" in page.text
    assert fragment.text.strip() == f'<p class="notice bad" role="alert">{sentence}</p>'


def test_every_error_has_a_page(fail: Fail) -> None:
    for kind in set(tree(PorewellError)):
        expected = next(status for known, (status, _) in STATUS.items() if issubclass(kind, known))
        error = kind("What happened.")  # some have words of their own
        page = fail(error).get("/desk/fail")
        assert (kind, page.status_code) == (kind, expected)
        assert f"<p>{escape(str(error))}</p>" in page.text


def test_words_of_an_error_are_escaped(fail: Fail) -> None:
    page = fail(Refused("<script>ran(1)</script>")).get("/desk/fail")

    assert "&lt;script&gt;ran(1)&lt;/script&gt;" in page.text
    assert "<script>ran" not in page.text


def test_unknown_error_is_logged_without_its_words(fail: Fail, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    page = fail(RuntimeError(SECRET)).get("/desk/fail", params={"q": "Jane"})

    logged = [one.getMessage() for one in caplog.records if one.name.startswith("salon")]
    assert len(logged) == 1
    assert logged[0].startswith("GET /desk/fail failed: RuntimeError at test_errors.py:")
    assert "Jane" not in page.text + caplog.text.replace("HTTP Request: GET https://testserver/desk/fail?q=Jane", "")
    assert "Traceback" not in page.text + caplog.text


def test_address_that_is_none(desk: DeskBrowser) -> None:
    for path in ("/desk/nowhere", "/desk/static/nowhere.css", "/desk/static/../errors.py", "/desk/staff/a/b/c"):
        page = desk.get(path)
        assert page.status_code == 404
        assert MISSING in page.text


def test_form_that_lacks_a_field(desk: DeskBrowser) -> None:
    page = desk.post("/desk/staff", {"login": "maya"})

    assert page.status_code == 422
    assert UNREADABLE in page.text


def test_form_that_is_far_too_long(desk: DeskBrowser) -> None:
    page = desk.post("/desk/staff", {"login": "x" * 301, "name": "Maya", "role": "staff"})

    assert page.status_code == 422
    assert UNREADABLE in page.text
    assert "xxx" not in page.text


def test_error_before_anybody_is_signed_in_shows_no_navigation(desk: DeskBrowser) -> None:
    desk.http.cookies.clear()

    page = desk.get("/desk/nowhere")

    assert page.status_code == 404
    assert "<nav" not in page.text
