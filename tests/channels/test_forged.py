"""Ten thousand forged requests to each door: none is let in, and none has an effect."""

import asyncio
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx
import pytest
from cryptography.fernet import Fernet
from sqlalchemy import func, select

from salon.app import build_app
from salon.channels.doors import apps_of, open_doors
from salon.conversations.models import Conversation
from salon.messaging.models import Chat, Receipt
from salon.services import lay_foundation, open_services
from salon.settings import Settings
from tests.channels.messenger import webhooks as messenger
from tests.channels.meta.fake_graph import TOKEN
from tests.channels.meta.signing import APP_SECRET, signed
from tests.channels.telegram import stand_in as telegram
from tests.channels.telegram.updates import text as telegram_text
from tests.channels.twilio import webhooks as twilio
from tests.channels.whatsapp import webhooks as whatsapp
from tests.channels.whatsapp.stand_in import NUMBER_ID
from tests.conversations.fakes import FakeEngine, FakeNets

FORGED = 10_000
SETTINGS = {
    "telegram_token": telegram.TOKEN,
    "meta_app_secret": APP_SECRET,
    "whatsapp_token": TOKEN,
    "whatsapp_number_id": NUMBER_ID,
    "messenger_token": TOKEN,
    "messenger_page_id": messenger.PAGE,
    "instagram_token": TOKEN,
    "instagram_account_id": messenger.PAGE,
    "twilio_account_sid": twilio.ACCOUNT_SID,
    "twilio_auth_token": twilio.AUTH_TOKEN,
    "twilio_sender": twilio.SENDER,
}
Request = tuple[bytes, dict[str, str]]
TELEGRAM_HEADER = "X-Telegram-Bot-Api-Secret-Token"


def changed(chance: random.Random, value: str) -> str:
    """Return another value than this one, as a forger or an accident might make it."""
    place = chance.randrange(len(value))
    other = chance.choice([one for one in "0aZ=_ " if one != value[place]])
    made = chance.choice(
        [
            "",
            value[:place],
            value[place + 1 :],
            value[:place] + other + value[place + 1 :],
            value.swapcase(),
            value + other,
            value[::-1],
        ]
    )
    return made if made != value else f"{value}x"


def forgeries(chance: random.Random, genuine: Sequence[Request], header: str, secret: str) -> Iterator[Request]:
    """Yield requests with a wrong, missing or truncated signature, or another body under a genuine one."""
    for _ in range(FORGED):
        body, headers = chance.choice(genuine)
        proof = headers.get(header, secret)
        kind = chance.randrange(4)
        if kind == 0:
            yield body, {name: value for name, value in headers.items() if name != header}
        elif kind == 1 or header == TELEGRAM_HEADER:  # Telegram signs no body: its secret alone is proof
            yield body, headers | {header: changed(chance, proof)}
        elif kind == 2:
            place = chance.randrange(len(body))
            yield body[:place] + bytes([(body[place] + 1 + chance.randrange(254)) % 256]) + body[place + 1 :], headers
        else:
            other, _ = chance.choice(genuine)
            yield other + b" ", headers


def of_telegram() -> list[Request]:
    """Return what Telegram posts, without its secret."""
    return [httpx_json(telegram_text(words)) for words in ("hi", "/start", "What are blackheads?")]


def httpx_json(update: object) -> Request:
    """Return a body and headers."""
    request = httpx.Request("POST", "https://chat.example/", json=update)
    return request.content, {"Content-Type": "application/json"}


GENUINE: dict[str, tuple[str, Callable[[], list[Request]]]] = {
    "telegram": (TELEGRAM_HEADER, of_telegram),
    "whatsapp": ("X-Hub-Signature-256", lambda: [signed(one) for one in whatsapp.ALL]),
    "messenger": ("X-Hub-Signature-256", lambda: [signed(one) for one in messenger.ALL]),
    "instagram": ("X-Hub-Signature-256", lambda: [signed(messenger.on_instagram(one)) for one in messenger.ALL]),
    "twilio": (
        "X-Twilio-Signature",
        lambda: [twilio.request(one, "https://chat.example/channels/twilio") for one in twilio.every_form()],
    ),
}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", GENUINE)
def test_no_forged_request_is_let_in(
    name: str, sqlite_url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    known = {"home": tmp_path, "database_url": sqlite_url, "secret_key": Fernet.generate_key().decode()}
    known |= {"engine_secret": "hush", "public_url": "https://chat.example"} | SETTINGS
    base = lay_foundation(Settings(_env_file=None, **known))  # type: ignore[call-arg, arg-type]
    doors = open_doors(base)
    engine = FakeEngine()
    services = open_services(base.settings, FakeNets(), engine, base=base, apps=apps_of(doors))
    header, make = GENUINE[name]
    secret = base.vault.fingerprint("telegram webhook")

    async def knock() -> set[int]:
        transport = httpx.ASGITransport(app=build_app(services, doors), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="https://chat.example") as http:
            statuses = set()
            for body, headers in forgeries(random.Random(7), make(), header, secret):  # noqa: S311
                answer = await http.post(f"/channels/{name}", content=body, headers=headers)
                statuses.add(answer.status_code)
            return statuses

    statuses = asyncio.run(knock())

    assert statuses <= {400, 403}
    assert 403 in statuses
    with services.database.reading() as session:
        for table in (Conversation, Chat, Receipt):
            assert session.scalar(select(func.count()).select_from(table)) == 0
    assert engine.asked == []
    services.database.engine.dispose()
    record_property("figures", f"{name}: {FORGED:,} forged requests, 0 let in, 0 effects")
