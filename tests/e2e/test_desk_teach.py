"""The whole way of teaching, with the real engine: a wrong answer is corrected, learned, measured, served, and taken back.

One training takes about a minute; so there is one, and what it is measured with is small.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from salon.desk.cookies import SESSION
from salon.services import open_services
from salon.settings import ROOT, Settings
from salon.staff.roles import Role
from tests.conversations.fakes import FakeEngine, FakeNets
from tests.e2e.conftest import DEFAULTS, LiveApp, StartApp

ASKED = "is there a mirror so i can watch"
MEANT = "procedure_steps"
TRAINING_SECONDS = 1200.0
"""Two minutes on a machine that has nothing else to do."""
pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def checks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a little of what a model is measured with."""
    folder = tmp_path_factory.mktemp("checks")
    (folder / "heldout").mkdir()
    for name, rows in (("phrases_a.tsv", 60), ("redflags.tsv", 40)):
        lines = (ROOT / "tests" / "heldout" / name).read_text().splitlines()
        (folder / "heldout" / name).write_text("\n".join(lines[: rows + 1]) + "\n")
    return folder


@pytest.fixture(scope="module")
def live(start_app: StartApp, checks: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveApp]:
    """Return a Porewell whose corrections lie in a folder of their own."""
    folder = tmp_path_factory.mktemp("reviewed")
    app = start_app(
        POREWELL_REVIEWED_FILE=str(folder / "reviewed.yml"),
        POREWELL_CHECK_FOLDER=str(checks),
        # With so few phrases one more or less is whole points.
        POREWELL_LARGEST_DROP_POINTS="10",
        POREWELL_LARGEST_TOPIC_DROP_POINTS="100",
    )
    yield app
    app.stop()


@dataclass
class Desk:
    """The desk as an owner uses it."""

    http: httpx.Client
    headers: dict[str, str]

    def get(self, path: str) -> str:
        """Read a page."""
        return self.http.get(path, headers=self.headers).raise_for_status().text

    def post(self, path: str, **data: Any) -> httpx.Response:
        """Send a form."""
        answer = self.http.post(path, headers=self.headers, data=data)
        assert answer.status_code in (200, 303), answer.text
        return answer


@pytest.fixture(scope="module")
def desk(live: LiveApp) -> Iterator[Desk]:
    """Return the desk with an owner signed in."""
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        home=live.home,
        now=DEFAULTS["POREWELL_NOW"],
        database_url=live.environment.get("POREWELL_DATABASE_URL", ""),
    )
    services = open_services(settings, FakeNets(), FakeEngine())
    staff_id, _ = services.accounts.invite("olga", "Olga", Role.OWNER, None)
    token = services.sessions.begin(staff_id, "test")
    headers = {"Cookie": f"{SESSION}={token}", "X-CSRF-Token": services.sessions.form_token(token)}
    with httpx.Client(base_url=live.url, timeout=60) as http:
        yield Desk(http, headers)
    services.database.engine.dispose()


def ask(live: LiveApp) -> tuple[list[str | None], str]:
    """Ask the question as a new client; return the topics of the answers, and the conversation."""
    with httpx.Client(base_url=live.url, timeout=30) as http:
        begun = http.post("/v1/conversations", json={}).raise_for_status().json()
        answer = http.post(
            f"/v1/conversations/{begun['conversation_id']}/messages",
            headers={"Authorization": f"Bearer {begun['token']}"},
            json={"message_id": "m1", "text": ASKED},
        )
        return [one["topic"] for one in answer.raise_for_status().json()["replies"]], begun["conversation_id"]


def message_of(live: LiveApp, conversation: str) -> str:
    """Return the id of what the client said."""
    engine = create_engine(live.database_url)
    with engine.connect() as connection:
        wanted = text("SELECT id FROM messages WHERE author = 'client' AND conversation_id = :conversation")
        found = str(connection.execute(wanted, {"conversation": conversation}).scalar_one())
    engine.dispose()
    return found


def train(desk: Desk) -> str:
    """Train to the end; return the path of the comparison."""
    desk.post("/desk/teach/training")
    deadline = time.monotonic() + TRAINING_SECONDS
    while ">Compare<" not in (page := desk.get("/desk/teach/training/progress")):
        assert "did not come to its end" not in page, page
        assert time.monotonic() < deadline, page
        time.sleep(1)
    return page.split('">Compare<')[0].rpartition('href="')[2]


def test_corrected_phrase_is_answered_better_and_the_old_model_comes_back(live: LiveApp, desk: Desk) -> None:
    wrong, conversation = ask(live)
    assert MEANT not in wrong

    kept = desk.post(f"/desk/teach/messages/{message_of(live, conversation)}", phrase=ASKED, intent=MEANT)
    assert "learns it in the next training" in kept.text
    comparison = train(desk)
    assert ask(live)[0] == wrong  # nothing changes before somebody says so
    assert "Put into service" in desk.get(comparison)

    desk.post(f"{comparison}/put")
    assert ask(live)[0] == [MEANT]
    reviewed = Path(live.environment["POREWELL_REVIEWED_FILE"])
    assert ASKED in reviewed.read_text()

    models = desk.get("/desk/teach/models")
    desk.post(models.split('/back"')[0].rpartition('action="')[2] + "/back")
    assert ask(live)[0] == wrong
    assert not reviewed.exists()
