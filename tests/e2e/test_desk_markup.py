"""Two hundred texts that would do harm, in every place where staff see what somebody wrote, on every page of the desk.

They are shown and never run: with the page's policy, and without it, so that it is the escaping that holds.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from salon.staff.roles import Role
from tests.desk.world import furnish
from tests.e2e.desk_pages import page_paths
from tests.e2e.desk_steps import sign_in
from tests.e2e.served import Served
from tests.e2e.xss import GROUPS

pytest_plugins = ["tests.e2e.browser"]

PAYLOADS = [payload for group in GROUPS.values() for payload in group]
TRAP = """window.harm = []; window.ran = (what) => { window.harm.push(what); };
window.alert = window.prompt = window.confirm = (what) => { window.harm.push(`dialog ${what}`); };"""
FOREIGN = """() => [...document.querySelectorAll('*')].filter((one) =>
    [...one.attributes].some(({ name, value }) => name.startsWith('on') || (name !== 'value' && !name.startsWith('data-')
      && /^\\s*(javascript|data|vbscript):/i.test(value)))
    || ['IFRAME', 'OBJECT', 'EMBED', 'MARQUEE', 'STYLE', 'BASE', 'MATH', 'FRAMESET'].includes(one.tagName)
    || (one.tagName === 'SCRIPT' && !one.src.startsWith(`${location.origin}/desk/static/`))
    || (one.tagName === 'FORM' && !one.action.startsWith(`${location.origin}/desk/`))
  ).map((one) => one.outerHTML.slice(0, 200))"""
"""What no template of ours makes."""
SHOWN = """[document.body.textContent, ...[...document.querySelectorAll('input, textarea')].map((one) => one.value)]
    .join(' ')"""


@pytest.fixture
def page(request: pytest.FixtureRequest, chromium: Browser, served: Served, complaints: list[str]) -> Iterator[Page]:
    """Return a page that notices whatever is run, asked for elsewhere, or stopped by the policy, which may be off."""
    context = chromium.new_context(bypass_csp=not getattr(request, "param", True), reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(TRAP)
    page.on("request", lambda asked: None if asked.url.startswith(served.url) else complaints.append(asked.url))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()


@pytest.mark.timeout(300)  # sixty pages, some of them with six hundred lines
@pytest.mark.parametrize("page", [True, False], indirect=True, ids=["with the policy", "without the policy"])
def test_what_people_wrote_is_shown_on_no_page_as_markup(page: Page, served: Served, complaints: list[str]) -> None:
    owner = sign_in(page, served, "Olga", Role.OWNER)
    ids = furnish(served.services, owner, PAYLOADS)
    served.services.sessions.begin(owner, PAYLOADS[0])
    harm: dict[str, object] = {}
    shown = ""

    for path in page_paths(ids, served):
        answer = page.goto(f"{served.url}{path}")
        # What an address can't be understood with is shown on the page that says so.
        if answer is None or answer.status not in ((200, 404, 422) if "script" in path else (200,)):
            harm[path] = answer and answer.status
        expect(page.locator(".htmx-request")).to_have_count(0, timeout=60_000)  # what it asks for by itself has come
        if found := page.evaluate("window.harm") + page.evaluate(FOREIGN):
            harm[path] = found
        shown += page.evaluate(SHOWN)

    assert (harm, complaints) == ({}, [])
    words = "".join(shown.split())
    assert [payload for payload in PAYLOADS if "".join(payload.split()) not in words] == []


def test_trap_would_notice(page: Page, served: Served) -> None:
    body = f"<main>{PAYLOADS[0]}<b onclick=ran(2)>x</b></main>"
    page.route("**/desk/login", lambda route: route.fulfill(body=body, content_type="text/html"))

    page.goto(f"{served.url}/desk/login")

    assert page.evaluate("window.harm") == [1]
    assert page.evaluate(FOREIGN) == ["<script>ran(1)</script>", '<b onclick="ran(2)">x</b>']
