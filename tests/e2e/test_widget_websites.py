"""The widget on websites of others: another origin, another language, another style, and no harm to the page."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from salon.settings import ROOT
from tests.e2e.host_page import host_html, open_host, other_website
from tests.e2e.served import Serve, Served, bot_says
from tests.e2e.widget_steps import (
    await_socket,
    bot,
    chat,
    choose,
    client,
    field,
    launcher,
    log,
    say,
    staff,
    status,
    write,
)

if TYPE_CHECKING:
    from tests.e2e.browser import OpenPage

pytest_plugins = ["tests.e2e.browser"]

FORBIDDEN = "This chat isn't set up for this website yet. Please ring the salon or visit its own website."
LOUD = """<style>
* { letter-spacing: 9px; }
button, p, textarea { color: red !important; font-size: 40px !important; display: inline !important; }
porewell-chat { display: none; position: static; opacity: 0; font-size: 3px; }
</style>"""


@pytest.fixture
def website() -> Iterator[tuple[str, dict[str, str]]]:
    """Return another origin, and its pages by path."""
    with other_website() as site:
        yield site


def salon_file(folder: Path, *origins: str) -> Path:
    """Write a salon.yml that lets these websites show the chat."""
    file = folder / "salon.yml"
    text = (ROOT / "salon.yml").read_text(encoding="utf-8")
    assert text.count("  origins: []") == 1
    file.write_text(text.replace("  origins: []", f"  origins: [{', '.join(origins)}]"), encoding="utf-8")
    return file


# Another origin.


def test_website_that_the_salon_names_has_the_whole_chat(
    page: Page, serve: Serve, tmp_path: Path, website: tuple[str, dict[str, str]]
) -> None:
    address, pages = website
    served = serve(salon_file=salon_file(tmp_path, address))
    pages["/"] = host_html(served.url)
    page.goto(address)

    launcher(page).click()
    await_socket(page, served)
    say(page, "hello")
    served.staff_say("Elena here.")

    expect(staff(page)).to_have_count(1)
    expect(status(page)).to_have_text("Elena is answering")
    page.reload()
    expect(client(page)).to_have_count(1)
    choose(page, "Rate this conversation")
    with page.expect_response("**/rating") as rated:
        chat(page).locator(".stars label").nth(4).click()
    assert rated.value.status == 204


def test_website_that_the_salon_does_not_name_is_told_so(
    page: Page, serve: Serve, tmp_path: Path, website: tuple[str, dict[str, str]]
) -> None:
    address, pages = website
    served = serve(salon_file=salon_file(tmp_path, "https://www.example.org"))
    pages["/"] = host_html(served.url)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)

    launcher(page).click()

    expect(chat(page).locator(".event")).to_have_text(FORBIDDEN)
    expect(bot(page)).to_have_count(0)
    own = [text for text in said if text.startswith("<porewell-chat>")]
    assert len(own) == 1
    assert address in own[0]
    assert "salon.yml" in own[0]
    assert served.rows() == {}


# Another language.


@pytest.mark.parametrize(("attributes", "root"), [('lang="he"', 'lang="en"'), ("", 'lang="he-IL" dir="rtl"')])
def test_hebrew_is_written_from_right_to_left(page: Page, served: Served, attributes: str, root: str) -> None:
    open_host(page, served, attributes, root=root)
    expect(launcher(page)).to_have_accessible_name("פתיחת הצ'אט")

    launcher(page).click()
    await_socket(page, served)
    chat(page).get_by_label("ההודעה שלכם").fill("שלום")
    page.keyboard.press("Enter")

    expect(client(page).locator(".bubble")).to_have_css("direction", "rtl")
    expect(bot(page).nth(1).locator(".bubble")).to_have_css("direction", "ltr")
    expect(status(page)).to_have_text("בוט, כאן כדי לענות")
    expect(log(page)).to_have_css("direction", "rtl")
    mine, room = client(page).bounding_box(), log(page).bounding_box()
    assert mine and room
    assert mine["x"] - room["x"] < room["x"] + room["width"] - mine["x"] - mine["width"]
    chat(page).get_by_role("button", name="עוד", exact=True).click()
    chat(page).locator(".menu").get_by_role("button", name="להתחיל מחדש").click()
    page.get_by_role("dialog", name="להתחיל מחדש?").get_by_role("button", name="להתחיל מחדש").click()
    expect(client(page)).to_have_count(0)


def test_language_that_we_do_not_have_is_english(page: Page, served: Served) -> None:
    open_host(page, served, 'lang="fr"')

    expect(launcher(page)).to_have_accessible_name("Open the chat")


def test_hebrew_fits_the_smallest_phone(open_page: "OpenPage", served: Served) -> None:
    page = open_page(360, 640, phone=True)
    served.engine.replies["hi"] = bot_says("x" * 200, "A longer title for a button than fits a line")
    open_host(page, served, 'lang="he"', root='dir="rtl"')
    launcher(page).tap()
    await_socket(page, served)

    chat(page).locator("textarea").fill("hi")
    page.keyboard.press("Enter")

    expect(bot(page)).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert chat(page).locator(".panel").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}


# What the page feels of it.


def test_page_does_not_move(page: Page, served: Served) -> None:
    open_host(page, served)
    before = page.locator("main").bounding_box()

    page.evaluate("() => document.querySelector('porewell-chat').show({ focus: false })")
    await_socket(page, served)
    served.staff_say("Elena here.")
    expect(staff(page)).to_have_count(1)
    write(page, "hello")
    expect(client(page)).to_have_count(1)
    chat(page).get_by_role("button", name="Close the chat").click()

    # What is inside of the chat may move after a click or a key; the page around it never.
    assert page.evaluate("shifts") == []
    assert page.locator("main").bounding_box() == before
    assert page.evaluate("scrollY") == 0


def test_style_of_the_page_stays_outside(page: Page, served: Served) -> None:
    open_host(page, served)
    launcher(page).click()
    await_socket(page, served)
    look = "all => all.map((one) => { const { color, fontSize, letterSpacing, opacity } = getComputedStyle(one); "
    look += "return [color, fontSize, letterSpacing, opacity, one.getBoundingClientRect().width]; })"
    plain = chat(page).locator(".panel, .bubble, .pill, textarea").evaluate_all(look)

    open_host(page, served, head=LOUD)
    launcher(page).click()
    await_socket(page, served)

    assert chat(page).locator(".panel, .bubble, .pill, textarea").evaluate_all(look) == plain
    assert page.locator("main p").first.evaluate("one => getComputedStyle(one).color") == "rgb(255, 0, 0)"


def test_widget_leaves_nothing_on_the_page(page: Page, served: Served) -> None:
    page.goto(served.url + "/healthz")
    empty = page.evaluate("() => Object.keys(window)")
    open_host(page, served)
    launcher(page).click()
    await_socket(page, served)

    left = page.evaluate("() => [Object.keys(window), document.querySelectorAll('body *').length]")

    assert sorted(set(left[0]) - set(empty)) == ["heard", "listen", "shifts"]
    choose(page, "Start over")
    expect(page.get_by_role("dialog", name="Start over?")).to_be_visible()
    assert page.evaluate("document.querySelectorAll('body *').length") == left[1]
    page.keyboard.press("Escape")
    expect(field(page)).to_be_visible()
