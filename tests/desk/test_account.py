"""One's own account: password, second factor, and where one is signed in."""

import pytest

from salon.desk.account import WRONG
from salon.desk.cookies import SESSION
from salon.desk.login import DIFFER, TOO_MANY
from salon.staff.roles import Role
from salon.staff.signing_in import MOST_TRIES, SigningIn
from tests.app_client import App
from tests.desk.browsers import NEW_PASSWORD, PASSWORD, Stranger


@pytest.fixture
def maya(app: App, monkeypatch: pytest.MonkeyPatch) -> Stranger:
    """Return the browser of a member of staff; nobody waits between tries."""
    monkeypatch.setattr(SigningIn, "delay_seconds", lambda *_: 0.0)
    _, code = app.services.accounts.invite("maya", "Maya", Role.STAFF, None)
    browser = Stranger(app)
    browser.accept("maya", code)
    return browser


def change(browser: Stranger, old: str = PASSWORD, new: str = NEW_PASSWORD, again: str = NEW_PASSWORD) -> str:
    """Send the form of the password; return the page that comes, or where it leads."""
    answer = browser.send("/desk/account/password", "/desk/account", old=old, new=new, again=again)
    return answer.headers.get("location") or answer.text


def test_password_is_not_changed(app: App, maya: Stranger) -> None:
    assert WRONG in change(maya, old="x")
    assert DIFFER in change(maya, again=PASSWORD)
    assert "A password has 12 to 200 characters" in change(maya, new="short", again="short")

    assert Stranger(app).sign_in("maya").status_code == 303


def test_tries_at_the_present_password_count(app: App, maya: Stranger) -> None:
    for _ in range(MOST_TRIES):
        change(maya, old="x")

    assert TOO_MANY in change(maya)
    assert TOO_MANY in maya.send("/desk/account/second-factor", "/desk/account", password=PASSWORD).text
    assert TOO_MANY in Stranger(app).sign_in("maya").text


def test_password_is_changed_and_other_browsers_are_signed_out(app: App, maya: Stranger) -> None:
    other = Stranger(app)
    other.sign_in("maya")

    led_to = change(maya)

    assert led_to == "/desk/account?done=password"
    assert "Your password is changed" in maya.get(led_to).text
    assert other.get("/desk/account").status_code == 303
    assert Stranger(app).sign_in("maya").status_code == 422
    assert Stranger(app).sign_in("maya", NEW_PASSWORD).status_code == 303


def test_second_factor_is_set_up_by_who_knows_the_password(app: App, maya: Stranger) -> None:
    page = maya.send("/desk/account/second-factor", "/desk/account", password="x")
    assert page.status_code == 422
    assert WRONG in page.text

    before = maya.token
    answer = maya.send("/desk/account/second-factor", "/desk/account", password=PASSWORD)
    assert answer.headers["location"] == "/desk/login/second-factor"
    assert app.services.sessions.open(before) is None
    assert maya.get("/desk/account").status_code == 303
    maya.enrol()

    assert "10 recovery codes are left" in maya.get("/desk/account").text
    assert Stranger(app).sign_in("maya").headers["location"] == "/desk/login/code"


def test_sessions_are_listed_and_ended_one_by_one(app: App, maya: Stranger) -> None:
    browsers = [Stranger(app), Stranger(app)]
    for number, browser in enumerate(browsers):
        browser.http.headers["User-Agent"] = f"<b>Browser {number}</b>"
        browser.sign_in("maya")

    page = maya.get("/desk/account").text
    assert all(f"&lt;b&gt;Browser {number}&lt;/b&gt;" in page for number in range(2))
    assert page.count("Sign out there") == 2

    opened = app.services.sessions.open(browsers[0].token)
    assert opened is not None
    maya.send("/desk/account/sessions/end", "/desk/account", session_id=opened.member.session_id)

    assert [one.get("/desk/account").status_code for one in [maya, *browsers]] == [200, 303, 200]


def test_all_other_sessions_are_ended(app: App, maya: Stranger) -> None:
    browsers = [Stranger(app), Stranger(app)]
    for browser in browsers:
        browser.sign_in("maya")

    maya.send("/desk/account/sessions/end", "/desk/account")

    assert [one.get("/desk/account").status_code for one in [maya, *browsers]] == [200, 303, 303]


def test_session_of_somebody_else_is_not_ended(app: App, maya: Stranger) -> None:
    zoe, _ = app.services.accounts.invite("zoe", "Zoe", Role.STAFF, None)
    token = app.services.sessions.begin(zoe)
    opened = app.services.sessions.open(token)
    assert opened is not None

    maya.send("/desk/account/sessions/end", "/desk/account", session_id=opened.member.session_id)

    assert app.services.sessions.open(token) is not None


def test_page_shows_no_token(maya: Stranger) -> None:
    page = maya.get("/desk/account")

    assert maya.http.cookies[SESSION] == maya.token != ""
    assert maya.token not in page.text
