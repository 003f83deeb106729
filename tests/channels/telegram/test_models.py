"""Our requests and the stand-in's updates, read by the models of the two libraries that bots are written with.

The stand-in is ours, and so may share our mistakes; these were written by others.
"""

from typing import Any

import pytest
import telegram
from aiogram import methods, types

from salon.channels.telegram import render
from salon.channels.telegram.parse import parse_update
from salon.channels.telegram.send import Telegram
from salon.messaging.app import Bubble, Choice
from salon.messaging.arrivals import Arrival, Edit, Left, Moved, Phone, Press, Start, Text
from tests.channels.telegram import updates
from tests.channels.telegram.asking import ask
from tests.channels.telegram.checks import METHODS
from tests.channels.telegram.contents import FILES, OTHERS, OWN_CARD, PHOTO, PLACES, STRANGERS_CARD
from tests.channels.telegram.notices import NOTICES
from tests.channels.telegram.stand_in import SECRET, StandIn
from tests.channels.telegram.updates import CODE, GROUP, NOT_FOR_US, PRIVATE, SUPERGROUP, USERNAME, Json

CONTENTS = {
    **FILES,
    **PLACES,
    **OTHERS,
    **NOTICES,
    "contact": {"contact": OWN_CARD},
    "card": {"contact": STRANGERS_CARD},
}
UPDATES: dict[str, Json] = {
    **{kind: updates.update(kind, value) for kind, value in NOT_FOR_US.items()},
    **{f"message with {name}": updates.private(**content) for name, content in CONTENTS.items()},
    "text": updates.text("Hello"),
    "start": updates.text(f"/start {CODE}"),
    "edit": updates.edited(text="Friday"),
    "edited caption": updates.edited(photo=PHOTO, caption="Left"),
    "press": updates.press("b:1"),
    "late press": updates.late_press("b:1"),
    "blocked": updates.membership(PRIVATE, "kicked"),
    "restricted": updates.membership(SUPERGROUP, "restricted"),
    "left": updates.membership(SUPERGROUP, "left"),
    "moved": updates.update("message", updates.message_in(GROUP, migrate_to_chat_id=SUPERGROUP["id"])),
    "reply": updates.said_in(SUPERGROUP, "Yes", reply_to_message=updates.ours(SUPERGROUP)),
    "mention": updates.said_in(SUPERGROUP, f"@{USERNAME} hello"),
}
OF_NEXT_YEAR = {"something_of_next_year", "message with something of next year"}


@pytest.mark.parametrize("name", sorted(set(UPDATES) - OF_NEXT_YEAR))
def test_update_is_one_for_aiogram(name: str) -> None:
    read = types.Update.model_validate(UPDATES[name])

    assert (read.model_extra, read.message.model_extra if read.message else {}) == ({}, {})
    kind = next(kind for kind in UPDATES[name] if kind != "update_id")
    assert read.event_type == kind


@pytest.mark.parametrize("name", sorted(UPDATES))
def test_update_is_one_for_python_telegram_bot(name: str) -> None:
    read = telegram.Update.de_json(UPDATES[name], None)

    assert read.update_id == UPDATES[name]["update_id"]


def test_every_kind_of_update_that_is_known_is_made() -> None:
    made = {kind for update in UPDATES.values() for kind in update}

    assert set(types.Update.model_fields) - made == set()


ABOUT_A_MESSAGE = set(
    "message_id date chat message_thread_id direct_messages_topic from sender_chat sender_boost_count "
    "sender_business_bot sender_tag guest_query_id business_connection_id forward_origin is_topic_message "
    "is_automatic_forward reply_to_message external_reply quote reply_to_story reply_to_checklist_task_id "
    "reply_to_poll_option_id via_bot guest_bot_caller_user guest_bot_caller_chat edit_date has_protected_content "
    "is_from_offline is_paid_post media_group_id author_signature paid_star_count text entities link_preview_options "
    "suggested_post_info effect_id caption caption_entities show_caption_above_media has_media_spoiler reply_markup "
    "receiver_user ephemeral_message_id migrate_to_chat_id".split()
)
IN_CHANNELS_ONLY = {"channel_chat_created"}
GIVEN_UP = set("forward_date forward_from forward_from_chat forward_sender_name forward_signature user_shared".split())
GIVEN_UP |= {"forward_from_message_id"}


def test_every_content_of_a_message_that_is_known_is_made() -> None:
    known = {field.alias or name for name, field in types.Message.model_fields.items()}
    made = {name for content in CONTENTS.values() for name in content}

    assert known - made - ABOUT_A_MESSAGE - IN_CHANNELS_ONLY - GIVEN_UP == set()


USER = types.User(id=77, is_bot=False, first_name="Maya")
CHAT = types.Chat(id=77, type="private", first_name="Maya")
ROOM = types.Chat(id=-1_001, type="supergroup", title="Hens")
BOT = types.User(id=99, is_bot=True, first_name="Porewell", username=USERNAME)
AT = 1_800_000_000


def written_by_aiogram(**kind: Any) -> list[Arrival]:
    """Return what comes of an update that aiogram wrote."""
    update = types.Update(update_id=5, **kind)
    return parse_update(update.model_dump(mode="json", by_alias=True, exclude_none=True), USERNAME)


def message(chat: types.Chat = CHAT, **content: Any) -> types.Message:
    """Return a message of aiogram's."""
    return types.Message(message_id=3, date=AT, chat=chat, **{"from": USER}, **content)


def test_parse_what_aiogram_writes() -> None:
    contact = types.Contact(phone_number="447700900123", first_name="Maya", user_id=77)
    members = {
        "old_chat_member": types.ChatMemberMember(user=BOT),
        "new_chat_member": types.ChatMemberBanned(user=BOT, until_date=0),
    }
    change = types.ChatMemberUpdated(chat=CHAT, **{"from": USER}, date=AT, **members)
    query = types.CallbackQuery(id="8", **{"from": USER}, chat_instance="1", data="b:1", message=message())
    came = [
        written_by_aiogram(message=message(text=f"/start {CODE}")),
        written_by_aiogram(message=message(text="Hello")),
        written_by_aiogram(edited_message=message(text="Hello!", edit_date=AT)),
        written_by_aiogram(message=message(contact=contact)),
        written_by_aiogram(callback_query=query),
        written_by_aiogram(my_chat_member=change),
        written_by_aiogram(message=message(ROOM, text=f"@{USERNAME} hi")),
        written_by_aiogram(message=message(ROOM, migrate_to_chat_id=-1_002)),
    ]

    assert [(one.key, one.what) for arrivals in came for one in arrivals] == [
        ("m:77:3", Start(CODE)),
        ("m:77:3", Text("Hello")),
        ("m:77:3:5", Edit("m:77:3", "Hello!")),
        ("m:77:3", Phone("447700900123")),
        ("u:5", Press("b:1", "", "8")),
        ("u:5", Left()),
        ("m:-1001:3", Text("hi")),
        ("m:-1001:3", Moved("-1002")),
    ]


@pytest.mark.parametrize("name", sorted(UPDATES))
def test_parse_what_python_telegram_bot_writes_again(name: str) -> None:
    rewritten = telegram.Update.de_json(UPDATES[name], None).to_dict()

    def brought(update: Json) -> list[tuple[str, str, object]]:
        return [(one.key, one.address, one.what) for one in parse_update(update, USERNAME)]

    assert brought(rewritten) == brought(UPDATES[name])


BUBBLES = {
    "plain": Bubble("5 > 3 & <b>"),
    "buttons": Bubble("Which day?", (Choice("Friday", "b:1"), Choice("Saturday", "b:2"))),
    "phone": Bubble("Your number?", asks_phone=True),
    "phone and buttons": Bubble("Your number?", (Choice("Not now", "b:1"),), asks_phone=True),
    "long": Bubble("word " * 2000, (Choice("Friday", "b:1"),), asks_phone=True),
}


@pytest.mark.parametrize("name", BUBBLES)
@pytest.mark.parametrize("address", ["77", "-1001"])
def test_message_means_the_same_to_both(name: str, address: str) -> None:
    for post in render.posts(address, BUBBLES[name], render.PhoneWords("Share", "Or share it.")):
        body = dict(post.body)

        read = methods.SendMessage.model_validate(body)

        assert read.model_dump(mode="json", exclude_unset=True, exclude_none=True) == body
        assert telegram.LinkPreviewOptions.de_json(body["link_preview_options"], None).is_disabled is True
        for kind, model in (
            ("inline_keyboard", telegram.InlineKeyboardMarkup),
            ("keyboard", telegram.ReplyKeyboardMarkup),
            ("remove_keyboard", telegram.ReplyKeyboardRemove),
        ):
            if kind in body.get("reply_markup", {}):
                assert model.de_json(body["reply_markup"], None).to_dict() == body["reply_markup"]


def test_every_other_request_is_one_for_aiogram() -> None:
    class Listening(StandIn):
        async def _result(self, method: str, request: Any) -> Any:
            asked.append((method, await request.json()))
            return await super()._result(method, request)

    async def everything(app: Telegram) -> None:
        await app.get_me()
        await app.set_commands({"book": "Book a time"}, "en")
        await app.acknowledge("8")
        await app.show_typing("5512345678")
        await app.fetch("AAlarge", 100)
        await app.get_updates(1, 0)
        await app.set_webhook("https://salon.example/telegram", SECRET)
        await app.delete_webhook()

    asked: list[tuple[str, Json]] = []
    server = Listening()
    server.files["AAlarge"] = b"x"
    ask(server, everything)

    assert {method for method, _ in asked} | {"sendMessage"} == set(METHODS)
    for method, body in asked:
        read = getattr(methods, method[0].upper() + method[1:]).model_validate(body)
        assert read.model_extra in ({}, None)
        assert read.model_dump(mode="json", exclude_unset=True, exclude_none=True) == body


def test_answers_of_the_stand_in_are_telegrams() -> None:
    async def work(app: Telegram) -> tuple[Any, Any, Any]:
        about = await app._api.call("getFile", {"file_id": "AAlarge"})
        sent = await app._api.call("sendMessage", {"chat_id": 5512345678, "text": "Hello"})
        return await app._api.call("getMe", {}), about, sent

    server = StandIn()
    server.files["AAlarge"] = b"x"
    me, about, sent = ask(server, work)

    assert types.User.model_validate(me).username == telegram.User.de_json(me, None).username == USERNAME
    assert types.File.model_validate(about).file_path == telegram.File.de_json(about, None).file_path
    assert types.Message.model_validate(sent).text == telegram.Message.de_json(sent, None).text == "Hello"
