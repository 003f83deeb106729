"""How a talk in the widget goes: a real browser, the real app, scripted answers."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, Route, expect

from salon.conversations.engine import Answer
from tests.conversations.fakes import COMEDONES, answer, said
from tests.e2e.served import Served, bot_says
from tests.e2e.widget_steps import (
    bot,
    bubbles,
    chat,
    choose,
    client,
    field,
    launcher,
    log,
    open_chat,
    say,
    staff,
    write,
)

if TYPE_CHECKING:
    from tests.e2e.browser import OpenPage

pytest_plugins = ["tests.e2e.browser"]

ASKS_PHONE = answer(said("utter_ask_phone"), intents=("book_appointment",), form="booking_form")


# How it begins.


@pytest.mark.parametrize("late", ["**/v1/salon", "**/v1/conversations"], ids=["notice", "greeting"])
def test_beginning_is_in_sight_whichever_part_comes_last(open_page: "OpenPage", served: Served, late: str) -> None:
    page, held = open_page(1280, 480), list[Route]()
    notice = log(page).get_by_text("In an emergency ring")

    def hold(route: Route) -> None:
        held.append(route)

    page.route(late, hold)
    page.goto(served.url)
    launcher(page).click()
    expect(bot(page) if late.endswith("salon") else notice).to_be_visible()

    for one in held:
        one.continue_()

    expect(notice).to_be_visible()
    expect(bot(page)).to_be_visible()
    assert log(page).evaluate("one => [one.scrollTop, one.scrollHeight > one.clientHeight]") == [0, True]


# Quick replies.


def test_quick_reply_is_used_once_and_the_newest_set_stays(page: Page, served: Served) -> None:
    served.engine.replies["Prices"] = bot_says("From £55", "Book a visit", "Why so much?")
    served.engine.replies["price?"] = bot_says("For what?", "Prices")
    open_chat(page, served)
    write(page, "price?")
    first, second = chat(page).locator(".choices").nth(1), chat(page).locator(".choices").nth(2)

    first.get_by_role("button", name="Prices").click()

    expect(second.locator("button:enabled")).to_have_count(2)
    expect(first.locator("button:enabled")).to_have_count(0)
    expect(first.locator("[aria-pressed=true]")).to_have_text("Prices")
    expect(field(page)).to_be_focused()
    assert [sorted(message) for message in served.faults.posted] == [
        ["message_id", "text"],
        ["button_id", "message_id"],
    ]


def test_quick_replies_that_were_not_used_end_with_the_next_set(page: Page, served: Served) -> None:
    served.engine.replies["price?"] = bot_says("£85", "Book a visit")
    open_chat(page, served)
    first, second = chat(page).locator(".choices").nth(0), chat(page).locator(".choices").nth(1)

    write(page, "price?")

    expect(second.locator("button:enabled")).to_have_count(1)
    expect(first.locator("button:enabled")).to_have_count(0)


# What a reload keeps.


def test_reload_keeps_the_conversation_the_used_button_and_the_draft(page: Page, served: Served) -> None:
    open_chat(page, served)
    choice = bot(page).first.locator(".choices button").first
    title = choice.inner_text()
    choice.click()
    expect(bot(page)).to_have_count(2)
    field(page).fill("half a sen")
    before = bubbles(page)

    page.reload()

    expect(bot(page)).to_have_count(2)
    assert bubbles(page) == before
    assert served.faults.begun == 1
    expect(chat(page).locator(".choices [aria-pressed=true]")).to_have_text(title)
    expect(field(page)).to_have_value("half a sen")


def test_reload_reads_a_history_of_500_lines(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    served.staff_say(*(f"line {number}" for number in range(500)))

    page.reload()

    expect(staff(page)).to_have_count(500)
    assert bubbles(page)[3:] == [f"line {number}" for number in range(500)]
    expect(page.get_by_text("line 499", exact=True)).to_be_in_viewport()


def test_start_over_asks_first(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    dialog = page.get_by_role("dialog", name="Start over?")

    choose(page, "Start over")
    dialog.get_by_role("button", name="Keep this one").click()
    choose(page, "Start over")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(bot(page)).to_have_count(2)
    choose(page, "Start over")
    dialog.get_by_role("button", name="Start over").click()

    expect(client(page)).to_have_count(0)
    expect(bot(page)).to_have_count(1)
    assert served.faults.begun == 2


# What an answer holds.


def test_sources_open_under_their_answer(page: Page, served: Served) -> None:
    served.engine.replies["why?"] = COMEDONES
    open_chat(page, served)
    write(page, "why?")
    sources = bot(page).nth(1).locator(".sources")
    expect(sources.get_by_role("listitem").first).to_be_hidden()

    sources.locator("summary").click()

    cited = [served.services.sources[name] for name in served.services.responses.get("utter_ask_comedones").sources]
    expect(sources.get_by_role("listitem")).to_have_count(len(cited))
    shown = sources.get_by_role("listitem").first.inner_text().split("\n")
    assert shown == [f"{cited[0].id} · {cited[0].title}", cited[0].strength, cited[0].finding]


@pytest.mark.parametrize(
    ("asked", "mode", "placeholder"),
    [(ASKS_PHONE, "tel", "Your phone number"), (COMEDONES, "text", "Ask about your skin, or book")],
)
def test_field_fits_what_is_asked(page: Page, served: Served, asked: Answer, mode: str, placeholder: str) -> None:
    served.engine.replies["book"] = asked
    open_chat(page, served)

    write(page, "book")

    expect(bot(page)).to_have_count(2)
    expect(field(page)).to_have_attribute("inputmode", mode)
    expect(field(page)).to_have_attribute("placeholder", placeholder)


# Writing.


def test_text_that_is_too_long_is_counted_and_not_sent(page: Page, served: Served) -> None:
    open_chat(page, served)

    write(page, "é" * 1002)

    expect(chat(page).locator(".count")).to_have_text("2 characters too long")
    expect(field(page)).to_have_value("é" * 1002)
    assert served.faults.posted == []


def test_text_is_counted_in_characters_as_the_app_counts_them(page: Page, served: Served) -> None:
    open_chat(page, served)

    write(page, "e\u0301" * 500 + "😀" * 500)

    expect(bot(page)).to_have_count(2)


def test_shift_enter_begins_a_line_and_enter_sends(page: Page, served: Served) -> None:
    open_chat(page, served)

    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")

    expect(bot(page)).to_have_count(2)
    assert [message["text"] for message in served.faults.posted] == ["one\ntwo"]


def test_enter_that_ends_a_composed_word_does_not_send(page: Page, served: Served) -> None:
    open_chat(page, served)
    field(page).fill("にき")

    field(page).dispatch_event("keydown", {"key": "Enter", "isComposing": True})

    expect(field(page)).to_have_value("にき")
    expect(client(page)).to_have_count(0)


def test_empty_text_is_not_sent(page: Page, served: Served) -> None:
    open_chat(page, served)

    write(page, "  \n ")

    expect(client(page)).to_have_count(0)


# The end in sight.


def test_reader_further_up_is_left_there_and_offered_the_newest(page: Page, served: Served) -> None:
    open_chat(page, served)
    for number in range(8):
        say(page, f"question {number}")
    log(page).evaluate("log => { log.scrollTop = 0 }")
    newest = chat(page).get_by_role("button", name="Newest messages")
    expect(newest).to_be_visible()

    served.staff_say("by the way")
    expect(staff(page)).to_have_count(1)
    assert log(page).evaluate("log => log.scrollTop") == 0
    newest.click()

    expect(page.get_by_text("by the way")).to_be_in_viewport()
    expect(newest).to_be_hidden()


def test_bot_is_seen_typing_until_it_answers(page: Page, served: Served) -> None:
    open_chat(page, served)
    served.faults.held_up = True

    write(page, "hello")

    expect(chat(page).locator(".typing")).to_be_visible()
    served.faults.held_up = False
    expect(page.get_by_text("You said: hello")).to_be_visible()
    expect(chat(page).locator(".typing")).to_be_hidden()


def test_escape_closes_and_the_launcher_gets_the_focus(page: Page, served: Served) -> None:
    open_chat(page, served)

    page.keyboard.press("Escape")

    expect(chat(page).locator(".panel")).to_be_hidden()
    expect(launcher(page)).to_be_focused()
