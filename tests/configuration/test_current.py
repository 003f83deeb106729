"""The present salon as everybody sees it: like any Salon, whatever changes."""

import asyncio
import copy
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields

import pytest

from salon.configuration import keeping
from salon.configuration.current import CurrentSalon, CurrentSettings
from salon.configuration.service import Configuration
from salon.db import Database
from salon.errors import NotFound
from salon.salon_file import Salon
from salon.settings import ROOT
from salon.yaml_reading import read_yaml


def test_unknown_attributes_and_ids(current: CurrentSettings) -> None:
    with pytest.raises(AttributeError):
        _ = current.salon.no_such_thing  # type: ignore[attr-defined]
    with pytest.raises(NotFound):
        current.salon.treatment("peel")
    with pytest.raises(AttributeError):
        copy.copy(CurrentSalon.__new__(CurrentSalon))._present  # noqa: B018


def test_salon_is_the_one_of_the_file(current: CurrentSettings, salon: Salon) -> None:
    for one in fields(Salon):
        assert getattr(current.salon, one.name) == getattr(salon, one.name)
    assert current.salon.facts() == salon.facts()
    assert current.salon.treatment("deep_cleaning") == salon.treatment("deep_cleaning")
    assert current.salon.treatment_in("a facial") == salon.treatment_in("a facial")


def test_nothing_is_asked_of_the_database_to_read_it(salon: Salon) -> None:
    nowhere = CurrentSettings(Database("sqlite:////nowhere/at/all.db"), read_yaml(ROOT / "salon.yml"))

    assert nowhere.salon.name == salon.name


def test_changes_at_the_same_moment_get_numbers_of_their_own(configuration: Configuration) -> None:
    keys = ("parking", "directions", "address", "email")

    with ThreadPoolExecutor(len(keys)) as pool:
        list(pool.map(lambda key: configuration.change({key: f"new {key}"}, "Maya"), keys))

    stored = configuration.present.stored
    assert sorted(one.version for one in stored.values()) == [1, 2, 3, 4]
    assert {key: configuration.present.values[key] for key in keys} == {key: f"new {key}" for key in keys}


async def _keep(current: CurrentSettings, until: str) -> None:
    task = asyncio.create_task(keeping.keep_current(current))
    try:
        async with asyncio.timeout(20):
            while current.salon.parking != until:
                await asyncio.sleep(0.01)
    finally:
        task.cancel()


def test_keep_current_sees_what_others_change(
    configuration: Configuration, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "EVERY_SECONDS", 0.01)
    other = CurrentSettings(database, read_yaml(ROOT / "salon.yml"))
    configuration.change({"parking": "in front"}, "Maya")

    asyncio.run(_keep(other, "in front"))


def test_keep_current_goes_on_after_a_failure(
    configuration: Configuration,
    current: CurrentSettings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(keeping, "EVERY_SECONDS", 0.01)
    configuration.change({"parking": "in front"}, "Maya")
    fails = iter([True, True, False])
    refresh = current.refresh

    class Flaky(CurrentSettings):
        def refresh(self) -> None:
            if next(fails, False):
                raise RuntimeError("secret")
            refresh()
            done.append(True)

    done: list[bool] = []
    current.__class__ = Flaky

    async def run() -> None:
        task = asyncio.create_task(keeping.keep_current(current))
        while not done:
            await asyncio.sleep(0.01)
        task.cancel()

    asyncio.run(run())

    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("settings can't be read: RuntimeError at ")
    assert "secret" not in caplog.text
