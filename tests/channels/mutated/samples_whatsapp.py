"""A webhook of every kind that Meta documents for WhatsApp, by name.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
"""

from collections.abc import Iterator
from typing import Any

from tests.channels.mutated.renaming import Names
from tests.channels.whatsapp import webhooks as make
from tests.channels.whatsapp.webhooks import CLIENT, OURS, SECONDS, USER_ID

Json = dict[str, Any]
NEW_NUMBER, NEW_ID = "12195555358", "US.99"
_GROUP = "Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAz"
_MESSAGE: Json = {"from": CLIENT, "id": "wamid.first", "timestamp": str(SECONDS), "type": "text"}
_ECHO: Json = {"from": "15550783881", "to": CLIENT, "id": OURS, "timestamp": str(SECONDS)}


def _call(event: str, **more: Any) -> Json:
    call = {"id": "wacid.1", "to": "15550783881", "from": CLIENT, "event": event, "timestamp": str(SECONDS), **more}
    return make.update(make.value(calls=[call]), field="calls")


def _news(field: str, **value: Any) -> Json:
    return make.update(value, field=field)


def _without_content(kind: str) -> Json:
    found = make.message(kind, None)
    del found[kind]
    return make.update(make.value(contacts=[make.contact()], messages=[found]))


MESSAGES: dict[str, Json] = {
    "text": make.text(),
    "text without a number": make.text_without_number(),
    "text that answers": make.text(context={"from": "15550783881", "id": OURS}),
    "text that was forwarded": make.text(context={"forwarded": True}),
    "text that was forwarded often": make.text(context={"frequently_forwarded": True}),
    "text about a product": make.text(
        context={
            "from": "15550783881",
            "id": OURS,
            "referred_product": {"catalog_id": "194836987003835", "product_retailer_id": "di9ozbzfi4"},
        }
    ),
    "text from an advertisement": make.advert(),
    "text in a group": make.text(group_id=_GROUP),
    "image": make.media("image", "image/jpeg", caption="My chin"),
    "image without words": make.media("image", "image/jpeg"),
    "audio": make.media("audio", "audio/mpeg", voice=False),
    "voice": make.media("audio", "audio/ogg; codecs=opus", voice=True),
    "video": make.media("video", "video/mp4", caption="See"),
    "document": make.media("document", "application/pdf", filename="analysis.pdf", caption="Analysis"),
    "sticker": make.media("sticker", "image/webp", animated=False),
    "location": make.location(),
    "contacts": make.contacts(make.card("+1 212 555 0100")),
    "several contacts": make.contacts(make.card("+1 212 555 0100"), make.card("+1 212 555 0101")),
    "own card": make.contacts(make.card(wa_id=CLIENT)),
    "card that we asked for": make.contacts(make.card(), origin="contact_request"),
    "button_reply": make.button_reply(),
    "list_reply": make.list_reply(),
    "nfm_reply": make.flow_reply(),
    "call_permission_reply": make.came(
        "interactive",
        {"type": "call_permission_reply", "call_permission_reply": {"response": "accept", "is_permanent": False}},
    ),
    "button": make.template_button(),
    "order": make.order(),
    "reaction": make.reaction(),
    "reaction taken back": make.came("reaction", {"message_id": OURS}),
    "request_welcome": make.welcome(),
    "edit": make.edit(),
    "edit of a caption": make.edit({"type": "image", "image": {"id": "1", "caption": "My left cheek"}}),
    "revoke": make.revoke(),
    "unsupported": make.unsupported(),
    "unsupported without why": _without_content("unsupported"),
    "user_changed_number": make.changed_number(),
    "user_changed_number with an id": make.changed_number_and_id(),
    "user_changed_user_id": make.changed_user_id(),
    "customer_changed_number": make.system("customer_changed_number", {"from": CLIENT}, new_wa_id=NEW_NUMBER),
    "customer_identity_changed": make.system(
        "customer_identity_changed", {"from": CLIENT}, customer=CLIENT, identity={"hash": "DF2lS5v2W6x="}
    ),
    "something of next year": make.came("hologram", {"id": "1", "depth": 3}),
    "errors": make.errors(),
}
STATUSES: dict[str, Json] = {
    "sent": make.status("sent", pricing={"billable": True, "pricing_model": "PMP", "category": "service"}),
    "delivered": make.status("delivered", conversation={"id": "c1", "origin": {"type": "service"}}),
    "read": make.status("read"),
    "played": make.status("played"),
    "deleted": make.status("deleted"),
    "failed": make.failed(131000, "Something went wrong"),
    "failed for good": make.failed(),
    "failed outside the window": make.failed(131047, "Re-engagement message"),
    "read in a group": make.status("read", recipient_type="group", recipient_participant_id=CLIENT),
}
_CAPABILITY: Json = {"max_daily_conversation_per_phone": 1000, "max_phone_numbers_per_business": 2}
OF_THE_ACCOUNT: dict[str, Json] = {
    "message_template_status_update": make.template_news(),
    "message_template_quality_update": _news("message_template_quality_update", new_quality_score="GREEN"),
    "message_template_components_update": _news("message_template_components_update", message_template_element="Hi"),
    "template_category_update": _news("template_category_update", new_category="MARKETING"),
    "account_alerts": _news("account_alerts", entity_type="BUSINESS", alert_info={"alert_severity": "INFO"}),
    "account_review_update": _news("account_review_update", decision="APPROVED"),
    "account_update": _news("account_update", event="VERIFIED_ACCOUNT", phone_number="15550783881"),
    "automatic_events": make.update(
        make.value(automatic_events=[{"id": OURS, "event_name": "LeadSubmitted"}]), field="automatic_events"
    ),
    "business_capability_update": _news("business_capability_update", **_CAPABILITY),
    "history": make.update(
        make.value(history=[{"metadata": {"phase": 0}, "threads": [{"id": CLIENT, "messages": [_MESSAGE]}]}]),
        field="history",
    ),
    "partner_solutions": _news("partner_solutions", event="SOLUTION_CREATED", solution_id="1"),
    "payment_configuration_update": _news("payment_configuration_update", configuration_name="x", status="Active"),
    "phone_number_name_update": _news("phone_number_name_update", decision="APPROVED"),
    "phone_number_quality_update": _news("phone_number_quality_update", event="UPGRADE", current_limit="TIER_10K"),
    "security": _news("security", event="PIN_CHANGED", display_phone_number="15550783881"),
    "smb_app_state_sync": make.update(
        make.value(state_sync=[{"type": "contact", "contact": {"phone_number": CLIENT}, "action": "add"}]),
        field="smb_app_state_sync",
    ),
    "smb_message_echoes": make.update(
        make.value(message_echoes=[_ECHO | {"type": "text", "text": {"body": "Hello"}}]), field="smb_message_echoes"
    ),
    "user_preferences": make.update(
        make.value(user_preferences=[{"wa_id": CLIENT, "category": "marketing_messages", "value": "stop"}]),
        field="user_preferences",
    ),
    "calls": _call("connect", direction="USER_INITIATED", session={"sdp_type": "offer", "sdp": "v=0"}),
    "calls that end": _call("terminate", status="COMPLETED", duration=40),
    "flows": _news("flows", event="FLOW_STATUS_CHANGE", flow_id="1", new_status="PUBLISHED"),
    "group_lifecycle_update": make.update(
        make.value(groups=[{"group_id": _GROUP, "type": "group_create"}]), field="group_lifecycle_update"
    ),
}
SAMPLES = MESSAGES | STATUSES | OF_THE_ACCOUNT


def names(client: int, number: int) -> Names:
    """Return what the ids are for another client and another webhook."""
    numbers = {CLIENT: f"16506{client:06}", NEW_NUMBER: f"12196{client:06}"}
    ids = {USER_ID: f"{USER_ID}{client}", NEW_ID: f"{NEW_ID}{client}"}
    return numbers | ids | {one: f"{one}{number}" for one in (make.WAMID, OURS, "wamid.first")}


def plain(sample: Json, words: str, *, after: bool = True) -> Json:
    """Return words of the client that a sample is of, from where they are to be found after it, or before it."""
    messages = list(_messages(sample))
    if any("from" not in one and one["type"] != "system" for one in messages):
        return make.text_without_number(words)
    moved = [one["system"]["type"] for one in messages if one["type"] == "system"]
    if moved == ["user_changed_user_id"]:
        return _from(make.text_without_number(words), USER_ID, NEW_ID if after else USER_ID)
    if after and moved in (["user_changed_number"], ["customer_changed_number"]):
        return _from(make.text(words), CLIENT, NEW_NUMBER)
    return make.text(words)


def kinds_of(update: Json) -> set[str]:
    """Return what an update is: a field, types of messages and of what they hold, statuses."""
    found = {change["field"] for entry in update["entry"] for change in entry["changes"]}
    for message in _messages(update):
        found |= {message["type"], *(message.get("context") or {}), *({"referral", "group_id"} & set(message))}
        if message["type"] in ("interactive", "system"):
            found.add(message[message["type"]]["type"])
    return found | {status["status"] for value in _values(update) for status in value.get("statuses", ())}


def _values(update: Json) -> Iterator[Json]:
    return (change["value"] for entry in update["entry"] for change in entry["changes"])


def _messages(update: Json) -> Iterator[Json]:
    return (one for value in _values(update) for one in value.get("messages", ()))


def _from(update: Json, old: str, new: str) -> Json:
    (message,) = _messages(update)
    for name in ("from", "from_user_id"):
        if message.get(name) == old:
            message[name] = new
    return update
