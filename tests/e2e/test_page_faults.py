"""What the page does when things go wrong, and what it does when they go right: a real browser, a fake app."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.fake_app import FakeApp, Fault, reply, running

if TYPE_CHECKING:
    from tests.e2e.browser import OpenPage

pytest_plugins = ["tests.e2e.browser"]

GONE = "This conversation can't be found. Please start a new one."
BELOW_AFTER_LAYOUT = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const log = document.querySelector("#log");
    setTimeout(() => done(Math.round(log.scrollHeight - log.scrollTop - log.clientHeight)), 50);
})))"""
"""How many pixels of the talk lie below what is seen, once a new layout has settled."""
SOURCE = {"id": "S1", "title": "A paper", "grade": "G", "strength": "guideline or regulator", "finding": "It helps."}


@pytest.fixture
def fake() -> Iterator[FakeApp]:
    """Return a fake app that is ready."""
    with running(FakeApp()) as app:
        yield app


@pytest.fixture(autouse=True)
def _no_complaints(complaints: list[str]) -> Iterator[None]:
    """Fail every test in which a script broke or the content security policy stopped something."""
    yield
    assert complaints == []


# The message does not get through.


def test_message_refused_shows_the_reason_and_can_be_mended(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    fake.faults.append(Fault(422, "There is no text in your message."))

    _write(page, "hm")

    expect(_state(page)).to_contain_text("Not sent. There is no text in your message.")
    page.get_by_role("button", name="Edit").click()
    expect(_field(page)).to_have_value("hm")
    expect(_field(page)).to_be_focused()


def test_message_after_a_refused_one_is_still_sent(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    fake.faults.append(Fault(422, "No."))

    _write(page, "one")
    _write(page, "two")

    expect(page.get_by_text("You said: two")).to_be_visible()
    assert [message["text"] for message in fake.posted] == ["one", "two"]


def test_message_beyond_the_rate_waits_and_is_sent_by_itself(page: Page, fake: FakeApp) -> None:
    page.clock.install()
    _open(page, fake)
    fake.faults.append(Fault(429, "That was a lot in a minute.", {"Retry-After": "30"}))

    _write(page, "hello")

    expect(_state(page)).to_contain_text("Not sent. That was a lot in a minute.")
    page.clock.run_for(20_000)
    assert len(fake.posted) == 1
    page.clock.run_for(10_000)
    expect(page.get_by_text("You said: hello")).to_be_visible()
    expect(_state(page)).to_have_count(0)


def test_message_whose_answer_was_lost_is_repeated_under_the_same_id(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    fake.faults += [Fault(503, after_storing=True), Fault(503)]

    _write(page, "hello")

    expect(_state(page)).to_contain_text("Not sent yet, trying again.")
    expect(page.get_by_text("You said: hello")).to_have_count(1)
    expect(_client(page)).to_have_count(1)
    expect(_state(page)).to_have_count(0)
    assert len({message["message_id"] for message in fake.posted}) == 1
    assert len(fake.posted) == 3


def test_message_without_a_network_is_sent_on_try_now(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    page.route("**/messages", lambda route: route.abort())
    _write(page, "hello")
    expect(_state(page)).to_contain_text("Not sent yet")
    page.unroute("**/messages")

    page.get_by_role("button", name="Try now").click()

    expect(page.get_by_text("You said: hello")).to_be_visible()
    assert [message["text"] for message in fake.posted] == ["hello"]


def test_page_that_reaches_nobody_says_so_and_loses_nothing(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    page.context.set_offline(True)

    _write(page, "hello")

    expect(_banner(page)).to_contain_text("We can't be reached just now.")
    page.context.set_offline(False)
    expect(page.get_by_text("You said: hello")).to_be_visible()
    expect(_banner(page)).to_be_empty()


def test_unsent_message_survives_a_reload(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    page.route("**/messages", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    _write(page, "hello")
    expect(_state(page)).to_contain_text("Not sent yet")
    page.unroute("**/messages")

    page.reload()

    expect(page.get_by_text("You said: hello")).to_have_count(1)
    expect(_client(page)).to_have_count(1)


def test_message_in_flight_at_a_reload_is_shown_once(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    fake.faults += [Fault(503, after_storing=True)] + [Fault(503)] * 20
    _write(page, "hello")
    expect(_state(page)).to_contain_text("Not sent yet")
    fake.faults.clear()

    page.reload()

    expect(_bot(page)).to_have_count(2)
    expect(_client(page)).to_have_count(1)
    expect(_state(page)).to_have_count(0)


# The assistant is not awake.


def test_waking_assistant_is_announced_and_the_message_sent_when_it_is_awake(page: Page, fake: FakeApp) -> None:
    fake.ready = False
    _open(page, fake)

    _write(page, "first")
    _write(page, "second")

    expect(_banner(page)).to_contain_text("waking up")
    expect(_state(page).first).to_have_text("Waiting to be sent")
    assert fake.posted == []
    fake.ready = True
    expect(page.get_by_text("You said: second")).to_be_visible()
    expect(_banner(page)).to_be_empty()
    assert _bubbles(page)[1:] == ["first", "You said: first", "second", "You said: second"]


def test_greeting_waits_for_an_app_that_is_down(page: Page, fake: FakeApp) -> None:
    failing = [503, 503]

    def start(route: Route) -> None:
        route.fulfill(status=failing.pop()) if failing else route.continue_()

    page.route("**/v1/conversations", start)

    page.goto(fake.url)

    expect(_bot(page)).to_have_count(1)
    assert fake.started == 1


# The conversation is gone.


@pytest.mark.parametrize("status", [401, 404])
def test_lost_conversation_offers_a_new_one_and_carries_messages_over(page: Page, fake: FakeApp, status: int) -> None:
    _open(page, fake)
    fake.faults.append(Fault(status, GONE))
    _write(page, "hello")
    expect(page.get_by_text(GONE)).to_be_visible()
    _write(page, "anybody?")

    page.get_by_role("button", name="Start a new conversation").click()

    expect(page.get_by_text("You said: anybody?")).to_be_visible()
    assert fake.started == 2
    assert _bubbles(page)[1:] == ["hello", "You said: hello", "anybody?", "You said: anybody?"]


def test_lost_conversation_does_not_carry_a_button_over(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    fake.faults.append(Fault(404, GONE))
    page.get_by_role("button", name="What does it cost?").click()

    page.get_by_role("button", name="Start a new conversation").click()

    expect(page.get_by_text(GONE)).to_have_count(0)
    expect(_client(page)).to_have_count(0)
    assert len(fake.posted) == 1


def test_conversation_lost_before_a_reload_offers_a_new_one(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    fake.tokens.clear()

    page.reload()

    expect(page.get_by_text(GONE)).to_be_visible()
    page.get_by_role("button", name="Start a new conversation").click()
    expect(_bot(page)).to_have_count(1)


def test_socket_with_a_bad_token_offers_a_new_conversation(page: Page, fake: FakeApp) -> None:
    _open(page, fake)

    fake.hang_up(4401)

    expect(page.get_by_text("This conversation can't be continued.")).to_be_visible()


# Later replies.


def test_reply_of_staff_comes_by_the_socket(page: Page, fake: FakeApp) -> None:
    _open(page, fake)

    fake.push({"type": "typing"})
    expect(page.locator(".typing")).to_be_visible()
    fake.push({"type": "message", "message": {**reply("Elena here."), "author": "staff"}})

    expect(page.locator(".message--staff")).to_contain_text("The salon's team")
    expect(page.locator(".typing")).to_be_hidden()
    expect(page.locator("#status")).to_contain_text("A person will answer here")


def test_reply_that_came_twice_is_shown_once(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    _write(page, "hello")
    expect(page.get_by_text("You said: hello")).to_be_visible()

    fake.push({"type": "message", "message": fake.log[-1]})
    fake.push({"type": "message", "message": reply("the end")})

    expect(page.get_by_text("the end")).to_be_visible()
    expect(page.get_by_text("You said: hello")).to_have_count(1)


def test_reply_missed_while_the_socket_was_down_is_caught_up(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    fake.say("Elena here.")

    fake.hang_up()

    expect(page.get_by_text("Elena here.")).to_be_visible()
    while not fake.sockets:
        page.wait_for_timeout(50)
    fake.push({"type": "message", "message": reply("back again")})
    expect(page.get_by_text("back again")).to_be_visible()


def test_reply_that_came_just_before_the_socket_was_back_is_caught_up(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    with page.expect_response("**/messages?after=*"):
        fake.hang_up()

    fake.say("Elena here.")

    expect(page.get_by_text("Elena here.")).to_be_visible()


def test_talk_of_another_tab_is_shown_as_the_clients(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    fake.say("from the other tab", author="client")

    fake.hang_up()

    expect(_client(page)).to_contain_text("from the other tab")


def test_reply_comes_without_a_socket_too(page: Page, fake: FakeApp) -> None:
    page.route_web_socket("**/live", lambda socket: socket.close(code=1011))
    page.goto(fake.url)
    expect(_bot(page)).to_have_count(1)

    fake.say("Elena here.")

    expect(page.get_by_text("Elena here.")).to_be_visible()


# The talk itself.


def test_quick_reply_is_used_once_and_the_newest_set_stays(page: Page, fake: FakeApp) -> None:
    fake.replies["What does it cost?"] = [reply("£85", "Book a visit", "Why so much?")]
    _open(page, fake)
    first, second = page.locator(".choices").nth(0), page.locator(".choices").nth(1)

    first.get_by_role("button", name="What does it cost?").click()

    expect(second).to_be_visible()
    assert fake.posted[0]["button_id"] == "button-What does it cost?"
    assert "text" not in fake.posted[0]
    expect(first.locator("button:enabled")).to_have_count(0)
    expect(first.locator("[aria-pressed=true]")).to_have_text("What does it cost?")
    expect(second.locator("button:enabled")).to_have_count(2)
    expect(_field(page)).to_be_focused()


def test_quick_replies_that_were_not_used_end_with_the_next_set(page: Page, fake: FakeApp) -> None:
    fake.replies["price?"] = [reply("£85", "Book a visit")]
    _open(page, fake)
    first, second = page.locator(".choices").nth(0), page.locator(".choices").nth(1)

    _write(page, "price?")

    expect(second.locator("button:enabled")).to_have_count(1)
    expect(first.locator("button:enabled")).to_have_count(0)


def test_reload_keeps_the_conversation_the_used_button_and_the_draft(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    page.get_by_role("button", name="Book a visit").click()
    expect(_bot(page)).to_have_count(2)
    _field(page).fill("half a sen")
    before = _bubbles(page)

    page.reload()

    expect(_bot(page)).to_have_count(2)
    assert _bubbles(page) == before
    assert fake.started == 1
    expect(page.locator(".choices [aria-pressed=true]")).to_have_text("Book a visit")
    expect(_field(page)).to_have_value("half a sen")


def test_reload_reads_a_history_of_many_pieces(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    for number in range(120):
        fake.say(f"line {number}", author="bot")

    page.reload()

    expect(_bot(page)).to_have_count(121)
    expect(page.get_by_text("line 119", exact=True)).to_be_in_viewport()


def test_start_over_asks_first(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    _write(page, "hello")
    expect(_bot(page)).to_have_count(2)

    page.get_by_role("button", name="Start over").click()
    page.keyboard.press("Escape")
    expect(_bot(page)).to_have_count(2)
    page.get_by_role("button", name="Start over").click()
    page.get_by_role("dialog").get_by_role("button", name="Start over").click()

    expect(_bot(page)).to_have_count(1)
    expect(_client(page)).to_have_count(0)
    assert fake.started == 2


def test_sources_open_under_their_answer(page: Page, fake: FakeApp) -> None:
    fake.replies["why?"] = [reply("Because.", sources=[SOURCE])]
    _open(page, fake)
    _write(page, "why?")
    item = page.locator(".sources").get_by_role("listitem")
    expect(page.locator(".source-title")).to_be_hidden()

    page.get_by_text("1 source").click()

    assert item.locator("span").all_inner_texts() == ["S1", "A paper", "Guideline or regulator", "It helps."]


def test_booking_is_shown_as_a_card(page: Page, fake: FakeApp) -> None:
    fake.replies["book"] = [reply("Booked: deep cleaning.", topic="booked")]
    _open(page, fake)

    _write(page, "book")

    expect(page.locator(".message--booked .card-head")).to_have_text("Your appointment")


def test_question_for_the_phone_number_calls_for_its_keyboard(page: Page, fake: FakeApp) -> None:
    fake.replies["book"] = [reply("Which number?", asks="phone")]
    _open(page, fake)

    _write(page, "book")

    expect(_field(page)).to_have_attribute("inputmode", "tel")
    expect(_field(page)).to_have_attribute("placeholder", "Your phone number")


def test_markup_is_shown_and_not_run(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script>"

    _write(page, attack)

    expect(_bot(page)).to_have_count(2)
    assert _bubbles(page)[1:] == [attack, f"You said: {attack}"]
    expect(page.locator("#log img, #log script")).to_have_count(0)


def test_answer_keeps_its_paragraphs_and_its_direction(page: Page, fake: FakeApp) -> None:
    fake.replies["שלום"] = [reply("שלום\n\nעולם")]
    _open(page, fake)

    _write(page, "שלום")

    expect(_bot(page).nth(1).locator(".bubble p")).to_have_text(["שלום", "עולם"])
    expect(_bot(page).nth(1).locator(".bubble")).to_have_css("direction", "rtl")


# Writing.


def test_text_that_is_too_long_is_counted_and_not_sent(page: Page, fake: FakeApp) -> None:
    _open(page, fake)

    _write(page, "é" * 1002)

    expect(page.locator(".count")).to_have_text("2 characters too long")
    expect(_field(page)).to_have_value("é" * 1002)
    assert fake.posted == []


def test_text_is_counted_in_characters_as_the_app_counts_them(page: Page, fake: FakeApp) -> None:
    _open(page, fake)

    _write(page, "e\u0301" * 500 + "😀" * 500)

    expect(_client(page)).to_have_count(1)


def test_shift_enter_begins_a_line_and_enter_sends(page: Page, fake: FakeApp) -> None:
    _open(page, fake)

    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    page.keyboard.press("Enter")

    expect(page.get_by_text("You said: one")).to_be_visible()
    assert [message["text"] for message in fake.posted] == ["one\ntwo"]


def test_enter_that_ends_a_composed_word_does_not_send(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    _field(page).fill("にき")

    _field(page).dispatch_event("keydown", {"key": "Enter", "isComposing": True})

    expect(_field(page)).to_have_value("にき")
    expect(_client(page)).to_have_count(0)


def test_empty_text_is_not_sent(page: Page, fake: FakeApp) -> None:
    _open(page, fake)

    _write(page, "  \n ")

    expect(_client(page)).to_have_count(0)


# The salon, and small screens.


def test_salon_is_read_from_the_app(page: Page, fake: FakeApp) -> None:
    _open(page, fake)

    expect(page).to_have_title("Ask Willow & Vale")
    salon = page.get_by_label("The salon")
    expect(salon.get_by_role("listitem")).to_have_text(
        [re.compile("deep cleaning.*90 min.*£85"), re.compile("ultrasonic.*£55"), re.compile("consultation.*Free")],
    )
    expect(salon.get_by_role("link", name="+44 1225 496 0182")).to_have_attribute("href", "tel:+4412254960182")


def test_salon_unfolds_on_a_phone_and_gives_the_focus_back(phone: Page, fake: FakeApp) -> None:
    _open(phone, fake)
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
    _open(page, fake)

    _write(page, "why?")

    expect(page.locator(".sources")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    small = "[...document.querySelectorAll('button, summary, textarea')].filter((one) => one.offsetParent"
    assert page.evaluate(f"{small} && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)") == []


def test_every_button_in_the_head_has_a_name_on_a_phone(phone: Page, fake: FakeApp) -> None:
    _open(phone, fake)

    expect(phone.locator(".chat-head").get_by_role("button", name="Start over")).to_be_visible()
    expect(phone.locator(".chat-head").get_by_role("button", name="Prices, hours and how to find us")).to_be_visible()


def test_end_of_the_talk_stays_in_sight_when_the_keyboard_opens(phone: Page, fake: FakeApp) -> None:
    _open(phone, fake)
    for number in range(5):
        _write(phone, f"question {number}" + " with many words" * 15)
        expect(phone.get_by_text(f"You said: question {number}")).to_be_visible()

    phone.set_viewport_size({"width": 360, "height": 330})

    assert phone.evaluate(BELOW_AFTER_LAYOUT) == 0
    expect(_field(phone)).to_be_in_viewport(ratio=1)


def test_reader_further_up_is_left_there_and_offered_the_newest(page: Page, fake: FakeApp) -> None:
    _open(page, fake)
    for number in range(8):
        _write(page, f"question {number}")
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


def _open(page: Page, fake: FakeApp) -> None:
    """Open the page and wait until the greeting is there and the socket is open."""
    page.goto(fake.url)
    expect(_bot(page)).to_have_count(1)
    while not fake.sockets:
        page.wait_for_timeout(10)


def _write(page: Page, text: str) -> None:
    _field(page).fill(text)
    _field(page).press("Enter")


def _bubbles(page: Page) -> list[str]:
    return page.locator("#log .bubble").all_inner_texts()


def _field(page: Page) -> Locator:
    return page.get_by_label("Your message")


def _bot(page: Page) -> Locator:
    return page.locator(".message--bot")


def _client(page: Page) -> Locator:
    return page.locator(".message--client")


def _state(page: Page) -> Locator:
    return page.locator(".state")


def _banner(page: Page) -> Locator:
    return page.locator("#banner p")
