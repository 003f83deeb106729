"""How a talk on the page goes, on wide screens and small ones: a real browser, a fake app."""

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Page, expect

from tests.e2e.fake_app import FakeApp, reply
from tests.e2e.page_steps import bot, bubbles, client, field, open_page_of, write

if TYPE_CHECKING:
    from tests.e2e.browser import OpenPage

pytest_plugins = ["tests.e2e.browser"]

SOURCE = {"id": "S1", "title": "A paper", "grade": "G", "strength": "guideline or regulator", "finding": "It helps."}
BELOW_AFTER_LAYOUT = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const log = document.querySelector("#log");
    setTimeout(() => done(Math.round(log.scrollHeight - log.scrollTop - log.clientHeight)), 50);
})))"""
"""How many pixels of the talk lie below what is seen, once a new layout has settled."""


# The talk itself.


def test_quick_reply_is_used_once_and_the_newest_set_stays(page: Page, fake: FakeApp) -> None:
    fake.replies["What does it cost?"] = [reply("£85", "Book a visit", "Why so much?")]
    open_page_of(page, fake)
    first, second = page.locator(".choices").nth(0), page.locator(".choices").nth(1)

    first.get_by_role("button", name="What does it cost?").click()

    expect(second).to_be_visible()
    assert fake.posted[0]["button_id"] == "button-What does it cost?"
    assert "text" not in fake.posted[0]
    expect(first.locator("button:enabled")).to_have_count(0)
    expect(first.locator("[aria-pressed=true]")).to_have_text("What does it cost?")
    expect(second.locator("button:enabled")).to_have_count(2)
    expect(field(page)).to_be_focused()


def test_quick_replies_that_were_not_used_end_with_the_next_set(page: Page, fake: FakeApp) -> None:
    fake.replies["price?"] = [reply("£85", "Book a visit")]
    open_page_of(page, fake)
    first, second = page.locator(".choices").nth(0), page.locator(".choices").nth(1)

    write(page, "price?")

    expect(second.locator("button:enabled")).to_have_count(1)
    expect(first.locator("button:enabled")).to_have_count(0)


def test_reload_keeps_the_conversation_the_used_button_and_the_draft(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    page.get_by_role("button", name="Book a visit").click()
    expect(bot(page)).to_have_count(2)
    field(page).fill("half a sen")
    before = bubbles(page)

    page.reload()

    expect(bot(page)).to_have_count(2)
    assert bubbles(page) == before
    assert fake.started == 1
    expect(page.locator(".choices [aria-pressed=true]")).to_have_text("Book a visit")
    expect(field(page)).to_have_value("half a sen")


def test_reload_reads_a_history_of_many_pieces(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    for number in range(120):
        fake.say(f"line {number}", author="bot")

    page.reload()

    expect(bot(page)).to_have_count(121)
    expect(page.get_by_text("line 119", exact=True)).to_be_in_viewport()


def test_start_over_asks_first(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    write(page, "hello")
    expect(bot(page)).to_have_count(2)

    page.get_by_role("button", name="Start over").click()
    page.keyboard.press("Escape")
    expect(bot(page)).to_have_count(2)
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("dialog").get_by_role("button", name="Start over").click()

    expect(bot(page)).to_have_count(1)
    expect(client(page)).to_have_count(0)
    assert fake.started == 2


def test_sources_open_under_their_answer(page: Page, fake: FakeApp) -> None:
    fake.replies["why?"] = [reply("Because.", sources=[SOURCE])]
    open_page_of(page, fake)
    write(page, "why?")
    item = page.locator(".sources").get_by_role("listitem")
    expect(page.locator(".source-title")).to_be_hidden()

    page.get_by_text("1 source").click()

    assert item.locator("span").all_inner_texts() == ["S1", "A paper", "Guideline or regulator", "It helps."]


def test_booking_is_shown_as_a_card(page: Page, fake: FakeApp) -> None:
    fake.replies["book"] = [reply("Booked: deep cleaning.", booked=True)]
    open_page_of(page, fake)

    write(page, "book")

    expect(page.locator(".message--booked .card-head")).to_have_text("Your appointment")


def test_question_for_the_phone_number_calls_for_its_keyboard(page: Page, fake: FakeApp) -> None:
    fake.replies["book"] = [reply("Which number?", asks="phone")]
    open_page_of(page, fake)

    write(page, "book")

    expect(field(page)).to_have_attribute("inputmode", "tel")
    expect(field(page)).to_have_attribute("placeholder", "Your phone number")


def test_markup_is_shown_and_not_run(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"

    write(page, attack)

    expect(bot(page)).to_have_count(2)
    assert bubbles(page)[1:] == [attack, f"You said: {attack}"]
    expect(page.locator("#log img, #log script")).to_have_count(0)


def test_answer_keeps_its_paragraphs_and_its_direction(page: Page, fake: FakeApp) -> None:
    fake.replies["שלום"] = [reply("שלום\n\nעולם")]
    open_page_of(page, fake)

    write(page, "שלום")

    expect(bot(page).nth(1).locator(".bubble p")).to_have_text(["שלום", "עולם"])
    expect(bot(page).nth(1).locator(".bubble")).to_have_css("direction", "rtl")


# Writing.


def test_text_that_is_too_long_is_counted_and_not_sent(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)

    write(page, "é" * 1002)

    expect(page.locator(".count")).to_have_text("2 characters too long")
    expect(field(page)).to_have_value("é" * 1002)
    assert fake.posted == []


def test_text_is_counted_in_characters_as_the_app_counts_them(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)

    write(page, "e\u0301" * 500 + "😀" * 500)

    expect(client(page)).to_have_count(1)


def test_shift_enter_begins_a_line_and_enter_sends(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)

    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")

    expect(page.get_by_text("You said: one")).to_be_visible()
    assert [message["text"] for message in fake.posted] == ["one\ntwo"]


def test_enter_that_ends_a_composed_word_does_not_send(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    field(page).fill("にき")

    field(page).dispatch_event("keydown", {"key": "Enter", "isComposing": True})

    expect(field(page)).to_have_value("にき")
    expect(client(page)).to_have_count(0)


def test_empty_text_is_not_sent(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)

    write(page, "  \n ")

    expect(client(page)).to_have_count(0)


# The salon, and small screens.


def test_salon_is_read_from_the_app(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)

    expect(page).to_have_title("Ask Willow & Vale")
    salon = page.get_by_label("The salon")
    expect(salon.get_by_role("listitem")).to_have_text(
        [re.compile("deep cleaning.*90 min.*£85"), re.compile("ultrasonic.*£55"), re.compile("consultation.*Free")],
    )
    expect(salon.get_by_role("link", name="+44 1225 496 0182")).to_have_attribute("href", "tel:+4412254960182")


def test_salon_unfolds_on_a_phone_and_gives_the_focus_back(phone: Page, fake: FakeApp) -> None:
    open_page_of(phone, fake)
    opener = phone.get_by_role("button", name="Prices, hours and how to find us")
    expect(phone.get_by_text("14 Milsom Place, Bath BA1 1DN")).to_be_hidden()

    opener.tap()
    expect(phone.get_by_text("14 Milsom Place, Bath BA1 1DN")).to_be_visible()
    phone.keyboard.press("Escape")

    expect(phone.get_by_text("14 Milsom Place, Bath BA1 1DN")).to_be_hidden()
    expect(opener).to_be_focused()


def test_page_on_the_smallest_phone_is_no_wider_than_it_and_easy_to_hit(open_page: "OpenPage", fake: FakeApp) -> None:
    title = "A longer title for a button than fits a line"
    fake.replies["why?"] = [reply("Because " + "x" * 200, title, sources=[SOURCE])]
    page = open_page(360, 640, phone=True)
    open_page_of(page, fake)

    write(page, "why?")

    expect(page.locator(".sources")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    small = "[...document.querySelectorAll('button, summary, textarea')].filter((one) => one.offsetParent"
    assert page.evaluate(f"{small} && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)") == []


def test_every_button_in_the_head_has_a_name_on_a_phone(phone: Page, fake: FakeApp) -> None:
    open_page_of(phone, fake)

    expect(phone.locator(".chat-head").get_by_role("button", name="Start over")).to_be_visible()
    expect(phone.locator(".chat-head").get_by_role("button", name="Prices, hours and how to find us")).to_be_visible()


def test_end_of_the_talk_stays_in_sight_when_the_keyboard_opens(phone: Page, fake: FakeApp) -> None:
    # Lines and buttons that break anew in less width: the browser then scrolls a little by itself.
    fake.replies["when?"] = [reply("many words " * 20, "Yes, book it", "Another time", "One of those is true for me")]
    open_page_of(phone, fake)
    for number in range(2):
        write(phone, f"question {number}" + " with many words" * 15)
    write(phone, "when?")
    phone.get_by_role("button", name="Yes, book it").click()
    expect(phone.get_by_text("You said: Yes, book it")).to_be_visible()

    phone.set_viewport_size({"width": 360, "height": 330})

    assert phone.evaluate(BELOW_AFTER_LAYOUT) == 0
    expect(field(phone)).to_be_in_viewport(ratio=1)


def test_reader_further_up_is_left_there_and_offered_the_newest(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    for number in range(8):
        write(page, f"question {number}")
        expect(page.get_by_text(f"You said: question {number}")).to_be_visible()
    page.locator("#log").evaluate("log => { log.scrollTop = 0 }")
    latest = page.get_by_role("button", name="Newest messages")
    expect(latest).to_be_visible()

    fake.push({"type": "message", "message": reply("by the way")})
    expect(page.get_by_text("by the way")).to_be_attached()
    assert page.locator("#log").evaluate("log => log.scrollTop") == 0
    latest.click()

    expect(page.get_by_text("by the way")).to_be_in_viewport()
    expect(latest).to_be_hidden()
