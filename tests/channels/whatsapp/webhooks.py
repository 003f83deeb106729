"""Every kind of webhook in WhatsApp's documentation, with values as they come.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
"""

from typing import Any

from tests.channels.whatsapp.stand_in import NUMBER_ID

ACCOUNT_ID = "102290129340398"
CLIENT = "16505551234"
USER_ID = "US.13491208655302741918"
WAMID = "wamid.HBgLMTY1MDU1NTEyMzQVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA="
OURS = "wamid.HBgLMTY1MDU1NTEyMzQVAgARGBJDQjZCMzlEQUE4OTJBMTE4RTUA"
SECONDS = 1739321024
MEDIA_ID = "1003383421387256"


def value(**holds: Any) -> dict[str, Any]:
    metadata = {"display_phone_number": "15550783881", "phone_number_id": NUMBER_ID}
    return {"messaging_product": "whatsapp", "metadata": metadata, **holds}


def update(*values: dict[str, Any], field: str = "messages") -> dict[str, Any]:
    changes = [{"value": one, "field": field} for one in values]
    return {"object": "whatsapp_business_account", "entry": [{"id": ACCOUNT_ID, "changes": changes}]}


def contact(**more: Any) -> dict[str, Any]:
    return {"profile": {"name": "Шейна 🌿 Nelson"}, "wa_id": CLIENT, "user_id": USER_ID, **more}


def message(kind: str, content: Any, **more: Any) -> dict[str, Any]:
    head = {"from": CLIENT, "from_user_id": USER_ID, "id": WAMID, "timestamp": str(SECONDS), "type": kind}
    return head | {kind: content} | more


def came(kind: str, content: Any, **more: Any) -> dict[str, Any]:
    return update(value(contacts=[contact()], messages=[message(kind, content, **more)]))


def text(body: str = "Does it hurt? 😊 больно?", **more: Any) -> dict[str, Any]:
    return came("text", {"body": body}, **more)


def text_without_number(body: str = "hello") -> dict[str, Any]:
    found = message("text", {"body": body})
    del found["from"]
    who = contact()
    del who["wa_id"]
    return update(value(contacts=[who], messages=[found]))


def button_reply(press: str = "b:yes", title: str = "Yes") -> dict[str, Any]:
    context = {"from": "15550783881", "id": OURS}
    return came("interactive", {"type": "button_reply", "button_reply": {"id": press, "title": title}}, context=context)


def list_reply(press: str = "p:2026-12-04T09:30Z", title: str = "Fri 4 December, 10:30") -> dict[str, Any]:
    reply = {"id": press, "title": title, "description": "60 minutes"}
    return came("interactive", {"type": "list_reply", "list_reply": reply}, context={"from": "15550783881", "id": OURS})


def template_button() -> dict[str, Any]:
    return came("button", {"payload": "b:news", "text": "What is it?"}, context={"from": "15550783881", "id": OURS})


def flow_reply() -> dict[str, Any]:
    reply = {"response_json": '{"flow_token":"x"}', "body": "Sent", "name": "flow"}
    return came("interactive", {"type": "nfm_reply", "nfm_reply": reply})


def media(kind: str, mime_type: str, **more: Any) -> dict[str, Any]:
    url = f"https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid={MEDIA_ID}"
    content = {
        "mime_type": mime_type,
        "sha256": "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=",
        "id": MEDIA_ID,
        "url": url,
    }
    return came(kind, content | more)


def location() -> dict[str, Any]:
    place = {
        "latitude": 38.9806263495,
        "longitude": -131.9428612257,
        "name": "Main Street Beach",
        "address": "1 Main St",
    }
    return came("location", place | {"url": "https://foursquare.com/v/4d7031d35b5df7744"})


def contacts(*cards: dict[str, Any], **more: Any) -> dict[str, Any]:
    return came("contacts", list(cards), **more)


def card(phone: str = "+1 (650) 555-1234", **more: Any) -> dict[str, Any]:
    name = {"formatted_name": "Sheena Nelson", "first_name": "Sheena"}
    return {"name": name, "phones": [{"phone": phone, "type": "CELL", **more}]}


def reaction() -> dict[str, Any]:
    return came("reaction", {"message_id": OURS, "emoji": "👍"})


def edit(new: dict[str, Any] | None = None) -> dict[str, Any]:
    now = new or {"type": "text", "text": {"body": "tomorrow at ten"}}
    return came("edit", {"original_message_id": "wamid.first", "message": {"context": {"id": OURS}, **now}})


def revoke() -> dict[str, Any]:
    return came("revoke", {"original_message_id": "wamid.first"})


def unsupported() -> dict[str, Any]:
    details = {"details": "Message type is currently not supported."}
    error = {"code": 131051, "title": "Message type unknown", "message": "Message type unknown", "error_data": details}
    return came("unsupported", {"type": "poll_creation"}, errors=[error])


def order() -> dict[str, Any]:
    item = {"product_retailer_id": "di9ozbzfi4", "quantity": 2, "item_price": 30, "currency": "EUR"}
    return came("order", {"catalog_id": "194836987003835", "text": "Both, please", "product_items": [item]})


def advert() -> dict[str, Any]:
    referral = {
        "source_url": "https://fb.me/3cr4Wqqkv",
        "source_id": "120226305854810726",
        "source_type": "ad",
        "body": "Deep cleaning",
        "headline": "Chat with us",
        "media_type": "image",
        "image_url": "https://scontent.xx.fbcdn.net/v/t45.1",
        "ctwa_clid": "Aff-n8ZTODiE79d22KtAwQKj9e_mIEOOj27vDVwFjN80dp4_0NiNhEgpGo0AHemvuSoifXaytfTzcchptiErTKCqTrJ5nW1h7IHYeYymGb5K5J5iTROpBhWAGaIAeUzHL50",
        "welcome_message": {"text": "Hi there!"},
    }
    return text("Hi, I saw this", referral=referral)


def welcome() -> dict[str, Any]:
    found = message("request_welcome", {})
    del found["request_welcome"]
    return update(value(contacts=[contact()], messages=[found]))


def system(kind: str, sender: dict[str, str], **holds: Any) -> dict[str, Any]:
    body = {"body": "User Sheena Nelson changed from 16505551234 to 12195555358", "type": kind, **holds}
    head = {"id": WAMID, "timestamp": str(SECONDS), "type": "system", "system": body}
    return update(value(messages=[sender | head]))


def changed_number() -> dict[str, Any]:
    return system("user_changed_number", {"from": CLIENT}, wa_id="12195555358")


def changed_number_and_id() -> dict[str, Any]:
    ids = {"user_id": "US.99", "previous_user_id": USER_ID}
    return system("user_changed_number", {"from": CLIENT}, wa_id="12195555358", **ids)


def changed_user_id() -> dict[str, Any]:
    return system("user_changed_user_id", {}, user_id="US.99", previous_user_id=USER_ID)


def status(kind: str, **more: Any) -> dict[str, Any]:
    found = {
        "id": OURS,
        "status": kind,
        "timestamp": str(SECONDS),
        "recipient_id": CLIENT,
        "recipient_user_id": USER_ID,
    }
    return update(value(statuses=[found | more]))


def failed(code: int = 131026, title: str = "Message undeliverable", **more: Any) -> dict[str, Any]:
    href = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"
    error = {"code": code, "title": title, "message": title, "error_data": {"details": "…"}, "href": href}
    return status("failed", errors=[error], **more)


def errors() -> dict[str, Any]:
    details = {"details": "Message failed to send because there were too many messages sent."}
    error = {"code": 130429, "title": "Rate limit hit", "message": "Rate limit hit", "error_data": details}
    return update(value(errors=[error]))


def template_news() -> dict[str, Any]:
    news = {"event": "APPROVED", "message_template_id": 1689556908129832, "message_template_name": "salon_news"}
    return update(news, field="message_template_status_update")


ALL = [
    text(),
    text_without_number(),
    button_reply(),
    list_reply(),
    template_button(),
    flow_reply(),
    media("image", "image/jpeg", caption="My chin"),
    media("audio", "audio/ogg; codecs=opus", voice=True),
    media("video", "video/mp4", caption="See"),
    media("document", "application/pdf", filename="analysis.pdf", caption="Analysis"),
    media("sticker", "image/webp", animated=False),
    location(),
    contacts(card()),
    reaction(),
    edit(),
    revoke(),
    unsupported(),
    order(),
    advert(),
    welcome(),
    changed_number(),
    changed_number_and_id(),
    changed_user_id(),
    status("sent", pricing={"billable": True, "pricing_model": "PMP", "category": "service"}),
    status("delivered"),
    status("read"),
    failed(),
    errors(),
    template_news(),
]
