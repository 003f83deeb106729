"""Staff take a conversation over, speak, and let go; the bot is silent meanwhile. On both databases."""

import asyncio
from datetime import timedelta
from uuid import uuid4

import pytest

from salon.advice.red_flags import Group
from salon.clock import fixed_clock
from salon.conversations.holding import Holder, Holding
from salon.conversations.incoming import Incoming, Unacceptable
from salon.conversations.live import Event
from salon.conversations.models import Conversation, Message
from salon.conversations.service import Conversations
from salon.conversations.transcript import Transcript
from salon.db import Database
from salon.errors import BadInput, NotFound
from tests.conversations.conftest import Open
from tests.conversations.fakes import PRICE, BrokenNets, FakeEngine, FakeNets, answer, said
from tests.conversations.stored import NOW, PHONE, SHOWN, lines, one_line, rows
from tests.conversations.talking import ELENA, MAYA, begin, history, reasons, say


def stored(database: Database, conversation_id: str) -> Conversation:
    """Return a conversation."""
    with database.reading() as session:
        return session.get_one(Conversation, conversation_id)


def hold(room: Conversations, conversation_id: str, staff: Holder = MAYA) -> None:
    """Take a conversation over."""
    asyncio.run(room.hold(conversation_id, staff))


def test_unknown_conversation(holding: Holding) -> None:
    unknown = str(uuid4())

    for act in (
        lambda: holding.hold(unknown, MAYA),
        lambda: holding.say(unknown, MAYA, "hi"),
        lambda: holding.writing_behind(unknown, MAYA),
        lambda: holding.known(unknown),
        lambda: holding.release(unknown, MAYA),
        lambda: holding.dismiss(unknown, MAYA, "nothing to do"),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize("name", ["", "  ", "x" * 81])
def test_name_that_is_none(holding: Holding, database: Database, conversation_id: str, name: str) -> None:
    with pytest.raises(BadInput, match="1 to 80"):
        holding.hold(conversation_id, Holder("1", name))
    with pytest.raises(BadInput, match="1 to 80"):
        holding.say(conversation_id, Holder("1", name), "hi")

    assert stored(database, conversation_id).held_by is None


@pytest.mark.parametrize("text", ["", "\x00", "x" * 1001])
def test_say_an_unacceptable_text(holding: Holding, database: Database, conversation_id: str, text: str) -> None:
    with pytest.raises(Unacceptable):
        holding.say(conversation_id, MAYA, text)

    assert (rows(database, Message), stored(database, conversation_id).held_by) == (1, None)


def test_hold_and_release(holding: Holding, database: Database, conversation_id: str) -> None:
    later = Holding(database, fixed_clock(NOW + timedelta(hours=1)))
    seen = []

    for act in (
        lambda: holding.hold(conversation_id, Holder(MAYA.id, " Maya ")),
        lambda: later.hold(conversation_id, Holder(MAYA.id, "Maya L.")),
        lambda: later.hold(conversation_id, ELENA, instead_of=MAYA.id),
        lambda: later.release(conversation_id, ELENA),
        lambda: later.release(conversation_id, ELENA),
    ):
        act()
        found = stored(database, conversation_id)
        seen.append((found.held_by, found.held_by_id, found.held_since))

    assert seen == [
        ("Maya", MAYA.id, NOW),
        ("Maya L.", MAYA.id, NOW),
        ("Elena", ELENA.id, NOW + timedelta(hours=1)),
        (None, None, None),
        (None, None, None),
    ]


def test_say(holding: Holding, transcript: Transcript, database: Database, conversation_id: str) -> None:
    later = Holding(database, fixed_clock(NOW + timedelta(hours=1)))
    holding.hold(conversation_id, MAYA)

    line = later.say(conversation_id, MAYA, f" Ring us: {PHONE} ")

    page = transcript.page(conversation_id, 0)
    assert page.lines[1:] == [line]
    assert (line["author"], line["name"], line["text"]) == ("staff", "Maya", f"Ring us: {PHONE}")
    assert page.held_by == "Maya"
    assert stored(database, conversation_id).last_activity_at == NOW + timedelta(hours=1)


def test_say_holds_what_nobody_held(holding: Holding, database: Database, conversation_id: str) -> None:
    holding.say(conversation_id, MAYA, "Hello")

    assert stored(database, conversation_id).held_by_id == MAYA.id


@pytest.mark.parametrize(
    "text",
    [
        "bye",
        "/restart",
        "/release",
        "bot please",
        "I want the bot back",
        "stop",
        "cancel",
        "no person",
        "I can't breathe",
    ],
)
def test_nothing_that_a_client_says_ends_it(open_room: Open, database: Database, text: str) -> None:
    engine = FakeEngine()
    room = open_room(engine)
    conversation_id = begin(room)
    hold(room, conversation_id)

    answered = asyncio.run(room.take_turn(conversation_id, Incoming("m1", text)))

    assert (answered.replies, answered.held_by, engine.asked) == ([], "Maya", [])
    assert stored(database, conversation_id).held_by_id == MAYA.id


def test_buttons_and_picked_times_are_kept_for_staff(open_room: Open, database: Database) -> None:
    engine = FakeEngine(answer(said("utter_price", buttons=(("Book it", "/affirm"),))))
    room = open_room(engine)
    conversation_id = begin(room)
    button = say(room, conversation_id, "How much is it?")[0][0]["buttons"][0]["id"]
    hold(room, conversation_id)

    pressed = asyncio.run(room.take_turn(conversation_id, Incoming("m2", button_id=button)))
    picked = asyncio.run(room.take_turn(conversation_id, Incoming("m3", "Thu 4 Mar, 16:30", starts_at=NOW)))

    assert [(one.replies, one.held_by) for one in (pressed, picked)] == [([], "Maya"), ([], "Maya")]
    assert [line["text"] for line in history(room, conversation_id)][-2:] == ["Book it", "Thu 4 Mar, 16:30"]
    assert (engine.texts, stored(database, conversation_id).held_by) == (["How much is it?"], "Maya")


def test_bot_is_silent_while_staff_hold(open_room: Open, transcript: Transcript, database: Database) -> None:
    engine = FakeEngine()
    room = open_room(engine)
    conversation_id = begin(room)
    hold(room, conversation_id)

    with room.listeners.listen(conversation_id) as events:
        answered = asyncio.run(room.take_turn(conversation_id, Incoming("m1", "Are you there?")))

        assert [events.get_nowait(), events.empty()] == [Event(), True]

    own = history(room, conversation_id)[-1]
    assert (answered.seq, answered.replies, answered.held_by) == (own["seq"], [], "Maya")
    assert lines(transcript, conversation_id)[1:] == [("client", "Are you there?")]
    assert (engine.asked, reasons(database)) == ([], [])


def test_repeat_while_staff_hold(open_room: Open, database: Database) -> None:
    room = open_room(FakeEngine())
    conversation_id = begin(room)
    hold(room, conversation_id)
    first = asyncio.run(room.take_turn(conversation_id, Incoming("m1", "hi")))

    with room.listeners.listen(conversation_id) as events:
        again = asyncio.run(room.take_turn(conversation_id, Incoming("m1", "hi")))

        assert (again, events.empty()) == (first, True)
    assert rows(database, Message) == 2


def test_resume_leaves_to_staff_what_is_theirs(open_room: Open, transcript: Transcript) -> None:
    engine = FakeEngine()
    room = open_room(engine)
    conversation_id = begin(room)
    transcript.receive(conversation_id, Incoming("r0", "a crash came between"))
    hold(room, conversation_id)
    say(room, conversation_id, "hello?")

    asyncio.run(room.resume())
    asyncio.run(room.release(conversation_id, MAYA))
    resumed = asyncio.run(room.resume())

    assert (resumed, engine.asked) == (0, [])


def test_turn_under_way_is_stored_when_staff_take_over(open_room: Open, transcript: Transcript) -> None:
    class TakenOver(FakeEngine):
        async def turn(self, *arguments: object, **named: object) -> object:  # type: ignore[override]
            await room.say_as_staff(conversation_id, MAYA, "Let me answer that.")
            return PRICE

    room = open_room(TakenOver())
    conversation_id = begin(room)

    answered = asyncio.run(room.take_turn(conversation_id, Incoming("m1", "How much is it?")))

    assert [(line["author"], line["name"]) for line in history(room, conversation_id)[1:]] == [
        ("client", None),
        ("staff", "Maya"),
        ("bot", None),
    ]
    assert (len(answered.replies), answered.held_by) == (1, "Maya")


def test_bot_answers_again_after_staff_let_go(open_room: Open) -> None:
    engine = FakeEngine()
    room = open_room(engine)
    conversation_id = begin(room)
    hold(room, conversation_id)
    say(room, conversation_id, "I'm pregnant")
    asyncio.run(room.release(conversation_id, MAYA))

    answered = asyncio.run(room.take_turn(conversation_id, Incoming("m2", "What are blackheads?")))

    assert (len(answered.replies), answered.held_by) == (1, None)
    assert engine.texts == ["What are blackheads?"]
    assert engine.asked[0].context["skin"]["conditions"] == ["pregnancy"]


def test_phone_number_is_kept_for_staff_until_they_let_go(
    open_room: Open, transcript: Transcript, database: Database
) -> None:
    room = open_room(FakeEngine())
    conversation_id = begin(room)
    hold(room, conversation_id)
    say(room, conversation_id, PHONE)
    held = str(one_line(database).unanswered)

    asyncio.run(room.release(conversation_id, MAYA))

    assert PHONE in held
    assert (one_line(database).unanswered, one_line(database).text) == (None, SHOWN)


@pytest.mark.parametrize("sure", [True, False])
def test_red_flag_while_staff_hold_is_noted_in_silence(open_room: Open, database: Database, sure: bool) -> None:
    room = open_room(FakeEngine(), FakeNets(sure=sure, breathe=Group.BREATHING))
    conversation_id = begin(room)
    hold(room, conversation_id)

    replies = say(room, conversation_id, "I can't breathe")

    noted = sure  # an unsure one is about something else, says the engine
    assert (replies, stored(database, conversation_id).red_flag) == ([[]], "emergency" if noted else None)
    assert reasons(database) == (["red_flag"] if noted else [])


def test_nets_that_fail_while_staff_hold(open_room: Open, caplog: pytest.LogCaptureFixture) -> None:
    room = open_room(FakeEngine(), BrokenNets())
    conversation_id = begin(room)
    hold(room, conversation_id)

    assert say(room, conversation_id, "it's Anna") == [[]]
    assert f"conversation {conversation_id}: ValueError at " in caplog.text
    assert "Anna" not in caplog.text


def test_red_flag_that_cannot_be_stored_while_staff_hold(
    open_room: Open, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full, said Anna")

    room = open_room(FakeEngine(), FakeNets(breathe=Group.BREATHING))
    conversation_id = begin(room)
    hold(room, conversation_id)
    monkeypatch.setattr(Transcript, "flag", fail)

    assert say(room, conversation_id, "I can't breathe, it's Anna") == [[]]
    assert [line["text"] for line in history(room, conversation_id)][-1] == "I can't breathe, it's Anna"
    assert f"conversation {conversation_id}: OSError at " in caplog.text
    assert "Anna" not in caplog.text


def test_sockets_are_woken_by_what_staff_do(open_room: Open) -> None:
    room = open_room(FakeEngine())
    conversation_id = begin(room)

    with room.listeners.listen(conversation_id) as events:
        asyncio.run(room.hold(conversation_id, MAYA))
        line = asyncio.run(room.say_as_staff(conversation_id, MAYA, "Hello"))
        asyncio.run(room.release(conversation_id, MAYA))

        assert [events.get_nowait() for _ in range(events.qsize())] == [Event()] * 3
    assert history(room, conversation_id)[-1] == line
