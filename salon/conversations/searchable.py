"""What the desk's search may know of a line: its words without anything that leads to a person. Pure.

A line's text is encrypted; the search index can't be. So what goes in has numbers, addresses and links hidden, and
whatever answers the question for a name or a number stays out altogether.
"""

import re
from collections.abc import Iterable

from salon.conversations.replies import Reply
from salon.conversations.state import State

HIDDEN = "•••"
NOTHING = ""
"""What is stored for a line that search may know nothing of."""
CONTACT_QUESTIONS = frozenset({"utter_ask_name", "utter_ask_phone"})
_CONTACT_SLOTS = ("name", "phone")
_ADDRESS = re.compile(
    r"""[\w.+%-]+\s?(?:@|[(\[]\s?at\s?[)\]])\s?[\w-]+(?:\s?(?:\.|[(\[]\s?dot\s?[)\]])\s?[\w-]+)+   # a@b.c, a (at) b.c
      | [\w.+%-]+\sat\s[\w-]+(?:\sdot\s[\w-]+)+                                                     # a at b dot c
      | (?:https?://|www\.)\S+
      | (?<![\w.])(?:[\w-]+\.)+(?:com|net|org|info|io|co|uk|ie|eu|de|fr|me|app|biz|shop|ly|gg|tv|link|site|online)\b(?:/\S*)?
      | (?<!\w)@\w+                                                                                 # a name elsewhere
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Stricter than `booking.phones`: nobody looks for a date or a price by its digits, so hiding too much costs nothing.
_NUMBER = re.compile(r"(?:\+\s?|\(\s?)?(?<!\d)\d(?:[\s().\-–/:,]{0,3}\d){6,}|\+\s?\d(?:[\s().-]{0,3}\d){4,}")
_LEAST_LETTERS = 2


def searchable_text(text: str, names: Iterable[str] = ()) -> str:
    """Return what search may know of a line.

    Args:
        text: of the line.
        names: of people; each of their words is hidden.
    """
    shown = _NUMBER.sub(HIDDEN, _ADDRESS.sub(HIDDEN, text))
    words = {word for name in names for word in re.findall(r"\w+", name) if len(word) >= _LEAST_LETTERS}
    if words:
        shown = re.sub(rf"\b(?:{'|'.join(map(re.escape, words))})\b", HIDDEN, shown, flags=re.IGNORECASE)
    return shown


def of_client(text: str, state: State) -> str:
    """Return what search may know of what a client says while the conversation stands so."""
    asked = state.question.response if state.question else None
    if asked in CONTACT_QUESTIONS or state.callback is not None:
        return NOTHING
    return searchable_text(text, names_in(state))


def of_reply(reply: Reply) -> str:
    """Return what search may know of a reply; nothing of an appointment's card or summary."""
    if reply.card or reply.asks == "confirmed":
        return NOTHING
    return searchable_text(reply.text, [reply.values[slot] for slot in _CONTACT_SLOTS if slot in reply.values])


def names_in(state: State) -> list[str]:
    """Return the client's names that the bot knows of."""
    named = [
        event["value"]
        for event in state.events
        if event.get("event") == "slot" and event.get("name") == "name" and isinstance(event.get("value"), str)
    ]
    return named + ([state.question.values["name"]] if state.question and "name" in state.question.values else [])
