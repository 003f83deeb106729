"""What belongs to the regression check. The check itself is run by `tests/e2e/test_desk_teach.py`."""

from pathlib import Path

import pytest

from salon.evaluation.material import Material, material

FILES = ("heldout/phrases_a.tsv", "heldout/redflags.tsv", "conversations/heldout_b/some.yml", "own/mine.yml")


@pytest.fixture
def checked(tmp_path: Path) -> Material:
    """Return material of one file each, beside others that do not belong to it."""
    for name in (*FILES, "heldout/notes.tsv", "conversations/other/some.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return material(tmp_path, tmp_path / "own")


def test_material_is_found(checked: Material, tmp_path: Path) -> None:
    assert checked == Material(*((tmp_path / name,) for name in FILES))


def test_nothing_there_is_no_material(tmp_path: Path) -> None:
    assert material(tmp_path / "missing", tmp_path / "missing") == Material((), (), (), ())


@pytest.mark.parametrize("name", [*FILES, "more.py"])
def test_digest_changes_with_any_file(checked: Material, tmp_path: Path, name: str) -> None:
    more = tmp_path / "more.py"
    more.write_text("")
    before = checked.digest(more)
    (tmp_path / name).write_text("changed")

    assert checked.digest(more) != before
