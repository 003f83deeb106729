"""Every kind of webhook in Messenger's and Instagram's documentation, with values as they come.

https://developers.facebook.com/docs/messenger-platform/reference/webhook-events
https://developers.facebook.com/documentation/business-messaging/instagram-messaging/webhooks
"""

from typing import Any

PAGE = "682498171943165"
CLIENT = "6424832950879373"
MID = "m_AG5Hz2Uq7tuwNEhXfYYKj8mJEM_QPpz5jdCK48PnKAjSdjfipqxqMvK8ma6AC8fplwlqLP_5cgXIbu7I3rBN0P"
MILLISECONDS = 1458692752478
PHOTO = "https://scontent.xx.fbcdn.net/v/t1.15752-9/1.jpg?_nc_cat=100&oh=03_Q7&oe=66"


def update(*events: dict[str, Any], page: str = PAGE, kind: str = "page") -> dict[str, Any]:
    return {"object": kind, "entry": [{"id": page, "time": MILLISECONDS + 5, "messaging": list(events)}]}


def event(**holds: Any) -> dict[str, Any]:
    return {"sender": {"id": CLIENT}, "recipient": {"id": PAGE}, "timestamp": MILLISECONDS, **holds}


def came(**holds: Any) -> dict[str, Any]:
    return update(event(**holds))


def message(**holds: Any) -> dict[str, Any]:
    return came(message={"mid": MID, **holds})


def text(body: str = "Does it hurt? 😊 больно?", **more: Any) -> dict[str, Any]:
    return message(text=body, **more)


def quick_reply(press: str = "b:yes", title: str = "Yes", **more: Any) -> dict[str, Any]:
    return message(text=title, quick_reply={"payload": press}, **more)


def attachment(kind: str, **payload: Any) -> dict[str, Any]:
    return {"type": kind, "payload": payload}


def attached(*attachments: dict[str, Any], **more: Any) -> dict[str, Any]:
    return message(attachments=list(attachments), **more)


def fallback() -> dict[str, Any]:
    found = {"type": "fallback", "title": "A mask", "url": "https://l.facebook.com/l.php?u=x", "payload": None}
    return attached(found, text="https://example.org/mask")


def location() -> dict[str, Any]:
    found = attachment("location", coordinates={"lat": 55.75, "long": 37.61})
    return attached(found | {"title": "Ann's Location", "url": "https://www.facebook.com/l.php?u=x"})


def story_mention() -> dict[str, Any]:
    return attached(
        attachment("story_mention", url="https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1&signature=2")
    )


def story_reply() -> dict[str, Any]:
    return text("Lovely!", reply_to={"story": {"url": "https://lookaside.fbsbx.com/x", "id": "17899"}})


def echo() -> dict[str, Any]:
    found = {"mid": MID, "is_echo": True, "app_id": 1517776481860111, "metadata": "x", "text": "Hello."}
    return update({"sender": {"id": PAGE}, "recipient": {"id": CLIENT}, "timestamp": MILLISECONDS, "message": found})


def deleted() -> dict[str, Any]:
    return message(is_deleted=True)


def unsupported() -> dict[str, Any]:
    return message(is_unsupported=True)


def advert_message() -> dict[str, Any]:
    context = {"ad_title": "Deep cleaning", "photo_url": "https://scontent.xx.fbcdn.net/1", "post_id": "1"}
    return text("I saw this", referral={"ref": "spring", "ad_id": "6045", "source": "ADS", "ads_context_data": context})


def edit(new: str = "tomorrow at ten", number: int = 2) -> dict[str, Any]:
    return came(message_edit={"mid": MID, "text": new, "num_edit": number})


def postback(press: str = "b:yes", title: str = "Yes", **more: Any) -> dict[str, Any]:
    return came(postback={"mid": MID, "title": title, "payload": press, **more})


def postback_without_mid() -> dict[str, Any]:
    return came(postback={"title": "Yes", "payload": "b:yes"})


def get_started(**more: Any) -> dict[str, Any]:
    return postback("start", "Get Started", **more)


def referral(**more: Any) -> dict[str, Any]:
    return came(referral={"source": "SHORTLINK", "type": "OPEN_THREAD", **more})


def optin() -> dict[str, Any]:
    return came(optin={"ref": "spring"})


def notification_optin() -> dict[str, Any]:
    held = {"type": "notification_messages", "payload": "x", "notification_messages_token": "1"}
    return came(optin=held | {"notification_messages_frequency": "DAILY", "token_expiry_timestamp": "1654"})


def chat_plugin() -> dict[str, Any]:
    found = event(message={"mid": MID, "text": "Hello"})
    found["sender"] = {"user_ref": "9f8e7d"}
    return update(found)


def delivery() -> dict[str, Any]:
    return came(delivery={"mids": [MID], "watermark": MILLISECONDS})


def read() -> dict[str, Any]:
    return came(read={"watermark": MILLISECONDS})


def seen() -> dict[str, Any]:
    return came(read={"mid": MID})


def reaction() -> dict[str, Any]:
    return came(reaction={"mid": MID, "action": "react", "reaction": "love", "emoji": "❤️"})


def policy() -> dict[str, Any]:
    held = {"action": "block", "reason": "The bot violated our Platform Policies."}
    return update({"recipient": {"id": PAGE}, "timestamp": MILLISECONDS, "policy_enforcement": held})


def handover() -> dict[str, Any]:
    return came(pass_thread_control={"new_owner_app_id": "123456789", "previous_owner_app_id": "1", "metadata": "x"})


def account_linking() -> dict[str, Any]:
    return came(account_linking={"status": "linked", "authorization_code": "PASS_THROUGH"})


def standby() -> dict[str, Any]:
    entry = text()["entry"][0]
    return {"object": "page", "entry": [{"id": PAGE, "time": MILLISECONDS, "standby": entry["messaging"]}]}


def feed() -> dict[str, Any]:
    change = {"field": "feed", "value": {"item": "comment", "message": "Nice", "from": {"id": CLIENT, "name": "Ann"}}}
    return {"object": "page", "entry": [{"id": PAGE, "time": MILLISECONDS, "changes": [change]}]}


def on_instagram(found: dict[str, Any]) -> dict[str, Any]:
    return found | {"object": "instagram"}


SILENT = [
    echo(),
    deleted(),
    chat_plugin(),
    delivery(),
    read(),
    seen(),
    reaction(),
    policy(),
    handover(),
    account_linking(),
    standby(),
    feed(),
]
ALL = [
    *SILENT,
    text(),
    quick_reply(),
    attached(attachment("image", url=PHOTO), attachment("image", url=PHOTO), text="My chin"),
    attached(attachment("image", url=PHOTO, sticker_id=369239263222822)),
    attached(attachment("audio", url=PHOTO)),
    attached(attachment("template", product={"elements": []})),
    fallback(),
    location(),
    story_mention(),
    story_reply(),
    unsupported(),
    advert_message(),
    edit(),
    postback(),
    postback_without_mid(),
    get_started(referral={"ref": "spring", "source": "SHORTLINK", "type": "OPEN_THREAD"}),
    referral(ref="spring"),
    optin(),
    notification_optin(),
]
