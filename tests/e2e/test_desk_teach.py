"""The whole story in a browser, with the real engine: staff sign in, find a conversation, help, teach, and serve a better bot.

One training takes about a minute; so there is one, and what it is measured with is small.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Locator, Page, expect

from salon.services import open_services
from salon.settings import ROOT, Settings
from salon.staff.roles import Role
from tests.conversations.fakes import FakeEngine, FakeNets
from tests.e2e.browser import OpenPage
from tests.e2e.conftest import DEFAULTS, LiveApp, StartApp
from tests.e2e.widget_steps import bot, launcher, staff, status, write

pytest_plugins = ["tests.e2e.browser"]

ASKED = "is there a mirror so i can watch"
BETTER = "First make-up comes off"
"""How the answer begins that it means: what happens in a deep cleaning."""
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


@pytest.fixture(scope="module")
def invitation(live: LiveApp) -> str:
    """Return the code with which an owner begins."""
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        home=live.home,
        now=DEFAULTS["POREWELL_NOW"],
        database_url=live.environment.get("POREWELL_DATABASE_URL", ""),
    )
    services = open_services(settings, FakeNets(), FakeEngine())
    code = services.accounts.invite("olga", "Olga", Role.OWNER, None)[1]
    services.database.engine.dispose()
    return code


def press(page: Page, name: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page, live: LiveApp, code: str) -> None:
    """Take the invitation up, with a password and a second factor."""
    page.goto(f"{live}/desk/welcome")
    page.get_by_label("Login").fill("olga")
    page.get_by_label("Invitation code").fill(code)
    for field in (page.get_by_label("Password", exact=False).first, page.get_by_label("Password again")):
        field.fill("plum kettle harbour nine")
    press(page, "Begin")
    key = page.get_by_role("main").locator(".mono").inner_text()
    # The app's clock stands still at ten o'clock, UTC.
    page.get_by_role("textbox", name="Code").fill(pyotp.TOTP(key).at(1_803_895_200))
    press(page, "Confirm")
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()


def ask(client: Page, count: int) -> str:
    """Ask the question in the widget, and return the answer, which is the bot's line number `count`."""
    write(client, ASKED)
    expect(bot(client)).to_have_count(count)
    return bot(client).last.inner_text()


def topic(page: Page, words: str) -> Locator:
    """Return the topic that is described so."""
    return page.get_by_role("radio", name=re.compile(words))


def test_from_a_wrong_answer_to_a_better_bot_and_back(live: LiveApp, invitation: str, open_page: OpenPage) -> None:
    client, desk = open_page(), open_page(1024, 768)
    client.goto(live.url)
    launcher(client).click()
    expect(bot(client)).to_have_count(1)
    assert BETTER not in ask(client, 2)

    # Found by a word that is typed wrong, and taken over while the client looks.
    begin(desk, live, invitation)
    desk.get_by_role("searchbox").fill("miror")
    desk.get_by_role("link", name=re.compile("mirror")).first.click()
    press(desk, "Take over")
    expect(status(client)).to_have_text("Olga is answering")
    desk.get_by_label("Your reply").fill("There is a mirror, yes.")
    press(desk, "Send")
    expect(staff(client)).to_have_count(1)
    press(desk, "Give back to the bot")
    press(desk, "Give back")
    expect(status(client)).to_have_text("A bot, here to answer")

    # Corrected.
    desk.get_by_text("Correct", exact=True).first.click()
    desk.get_by_label("Search topics").fill("what happens")
    expect(topic(desk, "A complaint")).to_have_count(0)  # the list is the one that was looked for
    topic(desk, "What happens in a deep cleaning").check()
    press(desk, "Keep")
    expect(desk.get_by_text("The bot learns it in the next training.")).to_be_visible()

    # Trained and compared; nothing changes before somebody says so.
    desk.goto(f"{live}/desk/teach/training")
    press(desk, "Train now")
    desk.get_by_role("link", name="Compare").click(timeout=TRAINING_SECONDS * 1000)
    expect(desk.get_by_role("heading", name="New model beside old")).to_be_visible()
    expect(desk.get_by_text("Phrases it never saw, right")).to_be_visible()
    assert BETTER not in ask(client, 3)

    # In service, the widget has the better answer; and the old model comes back.
    press(desk, "Put into service")
    expect(desk.get_by_text("in service").first).to_be_visible(timeout=60_000)
    assert BETTER in ask(client, 4)
    reviewed = Path(live.environment["POREWELL_REVIEWED_FILE"])
    assert ASKED in reviewed.read_text()
    desk.goto(f"{live}/desk/teach/models")
    desk.get_by_role("button", name="Bring back").first.click()
    expect(desk.get_by_text("brought back")).to_be_visible(timeout=60_000)
    assert BETTER not in ask(client, 5)
    assert not reviewed.exists()
