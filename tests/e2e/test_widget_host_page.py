"""The widget on somebody's page: its attributes, events and methods, and how little else the page feels of it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from salon.booking.appointments import BookingRequest
from salon.booking.cards import BOOKED
from tests.conversations.fakes import answer, said
from tests.e2e.host_page import open_host
from tests.e2e.served import Served
from tests.e2e.widget_steps import await_socket, bot, chat, field, launcher, say, staff, stored, until, write

if TYPE_CHECKING:
    from tests.e2e.browser import OpenPage

pytest_plugins = ["tests.e2e.browser"]

PICTURE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'%3E%3Crect width='9' height='9'/%3E%3C/svg%3E"


def heard(page: Page) -> list[Any]:
    """Return what the page has heard of the widget."""
    told: list[Any] = page.evaluate("heard")
    return told


# Attributes.


@pytest.mark.parametrize(
    ("attributes", "root", "left"),
    [
        ("", "", False),
        ('position="end"', "", False),
        ('position="start"', "", True),
        ("", "dir=rtl", True),
        ('position="start"', "dir=rtl", False),
    ],
)
def test_position_follows_the_direction_of_the_page(
    page: Page, served: Served, attributes: str, root: str, left: bool
) -> None:
    open_host(page, served, attributes, root=root)

    button = launcher(page).bounding_box()
    launcher(page).click()
    panel = chat(page).locator(".panel").bounding_box()

    assert button and panel
    edges = (button["x"], panel["x"]) if left else (button["x"] + button["width"], panel["x"] + panel["width"])
    assert edges == ((20, 20) if left else (1260, 1260))
    assert panel["y"] >= 0


def test_inline_chat_stands_open_in_the_page_and_stays_so(page: Page, served: Served) -> None:
    open_host(page, served, 'position="inline"')
    await_socket(page, served)

    expect(launcher(page)).to_be_hidden()
    expect(chat(page)).to_have_css("position", "static")
    field(page).focus()
    page.keyboard.press("Escape")
    expect(field(page)).to_be_visible()
    say(page, "hello")


@pytest.mark.parametrize(
    ("color", "background", "words"),
    [
        ("#ffe680", "rgb(255, 230, 128)", "rgb(0, 0, 0)"),
        ("rebeccapurple", "rgb(102, 51, 153)", "rgb(255, 255, 255)"),
        ("no colour", "rgb(40, 90, 75)", "rgb(246, 250, 245)"),
    ],
)
def test_color_comes_with_words_that_can_be_read(
    page: Page, served: Served, color: str, background: str, words: str
) -> None:
    open_host(page, served, f'color="{color}"')

    expect(launcher(page)).to_have_css("background-color", background)
    expect(launcher(page)).to_have_css("color", words)


def test_opening_text_and_avatar(page: Page, served: Served) -> None:
    open_host(page, served, f'opening-text="Questions?" avatar="{PICTURE}"')

    expect(launcher(page)).to_have_accessible_name("Questions?. Open the chat")
    expect(launcher(page).get_by_text("Questions?")).to_be_visible()
    expect(launcher(page).locator("img")).to_have_attribute("src", PICTURE)
    launcher(page).click()
    expect(chat(page).locator(".head img")).to_have_attribute("src", PICTURE)
    chat(page).evaluate("chat => { chat.removeAttribute('avatar'); chat.setAttribute('opening-text', 'Hi'); }")
    expect(chat(page).locator("img")).to_have_count(0)
    expect(launcher(page).locator(".label")).to_have_text("Hi")


def test_chat_opens_by_itself_once_a_visit_and_takes_no_focus(page: Page, served: Served) -> None:
    page.clock.install()
    open_host(page, served, 'open-after="300" open-on="/prices /host/skin"', path="/host/skin/care")
    page.get_by_label("Search").focus()
    page.clock.fast_forward(200_000)
    expect(chat(page).locator(".panel")).to_have_count(0)

    page.clock.fast_forward(100_000)

    expect(chat(page).locator(".panel")).to_be_visible()
    expect(page.get_by_label("Search")).to_be_focused()
    chat(page).get_by_role("button", name="Close the chat").click()
    page.reload()
    expect(launcher(page)).to_be_visible()
    page.clock.fast_forward(400_000)
    expect(chat(page).locator(".panel")).to_have_count(0)
    assert [[name.split()[2] for name in names] for names in stored(page)] == [[], ["offered"]]


@pytest.mark.parametrize(("path", "on_phone"), [("/host/team", False), ("/host/skin", True)])
def test_chat_does_not_open_by_itself(open_page: "OpenPage", served: Served, path: str, on_phone: bool) -> None:
    page = open_page(390 if on_phone else 1280, 844, phone=on_phone)
    page.clock.install()
    open_host(page, served, 'open-after="300" open-on="/host/skin"', path=path)
    expect(launcher(page)).to_be_visible()

    page.clock.fast_forward(400_000)

    expect(chat(page).locator(".panel")).to_have_count(0)
    assert served.faults.begun == 0


# Events, properties and methods.


def test_page_hears_what_happens(page: Page, served: Served) -> None:
    open_host(page, served)
    launcher(page).click()
    await_socket(page, served)
    say(page, "hello")
    served.staff_say("Elena here.")
    expect(staff(page)).to_have_count(1)
    served.staff_leave()
    expect(chat(page).locator(".event").last).to_have_text("The bot is back.")
    chat(page).get_by_role("button", name="Close the chat").click()

    told = heard(page)

    assert [event[0] for event in told] == [
        "open", "message", "message", "message", "handoff", "message", "handoff", "close",
    ]  # fmt: skip
    assert [event[1] for event in told if event[0] == "message"] == ["bot", "client", "bot", "staff"]
    assert [event[1] for event in told if event[0] == "handoff"] == ["Elena", None]


def test_page_hears_of_a_booking_but_not_of_whom(page: Page, served: Served) -> None:
    open_host(page, served)
    launcher(page).click()
    await_socket(page, served)
    start = datetime(2027, 3, 4, 10, tzinfo=served.services.salon.zone)
    wish = BookingRequest(
        "deep_cleaning", start, "Ada", "07700 900123", served.conversation_id, served.services.clock(), "key"
    )
    card = served.services.cards.of(BOOKED, served.services.booking.book(wish))
    booked = said("utter_booked", card=card.dump(), treatment="it", when="Thursday", cosmetologist="Maya", name="Ada")
    served.engine.replies["yes"] = answer(booked, intents=("affirm",))

    write(page, "yes")

    expect(bot(page)).to_have_count(2)
    assert [event[1] for event in heard(page) if event[0] == "booked"] == [
        {
            "appointment_id": card.appointment_id,
            "treatment": "deep cleaning",
            "starts_at": "2027-03-04T10:00:00+00:00",
            "ends_at": card.ends_at,
            "minutes": card.minutes,
            "price": card.price,
        }
    ]


def test_page_opens_closes_and_speaks(page: Page, served: Served) -> None:
    open_host(page, served)

    page.evaluate("() => document.querySelector('porewell-chat').show()")
    assert page.evaluate("document.querySelector('porewell-chat').open") is True
    page.evaluate("() => document.querySelector('porewell-chat').close()")
    expect(chat(page).locator(".panel")).to_be_hidden()
    assert page.evaluate("document.querySelector('porewell-chat').open") is False
    page.evaluate("() => document.querySelector('porewell-chat').send('hello')")

    expect(page.get_by_text("You said: hello")).to_be_visible()
    assert [event[0] for event in heard(page) if event[0] != "message"] == ["open", "close", "open"]


def test_element_that_is_moved_goes_on(page: Page, served: Served) -> None:
    open_host(page, served)
    launcher(page).click()
    await_socket(page, served)
    say(page, "hello")

    page.evaluate("() => document.querySelector('main').append(document.querySelector('porewell-chat'))")

    await_socket(page, served)
    say(page, "again")
    until(page, lambda: len(served.faults.sockets) == 1)
    assert chat(page).locator(".panel").count() == 1
