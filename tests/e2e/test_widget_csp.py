"""The widget under a strict policy, on another origin and beside a hostile style sheet: the real app and engine."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from salon.settings import ROOT
from salon.widget_manifest import read_manifest
from salon.widget_tags import pinned_tag
from tests.e2e.booking_steps import book, bot, open_picker, open_widget, tell
from tests.e2e.conftest import LiveApp, StartApp
from tests.e2e.host_page import other_website

pytest_plugins = ["tests.e2e.browser"]

STRICT = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
BARE = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Bare</title><link rel=stylesheet href=/host.css>"
    "<h1>Bare</h1><porewell-chat></porewell-chat><script type=module src=/widget/porewell-chat.js></script></html>"
)
UNSET = "* { all: unset } div { display: none } button { display: none !important }"
LOUD = "* { color: red !important; font-size: 3px !important; font-family: cursive !important }"
HIDING = """
h1, porewell-chat, div, dialog, section { all: unset !important; display: none !important; opacity: 0 !important;
  position: static !important; transform: scale(0) !important; visibility: hidden !important; width: 0 !important; }
porewell-chat::part(panel) { outline: 0 }
"""
SMALL_ROOT = "html { font-size: 62.5% !important }"
REPORT = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.log("Content Security", violatedDirective, blockedURI))"""
LOOK = """(selectors) => { const root = document.querySelector("porewell-chat").shadowRoot;
  return selectors.map((one) => { const found = root.querySelector(one), box = found.getBoundingClientRect();
    const { color, backgroundColor, fontSize, fontFamily, letterSpacing, display, opacity, visibility } = getComputedStyle(found);
    return [one, color, backgroundColor, fontSize, fontFamily, letterSpacing, display, opacity, visibility,
      box.x, box.y, box.width, box.height]; }); }"""
TITLE = "one => { const { display, color, fontSize, opacity } = getComputedStyle(one); return [display, color, fontSize, opacity]; }"
PARTS = [".panel", ".head", ".title h2", ".log", ".bubble", ".pill", ".composer", "textarea", ".send"]
Put = Callable[..., str]


@pytest.fixture
def bare(page: Page, live_app: LiveApp) -> Put:
    """Return what puts a bare page with nothing but the widget on the app's origin, and returns its address."""
    address = f"{live_app}/bare"

    def put(css: str = "") -> str:
        def fulfil(route: Route) -> None:
            route.fulfill(body=BARE, content_type="text/html", headers={"Content-Security-Policy": STRICT})

        page.unroute_all()
        page.route(address, fulfil)
        page.route(f"{live_app}/host.css", lambda route: route.fulfill(body=css, content_type="text/css"))
        return address

    page.add_init_script(REPORT)
    return put


def test_strict_policy_with_trusted_types_is_never_broken(page: Page, bare: Put, complaints: list[str]) -> None:
    open_widget(page, bare())
    tell(page, "What are blackheads?")
    page.locator("summary").first.click()
    tell(page, "I'd like to book a deep cleaning please")
    open_picker(page).get_by_role("button", name="Back to the chat").click()
    with page.expect_download():
        page.get_by_role("button", name="More", exact=True).click()
        page.get_by_role("button", name="Download this conversation").click()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name="Rate this conversation").click()
    page.get_by_role("radio", name="5 stars").press("Space")
    expect(page.get_by_text("Thank you.")).to_be_visible()
    page.reload()
    expect(bot(page).nth(2)).to_be_visible()

    assert complaints == []
    with page.expect_console_message(lambda said: "require-trusted-types-for" in said.text):
        page.evaluate("() => { try { document.createElement('p').innerHTML = '<b>x</b>'; } catch {} }")
    complaints.clear()  # The policy is in force, and what breaks it is heard.


@pytest.mark.parametrize("css", [UNSET, LOUD, HIDING, SMALL_ROOT], ids=["unset", "loud", "hiding", "small root"])
def test_hostile_style_sheet_changes_nothing_inside(page: Page, bare: Put, css: str) -> None:
    def look() -> object:
        launcher = page.get_by_role("button", name="Open the chat")
        expect(launcher).to_be_visible()
        closed = page.evaluate(LOOK, [".launcher"])
        launcher.click()
        expect(bot(page)).to_have_count(1)
        expect(page.get_by_role("dialog", name="Ask Willow & Vale")).to_be_visible()
        expect(page.get_by_text("In an emergency ring")).to_be_visible()
        opened = page.evaluate(LOOK, PARTS)
        page.evaluate("() => sessionStorage.clear()")
        return closed, opened

    page.goto(bare())
    plain = look()
    title = page.locator("h1").evaluate(TITLE)
    page.goto(bare(css))

    assert look() == plain
    assert page.evaluate(LOOK, ["textarea"])[0][3] == "16px"
    assert page.locator("h1").evaluate(TITLE) != title  # the sheet does reach the page
    tell(page, "What are blackheads?")


def test_page_of_another_origin_has_the_whole_chat(page: Page, start_app: StartApp, tmp_path: Path) -> None:
    with other_website() as (address, pages):
        salon = tmp_path / "salon.yml"
        text = (ROOT / "salon.yml").read_text(encoding="utf-8")
        salon.write_text(text.replace("  origins: []", f"  origins: [{address}]"), encoding="utf-8")
        app = start_app(POREWELL_SALON_FILE=str(salon))
        pages["/"] = (
            "<!doctype html><html lang=en><title>Elsewhere</title><h1>Elsewhere</h1>"
            f"<script type=module src={app}/widget/porewell-chat.js></script><porewell-chat></porewell-chat></html>"
        )

        open_widget(page, address)
        tell(page, "What are blackheads?")
        card = book(page, "Tuesday 16 March", "10:00")
        with page.expect_download() as calendar:
            card.get_by_role("button", name="Add to calendar").click()

        assert Path(calendar.value.path()).read_text().startswith("BEGIN:VCALENDAR")
        page.reload()
        expect(page.get_by_role("region", name="Booked", exact=True)).to_be_visible()


def test_integrity_of_the_printed_tag(page: Page, live_app: LiveApp) -> None:
    tag = pinned_tag(live_app.url, read_manifest(ROOT / "salon" / "channels" / "widget" / "built"))
    integrity = re.search('integrity="(.+?)"', tag)
    assert integrity

    def opens(html: str) -> bool:
        page.unroute_all()
        page.route(f"{live_app}/pinned", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto(f"{live_app}/pinned")
        page.wait_for_load_state("load")
        return page.get_by_role("button", name="Open the chat").is_visible()

    assert opens(tag)
    assert not opens(tag.replace(integrity[1], "sha384-" + "A" * 64))
