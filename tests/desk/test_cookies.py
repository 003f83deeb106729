"""The cookies' attributes, as a browser reads them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.responses import Response

from salon.desk import cookies
from salon.staff.roles import Role
from tests.app_client import App
from tests.desk.browsers import PASSWORD, Stranger

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def attributes(header: str) -> Iterator[str]:
    """Return the attributes that a Set-Cookie header gives, in small letters, without the value."""
    return (part.strip().lower() for part in header.split(";")[1:])


def test_cookie_is_for_this_host_alone_and_for_no_script() -> None:
    response = Response()

    cookies.give(response, cookies.SESSION, "token", timedelta(hours=12))

    header = response.headers["set-cookie"]
    assert header.startswith("__Host-porewell-desk=token;")
    assert sorted(attributes(header)) == ["httponly", "max-age=43200", "path=/", "samesite=lax", "secure"]


def test_cookie_without_a_span_goes_with_the_browser() -> None:
    response = Response()

    cookies.give(response, cookies.FORM, "token")

    assert sorted(attributes(response.headers["set-cookie"])) == ["httponly", "path=/", "samesite=lax", "secure"]


def test_cookie_is_taken_away_with_what_its_name_demands() -> None:
    response = Response()

    cookies.take(response, cookies.SESSION)

    found = set(attributes(response.headers["set-cookie"]))
    assert found >= {"path=/", "secure", "max-age=0"}
    assert not [one for one in found if one.startswith("domain")]


@on_sqlite
def test_cookies_on_the_way_in_and_out(app: App) -> None:
    _, code = app.services.accounts.invite("maya", "Maya", Role.STAFF, None)
    app.services.signing_in.accept("maya", code, PASSWORD, "", "")
    browser = Stranger(app)

    shown = browser.get("/desk/login")
    let_in = browser.sign_in("maya")
    out = browser.send("/desk/logout", "/desk/account")

    given = [one.headers.get_list("set-cookie") for one in (shown, let_in, out)]
    names = [[header.partition("=")[0] for header in headers] for headers in given]
    assert names == [[cookies.FORM], [cookies.SESSION, cookies.FORM], [cookies.SESSION]]
    for header in (header for headers in given for header in headers):
        assert {"path=/", "secure", "httponly", "samesite=lax"} <= set(attributes(header))
        assert "domain" not in header.lower()
