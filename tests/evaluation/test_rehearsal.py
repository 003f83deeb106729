"""What a rehearsal sees of the salon: nothing but its facts. Starting one is tested end to end."""

from pathlib import Path

import pytest

from salon import programs
from salon.evaluation.rehearsal import _settings
from salon.settings import ROOT

LEADS_TO_THE_SALON = ("DATABASE_URL", "SECRET_KEY", "ENGINE_SECRET", "LIMITS_URL", "SMTP_URL", "NOTIFY_EMAIL", "HOME")


@pytest.mark.parametrize("name", LEADS_TO_THE_SALON)
def test_no_setting_of_the_salon_reaches_the_rehearsal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"POREWELL_{name}", "the salon's own")

    app = programs.app(_settings(tmp_path, ROOT / "salon.yml"))

    assert app.environment
    assert app.environment[f"POREWELL_{name}"] != "the salon's own"


def test_ports_are_free_and_apart(tmp_path: Path) -> None:
    settings = _settings(tmp_path, ROOT / "salon.yml")

    assert settings.engine_urls != f"http://127.0.0.1:{settings.port}"
    assert settings.url == f"sqlite:///{tmp_path / 'porewell.db'}"
