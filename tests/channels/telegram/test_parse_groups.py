"""What of a group's talk the bot takes to be meant for it."""

import pytest

from salon.channels.telegram.parse import parse_update
from salon.messaging.arrivals import Arrival, Edit, Left, Media, MediaKind, Moved, Press, Start, Text, What
from tests.channels.telegram import updates
from tests.channels.telegram.contents import PHOTO
from tests.channels.telegram.notices import NOTICES
from tests.channels.telegram.updates import (
    ANONYMOUS_ADMIN,
    CODE,
    FORUM,
    GROUP,
    OTHER_BOT,
    SUPERGROUP,
    USERNAME,
    Json,
    ours,
)


def arrivals(update: Json) -> list[Arrival]:
    """Return what an update brings."""
    return parse_update(update, USERNAME)


@pytest.mark.parametrize(
    "update",
    [
        updates.said_in(SUPERGROUP, "See you at ten"),
        updates.said_in(SUPERGROUP, "/start"),
        updates.said_in(SUPERGROUP, "/book"),
        updates.said_in(SUPERGROUP, "/book@QuizBot"),
        updates.said_in(SUPERGROUP, f"/book@{USERNAME}2"),
        updates.said_in(SUPERGROUP, "/book@QuizBot", reply_to_message=ours(SUPERGROUP)),
        updates.said_in(SUPERGROUP, f"write to maya@{USERNAME}"),
        updates.said_in(SUPERGROUP, f"@{USERNAME}s are nice"),
        updates.said_in(SUPERGROUP, "Yes", reply_to_message=ours(SUPERGROUP, **{"from": OTHER_BOT})),
        updates.said_in(SUPERGROUP, "Yes", reply_to_message=ours(SUPERGROUP, **{"from": updates.OLGA})),
        updates.said_in(SUPERGROUP, f"@{USERNAME} hello", sender=ANONYMOUS_ADMIN),
        updates.said_in(SUPERGROUP, f"@{USERNAME} hello", sender=OTHER_BOT),
        updates.said_in(updates.CHANNEL, f"@{USERNAME} hello"),
        updates.said_in(FORUM, "Hello all", reply_to_message=ours(FORUM, **NOTICES["forum_topic_created"])),
        updates.edited(chat=SUPERGROUP, text="See you at eleven"),
        updates.edited(chat=SUPERGROUP, text=f"@{USERNAME}"),
        updates.update("message", updates.message_in(SUPERGROUP, photo=PHOTO, caption="Us")),
        updates.update("message", updates.message_in(SUPERGROUP, photo=PHOTO)),
        updates.membership(SUPERGROUP, "member", before="left"),
        updates.membership(SUPERGROUP, "administrator"),
        updates.membership(SUPERGROUP, "restricted"),
    ],
)
def test_parse_talk_that_is_not_for_us(update: Json) -> None:
    assert arrivals(update) == []


@pytest.mark.parametrize("name", NOTICES)
def test_parse_notice_in_a_group(name: str) -> None:
    assert arrivals(updates.update("message", updates.message_in(SUPERGROUP, **NOTICES[name]))) == []


def test_parse_group_talk_while_our_name_is_unknown() -> None:
    answer = updates.said_in(SUPERGROUP, "@ hello", reply_to_message=ours(SUPERGROUP, **{"from": {"is_bot": True}}))

    assert parse_update(answer, "") == []


@pytest.mark.parametrize("chat", [GROUP, SUPERGROUP, FORUM])
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (f"@{USERNAME} how much is a peel?", Text("how much is a peel?")),
        (f"@{USERNAME.upper()}, how much?", Text("how much?")),
        (f"How much, @{USERNAME.lower()}?", Text("How much, ?")),
        (f"Dear @{USERNAME}  what is open?", Text("Dear what is open?")),
        (f"(@{USERNAME}) hi", Text("() hi")),
        (f"@{USERNAME}", Start()),
        (f"/start@{USERNAME}", Start()),
        (f"/start@{USERNAME.lower()} {CODE}", Start(CODE)),
        (f"/book@{USERNAME} Friday", Text("book Friday")),
    ],
)
def test_parse_words_for_us(chat: Json, words: str, expected: What) -> None:
    (arrival,) = arrivals(updates.said_in(chat, words))

    assert (arrival.key, arrival.address, arrival.what) == (f"m:{chat['id']}:71", str(chat["id"]), expected)


def test_parse_username_with_its_sign() -> None:
    (arrival,) = parse_update(updates.said_in(GROUP, f"@{USERNAME} hello"), f"@{USERNAME}")

    assert arrival.what == Text("hello")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"text": "Friday"}, Text("Friday")),
        ({"text": "/book"}, Text("book")),
        ({"photo": PHOTO}, Media(MediaKind.PHOTO, "AAlarge", size=187_654)),
    ],
)
def test_parse_reply_to_us(content: Json, expected: What) -> None:
    (arrival,) = arrivals(
        updates.update("message", updates.message_in(SUPERGROUP, reply_to_message=ours(SUPERGROUP), **content))
    )

    assert arrival.what == expected


@pytest.mark.parametrize(("caption", "rest"), [(f"@{USERNAME} what is this?", "what is this?"), (f"@{USERNAME}", "")])
def test_parse_photo_with_our_name(caption: str, rest: str) -> None:
    (arrival,) = arrivals(updates.update("message", updates.message_in(GROUP, photo=PHOTO, caption=caption)))

    assert arrival.what == Media(MediaKind.PHOTO, "AAlarge", rest, size=187_654)


def test_parse_edit_in_a_group() -> None:
    (arrival,) = arrivals(updates.edited(chat=SUPERGROUP, text=f"@{USERNAME} Friday"))

    assert arrival.what == Edit(f"m:{SUPERGROUP['id']}:71", "Friday")


def test_parse_press_in_a_group() -> None:
    (arrival,) = arrivals(updates.press("b:1", chat=SUPERGROUP))

    assert (arrival.address, arrival.what) == (str(SUPERGROUP["id"]), Press("b:1", "Friday", "4382719283746592817"))


@pytest.mark.parametrize(
    "change",
    [
        updates.membership(SUPERGROUP, "kicked"),
        updates.membership(SUPERGROUP, "left"),
        updates.membership(SUPERGROUP, "restricted", is_member=False),
    ],
)
def test_parse_group_that_puts_the_bot_out(change: Json) -> None:
    (arrival,) = arrivals(change)

    assert (arrival.key, arrival.address, arrival.what) == ("u:900001", str(SUPERGROUP["id"]), Left())


@pytest.mark.parametrize("sender", [updates.MAYA, ANONYMOUS_ADMIN])
def test_parse_group_that_becomes_a_supergroup(sender: Json) -> None:
    (arrival,) = arrivals(
        updates.update("message", updates.message_in(GROUP, sender=sender, migrate_to_chat_id=SUPERGROUP["id"]))
    )

    assert (arrival.address, arrival.what) == (str(GROUP["id"]), Moved(str(SUPERGROUP["id"])))
