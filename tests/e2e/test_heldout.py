"""What the whole product makes of phrases and dialogues that nobody trained on; the figures are printed.

Floors, not aims: they keep a change from making things worse unnoticed. `docs/measured.md` has the figures.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml
from sqlalchemy import create_engine, text

from salon.booking.service import BookingService
from salon.clock import system_clock
from salon.evaluation.simulated_client import Client, play
from salon.salon_file import load_salon
from salon.services import open_database
from salon.settings import ROOT, Settings
from tests.e2e.conftest import LiveApp, StartApp

DIALOGUES = ROOT / "tests" / "conversations"
PHRASES = ROOT / "tests" / "heldout"
Record = Callable[[str, object], None]
FLOORS = {"phrases_a.tsv": 0.84, "phrases_b.tsv": 0.76, "phrases_c.tsv": 0.76}
BOOKED_RIGHT = {"heldout": 0.92, "heldout_second": 0.8}
STEPS_RIGHT = 0.85


@pytest.fixture(scope="module")
def salon_app(start_app: StartApp) -> Iterator[LiveApp]:
    app = start_app()
    yield app
    app.stop()


@pytest.mark.parametrize("file", sorted(FLOORS))
def test_phrases_are_understood(file: str, record_property: Record) -> None:
    command = [Path(sys.executable).with_name("porewell"), "evaluate", PHRASES / file, "--json"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    figures = json.loads(done.stdout)
    shown = f"{file}: {figures['rows']} rows, accuracy {figures['accuracy']:.3f}, both {figures['both_answered']:.3f}"
    record_property("figures", shown)
    assert figures["accuracy"] >= FLOORS[file]


@pytest.mark.parametrize("folder", sorted(BOOKED_RIGHT))
def test_dialogues_end_in_the_right_appointments(salon_app: LiveApp, record_property: Record, folder: str) -> None:
    right, steps, wrong_steps, report = 0, 0, 0, []
    dialogues = [one for path in sorted((DIALOGUES / folder).glob("*.yml")) for one in yaml.safe_load(path.read_text())]

    with httpx.Client(base_url=salon_app.url, timeout=30) as http:
        for dialogue in dialogues:
            client = Client(http, dialogue.get("client") or {})
            wrong = play(client, dialogue)
            booked = _booked(salon_app, client.conversation)
            right += booked == sorted(map(_row, dialogue["booked"]))
            steps += len(dialogue["script"])
            wrong_steps += len(wrong)
            if wrong or booked != sorted(map(_row, dialogue["booked"])):
                report.append(f"{dialogue['name']}: {wrong} {booked}")
            _clear_calendar(salon_app)

    ends = f"{len(dialogues)} dialogues, {right} end right"
    record_property("figures", f"{folder}: {ends}; {steps} steps, {wrong_steps} on another topic")
    assert right / len(dialogues) >= BOOKED_RIGHT[folder], "\n".join(report)
    assert 1 - wrong_steps / steps >= STEPS_RIGHT, "\n".join(report)


def _booked(app: LiveApp, conversation: str) -> list[tuple[str, ...]]:
    settings = Settings(home=app.home, database_url=app.environment.get("POREWELL_DATABASE_URL", ""))
    salon = load_salon(settings.salon_file)
    database, vault = open_database(settings)
    stored = BookingService(database, salon, system_clock, vault).all_appointments()
    database.engine.dispose()
    own = [one for one in stored if one.conversation_id == conversation]
    return sorted(
        (salon.treatment(one.treatment_id).name, one.starts_at.isoformat()[:16], one.name, one.phone, str(one.status))
        for one in own
    )


def _row(one: dict[str, Any]) -> tuple[str, ...]:
    return (one["treatment"], one["starts_at"][:16], one["name"], one["phone"], one["status"])


def _clear_calendar(app: LiveApp) -> None:
    """Give the next dialogue an empty calendar: each was written for one."""
    engine = create_engine(app.database_url)
    with engine.begin() as connection:
        for table in ("appointment_cell", "appointment_move", "appointment"):
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608  names of our own
    engine.dispose()
