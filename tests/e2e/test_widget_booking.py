"""Booking in the widget: a real browser, the real app and engine. It is Monday, 1 March 2027, 10:00."""

import re
from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

from tests.e2e.booking_steps import ANSWER_MS, book, bot, open_picker, open_widget, rows, summary, tell
from tests.e2e.browser import OpenPage

pytest_plugins = ["tests.e2e.browser"]


def times_on(picker: Locator, day: str) -> list[str]:
    """Return the free times of a day in the calendar."""
    picker.get_by_role("button", name=day).click()
    return picker.get_by_role("group").get_by_role("button").all_inner_texts()


def next_free(page: Page) -> Locator:
    """Return the button for the next free time of all."""
    return page.get_by_role("button", name=re.compile("^Next free: Mon,? 1 Mar"))


def test_summary_shows_what_would_be_booked(page: Page, live_app: str) -> None:
    open_widget(page, live_app)

    card = summary(page, "Tuesday 9 March", "10:00")

    assert rows(card) == {
        "Treatment": "deep cleaning, 90 min",
        "When": "Tuesday 9 March at 10:00",
        "Price": "£85",
        "Name": "Lena",
        "Phone": "+447911123456",
    }


def test_booked_card_gives_a_calendar_file(page: Page, live_app: str) -> None:
    open_widget(page, live_app)
    card = book(page, "Wednesday 10 March", "09:30")
    assert rows(card)["When"] == "Wednesday 10 March at 09:30"

    with page.expect_download() as downloading:
        card.get_by_role("button", name="Add to calendar").click()

    file = downloading.value
    event = Calendar.from_ical(Path(file.path()).read_bytes()).walk("VEVENT")[0]
    assert file.suggested_filename == "appointment.ics"
    assert event.decoded("DTSTART").isoformat() == "2027-03-10T09:30:00+00:00"


def test_taken_times_are_absent(open_page: OpenPage, live_app: str) -> None:
    first, second, third = (open_page() for _ in range(3))
    for page in (first, second):
        open_widget(page, live_app)
        book(page, "Thursday 11 March", "12:00")

    open_widget(third, live_app)
    tell(third, "I'd like a deep cleaning please")

    # An hour and a half each, with both who work here: nothing that would still run at noon, or begin before half one.
    assert "10:30" in times_on(open_picker(third), "Thursday 11 March")
    offered = third.get_by_role("group").get_by_role("button").all_inner_texts()
    assert {"11:00", "11:30", "12:00", "12:30", "13:00"} & set(offered) == set()
    assert "13:30" in offered


def test_next_free_time_comes_first_and_other_months_follow(page: Page, live_app: str) -> None:
    open_widget(page, live_app)
    tell(page, "I'd like a deep cleaning please")

    picker = open_picker(page)

    expect(next_free(page)).to_be_focused()
    expect(picker.get_by_role("button", name="Previous month")).to_be_hidden()
    picker.get_by_role("button", name="Next month").click()
    expect(picker.get_by_role("heading", name="April 2027")).to_be_visible()
    expect(picker.get_by_role("button", name="Sunday 4 April, nothing free")).to_have_attribute("aria-disabled", "true")
    picker.get_by_role("button", name="Back to the chat").click()
    expect(page.get_by_label("Your message")).to_be_focused()


def test_booking_is_moved_and_cancelled_from_its_card(page: Page, live_app: str) -> None:
    open_widget(page, live_app)
    card = book(page, "Friday 12 March", "15:00")

    card.get_by_role("button", name="Move it").click()
    picker = open_picker(page)
    picker.get_by_role("button", name="Saturday 13 March").click()
    picker.get_by_role("group").get_by_role("button", name="16:00", exact=True).click()
    page.get_by_role("button", name="Yes, move it").click(timeout=ANSWER_MS)
    moved = page.get_by_role("region", name="Moved")
    expect(moved).to_be_visible(timeout=ANSWER_MS)
    assert rows(moved)["When"] == "Saturday 13 March at 16:00"
    moved.get_by_role("button", name="Cancel it").click()
    page.get_by_role("button", name="Yes, cancel it").click(timeout=ANSWER_MS)

    expect(page.get_by_role("region", name="Cancelled")).to_be_visible(timeout=ANSWER_MS)


def test_booking_by_the_keyboard_alone(page: Page, live_app: str) -> None:
    keys = page.keyboard
    page.goto(live_app)
    launcher = page.get_by_role("button", name="Open the chat")
    while not launcher.evaluate("one => one.getRootNode().activeElement === one"):
        keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_label("Your message")).to_be_focused()

    keys.type("I'd like a deep cleaning please, I'm Lena, 07911 123456")
    keys.press("Enter")
    pick = page.get_by_role("button", name="Pick a day and time")
    expect(pick).to_be_visible(timeout=ANSWER_MS)
    keys.press("Shift+Tab")
    expect(pick).to_be_focused()
    keys.press("Enter")
    expect(next_free(page)).to_be_focused()
    for _ in range(2):  # over "next free" to the next month, then into the grid
        keys.press("Tab")
    day = page.locator(".day[tabindex='0']")
    expect(day).to_be_focused()
    assert day.get_attribute("data-day") == "2027-03-01"
    walked = []
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "End", "Home", "PageDown", "PageUp", "ArrowUp", "ArrowRight"):
        keys.press(key)
        page.wait_for_timeout(150)
        walked.append(page.locator(".day[tabindex='0']").get_attribute("data-day"))
    assert walked == [
        "2027-03-08", "2027-03-15", "2027-03-16", "2027-03-21", "2027-03-15", "2027-04-15", "2027-03-15", "2027-03-08", "2027-03-09",
    ]  # fmt: skip
    keys.press("Enter")
    expect(page.get_by_role("group", name="Free times on Tuesday 9 March").get_by_role("button").first).to_be_focused()
    keys.press("Enter")
    yes = page.get_by_role("button", name="Yes, that's fine")
    expect(yes).to_be_visible(timeout=ANSWER_MS)
    keys.type("yes")
    keys.press("Enter")
    expect(page.get_by_role("button", name="Yes, book it")).to_be_visible(timeout=ANSWER_MS)
    keys.type("yes please")
    keys.press("Enter")

    expect(page.get_by_role("region", name="Booked")).to_be_visible(timeout=ANSWER_MS)
    keys.press("Escape")
    expect(bot(page).first).to_be_hidden()
    expect(launcher).to_be_focused()
