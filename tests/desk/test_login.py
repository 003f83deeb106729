"""Signing in by the pages: login and password, where it leads, and what strangers try."""

import pytest

from salon.desk import cookies
from salon.desk.login import TOO_MANY, WRONG
from salon.staff.signing_in import MOST_TRIES
from tests.app_client import App
from tests.desk.browsers import PASSWORD, Stranger

pytest_plugins = ["tests.desk.signing"]
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("maya@salon.example", "x"),
        ("nobody", PASSWORD),
        ("maya@salon.example\0", PASSWORD),
        ("\0", "\0"),
        ("' OR 1=1 --", PASSWORD),
        ("x" * 300, PASSWORD),
        ("<script>ran(1)</script>", "x"),
    ],
)
def test_wrong_login_and_wrong_password_are_answered_alike(
    browser: Stranger, maya: str, login: str, password: str
) -> None:
    page = browser.sign_in(login, password)

    assert page.status_code == 422
    assert (WRONG in page.text) != ("can&#39;t be stored" in page.text)
    assert "<script>ran" not in page.text
    assert browser.token == ""


def test_password_is_not_in_the_page_again(browser: Stranger, maya: str) -> None:
    page = browser.sign_in(maya, "a-wrong-one-indeed")

    assert "a-wrong-one-indeed" not in page.text
    assert f'value="{maya}"' in page.text


def test_right_password_leads_in(browser: Stranger, maya: str) -> None:
    answer = browser.sign_in(maya.upper())

    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/")
    assert browser.get("/desk/account").status_code == 200


def test_too_many_tries_are_said_to_be_so(browser: Stranger, maya: str, waits: list[float]) -> None:
    for _ in range(MOST_TRIES):
        assert WRONG in browser.sign_in(maya, "x").text

    page = browser.sign_in(maya)

    assert page.status_code == 422
    assert TOO_MANY in page.text
    assert waits == [0, 0, 0, 0, 0, 0.25, 0.5, 1, 2, 4, 8]


def test_page_says_what_to_do_while_nobody_has_an_account(browser: Stranger) -> None:
    assert "porewell staff add" in browser.get("/desk/login").text


def test_page_says_nothing_of_accounts_once_there_are_some(browser: Stranger, maya: str) -> None:
    page = browser.get("/desk/login")

    assert page.status_code == 200
    assert "porewell staff add" not in page.text
    assert "Maya" not in page.text


def test_who_is_signed_in_need_not_sign_in(browser: Stranger, maya: str) -> None:
    browser.sign_in(maya)

    assert browser.get("/desk/login").headers["location"] == "/desk/conversations"
    assert browser.get("/desk/login?next=/desk/account").headers["location"] == "/desk/account"


def test_signing_in_rotates_the_session(browser: Stranger, maya: str) -> None:
    browser.sign_in(maya)
    first = browser.token
    browser.http.cookies.set(cookies.FORM, "form")
    data = {"csrf": browser.services.sessions.form_token("form"), "login": maya, "password": PASSWORD}

    answer = browser.http.post("/desk/login", data=data, follow_redirects=False)

    assert answer.headers["location"] == "/desk/"
    assert browser.services.sessions.open(first) is None
    assert browser.services.sessions.open(browser.token) is not None


def test_session_that_somebody_planted_is_not_taken_up(browser: Stranger, maya: str) -> None:
    browser.http.cookies.set(cookies.SESSION, "planted")

    browser.sign_in(maya)

    assert browser.services.sessions.open("planted") is None


@on_sqlite
@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "https://evil.example/desk/",
        "/\\evil.example",
        "/desk/../../evil",
        "/desk//evil.example",
        "/desk/\\evil",
        "javascript:ran(1)",
        "/desk/login",
        "/desk/login/code",
        "/desk/conversations?x=<script>",
        "/desk/a\r\nSet-Cookie: x=y",
        "/deskevil",
        "/desk/%2e%2e/x",
        "/desk/@evil.example",
        " /desk/account",
    ],
)
def test_nobody_is_led_out_of_the_desk(browser: Stranger, maya: str, path: str) -> None:
    assert 'name="next" value=""' in browser.get("/desk/login", params={"next": path}).text

    answer = browser.sign_in(maya, next=path)

    assert answer.headers["location"] == "/desk/"


@on_sqlite
def test_signing_in_leads_to_the_page_that_was_asked_for(browser: Stranger, maya: str) -> None:
    asked = browser.get("/desk/account").headers["location"]
    assert asked == "/desk/login?next=/desk/account"
    assert 'name="next" value="/desk/account"' in browser.get(asked).text

    assert browser.sign_in(maya, next="/desk/account").headers["location"] == "/desk/account"


@on_sqlite
def test_signing_in_with_a_code_leads_there_too(app: App, olga: Stranger) -> None:
    browser = Stranger(app)

    code = browser.sign_in("olga", next="/desk/audit").headers["location"]
    answer = browser.send("/desk/login/code", code, code=olga.code(1), next="/desk/audit")

    assert code == "/desk/login/code?next=/desk/audit"
    assert answer.headers["location"] == "/desk/audit"


@pytest.mark.parametrize("path", ["/desk/login", "/desk/login/code", "/desk/login/second-factor", "/desk/welcome"])
def test_form_without_its_token_is_not_taken(app: App, maya: str, path: str) -> None:
    browser = Stranger(app)
    browser.get("/desk/login")
    fields = dict.fromkeys(("login", "password", "code", "again"), "x")

    for token in ("", "x", "0" * 64, app.services.sessions.form_token("another browser's")):
        page = browser.http.post(path, data=fields | {"csrf": token}, follow_redirects=False)
        assert page.status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://testserver.evil.example"},
        {"Origin": "https://testserver:8443"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_form_on_another_site_is_not_taken(browser: Stranger, maya: str, headers: dict[str, str]) -> None:
    browser.get("/desk/login")
    token = browser.services.sessions.form_token(browser.http.cookies[cookies.FORM])
    data = {"csrf": token, "login": maya, "password": PASSWORD}

    assert browser.http.post("/desk/login", data=data, headers=headers, follow_redirects=False).status_code == 403
    assert browser.http.post("/desk/login", data=data, follow_redirects=False).status_code == 303


def test_signing_out_ends_the_session(browser: Stranger, maya: str) -> None:
    browser.sign_in(maya)
    token = browser.token

    answer = browser.send("/desk/logout", "/desk/account")

    assert answer.headers["location"] == "/desk/login"
    assert browser.token == ""
    assert browser.services.sessions.open(token) is None


def test_signing_out_takes_a_form_of_the_desk(browser: Stranger, maya: str) -> None:
    browser.sign_in(maya)

    assert browser.http.post("/desk/logout", follow_redirects=False).status_code == 403
    assert browser.get("/desk/logout").status_code == 405
    assert browser.get("/desk/account").status_code == 200
