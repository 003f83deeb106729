"""Asks the app for each page, signed in, again and again; pages of a filter are walked through from the newest on."""

import re
import time
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from cryptography.fernet import Fernet
from fastapi.testclient import TestClient
from sqlalchemy import Select, delete, func, select

from benchmarks.desk.databases import settle
from benchmarks.desk.filling import Amount, Filler
from benchmarks.desk.pages import FILTERS, query
from salon.app import build_app
from salon.conversations.models import Conversation, Message
from salon.desk.cookies import SESSION
from salon.services import Services, open_services
from salon.settings import Settings
from salon.staff.roles import Role
from salon.topics import load_topics

HOST = "https://testserver"
ANSWERS = (
    *("utter_price", "utter_ask_comedones", "utter_ask_sebum", "utter_greeting", "utter_ask_parking"),
    *("utter_aftercare", "utter_procedure_pain") * 3,
    *("utter_rephrase", "utter_did_you_mean"),
)
_OLDER = re.compile(r'href="([^"]*older=[^"]*)"')
_WARM = 3
"""Requests of each kind that are not counted: the database fills its caches."""


@dataclass
class Times:
    """How long requests took, in milliseconds: by the wall clock, and of this process's CPU (SQLite is in it)."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)


def measure(url: str, home: Path, amount: Amount, requests: int) -> tuple[int, dict[str, Times], float]:
    """Fill the database and ask for every page; return lines, times by page, and what forgetting cost."""
    settings = Settings(  # type: ignore[call-arg]  # the rest has defaults
        _env_file=None,
        home=home,
        database_url=url,
        secret_key=Fernet.generate_key().decode(),
        engine_secret="benchmark",  # noqa: S106  nothing listens
        now="2027-03-01T10:00",
    )
    services = open_services(settings)
    answers = [(name, services.responses.text(name, {}, "1")) for name in ANSWERS if name in services.responses]
    lines = Filler(load_topics(), answers).fill(services.database, amount)
    settle(services.database)
    services.search_index.forget()  # reads the vocabulary, as a start of the app does
    try:
        times = _pages(_browser(services), services, requests)
        return lines, times, _forgetting_ms(services)
    finally:
        services.database.engine.dispose()


def _browser(services: Services) -> TestClient:
    staff_id, _ = services.accounts.invite("benchmark", "Ben Benchmark", Role.OWNER, None)
    browser = TestClient(build_app(services), base_url=HOST)
    browser.cookies.set(SESSION, services.sessions.begin(staff_id, "benchmark"))
    return browser


def _pages(browser: TestClient, services: Services, requests: int) -> dict[str, Times]:
    found = {name: _walk(browser, f"/desk/conversations?{query(name)}", requests) for name in FILTERS}
    with services.database.reading() as session:
        recent = select(Conversation.id).order_by(Conversation.last_activity_at.desc()).limit(requests + _WARM)
        ids = session.scalars(recent).all()
        longest = session.scalar(
            select(Message.conversation_id).where(Message.seq == session.scalar(_line_of_longest()))
        )
    found["a conversation"] = _times(browser, [f"/desk/conversations/{one}" for one in ids])
    found["a conversation of 2,000 lines"] = _times(browser, [f"/desk/conversations/{longest}"] * len(ids))
    return found


def _line_of_longest() -> Select[int]:
    by_length = select(func.max(Message.seq)).group_by(Message.conversation_id).order_by(func.count().desc())
    return by_length.limit(1)


def _walk(browser: TestClient, address: str, requests: int) -> Times:
    """Ask for the first page, the next, and so on; from the last one begin anew."""
    times, here = Times(), address
    for number in range(requests + _WARM):
        page = _ask(browser, here, times if number >= _WARM else Times())
        older = _OLDER.search(page)
        here = unescape(older[1]) if older else address
    return times


def _times(browser: TestClient, addresses: list[str]) -> Times:
    times = Times()
    for number, address in enumerate(addresses):
        _ask(browser, address, times if number >= _WARM else Times())
    return times


def _ask(browser: TestClient, address: str, times: Times) -> str:
    started, used = time.perf_counter(), time.process_time()
    response = browser.get(address)
    times.wall.append((time.perf_counter() - started) * 1000)
    times.cpu.append((time.process_time() - used) * 1000)
    response.raise_for_status()
    return response.text


def _forgetting_ms(services: Services) -> float:
    with services.database.transaction() as session:
        session.execute(delete(Conversation).where(Conversation.id == session.scalar(select(Conversation.id).limit(1))))
    started = time.perf_counter()
    services.search_index.forget()
    return (time.perf_counter() - started) * 1000
