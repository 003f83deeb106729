"""Out of hours a number can be left: asked for, agreed to, and only then kept. On both databases."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from salon.advice.red_flags import Group
from salon.clock import fixed_clock
from salon.conversations.answering import Answering
from salon.conversations.handoffs import Handoffs
from salon.conversations.holding import Holding
from salon.conversations.incoming import Incoming
from salon.conversations.models import Handoff
from salon.conversations.replies import ReplyWriter
from salon.conversations.service import Conversations
from salon.conversations.transcript import Transcript
from salon.db import Database
from salon.responses import Responses
from salon.salon_file import Salon
from salon.secrets import Vault
from salon.topics import Topic
from tests.conversations.conftest import Open
from tests.conversations.fakes import ASKS_PHONE, COMEDONES, FakeEngine, FakeNets, answer, said
from tests.conversations.stored import NOW
from tests.conversations.talking import MAYA, begin, say

CLOSED = answer(said("utter_talk_to_human_closed", next_opening="Tuesday 2 March at 09:00"), intents=("talk_to_human",))
PHONE = "07700 900123"
KEPT = "+447700900123"


def responses_of(replies: list[list[dict[str, Any]]], responses: Responses) -> list[str]:
    """Return the names of what was said: the first reply to each message."""
    known = {"ending": "123", "next_opening": "Tuesday 2 March at 09:00"}
    names = ("utter_callback_consent", "utter_callback_kept", "utter_callback_declined", "utter_invalid_phone")
    texts = {responses.text(name, known): name for name in (*names, "utter_talk_to_human_closed", "utter_ask_phone")}
    return [texts.get(one[0]["text"], "another") if one else "" for one in replies]


def kept(database: Database) -> list[tuple[str, str | None, object]]:
    """Return each hand-off's reason, number, and the moment of the yes."""
    with database.reading() as session:
        return [(one.reason, one.callback_phone, one.callback_consent_at) for one in session.scalars(select(Handoff))]


@pytest.fixture
def engine() -> FakeEngine:
    """Return an engine that says that the salon is closed, and explains blackheads from then on."""
    return FakeEngine(CLOSED, COMEDONES)


@pytest.fixture
def room(open_room: Open, engine: FakeEngine) -> Conversations:
    """Return the room with that engine."""
    return open_room(engine)


def test_number_is_kept_after_the_yes(room: Conversations, database: Database, responses: Responses) -> None:
    conversation_id = begin(room)

    replies = say(room, conversation_id, "a person please", f"it's {PHONE}", "yes please")

    assert responses_of(replies, responses) == [
        "utter_talk_to_human_closed",
        "utter_callback_consent",
        "utter_callback_kept",
    ]
    assert kept(database) == [("asked", KEPT, NOW)]


def test_yes_by_button(room: Conversations, database: Database) -> None:
    conversation_id = begin(room)
    buttons = say(room, conversation_id, "a person please", PHONE)[1][0]["buttons"]

    asyncio.run(room.take_turn(conversation_id, Incoming("b1", button_id=buttons[0]["id"])))

    assert kept(database) == [("asked", KEPT, NOW)]


@pytest.mark.parametrize("no", ["no thanks", "b2"])
def test_number_is_not_kept_after_a_no(room: Conversations, database: Database, responses: Responses, no: str) -> None:
    conversation_id = begin(room)
    buttons = say(room, conversation_id, "a person please", PHONE)[1][0]["buttons"]
    incoming = Incoming("m3", button_id=buttons[1]["id"]) if no == "b2" else Incoming("m3", no)

    replies = asyncio.run(room.take_turn(conversation_id, incoming)).replies

    assert responses_of([replies], responses) == ["utter_callback_declined"]
    assert kept(database) == [("asked", None, None)]


def test_a_question_in_between_is_answered_and_the_number_forgotten(
    room: Conversations, engine: FakeEngine, database: Database
) -> None:
    conversation_id = begin(room)

    say(room, conversation_id, "a person please", PHONE, "ok what are blackheads?", "yes")

    assert engine.texts == ["a person please", "ok what are blackheads?", "yes"]
    assert kept(database) == [("asked", None, None)]


def test_what_it_is_about_may_come_first(room: Conversations, database: Database) -> None:
    conversation_id = begin(room)

    say(room, conversation_id, "a person please", "it's about my booking", PHONE, "yes")

    assert kept(database) == [("asked", KEPT, NOW)]


def test_number_that_is_none(room: Conversations, responses: Responses) -> None:
    conversation_id = begin(room)

    replies = say(room, conversation_id, "a person please", "07700 9001", PHONE)

    assert responses_of(replies, responses)[1:] == ["utter_invalid_phone", "utter_callback_consent"]


def test_a_long_message_with_a_number_is_about_something_else(room: Conversations, engine: FakeEngine) -> None:
    conversation_id = begin(room)
    text = f"I'd like to book a deep cleaning on Thursday please, Anna Lindqvist, {PHONE}"

    say(room, conversation_id, "a person please", text)

    assert engine.texts == ["a person please", text]


def test_a_form_has_its_own_number(open_room: Open, database: Database) -> None:
    engine = FakeEngine(CLOSED, ASKS_PHONE)
    room = open_room(engine)
    conversation_id = begin(room)

    say(room, conversation_id, "a person please", "book me", PHONE)

    assert (engine.texts[-1], kept(database)) == (PHONE, [("asked", None, None)])


def test_nobody_offered_anything(open_room: Open) -> None:
    engine = FakeEngine()
    room = open_room(engine)

    say(room, begin(room), PHONE)

    assert engine.texts == [PHONE]


def test_red_flag_comes_first(open_room: Open, database: Database) -> None:
    room = open_room(FakeEngine(CLOSED), FakeNets(breathe=Group.BREATHING))
    conversation_id = begin(room)

    replies = say(room, conversation_id, "a person please", f"can't breathe {PHONE}")

    assert replies[1][0]["topic"] == "medical_redflag"
    assert sorted(reason for reason, *_ in kept(database)) == ["asked", "red_flag"]


def test_number_of_a_hand_off_that_was_closed_meanwhile(
    room: Conversations, holding: Holding, database: Database
) -> None:
    conversation_id = begin(room)
    say(room, conversation_id, "a person please", PHONE)
    holding.dismiss(conversation_id, MAYA, "spam")

    asyncio.run(room.take_turn(conversation_id, Incoming("m3", "yes")))

    assert sorted(kept(database), key=lambda one: str(one[1])) == [("asked", KEPT, NOW), ("asked", None, None)]


@pytest.mark.parametrize(
    ("said_first", "closed"),
    [
        ("utter_complaint", True),
        ("utter_still_lost", True),
        ("utter_medical_redflag", False),
        ("utter_talk_to_human_closed", False),
        ("utter_price", False),
    ],
)
def test_whoever_is_promised_a_person_hears_when_one_comes(
    transcript: Transcript,
    holding: Holding,
    writer: ReplyWriter,
    topics: Mapping[str, Topic],
    vault: Vault,
    salon: Salon,
    responses: Responses,
    said_first: str,
    closed: bool,
) -> None:
    night = fixed_clock(NOW + timedelta(hours=12))
    engine = FakeEngine(answer(said(said_first, next_opening="Tuesday")))
    answering = Answering(engine, FakeNets(), writer, topics, night, salon)
    room = Conversations(transcript, holding, answering, engine, writer, vault, night)

    replies = say(room, begin(room), "well", PHONE)

    until = responses.text("utter_closed_until", {"next_opening": "Tuesday 2 March at 09:00"})
    offered = closed or said_first == "utter_talk_to_human_closed"
    assert [one["text"] == until for one in replies[0]] == [False, *([True] if closed else [])]
    assert (responses_of(replies, responses)[1] == "utter_callback_consent") is offered


def test_by_day_a_person_is_promised_and_no_more(open_room: Open) -> None:
    room = open_room(FakeEngine(answer(said("utter_complaint"))))

    assert len(say(room, begin(room), "well")[0]) == 1


def test_staff_see_the_number_until_they_give_back(
    room: Conversations, holding: Holding, database: Database, clock: Any
) -> None:
    handoffs = Handoffs(database, clock)
    conversation_id = begin(room)
    say(room, conversation_id, "a person please", PHONE, "yes")
    queue = [one.callback for one in handoffs.waiting()]
    seen = handoffs.standing(conversation_id).callback_phone

    holding.hold(conversation_id, MAYA)
    holding.release(conversation_id, MAYA)

    assert (queue, seen) == ([True], KEPT)
    assert kept(database) == [("asked", None, NOW)]


def test_number_is_encrypted(room: Conversations, database: Database) -> None:
    say(room, begin(room), "a person please", PHONE, "yes")

    with database.engine.connect() as connection:
        stored = [str(row) for row in connection.execute(text("SELECT * FROM handoffs"))]
    assert [one for one in stored if "900123" in one or "7700" in one] == []
    assert [line["text"] for line in asyncio.run(room.history(begin_of(room), 0)).lines][3] == "••••• •••123"


def begin_of(room: Conversations) -> str:
    """Return the only conversation there is."""
    with room._transcript._database.reading() as session:
        return str(session.scalar(select(Handoff.conversation_id)))
