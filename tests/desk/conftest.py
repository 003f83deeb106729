"""What tests of the desk may ask for: the app with somebody signed in, on SQLite.

The rooms behind the desk are tested on both databases; its pages ask no query of their own.

`desk` is the app and a browser in which an owner is signed in; `desk.as_role(role)` gives one of another role.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from salon.desk.cookies import SESSION
from salon.services import Services
from salon.staff.roles import Role
from tests.app_client import App, OpenApp
from tests.inbox.talks import Talks

HOST = "https://testserver"
HTMX = {"HX-Request": "true"}
"""What HTMX says of itself."""


@dataclass
class DeskBrowser:
    """A browser at the desk.

    Attributes:
        http: sends the session's cookie; redirects are not followed.
        form_token: what a write has to bring; `post` does it by itself.
    """

    services: Services
    app: App
    http: TestClient
    staff_id: str
    name: str
    form_token: str

    def get(self, path: str, **more: Any) -> httpx.Response:
        """Read a page."""
        return self.http.get(path, follow_redirects=False, **more)

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """Send a form of the desk's own."""
        return self.http.post(path, data={**(data or {}), "csrf": self.form_token}, follow_redirects=False, **more)

    def as_role(self, role: Role | str, name: str = "") -> "DeskBrowser":
        """Return another browser, in which a new member with this role is signed in."""
        return sign_in(self.app, Role(role), name or f"{role} {len(self.services.accounts.all())}")


def sign_in(app: App, role: Role, name: str) -> DeskBrowser:
    """Make an account and sign it in, without a password: that is tested elsewhere."""
    login = name.replace(" ", "-").casefold()
    staff_id, _ = app.services.accounts.invite(login, name, role, None)
    token = app.services.sessions.begin(staff_id, "test")
    http = TestClient(app.http.app, base_url=HOST, raise_server_exceptions=False)
    http.cookies.set(SESSION, token)
    return DeskBrowser(app.services, app, http, staff_id, name, app.services.sessions.form_token(token))


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of a migrated, empty database."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def desk(open_app: OpenApp) -> Iterator[DeskBrowser]:
    """Return a browser in which an owner is signed in."""
    return sign_in(open_app(), Role.OWNER, "Olga Owner")


@pytest.fixture
def talks(desk: DeskBrowser) -> Talks:
    """Return what stores conversations in the app's database."""
    return Talks(desk.services.database)
