"""Signing in at the desk in a real browser: invitation, second factor, codes, sessions; small and large, for everybody."""

from datetime import timedelta

import pyotp
import pytest
from playwright.sync_api import Locator, Page, expect

from salon.staff.roles import Role
from tests.e2e.axe import desk_violations
from tests.e2e.browser import OpenPage
from tests.e2e.desk_steps import sign_in
from tests.e2e.served import Served

pytest_plugins = ["tests.e2e.browser"]

LOGIN, PASSWORD = "olga@salon.example", "plum kettle harbour nine"
WIDE = "document.documentElement.scrollWidth > innerWidth"
TOO_SMALL = """[...document.querySelectorAll('main button, main input:not(.visually-hidden):not([type=hidden]), main .button')]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""


def main(page: Page) -> Locator:
    """Return what is on the page beside the navigation."""
    return page.get_by_role("main")


def press(page: Page, name: str) -> None:
    """Press a button of the page."""
    page.get_by_role("button", name=name, exact=True).click()


def accept(page: Page, served: Served, code: str) -> None:
    """Take up an invitation."""
    page.goto(f"{served.url}/desk/")
    page.get_by_role("link", name="I have an invitation code").click()
    page.get_by_label("Login").fill(LOGIN)
    page.get_by_label("Invitation code").fill(code)
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    press(page, "Begin")
    expect(page.get_by_role("img", name="QR code")).to_be_visible()


def enrol(page: Page, served: Served) -> tuple[str, list[str]]:
    """Set up the second factor; return its key, and the recovery codes."""
    key = main(page).locator(".mono").inner_text()
    page.get_by_role("textbox", name="Code").fill(code_of(key, served))
    press(page, "Confirm")
    expect(page.get_by_role("heading", name="Keep these codes")).to_be_visible()
    return key, main(page).locator(".codes li").all_inner_texts()


def password(page: Page, served: Served) -> None:
    """Take the first step of signing in."""
    page.goto(f"{served.url}/desk/login")
    page.get_by_label("Login").fill(LOGIN)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("textbox", name="Code")).to_be_visible()


def code_of(key: str, served: Served, steps: int = 0) -> str:
    """Return what an authenticator app shows, so many steps of 30 seconds from the app's fixed time."""
    return pyotp.TOTP(key).at(served.services.clock() + timedelta(seconds=30 * steps))


def invite(served: Served) -> str:
    """Invite an owner; return the code."""
    return served.services.accounts.invite(LOGIN, "Olga", Role.OWNER, None)[1]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_from_invitation_to_a_session_that_is_ended(
    open_page: OpenPage, served: Served, width: int, height: int
) -> None:
    page = open_page(width, height, phone=width < 500)
    accept(page, served, invite(served))

    # The second factor; recovery codes are shown once, and the desk opens.
    key, recovery = enrol(page, served)
    assert len(recovery) == 10
    page.get_by_role("link", name="I have kept them").click()
    expect(page).to_have_url(f"{served.url}/desk/conversations")
    page.goto(f"{served.url}/desk/login/second-factor")
    assert not [code for code in recovery if code in page.content()]

    # Out, and in again: a wrong code, one that was used, the next one.
    page.goto(f"{served.url}/desk/account")
    press(page, "Sign out")
    expect(page).to_have_url(f"{served.url}/desk/login")
    page.goto(f"{served.url}/desk/account")
    password(page, served)
    for wrong in ("000000", code_of(key, served)):
        page.get_by_role("textbox", name="Code").fill(wrong)
        press(page, "Go on")
        expect(main(page).get_by_role("alert")).to_contain_text("This code is not right, or was used already.")
    page.get_by_role("textbox", name="Code").fill(code_of(key, served, 1))
    press(page, "Go on")
    expect(page).to_have_url(f"{served.url}/desk/conversations")

    # A second browser, by a recovery code; it is signed out from the first.
    other = open_page()
    password(other, served)
    other.get_by_role("textbox", name="Code").fill(recovery[4].lower())
    press(other, "Go on")
    expect(other).to_have_url(f"{served.url}/desk/conversations")
    page.goto(f"{served.url}/desk/account")
    expect(main(page)).to_contain_text("9 recovery codes are left")
    press(page, "Sign out there")
    expect(main(page)).to_contain_text("Those sessions have ended")
    other.goto(f"{served.url}/desk/account")
    expect(other).to_have_url(f"{served.url}/desk/login?next=/desk/account")


def test_signing_in_leads_to_the_page_that_was_asked_for(page: Page, served: Served) -> None:
    accept(page, served, invite(served))
    key, _ = enrol(page, served)
    page.context.clear_cookies()

    page.goto(f"{served.url}/desk/audit")
    page.get_by_label("Login").fill(LOGIN)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    page.get_by_role("textbox", name="Code").fill(code_of(key, served, 1))
    press(page, "Go on")

    expect(page).to_have_url(f"{served.url}/desk/audit")
    expect(page.get_by_role("heading", name="Audit log")).to_be_visible()


def test_wrong_password_keeps_the_login_and_says_so(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/desk/login")
    page.get_by_label("Login").fill("nobody")
    page.get_by_label("Password").fill("something else")
    press(page, "Sign in")

    expect(main(page).get_by_role("alert")).to_have_text("Login or password is not right.")
    expect(page.get_by_label("Login")).to_have_value("nobody")
    expect(page.get_by_label("Password")).to_be_focused()


def test_cookies_can_be_read_by_no_script(page: Page, served: Served) -> None:
    accept(page, served, invite(served))
    enrol(page, served)

    assert page.evaluate("document.cookie") == ""
    [cookie] = page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (
        "__Host-porewell-desk",
        True,
        True,
        "Lax",
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_pages_are_accessible(open_page: OpenPage, served: Served, width: int, height: int, scheme: str) -> None:
    page = open_page(width, height, phone=width < 500)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two literals
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        wide = ["wider than the screen"] if page.evaluate(WIDE) else []
        found[name] = desk_violations(page) + page.evaluate(TOO_SMALL) + wide

    page.goto(f"{served.url}/desk/login")
    look("login, nobody there")
    code = invite(served)
    page.goto(f"{served.url}/desk/welcome")
    look("welcome")
    accept(page, served, code)
    look("enrolment")
    enrol(page, served)
    look("recovery codes")
    page.context.clear_cookies()
    password(page, served)
    look("code")
    press_wrong(page)
    look("wrong code")
    page.context.clear_cookies()
    sign_in(page, served, "Otto", Role.OWNER)
    for path in ("account", "staff", "audit", "nowhere"):
        page.goto(f"{served.url}/desk/{path}")
        for details in page.locator("details").all():
            details.locator("summary").click()
        look(path)

    assert {name: what for name, what in found.items() if what} == {}


def press_wrong(page: Page) -> None:
    """Send a wrong code."""
    page.get_by_role("textbox", name="Code").fill("000000")
    press(page, "Go on")
    expect(main(page).get_by_role("alert")).to_be_visible()
