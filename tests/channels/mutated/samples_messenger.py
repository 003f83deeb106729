"""A webhook of every kind that Meta documents for Messenger and Instagram, by name.

https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks/webhook-events
https://developers.facebook.com/documentation/business-messaging/instagram-messaging/webhooks
"""

from typing import Any

from tests.channels.messenger import webhooks as make
from tests.channels.messenger.webhooks import CLIENT, MID, MILLISECONDS, PAGE, PHOTO
from tests.channels.mutated.renaming import Names

Json = dict[str, Any]
_USER_REF = "9f8e7d"


def _change(field: str, kind: str = "page", **value: Any) -> Json:
    entry = {"id": PAGE, "time": MILLISECONDS, "changes": [{"field": field, "value": value}]}
    return {"object": kind, "entry": [entry]}


def _story(**holds: Any) -> Json:
    return make.text("Lovely!", reply_to={"story": {"url": "https://lookaside.fbsbx.com/x", "id": "17899", **holds}})


_ATTACHED: dict[str, Json] = {
    kind: make.attached(make.attachment(kind, url=PHOTO))
    for kind in (
        "image",
        "audio",
        "video",
        "file",
        "reel",
        "ig_reel",
        "post",
        "ig_post",
        "ig_story",
        "share",
        "animated_image",
        "hologram",
    )
}
SAMPLES: dict[str, Json] = _ATTACHED | {
    "text": make.text(),
    "text that answers": make.text(reply_to={"mid": "m_1", "is_self_reply": False}),
    "text with commands": make.text("/menu", commands=[{"name": "menu"}]),
    "quick_reply": make.quick_reply(),
    "number shared": make.quick_reply("+447700900123", "+447700900123"),
    "several images": make.attached(*[make.attachment("image", url=PHOTO)] * 3, text="My chin"),
    "thumb": make.attached(make.attachment("image", url=PHOTO, sticker_id=369239263222822)),
    "template": make.attached(make.attachment("template", product={"elements": [{"id": "1", "title": "Mask"}]})),
    "fallback": make.fallback(),
    "fallback alone": make.attached({"type": "fallback", "title": "A mask", "url": "https://x.example"}),
    "location": make.location(),
    "appointment": make.attached(make.attachment("appointment_booking", start_time=MILLISECONDS)),
    "like_heart": make.attached({"type": "like_heart"}),
    "ephemeral": make.attached({"type": "ephemeral"}),
    "story_mention": make.story_mention(),
    "story reply": make.story_reply(),
    "story reply without a story": _story(url=None),
    "is_echo": make.echo(),
    "is_deleted": make.deleted(),
    "is_unsupported": make.unsupported(),
    "is_self": make.text(is_self=True),
    "text from an advertisement": make.advert_message(),
    "text about a product": make.text("This one?", referral={"product": {"id": "1"}, "source": "SHOPS"}),
    "message_edit": make.edit(),
    "postback": make.postback(),
    "postback without mid": make.postback_without_mid(),
    "get started": make.get_started(),
    "get started by a link": make.get_started(referral={"ref": "spring", "source": "SHORTLINK"}),
    "referral": make.referral(ref="spring"),
    "referral without ref": make.referral(),
    "optin": make.optin(),
    "optin of a checkbox": make.update(
        {"recipient": {"id": PAGE}, "timestamp": MILLISECONDS, "optin": {"ref": "spring", "user_ref": _USER_REF}}
    ),
    "optin to news": make.notification_optin(),
    "optout of news": make.came(
        optin={"type": "notification_messages", "notification_messages_status": "STOP NOTIFICATIONS"}
    ),
    "chat plugin": make.chat_plugin(),
    "delivery": make.delivery(),
    "read": make.read(),
    "seen": make.seen(),
    "reaction": make.reaction(),
    "unreact": make.came(reaction={"mid": MID, "action": "unreact"}),
    "policy_enforcement": make.policy(),
    "account_linking": make.account_linking(),
    "unlinking": make.came(account_linking={"status": "unlinked"}),
    "pass_thread_control": make.handover(),
    "take_thread_control": make.came(take_thread_control={"previous_owner_app_id": "1", "new_owner_app_id": "2"}),
    "request_thread_control": make.came(request_thread_control={"requested_owner_app_id": "2", "metadata": "x"}),
    "app_roles": make.update({"recipient": {"id": PAGE}, "timestamp": MILLISECONDS, "app_roles": {"1": ["primary"]}}),
    "standby": make.standby(),
    "game_play": make.came(game_play={"game_id": "1", "player_id": "2", "context_type": "SOLO", "score": 3}),
    "messaging_feedback": make.came(messaging_feedback={"feedback_screens": [{"screen_id": 0, "questions": {}}]}),
    "response_feedback": make.came(response_feedback={"feedback": "Good response", "mid": MID}),
    "order": make.came(order={"products": [{"name": "Mask", "retailer_id": "1", "quantity": 1}], "note": "x"}),
    "customer information": make.came(messaging_customer_information={"screens": [{"screen_id": "1"}]}),
    "feed": make.feed(),
    "group_feed": _change("group_feed", item="post", post_id="1"),
    "comments": _change("comments", "instagram", id="1", text="Nice", **{"from": {"id": CLIENT, "username": "ann"}}),
    "mentions": _change("mentions", "instagram", media_id="1", comment_id="2"),
}


def names(client: int, number: int) -> Names:
    """Return what the ids are for another client and another webhook; what has none is told apart by its time."""
    return {CLIENT: f"64248{client:011}", MID: f"{MID}{number}", MILLISECONDS: MILLISECONDS + number}


def plain(sample: Json, words: str, *, after: bool = True) -> Json:
    """Return words of the same client."""
    return make.text(words)


def kinds_of(update: Json) -> set[str]:
    """Return what an update is: which list it stands in, what an event is, and all that a message holds."""
    found = set[str]()
    for entry in update["entry"]:
        found |= {"standby", "changes"} & set(entry)
        found |= {change["field"] for change in entry.get("changes", ())}
        for event in entry.get("messaging", ()):
            found |= set(event) - {"sender", "recipient", "timestamp"}
            message = event.get("message", {})
            found |= {*message, *(f"reply_to {one}" for one in message.get("reply_to", ()))}
            found |= {f"{one['type']} attached" for one in message.get("attachments", ())}
    return found
