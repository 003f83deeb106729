"""A browser in which nobody is signed in yet, and the steps that somebody takes to sign in at the desk."""

import re
from datetime import timedelta
from typing import Any

import httpx
import pyotp
from fastapi.testclient import TestClient

from salon.desk.cookies import SESSION
from tests.app_client import App
from tests.desk.conftest import HOST

PASSWORD = "plum kettle harbour nine"
NEW_PASSWORD = "another kettle by the plum"
_FIELD = re.compile(r'name="csrf" value="([0-9a-f]{64})"')
_KEY = re.compile(r'class="mono">([A-Z2-7]{32})<')
_RECOVERY = re.compile(r"<li>([A-Z2-9]{4}(?:-[A-Z2-9]{4}){3})</li>")


class Stranger:
    """A browser without a session; `key` and `recovery_codes` are what it was shown of a second factor."""

    def __init__(self, app: App) -> None:
        self.services = app.services
        self.http = TestClient(app.http.app, base_url=HOST, raise_server_exceptions=False)
        self.key = ""
        self.recovery_codes: list[str] = []

    @property
    def token(self) -> str:
        """The session's token, empty without one."""
        return str(self.http.cookies.get(SESSION) or "")

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Read a page; redirects are not followed."""
        return self.http.get(path, follow_redirects=False, **more)

    def send(self, path: str, page: str | None = None, /, **fields: str) -> httpx.Response:
        """Fill in the form on a page, by default the one of the same path, and send it."""
        shown = self.http.get(page or path)
        token = _FIELD.search(shown.text)
        assert token, shown.text
        return self.http.post(path, data=fields | {"csrf": token[1]}, follow_redirects=False)

    def sign_in(self, login: str, password: str = PASSWORD, **more: str) -> httpx.Response:
        """Take the first step."""
        return self.send("/desk/login", login=login, password=password, **more)

    def accept(self, login: str, code: str, password: str = PASSWORD, again: str | None = None) -> httpx.Response:
        """Take up an invitation."""
        again = password if again is None else again
        return self.send("/desk/welcome", login=login, code=code, password=password, again=again)

    def enrol(self) -> httpx.Response:
        """Set up the second factor that the page shows, and note the recovery codes."""
        found = _KEY.search(self.get("/desk/login/second-factor").text)
        assert found
        self.key = found[1]
        shown = self.send("/desk/login/second-factor", code=self.code())
        self.recovery_codes = _RECOVERY.findall(shown.text)
        return shown

    def code(self, steps: int = 0) -> str:
        """Return what an authenticator app shows now, or so many steps of 30 seconds later."""
        return pyotp.TOTP(self.key).at(self.services.clock() + timedelta(seconds=30 * steps))
