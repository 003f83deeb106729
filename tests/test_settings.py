"""Settings from the environment and `.env`: mistakes are named without their values."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from salon.errors import BadInput
from salon.settings import ROOT, Settings, load_settings

PUBLIC_URL = "Value error, write it like https://chat.example, with http or https"


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in an empty folder, with no setting in the environment and none remembered."""
    for name in [name for name in os.environ if name.upper().startswith("POREWELL_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("PORT", "hush", "Input should be a valid integer, unable to parse string as an integer"),
        ("ENGINE_DEADLINE_SECONDS", "hush", "Input should be a valid number, unable to parse string as a number"),
        ("MESSAGES_PER_MINUTE", "2.5", "Input should be a valid integer, unable to parse string as an integer"),
        ("PUBLIC_URL", "chat.example", PUBLIC_URL),
        ("PUBLIC_URL", "ftp://chat.example", PUBLIC_URL),
        ("PUBLIC_URL", "https://", PUBLIC_URL),
        ("PUBLIC_URL", "https://chat.example?x=1", PUBLIC_URL),
        ("PUBLIC_URL", 'https://chat.example/"><script>', PUBLIC_URL),
    ],
)
def test_load_settings_with_a_wrong_one(monkeypatch: pytest.MonkeyPatch, name: str, value: str, wrong: str) -> None:
    monkeypatch.setenv(f"POREWELL_{name}", value)

    with pytest.raises(BadInput) as refusal:
        load_settings()

    assert str(refusal.value) == f"POREWELL_{name}: {wrong}"
    assert (refusal.value.__cause__, refusal.value.__suppress_context__) == (None, True)


def test_load_settings_with_several_wrong_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POREWELL_PORT", "hush")
    monkeypatch.setenv("POREWELL_ENGINE_DEADLINE_SECONDS", "hush")

    with pytest.raises(BadInput) as refusal:
        load_settings()

    assert [one.partition(":")[0] for one in str(refusal.value).split("; ")] == [
        "POREWELL_PORT",
        "POREWELL_ENGINE_DEADLINE_SECONDS",
    ]


@pytest.mark.parametrize(
    ("value", "url"),
    [
        ("", ""),
        ("https://chat.example", "https://chat.example"),
        ("https://chat.example/", "https://chat.example"),
        ("http://[::1]:8000/skin/", "http://[::1]:8000/skin"),
    ],
)
def test_load_settings_with_a_public_address(monkeypatch: pytest.MonkeyPatch, value: str, url: str) -> None:
    monkeypatch.setenv("POREWELL_PUBLIC_URL", value)

    assert load_settings().public_url == url


def test_load_settings_without_any() -> None:
    settings = load_settings()

    assert (settings.home, settings.salon_file, settings.now) == (ROOT / "var", ROOT / "salon.yml", "")
    assert settings.url == f"sqlite:///{ROOT / 'var' / 'porewell.db'}"


def test_load_settings_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POREWELL_HOME", str(tmp_path))
    monkeypatch.setenv("POREWELL_PORT", "8123")
    monkeypatch.setenv("POREWELL_COLOUR", "ignored")

    settings = load_settings()

    assert (settings.home, settings.port) == (tmp_path, 8123)


def test_load_settings_from_a_file_that_the_environment_overrules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("POREWELL_PORT=8001\nPOREWELL_HOST=0.0.0.0\nOTHER=ignored\n")
    monkeypatch.setenv("POREWELL_PORT", "8002")

    settings = load_settings()

    assert (settings.port, settings.host) == (8002, "0.0.0.0")


def test_load_settings_once(monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_settings()
    monkeypatch.setenv("POREWELL_PORT", "8123")

    assert load_settings() is first


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("", "sqlite:////home/of/tests/porewell.db"),
        ("sqlite:////tmp/other.db", "sqlite:////tmp/other.db"),
        ("postgresql://anna@db/porewell", "postgresql+psycopg://anna@db/porewell"),
        ("postgresql+psycopg://anna@db/porewell", "postgresql+psycopg://anna@db/porewell"),
    ],
)
def test_url_with_the_driver_that_is_installed(given: str, url: str) -> None:
    chosen: dict[str, Any] = {"home": Path("/home/of/tests"), "database_url": given}

    assert Settings(**chosen).url == url
