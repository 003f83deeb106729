"""An update of every kind, with every field of a message that Telegram documents, by name.

https://core.telegram.org/bots/api#update
"""

from tests.channels.mutated.renaming import Names
from tests.channels.telegram import updates
from tests.channels.telegram.contents import PHOTO
from tests.channels.telegram.test_models import UPDATES
from tests.channels.telegram.updates import (
    AT,
    BOT,
    CHANNEL,
    FORUM,
    GROUP,
    MAYA,
    OLGA,
    OTHER_BOT,
    PRIVATE,
    SUPERGROUP,
    USERNAME,
    Json,
)

_MESSAGE: int = updates.text("")["message"]["message_id"]
_STORY: Json = {"chat": CHANNEL, "id": 3}
_WORDS: Json = {"text": "Does it hurt?"}
_FORWARDED: Json = _WORDS | {
    "forward_origin": {"type": "user", "sender_user": OLGA, "date": AT - 900},
    "forward_from": OLGA,
    "forward_from_chat": CHANNEL,
    "forward_from_message_id": 5,
    "forward_sender_name": "Olga",
    "forward_signature": "O.",
    "forward_date": AT - 900,
    "is_automatic_forward": True,
}
_ANSWERING: Json = _WORDS | {
    "reply_to_message": updates.ours(),
    "quote": {"text": "Which day", "position": 0, "is_manual": True},
    "reply_to_checklist_task_id": 2,
    "reply_to_poll_option_id": "p1",
}
_SHOWN: Json = {
    "photo": PHOTO,
    "caption": "My chin, see https://salon.example",
    "caption_entities": [{"type": "url", "offset": 13, "length": 21}],
    "show_caption_above_media": True,
    "has_media_spoiler": True,
    "media_group_id": "13579",
    "has_protected_content": True,
}
_TYPED: Json = {
    "text": "Hello https://salon.example",
    "entities": [{"type": "url", "offset": 6, "length": 21}],
    "link_preview_options": {"is_disabled": True},
    "effect_id": "5104841245755180586",
    "is_from_offline": True,
    "edit_date": AT + 5,
    "via_bot": OTHER_BOT,
    "reply_markup": {"inline_keyboard": [[{"text": "Open", "url": "https://salon.example"}]]},
}
_PAID: Json = _WORDS | {
    "suggested_post_info": {"state": "pending"},
    "is_paid_post": True,
    "paid_star_count": 5,
    "author_signature": "Maya",
    "direct_messages_topic": {"topic_id": 9, "user": MAYA},
}
_STANDING: Json = {"sender_boost_count": 2, "sender_tag": "VIP", "message_thread_id": 4, "is_topic_message": True}

SAMPLES: dict[str, Json] = UPDATES | {
    "forwarded": updates.private(**_FORWARDED),
    "answering": updates.private(**_ANSWERING),
    "answering a story": updates.private(**_WORDS, reply_to_story=_STORY),
    "answering elsewhere": updates.private(
        **_WORDS, external_reply={"origin": {"type": "channel", "chat": CHANNEL, "message_id": 5, "date": AT - 900}}
    ),
    "captioned": updates.private(**_SHOWN),
    "typed": updates.private(**_TYPED),
    "paid": updates.private(**_PAID),
    "in a forum": updates.said_in(FORUM, f"@{USERNAME} hello", **_STANDING),
    "of a group itself": updates.said_in(SUPERGROUP, "Hello", sender_chat=SUPERGROUP, sender=updates.ANONYMOUS_ADMIN),
    "of a business's bot": updates.private(**_WORDS, sender_business_bot=OTHER_BOT, business_connection_id="bc_4711"),
    "for one of a group": updates.said_in(SUPERGROUP, "Hello", receiver_user=BOT, ephemeral_message_id=8),
    "of a guest": updates.said_in(
        SUPERGROUP, "Hello", guest_query_id="g1", guest_bot_caller_user=MAYA, guest_bot_caller_chat=SUPERGROUP
    ),
    "channel_chat_created": updates.update("message", updates.message_in(CHANNEL, channel_chat_created=True)),
    "user_shared": updates.private(user_shared={"request_id": 1, "user_id": OLGA["id"]}),
    "command": updates.text("/prices"),
    "several words and nothing": updates.text("   "),
}


def names(client: int, number: int) -> Names:
    """Return what the ids are for another client and another update."""
    chats = {chat["id"]: chat["id"] + client for chat in (PRIVATE, GROUP, SUPERGROUP, FORUM)}
    of_updates = {updates.NUMBER: 1_000_000 + 2 * number, updates.NUMBER + 1: 1_000_001 + 2 * number}
    return chats | of_updates | {_MESSAGE: 1_000 + number}


def plain(sample: Json, words: str, *, after: bool = True) -> Json:
    """Return words of the same client, in the chat that a sample is of: as it is after the sample, or before it."""
    message = next((one for one in sample.values() if isinstance(one, dict)), {})
    chat = (message.get("message") or message).get("chat", PRIVATE)
    if after and "migrate_to_chat_id" in message:
        chat = SUPERGROUP
    if chat["type"] in ("group", "supergroup"):
        return updates.said_in(chat, f"@{USERNAME} {words}")
    return updates.text(words)
