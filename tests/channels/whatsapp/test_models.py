"""A library that others maintain agrees with us: it reads our stand-in's webhooks, and sends what we send."""

import json
from typing import Any

import httpx
import pytest
from pywa import WhatsApp as Pywa
from pywa import handlers, types

from salon.channels.meta.verify import is_genuine
from salon.channels.whatsapp.parse import parse
from salon.channels.whatsapp.render import render, template_post
from salon.messaging.app import Bubble, Choice
from salon.messaging.arrivals import Edit, Media, Moved, Phone, Press, Start, Text, Undelivered
from tests.channels.meta.signing import APP_SECRET, encode, sign
from tests.channels.whatsapp import webhooks as make
from tests.channels.whatsapp.stand_in import NUMBER_ID, FakeWhatsApp
from tests.channels.whatsapp.webhooks import CLIENT, USER_ID


class Wire(httpx.BaseTransport):
    """Brings the library's requests to the stand-in."""

    def __init__(self, stand_in: FakeWhatsApp) -> None:
        self.stand_in = stand_in

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.split("/", 2)[2]
        return httpx.Response(200, json=self.stand_in.take(path, json.loads(request.read())))


def library(stand_in: FakeWhatsApp | None = None) -> Pywa:
    session = httpx.Client(transport=Wire(stand_in or FakeWhatsApp()))
    return Pywa(NUMBER_ID, "token", session=session, server=None, app_secret=APP_SECRET, skip_duplicate_updates=False)


def read_by_library(update: dict[str, Any]) -> list[Any]:
    found: list[Any] = []
    app = library()
    for one in (
        handlers.MessageHandler,
        handlers.CallbackButtonHandler,
        handlers.CallbackSelectionHandler,
        handlers.MessageStatusHandler,
        handlers.PhoneNumberChangeHandler,
        handlers.EditedMessageHandler,
    ):
        app.add_handlers(one(lambda _, it: found.append(it)))
    assert app.webhook_update_handler(encode(update)) == ("ok", 200)
    return found


def with_contact(update: dict[str, Any]) -> dict[str, Any]:
    """Add who it is from, which the library wants though Meta leaves it out where something failed."""
    update["entry"][0]["changes"][0]["value"]["contacts"] = [make.contact()]
    return update


def translated(it: Any) -> Any:
    """Return what we would call something that the library read."""
    match it:
        case types.CallbackButton() | types.CallbackSelection():
            return Press(it.data, it.title)
        case types.MessageStatus():
            return Undelivered(str(it.error.code), gone=it.error.code == 131026)
        case types.PhoneNumberChange():
            return Moved(it.new_wa_id)
        case types.EditedMessage():
            return Edit(it.original_message_id, it.message.text or it.message.caption)
        case types.Message(type="text"):
            return Text(it.text)
        case types.Message(type="contacts"):
            return Phone(it.contacts[0].phones[0].phone)
        case types.Message(type="request_welcome"):
            return Start()
        case types.Message(media=media) if media:
            return (media.id, it.caption or "", media.mime_type.partition(";")[0])
    return it.type


@pytest.mark.parametrize(
    "update",
    [
        make.text(),
        make.advert(),
        make.text_without_number(),
        make.button_reply(),
        make.list_reply(),
        make.template_button(),
        make.media("image", "image/jpeg", caption="My chin"),
        make.media("audio", "audio/ogg; codecs=opus", voice=True),
        make.media("video", "video/mp4", caption="See"),
        make.media("document", "application/pdf", filename="analysis.pdf", caption="Analysis"),
        make.media("sticker", "image/webp", animated=False),
        make.contacts(make.card(CLIENT)),
        make.edit(),
        make.welcome(),
        make.changed_number(),
        with_contact(make.failed()),
        with_contact(make.failed(131047, "Re-engagement message")),
    ],
)
def test_webhook_is_read_alike(update: dict[str, Any]):
    (theirs,), (ours,) = read_by_library(update), parse(encode(update), NUMBER_ID)
    what = ours.what
    expected = (what.reference, what.caption, what.mime_type) if isinstance(what, Media) else what
    assert (translated(theirs), theirs.timestamp) == (expected, ours.at)
    assert ours.address in {theirs.from_user.wa_id, theirs.from_user.bsuid}
    assert ours.key.removesuffix(":failed") == theirs.id


@pytest.mark.parametrize(
    ("update", "kind"),
    [
        (make.location(), "location"),
        (make.order(), "order"),
        (make.unsupported(), "unsupported"),
        (make.reaction(), "reaction"),
    ],
)
def test_webhook_is_of_the_kind_that_it_says(update: dict[str, Any], kind: str):
    (theirs,) = read_by_library(update)
    assert theirs.type == kind


@pytest.mark.parametrize("signature", [sign(b"other"), sign(b"{}", "other"), "sha256=", None, sign(b"{}")])
def test_signature_is_judged_alike(signature: str | None):
    theirs = library().webhook_update_validator(b"{}", signature) is None
    assert theirs == is_genuine(b"{}", signature, APP_SECRET)


YES_NO = (Choice("Yes", "b:1"), Choice("No", "b:2"))
TIMES = tuple(Choice(f"Friday the 4th of December, {hour}:00", f"p:{hour}") for hour in range(10, 15))


def buttons() -> list[types.Button]:
    return [types.Button(title=one.title, callback_data=one.press) for one in YES_NO]


def times() -> types.SectionList:
    rows = [
        types.SectionRow(title="Friday the 4th of Decem…", description=one.title, callback_data=one.press)
        for one in TIMES
    ]
    return types.SectionList(button_title="Choose", sections=[types.Section(title="", rows=rows)])


@pytest.mark.parametrize("address", [CLIENT, USER_ID])
@pytest.mark.parametrize(
    ("bubble", "shown"),
    [
        (Bubble("Hello. 😊"), None),
        (Bubble("Book it?", YES_NO), buttons()),
        (Bubble("When?", TIMES), times()),
    ],
)
def test_body_is_the_one_that_the_library_sends(address: str, bubble: Bubble, shown: Any):
    stand_in = FakeWhatsApp()
    sent = stand_in.sent
    (ours,) = render(address, bubble, "Choose")
    stand_in.take(f"{NUMBER_ID}/messages", dict(ours.body))
    library(stand_in).send_message(address, bubble.text, buttons=shown)
    for section in sent[1].get("interactive", {}).get("action", {}).get("sections", []):
        assert section.pop("title") == ""  # which Meta wants of several sections only
    assert sent[0] == sent[1]


def test_template_is_the_one_that_the_library_sends():
    stand_in = FakeWhatsApp()
    stand_in.take(f"{NUMBER_ID}/messages", dict(template_post(CLIENT, "salon_news", "en_US").body))
    library(stand_in).send_template(CLIENT, "salon_news", types.templates.TemplateLanguage.ENGLISH_US, [])
    sent = [body["template"]["language"]["code"] for body in stand_in.sent], [body["type"] for body in stand_in.sent]
    assert sent == (["en_US"] * 2, ["template"] * 2)


def test_typing_is_the_one_that_the_library_shows():
    stand_in = FakeWhatsApp()
    stand_in.heard = {make.WAMID}
    library(stand_in).indicate_typing(make.WAMID)
    read = {"messaging_product": "whatsapp", "status": "read", "message_id": make.WAMID}
    assert stand_in.courtesies == [{**read, "typing_indicator": {"type": "text"}}]
