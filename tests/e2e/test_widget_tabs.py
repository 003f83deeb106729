"""One client, several tabs: they show one conversation, and what ends it in one ends it in all."""

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.served import Served
from tests.e2e.widget_steps import (
    await_socket,
    bot,
    bubbles,
    chat,
    choose,
    client,
    field,
    launcher,
    open_chat,
    say,
    staff,
    stored,
    write,
)

pytest_plugins = ["tests.e2e.browser"]

TALK = ["hello", "You said: hello"]


def second_tab(page: Page, served: Served) -> Page:
    """Open the page and the chat in another tab of the same browser."""
    context: BrowserContext = page.context
    tab = context.new_page()
    tab.goto(served.url)
    launcher(tab).click()
    await_socket(tab, served, 2)
    return tab


def test_second_tab_shows_the_conversation_and_both_go_on_with_it(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")

    other = second_tab(page, served)
    expect(client(other)).to_have_count(1)
    say(other, "there")
    say(page, "again")

    expect(other.get_by_text("You said: again")).to_be_visible()
    expect(page.get_by_text("You said: there")).to_be_visible()
    assert bubbles(page)[1:] == bubbles(other)[1:] == [*TALK, "there", "You said: there", "again", "You said: again"]
    assert served.faults.begun == 1


def test_tab_in_which_nothing_was_said_follows_the_one_that_speaks(page: Page, served: Served) -> None:
    open_chat(page, served)
    other = second_tab(page, served)

    say(page, "hello")

    expect(other.get_by_text("You said: hello")).to_be_visible()
    assert bubbles(other)[1:] == TALK


def test_tabs_that_speak_at_once_lose_nothing(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    other = second_tab(page, served)
    served.faults.held_up = True

    write(page, "from one")
    write(other, "from two")
    served.faults.held_up = False

    for tab in (page, other):
        expect(tab.get_by_text("You said: from one")).to_be_visible()
        expect(tab.get_by_text("You said: from two")).to_be_visible()
        expect(client(tab)).to_have_count(3)
    assert bubbles(page) == bubbles(other)


def test_line_of_staff_reaches_both(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    other = second_tab(page, served)

    served.staff_say("Elena here.")

    for tab in (page, other):
        expect(staff(tab).locator(".bubble")).to_have_text(["Elena here."])


def test_start_over_in_one_reaches_the_other(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    other = second_tab(page, served)

    choose(page, "Start over")
    page.get_by_role("dialog", name="Start over?").get_by_role("button", name="Start over").click()

    for tab in (page, other):
        expect(client(tab)).to_have_count(0)
        expect(bot(tab)).to_have_count(1)
    say(other, "anew")
    expect(page.get_by_text("You said: anew")).to_be_visible()


def test_erasing_in_one_reaches_the_other(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    other = second_tab(page, served)

    choose(page, "Delete my data")
    page.get_by_role("dialog", name="Delete your data?").get_by_role("button", name="Delete", exact=True).click()

    # The other hears of it by its socket or, sooner, of the empty storage; only the socket tells it why.
    expect(chat(page).locator(".event")).to_have_text("Your conversation was deleted, here and at the salon.")
    for tab in (page, other):
        expect(client(tab)).to_have_count(0)
        expect(bot(tab)).to_have_count(1)
    assert stored(page) == stored(other) == [[], []]


def test_each_tab_keeps_its_own_draft(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    other = second_tab(page, served)

    field(page).fill("half a sen")
    field(other).fill("something else")
    page.reload()
    other.reload()

    expect(field(page)).to_have_value("half a sen")
    expect(field(other)).to_have_value("something else")
