"""The transcript on both databases: what is stored, found again, and hidden."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import delete, func, select

from salon.clock import fixed_clock
from salon.conversations.incoming import Incoming, Unacceptable
from salon.conversations.models import Button, Conversation, Handoff, Message
from salon.conversations.replies import Reply, ReplyWriter
from salon.conversations.state import State
from salon.conversations.transcript import Outcome, Received, Transcript
from salon.db import Base, Database
from salon.errors import NotFound
from salon.salon_file import Salon

NOW = datetime(2027, 3, 1, 10, tzinfo=UTC)
PHONE = "07700 900123"
SHOWN = "••••• •••123"


@pytest.fixture
def conversation_id(transcript: Transcript, writer: ReplyWriter) -> str:
    """Return a conversation that has just begun."""
    return transcript.begin("widget", "fingerprint", writer.write("utter_greeting", seed="1", suggest=True))


@pytest.fixture
def answered(transcript: Transcript, conversation_id: str, writer: ReplyWriter) -> Sequence[Reply]:
    """Return the replies to a first message, `m1`; the last has buttons."""
    replies = [writer.write("utter_price", seed="1", topic="price"), writer.write("utter_ask_consent", seed="1")]
    transcript.finish(transcript.receive(conversation_id, Incoming("m1", "hi")), Outcome(replies, State()))
    return replies


def rows(database: Database, model: type[Base]) -> int:
    """Return how many rows there are."""
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def one_line(database: Database, external_id: str = "m1") -> Message:
    """Return a client's line."""
    with database.reading() as session:
        return session.scalars(select(Message).where(Message.external_id == external_id)).one()


def lines(transcript: Transcript, conversation_id: str) -> list[tuple[str, str]]:
    """Return author and text of every line."""
    return [(line["author"], line["text"]) for line in transcript.after(conversation_id, 0)]


def test_receive_in_an_unknown_conversation(transcript: Transcript) -> None:
    with pytest.raises(NotFound):
        transcript.receive(str(uuid4()), Incoming("m1", "hi"))


def test_token_fingerprint_of_an_unknown_conversation(transcript: Transcript) -> None:
    with pytest.raises(NotFound):
        transcript.token_fingerprint(str(uuid4()))


@pytest.mark.parametrize("text", ["", "\x00", "x" * 1001, "\ud83d", None])
def test_receive_an_unacceptable_text(
    transcript: Transcript, database: Database, conversation_id: str, text: str | None
) -> None:
    with pytest.raises(Unacceptable):
        transcript.receive(conversation_id, Incoming("m1", text))

    assert rows(database, Message) == 1


def test_receive_an_unknown_button(transcript: Transcript, database: Database, conversation_id: str) -> None:
    with pytest.raises(Unacceptable) as refused:
        transcript.receive(conversation_id, Incoming("m1", button_id=str(uuid4())))

    assert refused.value.response == "utter_button_unknown"
    assert rows(database, Message) == 1


def test_receive_a_button_of_another_conversation(
    transcript: Transcript, answered: Sequence[Reply], writer: ReplyWriter
) -> None:
    foreign = transcript.begin("widget", "other", writer.write("utter_greeting", seed="1"))

    with pytest.raises(Unacceptable) as refused:
        transcript.receive(foreign, Incoming("m1", button_id=answered[1].buttons[0].id))

    assert refused.value.response == "utter_button_unknown"


def test_begin(transcript: Transcript, database: Database, conversation_id: str) -> None:
    shown = transcript.after(conversation_id, 0)

    assert [(line["author"], line["asks"], line["at"]) for line in shown] == [
        ("bot", None, "2027-03-01T10:00:00+00:00")
    ]
    assert len(shown[0]["buttons"]) == rows(database, Button) == 4
    assert transcript.token_fingerprint(conversation_id) == "fingerprint"


def test_receive_a_text(transcript: Transcript, database: Database, conversation_id: str) -> None:
    received = transcript.receive(conversation_id, Incoming("m1", "  Do creams help? "))

    assert received == Received(
        one_line(database).seq, conversation_id, "m1", "Do creams help?", None, State(), None, 0, None
    )
    assert lines(transcript, conversation_id)[1:] == [("client", "Do creams help?")]


def test_receive_a_button(transcript: Transcript, conversation_id: str, answered: Sequence[Reply]) -> None:
    received = transcript.receive(conversation_id, Incoming("m2", button_id=answered[1].buttons[0].id))

    assert (received.text, received.payload) == ("Yes, that's fine", "/affirm")
    assert lines(transcript, conversation_id)[-1] == ("client", "Yes, that's fine")


def test_receive_a_button_that_says_something(
    transcript: Transcript, conversation_id: str, writer: ReplyWriter
) -> None:
    reply = writer.write("utter_price", seed="1", buttons=[{"title": "Thursday", "payload": "on Thursday"}])
    transcript.finish(transcript.receive(conversation_id, Incoming("m1", "hi")), Outcome([reply], State()))

    received = transcript.receive(conversation_id, Incoming("m2", button_id=reply.buttons[0].id))

    assert (received.text, received.payload) == ("on Thursday", None)


def test_receive_again_before_the_answer(transcript: Transcript, database: Database, conversation_id: str) -> None:
    first = transcript.receive(conversation_id, Incoming("m1", f"it's {PHONE}"))

    again = transcript.receive(conversation_id, Incoming("m1", "something else"))

    assert again == first
    assert first.text == f"it's {PHONE}"
    assert rows(database, Message) == 2


def test_receive_a_button_again_before_the_answer(
    transcript: Transcript, conversation_id: str, answered: Sequence[Reply]
) -> None:
    pressed = Incoming("m2", button_id=answered[1].buttons[0].id)

    assert transcript.receive(conversation_id, pressed) == transcript.receive(conversation_id, Incoming("m2"))


def test_receive_again_after_the_answer(
    transcript: Transcript, database: Database, conversation_id: str, answered: Sequence[Reply]
) -> None:
    again = transcript.receive(conversation_id, Incoming("m1", "hi"))

    assert again.answered == [reply.public() for reply in answered]
    assert (again.text, again.payload) == ("", None)
    assert rows(database, Message) == 4


def test_receive_the_same_id_in_two_conversations(
    transcript: Transcript, conversation_id: str, answered: Sequence[Reply], writer: ReplyWriter
) -> None:
    other = transcript.begin("widget", "other", writer.write("utter_greeting", seed="1"))

    assert transcript.receive(other, Incoming("m1", "hello")).answered is None


def test_receive_the_same_id_from_many_threads(
    transcript: Transcript, database: Database, conversation_id: str
) -> None:
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda _: transcript.receive(conversation_id, Incoming("m1", "hi")), range(8)))

    assert together == [together[0]] * 8
    assert rows(database, Message) == 2


def test_client_line_hides_phone_numbers(transcript: Transcript, database: Database, conversation_id: str) -> None:
    transcript.receive(conversation_id, Incoming("m1", f"it's {PHONE}, thanks"))

    assert lines(transcript, conversation_id)[-1] == ("client", f"it's {SHOWN}, thanks")
    assert PHONE in str(one_line(database).unanswered)


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

    assert transcript.finish(received, outcome) == []

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

    assert shown == [[first.public()]] * 2
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

    assert PHONE in shown[0]["text"]
    assert PHONE not in str(transcript.after(conversation_id, 0))
    assert SHOWN in transcript.after(conversation_id, 0)[-1]["text"]


def test_other_lines_of_the_bot_keep_the_salons_number(
    transcript: Transcript, conversation_id: str, writer: ReplyWriter, salon: Salon
) -> None:
    sorry = writer.write("utter_technical_problem", seed="1")

    transcript.finish(transcript.receive(conversation_id, Incoming("m1", "hi")), Outcome([sorry], State()))

    assert salon.facts()["phone"] in transcript.after(conversation_id, 0)[-1]["text"]


def test_after(transcript: Transcript, conversation_id: str, answered: Sequence[Reply]) -> None:
    whole = transcript.after(conversation_id, 0)

    assert [line["author"] for line in whole] == ["bot", "client", "bot", "bot"]
    assert [line["seq"] for line in whole] == sorted({line["seq"] for line in whole})
    assert [(line["id"], line["topic"]) for line in whole[1:3]] == [("m1", None), (answered[0].id, "price")]
    assert transcript.after(conversation_id, whole[1]["seq"]) == whole[2:]
    assert transcript.after(conversation_id, 0, limit=2) == whole[:2]
    assert transcript.after(str(uuid4()), 0) == []


def test_unanswered(database: Database, salon: Salon, conversation_id: str, answered: Sequence[Reply]) -> None:
    def at(minutes: int) -> Transcript:
        return Transcript(database, fixed_clock(NOW + timedelta(minutes=minutes)), salon.country)

    for minutes, message_id in ((1, "m3"), (0, "m2"), (2, "m4")):
        at(minutes).receive(conversation_id, Incoming(message_id, "hi"))

    left = at(0).unanswered(NOW + timedelta(minutes=1))
    assert left == [(conversation_id, Incoming("m3")), (conversation_id, Incoming("m2"))]


def test_activity_is_noted(database: Database, salon: Salon, conversation_id: str) -> None:
    later = Transcript(database, fixed_clock(NOW + timedelta(hours=1)), salon.country)
    moments: list[Any] = []

    def note() -> None:
        with database.reading() as session:
            moments.append(session.get_one(Conversation, conversation_id).last_activity_at - NOW)

    note()
    received = later.receive(conversation_id, Incoming("m1", "hi"))
    note()
    latest = Transcript(database, fixed_clock(NOW + timedelta(hours=2)), salon.country)
    latest.finish(replace(received), Outcome([], State()))
    note()

    assert moments == [timedelta(0), timedelta(hours=1), timedelta(hours=2)]
