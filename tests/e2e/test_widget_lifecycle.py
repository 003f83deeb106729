"""What the widget leaves behind and takes along: removed, moved, asleep, opened by itself. A real browser and app."""

from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.e2e.faults import Fault
from tests.e2e.host_page import open_host
from tests.e2e.served import Served
from tests.e2e.widget_steps import (
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
    until,
    write,
)

if TYPE_CHECKING:
    from tests.e2e.browser import OpenPage

pytest_plugins = ["tests.e2e.browser"]

MOVE = "() => { const one = document.querySelector('porewell-chat'); one.remove(); document.body.append(one); }"
FOCUSED = "() => document.querySelector('porewell-chat').shadowRoot.activeElement?.className ?? null"
COUNT_LISTENERS = """window.kept = 0;
const add = visualViewport.addEventListener.bind(visualViewport);
visualViewport.addEventListener = (...given) => { if (!given[2]?.signal) kept++; add(...given); };"""
ASLEEP = """const add = window.addEventListener;
window.addEventListener = function (name, ...rest) { if (name !== "storage") add.call(this, name, ...rest); };
window.WebSocket = class { send() {} close() {} };"""


def test_widget_removed_while_it_opens_leaves_no_socket(page: Page, served: Served) -> None:
    open_host(page, served)

    page.evaluate("() => { window.one = document.querySelector('porewell-chat'); one.show(); one.remove(); }")
    page.evaluate("() => document.body.append(one)")

    expect(chat(page).locator(".panel")).to_have_count(1)
    expect(bot(page)).to_have_count(1)
    until(page, lambda: len(served.faults.sockets) == 1)


def test_widget_that_is_moved_about_keeps_no_listeners(page: Page, served: Served) -> None:
    page.add_init_script(COUNT_LISTENERS)
    open_host(page, served, "open")
    expect(bot(page)).to_have_count(1)

    for _ in range(3):
        page.evaluate(MOVE)
        expect(bot(page)).to_have_count(1)

    assert page.evaluate("() => kept") == 0


def test_widget_that_opens_by_itself_leaves_the_cursor(page: Page, served: Served) -> None:
    page.clock.install()
    open_host(page, served, 'open-after="3"')

    page.clock.fast_forward(4_000)

    expect(chat(page).locator(".panel")).to_be_visible()
    assert page.evaluate(FOCUSED) is None


def test_widget_does_not_open_by_itself_on_a_phone_held_sideways(open_page: "OpenPage", served: Served) -> None:
    page = open_page(844, 390, phone=True)
    page.clock.install()
    open_host(page, served, 'open-after="3"')

    page.clock.fast_forward(4_000)

    expect(launcher(page)).to_be_visible()
    assert page.evaluate("() => document.querySelector('porewell-chat').open") is False


def test_page_with_properties_of_the_same_names_moves_nothing(page: Page, served: Served) -> None:
    open_host(page, served, head="<style>:root { --right: 300px; --left: 7px }</style>")

    launcher(page).click()

    box = chat(page).locator(".panel").bounding_box()
    assert box
    assert round(1280 - box["x"] - box["width"]) == 20


def test_own_line_has_the_apps_time(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    times = chat(page).locator(".client time")
    shown = times.all_inner_texts()

    page.reload()

    expect(client(page)).to_have_count(1)
    assert times.all_inner_texts() == shown


def test_tab_that_slept_leaves_the_others_new_conversation_alone(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    other = page.context.new_page()
    other.add_init_script(ASLEEP)
    other.goto(served.url)
    launcher(other).click()
    expect(client(other)).to_have_count(1)
    page.bring_to_front()
    choose(page, "Delete my data")
    page.get_by_role("dialog", name="Delete your data?").get_by_role("button", name="Delete", exact=True).click()
    expect(client(page)).to_have_count(0)
    say(page, "a new talk")
    before = stored(page)

    other.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    expect(chat(other).get_by_role("button", name="Start a new conversation")).to_be_visible()
    assert stored(page) == before
    assert bubbles(page)[1:] == ["a new talk", "You said: a new talk"]


def test_notice_comes_when_the_network_does(page: Page, served: Served) -> None:
    page.goto(served.url)
    page.context.set_offline(True)
    launcher(page).click()
    expect(chat(page).locator(".banner")).to_contain_text("can't be reached")

    page.context.set_offline(False)

    expect(chat(page).locator(".notice")).to_contain_text("In an emergency ring 999.")
    expect(chat(page).locator("#title")).to_have_text("Ask Willow & Vale")


def test_who_holds_is_told_below_the_history(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    served.staff_say("Elena here.")
    expect(staff(page)).to_have_count(1)

    page.reload()

    expect(staff(page)).to_have_count(1)
    expect(chat(page).locator(".staff ~ .event")).to_have_count(1)


def test_focus_of_try_now_is_not_lost(page: Page, served: Served) -> None:
    open_chat(page, served)
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    served.faults.pending.append(Fault(503))
    write(page, "hello")
    chat(page).get_by_role("button", name="Try now").focus()

    page.keyboard.press("Enter")

    expect(page.get_by_text("You said: hello")).to_be_visible()
    assert page.evaluate(FOCUSED) == "log"


def test_long_draft_comes_back_as_high_as_it_was(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    field(page).fill("one\ntwo\nthree\nfour")
    before = field(page).bounding_box()

    page.reload()

    expect(client(page)).to_have_count(1)
    after = field(page).bounding_box()
    assert before
    assert after
    assert after["height"] == before["height"]


def test_unread_count_stays_in_the_name_when_the_text_changes(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    chat(page).get_by_role("button", name="Close the chat").click()
    served.staff_say("Elena here.")
    expect(launcher(page)).to_have_accessible_name("Open the chat, 1 new message")

    chat(page).evaluate("one => one.setAttribute('opening-text', 'Hi')")

    expect(launcher(page)).to_have_accessible_name("Hi. Open the chat, 1 new message")
