"""Makes a dialogue test of a conversation: what the client said, without what is personal, and what it is about.

The regression check plays these beside Porewell's own (`salon/evaluation/dialogues.py`). They lie as files in the home, so
that they can be read, edited and taken elsewhere. Doors enter.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy.orm import Session

from salon.conversations.models import Message
from salon.db import Database
from salon.errors import BadInput, NotFound
from salon.review import store
from salon.review.redacting import Redactions
from salon.review.redaction import Redaction
from salon.topics import FOLLOW_UP, load_topics
from salon.yaml_reading import parse_yaml

LONGEST_NAME = 80
_MOST_STEPS = 40
_LONGEST_STEP = 1000

DIALOGUES = "dialogues"
"""The folder of these tests, in the home."""


@dataclass(frozen=True)
class Step:
    """What the client says, and the topics that the answers must be on; without any, nothing is expected."""

    say: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class DialogueTest:
    """A test that was made: its file's name, what staff call it, its steps, when it was made."""

    file: str
    name: str
    steps: int
    made_at: datetime


class DialogueTests:
    """Makes and lists them.

    Args:
        folder: where they lie.
    """

    def __init__(self, database: Database, redactions: Redactions, folder: Path) -> None:
        self._database = database
        self._redactions = redactions
        self._folder = folder

    def proposal(self, conversation_id: str) -> list[Step]:
        """Return a conversation's steps as they may be kept, in order; corrected messages with what they meant.

        Raises:
            NotFound: there is no such conversation, or the client has said nothing.
        """
        with self._database.reading() as session:
            return _steps(session, conversation_id, self._redactions.of(session, conversation_id))

    def keep(self, conversation_id: str, name: str, says: Sequence[str]) -> str:
        """Write the test, and return its file's name; one of the same conversation is replaced.

        Args:
            name: what staff call it.
            says: the steps' texts as staff confirmed them, one for each step; a blank one is left out.

        Raises:
            NotFound: there is no such conversation.
            BadInput: something personal is in it, or nothing is left of it; says what.
        """
        with self._database.reading() as session:
            redaction = self._redactions.of(session, conversation_id)
            steps = _steps(session, conversation_id, redaction)
        if len(says) != len(steps):
            raise BadInput("The conversation has gone on meanwhile; open this page again.")
        name = " ".join(name.split())[:LONGEST_NAME] or "a conversation"
        kept = [Step(" ".join(say.split())[:_LONGEST_STEP], step.topics) for say, step in zip(says, steps, strict=True)]
        kept = [step for step in kept if step.say]
        for text in (name, *(step.say for step in kept)):
            if personal := redaction.left_in_dialogue(text):
                raise BadInput(
                    f"There is still {' and '.join(personal)} in it: “{text[:60]}”. Take it out, then keep it."
                )
        if not kept:
            raise BadInput("There is nothing left of the conversation to test.")
        file = file_name(conversation_id)
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / file).write_text(_written(name, kept), encoding="utf-8")
        return file

    def all(self) -> list[DialogueTest]:
        """Return the tests that were made, newest first."""
        found = [_test(path) for path in self._folder.glob("*.yml")]
        return sorted(found, key=lambda one: one.made_at, reverse=True)

    def text(self, file: str) -> str:
        """Return the content of a test.

        Raises:
            NotFound: there is none.
        """
        return self._path(file).read_text(encoding="utf-8")

    def remove(self, file: str) -> None:
        """Delete a test.

        Raises:
            NotFound: there is none.
        """
        self._path(file).unlink()

    def forget(self, conversation_id: str) -> int:
        """Delete the test of a conversation that is erased; return how many files that were."""
        return forget_test(self._folder, conversation_id)

    def _path(self, file: str) -> Path:
        path = next((one for one in self._folder.glob("*.yml") if one.name == file), None)
        if path is None:
            raise NotFound("There is no such test any more.")
        return path


def forget_test(folder: Path, conversation_id: str) -> int:
    """Delete the test of a conversation from a folder of tests; return how many files that were."""
    path = folder / file_name(conversation_id)
    there = path.is_file()
    path.unlink(missing_ok=True)
    return int(there)


def file_name(conversation_id: str) -> str:
    """Return the name of a conversation's test; it does not lead back to the conversation."""
    return f"{hashlib.sha256(conversation_id.encode()).hexdigest()[:12]}.yml"


def _steps(session: Session, conversation_id: str, redaction: Redaction) -> list[Step]:
    topics = {intent: entry.topic for intent, entry in load_topics().items()}
    said = store.said_in(session, conversation_id, _MOST_STEPS)
    if not said:
        raise NotFound("There is no such conversation, or the client has said nothing in it.")
    return [Step(redaction.propose_dialogue(line.text), _meant(session, line, topics)) for line in said]


def _meant(session: Session, line: Message, topics: dict[str, str]) -> tuple[str, ...]:
    """Return what a line was corrected to, else the topics it was answered with."""
    corrected = [topics[one.intent] for one in store.made_on(session, line.id)]
    answered = line.topic.split("+") if line.topic else []
    return tuple(dict.fromkeys(one for one in corrected or answered if one != FOLLOW_UP))


def _written(name: str, steps: Sequence[Step]) -> str:
    script: list[dict[str, Any]] = []
    for step in steps:
        expected: dict[str, Any] = {}
        if len(step.topics) > 1:
            expected = {"both": list(step.topics)}
        elif step.topics:
            expected = {"topic": step.topics[0]}
        script.append({"say": step.say, **expected})
    return yaml.safe_dump([{"name": name, "script": script}], sort_keys=False, allow_unicode=True, width=120)


def _test(path: Path) -> DialogueTest:
    made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    try:
        dialogues = parse_yaml(path.read_text(encoding="utf-8"))
        steps = sum(len(one["script"]) for one in dialogues)
        return DialogueTest(path.name, str(dialogues[0]["name"]), steps, made_at)
    except (yaml.YAMLError, KeyError, IndexError, TypeError):
        return DialogueTest(path.name, "(not readable)", 0, made_at)
