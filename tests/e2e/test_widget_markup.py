"""What is written is shown and never run: by client, bot and staff. Only http and https addresses become links."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.served import Served, bot_says
from tests.e2e.widget_steps import bot, chat, client, log, open_chat, staff, write
from tests.e2e.xss import GROUPS

pytest_plugins = ["tests.e2e.browser"]

TRAP = "window.harm = []; window.ran = (what) => { window.harm.push(what); };"
ELEMENTS = """log => [...log.querySelectorAll('.bubble *, .choices button *, .by span *')]
    .filter((one) => one.localName !== 'p' && !(one.localName === 'a' && /^https?:$/.test(one.protocol)))
    .map((one) => one.outerHTML)"""
"""The elements that stand in what was written, but for paragraphs and links of the good kind."""
TEXTS = "all => all.map((one) => one.textContent)"


@pytest.fixture
def trapped(page: Page, served: Served) -> Iterator[Page]:
    """Return an open chat on a page that notices whatever is run; at the end, nothing foreign may have been loaded."""
    asked: list[str] = []
    page.add_init_script(TRAP)
    page.on("request", lambda request: asked.append(request.url))
    open_chat(page, served)
    yield page
    assert [url for url in asked if not url.startswith(served.url)] == []


def harm(page: Page) -> tuple[Any, list[str]]:
    """Return what ran, and which elements were made."""
    return page.evaluate("window.harm"), log(page).evaluate(ELEMENTS)


def capital(text: str) -> str:
    """Return the text as the bot's sentences begin."""
    return text[:1].upper() + text[1:]


def test_corpus_is_large_and_without_repeats() -> None:
    payloads = [payload for group in GROUPS.values() for payload in group]

    assert len(payloads) == len(set(payloads)) == 200


@pytest.mark.parametrize("group", GROUPS)
def test_markup_of_client_and_bot_is_shown_and_not_run(trapped: Page, served: Served, group: str) -> None:
    payloads = GROUPS[group]
    for payload in payloads:
        served.engine.replies[payload] = bot_says(payload, payload)

    for payload in payloads:
        write(trapped, payload)

    expect(bot(trapped)).to_have_count(len(payloads) + 1, timeout=30_000)
    assert client(trapped).locator(".bubble").evaluate_all(TEXTS) == payloads
    assert bot(trapped).locator(".bubble").evaluate_all(TEXTS)[1:] == [capital(payload) for payload in payloads]
    assert bot(trapped).locator(".choices button").evaluate_all(TEXTS)[-len(payloads) :] == payloads
    assert harm(trapped) == ([], [])


def test_markup_of_staff_is_shown_and_not_run(trapped: Page, served: Served) -> None:
    payloads = [payload for group in GROUPS.values() for payload in group]
    name = "<img src=x onerror=ran(1)>"

    served.staff_say(*payloads, name=name)

    expect(staff(trapped)).to_have_count(len(payloads), timeout=30_000)
    assert staff(trapped).locator(".bubble").evaluate_all(TEXTS) == payloads
    expect(chat(trapped).locator(".status")).to_have_text(f"{name} is answering")
    assert harm(trapped) == ([], [])


def test_markup_survives_a_reload_as_text(trapped: Page, served: Served) -> None:
    payload = "<img src=x onerror=ran(1)>"
    write(trapped, payload)
    expect(bot(trapped)).to_have_count(2)

    trapped.reload()

    expect(bot(trapped)).to_have_count(2)
    assert client(trapped).locator(".bubble").evaluate_all(TEXTS) == [payload]
    assert harm(trapped) == ([], [])


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://example.org/a?b=c&d=e#f.", ["https://example.org/a?b=c&d=e#f"]),
        ("(http://example.org), HTTPS://EXAMPLE.ORG/B!", ["http://example.org", "HTTPS://EXAMPLE.ORG/B"]),
        ("<a href=https://example.org/c>x</a>", ["https://example.org/c"]),
        ("[x](https://example.org/d)", ["https://example.org/d"]),
        ("\"https://example.org/e\" and 'https://example.org/f'", ["https://example.org/e", "https://example.org/f"]),
        ("javascript:ran(1) JAVASCRIPT:ran(1) data:text/html,x ftp://example.org mailto:a@example.org", []),
        ("https:// http://? https://[ www.example.org xhttps://example.org", []),
        ("https://exam\u202eple.org", []),
    ],
)
def test_only_addresses_of_the_web_become_links(trapped: Page, served: Served, text: str, links: list[str]) -> None:
    served.staff_say(text)

    bubble = staff(trapped).locator(".bubble")
    expect(bubble).to_have_text(text)
    assert bubble.locator("a").all_inner_texts() == links
    for link in bubble.locator("a").all():
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_have_attribute("rel", "noopener noreferrer")
    assert harm(trapped) == ([], [])


def test_link_opens_elsewhere_and_tells_nothing_of_this_page(trapped: Page, served: Served) -> None:
    address = f"{served.url}/healthz"
    served.staff_say(f"Look: {address}")

    with trapped.expect_popup() as popup:
        staff(trapped).get_by_role("link", name=address).click()

    assert popup.value.evaluate("[document.URL, document.referrer, window.opener]") == [address, "", None]
    expect(staff(trapped)).to_have_count(1)


@pytest.mark.parametrize(("text", "direction"), [("שלום\n\nעולם", "rtl"), ("Hello\n\n\nworld", "ltr")])
def test_answer_keeps_its_paragraphs_and_its_direction(
    trapped: Page, served: Served, text: str, direction: str
) -> None:
    served.engine.replies["hi"] = bot_says(text)

    write(trapped, "hi")

    bubble = bot(trapped).nth(1).locator(".bubble")
    expect(bubble.locator("p")).to_have_text(text.split())
    expect(bubble).to_have_css("direction", direction)
