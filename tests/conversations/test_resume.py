"""What a crash between storing and answering leaves behind, and how it is taken up again."""

import asyncio

import pytest

from salon.clock import Clock
from salon.conversations.incoming import Incoming
from salon.conversations.service import Conversations
from salon.conversations.transcript import Transcript
from salon.conversations.turns import Answered, Outcome, Received
from salon.db import Database
from salon.salon_file import Salon
from tests.conversations.conftest import Open
from tests.conversations.fakes import COMEDONES, PRICE, FakeEngine
from tests.conversations.talking import begin, history, together


def leave_behind(room: Conversations, transcript: Transcript, *texts: str) -> str:
    """Store messages as `r0`, `r1`, … as if the app had ended before it answered them."""
    conversation_id = begin(room)
    for number, text in enumerate(texts):
        transcript.receive(conversation_id, Incoming(f"r{number}", text))
    return conversation_id


def test_resume_answers_what_a_crash_left_once(open_room: Open, transcript: Transcript, database: Database) -> None:
    engine = FakeEngine(COMEDONES, PRICE)
    room = open_room(engine)
    conversation_id = leave_behind(room, transcript, "What are blackheads?", "it's 07700 900123")

    with room.listeners.listen(conversation_id) as events:
        assert [asyncio.run(room.resume()), asyncio.run(room.resume())] == [2, 0]
        assert events.qsize() == 4  # the bot writes, has written; twice

    assert engine.texts == ["What are blackheads?", "it's 07700 900123"]
    topics = [line["topic"] for line in history(room, conversation_id) if line["author"] == "bot"]
    assert topics == ["greet", "ask_comedones", "price"]


def test_resumed_message_has_one_answer_when_it_is_sent_again(open_room: Open, transcript: Transcript) -> None:
    engine = FakeEngine()
    room = open_room(engine)
    conversation_id = leave_behind(room, transcript, "What are blackheads?")

    asyncio.run(room.resume())
    again = asyncio.run(room.take_turn(conversation_id, Incoming("r0", "What are blackheads?")))

    assert [one["topic"] for one in again.replies] == ["ask_comedones"]
    assert len(engine.asked) == 1


def test_resume_while_the_client_sends_again(open_room: Open, transcript: Transcript) -> None:
    engine = FakeEngine()
    room = open_room(engine)
    conversation_id = leave_behind(room, transcript, "hi")

    together(room.resume(), room.take_turn(conversation_id, Incoming("r0", "hi")))

    assert len(engine.asked) == 1


def test_resume_a_button(open_room: Open, transcript: Transcript) -> None:
    engine = FakeEngine()
    room = open_room(engine)
    conversation_id, _, greeting = asyncio.run(room.begin("widget"))
    transcript.receive(conversation_id, Incoming("r0", button_id=greeting["buttons"][0]["id"]))

    asyncio.run(room.resume())

    assert [one.payload for one in engine.asked] == [{"intent": "ask_comedones", "values": {}}]


def test_resume_goes_on_behind_a_message_that_fails(
    open_room: Open,
    transcript: Transcript,
    database: Database,
    clock: Clock,
    salon: Salon,
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Forgetful(Transcript):
        def finish(self, received: Received, outcome: Outcome) -> Answered:
            if received.message_id == "r0":
                raise OSError("no space left for 07700 900123")
            return super().finish(received, outcome)

    room = open_room(FakeEngine(), transcript=Forgetful(database, clock, salon.country))
    conversation_id = leave_behind(room, transcript, "What are blackheads?", "and pores?")

    assert asyncio.run(room.resume()) == 1
    assert f"conversation {conversation_id}: not resumed: OSError at " in caplog.text
    assert "900123" not in caplog.text
