"""Signing in by the pages: the second factor, recovery codes, and taking up an invitation."""

from salon.desk import cookies
from salon.desk.login import DIFFER, NO_INVITATION, TOO_MANY, WRONG_CODE
from salon.staff.roles import Role
from salon.staff.signing_in import MOST_TRIES
from tests.app_client import App
from tests.desk.browsers import NEW_PASSWORD, PASSWORD, Stranger

pytest_plugins = ["tests.desk.signing"]


def test_code_is_asked_for_after_the_password_only(browser: Stranger, olga: Stranger) -> None:
    assert browser.get("/desk/login/code").headers["location"].startswith("/desk/login")

    browser.sign_in("olga")

    assert browser.get("/desk/login/code").status_code == 200
    assert browser.get("/desk/account").headers["location"] == "/desk/login?next=/desk/account"


def test_wrong_code_is_not_taken(browser: Stranger, olga: Stranger) -> None:
    browser.sign_in("olga")

    page = browser.send("/desk/login/code", code="000000")

    assert page.status_code == 422
    assert WRONG_CODE in page.text
    assert browser.get("/desk/account").status_code == 303


def test_code_leads_in(browser: Stranger, olga: Stranger) -> None:
    browser.sign_in("olga")
    halfway = browser.token

    answer = browser.send("/desk/login/code", code=olga.code(1))

    assert (answer.status_code, answer.headers["location"]) == (303, "/desk/")
    assert browser.token != halfway
    assert browser.get("/desk/account").status_code == 200


def test_form_of_the_code_sent_twice_leads_to_the_login(browser: Stranger, olga: Stranger) -> None:
    browser.sign_in("olga")
    halfway = browser.token
    browser.send("/desk/login/code", code=olga.code(1))
    browser.http.cookies.set(cookies.SESSION, halfway)

    assert browser.get("/desk/login/code").headers["location"].startswith("/desk/login")


def test_recovery_code_leads_in_once(app: App, olga: Stranger) -> None:
    for expected in (303, 422):
        browser = Stranger(app)
        browser.sign_in("olga")
        assert browser.send("/desk/login/code", code=olga.recovery_codes[0].lower()).status_code == expected


def test_too_many_codes_are_said_to_be_so(browser: Stranger, olga: Stranger) -> None:
    browser.sign_in("olga")
    for number in range(MOST_TRIES - 1):
        browser.send("/desk/login/code", code=f"{number:06}")

    assert TOO_MANY in browser.send("/desk/login/code", code=olga.code(1)).text


def test_invitation_leads_an_owner_to_the_second_factor(app: App, browser: Stranger) -> None:
    _, code = app.services.accounts.invite("olga", "Olga", Role.OWNER, None)

    assert browser.accept("olga", code).headers["location"] == "/desk/login/second-factor"

    assert browser.get("/desk/account").status_code == 303
    shown = browser.enrol()
    assert shown.status_code == 200
    assert len(browser.recovery_codes) == 10
    assert browser.get("/desk/account").status_code == 200
    assert browser.recovery_codes[0] not in browser.get("/desk/account").text


def test_wrong_first_code_sets_nothing_up(app: App, browser: Stranger) -> None:
    _, code = app.services.accounts.invite("olga", "Olga", Role.OWNER, None)
    browser.accept("olga", code)

    page = browser.send("/desk/login/second-factor", code="000000")

    assert page.status_code == 422
    assert WRONG_CODE in page.text
    assert not app.services.accounts.all()[0].second_factor


def test_invitation_leads_others_in(app: App, browser: Stranger) -> None:
    _, code = app.services.accounts.invite("zoe", "Zoe", Role.VIEWER, None)

    assert browser.accept("ZOE", code.lower()).headers["location"] == "/desk/"

    assert browser.get("/desk/account").status_code == 200


def test_invitation_that_is_none(app: App, browser: Stranger, maya: str) -> None:
    _, code = app.services.accounts.invite("zoe", "Zoe", Role.VIEWER, None)

    for login, written in [("nobody", code), (maya, code), ("zoe", "x")]:
        page = browser.accept(login, written)
        assert page.status_code == 422
        assert NO_INVITATION in page.text


def test_invitation_with_a_password_that_will_not_do(app: App, browser: Stranger) -> None:
    _, code = app.services.accounts.invite("zoe", "Zoe", Role.VIEWER, None)

    assert DIFFER in browser.accept("zoe", code, PASSWORD, NEW_PASSWORD).text
    assert "A password has 12 to 200 characters" in browser.accept("zoe", code, "short").text

    assert browser.accept("zoe", code).status_code == 303
