"""The command line: what it refuses in one line, and what it prints."""

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner

from salon import chat, db, supervise, widget_manifest
from salon.advice.red_flags import Group
from salon.booking.appointments import BookingRequest
from salon.booking.service import BookingService
from salon.cli import app, main
from salon.clock import fixed_clock
from salon.evaluation import understanding
from salon.safety.nets import RedFlagNets
from salon.salon_file import Salon
from salon.services import ENCODER, open_database
from salon.settings import ROOT, Settings, load_settings
from tests.conversations.fakes import FakeNets

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 3, 1, 10, tzinfo=LONDON)
KEY = "b2xkIGtleSBvZiB0aGUgdGVzdHMsIDMyIGJ5dGVzIDo="
PHRASES = ["utterance\ttopic", "how much\tprice", "i can't breathe\tmedical_redflag", "and hi\tgreet"]


class FakeUnderstanding:
    """Takes every text for a question about the price, unless the nets catch it."""

    def __init__(self, nets: FakeNets) -> None:
        self._nets = nets

    def topics_of(self, text: str) -> tuple[str, ...]:
        """Return one topic."""
        return ("medical_redflag",) if self._nets.look(text) else ("price",)


def fake_understanding(nets: FakeNets, topics: object) -> AbstractContextManager[FakeUnderstanding]:
    """Stand in for the engine."""
    return nullcontext(FakeUnderstanding(nets))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return an empty folder to work in; the settings lead to a migrated, empty SQLite file beside it."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in [name for name in os.environ if name.upper().startswith("POREWELL_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("POREWELL_HOME", str(folder))
    monkeypatch.setenv("POREWELL_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("POREWELL_SECRET_KEY", KEY)
    monkeypatch.setattr(db, "_vault", None)  # and back to the tests' own afterwards
    load_settings.cache_clear()
    yield folder
    load_settings.cache_clear()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command line measure nets and an engine that are scripted."""
    loaded = {ENCODER: FakeNets(breathe=Group.BREATHING)}
    monkeypatch.setattr(RedFlagNets, "load", loaded.__getitem__)
    monkeypatch.setattr(understanding, "open_understanding", fake_understanding)


@pytest.fixture
def phrases(home: Path) -> Path:
    """Return a file of phrases."""
    path = home / "phrases.tsv"
    path.write_text("\n".join(PHRASES) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def booked(salon: Salon) -> list[str]:
    """Return the ids of two stored appointments by start; the first is cancelled."""
    database, vault = open_database(load_settings())
    booking = BookingService(database, salon, fixed_clock(NOW), vault)
    ids = []
    for name, phone, day in (("Zoë Dear", "07700 900124", 4), ("Anna Lindqvist", "07700 900123", 2)):
        starts_at = datetime(2027, 3, day, 10, tzinfo=LONDON)
        consent_at = datetime(2027, 3, 1, 9, tzinfo=UTC)
        wish = BookingRequest("deep_cleaning", starts_at, name, phone, f"conversation of {day}", consent_at, name)
        ids.append(booking.book(wish).id)
    booking.cancel(ids[1], "conversation of 2")
    database.engine.dispose()
    return ids[::-1]


def run(*arguments: object) -> str:
    """Return what a command prints that ends well."""
    ended = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
    assert ended.exit_code == 0, ended.output
    return ended.stdout


def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """Return the line in which a command says no."""
    monkeypatch.setattr(sys, "argv", ["porewell", *map(str, arguments)])
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)  # Typer puts its own there
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert (ended.value.code, said.out) == (2, "")
    return said.err


def test_command_that_is_none() -> None:
    ended = CliRunner().invoke(app, ["appointment"])

    assert (ended.exit_code, ended.stdout) == (2, "")


def test_command_with_a_wrong_setting(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("POREWELL_PORT", "hush")

    said = refused(monkeypatch, capsys, "migrate")

    assert said == "porewell: POREWELL_PORT: Input should be a valid integer, unable to parse string as an integer\n"


def test_appointments_with_a_wrong_salon_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("POREWELL_SALON_FILE", str(home / "missing.yml"))

    said = refused(monkeypatch, capsys, "appointments")

    assert said == (
        f"porewell: salon file: {home / 'missing.yml'} can't be read (No such file or directory); "
        "set POREWELL_SALON_FILE\n"
    )


def test_evaluate_an_unknown_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(monkeypatch, capsys, "evaluate", home / "missing.tsv")

    assert said == f"porewell: {home / 'missing.tsv'} can't be opened: No such file or directory\n"


def test_evaluate_a_malformed_file(
    phrases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    phrases.write_text("utterance\ttopic\nhi\tgreet\nhow much\n", encoding="utf-8")

    said = refused(monkeypatch, capsys, "evaluate", phrases)

    assert said == f"porewell: {phrases}, line 3: 1 columns where the header has 2; part them by tabs\n"


@pytest.mark.parametrize("topic", ["follow_up", "ask_payment"])
def test_evaluate_a_file_with_what_is_no_topic(
    phrases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], topic: str
) -> None:
    phrases.write_text(f"utterance\ttopic\nwhy\t{topic}\n", encoding="utf-8")

    said = refused(monkeypatch, capsys, "evaluate", phrases)

    assert said.startswith(f"porewell: {phrases}, line 2: {topic!r} is no topic; the topics are affirm, aftercare, ")


def test_evaluate_where_errors_cannot_be_written(
    home: Path, phrases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = home / "missing" / "errors.tsv"

    said = refused(monkeypatch, capsys, "evaluate", phrases, "--errors", path)

    assert said == f"porewell: {path} can't be written: No such file or directory\n"


def test_evaluate_into_its_own_file(
    phrases: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = phrases.read_text(encoding="utf-8")

    said = refused(monkeypatch, capsys, "evaluate", phrases, "--errors", phrases)

    assert said == f"porewell: --errors {phrases} is the file of phrases itself; name another\n"
    assert phrases.read_text(encoding="utf-8") == before


def test_migrate(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POREWELL_DATABASE_URL", "")

    said = run("migrate")

    assert said == "The database is up to date.\n"
    assert (home / "porewell.db").exists()


def test_appointments_of_none() -> None:
    assert run("appointments") == "No appointments are stored.\n"


def test_appointments_of_none_as_json() -> None:
    assert run("appointments", "--json") == "[]\n"


def test_appointments_by_start(booked: list[str]) -> None:
    assert run("appointments").splitlines() == [
        "2027-03-02 10:00  cancelled  deep cleaning, Anna Lindqvist",
        "2027-03-04 10:00  booked     deep cleaning, Zoë Dear",
    ]


def test_appointments_as_json(booked: list[str]) -> None:
    said = run("appointments", "--json")

    assert '"name": "Zoë Dear"' in said
    assert json.loads(said) == [
        {
            "id": booked[0],
            "treatment": "deep cleaning",
            "starts_at": "2027-03-02T10:00:00+00:00",
            "name": "Anna Lindqvist",
            "phone": "+447700900123",
            "status": "cancelled",
            "conversation_id": "conversation of 2",
        },
        {
            "id": booked[1],
            "treatment": "deep cleaning",
            "starts_at": "2027-03-04T10:00:00+00:00",
            "name": "Zoë Dear",
            "phone": "+447700900124",
            "status": "booked",
            "conversation_id": "conversation of 4",
        },
    ]


def test_appointments_for_a_treatment_that_is_no_longer_offered(booked: list[str], sqlite_url: str) -> None:
    with create_engine(sqlite_url).begin() as connection:
        connection.execute(text("UPDATE appointment SET treatment_id = 'mud_bath'"))

    assert [row["treatment"] for row in json.loads(run("appointments", "--json"))] == ["mud_bath"] * 2


def test_evaluate_for_people(engine: None, phrases: Path) -> None:
    assert run("evaluate", phrases).splitlines()[0] == "3 rows   accuracy 66.7%   macro-F1 55.6%"


def test_evaluate_as_json(engine: None, phrases: Path) -> None:
    assert json.loads(run("evaluate", phrases, "--json")) == {
        "rows": 3,
        "accuracy": pytest.approx(2 / 3),
        "macro_f1": pytest.approx((1 + 2 / 3) / 3),
        "both_answered": None,
        "topics": {
            "greet": {"rows": 1, "accuracy": 0.0},
            "medical_redflag": {"rows": 1, "accuracy": 1.0},
            "price": {"rows": 1, "accuracy": 1.0},
        },
        "confusions": [{"expected": "greet", "predicted": "price", "count": 1}],
    }


def test_evaluate_writes_errors(engine: None, home: Path, phrases: Path) -> None:
    run("evaluate", phrases, "--errors", home / "errors.tsv")

    assert (home / "errors.tsv").read_text(encoding="utf-8") == "utterance\ttopic\tpredicted\nand hi\tgreet\tprice\n"


def test_widget_that_is_not_built(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(widget_manifest, "BUILT", home)

    said = refused(monkeypatch, capsys, "widget")

    assert said == f"porewell: the widget is not built: {home} holds no manifest.json that can be read\n"


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({"POREWELL_PORT": "8010"}, "http://127.0.0.1:8010"),
        ({"POREWELL_PUBLIC_URL": "https://chat.example/"}, "https://chat.example"),
    ],
)
def test_widget(home: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], address: str) -> None:
    manifest = {"version": "1f2e3d4c", "entry": "porewell-chat.js", "integrity": {"porewell-chat.js": "sha384-x"}}
    (home / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    monkeypatch.setattr(widget_manifest, "BUILT", home)
    salon_file = (ROOT / "salon.yml").read_text(encoding="utf-8")
    (home / "salon.yml").write_text(
        re.sub(r"origins: \[.*\]", "origins: [https://a.example, https://b.example]", salon_file), encoding="utf-8"
    )
    for name, value in (settings | {"POREWELL_SALON_FILE": str(home / "salon.yml")}).items():
        monkeypatch.setenv(name, value)

    lines = run("widget").splitlines()

    assert [line for line in lines if "<" in line or "integrity" in line][1:] == [
        f'<script type="module" src="{address}/widget/1f2e3d4c/porewell-chat.js"',
        '        integrity="sha384-x" crossorigin="anonymous"></script>',
        "<porewell-chat></porewell-chat>",
        f'<script type="module" src="{address}/widget/porewell-chat.js"></script>',
        "<porewell-chat></porewell-chat>",
    ]
    assert f"Websites that may show it, besides {address}: https://a.example, https://b.example." in lines


@pytest.mark.parametrize(("command", "module", "service"), [("run", supervise, "run"), ("chat", chat, "chat")])
def test_command_ends_as_its_service_did(
    monkeypatch: pytest.MonkeyPatch, command: str, module: object, service: str
) -> None:
    given: list[Settings] = []
    monkeypatch.setattr(module, service, lambda settings: given.append(settings) or 3)

    ended = CliRunner().invoke(app, [command])

    assert (ended.exit_code, given) == (3, [load_settings()])
