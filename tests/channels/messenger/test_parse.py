"""What Messenger and Instagram post becomes arrivals, and nothing that anybody posts is an error."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salon.channels.messenger.kinds import INSTAGRAM, MESSENGER
from salon.channels.messenger.parse import parse
from salon.messaging.arrivals import Arrival, Edit, Media, MediaKind, Phone, Press, Start, Text, What
from tests.channels.messenger import webhooks as make
from tests.channels.messenger.webhooks import CLIENT, MID, MILLISECONDS, PAGE, PHOTO
from tests.channels.meta.mutating import EXAMPLES, spoiled
from tests.channels.meta.signing import encode

CODE = "Xy4-ab_CdEfGhIjKlMnOpQr5"
AT = datetime.fromtimestamp(MILLISECONDS / 1000, UTC)


def read(update: Any) -> list[Arrival]:
    return parse(encode(update), MESSENGER, PAGE)


def one(what: What, key: str = MID) -> list[Arrival]:
    return [Arrival(key, CLIENT, AT, what)]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b"[]", b"null", b"1" * 5000, b"[" * 100_000, b'{"object": "page", "entry": {}}']
)
def test_parse_no_update(body: bytes):
    assert parse(body, MESSENGER, PAGE) == []


def test_parse_for_another_page():
    assert read(make.update(make.event(message={"mid": MID, "text": "x"}), page="1")) == []


def test_parse_keeps_the_two_apps_apart():
    body = encode(make.on_instagram(make.text("Hello")))
    assert parse(body, MESSENGER, PAGE) == []
    assert parse(body, INSTAGRAM, PAGE) == one(Text("Hello"))


@pytest.mark.parametrize(
    "update",
    [
        *make.SILENT,
        make.edit(""),
        make.postback(""),
        make.message(mid="", text="no id"),
        make.message(text="to oneself", is_self=True),
        make.update(make.event(message={"mid": MID, "text": "x"}, sender={"id": PAGE})),
        make.update(make.event(message={"mid": MID, "text": "x"}, sender={"id": "../me"})),
        make.update(make.event(message={"mid": MID, "text": "x"}, sender={"id": "٣٤"})),
    ],
)
def test_parse_what_wants_no_answer(update: dict[str, Any]):
    assert read(update) == []


@pytest.mark.parametrize(
    ("update", "what"),
    [
        (make.text(), Text("Does it hurt? 😊 больно?")),
        (make.text("/restart"), Text("/restart")),
        (make.story_reply(), Text("Lovely!")),
        (make.advert_message(), Text("I saw this")),
        (make.fallback(), Text("https://example.org/mask")),
        (make.quick_reply(), Press("b:yes", "Yes")),
        (make.quick_reply("+79215551234", "+79215551234"), Phone("+79215551234")),
        (make.quick_reply("(650) 555-1234", ""), Phone("(650) 555-1234")),
        (make.quick_reply("1 650 555-1234", ""), Phone("1 650 555-1234")),
        (make.attached(make.attachment("image", url=PHOTO)), Media(MediaKind.PHOTO, PHOTO)),
        (make.attached(make.attachment("image", url=PHOTO), text="Chin"), Media(MediaKind.PHOTO, PHOTO, "Chin")),
        (make.attached(make.attachment("image", url=PHOTO, sticker_id=369)), Media(MediaKind.STICKER, PHOTO)),
        (make.attached(make.attachment("audio", url=PHOTO)), Media(MediaKind.VOICE, PHOTO)),
        (make.attached(make.attachment("video", url=PHOTO)), Media(MediaKind.VIDEO, PHOTO)),
        (make.attached(make.attachment("file", url=PHOTO)), Media(MediaKind.FILE, PHOTO)),
        (make.attached(make.attachment("like_heart")), Media(MediaKind.STICKER)),
        (make.attached(make.attachment("share", url=PHOTO)), Media(MediaKind.OTHER, PHOTO)),
        (make.attached(make.attachment("ig_reel", url=PHOTO)), Media(MediaKind.OTHER, PHOTO)),
        (make.attached(make.attachment("fallback")), Media(MediaKind.OTHER)),
        (make.attached(make.attachment("hologram")), Media(MediaKind.OTHER)),
        (make.location(), Media(MediaKind.PLACE)),
        (
            make.story_mention(),
            Media(MediaKind.OTHER, "https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1&signature=2"),
        ),
        (make.unsupported(), Media(MediaKind.OTHER)),
        (make.postback(), Press("b:yes", "Yes")),
        (make.get_started(), Start()),
        (make.get_started(referral={"ref": CODE}), Start(CODE)),
        (make.get_started(referral={"ref": "spring"}), Start()),
        (make.postback("b:ice", referral={"ref": CODE}), Start(CODE)),
        (make.message(referral={"ref": CODE}), Start(CODE)),
        (make.message(referral={"ref": "spring"}), Start()),
    ],
)
def test_parse_message(update: dict[str, Any], what: What):
    assert read(update) == one(what)


@pytest.mark.parametrize(
    ("update", "what", "key"),
    [
        (make.edit(), Edit(MID, "tomorrow at ten"), f"{MID}:edit:2"),
        (make.edit("eleven", 3), Edit(MID, "eleven"), f"{MID}:edit:3"),
        (make.postback_without_mid(), Press("b:yes", "Yes"), f"postback:{MILLISECONDS}:{CLIENT}:b:yes"),
        (make.referral(ref=CODE), Start(CODE), f"referral:{MILLISECONDS}:{CLIENT}:{CODE}"),
        (make.referral(ref="spring"), Start(), f"referral:{MILLISECONDS}:{CLIENT}:spring"),
        (make.referral(), Start(), f"referral:{MILLISECONDS}:{CLIENT}:"),
        (make.optin(), Start(), f"optin:{MILLISECONDS}:{CLIENT}:spring"),
        (make.notification_optin(), Start(), f"optin:{MILLISECONDS}:{CLIENT}:"),
    ],
)
def test_parse_key_of_what_has_no_id_of_its_own(update: dict[str, Any], what: What, key: str):
    assert read(update) == one(what, key)


@pytest.mark.parametrize(
    ("update", "what"),
    [
        (make.text("Does it hurt?", referral={"ref": CODE}), Text("Does it hurt?")),
        (make.quick_reply(referral={"ref": CODE}), Press("b:yes", "Yes")),
        (make.attached(make.attachment("image", url=PHOTO), referral={"ref": CODE}), Media(MediaKind.PHOTO, PHOTO)),
    ],
)
def test_parse_first_message_after_a_link_is_heard_behind_its_code(update: dict[str, Any], what: What):
    assert read(update) == [Arrival(MID, CLIENT, AT, Start(CODE)), Arrival(f"{MID}:1", CLIENT, AT, what)]


def test_parse_several_photos():
    photos = [make.attachment("image", url=f"{PHOTO}{number}") for number in range(3)]
    assert read(make.attached(*photos, text="Chin")) == [
        Arrival(MID, CLIENT, AT, Media(MediaKind.PHOTO, f"{PHOTO}0", "Chin")),
        Arrival(f"{MID}:1", CLIENT, AT, Media(MediaKind.PHOTO, f"{PHOTO}1")),
        Arrival(f"{MID}:2", CLIENT, AT, Media(MediaKind.PHOTO, f"{PHOTO}2")),
    ]


def test_parse_batch_keeps_order_and_leaves_foreign_and_broken_out():
    events = [make.event(message={"mid": f"m_{number}", "text": f"{number}"}) for number in range(3)]
    update = make.update(events[0], None, "?", {"sender": []}, events[1])
    update["entry"] += [*make.update(events[0], page="1")["entry"], None, *make.update(events[2])["entry"]]
    assert read(update) == [Arrival(f"m_{number}", CLIENT, AT, Text(f"{number}")) for number in range(3)]


def test_parse_page_id_as_a_number():
    update = make.text("Hello")
    update["entry"][0]["id"] = int(PAGE)
    assert read(update) == one(Text("Hello"))


@settings(max_examples=EXAMPLES, deadline=None)
@given(spoiled(make.ALL))
def test_parse_spoiled_update(update: Any):
    for arrival in read(update):
        assert arrival.key and arrival.address.isdecimal() and arrival.at.tzinfo is UTC
        repr(arrival).encode()


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_parse_any_bytes(body: bytes):
    assert parse(body, MESSENGER, PAGE) == []
