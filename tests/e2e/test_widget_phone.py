"""The widget on a phone: the whole screen, nothing sideways, easy to hit, and the keyboard covers nothing."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.conversations.fakes import COMEDONES
from tests.e2e.faults import Fault
from tests.e2e.served import Served, bot_says
from tests.e2e.widget_steps import (
    await_socket,
    bot,
    bubbles,
    chat,
    fate,
    field,
    launcher,
    log,
    open_chat,
    say,
    staff,
    until,
    write,
)

if TYPE_CHECKING:
    from tests.e2e.browser import OpenPage

pytest_plugins = ["tests.e2e.browser"]

WIDTH = 360
SMALL = """all => all.filter((one) => one.checkVisibility())
    .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 44 || height < 44).map(([html]) => html)"""
BELOW = "log => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight)"
"""How many pixels of the talk lie below what is seen."""
WIDE = "all => all.filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth).map((one) => one.className)"


@pytest.fixture
def small(open_page: "OpenPage") -> Page:
    """Return a page on the smallest phone."""
    return open_page(WIDTH, 640, phone=True)


def panel(page: Page) -> Locator:
    """Return the panel."""
    return chat(page).locator(".panel")


def open_by_touch(page: Page, served: Served) -> None:
    """Open the chat with a finger."""
    page.goto(served.url)
    launcher(page).tap()
    await_socket(page, served)


def test_chat_takes_the_whole_screen_and_gives_it_back(small: Page, served: Served) -> None:
    open_by_touch(small, served)

    assert panel(small).bounding_box() == {"x": 0, "y": 0, "width": WIDTH, "height": 640}
    chat(small).get_by_role("button", name="Close the chat").tap()
    expect(panel(small)).to_be_hidden()
    expect(launcher(small)).to_be_visible()


def test_escape_closes_it_too(small: Page, served: Served) -> None:
    open_by_touch(small, served)

    small.keyboard.press("Escape")

    expect(panel(small)).to_be_hidden()
    expect(chat(small)).not_to_have_attribute("open", "")


def test_opening_does_not_call_the_keyboard(small: Page, served: Served) -> None:
    open_by_touch(small, served)

    expect(log(small)).to_be_focused()
    expect(field(small)).not_to_be_focused()


def test_everything_on_the_smallest_phone_is_no_wider_than_it_and_easy_to_hit(small: Page, served: Served) -> None:
    served.engine.replies["why?"] = COMEDONES
    served.engine.replies["long?"] = bot_says(
        "Because " + "x" * 200, "A longer title for a button than fits a line " * 3
    )
    open_by_touch(small, served)
    write(small, "why?")
    bot(small).nth(1).locator("summary").tap()
    write(small, "long?")
    expect(bot(small)).to_have_count(3)
    served.faults.pending.append(Fault(422, "No."))
    write(small, "refused")
    expect(fate(small)).to_be_visible()
    served.staff_say("y" * 300)
    expect(staff(small)).to_have_count(1)
    chat(small).get_by_role("button", name="More", exact=True).tap()
    expect(chat(small).locator(".menu")).to_be_visible()

    assert chat(small).locator("button, summary, textarea").evaluate_all(SMALL) == []
    assert small.evaluate("document.documentElement.scrollWidth") == WIDTH
    assert chat(small).locator(".panel, .log, .menu, .bubble, .composer, .head").evaluate_all(WIDE) == []


def test_launcher_on_the_smallest_phone_is_easy_to_hit_and_in_sight(small: Page, served: Served) -> None:
    small.goto(served.url)

    expect(launcher(small)).to_be_in_viewport(ratio=1)
    assert launcher(small).evaluate_all(SMALL) == []
    assert small.evaluate("document.documentElement.scrollWidth") == WIDTH


def test_end_of_the_talk_stays_in_sight_when_the_keyboard_opens(phone: Page, served: Served) -> None:
    # Lines and buttons that break anew in less width: the browser then scrolls a little by itself.
    served.engine.replies["when?"] = bot_says(
        "many words " * 20, "Yes, book it", "Another time", "One of those is true"
    )
    open_by_touch(phone, served)
    for number in range(2):
        say(phone, f"question {number}" + " with many words" * 15)
    write(phone, "when?")
    chat(phone).get_by_role("button", name="Yes, book it").tap()
    expect(phone.get_by_text("You said: Yes, book it")).to_be_visible()

    phone.set_viewport_size({"width": 360, "height": 330})

    until(phone, lambda: log(phone).evaluate(BELOW) == 0)
    expect(field(phone)).to_be_in_viewport(ratio=1)
    expect(phone.get_by_text("You said: Yes, book it")).to_be_in_viewport()


def test_long_answer_is_shown_from_its_first_line(small: Page, served: Served) -> None:
    served.engine.replies["tell me"] = bot_says("\n\n".join(f"paragraph {number}" for number in range(60)))
    open_by_touch(small, served)

    write(small, "tell me")

    expect(small.get_by_text("Paragraph 0", exact=True)).to_be_in_viewport()
    expect(small.get_by_text("paragraph 59", exact=True)).not_to_be_in_viewport()
    chat(small).get_by_role("button", name="Newest messages").tap()
    expect(small.get_by_text("paragraph 59", exact=True)).to_be_in_viewport()


def test_question_before_starting_over_fits_the_smallest_phone(small: Page, served: Served) -> None:
    open_by_touch(small, served)
    say(small, "hello")
    chat(small).get_by_role("button", name="More", exact=True).tap()
    chat(small).locator(".menu").get_by_role("button", name="Start over").tap()
    question = small.get_by_role("dialog", name="Start over?")

    expect(question.get_by_role("button", name="Start over")).to_be_in_viewport(ratio=1)
    assert question.locator("button").evaluate_all(SMALL) == []
    small.keyboard.press("Escape")
    expect(question).to_have_count(0)
    expect(panel(small)).to_be_visible()


def test_reload_on_a_phone_comes_back_to_the_talk(small: Page, served: Served) -> None:
    open_by_touch(small, served)
    say(small, "hello")

    small.reload()

    expect(panel(small)).to_be_visible()
    expect(small.get_by_text("You said: hello")).to_be_visible()
    assert bubbles(small)[1:] == ["hello", "You said: hello"]


def test_desktop_chat_stands_beside_the_page_and_leaves_it_usable(page: Page, served: Served) -> None:
    open_chat(page, served)

    box = panel(page).bounding_box()
    assert box
    assert box["width"] < 500
    page.get_by_role("link", name="Find us").first.click()
    expect(panel(page)).to_be_visible()
