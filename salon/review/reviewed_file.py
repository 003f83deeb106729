"""The file of what staff corrected: Rasa's NLU format, the same content for the same phrases. Pure but for the writing.

Each phrase stands in it eight times, written a little otherwise. Once among sixteen thousand, a correction changed
nothing: the likeliest intent stayed the wrong one, since the model leaves out what fewer than three phrases hold. Eight
times, the two phrases measured came to 0.90 and 0.98.
"""

import os
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import yaml

from salon.errors import BadInput
from salon.review.phrases import Example, normalised
from salon.yaml_reading import parse_yaml

HEAD = "# What staff corrected at the desk, which writes this file. Personal data was taken out before a phrase was kept.\n"
_MARKS = ("", "?", ".", "!")
_MARKUP = str.maketrans("[]{}", "()()")
"""Brackets would mark an entity."""


def build(examples: Iterable[Example]) -> str:
    """Return the file's content, sorted; empty if there is nothing to teach."""
    by_intent: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        by_intent[example.intent].add(plain(example.phrase))
    if not by_intent:
        return ""
    blocks = [
        f"- intent: {intent}\n  examples: |\n"
        + "".join(f"    - {written}\n" for phrase in sorted(phrases) for written in _written(phrase))
        for intent, phrases in sorted(by_intent.items())
    ]
    return f'{HEAD}version: "3.1"\nnlu:\n' + "".join(blocks)


def plain(phrase: str) -> str:
    """Return a phrase as it may stand in the file: one line, no markup, no command of Rasa's."""
    return re.sub(r"^[\s/-]+", "", " ".join(phrase.translate(_MARKUP).split())).strip()


def read(content: str) -> list[Example]:
    """Return the phrases in a file's content, in its order, each once however often it is written.

    Raises:
        BadInput: it is not such a file.
    """
    try:
        blocks = (parse_yaml(content) or {}).get("nlu") or []
        found = [
            Example(line.strip()[2:].strip(), str(block["intent"]))
            for block in blocks
            for line in str(block["examples"]).splitlines()
            if line.strip().startswith("- ")
        ]
        first: dict[tuple[str, str], Example] = {}
        for example in found:
            first.setdefault((normalised(example.phrase), example.intent), example)
        return list(first.values())
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise BadInput("The file of corrections is not in Rasa's NLU format; mend it, or move it away.") from error


def _written(phrase: str) -> list[str]:
    """Return a phrase in its ways of being written, the first its own; letters and meaning are the same in all."""
    bare = phrase.rstrip("?!. ") or phrase
    starts = (bare, bare[:1].upper() + bare[1:], bare[:1].lower() + bare[1:])
    return list(dict.fromkeys([phrase, *(start + mark for mark in _MARKS for start in starts)]))


def load(path: Path) -> str:
    """Return the content of the file in service; empty if there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def write(path: Path, content: str) -> None:
    """Put the content into service in one step: whoever reads gets the old file or the new one, whole."""
    if not content.strip():
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=path.parent, prefix=f".{path.name}-", delete=False, encoding="utf-8"
    ) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(path)
