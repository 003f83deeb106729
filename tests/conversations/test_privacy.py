"""Neither names nor phone numbers stand in the log, nor in clear in the database.

What is said of one's health is encrypted too, but for the words that the desk's search has to find (ADR 0019).
"""

import logging
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect, text

from salon.db import Database
from salon.errors import Unavailable
from tests.conversations.conftest import Open
from tests.conversations.fakes import FakeEngine, answer, said
from tests.conversations.talking import begin, say

NAME, PHONE, HEALTH = "Lindqvist", "07700 900123", "isotretinoin"
DIGITS = "900123"
SAID = (f"Anna {NAME}, {PHONE}, I take {HEALTH}", "I can't breathe", "hello?")


@pytest.fixture
def talked(open_room: Open, caplog: pytest.LogCaptureFixture) -> str:
    """Talk about personal things, to an engine that answers, and fails; return all that was logged."""
    caplog.set_level(logging.DEBUG)
    values = {"treatment": "Deep cleaning", "when": "Thursday", "price": "£85", "minutes": "90"}
    button = (NAME, f'/inform_booking{{"phone": "{PHONE}"}}')
    summary = said("utter_ask_confirmed", buttons=(button,), **values, name=NAME, phone=PHONE)
    known = answer(summary, intents=("inform_booking",), form="booking_form")
    known.state.append({"event": "slot", "name": "phone", "value": PHONE, "text": f"{NAME} {HEALTH}"})
    room = open_room(FakeEngine(known, Unavailable("no engine answers"), ValueError(PHONE), ValueError(NAME)))
    conversation_id = begin(room)

    say(room, conversation_id, *SAID, f"{NAME} {PHONE}", NAME)
    return caplog.text


def stored(database: Database) -> str:
    """Return every value of every table as it is stored."""
    with database.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        rows: list[Any] = [
            row
            for table in tables
            for row in connection.execute(text(f'SELECT * FROM "{table}"'))  # noqa: S608
        ]
    return "\n".join(map(str, rows))


@pytest.mark.parametrize("secret", [NAME, PHONE, DIGITS, HEALTH, "breathe"])
def test_log_holds_nothing_personal(talked: str, secret: str) -> None:
    assert "conversation " in talked
    assert secret not in talked


def test_database_holds_nothing_personal_in_clear(talked: str, database: Database) -> None:
    rows = stored(database)

    assert [secret for secret in (NAME, PHONE, DIGITS, "Thursday") if secret in rows] == []
    assert rows.count("gAAAA") > len(SAID)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_files_hold_nothing_personal_in_clear(talked: str, database: Database) -> None:
    file = Path(str(database.engine.url.database))
    content = b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))

    assert [secret for secret in (NAME, PHONE, DIGITS) if secret.encode() in content] == []
    assert b"client" in content
