"""Who may enter a route: session, role, and for writes the proof that the form is the desk's own."""

import pytest
from starlette.datastructures import Headers

from salon.desk.access import is_own_origin
from salon.desk.cookies import SESSION
from salon.staff.roles import Role
from tests.desk.conftest import DeskBrowser

NAMES = {"name": "Olga Owner", "role": "owner"}


def rename(desk: DeskBrowser, **more: object) -> int:
    """Send the form of one's own account; return the status."""
    data = NAMES | {"name": "Olga Other", **more.pop("fields", {})}  # type: ignore[dict-item]
    return desk.http.post(f"/desk/staff/{desk.staff_id}", data=data, follow_redirects=False, **more).status_code  # type: ignore[arg-type]


def name(desk: DeskBrowser) -> str:
    """Return the present name of who is signed in."""
    return desk.services.accounts.get(desk.staff_id).name


@pytest.mark.parametrize("token", ["", "x", "\u00e9", "x" * 4000])
def test_session_that_is_none_leads_to_the_login(desk: DeskBrowser, token: str) -> None:
    desk.http.cookies.clear()
    headers = [(b"Cookie", f"{SESSION}={token}".encode("latin-1"))]

    for path in ("/desk/staff", "/desk/account", "/desk/audit"):
        assert desk.get(path, headers=headers).headers["location"] == f"/desk/login?next={path}"


def test_session_that_is_none_leads_htmx_to_the_login(desk: DeskBrowser) -> None:
    desk.http.cookies.clear()

    answer = desk.get("/desk/staff", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["hx-redirect"], answer.text) == (401, "/desk/login", "")


def test_write_without_a_session_leads_to_the_login_and_back_to_no_write(desk: DeskBrowser) -> None:
    desk.http.cookies.clear()

    answer = desk.post(f"/desk/staff/{desk.staff_id}", NAMES | {"name": "Olga Other"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/login")
    assert name(desk) == "Olga Owner"


def test_role_that_may_not_is_refused_before_anything_is_looked_up(desk: DeskBrowser) -> None:
    maya = desk.as_role(Role.MANAGER, "Maya")

    page = maya.get("/desk/staff")
    write = maya.post(f"/desk/staff/{desk.staff_id}", NAMES | {"name": "Olga Other"})

    assert (page.status_code, write.status_code) == (403, 403)
    assert "Your role does not allow this." in page.text
    assert "Olga" not in page.text + write.text
    assert name(desk) == "Olga Owner"


def test_form_token_must_be_this_sessions(desk: DeskBrowser) -> None:
    other = desk.as_role(Role.OWNER, "Otto")

    for token in (None, "", "x", "é", "0" * 64, desk.form_token[:-1], desk.form_token.upper(), other.form_token):
        assert rename(desk, fields={} if token is None else {"csrf": token}) == 403

    assert name(desk) == "Olga Owner"


def test_form_token_in_the_address_does_not_count(desk: DeskBrowser) -> None:
    assert rename(desk, params={"csrf": desk.form_token}) == 403


def test_form_token_comes_as_a_field_or_a_header(desk: DeskBrowser) -> None:
    assert rename(desk, fields={"csrf": desk.form_token}) == 303
    assert rename(desk, headers={"X-CSRF-Token": desk.form_token}) == 303
    assert rename(desk, headers={"X-CSRF-Token": "x"}, fields={"csrf": desk.form_token}) == 403


def test_write_of_another_kind_of_body_is_not_taken(desk: DeskBrowser) -> None:
    for kind in ("application/json", "text/plain"):
        answer = desk.http.post(
            f"/desk/staff/{desk.staff_id}",
            content='{"csrf": "' + desk.form_token + '", "name": "Olga Other", "role": "owner"}',
            headers={"Content-Type": kind},
            follow_redirects=False,
        )
        assert answer.status_code in (403, 422)

    assert name(desk) == "Olga Owner"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver:8080", "https://testserver."])
def test_page_of_another_site_can_not_write(desk: DeskBrowser, origin: str) -> None:
    assert rename(desk, headers={"Origin": origin, "X-CSRF-Token": desk.form_token}) == 403
    assert rename(desk, headers={"Origin": "https://testserver", "X-CSRF-Token": desk.form_token}) == 303


def test_reading_changes_nothing(desk: DeskBrowser) -> None:
    for path in (f"/desk/staff/{desk.staff_id}", f"/desk/staff/{desk.staff_id}/switch", "/desk/account/password"):
        assert desk.get(path, params={"csrf": desk.form_token, "on": "false", **NAMES}).status_code == 405

    assert name(desk) == "Olga Owner"


@pytest.mark.parametrize("value", ["a\0b", "\0"])
def test_what_no_database_can_store_is_refused(desk: DeskBrowser, value: str) -> None:
    assert desk.get("/desk/audit", params={"subject": value}).status_code == 422
    assert desk.post(f"/desk/staff/{desk.staff_id}", NAMES | {"name": value}).status_code == 422
    assert desk.post("/desk/staff/%00/switch", {"on": "true"}).status_code == 404
    assert desk.post("/desk/account/sessions/end", {"session_id": value}).status_code == 422


def test_text_in_an_odd_encoding_is_refused(desk: DeskBrowser) -> None:
    """Python's UTF-7 lets half a character through, which nothing can store."""
    parts = {"csrf": desk.form_token, "name": "+2AA-", "role": "owner"}
    body = "".join(f'--b\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{parts[key]}\r\n' for key in parts)
    answer = desk.http.post(
        f"/desk/staff/{desk.staff_id}",
        content=body + "--b--\r\n",
        headers={"Content-Type": "multipart/form-data; boundary=b; charset=utf-7", "X-CSRF-Token": desk.form_token},
        follow_redirects=False,
    )

    assert answer.status_code == 422
    assert name(desk) == "Olga Owner"


@pytest.mark.parametrize(
    ("origin", "host", "own"),
    [
        ("https://desk.example", "desk.example", True),
        ("http://desk.example", "desk.example", True),
        ("https://DESK.example", "desk.example:443", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", True),
        ("https://desk.example:8443", "desk.example", False),
        ("https://www.desk.example", "desk.example", False),
        ("https://desk.example.evil", "desk.example", False),
        ("https://evildesk.example", "desk.example", False),
        ("null", "desk.example", False),
        ("", "", False),
        ("https://", "", False),
        ("ftp://desk.example", "desk.example", False),
        ("desk.example", "desk.example", False),
    ],
)
def test_own_origin(origin: str, host: str, own: bool) -> None:
    assert is_own_origin(Headers({"origin": origin, "host": host})) is own


@pytest.mark.parametrize(
    ("site", "own"), [(None, True), ("same-origin", True), ("none", True), ("same-site", False), ("cross-site", False)]
)
def test_own_origin_of_what_names_none(site: str | None, own: bool) -> None:
    assert is_own_origin(Headers({"sec-fetch-site": site} if site else {})) is own
