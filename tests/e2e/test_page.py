"""The salon's page in a real browser, against the real app."""

from playwright.sync_api import Locator, Page, expect

pytest_plugins = ["tests.e2e.browser"]

ANSWER_MS = 30_000
"""Longer than an engine needs to wake up."""


def test_page_shows_the_salon_and_a_greeting_that_says_it_is_a_bot(page: Page, live_app: str) -> None:
    page.goto(live_app)

    facts = page.request.get(f"{live_app}/v1/salon").json()
    expect(page).to_have_title(f"Ask {facts['name']}")
    expect(page.get_by_label("The salon").get_by_text(facts["phone"])).to_be_visible()
    expect(_bot(page)).to_have_count(1)
    expect(_bot(page)).to_contain_text("I'm a bot")


def test_page_keeps_to_the_content_security_policy(page: Page, live_app: str, complaints: list[str]) -> None:
    answered = page.goto(live_app)
    _ask(page, "What are blackheads?")

    assert answered
    assert "default-src 'none'" in answered.headers["content-security-policy"]
    assert complaints == []


def test_question_is_answered_with_sources_that_open(page: Page, live_app: str) -> None:
    page.goto(live_app)
    answer = _ask(page, "What are blackheads?")
    sources = answer.locator("details.sources")
    expect(sources.get_by_role("listitem").first).to_be_hidden()

    sources.locator("summary").click()

    first = sources.get_by_role("listitem").first
    expect(first.locator(".source-title")).to_be_visible()
    expect(first.locator(".source-strength")).to_be_visible()


def test_conversation_is_led_by_the_keyboard_alone(page: Page, live_app: str) -> None:
    page.goto(live_app)
    expect(_bot(page)).to_have_count(1)
    choice = page.get_by_role("group", name="Quick replies").first.get_by_role("button").last
    title = choice.inner_text()
    expect(page.get_by_label("Your message")).to_be_focused()

    page.keyboard.press("Shift+Tab")
    expect(choice).to_be_focused()
    page.keyboard.press("Enter")

    expect(_client(page)).to_contain_text(title)
    expect(_bot(page).nth(1)).to_be_visible(timeout=ANSWER_MS)
    expect(choice).to_be_disabled()
    expect(page.get_by_label("Your message")).to_be_focused()
    page.keyboard.type("What does a deep cleaning cost?")
    page.keyboard.press("Enter")
    expect(_client(page)).to_have_count(2)
    expect(page.get_by_label("Your message")).to_have_value("")


def test_phone_holds_a_long_talk_with_its_keyboard_open(phone: Page, live_app: str) -> None:
    phone.goto(live_app)
    for question in ("What are blackheads?", "How often should I come?", "What does it cost?"):
        _ask(phone, question)

    phone.set_viewport_size({"width": 360, "height": 330})

    expect(phone.get_by_label("Your message")).to_be_in_viewport(ratio=1)
    expect(_bot(phone).last).to_be_in_viewport()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_reload_keeps_the_conversation(page: Page, live_app: str) -> None:
    page.goto(live_app)
    _ask(page, "What are blackheads?")
    before = page.get_by_role("log").locator(".bubble").all_inner_texts()

    page.reload()

    expect(_client(page)).to_have_count(1)
    assert page.get_by_role("log").locator(".bubble").all_inner_texts() == before


def _ask(page: Page, question: str) -> Locator:
    """Write a question and return the first bubble of the answer."""
    expect(_bot(page).first).to_be_visible()
    known = _bot(page).count()
    page.get_by_label("Your message").fill(question)
    page.keyboard.press("Enter")
    answer = _bot(page).nth(known)
    expect(answer).to_be_visible(timeout=ANSWER_MS)
    return answer


def _bot(page: Page) -> Locator:
    return page.locator(".message--bot")


def _client(page: Page) -> Locator:
    return page.locator(".message--client")
