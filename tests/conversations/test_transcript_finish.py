"""The transcript on both databases: what the end of a turn stores."""

import pytest
from sqlalchemy import delete, select

from salon.conversations.incoming import Incoming
from salon.conversations.models import Conversation, Handoff, Message
from salon.conversations.replies import ReplyWriter
from salon.conversations.state import State
from salon.conversations.transcript import Transcript
from salon.conversations.turns import Answered, Outcome
from salon.db import Database
from salon.errors import NotFound
from salon.salon_file import Salon
from tests.conversations.stored import NOW, PHONE, SHOWN, one_line, rows


def test_finish_stores_what_the_turn_changed(transcript: Transcript, database: Database, conversation_id: str) -> None:
    received = transcript.receive(conversation_id, Incoming("m1", "hi"))
    outcome = Outcome(
        replies=[],
        state=State(topic="price"),
        topics=["price", "aftercare"],
        intent="price",
        confidence=0.75,
        ranking=[{"name": "price"}],
        model="model",
        latency_ms=12.5,
    )

    assert transcript.finish(received, outcome) == Answered(received.seq, NOW, [], None)

    line = one_line(database)
    assert (line.topic, line.intent, line.confidence) == ("price+aftercare", "price", 0.75)
    assert (line.ranking, line.model, line.latency_ms) == ('[{"name": "price"}]', "model", 12.5)
    assert (line.answered_at, line.unanswered) == (NOW, None)
    assert transcript.receive(conversation_id, Incoming("m2", "and?")).state == State(topic="price")


def test_finish_without_topic(transcript: Transcript, database: Database, conversation_id: str) -> None:
    transcript.finish(transcript.receive(conversation_id, Incoming("m1", "hi")), Outcome([], State()))

    assert one_line(database).topic is None


def test_finish_twice_keeps_the_first(
    transcript: Transcript, database: Database, conversation_id: str, writer: ReplyWriter
) -> None:
    received = transcript.receive(conversation_id, Incoming("m1", "hi"))
    first, second = (writer.write(name, seed="1") for name in ("utter_price", "utter_rephrase"))

    shown = [transcript.finish(received, Outcome([reply], State(), handoff="asked")) for reply in (first, second)]

    assert shown == [shown[0]] * 2
    assert [one["text"] for one in shown[0].replies] == [first.text]
    assert (rows(database, Message), rows(database, Handoff)) == (3, 1)


def test_finish_of_an_erased_conversation(transcript: Transcript, database: Database, conversation_id: str) -> None:
    received = transcript.receive(conversation_id, Incoming("m1", "hi"))
    with database.transaction() as session:
        session.execute(delete(Conversation))

    with pytest.raises(NotFound):
        transcript.finish(received, Outcome([], State()))


def test_finish_counts_failures_in_a_row(transcript: Transcript, conversation_id: str) -> None:
    counts = []

    for number, failed in enumerate([True, True, False, True]):
        received = transcript.receive(conversation_id, Incoming(f"m{number}", "hi"))
        counts.append(received.failures)
        transcript.finish(received, Outcome([], State(), failed=failed))

    assert counts == [0, 1, 2, 0]


def test_finish_keeps_a_red_flag(transcript: Transcript, conversation_id: str) -> None:
    seen = []

    for number, flag in enumerate(["doctor", None, "emergency"]):
        received = transcript.receive(conversation_id, Incoming(f"m{number}", "hi"))
        seen.append(received.red_flag)
        transcript.finish(received, Outcome([], State(), red_flag=flag))

    assert seen == [None, "doctor", "doctor"]
    assert transcript.receive(conversation_id, Incoming("m9", "hi")).red_flag == "emergency"


def test_finish_flags_once_for_each_reason(transcript: Transcript, database: Database, conversation_id: str) -> None:
    for number, reason in enumerate(["failure", "failure", "asked", None]):
        received = transcript.receive(conversation_id, Incoming(f"m{number}", "hi"))
        transcript.finish(received, Outcome([], State(), handoff=reason))

    with database.reading() as session:
        flags = [(one.reason, one.conversation_id) for one in session.scalars(select(Handoff))]
    assert sorted(flags) == [("asked", conversation_id), ("failure", conversation_id)]


def test_finish_flags_again_once_the_first_was_closed(
    transcript: Transcript, database: Database, conversation_id: str
) -> None:
    def fail(message_id: str) -> None:
        received = transcript.receive(conversation_id, Incoming(message_id, "hi"))
        transcript.finish(received, Outcome([], State(), handoff="failure"))

    fail("m1")
    with database.transaction() as session:
        session.scalars(select(Handoff)).one().closed_at = NOW
    fail("m2")

    assert rows(database, Handoff) == 2


def test_summary_hides_the_phone_number(transcript: Transcript, conversation_id: str, writer: ReplyWriter) -> None:
    wanted = {"treatment": "Deep cleaning", "when": "Thursday", "price": "£85", "minutes": "90"}
    summary = writer.write("utter_ask_confirmed", seed="1", values=wanted | {"name": "Anna", "phone": PHONE})
    received = transcript.receive(conversation_id, Incoming("m1", PHONE))

    shown = transcript.finish(received, Outcome([summary], State()))

    stored = transcript.page(conversation_id, 0).lines
    assert PHONE in shown.replies[0]["text"]
    assert PHONE not in str(stored)
    assert SHOWN in stored[-1]["text"]


def test_other_lines_of_the_bot_keep_the_salons_number(
    transcript: Transcript, conversation_id: str, writer: ReplyWriter, salon: Salon
) -> None:
    sorry = writer.write("utter_technical_problem", seed="1")

    transcript.finish(transcript.receive(conversation_id, Incoming("m1", "hi")), Outcome([sorry], State()))

    assert salon.facts()["phone"] in transcript.page(conversation_id, 0).lines[-1]["text"]
