"""Booking in the widget: a real browser, the real app and engine. It is Monday, 1 March 2027, 10:00."""

import re
from datetime import UTC, datetime
from pathlib import Path

from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import create_engine, select

from salon.booking.models import Appointment
from tests.e2e.booking_steps import ANSWER_MS, book, bot, open_picker, open_widget, rows, summary, tell
from tests.e2e.browser import OpenPage
from tests.e2e.conftest import LiveApp

pytest_plugins = ["tests.e2e.browser"]


WALK = [
    ("ArrowDown", "2027-03-08"),
    ("ArrowDown", "2027-03-15"),
    ("ArrowRight", "2027-03-16"),
    ("ArrowLeft", "2027-03-15"),
    ("End", "2027-03-21"),
    ("Home", "2027-03-15"),
    ("PageDown", "2027-04-15"),
    ("PageUp", "2027-03-15"),
    ("ArrowUp", "2027-03-08"),
    ("ArrowRight", "2027-03-09"),
]
"""Keys from the first of March, and the day on which each leaves the focus."""


def times_on(picker: Locator, day: str) -> list[str]:
    """Return the free times of a day in the calendar."""
    picker.get_by_role("button", name=day).click()
    return picker.get_by_role("group").get_by_role("button").all_inner_texts()


def next_free(page: Page) -> Locator:
    """Return the button for the next free time of all."""
    return page.get_by_role("button", name=re.compile("^Next free: Mon,? 1 Mar"))


def stored(app: LiveApp, start: datetime) -> list[tuple[str, str, str]]:
    """Return treatment, cosmetologist and status of the appointments that begin then, as the database has them."""
    engine = create_engine(app.database_url)
    chosen = select(Appointment.treatment_id, Appointment.cosmetologist_id, Appointment.status)
    with engine.connect() as connection:
        found = connection.execute(chosen.where(Appointment.starts_at == start)).all()
    engine.dispose()
    return sorted((treatment, cosmetologist, status) for treatment, cosmetologist, status in found)


def test_question_is_answered_with_its_sources(page: Page, live_app: LiveApp) -> None:
    open_widget(page, live_app)

    tell(page, "What are blackheads?")

    answer = bot(page).nth(1)
    expect(answer).to_contain_text("Comedones are pores plugged with oil and dead skin cells")
    sources = answer.get_by_role("listitem")
    expect(sources.first).to_be_hidden()
    answer.locator("summary", has_text="3 sources").click()
    expect(sources).to_have_count(3)
    expect(sources.first).to_contain_text(re.compile(r"^S\d+ · "))


def test_next_free_time_is_picked_by_one_button(page: Page, live_app: LiveApp) -> None:
    open_widget(page, live_app)
    tell(page, "I'd like a skin consultation please")

    open_picker(page)
    shown = next_free(page).inner_text().removeprefix("Next free: ")
    next_free(page).click()

    expect(page.get_by_role("grid")).to_have_count(0)
    expect(page.locator(".message.client .bubble").last).to_have_text(shown)
    expect(bot(page).last).to_contain_text("Whose name", timeout=ANSWER_MS)


def test_summary_shows_what_would_be_booked(page: Page, live_app: LiveApp) -> None:
    open_widget(page, live_app)

    card = summary(page, "Tuesday 9 March", "10:00")

    assert rows(card) == {
        "Treatment": "deep cleaning, 90 min",
        "When": "Tuesday 9 March at 10:00",
        "Price": "£85",
        "Name": "Lena",
        "Phone": "+447911123456",
    }


def test_booked_card_gives_a_calendar_file(page: Page, live_app: LiveApp) -> None:
    open_widget(page, live_app)
    card = book(page, "Wednesday 10 March", "09:30")
    assert rows(card)["When"] == "Wednesday 10 March at 09:30"

    with page.expect_download() as downloading:
        card.get_by_role("button", name="Add to calendar").click()

    file = downloading.value
    event = Calendar.from_ical(Path(file.path()).read_bytes()).walk("VEVENT")[0]
    assert file.suggested_filename == "appointment.ics"
    assert event.decoded("DTSTART").isoformat() == "2027-03-10T09:30:00+00:00"


def test_taken_times_are_absent(open_page: OpenPage, live_app: LiveApp) -> None:
    first, second, third = (open_page() for _ in range(3))
    for page in (first, second):
        open_widget(page, live_app)
        book(page, "Thursday 11 March", "12:00")

    noon = datetime(2027, 3, 11, 12, tzinfo=UTC)
    assert stored(live_app, noon) == [("deep_cleaning", "elena", "booked"), ("deep_cleaning", "maya", "booked")]
    open_widget(third, live_app)
    tell(third, "I'd like a deep cleaning please")

    # An hour and a half each, with both who work here: nothing that would still run at noon, or begin before half one.
    assert "10:30" in times_on(open_picker(third), "Thursday 11 March")
    offered = third.get_by_role("group").get_by_role("button").all_inner_texts()
    assert {"11:00", "11:30", "12:00", "12:30", "13:00"} & set(offered) == set()
    assert "13:30" in offered


def test_next_free_time_comes_first_and_other_months_follow(page: Page, live_app: LiveApp) -> None:
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


def test_booking_is_moved_and_cancelled_from_its_card(page: Page, live_app: LiveApp) -> None:
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
    assert stored(live_app, datetime(2027, 3, 12, 15, tzinfo=UTC)) == []
    assert [status for _, _, status in stored(live_app, datetime(2027, 3, 13, 16, tzinfo=UTC))] == ["cancelled"]


def test_booking_by_the_keyboard_alone(page: Page, live_app: LiveApp) -> None:
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
    keys.press("Escape")
    expect(page.get_by_role("grid")).to_have_count(0)
    expect(page.get_by_label("Your message")).to_be_focused()
    keys.press("Shift+Tab")
    keys.press("Enter")
    expect(next_free(page)).to_be_focused()
    for _ in range(2):  # over "next free" to the next month, then into the grid
        keys.press("Tab")
    day = page.locator(".day[tabindex='0']")
    expect(day).to_be_focused()
    assert day.get_attribute("data-day") == "2027-03-01"
    for key, reached in WALK:
        keys.press(key)
        expect(page.locator(f".day[data-day='{reached}']")).to_be_focused()
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

    expect(page.get_by_role("region", name="Booked", exact=True)).to_be_visible(timeout=ANSWER_MS)
    keys.press("Escape")
    expect(bot(page).first).to_be_hidden()
    expect(launcher).to_be_focused()
