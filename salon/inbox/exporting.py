"""One conversation as a file: text to read, JSON for programs. Pure."""

import json
from dataclasses import asdict
from datetime import datetime
from enum import Enum
from typing import Any

from salon.inbox.conversation import ConversationView, Line, Lines

WHO = {"client": "Client", "bot": "Bot"}
_CLOCK = "%Y-%m-%d %H:%M"


def as_json(view: ConversationView, lines: Lines) -> str:
    """Return the conversation as JSON: all that staff see, moments in ISO 8601, keys in the order of the classes."""
    whole = asdict(view) | {"lines": [asdict(line) for line in lines.lines]}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_plain) + "\n"


def as_text(view: ConversationView, lines: Lines) -> str:
    """Return the conversation as text: a head, then line by line who said what and when, then notes."""
    return "\n\n".join(("\n".join(_head(view)), *(_line(line) for line in lines.lines), *_notes(view))) + "\n"


def _head(view: ConversationView) -> list[str]:
    facts = [
        ("Conversation", view.id),
        ("Channel", view.channel),
        ("Began", _moment(view.began_at)),
        ("Last activity", _moment(view.last_activity_at)),
        ("Red flag", view.red_flag),
        ("Rating", view.stars and f"{view.stars} of 5"),
        ("Skin", view.skin.kind),
        ("Troubles", ", ".join(sorted(view.skin.concerns))),
        ("Conditions", ", ".join(sorted(view.skin.conditions))),
        ("Tags", ", ".join(view.tags)),
        ("In the care of", view.work.assignee),
        ("Review", view.work.review.replace("_", " ")),
        *(("Appointment", f"{_moment(one.starts_at)}, {one.treatment_id}, {one.status}") for one in view.appointments),
    ]
    return [f"{name}: {value}" for name, value in facts if value]


def _line(line: Line) -> str:
    who = WHO.get(line.author) or line.name or "Staff"
    told = [_moment(line.at), who]
    if line.author == "client" and line.topics:
        sure = "" if line.confidence is None else f" {line.confidence:.0%}"
        told.append(f"[{' + '.join(line.topics)}{sure}]")
    return f"{'  '.join(told)}\n{_indented(line.text)}"


def _notes(view: ConversationView) -> list[str]:
    return [f"Note of {note.author}, {_moment(note.at)}\n{_indented(note.text)}" for note in view.notes]


def _indented(text: str) -> str:
    return "\n".join(f"    {part}" for part in text.splitlines())


def _moment(moment: datetime) -> str:
    return moment.strftime(_CLOCK)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, Enum):
        return value.value
    raise TypeError(type(value).__name__)
