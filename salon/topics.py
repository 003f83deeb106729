"""Which topic each intent counts as, and what it means; shared with the engine as a file, never as code."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from salon.settings import ROOT

FILE = ROOT / "bot" / "topics.yml"
FOLLOW_UP = "follow_up"
"""The topic of "why?" and "tell me more": that of the answer before."""


@dataclass(frozen=True)
class Topic:
    """An intent's topic and its description for staff."""

    topic: str
    description: str


def load_topics(path: Path = FILE) -> Mapping[str, Topic]:
    """Return the topics by intent."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {intent: Topic(entry.get("topic", intent), entry["description"]) for intent, entry in entries.items()}
