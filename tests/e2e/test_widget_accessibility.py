"""What axe finds in each state of the widget, and what it is with big text: a real browser, the real app and engine."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.axe import small_targets, violations
from tests.e2e.booking_steps import ANSWER_MS, CLIENT, bot, field, open_picker, open_widget, tell
from tests.e2e.browser import OpenPage

pytest_plugins = ["tests.e2e.browser"]

LOOKS: dict[str, dict[str, str]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}
HEBREW = (
    "<!doctype html><html lang=he dir=rtl><meta charset=utf-8><meta name=viewport content='width=device-width'>"
    "<title>סלון</title><main><h1>סלון</h1></main><porewell-chat></porewell-chat>"
    "<script type=module src=/widget/porewell-chat.js></script></html>"
)
CUT_OFF = """() => { const root = document.querySelector("porewell-chat").shadowRoot;
  const all = [...root.querySelectorAll(".panel, .head, .title, .log, .bubble, .card, .card dt, .card dd, .pill, .picker")];
  return all.filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth)
    .map((one) => `${one.localName}.${one.className}: ${one.textContent.slice(0, 40)}`); }"""
"""What is wider than the room that it has."""
COVERED = """() => { const root = document.querySelector("porewell-chat").shadowRoot;
  const newest = root.querySelector(".newest"), focused = root.activeElement;
  const [one, other] = [focused, newest].map((it) => it.getBoundingClientRect());
  return !newest.hidden && focused !== newest && one.bottom > other.top && one.top < other.bottom; }"""
"""Whether "newest messages" lies over what has the focus."""


def open_in(open_page: OpenPage, *, phone: bool, text_px: int = 16) -> Page:
    """Open a page on a phone or a desktop, of a reader whose browser writes text in this size."""
    page = open_page(390, 844, phone=True) if phone else open_page()
    fonts = page.context.new_cdp_session(page)
    fonts.send("Page.setFontSizes", {"fontSizes": {"standard": text_px, "fixed": text_px}})
    return page


def choose(page: Page, entry: str) -> None:
    """Choose an entry of the menu."""
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("button", name=entry).click()


@pytest.mark.parametrize("look", [*LOOKS, "text of twice the size"])
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_axe_finds_nothing_in_any_state(open_page: OpenPage, live_app: str, look: str, *, phone: bool) -> None:
    page = open_in(open_page, phone=phone, text_px=16 if look in LOOKS else 32)
    page.emulate_media(reduced_motion="reduce", **LOOKS.get(look, {}))  # type: ignore[arg-type]
    found: dict[str, list[str]] = {}

    def look_at(state: str) -> None:
        found[state] = violations(page) + small_targets(page) + page.evaluate(CUT_OFF)

    open_widget(page, live_app)
    look_at("open")
    tell(page, "What are blackheads?")
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    look_at("answer with its sources")
    page.get_by_role("button", name="More", exact=True).click()
    look_at("menu")
    page.keyboard.press("Escape")
    tell(page, f"I'd like a deep cleaning please, I'm {CLIENT}")
    picker = open_picker(page)
    look_at("month")
    picker.locator(".day.free").last.click()
    look_at("times")
    picker.get_by_role("group").get_by_role("button").last.click()
    page.get_by_role("button", name="Yes, that's fine").click(timeout=ANSWER_MS)
    expect(page.get_by_role("button", name="Yes, book it")).to_be_visible(timeout=ANSWER_MS)
    look_at("summary")
    page.get_by_role("button", name="Yes, book it").click()
    expect(page.get_by_role("group", name="How was this conversation?")).to_be_visible(timeout=ANSWER_MS)
    look_at("booked, and asked for a rating")
    choose(page, "Delete my data")
    expect(page.get_by_role("dialog", name="Delete your data?")).to_be_visible()
    look_at("asked before deleting")
    page.keyboard.press("Escape")
    page.context.set_offline(True)
    field(page).fill("Are you there?")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".banner")).to_contain_text("can't be reached")
    expect(page.get_by_role("button", name="Try now")).to_be_visible()
    look_at("out of reach")

    assert found == {state: [] for state in found}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_axe_finds_nothing_on_the_demo_page(open_page: OpenPage, live_app: str, look: str, *, phone: bool) -> None:
    page = open_in(open_page, phone=phone)
    page.emulate_media(reduced_motion="reduce", **LOOKS[look])  # type: ignore[arg-type]
    page.goto(live_app)
    expect(page.locator("html[data-facts=known]")).to_be_attached()

    assert violations(page) + small_targets(page) == []
    if phone:
        page.locator("[popovertarget=menu]").first.click()
        expect(page.locator("#menu")).to_be_visible()
        assert violations(page) == []


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_axe_finds_nothing_from_right_to_left(open_page: OpenPage, live_app: str, *, phone: bool) -> None:
    page = open_in(open_page, phone=phone)
    page.route(f"{live_app}/salon", lambda route: route.fulfill(body=HEBREW, content_type="text/html"))
    page.goto(f"{live_app}/salon")
    page.get_by_role("button", name="פתיחת הצ'אט").click()
    expect(bot(page)).to_have_count(1)
    found = {"open": violations(page)}
    page.get_by_label("ההודעה שלכם").fill(f"I'd like a deep cleaning please, I'm {CLIENT}")
    page.keyboard.press("Enter")
    page.locator("button:enabled", has_text="בחירת יום ושעה").click(timeout=ANSWER_MS)
    page.locator(".day.free").last.click()
    found["times"] = violations(page)
    page.locator(".times button").last.click()
    page.get_by_role("button", name="Yes, that's fine").click(timeout=ANSWER_MS)
    expect(page.get_by_role("region", name="התור שלכם, עוד לא נקבע")).to_be_visible(timeout=ANSWER_MS)
    found["summary"] = violations(page)
    page.get_by_role("button", name="עוד", exact=True).click()
    found["menu"] = violations(page)

    assert found == {state: [] for state in found}
    assert page.evaluate(CUT_OFF) == small_targets(page) == []


def test_axe_finds_nothing_while_the_assistant_wakes_up(page: Page, live_app: str) -> None:
    def asleep(route: Route) -> None:
        route.fulfill(status=503, json={"status": "waking"})

    page.route("**/readyz", asleep)
    open_widget(page, live_app)
    expect(page.locator(".banner")).to_contain_text("waking up")

    assert violations(page) == []


def test_newest_messages_never_lies_over_what_has_the_focus(open_page: OpenPage, live_app: str) -> None:
    page = open_in(open_page, phone=True, text_px=32)
    open_widget(page, live_app)
    for text in ("What are blackheads?", "What can creams do?"):
        tell(page, text)
    page.locator(".log").evaluate("one => { one.scrollTop = 0; one.focus(); }")
    expect(page.get_by_role("button", name="Newest messages")).to_be_visible()
    covered = []

    while not field(page).evaluate("one => one.getRootNode().activeElement === one"):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(COVERED))

    assert len(covered) > 3
    assert not any(covered)


def test_nothing_moves_for_who_wants_less_motion(page: Page, live_app: str) -> None:
    moving = "() => document.querySelector('porewell-chat').shadowRoot.getAnimations().length"
    page.emulate_media(reduced_motion="no-preference")
    page.goto(live_app)
    page.get_by_role("button", name="Open the chat").click()
    page.locator(".panel").wait_for()
    with_motion = page.locator(".panel").evaluate("one => getComputedStyle(one).animationName")

    page.emulate_media(reduced_motion="reduce")
    page.route("**/messages", lambda _: None)  # never answered: the bot goes on typing
    field(page).fill("What are blackheads?")
    field(page).press("Enter")

    expect(page.locator(".typing")).to_be_visible()
    assert with_motion != "none"
    assert page.evaluate(moving) == 0
    assert page.locator(".panel").evaluate("one => getComputedStyle(one).animationName") == "none"


def test_page_zoomed_to_twice_its_size(open_page: OpenPage, live_app: str) -> None:
    page = open_page(640, 400)
    open_widget(page, live_app)
    tell(page, "What are blackheads?")

    expect(field(page)).to_be_in_viewport(ratio=1)
    inside = "document.querySelector('porewell-chat').shadowRoot.querySelector('.log')"
    assert page.evaluate(f"() => {inside}.scrollWidth - {inside}.clientWidth") == 0
    assert page.evaluate(f"() => {inside}.clientHeight") > 150
