"""Which topic each intent counts as; the app and its figures speak of topics, the engine of intents."""

from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("topics.yml")


@cache
def load_topics() -> dict[str, str]:
    """Return intent -> topic; a topic of its own maps to itself."""
    entries = yaml.safe_load(FILE.read_text())
    return {intent: entry.get("topic", intent) for intent, entry in entries.items()}
