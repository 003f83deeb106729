"""A made-up month in both databases."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from salon.booking.models import Appointment
from salon.conversations.models import Conversation, Handoff, Message
from salon.db import Database, use_vault
from salon.demo.dialogues import load_dialogues
from salon.demo.seed import Made, Wish, seed
from salon.errors import Refused
from salon.secrets import Vault, open_vault
from salon.services import open_services
from salon.settings import Settings
from tests.conversations.fakes import FakeEngine, FakeNets

NOW = datetime(2027, 3, 1, 19, tzinfo=UTC)
Seed = Callable[..., Made]


@pytest.fixture
def settings(database_url: str, tmp_path: Path, vault: Vault) -> "Any":
    """Return the settings of a home with a key of its own; the tests' vault is given back afterwards."""
    yield Settings(_env_file=None, home=tmp_path, database_url=database_url, engine_secret="hush")  # type: ignore[call-arg]
    use_vault(vault)


def rows(settings: Settings, table: type[Any], *order: Any) -> list[Any]:
    """Return all rows of a table."""
    use_vault(open_vault(settings))
    database = Database(settings.url)
    with database.reading() as session:
        found = list(session.scalars(select(table).order_by(*order)))
    database.engine.dispose()
    return found


def test_seed_refuses_where_something_is_stored(settings: Settings) -> None:
    seed(settings, Wish(NOW, conversations=1, days=2))

    with pytest.raises(Refused, match=r"^there is something stored already: 1 conversations, .* 5 staff accounts\. "):
        seed(settings, Wish(NOW, conversations=1, days=2))

    assert len(rows(settings, Conversation)) == 1


def test_seed_refuses_where_there_are_staff_only(settings: Settings) -> None:
    seed(settings, Wish(NOW, conversations=1, days=2))
    database = Database(settings.url)
    with database.transaction() as session:
        session.query(Conversation).delete()
        session.query(Handoff).delete()
    database.engine.dispose()

    with pytest.raises(Refused, match="5 staff accounts"):
        seed(settings, Wish(NOW, conversations=1, days=2))


def test_seed_adds_where_it_is_said(settings: Settings) -> None:
    seed(settings, Wish(NOW, conversations=2, days=2))

    made = seed(settings, Wish(NOW, conversations=3, days=2, seed=2, add=True))

    assert (made.counts["conversations"], made.counts["staff accounts"]) == (3, 0)
    assert len(rows(settings, Conversation)) == 5
    assert {(one.password, one.code) for one in made.team.sign_ins} == {(None, None)}


def test_seed_makes_what_it_tells(settings: Settings) -> None:
    made = seed(settings, Wish(NOW, conversations=20, days=20))

    stored = {
        "conversations": len(rows(settings, Conversation)),
        "messages": len(rows(settings, Message)),
        "appointments": len(rows(settings, Appointment)),
        "hand-offs": len(rows(settings, Handoff)),
    }
    assert {name: made.counts[name] for name in stored} == stored
    assert stored["conversations"] == 20
    assert stored["appointments"] > 1


def test_seed_happens_within_the_days_until_now(settings: Settings) -> None:
    seed(settings, Wish(NOW, conversations=20, days=20))

    moments = [line.created_at for line in rows(settings, Message)]
    assert NOW - timedelta(days=20) < min(moments) and max(moments) <= NOW
    assert {one.channel for one in rows(settings, Conversation)} == {"widget", "telegram"}
    assert all(one.created_at < one.starts_at for one in rows(settings, Appointment))


def test_seed_leaves_no_old_handoff_waiting(settings: Settings) -> None:
    seed(settings, Wish(NOW, conversations=25, days=20))

    waiting = [one for one in rows(settings, Handoff) if one.taken_at is None]
    assert all(one.created_at > NOW - timedelta(days=2, hours=16) for one in waiting)
    assert [
        one for one in rows(settings, Conversation) if one.held_by and one.held_since < NOW - timedelta(hours=2)
    ] == []


def test_seed_is_the_same_by_the_same_number(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Settings(_env_file=None, home=tmp_path_factory.mktemp("other"), engine_secret="hush")  # type: ignore[call-arg]
    wish = Wish(NOW, conversations=15, days=5, seed=7)
    seed(settings, wish)
    seed(other, wish)

    said = [
        [(line.author, line.text, line.created_at, line.topic) for line in rows(one, Message, Message.seq)]
        for one in (settings, other)
    ]
    assert said[0] == said[1]


def test_seed_passwords_are_told_once_and_open_the_desk(settings: Settings) -> None:
    made = seed(settings, Wish(NOW, conversations=1, days=2))

    services = open_services(settings.model_copy(update={"now": NOW.isoformat()}), FakeNets(), FakeEngine())
    theo = next(one for one in made.team.sign_ins if one.login == "theo")
    step = services.signing_in.with_password("theo", theo.password or "", "here", "test")
    services.database.engine.dispose()

    assert services.sessions.open(step.token).member.name == "Theo"
    assert len({one.password for one in made.team.sign_ins}) == 5
    assert [(one.login, one.password) for one in made.team.sign_ins if one.code] == [("nora", None)]


def test_every_dialogue_can_be_played(tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(_env_file=None, home=tmp_path, engine_secret="hush")  # type: ignore[call-arg]
    monkeypatch.setattr("salon.demo.month.Month._choose", lambda month: month._dialogues[next(order)])
    order = iter(range(1000))
    dialogues = load_dialogues()

    made = seed(settings, Wish(NOW, conversations=len(dialogues), days=30))

    use_vault(open_vault(settings))
    said = {line.response for line in rows(settings, Message)}
    use_vault(vault)
    assert made.counts["conversations"] == len(dialogues)
    assert {name for dialogue in dialogues for line in dialogue.lines for name in line.answers} <= said
    assert {"utter_booked", "utter_ask_confirmed"} <= said
