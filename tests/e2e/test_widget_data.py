"""What is kept of a client, in the browser and at the salon: when, how long, and how they get it or get rid of it."""

from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from salon.booking.appointments import BookingRequest
from salon.booking.models import Appointment
from salon.conversations.models import Conversation
from tests.conversations.fakes import COMEDONES, answer, said
from tests.e2e.served import Served
from tests.e2e.widget_steps import (
    bot,
    chat,
    choose,
    client,
    fate,
    field,
    launcher,
    open_chat,
    say,
    stored,
    until,
    write,
)

pytest_plugins = ["tests.e2e.browser"]

ERASED = "Your conversation was deleted, here and at the salon."
COUNT_SOUNDS = """window.sounds = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) { window.sounds += 1; return start.apply(this, when); };"""


def question(page: Page) -> Locator:
    """Return the question that comes before anything is erased."""
    return page.get_by_role("dialog", name="Delete your data?")


def book(served: Served) -> str:
    """Book a deep cleaning for the conversation; return the appointment's id."""
    conversation_id, zone = served.conversation_id, served.services.salon.zone
    start = datetime(2027, 3, 4, 10, tzinfo=zone)
    wish = BookingRequest(
        "deep_cleaning", start, "Ada", "07700 900123", conversation_id, served.services.clock(), conversation_id
    )
    return served.services.booking.book(wish).id


# In the browser.


def test_nothing_is_kept_before_the_first_message(page: Page, served: Served) -> None:
    open_chat(page, served)
    field(page).fill("half a sen")
    chat(page).get_by_role("button", name="Close the chat").click()
    launcher(page).click()

    assert stored(page) == [[], []]
    assert page.context.cookies() == []


def test_with_the_first_message_the_key_is_kept_and_not_a_word_of_the_talk(page: Page, served: Served) -> None:
    open_chat(page, served)

    say(page, "hello")

    prefix = f"porewell {served.url}/"
    assert stored(page) == [[f"{prefix} session"], [f"{prefix} open"]]
    kept = page.evaluate("key => JSON.parse(localStorage.getItem(key))", f"{prefix} session")
    assert sorted(kept) == ["id", "token"]
    assert kept["id"] == served.conversation_id
    assert page.context.cookies() == []


def test_message_is_kept_until_it_is_sent(page: Page, served: Served) -> None:
    served.engine.awake = False
    open_chat(page, served)

    write(page, "hello")

    expect(fate(page)).to_have_text("Waiting to be sent")
    assert [name.split()[2] for name in stored(page)[0]] == ["session", "unsent"]
    served.engine.awake = True
    expect(page.get_by_text("You said: hello")).to_be_visible()
    assert [name.split()[2] for name in stored(page)[0]] == ["session"]


# Erasing.


def test_erasing_asks_first_and_leaves_nothing(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    field(page).fill("half a sen")
    erased = served.conversation_id
    before = served.rows()
    choose(page, "Delete my data")
    question(page).get_by_role("button", name="Don't delete").click()
    expect(question(page)).to_have_count(0)
    assert served.rows() == before
    choose(page, "Delete my data")

    question(page).get_by_role("button", name="Delete", exact=True).click()

    expect(chat(page).locator(".event")).to_have_text(ERASED)
    expect(bot(page)).to_have_count(1)
    expect(client(page)).to_have_count(0)
    assert stored(page) == [[], []]
    assert served.conversation_id != erased
    # What is there belongs to the greeting of the next conversation.
    assert (served.rows()["conversations"], served.rows()["messages"]) == (1, 1)


@pytest.mark.parametrize(("choice", "kept"), [(0, 1), (1, 0)])
def test_erasing_asks_what_becomes_of_a_coming_appointment(page: Page, served: Served, choice: int, kept: int) -> None:
    open_chat(page, served)
    say(page, "hello")
    appointment_id = book(served)
    choose(page, "Delete my data")
    expect(question(page)).to_contain_text("You have an appointment coming up: deep cleaning, Thursday 4 March")
    expect(question(page).get_by_role("radio").first).to_be_checked()

    question(page).get_by_role("radio").nth(choice).check()
    question(page).get_by_role("button", name="Delete", exact=True).click()

    expect(chat(page).locator(".event")).to_have_text(ERASED)
    with served.services.database.reading() as session:
        left = session.get(Appointment, appointment_id)
        assert [one.conversation_id for one in [left] if one] == [""] * kept


def test_erasing_that_fails_deletes_nothing_and_says_so(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    before = served.rows()

    def fail(route: Route) -> None:
        route.fulfill(status=503) if route.request.method == "DELETE" else route.fallback()

    page.route("**/v1/conversations/*", fail)
    page.route("**/v1/conversations/*?*", fail)

    choose(page, "Delete my data")
    question(page).get_by_role("button", name="Delete", exact=True).click()

    expect(chat(page).locator(".event")).to_contain_text("Nothing was deleted")
    expect(client(page)).to_have_count(1)
    assert served.rows() == before


# The download.


def test_download_is_a_text_with_all_lines(page: Page, served: Served, tmp_path: Path) -> None:
    served.engine.replies["why?"] = COMEDONES
    open_chat(page, served)
    write(page, "why?")
    expect(bot(page)).to_have_count(2)
    served.staff_say("Elena here.\n\nאלנה", name="Elena")
    expect(page.get_by_text("Elena here.")).to_be_visible()

    with page.expect_download() as downloading:
        choose(page, "Download this conversation")

    assert downloading.value.suggested_filename == "conversation.txt"
    downloading.value.save_as(tmp_path / "conversation.txt")
    text = (tmp_path / "conversation.txt").read_text(encoding="utf-8")
    lines = served.run(served.services.conversations.history(served.conversation_id, 0)).lines
    places = [text.index(f":\n{line['text']}\n") for line in lines]
    assert places == sorted(places)
    assert [text.count(who) for who in ("Assistant (bot):", "You:", "Elena:")] == [2, 1, 1]
    assert all(f"  {source['id']} {source['title']}\n" in text for source in lines[2]["sources"])


# The rating.


def test_rating_is_stored_and_a_later_one_replaces_it(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "hello")
    choose(page, "Rate this conversation")
    rating = chat(page).get_by_role("group", name="How was this conversation?")
    expect(rating.get_by_role("radio", name="1 star")).to_be_focused()

    for stars in (2, 4):
        with page.expect_response("**/rating"):
            rating.locator("label").nth(stars - 1).click()

    expect(page.get_by_text("Thank you.", exact=True)).to_be_visible()
    with served.services.database.reading() as session:
        assert session.get_one(Conversation, served.conversation_id).stars == 4


def test_goodbye_asks_for_a_rating_once(page: Page, served: Served) -> None:
    served.engine.replies["bye"] = answer(said("utter_goodbye"), intents=("goodbye",))
    open_chat(page, served)

    for count in (2, 3):
        write(page, "bye")
        expect(bot(page)).to_have_count(count)

    expect(chat(page).get_by_role("group", name="How was this conversation?")).to_have_count(1)


# The sound.


def test_sound_is_played_while_nobody_looks_and_can_be_switched_off_for_good(page: Page, served: Served) -> None:
    page.add_init_script(COUNT_SOUNDS)
    open_chat(page, served)
    say(page, "hello")
    chat(page).get_by_role("button", name="Close the chat").click()
    served.staff_say("Elena here.")
    until(page, lambda: page.evaluate("window.sounds") == 1)

    launcher(page).click()
    choose(page, "Sound is on")
    page.reload()
    chat(page).get_by_role("button", name="More", exact=True).click()

    expect(chat(page).locator(".menu").get_by_role("button", name="Sound is off")).to_be_visible()
    page.keyboard.press("Escape")
    chat(page).get_by_role("button", name="Close the chat").click()
    served.staff_say("Are you there?", "We close at seven.")
    expect(launcher(page)).to_have_accessible_name("Open the chat, 2 new messages")
    assert page.evaluate("window.sounds") == 0
