"""What the tests of signing in share: browsers in which nobody, or an owner, is signed in; nobody waits."""

import pytest

from salon.staff.roles import Role
from salon.staff.signing_in import SigningIn
from tests.app_client import App
from tests.desk.browsers import PASSWORD, Stranger


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the list of waits that were due, and wait none of them."""
    due: list[float] = []
    real = SigningIn.delay_seconds

    def noted(self: SigningIn, address: str) -> float:
        due.append(real(self, address))
        return 0.0

    monkeypatch.setattr(SigningIn, "delay_seconds", noted)
    return due


@pytest.fixture
def browser(app: App, waits: list[float]) -> Stranger:
    """Return a browser in which nobody is signed in."""
    return Stranger(app)


@pytest.fixture
def maya(app: App) -> str:
    """Return the login of a member of staff who has a password."""
    _, code = app.services.accounts.invite("maya@salon.example", "Maya", Role.STAFF, None)
    app.services.signing_in.accept("maya@salon.example", code, PASSWORD, "", "")
    return "maya@salon.example"


@pytest.fixture
def olga(app: App, waits: list[float]) -> Stranger:
    """Return the browser of an owner who has set up a second factor."""
    _, code = app.services.accounts.invite("olga", "Olga", Role.OWNER, None)
    browser = Stranger(app)
    browser.accept("olga", code)
    browser.enrol()
    return browser
