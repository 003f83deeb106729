"""Steps at the desk in a browser: signing in, without a password (that is tested elsewhere), and what is seen there."""

from playwright.sync_api import Page

from salon.desk.cookies import SESSION
from salon.staff.roles import Role
from tests.e2e.served import Served


def sign_in(page: Page, served: Served, name: str, role: Role = Role.STAFF) -> str:
    """Make an account and sign its browser in; return the account's id."""
    staff_id, _ = served.services.accounts.invite(name.casefold(), name, role, None)
    token = served.services.sessions.begin(staff_id, "a browser of the tests")
    # Browsers take a Secure cookie from http on this machine; the protocol that sets it here does not.
    url = served.url.replace("http:", "https:") + "/"
    page.context.add_cookies([{"name": SESSION, "value": token, "url": url, "secure": True}])
    return staff_id


def open_conversation(page: Page, served: Served) -> None:
    """Open the only conversation there is, and wait until the page knows who has it."""
    page.goto(f"{served.url}/desk/conversations/{served.conversation_id}")
    page.locator("#hold [data-state]").wait_for()
