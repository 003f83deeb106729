"""Sources and what their grades mean."""

from pathlib import Path

import pytest

from salon.sources import Source, load_sources

FILE = """
grades:
  G: guideline
  T: trial
  T of G: trial that a guideline cites
sources:
- {id: S2, title: Second, grade: G, finding: Pores stay., note: }
- {id: S1, title: First, grade: GRADE, finding: Skin renews.}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the path of a file that is not there yet."""
    return tmp_path / "sources.yml"


@pytest.mark.parametrize("grade", ["X", "X of T"])
def test_load_sources_with_an_unknown_grade(file: Path, grade: str) -> None:
    file.write_text(FILE.replace("GRADE", grade).replace(", note: ", ""), encoding="utf-8")

    with pytest.raises(KeyError, match="'X'"):
        load_sources(file)


def test_load_sources_with_an_unknown_key(file: Path) -> None:
    file.write_text(FILE.replace("GRADE", "T"), encoding="utf-8")

    with pytest.raises(TypeError, match="'note'"):
        load_sources(file)


@pytest.mark.parametrize(
    ("grade", "strength"),
    [("T", "trial"), ("T of O", "trial"), ("G of T", "guideline"), ("T of G", "trial that a guideline cites")],
)
def test_load_sources_strength_of_a_grade(file: Path, grade: str, strength: str) -> None:
    file.write_text(FILE.replace("GRADE", grade).replace(", note: ", ""), encoding="utf-8")

    assert load_sources(file) == {
        "S2": Source("S2", "Second", "G", "guideline", "Pores stay."),
        "S1": Source("S1", "First", grade, strength, "Skin renews."),
    }


def test_load_sources_shipped() -> None:
    shipped = load_sources()

    assert [one for one in shipped.values() if not (one.title and one.strength and one.finding)] == []
    assert shipped["S1"].strength == "review or committee"
