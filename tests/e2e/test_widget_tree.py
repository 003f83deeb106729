"""What a screen reader meets in the widget, step by step to a booking: a real browser, the real app and engine."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.booking_steps import ANSWER_MS, CLIENT, bot, field, open_picker, open_widget, tell

pytest_plugins = ["tests.e2e.browser"]

FOCUSED = """() => { const one = document.querySelector("porewell-chat").shadowRoot.activeElement;
  return one && (one.ariaLabel || one.labels?.[0]?.textContent || one.textContent); }"""
"""By what name that has the focus is called, or null outside of the widget."""
WATCH = """() => { window.busy = []; const log = document.querySelector("porewell-chat").shadowRoot.querySelector(".log");
  new MutationObserver((list) => busy.push(...list.map((one) => one.oldValue)))
    .observe(log, { attributes: true, attributeFilter: ["aria-busy"], attributeOldValue: true }); }"""


def open_dialog(page: Page, address: str) -> Locator:
    """Open the chat; return its dialog."""
    page.goto(address)
    launcher = page.get_by_role("button", name="Open the chat")
    expect(launcher).to_have_attribute("aria-haspopup", "dialog")
    launcher.click()
    dialog = page.get_by_role("dialog", name="Ask Willow & Vale")
    expect(dialog).to_be_visible()
    return dialog


def live_regions(page: Page) -> dict[str, dict[str, Any]]:
    """Return the live regions by role, as the browser tells them to screen readers."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    told = {node["role"]["value"]: {one["name"]: one["value"].get("value") for one in node["properties"]}
            for node in nodes if not node["ignored"]}  # fmt: skip
    return {role: properties for role, properties in told.items() if properties.get("live") not in (None, "off")}


def test_booking_step_by_step(page: Page, live_app: str) -> None:
    dialog = open_dialog(page, live_app)
    log = dialog.get_by_role("log", name="Conversation")
    expect(log).to_contain_text("I'm a bot")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_accessible_description("Enter sends, Shift and Enter begin a new line.")

    tell(page, f"I'd like a deep cleaning please, I'm {CLIENT}")
    expect(log).to_contain_text("Which day and time would suit you")
    expect(log).to_have_attribute("aria-busy", "false")
    newest = log.get_by_role("group", name="Quick replies").last
    expect(newest.get_by_role("button", disabled=False).last).to_have_accessible_name("Pick a day and time")
    expect(log.get_by_role("group", name="Quick replies").first.get_by_role("button", disabled=False)).to_have_count(0)

    picker = open_picker(page)
    expect(log).to_be_hidden()
    grid = picker.get_by_role("grid", name="March 2027")
    expect(grid.get_by_role("columnheader")).to_have_text(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    expect(grid.get_by_role("button")).to_have_count(31)
    expect(grid.get_by_role("button", name="Sunday 7 March, nothing free")).to_be_disabled()
    day = grid.get_by_role("button", name="Saturday 27 March, ")
    day.focus()
    page.keyboard.press("Enter")
    expect(grid.get_by_role("gridcell", name="Saturday 27 March", selected=True)).to_have_count(1)
    expect(picker.get_by_role("status")).to_have_text("Free times on Saturday 27 March")
    times = picker.get_by_role("group", name="Free times on Saturday 27 March").get_by_role("button")
    expect(times.first).to_be_focused()
    times.first.click()

    expect(picker).to_have_count(0)
    expect(field(page)).to_be_focused()
    page.get_by_role("button", name="Yes, that's fine").click(timeout=ANSWER_MS)
    summary = log.get_by_role("region", name="Your appointment, not booked yet")
    expect(summary.get_by_role("term")).to_have_text(["Treatment", "When", "Price", "Name", "Phone"])
    page.get_by_role("button", name="Yes, book it").click(timeout=ANSWER_MS)
    expect(log.get_by_role("button", name="Yes, book it", pressed=True, disabled=True)).to_have_count(1)
    booked = log.get_by_role("region", name="Booked")
    expect(booked.get_by_role("button")).to_have_text(["Add to calendar", "Move it", "Cancel it"], timeout=ANSWER_MS)
    stars = log.get_by_role("group", name="How was this conversation?").get_by_role("radio")
    assert [one.get_attribute("aria-label") for one in stars.all()] == [
        "1 star", "2 stars", "3 stars", "4 stars", "5 stars",
    ]  # fmt: skip
    expect(field(page)).to_be_focused()


def test_log_and_banner_are_polite(page: Page, live_app: str) -> None:
    open_widget(page, live_app)
    page.context.set_offline(True)
    field(page).fill("Are you there?")
    field(page).press("Enter")
    expect(page.locator(".banner")).to_contain_text("can't be reached")

    regions = live_regions(page)

    assert {role: one["live"] for role, one in regions.items()} == {"log": "polite", "status": "polite"}
    assert not regions["log"].get("busy")


def test_focus_goes_from_the_head_to_the_field(page: Page, live_app: str) -> None:
    open_widget(page, live_app)
    page.get_by_role("button", name="More", exact=True).focus()
    names: list[str] = []

    while (name := page.evaluate(FOCUSED)) and len(names) < 20:
        names.append(name)
        page.keyboard.press("Tab")

    assert names == [
        "More",
        "Close the chat",
        "Conversation",
        "Blackheads and whiteheads",
        "How a cleaning goes",
        "Prices and courses",
        "Book an appointment",
        "Your message",
        "Send",
    ]


def test_escape_closes_one_thing_at_a_time(page: Page, live_app: str) -> None:
    dialog = open_dialog(page, live_app)
    expect(bot(page)).to_have_count(1)
    more = page.get_by_role("button", name="More", exact=True)
    expect(more).to_have_attribute("aria-expanded", "false")
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="Rate this conversation")).to_be_focused()

    page.keyboard.press("Escape")
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(more).to_be_focused()
    more.click()
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("dialog", name="Start over?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Start over?")).to_have_count(0)
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")

    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Open the chat")).to_be_focused()


def test_history_is_not_read_out_again(page: Page, live_app: str) -> None:
    open_widget(page, live_app)
    tell(page, "What are blackheads?")

    page.reload()
    page.evaluate("() => customElements.whenDefined('porewell-chat').then(() => undefined)")
    expect(bot(page)).to_have_count(2)
    page.evaluate(WATCH)
    tell(page, "And whiteheads?")

    assert "true" not in page.evaluate("() => busy")
