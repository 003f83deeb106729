"""Staff in a conversation: who answers is seen, the bot is silent meanwhile, and nothing goes unnoticed."""

from playwright.sync_api import Page, expect

from tests.e2e.served import Served
from tests.e2e.widget_steps import (
    await_socket,
    bot,
    bubbles,
    chat,
    client,
    fate,
    launcher,
    open_chat,
    say,
    staff,
    status,
    until,
    write,
)

pytest_plugins = ["tests.e2e.browser"]

READY = "A bot, here to answer"
JOINED = "Elena has joined the chat. The bot is silent until Elena hands back."


def test_staff_take_over_speak_and_hand_back(page: Page, served: Served) -> None:
    open_chat(page, served)
    expect(status(page)).to_have_text(READY)
    say(page, "hello")

    served.staff_take("Elena")

    expect(status(page)).to_have_text("Elena is answering")
    expect(chat(page).locator(".event")).to_have_text([JOINED])
    served.staff_say("What can I do for you?")
    expect(staff(page).locator(".by span")).to_have_text("Elena")
    served.staff_leave()
    expect(status(page)).to_have_text(READY)
    expect(chat(page).locator(".event")).to_have_text([JOINED, "The bot is back."])


def test_bot_is_silent_while_staff_hold(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    served.staff_take()
    expect(status(page)).to_have_text("Elena is answering")

    with page.expect_response("**/messages"):
        write(page, "are you there?")
    served.staff_say("Yes.")

    expect(staff(page)).to_have_count(1)
    expect(fate(page)).to_have_count(0)
    expect(chat(page).locator(".typing")).to_be_hidden()
    served.staff_leave()
    expect(status(page)).to_have_text(READY)
    say(page, "thanks")
    assert bubbles(page)[1:] == [
        "hello", "You said: hello", "are you there?", "Yes.", "thanks", "You said: thanks"
    ]  # fmt: skip
    assert served.engine.texts == ["hello", "thanks"]


def test_reload_knows_who_holds_the_conversation(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    served.staff_say("Elena here.")
    expect(staff(page)).to_have_count(1)

    page.reload()

    expect(status(page)).to_have_text("Elena is answering")
    expect(staff(page).locator(".by span")).to_have_text("Elena")


def test_one_of_the_staff_follows_another(page: Page, served: Served) -> None:
    open_chat(page, served)
    served.staff_take("Elena")
    expect(status(page)).to_have_text("Elena is answering")

    served.staff_take("Maya", instead_of="Elena")

    expect(status(page)).to_have_text("Maya is answering")
    served.staff_say("Maya now.", name="Maya")
    expect(staff(page).locator(".by span")).to_have_text("Maya")


def test_what_comes_while_the_chat_is_closed_is_counted_on_the_launcher(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    chat(page).get_by_role("button", name="Close the chat").click()

    served.staff_say("Elena here.")
    expect(launcher(page)).to_have_accessible_name("Open the chat, 1 new message")
    served.staff_say("Are you there?")

    expect(launcher(page)).to_have_accessible_name("Open the chat, 2 new messages")
    expect(launcher(page).locator(".unread")).to_have_text("2")
    launcher(page).click()
    expect(staff(page)).to_have_count(2)
    chat(page).get_by_role("button", name="Close the chat").click()
    expect(launcher(page).locator(".unread")).to_be_hidden()
    expect(launcher(page)).to_have_accessible_name("Open the chat")


def test_chat_that_was_not_opened_on_this_page_counts_too(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    chat(page).get_by_role("button", name="Close the chat").click()
    page.reload()
    await_socket(page, served)

    served.staff_say("Elena here.")

    expect(launcher(page).locator(".unread")).to_have_text("1")


def test_answer_that_was_on_its_way_when_staff_came_is_shown(page: Page, served: Served) -> None:
    open_chat(page, served)
    served.engine.thinking = True
    write(page, "hello")
    until(page, lambda: served.engine.turns == 1)
    served.staff_take()
    expect(status(page)).to_have_text("Elena is answering")

    served.engine.thinking = False

    expect(bot(page)).to_have_count(2)
    expect(client(page)).to_have_count(1)
    assert bubbles(page)[1:] == ["hello", "You said: hello"]
