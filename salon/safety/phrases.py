"""Reads the labelled phrases that the classifier is trained on and measured with."""

import csv
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from salon.errors import BadInput
from salon.yaml_reading import parse_yaml

HARD_NEGATIVE = "hard_negative"
ORDINARY = "ordinary"
RED_FLAG_TOPIC = "medical_redflag"
_NEEDED = 3
"""Columns at most that are read; what stands behind them is for people."""
_ENTITY = re.compile(r"\[([^\]]*)\](?:\{[^}]*\}|\([^)]*\))")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One client message; `level` is emergency, crisis, doctor, none or unknown, `group` a red-flag group, or what else it is."""

    text: str
    level: str
    group: str

    @property
    def is_kept_back(self) -> bool:
        """Whether the encoder is not tuned on this phrase, so that thresholds can be chosen on it: one in six is."""
        return zlib.crc32(self.text.encode()) % 6 == 0

    @property
    def is_flag(self) -> bool:
        """Whether the message must be caught."""
        return self.level != "none"


def read_phrases(path: Path) -> list[Phrase]:
    """Read a tab-separated file with a header: utterance, level, group; or utterance, topic.

    Of the second kind every topic but `medical_redflag` is ordinary; that topic is left out, for it has no level.

    Raises:
        BadInput: neither header fits, or a row is short; says which.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    header, *body = rows or [[]]
    for number, row in enumerate(body, start=2):
        if len(row) < len(header[:_NEEDED]):
            raise BadInput(f"{path.name}, line {number}: {len(row)} columns where the header has {len(header)}")
    if header[:3] == ["utterance", "level", "group"]:
        return [Phrase(text, level, group) for text, level, group, *_ in body]
    if header[:2] in (["utterance", "topic"], ["utterance", "intent"]):
        return [
            Phrase(text, "none", ORDINARY)
            for text, topics, *_ in body
            if RED_FLAG_TOPIC not in re.split(r"[+|]", topics)
        ]
    raise BadInput(f"{path.name}: the header must be utterance, level, group or utterance, topic; it is {header}")


def read_examples(folder: Path) -> list[Phrase]:
    """Read the assistant's own NLU examples (Rasa YAML); the group is the intent, the level none, or unknown for flags.

    What staff corrected (`reviewed.yml`) is left out: nobody looked at it with red flags in mind.
    """
    files = (path for path in sorted(folder.glob("*.yml")) if path.name != "reviewed.yml")
    return [phrase for path in files for phrase in _examples(path)]


def _examples(path: Path) -> Iterator[Phrase]:
    content = parse_yaml(path.read_text(encoding="utf-8")) or {}
    for block in content.get("nlu", []):
        if "intent" not in block:
            continue
        is_flag = RED_FLAG_TOPIC in re.split(r"[+/]", block["intent"])
        level, group = ("unknown", RED_FLAG_TOPIC) if is_flag else ("none", block["intent"])
        lines = (line.strip().removeprefix("-").strip() for line in block["examples"].splitlines())
        yield from (Phrase(_ENTITY.sub(r"\1", line), level, group) for line in lines if line)
