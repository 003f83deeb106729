"""What the page does when messages, the assistant, the conversation or the socket fail: a real browser, a fake app."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.fake_app import FakeApp, Fault, reply
from tests.e2e.page_steps import banner, bot, bubbles, client, field, open_page_of, state, write

pytest_plugins = ["tests.e2e.browser"]

GONE = "This conversation can't be found. Please start a new one."


# The message does not get through.


def test_message_refused_shows_the_reason_and_can_be_mended(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    fake.faults.append(Fault(422, "There is no text in your message."))

    write(page, "hm")

    expect(state(page)).to_contain_text("Not sent. There is no text in your message.")
    page.get_by_role("button", name="Edit").click()
    expect(field(page)).to_have_value("hm")
    expect(field(page)).to_be_focused()


def test_message_after_a_refused_one_is_still_sent(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    fake.faults.append(Fault(422, "No."))

    write(page, "one")
    write(page, "two")

    expect(page.get_by_text("You said: two")).to_be_visible()
    assert [message["text"] for message in fake.posted] == ["one", "two"]


def test_message_beyond_the_rate_waits_and_is_sent_by_itself(page: Page, fake: FakeApp) -> None:
    page.clock.install()
    open_page_of(page, fake)
    fake.faults.append(Fault(429, "That was a lot in a minute.", {"Retry-After": "30"}))

    write(page, "hello")

    expect(state(page)).to_contain_text("Not sent. That was a lot in a minute.")
    page.clock.run_for(20_000)
    assert len(fake.posted) == 1
    page.clock.run_for(10_000)
    expect(page.get_by_text("You said: hello")).to_be_visible()
    expect(state(page)).to_have_count(0)


def test_message_whose_answer_was_lost_is_repeated_under_the_same_id(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    fake.faults += [Fault(503, after_storing=True), Fault(503)]

    write(page, "hello")

    expect(state(page)).to_contain_text("Not sent yet, trying again.")
    expect(page.get_by_text("You said: hello")).to_have_count(1)
    expect(client(page)).to_have_count(1)
    expect(state(page)).to_have_count(0)
    assert len({message["message_id"] for message in fake.posted}) == 1
    assert len(fake.posted) == 3


def test_message_without_a_network_is_sent_on_try_now(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    page.route("**/messages", lambda route: route.abort())
    write(page, "hello")
    expect(state(page)).to_contain_text("Not sent yet")
    page.unroute("**/messages")

    page.get_by_role("button", name="Try now").click()

    expect(page.get_by_text("You said: hello")).to_be_visible()
    assert [message["text"] for message in fake.posted] == ["hello"]


def test_page_that_reaches_nobody_says_so_and_loses_nothing(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    page.context.set_offline(True)

    write(page, "hello")

    expect(banner(page)).to_contain_text("We can't be reached just now.")
    page.context.set_offline(False)
    expect(page.get_by_text("You said: hello")).to_be_visible()
    expect(banner(page)).to_be_empty()


def test_unsent_message_survives_a_reload(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    page.route("**/messages", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    write(page, "hello")
    expect(state(page)).to_contain_text("Not sent yet")
    page.unroute("**/messages")

    page.reload()

    expect(page.get_by_text("You said: hello")).to_have_count(1)
    expect(client(page)).to_have_count(1)


def test_message_in_flight_at_a_reload_is_shown_once(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    fake.faults += [Fault(503, after_storing=True)] + [Fault(503)] * 20
    write(page, "hello")
    expect(state(page)).to_contain_text("Not sent yet")
    fake.faults.clear()

    page.reload()

    expect(bot(page)).to_have_count(2)
    expect(client(page)).to_have_count(1)
    expect(state(page)).to_have_count(0)


# The assistant is not awake.


def test_waking_assistant_is_announced_and_the_message_sent_when_it_is_awake(page: Page, fake: FakeApp) -> None:
    fake.ready = False
    open_page_of(page, fake)

    write(page, "first")
    write(page, "second")

    expect(banner(page)).to_contain_text("waking up")
    expect(state(page).first).to_have_text("Waiting to be sent")
    assert fake.posted == []
    fake.ready = True
    expect(page.get_by_text("You said: second")).to_be_visible()
    expect(banner(page)).to_be_empty()
    assert bubbles(page)[1:] == ["first", "You said: first", "second", "You said: second"]


def test_greeting_waits_for_an_app_that_is_down(page: Page, fake: FakeApp) -> None:
    failing = [503, 503]

    def start(route: Route) -> None:
        route.fulfill(status=failing.pop()) if failing else route.continue_()

    page.route("**/v1/conversations", start)

    page.goto(fake.url)

    expect(bot(page)).to_have_count(1)
    assert fake.started == 1


# The conversation is gone.


@pytest.mark.parametrize("status", [401, 404])
def test_lost_conversation_offers_a_new_one_and_carries_messages_over(page: Page, fake: FakeApp, status: int) -> None:
    open_page_of(page, fake)
    fake.faults.append(Fault(status, GONE))
    write(page, "hello")
    expect(page.get_by_text(GONE)).to_be_visible()
    write(page, "anybody?")

    page.get_by_role("button", name="Start a new conversation").click()

    expect(page.get_by_text("You said: anybody?")).to_be_visible()
    assert fake.started == 2
    assert bubbles(page)[1:] == ["hello", "You said: hello", "anybody?", "You said: anybody?"]


def test_lost_conversation_does_not_carry_a_button_over(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    fake.faults.append(Fault(404, GONE))
    page.get_by_role("button", name="What does it cost?").click()

    page.get_by_role("button", name="Start a new conversation").click()

    expect(page.get_by_text(GONE)).to_have_count(0)
    expect(client(page)).to_have_count(0)
    assert len(fake.posted) == 1


def test_conversation_lost_before_a_reload_offers_a_new_one(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    fake.tokens.clear()

    page.reload()

    expect(page.get_by_text(GONE)).to_be_visible()
    page.get_by_role("button", name="Start a new conversation").click()
    expect(bot(page)).to_have_count(1)


def test_socket_with_a_bad_token_offers_a_new_conversation(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)

    fake.hang_up(4401)

    expect(page.get_by_text("This conversation can't be continued.")).to_be_visible()


# Later replies.


def test_reply_of_staff_comes_by_the_socket(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)

    fake.push({"type": "typing"})
    expect(page.locator(".typing")).to_be_visible()
    fake.push({"type": "message", "message": {**reply("Elena here."), "author": "staff"}})

    expect(page.locator(".message--staff")).to_contain_text("The salon's team")
    expect(page.locator(".typing")).to_be_hidden()
    expect(page.locator("#status")).to_contain_text("A person will answer here")


def test_reply_that_came_twice_is_shown_once(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    write(page, "hello")
    expect(page.get_by_text("You said: hello")).to_be_visible()

    fake.push({"type": "message", "message": fake.log[-1]})
    fake.push({"type": "message", "message": reply("the end")})

    expect(page.get_by_text("the end")).to_be_visible()
    expect(page.get_by_text("You said: hello")).to_have_count(1)


def test_reply_missed_while_the_socket_was_down_is_caught_up(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    fake.say("Elena here.")

    fake.hang_up()

    expect(page.get_by_text("Elena here.")).to_be_visible()
    while not fake.sockets:
        page.wait_for_timeout(50)
    fake.push({"type": "message", "message": reply("back again")})
    expect(page.get_by_text("back again")).to_be_visible()


def test_reply_that_came_just_before_the_socket_was_back_is_caught_up(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    with page.expect_response("**/messages?after=1"):
        fake.hang_up()

    fake.say("Elena here.")

    expect(page.get_by_text("Elena here.")).to_be_visible()


def test_talk_of_another_tab_is_shown_as_the_clients(page: Page, fake: FakeApp) -> None:
    open_page_of(page, fake)
    fake.say("from the other tab", author="client")

    fake.hang_up()

    expect(client(page)).to_contain_text("from the other tab")


def test_reply_comes_without_a_socket_too(page: Page, fake: FakeApp) -> None:
    page.route_web_socket("**/live", lambda socket: socket.close(code=1011))
    page.goto(fake.url)
    expect(bot(page)).to_have_count(1)

    fake.say("Elena here.")

    expect(page.get_by_text("Elena here.")).to_be_visible()
