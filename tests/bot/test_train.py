"""When training is due: the fingerprint of a model's ingredients."""

import shutil
from pathlib import Path

import pytest

from bot.train import INGREDIENTS, ROOT, fingerprint, model_path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of everything that a model is made of."""
    for name in INGREDIENTS:
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__", ".venv"))
        else:
            shutil.copyfile(ROOT / name, target)
    return tmp_path


def test_copy_has_the_same_fingerprint(project: Path) -> None:
    assert fingerprint(project) == fingerprint(ROOT)


@pytest.mark.parametrize(
    "file",
    ["config.yml", "domain.yml", "data/nlu/booking.yml", "data/rules/booking.yml", "bot/nlu/acts.py", "bot/topics.yml",
     "bot/uv.lock", "encoder/model.onnx"],
)  # fmt: skip
def test_changed_ingredient_changes_the_fingerprint(project: Path, file: str) -> None:
    before = fingerprint(project)
    with (project / file).open("ab") as handle:
        handle.write(b"\n")

    assert fingerprint(project) != before


def test_renamed_file_changes_the_fingerprint(project: Path) -> None:
    before = fingerprint(project)
    (project / "data/nlu/booking.yml").rename(project / "data/nlu/bookings.yml")

    assert fingerprint(project) != before


def test_caches_change_nothing(project: Path) -> None:
    before = fingerprint(project)
    (project / "bot/nlu/acts.pyc").write_bytes(b"x")

    assert fingerprint(project) == before


def test_model_lies_in_the_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POREWELL_HOME", "/srv/porewell")

    assert model_path(ROOT) == Path(f"/srv/porewell/models/{fingerprint(ROOT)}.tar.gz")
