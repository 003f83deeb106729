"""An export as text that people can read. Pure."""

from datetime import datetime
from typing import Any

WHO = {"client": "You", "bot": "The bot"}


def as_text(data: dict[str, Any]) -> str:
    """Return what `Exporter.export` returned as text, in the salon's language."""
    head = [f"What {data['salon']} has stored of you", f"Written on {_moment(data['exported_at'])}"]
    nothing = [] if data["appointments"] or data["conversations"] else ["Nothing is stored."]
    parts = [head, nothing, *map(_appointment, data["appointments"]), *map(_conversation, data["conversations"])]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _appointment(one: dict[str, Any]) -> list[str]:
    facts = [
        ("Treatment", f"{one['treatment']} with {one['cosmetologist']}"),
        ("Name", one["name"]),
        ("Phone", one["phone"]),
        ("Status", one["status"].replace("_", " ")),
        ("You agreed", _moment(one["consent_at"])),
        ("Booked", _moment(one["booked_at"])),
        ("Booked by", one["booked_by_staff"]),
        ("Confirmed", _moment(one["confirmed_at"])),
        ("Cancelled", _moment(one["cancelled_at"])),
        ("Cancelled by", one["cancelled_by"]),
        ("Did not come", _moment(one["no_show_at"])),
        ("Against a rule", one["exception_reason"]),
        *(("Moved", f"{_moment(move['from'])} to {_moment(move['to'])}") for move in one["moves"]),
    ]
    return [_title(f"Appointment on {_moment(one['starts_at'])}"), *_lines(facts)]


def _conversation(one: dict[str, Any]) -> list[str]:
    skin = one["skin"] or {}
    facts = [
        ("Channel", one["channel"]),
        *(("Your address there", f"{chat['address']} ({chat['app']})") for chat in one["messaging_apps"]),
        ("Last activity", _moment(one["last_activity_at"])),
        ("Your rating", one["rating"] and f"{one['rating']['stars']} of 5"),
        ("Red flag", one["red_flag"]),
        ("Skin", skin.get("kind")),
        *((name.capitalize(), ", ".join(skin.get(name, []))) for name in ("concerns", "conditions", "denied")),
        *((f"Noted: {name}", value) for name, value in one["remembered"].items() if name != "skin"),
        *(("A photo", f"of {_moment(photo['at'])}; it stands in the JSON file") for photo in one["photos"]),
        ("Tags", ", ".join(one["staff_tags"])),
        ("In the care of", one["assigned_to"]),
        ("Reviewed by", one["reviewed_by"]),
        *(("A person was asked for", _handoff(handoff)) for handoff in one["handoffs"]),
    ]
    lines = [line for message in one["messages"] for line in _message(message)]
    notes = [
        line
        for note in one["staff_notes"]
        for line in ("", f"Note of {note['by']}, {_moment(note['at'])}", *_indented(note["text"]))
    ]
    return [_title(f"Conversation of {_moment(one['began_at'])}"), *_lines(facts), *lines, *notes]


def _handoff(one: dict[str, Any]) -> str:
    parts = [_moment(one["at"]), one["reason"].replace("_", " "), one["taken_by"], one["note"], one["callback_phone"]]
    return ", ".join(str(part) for part in parts if part)


def _message(one: dict[str, Any]) -> list[str]:
    who = WHO.get(one["author"]) or one["name"] or "Staff"
    return ["", f"{_moment(one['at'])}  {who}", *_indented(one["text_before_masking"] or one["text"])]


def _lines(facts: list[tuple[str, Any]]) -> list[str]:
    return [f"{name}: {value}" for name, value in facts if value not in (None, "")]


def _title(words: str) -> str:
    return f"{words}\n{'-' * len(words)}"


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.splitlines()]


def _moment(moment: str | None) -> str:
    return datetime.fromisoformat(moment).strftime("%d %B %Y, %H:%M") if moment else ""
