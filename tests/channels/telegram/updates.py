"""Updates as Telegram sends them, of every kind that its documentation knows.

https://core.telegram.org/bots/api#update

What messages hold stands in `contents.py`, what the app tells about a chat in `notices.py`.
"""

from typing import Any

Json = dict[str, Any]

AT = 1_800_000_000
"""15 January 2027, 08:00 UTC."""
NUMBER = 900_001
USERNAME = "PorewellSalonBot"
CODE = "Xy4-abcdefghijklmnopqr_9"
"""As our links carry one."""
BOT: Json = {"id": 7_000_000_001, "is_bot": True, "first_name": "Porewell", "username": USERNAME}
OTHER_BOT: Json = {"id": 7_000_000_002, "is_bot": True, "first_name": "Quiz", "username": "QuizBot"}
MAYA: Json = {
    "id": 5_512_345_678,
    "is_bot": False,
    "first_name": "Maya",
    "last_name": "Lind",
    "username": "maya_lind",
    "language_code": "en",
}
OLGA: Json = {"id": 612_345_001, "is_bot": False, "first_name": "Olga"}
ANONYMOUS_ADMIN: Json = {
    "id": 1_087_968_824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
PRIVATE: Json = {
    "id": 5_512_345_678,
    "type": "private",
    "first_name": "Maya",
    "last_name": "Lind",
    "username": "maya_lind",
}
GROUP: Json = {"id": -4_123_456_789, "type": "group", "title": "Bridesmaids", "all_members_are_administrators": True}
SUPERGROUP: Json = {"id": -1_002_123_456_789, "type": "supergroup", "title": "Bridesmaids"}
FORUM: Json = {"id": -1_002_987_654_321, "type": "supergroup", "title": "Salon talk", "is_forum": True}
CHANNEL: Json = {"id": -1_001_555_666_777, "type": "channel", "title": "Salon news", "username": "salon_news"}


def update(kind: str, value: Json, number: int = NUMBER) -> Json:
    """Return an update of a kind."""
    return {"update_id": number, kind: value}


def message_in(chat: Json, **content: Any) -> Json:
    """Return a message of Maya's in a chat; `sender` in place of `from` for somebody else's."""
    sender = content.pop("sender", MAYA)
    return {"message_id": 71, "from": sender, "chat": chat, "date": AT} | content


def private(number: int = NUMBER, **content: Any) -> Json:
    """Return an update with a message of Maya's to the bot."""
    return update("message", message_in(PRIVATE, **content), number)


def text(words: str, number: int = NUMBER) -> Json:
    """Return an update with words; commands are marked, as Telegram does."""
    command = words.split(maxsplit=1)[0] if words.startswith("/") else ""
    marked = {"entities": [{"type": "bot_command", "offset": 0, "length": len(command)}]} if command else {}
    return private(number, text=words, **marked)


def edited(number: int = NUMBER + 1, chat: Json = PRIVATE, **content: Any) -> Json:
    """Return an update with a message of Maya's that was edited a minute later."""
    return update("edited_message", message_in(chat, edit_date=AT + 60, **content), number)


def said_in(chat: Json, words: str, **content: Any) -> Json:
    """Return an update with words in a group."""
    return update("message", message_in(chat, text=words, **content))


def ours(chat: Json = PRIVATE, **content: Any) -> Json:
    """Return a message of the bot's own, as replies and presses hold it."""
    return {"message_id": 70, "from": BOT, "chat": chat, "date": AT - 30, "text": "Which day suits you?"} | content


def press(data: str, title: str = "Friday", chat: Json = PRIVATE, **changes: Any) -> Json:
    """Return an update with a pressed button of the bot's."""
    rows = [[{"text": "Thursday", "callback_data": "b:0"}, {"text": title, "callback_data": data}]]
    query = {
        "id": "4382719283746592817",
        "from": MAYA,
        "message": ours(chat, reply_markup={"inline_keyboard": rows}),
        "chat_instance": "-3928471928374658",
        "data": data,
    }
    return update("callback_query", query | changes)


def late_press(data: str) -> Json:
    """Return an update with a pressed button of a message that Telegram keeps no longer."""
    return press(data, message={"chat": PRIVATE, "message_id": 12, "date": 0})


_RIGHTS = (
    "send_messages send_audios send_documents send_photos send_videos send_video_notes send_voice_notes send_polls "
    "send_other_messages add_web_page_previews react_to_messages edit_tag change_info invite_users pin_messages "
    "manage_topics"
).split()
_DETAILS: dict[str, Json] = {
    "kicked": {"until_date": 0},
    "restricted": {"is_member": True, "until_date": 0} | {f"can_{right}": False for right in _RIGHTS},
}


def membership(chat: Json, status: str, before: str = "member", **details: Any) -> Json:
    """Return an update with what the bot now is in a chat."""
    return update(
        "my_chat_member",
        {
            "chat": chat,
            "from": MAYA,
            "date": AT,
            "old_chat_member": {"user": BOT, "status": before},
            "new_chat_member": {"user": BOT, "status": status} | _DETAILS.get(status, {}) | details,
        },
    )


POLL: Json = {
    "id": "5399120398",
    "question": "Which day?",
    "options": [
        {"persistent_id": "p1", "text": "Thursday", "voter_count": 1},
        {"persistent_id": "p2", "text": "Friday", "voter_count": 0},
    ],
    "total_voter_count": 1,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": True,
    "members_only": False,
}
_POST: Json = {"message_id": 5, "sender_chat": CHANNEL, "chat": CHANNEL, "date": AT, "text": "New opening hours"}
_BUSINESS = "bc_4711"
_STARS: Json = {"type": "emoji", "emoji": "👍"}
_BOOST_SOURCE: Json = {"source": "premium", "user": MAYA}

NOT_FOR_US: dict[str, Json] = {
    "channel_post": _POST,
    "edited_channel_post": _POST | {"edit_date": AT + 5},
    "business_connection": {
        "id": _BUSINESS,
        "user": MAYA,
        "user_chat_id": MAYA["id"],
        "date": AT,
        "is_enabled": True,
        "can_reply": True,
    },
    "business_message": message_in(PRIVATE, text="Hello", business_connection_id=_BUSINESS),
    "edited_business_message": message_in(PRIVATE, text="Hello!", business_connection_id=_BUSINESS, edit_date=AT + 5),
    "deleted_business_messages": {"business_connection_id": _BUSINESS, "chat": PRIVATE, "message_ids": [1, 2]},
    "guest_message": message_in(SUPERGROUP, text=f"@{USERNAME} hello", guest_query_id="g1"),
    "message_reaction": {
        "chat": PRIVATE,
        "message_id": 70,
        "user": MAYA,
        "date": AT,
        "old_reaction": [],
        "new_reaction": [_STARS],
    },
    "message_reaction_count": {
        "chat": CHANNEL,
        "message_id": 5,
        "date": AT,
        "reactions": [{"type": _STARS, "total_count": 3}],
    },
    "inline_query": {"id": "88", "from": MAYA, "query": "prices", "offset": "", "chat_type": "private"},
    "chosen_inline_result": {"result_id": "r1", "from": MAYA, "query": "prices"},
    "shipping_query": {
        "id": "s1",
        "from": MAYA,
        "invoice_payload": "x",
        "shipping_address": {
            "country_code": "GB",
            "state": "",
            "city": "London",
            "street_line1": "1 Example Street",
            "street_line2": "",
            "post_code": "N1",
        },
    },
    "pre_checkout_query": {"id": "c1", "from": MAYA, "currency": "GBP", "total_amount": 4500, "invoice_payload": "x"},
    "purchased_paid_media": {"from": MAYA, "paid_media_payload": "x"},
    "poll": POLL,
    "poll_answer": {"poll_id": "5399120398", "user": MAYA, "option_ids": [0], "option_persistent_ids": ["p1"]},
    "chat_member": {
        "chat": SUPERGROUP,
        "from": MAYA,
        "date": AT,
        "old_chat_member": {"user": OLGA, "status": "left"},
        "new_chat_member": {"user": OLGA, "status": "member"},
    },
    "chat_join_request": {"chat": SUPERGROUP, "from": MAYA, "user_chat_id": MAYA["id"], "date": AT},
    "chat_boost": {
        "chat": SUPERGROUP,
        "boost": {"boost_id": "b1", "add_date": AT, "expiration_date": AT + 99, "source": _BOOST_SOURCE},
    },
    "removed_chat_boost": {"chat": SUPERGROUP, "boost_id": "b1", "remove_date": AT, "source": _BOOST_SOURCE},
    "managed_bot": {"user": MAYA, "bot": OTHER_BOT},
    "subscription": {"user": MAYA, "invoice_payload": "x", "state": "active"},
    "stopped_message_generation": {"chat": PRIVATE, "draft_id": 3},
    "something_of_next_year": {"chat": PRIVATE, "from": MAYA, "text": "Hello"},
}
"""Kinds of updates that bring nothing, by their name."""
