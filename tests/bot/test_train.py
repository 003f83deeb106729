"""When training is due: the fingerprint of a model's ingredients."""

import os
import shutil
from pathlib import Path

import pytest

from bot.train import INGREDIENTS, REVIEWED, ROOT, fingerprint, model_path, prune, training_files

CORRECTED = "nlu:\n- intent: greet\n  examples: |\n    - ahoy\n"


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


@pytest.mark.parametrize("elsewhere", ["corrected.yml", "data/corrected.yml"])
def test_corrections_count_by_their_content_wherever_they_lie(project: Path, elsewhere: str, tmp_path: Path) -> None:
    before = fingerprint(project)
    outside = tmp_path.parent / f"{tmp_path.name}-{Path(elsewhere).name}"
    outside.write_text(CORRECTED)
    candidate = fingerprint(project, outside)
    (project / REVIEWED).write_text(CORRECTED)

    assert candidate == fingerprint(project) != before


def test_candidate_takes_the_place_of_the_file_in_service(project: Path, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.yml"
    nothing.write_text("\n")
    before = fingerprint(project)
    (project / REVIEWED).write_text(CORRECTED)

    assert fingerprint(project, nothing) == before
    assert fingerprint(project, tmp_path / "missing.yml") == before


def test_file_in_service_is_where_the_environment_says(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / REVIEWED).write_text(CORRECTED)
    here = fingerprint(project)
    (project / REVIEWED).rename(tmp_path / "moved.yml")
    monkeypatch.setenv("POREWELL_REVIEWED_FILE", str(tmp_path / "moved.yml"))

    assert fingerprint(project) == here


def test_training_reads_the_candidate_in_place_of_the_file_in_service(project: Path, tmp_path: Path) -> None:
    candidate = tmp_path / "candidate.yml"
    candidate.write_text(CORRECTED)
    (project / REVIEWED).write_text(CORRECTED)

    assert str(project / REVIEWED) in training_files(project)
    assert str(candidate) in training_files(project, candidate)
    assert str(project / REVIEWED) not in training_files(project, candidate)


def test_old_models_go_but_for_the_newest_and_those_in_use(tmp_path: Path) -> None:
    for age in range(8):
        model = tmp_path / f"{age}.tar.gz"
        model.write_bytes(b"a model")
        os.utime(model, (1000 - age, 1000 - age))

    prune(tmp_path, {"7.tar.gz"})

    assert sorted(path.name[0] for path in tmp_path.iterdir()) == ["0", "1", "2", "3", "4", "7"]
