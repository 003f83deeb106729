"""What WhatsApp posts becomes arrivals, and nothing that anybody posts is an error."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salon.channels.whatsapp.parse import parse
from salon.messaging.arrivals import (
    Arrival,
    Edit,
    Media,
    MediaKind,
    Moved,
    Phone,
    Press,
    Start,
    Text,
    Undelivered,
    What,
)
from tests.channels.meta.mutating import EXAMPLES, spoiled
from tests.channels.meta.signing import encode
from tests.channels.whatsapp import webhooks as make
from tests.channels.whatsapp.stand_in import NUMBER_ID
from tests.channels.whatsapp.webhooks import CLIENT, MEDIA_ID, OURS, SECONDS, USER_ID, WAMID

CODE = "Xy4-ab_CdEfGhIjKlMnOpQr5"
OURS_WITH_CODE = f"[Please go on here. #{CODE}]"
AT = datetime.fromtimestamp(SECONDS, UTC)


def read(update: Any) -> list[Arrival]:
    return parse(encode(update), NUMBER_ID)


def one(what: What, key: str = WAMID, address: str = CLIENT) -> list[Arrival]:
    return [Arrival(key, address, AT, what)]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff\xfe", b"[]", b"null", b'"text"', b"1" * 5000, b"[" * 100_000, b'{"entry": {}}', b"NaN"],
)
def test_parse_no_update(body: bytes):
    assert parse(body, NUMBER_ID) == []


def test_parse_for_another_number():
    assert parse(encode(make.text()), "106540352242923") == []


def test_parse_of_another_object():
    assert read(make.text() | {"object": "page"}) == []


@pytest.mark.parametrize(
    "update",
    [
        make.reaction(),
        make.revoke(),
        make.status("sent"),
        make.status("delivered"),
        make.status("read"),
        make.errors(),
        make.template_news(),
        make.text("  \n"),
        make.text(id=""),
        make.text(group_id="120363000000000000"),
        make.edit({"type": "image", "image": {"id": MEDIA_ID}}),
        make.system("customer_identity_changed", {"from": CLIENT}, identity="x"),
        make.came("text", "no object"),
        make.update(make.text()["entry"][0]["changes"][0]["value"], field="standby"),
    ],
)
def test_parse_what_wants_no_answer(update: dict[str, Any]):
    assert read(update) == []


@pytest.mark.parametrize(
    ("update", "what"),
    [
        (make.text(), Text("Does it hurt? 😊 больно?")),
        (make.text("/restart"), Text("/restart")),
        (make.text(context={"forwarded": True}), Text("Does it hurt? 😊 больно?")),
        (make.advert(), Text("Hi, I saw this")),
        (make.button_reply(), Press("b:yes", "Yes")),
        (make.list_reply(), Press("p:2026-12-04T09:30Z", "Fri 4 December, 10:30")),
        (make.template_button(), Press("b:news", "What is it?")),
        (make.came("button", {"text": "What is it?"}), Press("What is it?", "What is it?")),
        (make.flow_reply(), Media(MediaKind.OTHER)),
        (make.media("image", "image/jpeg", caption="Chin"), Media(MediaKind.PHOTO, MEDIA_ID, "Chin", "image/jpeg")),
        (make.media("audio", "audio/ogg; codecs=opus", voice=True), Media(MediaKind.VOICE, MEDIA_ID, "", "audio/ogg")),
        (make.media("voice", "audio/ogg"), Media(MediaKind.VOICE, MEDIA_ID, "", "audio/ogg")),
        (make.media("video", "video/mp4"), Media(MediaKind.VIDEO, MEDIA_ID, "", "video/mp4")),
        (make.media("document", "application/PDF"), Media(MediaKind.FILE, MEDIA_ID, "", "application/pdf")),
        (make.media("sticker", "image/webp"), Media(MediaKind.STICKER, MEDIA_ID, "", "image/webp")),
        (make.location(), Media(MediaKind.PLACE, caption="Main Street Beach, 1 Main St")),
        (make.edit(), Edit("wamid.first", "tomorrow at ten")),
        (make.edit({"type": "image", "image": {"id": "1", "caption": "left"}}), Edit("wamid.first", "left")),
        (make.unsupported(), Media(MediaKind.OTHER)),
        (make.order(), Media(MediaKind.OTHER, caption="Both, please")),
        (make.came("hologram", {"id": "7"}), Media(MediaKind.OTHER)),
        (make.welcome(), Start()),
        (make.changed_number(), Moved("12195555358")),
        (make.system("customer_changed_number", {"from": CLIENT}, new_wa_id=12195555358), Moved("12195555358")),
    ],
)
def test_parse_message(update: dict[str, Any], what: What):
    assert read(update) == one(what)


@pytest.mark.parametrize(
    ("update", "whats"),
    [
        (make.text(OURS_WITH_CODE), [Start(CODE)]),
        (make.text(f"{OURS_WITH_CODE} Does it hurt?"), [Start(CODE), Text("Does it hurt?")]),
        (
            make.media("image", "image/jpeg", caption=OURS_WITH_CODE),
            [Start(CODE), Media(MediaKind.PHOTO, MEDIA_ID, "", "image/jpeg")],
        ),
        (make.edit({"type": "text", "text": {"body": OURS_WITH_CODE}}), []),
        (make.button_reply("b:yes", OURS_WITH_CODE), [Press("b:yes", OURS_WITH_CODE)]),
    ],
)
def test_parse_words_that_carry_a_code(update: dict[str, Any], whats: list[What]):
    keys = [WAMID, f"{WAMID}:1"]
    assert read(update) == [Arrival(key, CLIENT, AT, what) for key, what in zip(keys, whats, strict=False)]


@pytest.mark.parametrize(
    ("update", "what"),
    [
        (make.contacts(make.card()), Phone(CLIENT)),
        (make.contacts(make.card("650-555-1234", wa_id=CLIENT)), Phone(CLIENT)),
        (make.contacts(make.card("+7 921 555 12 34"), origin="contact_request"), Phone("79215551234")),
        (make.contacts(make.card("+7 921 555 12 34"), origin="other"), Media(MediaKind.CONTACT)),
        (make.contacts(make.card("+7 921 555 12 34")), Media(MediaKind.CONTACT)),
        (make.contacts(make.card(), make.card()), Media(MediaKind.CONTACT)),
        (make.contacts({"name": {"formatted_name": "Ann"}}), Media(MediaKind.CONTACT)),
        (make.contacts(), Media(MediaKind.CONTACT)),
    ],
)
def test_parse_contact_is_a_phone_if_it_is_the_senders(update: dict[str, Any], what: What):
    assert read(update) == one(what)


def test_parse_sender_without_number():
    assert read(make.text_without_number()) == one(Text("hello"), address=USER_ID)


def test_parse_sender_known_by_contact_only():
    update = make.text_without_number()
    del update["entry"][0]["changes"][0]["value"]["messages"][0]["from_user_id"]
    assert read(update) == one(Text("hello"), address=USER_ID)


def test_parse_changed_number_and_id_moves_both():
    assert read(make.changed_number_and_id()) == [
        Arrival(WAMID, CLIENT, AT, Moved("12195555358")),
        Arrival(f"{WAMID}:1", USER_ID, AT, Moved("US.99")),
    ]


def test_parse_changed_user_id():
    assert read(make.changed_user_id()) == one(Moved("US.99"), address=USER_ID)


@pytest.mark.parametrize(
    ("update", "address", "what"),
    [
        (make.failed(), CLIENT, Undelivered("131026", gone=True)),
        (make.failed(131047), CLIENT, Undelivered("131047")),
        (make.failed(131049), CLIENT, Undelivered("131049")),
        (make.failed(recipient_id=None), USER_ID, Undelivered("131026", gone=True)),
        (make.status("failed"), CLIENT, Undelivered("unknown")),
    ],
)
def test_parse_failed_status(update: dict[str, Any], address: str, what: Undelivered):
    assert read(update) == one(what, f"{OURS}:failed", address)


def test_parse_batch_keeps_order_and_leaves_foreign_and_broken_out():
    foreign = make.value(messages=[make.message("text", {"body": "not ours"})])
    foreign["metadata"]["phone_number_id"] = "1"
    first = make.message("text", {"body": "one"}, id="wamid.1")
    broken = make.message("text", {"body": "no sender"}, id="wamid.2") | {"from": {}, "from_user_id": []}
    second = make.message("text", {"body": "two"}, id="wamid.3")
    third = make.message("text", {"body": "three"}, id="wamid.4")
    update = make.update(make.value(messages=[first, "?", broken, second]), foreign)
    update["entry"] += [None, *make.update(make.value(messages=[third]))["entry"]]
    assert read(update) == [
        Arrival("wamid.1", CLIENT, AT, Text("one")),
        Arrival("wamid.3", CLIENT, AT, Text("two")),
        Arrival("wamid.4", CLIENT, AT, Text("three")),
    ]


def test_parse_leaves_out_what_no_database_keeps():
    body = encode(make.text()).replace(b"Does it hurt?", b"a\\u0000b \\ud83d c")
    assert [arrival.what for arrival in parse(body, NUMBER_ID)] == [Text("ab \ufffd c 😊 больно?")]


@pytest.mark.parametrize("stamp", [None, "", "soon", "9" * 30, -(10**18), [], {}, True])
def test_parse_without_a_time_that_can_be_read_takes_now(stamp: Any):
    before = datetime.now(UTC)
    (arrival,) = read(make.text(timestamp=stamp))
    assert stamp is True or before <= arrival.at <= datetime.now(UTC)


@settings(max_examples=EXAMPLES, deadline=None)
@given(spoiled(make.ALL))
def test_parse_spoiled_update(update: Any):
    for arrival in read(update):
        assert arrival.key and arrival.address and arrival.at.tzinfo is UTC
        repr(arrival).encode()


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_parse_any_bytes(body: bytes):
    assert parse(body, NUMBER_ID) == []
