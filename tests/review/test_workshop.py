"""The workshop's processes. Training and checking themselves are tested end to end."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from salon.review.workshop import Processes, _progress, _running, _without_secrets
from salon.settings import Settings


def test_progress_is_read_and_anything_else_is_passed_over() -> None:
    assert _progress(b'{"stage": "phrases", "share": 0.4}\n') == ("phrases", 0.4)
    assert [_progress(line) for line in (b"a warning\n", b"{}\n", b"[1]\n", b"\xff\n")] == [None] * 4


def test_check_gets_no_setting_of_the_salon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POREWELL_SECRET_KEY", "secret")

    assert not [name for name in _without_secrets() if name.startswith("POREWELL_")]


def test_process_ends_with_its_block() -> None:
    async def run() -> int:
        command = [sys.executable, "-c", "import time; time.sleep(60)"]
        async with _running(command, dict(os.environ), None) as process:
            pass
        assert process.returncode is not None
        return process.returncode

    assert asyncio.run(run()) < 0


def test_material_changes_with_the_salons_file(tmp_path: Path) -> None:
    file = tmp_path / "salon.yml"
    file.write_text("one")
    workshop = Processes(Settings(_env_file=None, home=tmp_path, salon_file=file, check_folder=tmp_path))  # type: ignore[call-arg]
    before = workshop.material()
    file.write_text("other")

    assert workshop.material() != before
    assert workshop.path("abc") == tmp_path / "models" / "abc.tar.gz"
