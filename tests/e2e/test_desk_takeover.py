"""A client asks for a person while staff sit at the desk: it rings, one takes over, answers, and gives back."""

from playwright.sync_api import Locator, Page, expect

from tests.conversations.fakes import answer, said
from tests.e2e.browser import OpenPage
from tests.e2e.desk_steps import open_conversation, sign_in
from tests.e2e.served import Served
from tests.e2e.widget_steps import bubbles, chat, open_chat, say, staff, status, write

pytest_plugins = ["tests.e2e.browser"]

RINGS = "document.body.addEventListener('desk:ring', ({ detail }) => { window.rang = detail.count; })"
ASKS = "a person please"


def asks_for_a_person(page: Page, served: Served) -> None:
    """Have a client in the widget ask for a person."""
    served.engine.replies[ASKS] = answer(said("utter_talk_to_human"), intents=("talk_to_human",))
    open_chat(page, served)
    say(page, "My skin is oily")
    write(page, ASKS)
    expect(chat(page).get_by_text("it is on their screen now")).to_be_visible()


def button(page: Page, name: str) -> Locator:
    """Return a button by its words."""
    return page.get_by_role("button", name=name, exact=True)


def reply(page: Page) -> Locator:
    """Return the box for a reply."""
    return page.get_by_label("Your reply")


def test_from_asking_to_giving_back(page: Page, open_page: OpenPage, served: Served) -> None:
    desk, colleague = open_page(1024, 768), open_page()
    sign_in(desk, served, "Maya")
    sign_in(colleague, served, "Elena")
    desk.goto(f"{served.url}/desk/waiting")
    expect(desk.get_by_text("Nobody is waiting")).to_be_visible()
    desk.evaluate(RINGS)

    # It rings, without a reload, and the first at the desk takes over with one click.
    asks_for_a_person(page, served)
    expect(desk.get_by_role("heading", name="Asked for a person")).to_be_visible()
    expect(desk).to_have_title("(1) Waiting · Willow & Vale")
    assert desk.evaluate("window.rang") == 1
    open_conversation(colleague, served)
    expect(button(colleague, "Take over")).to_be_visible()
    button(desk, "Take over").click()
    expect(status(page)).to_have_text("Maya is answering")
    expect(button(desk, "Give back to the bot")).to_be_visible()
    expect(desk).not_to_have_title("(1)")

    # What is typed is seen as typing, and goes by Ctrl+Enter.
    reply(desk).press_sequentially("Hello, ")
    expect(chat(page).locator(".typing")).to_be_visible()
    reply(desk).press_sequentially("this is Maya.")
    reply(desk).press("Control+Enter")
    expect(staff(page)).to_have_count(1)
    expect(staff(page).locator(".by span")).to_have_text("Maya")
    expect(reply(desk)).to_have_value("")

    # The other has seen it, and can't speak; nothing of the client's ends it.
    expect(colleague.get_by_text("Maya has this conversation")).to_be_visible()
    expect(reply(colleague)).to_be_hidden()
    reply(desk).fill("half a sentence")
    for text in ("bye", "/restart", "bot please"):
        with page.expect_response("**/messages"):
            write(page, text)
    expect(status(page)).to_have_text("Maya is answering")
    expect(reply(desk)).to_have_value("half a sentence")
    desk.reload()
    expect(reply(desk)).to_have_value("half a sentence")
    reply(desk).fill("")

    # Given back with a corrected skin, the bot answers again and knows it.
    button(desk, "Give back to the bot").click()
    expect(desk.get_by_label("Kind of skin")).to_have_value("oily")
    desk.get_by_label("Kind of skin").select_option("dry")
    button(desk, "Give back").click()
    expect(desk.get_by_text("The bot answers here.")).to_be_visible()
    expect(status(page)).to_have_text("A bot, here to answer")
    say(page, "and now?")
    assert bubbles(page)[-6:] == [
        "Hello, this is Maya.",
        "bye",
        "/restart",
        "bot please",
        "and now?",
        "You said: and now?",
    ]
    assert served.engine.asked[-1].context["skin"]["kind"] == "dry"
    assert served.engine.texts == ["My skin is oily", ASKS, "and now?"]


def test_reply_that_is_refused_keeps_its_text(page: Page, open_page: OpenPage, served: Served) -> None:
    asks_for_a_person(page, served)
    desk, colleague = open_page(1024, 768), open_page(390, 844)
    maya = sign_in(desk, served, "Maya")
    sign_in(colleague, served, "Elena")
    open_conversation(desk, served)
    button(desk, "Take over").click()
    reply(desk).fill("As I was saying")

    open_conversation(colleague, served)
    colleague.on("dialog", lambda dialog: dialog.accept())
    button(colleague, "Take over from Maya").click()

    expect(status(page)).to_have_text("Elena is answering")
    expect(desk.get_by_text("Elena has this conversation")).to_be_visible()
    expect(reply(desk)).to_have_value("As I was saying")
    expect(button(desk, "Send")).to_be_disabled()
    assert served.services.audit.page()[0].details == {"from_staff": maya}


def test_reply_that_cannot_be_sent_keeps_its_text_and_says_why(page: Page, open_page: OpenPage, served: Served) -> None:
    asks_for_a_person(page, served)
    desk = open_page(1024, 768)
    sign_in(desk, served, "Maya")
    open_conversation(desk, served)
    button(desk, "Take over").click()
    reply(desk).fill("Hello")
    desk.route("**/say", lambda route: route.abort())

    button(desk, "Send").click()

    expect(desk.get_by_role("alert").get_by_text("Not sent")).to_be_visible()
    expect(reply(desk)).to_have_value("Hello")
    desk.unroute("**/say")
    button(desk, "Send").click()
    expect(staff(page)).to_have_count(1)
    expect(reply(desk)).to_have_value("")


def test_canned_reply_is_put_where_one_writes(page: Page, open_page: OpenPage, served: Served) -> None:
    asks_for_a_person(page, served)
    desk = open_page(1024, 768)
    sign_in(desk, served, "Maya")
    open_conversation(desk, served)
    button(desk, "Take over").click()
    reply(desk).fill("Hi.")

    desk.get_by_label("Insert a canned reply").select_option(label="Hello, I'm here")

    expect(reply(desk)).to_have_value(
        "Hi. Hello, this is Maya from Willow & Vale. I've read what you wrote. How can I help?"
    )


def test_desk_catches_up_after_its_line_was_down(page: Page, open_page: OpenPage, served: Served) -> None:
    desk = open_page(1024, 768)
    sign_in(desk, served, "Maya")
    desk.goto(f"{served.url}/desk/waiting")
    expect(desk.locator("body")).to_have_attribute("data-line", "open")
    desk.context.set_offline(True)
    served.hang_up()
    expect(desk.locator("body")).to_have_attribute("data-line", "broken")
    asks_for_a_person(page, served)

    desk.context.set_offline(False)

    expect(desk.get_by_role("heading", name="Asked for a person")).to_be_visible()


def test_session_that_is_ended_elsewhere_leads_to_the_sign_in(open_page: OpenPage, served: Served) -> None:
    desk = open_page(1024, 768)
    staff_id = sign_in(desk, served, "Maya")
    desk.goto(f"{served.url}/desk/waiting")
    expect(desk.locator("body")).to_have_attribute("data-line", "open")

    served.services.sessions.revoke_others(staff_id)

    desk.wait_for_url("**/desk/login", timeout=20_000)
