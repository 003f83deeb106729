"""Taking a turn: order, tokens, what the engine is asked, and who hears of the answer."""

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy import select

from salon.conversations.incoming import Incoming, Unacceptable
from salon.conversations.live import Event
from salon.conversations.models import Message
from salon.db import Database
from salon.errors import NotFound
from tests.conversations.conftest import Open
from tests.conversations.fakes import ASKS_PHONE, COMEDONES, PRICE, FakeEngine, FakeNets, answer, said
from tests.conversations.talking import begin, client_lines, history, reasons, say, together


@pytest.mark.parametrize(
    "conversation_id", ["", "x", "\x00", "a" * 36, "99b7cd4b-8009-4ae8-b9f8-ad156d76d28e", "' OR 1=1 --", "é" * 36]
)
def test_open_unknown_conversation(open_room: Open, conversation_id: str) -> None:
    with pytest.raises(NotFound, match="^no such conversation$"):
        asyncio.run(open_room(FakeEngine()).open(conversation_id, "token"))


def test_open_with_the_token_of_another_conversation(open_room: Open) -> None:
    room = open_room(FakeEngine())
    one, other = asyncio.run(room.begin("widget")), asyncio.run(room.begin("widget"))

    with pytest.raises(NotFound, match="^no such conversation$"):
        asyncio.run(room.open(one[0], other[1]))
    asyncio.run(room.open(one[0], one[1]))


def test_turn_in_an_unknown_conversation(open_room: Open) -> None:
    engine = FakeEngine()

    with pytest.raises(NotFound):
        say(open_room(engine), str(uuid4()), "hi")

    assert engine.asked == []


def test_unacceptable_message_is_neither_stored_nor_answered(open_room: Open, database: Database) -> None:
    engine = FakeEngine()
    room = open_room(engine)

    with pytest.raises(Unacceptable):
        say(room, begin(room), "x" * 1001)

    assert (client_lines(database), engine.asked) == ([], [])


def test_button_of_another_conversation(open_room: Open) -> None:
    engine = FakeEngine()
    room = open_room(engine)
    foreign = asyncio.run(room.begin("widget"))[2]["buttons"][0]["id"]

    with pytest.raises(Unacceptable) as refused:
        asyncio.run(room.take_turn(begin(room), Incoming("m1", button_id=foreign)))

    assert (refused.value.response, engine.asked) == ("utter_button_unknown", [])


def test_begin_greets_with_topics_to_tap(open_room: Open) -> None:
    room = open_room(FakeEngine())

    conversation_id, token, greeting = asyncio.run(room.begin("widget"))

    assert (greeting["topic"], len(greeting["buttons"])) == ("greet", 4)
    assert len(token) == 43
    assert history(room, conversation_id) == [greeting]


def test_turn_is_answered_and_stored(open_room: Open) -> None:
    room = open_room(FakeEngine())
    conversation_id = begin(room)

    replies = say(room, conversation_id, "What are blackheads?")[0]

    lines = history(room, conversation_id)[1:]
    assert [(one["topic"], [source["id"] for source in one["sources"]]) for one in replies] == [
        ("ask_comedones", ["S3", "S4", "S24"])
    ]
    assert [(line["author"], line["text"]) for line in lines] == [
        ("client", "What are blackheads?"),
        ("bot", replies[0]["text"]),
    ]


def test_engine_gets_the_state_that_it_gave(open_room: Open) -> None:
    engine = FakeEngine(ASKS_PHONE, PRICE)
    room = open_room(engine)

    say(room, begin(room), "book me in", "how much is it?")

    assert [one.state for one in engine.asked] == [[], ASKS_PHONE.state]
    assert {one.context["red_flag"] for one in engine.asked} == {None}
    assert [one.message_id for one in engine.asked] == ["m1", "m2"]


def test_question_is_asked_again_after_an_interruption(open_room: Open) -> None:
    inside = answer(said("utter_price"), intents=("price",), form="booking_form")
    room = open_room(FakeEngine(ASKS_PHONE, inside))

    replies = say(room, begin(room), "book me in", "how much is it?")[1]

    assert [(one["topic"], one["asks"]) for one in replies] == [("price", None), ("book_appointment", "phone")]


def test_follow_up_has_the_topic_before_it(open_room: Open, database: Database) -> None:
    why = answer(said("utter_ask_comedones_why"), intents=("ask_why",))
    room = open_room(FakeEngine(COMEDONES, why))

    replies = say(room, begin(room), "What are blackheads?", "why?")

    assert [one[0]["topic"] for one in replies] == ["ask_comedones", "ask_comedones"]
    with database.reading() as session:
        line = session.scalars(select(Message).where(Message.external_id == "m2")).one()
    assert (line.intent, line.topic, line.confidence) == ("ask_why", "ask_comedones", 0.9)


def test_engine_that_says_nothing(open_room: Open) -> None:
    room = open_room(FakeEngine(answer(intents=("nlu_fallback",))))

    replies = say(room, begin(room), "hm")[0]

    assert [(one["topic"], len(one["text"]) > 0) for one in replies] == [(None, True)]


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ("utter_talk_to_human", "asked"),
        ("utter_complaint", "complaint"),
        ("utter_still_lost", "lost"),
        ("utter_contraindicated_block", "contraindication"),
    ],
)
def test_sentence_that_promises_a_person_calls_staff(
    open_room: Open, database: Database, response: str, reason: str
) -> None:
    values = {"conditions": "isotretinoin", "condition": "isotretinoin", "reason": "isotretinoin"}
    room = open_room(FakeEngine(answer(said("utter_price"), said(response, **values), intents=("complaint",))))

    say(room, begin(room), "hello?")

    assert reasons(database) == [reason]


def test_answer_calls_nobody(open_room: Open, database: Database) -> None:
    room = open_room(FakeEngine())

    say(room, begin(room), "What are blackheads?")

    assert reasons(database) == []


def test_button_is_what_it_means(open_room: Open, database: Database) -> None:
    engine = FakeEngine(answer(said("utter_ask_consent"), form="booking_form"), COMEDONES)
    nets = FakeNets()
    room = open_room(engine, nets)
    conversation_id = begin(room)
    button = say(room, conversation_id, "07700 900123")[0][0]["buttons"][0]

    asyncio.run(room.take_turn(conversation_id, Incoming("m2", button_id=button["id"])))

    assert (engine.asked[1].text, engine.asked[1].payload) == (button["title"], {"intent": "affirm", "values": {}})
    assert client_lines(database)[1] == button["title"]
    assert nets.looked == ["07700 900123"]


@pytest.mark.parametrize("text", ["/book_appointment", "/restart", "/affirm{}", "/", "//help"])
def test_leading_slash_is_plain_text(open_room: Open, database: Database, text: str) -> None:
    engine = FakeEngine()
    nets = FakeNets()
    room = open_room(engine, nets)

    say(room, begin(room), text)

    assert [(one.text, one.payload) for one in engine.asked] == [(text, None)]
    assert (nets.looked, client_lines(database)) == ([text], [text])


def test_turns_of_one_conversation_follow_one_another(open_room: Open) -> None:
    engine = FakeEngine(ASKS_PHONE)
    room = open_room(engine)
    conversation_id = begin(room)

    together(*(room.take_turn(conversation_id, Incoming(f"m{number}", "hi")) for number in range(4)))

    assert engine.most_at_once == 1
    assert [one.state for one in engine.asked] == [[], *[ASKS_PHONE.state] * 3]


def test_turns_of_different_conversations_run_side_by_side(open_room: Open) -> None:
    engine = FakeEngine()
    engine.gathers = 3
    room = open_room(engine)
    conversations = [begin(room) for _ in range(3)]

    together(*(room.take_turn(one, Incoming("m1", "hi")) for one in conversations))

    assert engine.most_at_once == 3


def test_answer_is_what_is_stored(open_room: Open) -> None:
    room = open_room(FakeEngine())
    conversation_id = begin(room)

    answered = asyncio.run(room.take_turn(conversation_id, Incoming("m1", "What are blackheads?")))

    own, reply = history(room, conversation_id)[1:]
    assert (answered.seq, answered.at.isoformat(), answered.held_by) == (own["seq"], own["at"], None)
    assert answered.replies == [reply]


def test_sockets_are_woken_before_and_after_the_answer(open_room: Open) -> None:
    room = open_room(FakeEngine())
    conversation_id, other = begin(room), begin(room)

    with room.listeners.listen(conversation_id) as events, room.listeners.listen(other) as foreign:
        answered = asyncio.run(room.take_turn(conversation_id, Incoming("m1", "What are blackheads?")))

        assert [events.get_nowait(), events.get_nowait()] == [Event("bot", answered.seq), Event()]
        assert (events.empty(), foreign.empty()) == (True, True)


@pytest.mark.parametrize("awake", [True, False])
def test_engine_ready(open_room: Open, awake: bool) -> None:
    engine = FakeEngine()
    engine.awake = awake

    assert asyncio.run(open_room(engine).engine_ready()) is awake


def test_engine_hears_of_health_that_was_said_in_passing(open_room: Open) -> None:
    engine = FakeEngine(PRICE, ASKS_PHONE)
    room = open_room(engine)

    say(room, begin(room), "I'm pregnant, how much is a deep cleaning?", "ok, book me in")

    assert [one.context["skin"]["conditions"] for one in engine.asked] == [["pregnancy"], ["pregnancy"]]
