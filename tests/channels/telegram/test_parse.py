"""What clients send to the bot in a chat of their own, as arrivals."""

import json
from datetime import UTC, datetime

import pytest

from salon.channels.telegram.parse import parse_update, read_update
from salon.messaging.arrivals import (
    Arrival,
    Edit,
    Left,
    Media,
    MediaKind,
    Phone,
    Press,
    Start,
    Text,
    What,
)
from tests.channels.telegram import updates
from tests.channels.telegram.contents import CARD_OF_NOBODY, FILES, OTHERS, OWN_CARD, PHOTO, PLACES, STRANGERS_CARD
from tests.channels.telegram.notices import NOTICES
from tests.channels.telegram.updates import CODE, MAYA, NOT_FOR_US, OTHER_BOT, PRIVATE, USERNAME, Json

ADDRESS = "5512345678"
SENT = datetime(2027, 1, 15, 8, tzinfo=UTC)


def arrivals(update: Json) -> list[Arrival]:
    """Return what an update brings, by either way in."""
    by_webhook = parse_update(read_update(json.dumps(update).encode()), USERNAME)
    by_polling = parse_update(update, USERNAME)
    assert [(one.key, one.address, one.what) for one in by_webhook] == [
        (one.key, one.address, one.what) for one in by_polling
    ]
    return by_polling


def only(update: Json) -> What:
    """Return what one update brings, which is one thing."""
    (arrival,) = arrivals(update)
    return arrival.what


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"{", b"[]", b"null", b"1", b'"text"', b"{}", b'{"update_id": 1}', b"[" * 100_000, b"9" * 5_000],
)
def test_parse_what_is_no_update(body: bytes) -> None:
    assert parse_update(read_update(body), USERNAME) == []


@pytest.mark.parametrize("kind", NOT_FOR_US)
def test_parse_update_of_a_kind_that_is_not_for_us(kind: str) -> None:
    assert arrivals(updates.update(kind, NOT_FOR_US[kind])) == []


@pytest.mark.parametrize("name", NOTICES)
def test_parse_notice_of_the_app(name: str) -> None:
    assert arrivals(updates.private(**NOTICES[name])) == []


@pytest.mark.parametrize(
    "update",
    [
        updates.private(text="Hello", sender=OTHER_BOT),
        updates.private(text="Hello", sender={}),
        updates.private(text="   "),
        updates.private(text="Hello", number=0),
        updates.private(text="Hello", business_connection_id="b"),
        updates.private(text="Hello", ephemeral_message_id=3, message_id=0),
        updates.press("b:1") | {"update_id": True},
        updates.press(""),
        updates.press("b:1", chat=updates.CHANNEL),
        updates.press("b:1", message={}, inline_message_id="i1"),
        updates.press("b:1", **{"from": OTHER_BOT}),
        updates.edited(text="/start"),
        updates.edited(photo=PHOTO),
        updates.edited(**PLACES["live_location"]),
        updates.membership(PRIVATE, "member", before="kicked"),
        updates.membership(updates.CHANNEL, "kicked"),
    ],
)
def test_parse_what_nobody_waits_for(update: Json) -> None:
    assert arrivals(update) == []


@pytest.mark.parametrize(
    "words", ["How much is a peel?", "<b>\n& 🧖", "/10/03", "/", "//", '/greet{"a": 1}', "1/2", "@me"]
)
def test_parse_text(words: str) -> None:
    assert arrivals(updates.text(words)) == [Arrival("m:5512345678:71", ADDRESS, SENT, Text(words))]


def test_parse_text_that_no_store_takes() -> None:
    body = rb'{"update_id": 1, "message": {"message_id": 71, "date": 1800000000, "text": "a\u0000b\ud800c\ud83e\uddd6",'
    body += b'"from": {"id": 1}, "chat": {"id": 1, "type": "private"}}}'

    assert parse_update(read_update(body), USERNAME) == [
        Arrival("m:1:71", "1", SENT, Text("ab\N{REPLACEMENT CHARACTER}c🧖"))
    ]


def test_parse_message_without_number() -> None:
    (arrival,) = arrivals(updates.private(text="Hello", message_id=0))

    assert arrival.key == "u:900001"


@pytest.mark.parametrize("date", [None, 0, -1, True, 1.5, "1800000000", 2**40, 10**400])
def test_parse_message_without_date(date: object) -> None:
    before = datetime.now(UTC)
    (arrival,) = parse_update(updates.private(text="Hello", date=date), USERNAME)

    assert before <= arrival.at <= datetime.now(UTC)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("/start", Start()),
        ("/START", Start()),
        (f"/start@{USERNAME}", Start()),
        (f"/start {CODE}", Start(CODE)),
        (f"/start@{USERNAME} {CODE}", Start(CODE)),
        (f"/start  {CODE} ", Start(CODE)),
        ("/start instagram", Start()),
        ("/start " + "x" * 64, Start()),
        ("/start " + "x" * 65, Text("x" * 65)),
        ("/start I want to book", Text("I want to book")),
        (f"/start\n{CODE}", Start(CODE)),
        ("/help", Text("help")),
        ("/book", Text("book")),
        ("/book Friday\nat ten", Text("book Friday\nat ten")),
        (f"/book@{USERNAME} Friday", Text("book Friday")),
        ("/my_appointments", Text("my appointments")),
        ("/___", Text("/___")),
        ("/starting", Text("starting")),
    ],
)
def test_parse_command(words: str, expected: What) -> None:
    assert only(updates.text(words)) == expected


def test_parse_edit() -> None:
    first, second = updates.edited(901, text="Friday"), updates.edited(902, text="/book Saturday")

    edits = [*arrivals(first), *arrivals(second), *arrivals(second)]

    of, at = "m:5512345678:71", datetime(2027, 1, 15, 8, 1, tzinfo=UTC)
    assert arrivals(updates.text("Thursday"))[0].key == of
    assert edits == [
        Arrival(f"{of}:901", ADDRESS, at, Edit(of, "Friday")),
        Arrival(f"{of}:902", ADDRESS, at, Edit(of, "book Saturday")),
        Arrival(f"{of}:902", ADDRESS, at, Edit(of, "book Saturday")),
    ]


def test_parse_edit_of_a_caption() -> None:
    assert only(updates.edited(photo=PHOTO, caption="/my left cheek")) == Edit("m:5512345678:71", "/my left cheek")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("photo", Media(MediaKind.PHOTO, "AAlarge", "Look", "", 187_654)),
        ("live_photo", Media(MediaKind.PHOTO, "AAlarge", "Look", "", 187_654)),
        ("voice", Media(MediaKind.VOICE, "AwVoice", "Look", "audio/ogg", 18_211)),
        ("audio", Media(MediaKind.FILE, "CQAudio", "Look", "audio/mpeg", 3_000_000)),
        ("video", Media(MediaKind.VIDEO, "BAvideo", "Look", "video/mp4", 4_321_000)),
        ("video_note", Media(MediaKind.VIDEO, "DQNote", "Look", "", 640_000)),
        ("animation", Media(MediaKind.VIDEO, "CAanimation", "Look", "video/mp4", 65_000)),
        ("document", Media(MediaKind.FILE, "BAdocument", "Look", "application/pdf", 54_321)),
        ("picture_as_document", Media(MediaKind.PHOTO, "BAdocument", "Look", "image/heic", 54_321)),
        ("sticker", Media(MediaKind.STICKER, "CASticker", "Look", "", 20_320)),
    ],
)
def test_parse_file(name: str, expected: Media) -> None:
    assert only(updates.private(**FILES[name], caption="Look")) == expected


@pytest.mark.parametrize(("size", "reference"), [(20_000_001, "AAlarge"), (20_000_000, "AAhuge")])
def test_parse_photo_in_a_size_that_a_bot_can_download(size: int, reference: str) -> None:
    what = only(
        updates.private(photo=[*PHOTO, {"file_id": "AAhuge", "width": 9_000, "height": 9_000, "file_size": size}])
    )

    assert isinstance(what, Media)
    assert (what.kind, what.reference) == (MediaKind.PHOTO, reference)


@pytest.mark.parametrize("name", PLACES)
def test_parse_place(name: str) -> None:
    assert only(updates.private(**PLACES[name])) == Media(MediaKind.PLACE)


@pytest.mark.parametrize("name", OTHERS)
def test_parse_what_we_can_do_nothing_with(name: str) -> None:
    assert only(updates.private(**OTHERS[name])) == Media(MediaKind.OTHER)


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (STRANGERS_CARD, Media(MediaKind.CONTACT)),
        (CARD_OF_NOBODY, Media(MediaKind.CONTACT)),
        (OWN_CARD | {"user_id": str(MAYA["id"])}, Media(MediaKind.CONTACT)),
        (OWN_CARD | {"phone_number": "call me"}, Media(MediaKind.CONTACT)),
        (OWN_CARD | {"phone_number": "+44 7700 900123"}, Phone("+447700900123")),
        (OWN_CARD, Phone("447700900123")),
    ],
)
def test_parse_contact(card: Json, expected: What) -> None:
    assert only(updates.private(contact=card)) == expected


def test_parse_press() -> None:
    before = datetime.now(UTC)
    (arrival,) = parse_update(updates.press("p:2027-01-16T10:00Z", "10:00"), USERNAME)

    expected = Press("p:2027-01-16T10:00Z", "10:00", "4382719283746592817")
    assert (arrival.key, arrival.address, arrival.what) == ("u:900001", ADDRESS, expected)
    assert arrival.at >= before


def test_parse_press_on_a_message_that_is_kept_no_longer() -> None:
    assert only(updates.late_press("b:1")) == Press("b:1", "", "4382719283746592817")


def test_parse_press_that_is_on_no_button() -> None:
    update = updates.press("b:1")
    update["callback_query"]["data"] = "b:forged"

    assert only(update) == Press("b:forged", "", "4382719283746592817")


def test_parse_client_who_blocks_the_bot() -> None:
    assert arrivals(updates.membership(PRIVATE, "kicked")) == [Arrival("u:900001", ADDRESS, SENT, Left())]
