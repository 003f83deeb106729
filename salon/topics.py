"""Which topic each intent counts as, and what it means; shared with the engine as a file, never as code."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from salon.settings import ROOT
from salon.yaml_reading import parse_yaml

FILE = ROOT / "bot" / "topics.yml"
FALLBACK = "nlu_fallback"
"""The intent of what was not understood: nothing can be taught to mean it."""
FOLLOW_UP = "follow_up"
"""The topic of "why?" and "tell me more": that of the answer before."""


@dataclass(frozen=True)
class Topic:
    """An intent's topic and its description for staff."""

    topic: str
    description: str


def load_topics(path: Path = FILE) -> Mapping[str, Topic]:
    """Return the topics by intent."""
    entries = parse_yaml(path.read_text(encoding="utf-8"))
    return {intent: Topic(entry.get("topic", intent), entry["description"]) for intent, entry in entries.items()}
