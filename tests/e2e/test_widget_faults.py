"""What the widget does when messages, the assistant, the conversation or the socket fail: a real browser, the real app."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.faults import DROPPED, Fault
from tests.e2e.served import Served
from tests.e2e.widget_steps import (
    await_socket,
    banner,
    bot,
    bubbles,
    chat,
    client,
    fate,
    field,
    launcher,
    open_chat,
    say,
    staff,
    status,
    until,
    write,
)

pytest_plugins = ["tests.e2e.browser"]

GONE = "This conversation can't be found. Please start a new one."
NOT_YET = "Not sent yet, trying again."


# The message does not get through.


def test_message_refused_shows_the_reason_and_can_be_mended(page: Page, served: Served) -> None:
    open_chat(page, served)

    # An invisible character passes for text in the browser, and not at the app.
    write(page, "\u2060")

    expect(fate(page)).to_contain_text("Not sent. There is no text in your message.")
    chat(page).get_by_role("button", name="Edit").click()
    expect(field(page)).to_have_value("\u2060")
    expect(field(page)).to_be_focused()


def test_message_after_a_refused_one_is_still_sent(page: Page, served: Served) -> None:
    open_chat(page, served)
    served.faults.pending.append(Fault(422, "No."))

    write(page, "one")
    say(page, "two")

    assert [message["text"] for message in served.faults.posted] == ["one", "two"]
    expect(fate(page)).to_have_text("Not sent. No.Edit")


def test_message_beyond_the_rate_waits_and_is_sent_by_itself(page: Page, served: Served) -> None:
    page.clock.install()
    open_chat(page, served)
    served.faults.pending.append(Fault(429, "That was a lot in a minute.", {"Retry-After": "3000"}))

    write(page, "hello")

    expect(fate(page)).to_contain_text("Not sent. That was a lot in a minute.")
    page.clock.fast_forward(2_000_000)
    assert len(served.faults.posted) == 1
    page.clock.fast_forward(1_000_000)
    expect(page.get_by_text("You said: hello")).to_be_visible()
    expect(fate(page)).to_have_count(0)


def test_message_whose_answer_was_lost_is_repeated_under_the_same_id(page: Page, served: Served) -> None:
    page.clock.install()
    open_chat(page, served)
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    served.faults.pending += [Fault(503, after_storing=True), Fault(DROPPED), Fault(DROPPED, after_storing=True)]
    write(page, "hello")

    # Its answer is lost, but the socket brings what the app has stored: nobody is told that it was not sent.
    expect(page.get_by_text("You said: hello")).to_be_visible()
    until(page, lambda: page.clock.fast_forward(10_000) or len(served.faults.posted) == 4)
    expect(page.get_by_text("You said: hello")).to_be_visible()
    expect(fate(page)).to_have_count(0)
    assert bubbles(page)[1:] == ["hello", "You said: hello"]
    assert len({message["message_id"] for message in served.faults.posted}) == 1
    assert len(served.faults.posted) == 4


def test_message_that_did_not_get_through_is_sent_on_try_now(page: Page, served: Served) -> None:
    page.clock.install()
    open_chat(page, served)
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    served.faults.pending += [Fault(DROPPED), Fault(DROPPED)]
    write(page, "hello")

    for count in (1, 2):
        until(page, lambda count=count: len(served.faults.posted) == count)
        chat(page).get_by_role("button", name="Try now").click()

    expect(page.get_by_text("You said: hello")).to_be_visible()
    expect(fate(page)).to_have_count(0)
    assert bubbles(page)[1:] == ["hello", "You said: hello"]


def test_message_that_got_lost_is_sent_again_by_itself(page: Page, served: Served) -> None:
    open_chat(page, served)
    served.faults.pending.append(Fault(503))

    say(page, "hello")

    expect(fate(page)).to_have_count(0)
    assert len(served.faults.posted) == 2


def test_widget_that_reaches_nobody_says_so_and_sends_once_when_it_is_back(page: Page, served: Served) -> None:
    open_chat(page, served)
    page.context.set_offline(True)

    write(page, "hello")

    expect(banner(page)).to_contain_text("We can't be reached just now.")
    expect(status(page)).to_have_text("Out of reach")
    page.context.set_offline(False)
    expect(page.get_by_text("You said: hello")).to_be_visible()
    expect(banner(page)).to_be_empty()
    assert [message["text"] for message in served.faults.posted] == ["hello"]


def test_unsent_message_survives_a_reload(page: Page, served: Served) -> None:
    open_chat(page, served)
    served.faults.pending += [Fault(DROPPED)] * 50
    write(page, "hello")
    expect(fate(page)).to_contain_text(NOT_YET)
    served.faults.pending.clear()

    page.reload()

    expect(page.get_by_text("You said: hello")).to_be_visible()
    assert bubbles(page)[1:] == ["hello", "You said: hello"]


def test_message_in_flight_at_a_reload_is_shown_once(page: Page, served: Served) -> None:
    open_chat(page, served)
    served.faults.pending += [Fault(503, after_storing=True)] + [Fault(503)] * 50
    write(page, "hello")
    until(page, lambda: len(served.faults.posted) >= 2)
    expect(page.get_by_text("You said: hello")).to_be_visible()
    expect(fate(page)).to_have_count(0)
    served.faults.pending.clear()

    page.reload()

    expect(page.get_by_text("You said: hello")).to_be_visible()
    expect(fate(page)).to_have_count(0)
    assert bubbles(page)[1:] == ["hello", "You said: hello"]


# The assistant is not awake.


def test_waking_assistant_is_announced_and_the_messages_sent_when_it_is_awake(page: Page, served: Served) -> None:
    served.engine.awake = False
    open_chat(page, served)

    write(page, "first")
    write(page, "second")

    expect(banner(page)).to_contain_text("waking up")
    expect(fate(page).first).to_have_text("Waiting to be sent")
    assert served.faults.posted == []
    served.engine.awake = True
    expect(page.get_by_text("You said: second")).to_be_visible()
    expect(banner(page)).to_be_empty()
    assert bubbles(page)[1:] == ["first", "You said: first", "second", "You said: second"]


def test_greeting_waits_for_an_app_that_is_down(page: Page, served: Served) -> None:
    served.faults.beginnings += [Fault(503), Fault(DROPPED)]
    page.goto(served.url)

    launcher(page).click()

    expect(bot(page)).to_have_count(1)
    assert served.faults.begun == 3


# The conversation is gone.


@pytest.mark.parametrize("code", [401, 404])
def test_lost_conversation_offers_a_new_one_and_carries_messages_over(page: Page, served: Served, code: int) -> None:
    open_chat(page, served)
    served.faults.pending.append(Fault(code, GONE))
    write(page, "hello")
    expect(page.get_by_text(GONE)).to_be_visible()
    write(page, "anybody?")

    chat(page).get_by_role("button", name="Start a new conversation").click()

    expect(page.get_by_text("You said: anybody?")).to_be_visible()
    assert served.faults.begun == 2
    assert bubbles(page)[1:] == ["hello", "You said: hello", "anybody?", "You said: anybody?"]


def test_lost_conversation_does_not_carry_a_button_over(page: Page, served: Served) -> None:
    open_chat(page, served)
    served.faults.pending.append(Fault(404, GONE))
    bot(page).locator(".choices button").first.click()

    chat(page).get_by_role("button", name="Start a new conversation").click()

    expect(page.get_by_text(GONE)).to_have_count(0)
    expect(bot(page)).to_have_count(1)
    expect(client(page)).to_have_count(0)
    assert len(served.faults.posted) == 1


def test_conversation_lost_before_a_reload_offers_a_new_one(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    page.goto("about:blank")
    served.erase()

    page.goto(served.url)

    again = chat(page).get_by_role("button", name="Start a new conversation")
    again.click()
    expect(bot(page)).to_have_count(1)
    expect(again).to_have_count(0)


def test_socket_with_a_bad_token_offers_a_new_conversation(page: Page, served: Served) -> None:
    open_chat(page, served)

    served.hang_up(4401)

    expect(page.get_by_text("This conversation can't be continued.")).to_be_visible()


# Later replies.


def test_reply_missed_while_the_socket_was_down_is_caught_up(page: Page, served: Served) -> None:
    open_chat(page, served)
    served.faults.refuses_sockets = True
    served.hang_up()
    served.staff_say("Elena here.")
    served.faults.refuses_sockets = False

    await_socket(page, served)
    served.staff_say("Back again.")

    expect(staff(page).locator(".bubble")).to_have_text(["Elena here.", "Back again."])


def test_reply_comes_without_a_socket_too(page: Page, served: Served) -> None:
    served.faults.refuses_sockets = True
    page.goto(served.url)
    launcher(page).click()
    expect(bot(page)).to_have_count(1)

    served.staff_say("Elena here.")

    expect(staff(page)).to_have_count(1)
