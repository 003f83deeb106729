"""The salon behind each of the five doors."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.channels.trouble.on_meta import Instagram, Messenger, WhatsApp
from tests.channels.trouble.on_telegram import Telegram
from tests.channels.trouble.on_twilio import Twilio
from tests.channels.trouble.stage import Stage
from tests.channels.trouble.vendors import Vendor

VENDORS: dict[str, Callable[[], Vendor]] = {
    "telegram": Telegram,
    "whatsapp": WhatsApp,
    "messenger": Messenger,
    "instagram": Instagram,
    "twilio": Twilio,
}
OpenStage = Callable[[str], Stage]


@pytest.fixture
def open_stage(sqlite_url: str, tmp_path: Path) -> Iterator[OpenStage]:
    """Return what opens the salon behind the door of that name."""
    with ExitStack() as opened:
        yield lambda name: opened.enter_context(closing(Stage(VENDORS[name](), sqlite_url, tmp_path)))


@pytest.fixture(params=VENDORS)
def stage(request: pytest.FixtureRequest, open_stage: OpenStage) -> Stage:
    """Return the salon behind each door in turn."""
    return open_stage(request.param)
