"""What of a group's talk is meant for the bot. Pure; `parse` enters.

People talk with each other there, and the bot keeps out: it answers a reply to its own message, a mention of its name,
and a command that bears its name. Whatever Telegram's privacy mode lets through, this holds.
"""

import re
from collections.abc import Mapping
from typing import Any

from salon.channels.telegram.reading import record_at, text_of

_COMMAND_TO = re.compile(r"/\w{1,32}@(\w+)")
_LOOSE = " \t\n,:"


def words_for_us(message: Mapping[str, Any], username: str) -> str | None:
    """Return what a group's message says to the bot, its own name taken out; None if it says nothing to it.

    Args:
        message: as Telegram writes it.
        username: the bot's, without "@".
    """
    words = text_of(message.get("text")) or text_of(message.get("caption"))
    if command := _COMMAND_TO.match(words):
        return words if _is_same(command[1], username) else None
    if username and (mention := _mention(username)).search(words):
        rest = re.sub(r"[ \t]{2,}", " ", mention.sub("", words)).strip(_LOOSE)
        # The name alone is a call, as from somebody who opens a chat.
        return rest or ("/start" if "text" in message else "")
    return words if _replies_to_us(message, username) else None


def _mention(username: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@])@{re.escape(username)}(?!\w)", re.IGNORECASE)


def _replies_to_us(message: Mapping[str, Any], username: str) -> bool:
    original = record_at(message, "reply_to_message")
    # Whatever is written in a topic of a forum "replies" to the topic's first message, even if it answers nobody.
    if "forum_topic_created" in original:
        return False
    return _is_same(text_of(record_at(original, "from").get("username")), username)


def _is_same(one: str, username: str) -> bool:
    """Tell whether it is our name; Telegram's names know no upper and lower case."""
    return bool(username) and one.casefold() == username.casefold()
