"""Going on in a messaging app with what was begun on the website."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect
from sqlalchemy import select

from salon.messaging.arrivals import Arrival, Start
from salon.messaging.models import Chat
from salon.messaging.moving_codes import carried
from tests.e2e.browser import Serve
from tests.e2e.served import Served
from tests.e2e.widget_steps import bot, chat, choose, open_chat, say

pytest_plugins = ["tests.e2e.browser"]

TELEGRAM = {
    "telegram_token": "7000000001:AAHwell",
    "telegram_username": "SalonBot",
    "telegram_polling": False,
    "telegram_api": "http://127.0.0.1:9",  # nobody listens
}
TWILIO = {
    "public_url": "https://chat.example",
    "twilio_account_sid": "AC" + "a1" * 16,
    "twilio_auth_token": "hush",
    "twilio_sender": "+442079460000",
    "twilio_api": "http://127.0.0.1:9",
}
ENTRY = "Go on in Telegram"


def test_link_carries_the_conversation_to_telegram(page: Page, serve: Serve) -> None:
    served = serve(**TELEGRAM)
    open_chat(page, served)
    say(page, "What are blackheads?")
    expect(bot(page)).to_have_count(2)

    choose(page, ENTRY)

    link = chat(page).get_by_role("link", name=ENTRY)
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(chat(page).get_by_text("It works once")).to_be_visible()
    address = urlsplit(link.get_attribute("href") or "")
    assert (address.netloc, address.path) == ("t.me", "/SalonBot")
    (code,) = parse_qs(address.query)["start"]
    arrival = Arrival("update 1", "4711", datetime.now(UTC), Start(code))
    served.run(served.services.messaging.arrive("telegram", [arrival]))
    with served.services.database.reading() as session:
        assert session.scalars(select(Chat.conversation_id)).all() == [served.conversation_id]
    expect(bot(page)).to_have_count(3)  # what is said there stands here too


def test_each_of_several_apps_has_its_link(page: Page, serve: Serve) -> None:
    served = serve(**TELEGRAM, **TWILIO)
    open_chat(page, served)
    say(page, "What are blackheads?")
    expect(bot(page)).to_have_count(2)

    choose(page, "Go on in Telegram / WhatsApp")

    links = chat(page).get_by_role("link", name="Go on in")
    expect(links).to_have_text(["Go on in Telegram", "Go on in WhatsApp"])
    telegram, whatsapp = (urlsplit(one.get_attribute("href") or "") for one in links.all())
    assert (whatsapp.netloc, whatsapp.path) == ("wa.me", "/442079460000")
    code, own = carried(parse_qs(whatsapp.query)["text"][0])
    assert (parse_qs(telegram.query)["start"], own) == ([code], "")


def test_without_a_messaging_app_there_is_no_such_entry(page: Page, served: Served) -> None:
    open_chat(page, served)
    say(page, "What are blackheads?")

    chat(page).get_by_role("button", name="More", exact=True).click()

    expect(chat(page).locator(".menu").get_by_role("button")).to_have_count(5)
