"""The diary in a browser: a client in the widget and two tablets at the reception see the same appointment move."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from salon.booking.appointments import AppointmentView, BookingRequest
from salon.booking.diary_entries import NewBlock, StaffBooking
from tests.e2e.axe import AXE, RUN, TAGS
from tests.e2e.browser import OpenPage
from tests.e2e.desk_steps import sign_in
from tests.e2e.served import Served
from tests.e2e.widget_steps import chat, open_chat, say

pytest_plugins = ["tests.e2e.browser"]

LONDON = ZoneInfo("Europe/London")
TUESDAY = "/desk/diary?day=2027-03-02"
SMALL = """() => [...document.querySelectorAll(".page a, .page button, .page select, .page input, .page summary, .time span")]
  .filter((one) => one.checkVisibility() && !one.matches(".visually-hidden, [type=checkbox], .facts a, .coming a, .week *"))
  .filter((one) => { const { width, height } = one.getBoundingClientRect(); return width < 43.9 || height < 38; })
  .map((one) => one.outerHTML.slice(0, 90))"""
"""What can be pressed and is too small. A half hour on the board is 42 pixels high, with nothing but free time beside."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return that moment of March 2027; it is Monday the first, 10:00."""
    return datetime(2027, 3, day, hour, minute, tzinfo=LONDON)


def book(served: Served, starts_at: datetime, conversation_id: str = "", **changes: Any) -> AppointmentView:
    """Book an hour with Maya, in a conversation or by telephone."""
    if conversation_id:
        wish = BookingRequest(
            "ultrasonic_cleaning", starts_at, "Anna Lindqvist", "07700 900123", conversation_id, at(1, 9), "chat"
        )
        return served.services.booking.book(wish)
    staff = StaffBooking("ultrasonic_cleaning", starts_at, "Bea Okafor", "07700 900124", True, "Noor", str(starts_at))
    return served.services.diary_booking.book(staff)


def panel(page: Page) -> Locator:
    """Return what lies beside the board."""
    return page.locator("#panel")


def entry(page: Page, name: str) -> Locator:
    """Return an appointment on the board."""
    return page.locator(".board .entry", has_text=name)


def test_move_is_seen_by_the_client_and_by_a_colleague(page: Page, open_page: OpenPage, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    book(served, at(2, 10), served.conversation_id)
    desk, colleague = open_page(1024, 768), open_page(1024, 768)
    for one, name in ((desk, "Noor"), (colleague, "Olga")):
        sign_in(one, served, name)
        one.goto(served.url + TUESDAY)
        expect(entry(one, "Anna Lindqvist")).to_contain_text("10:00")

    entry(desk, "Anna").click()
    expect(panel(desk).get_by_role("heading", name="Anna Lindqvist")).to_be_focused()
    panel(desk).get_by_role("link", name="Move").click()
    panel(desk).locator(".time", has_text="14:30").click()
    panel(desk).get_by_role("button", name="Move").click()

    expect(panel(desk)).to_contain_text("14:30–15:30")
    for one in (desk, colleague):
        expect(entry(one, "Anna Lindqvist")).to_contain_text("14:30")
    card = chat(page).get_by_role("region", name="Moved")
    expect(chat(page).get_by_text("The salon has moved it.")).to_be_visible()
    expect(card).to_contain_text("14:30")


def test_tap_on_free_time_books_and_no_address_holds_a_name(open_page: OpenPage, served: Served) -> None:
    desk, asked = open_page(1024, 768), list[str]()
    desk.on("request", lambda request: asked.append(request.url))
    sign_in(desk, served, "Noor")
    desk.goto(served.url + TUESDAY)

    desk.locator('.board-free[href*="who=elena"][href*="T11%3A00"]').click()
    panel(desk).get_by_label("Client's name").fill("Zoe Zebra")
    panel(desk).get_by_label("Telephone").fill("07700 900177")
    with desk.expect_response("**/desk/diary/times?**"):
        panel(desk).locator("[name=treatment]").select_option("skin_consultation")
    expect(panel(desk).get_by_label("18:30")).to_be_attached()
    expect(panel(desk).get_by_label("11:00")).to_be_checked()
    panel(desk).locator(".time", has_text="11:30").click()
    panel(desk).get_by_label("The client agrees").check()
    panel(desk).get_by_role("button", name="Book").click()

    expect(panel(desk).get_by_role("heading", name="Zoe Zebra")).to_be_visible()
    expect(entry(desk, "Zoe Zebra")).to_contain_text("11:30")
    (booked,) = served.services.booking.all_appointments()
    assert (booked.starts_at, booked.cosmetologist_id, booked.booked_by) == (at(2, 11, 30), "elena", "Noor")
    assert [url for url in asked if "Zoe" in url or "Zebra" in url or "900177" in url] == []


def test_escape_closes_the_panel_and_goes_back_to_where_one_was(open_page: OpenPage, served: Served) -> None:
    book(served, at(2, 10))
    desk = open_page(1024, 768)
    sign_in(desk, served, "Noor")
    desk.goto(served.url + TUESDAY)
    entry(desk, "Bea").focus()
    desk.keyboard.press("Enter")
    expect(panel(desk).get_by_role("heading", name="Bea Okafor")).to_be_focused()

    desk.keyboard.press("Escape")

    expect(panel(desk)).to_be_hidden()
    expect(entry(desk, "Bea")).to_be_focused()


def test_panel_that_is_being_used_is_not_taken_away_by_news(open_page: OpenPage, served: Served) -> None:
    book(served, at(2, 10))
    desk = open_page(1024, 768)
    sign_in(desk, served, "Noor")
    desk.goto(served.url + TUESDAY)
    entry(desk, "Bea").click()
    panel(desk).locator("summary").click()

    with desk.expect_response("**/desk/diary/board?**"):
        served.loop.call_soon_threadsafe(served.services.topics.announce, "diary")
    desk.wait_for_timeout(300)

    panel(desk).get_by_role("button", name="The client asked for it").click()
    expect(panel(desk).get_by_text("Cancelled for the client")).to_be_visible()
    expect(entry(desk, "Bea")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (390, 844)])
def test_pages_are_accessible(open_page: OpenPage, served: Served, width: int, height: int) -> None:
    booked = book(served, at(1, 11))
    served.services.blocks.block(NewBlock(at(1, 14), at(1, 15), "training", "Noor", "b"))
    desk = open_page(width, height, phone=width < 500)
    sign_in(desk, served, "Noor")

    for path in ("", "?view=week", f"/appointments/{booked.id}", f"/appointments/{booked.id}/move", "/new", "/block"):
        for scheme in ("light", "dark"):
            desk.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of two literals
            desk.goto(f"{served.url}/desk/diary{path}")
            desk.evaluate(AXE.read_text(encoding="utf-8"))
            found = desk.evaluate(RUN, TAGS)["violations"]
            assert [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]] == [], (path, scheme)
        assert desk.evaluate(SMALL) == [], path
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
