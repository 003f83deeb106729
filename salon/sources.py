"""The sources that answers rest on, with their grades (`advice/sources.yml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from salon.yaml_reading import parse_yaml

FILE = Path(__file__).parent / "advice" / "sources.yml"


@dataclass(frozen=True)
class Source:
    """A publication: its grade (a letter), what the grade means (`strength`), and what it found, in plain words."""

    id: str
    title: str
    grade: str
    strength: str
    finding: str


def load_sources(path: Path = FILE) -> Mapping[str, Source]:
    """Return the sources by id."""
    content = parse_yaml(path.read_text(encoding="utf-8"))
    strengths = content["grades"]
    return {entry["id"]: Source(strength=_strength(entry["grade"], strengths), **entry) for entry in content["sources"]}


def _strength(grade: str, strengths: Mapping[str, str]) -> str:
    """Return the words of a grade; of a double one ("T of O") those of the first."""
    return strengths.get(grade) or strengths[grade.split(maxsplit=1)[0]]
