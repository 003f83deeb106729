"""The transcript on both databases: what is received, found again, and hidden."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from salon.clock import fixed_clock
from salon.conversations.incoming import Incoming, Unacceptable
from salon.conversations.models import Button, Conversation, Message
from salon.conversations.replies import Reply, ReplyWriter
from salon.conversations.state import State
from salon.conversations.transcript import Page, Transcript
from salon.conversations.turns import Answered, Outcome, Received
from salon.db import Database
from salon.errors import NotFound
from salon.salon_file import Salon
from tests.conversations.stored import NOW, PHONE, SHOWN, lines, one_line, rows


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
    foreign, _ = transcript.begin("widget", "other", writer.write("utter_greeting", seed="1"))

    with pytest.raises(Unacceptable) as refused:
        transcript.receive(foreign, Incoming("m1", button_id=answered[1].buttons[0].id))

    assert refused.value.response == "utter_button_unknown"


def test_begin(transcript: Transcript, database: Database, conversation_id: str) -> None:
    shown = transcript.page(conversation_id, 0).lines

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

    own, *replies = transcript.page(conversation_id, 0).lines[1:]
    assert again.answered == Answered(own["seq"], NOW, replies, None)
    assert [line["text"] for line in replies] == [reply.text for reply in answered]
    assert (again.text, again.payload) == ("", None)
    assert rows(database, Message) == 4


def test_receive_the_same_id_in_two_conversations(
    transcript: Transcript, conversation_id: str, answered: Sequence[Reply], writer: ReplyWriter
) -> None:
    other, _ = transcript.begin("widget", "other", writer.write("utter_greeting", seed="1"))

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


def test_page_of_an_unknown_conversation(transcript: Transcript) -> None:
    with pytest.raises(NotFound):
        transcript.page(str(uuid4()), 0)


def test_page(transcript: Transcript, conversation_id: str, answered: Sequence[Reply]) -> None:
    whole = transcript.page(conversation_id, 0)

    assert [line["author"] for line in whole.lines] == ["bot", "client", "bot", "bot"]
    assert [line["seq"] for line in whole.lines] == sorted({line["seq"] for line in whole.lines})
    assert [(line["id"], line["topic"]) for line in whole.lines[1:3]] == [("m1", None), (answered[0].id, "price")]
    assert (whole.more, whole.held_by) == (False, None)
    assert transcript.page(conversation_id, whole.lines[1]["seq"]) == Page(whole.lines[2:], more=False, held_by=None)
    assert transcript.page(conversation_id, 0, limit=2) == Page(whole.lines[:2], more=True, held_by=None)
    assert transcript.page(conversation_id, 0, limit=4) == whole
    assert transcript.page(conversation_id, whole.lines[-1]["seq"]) == Page([], more=False, held_by=None)


def test_line_of_a_client_has_all_that_others_have(
    transcript: Transcript, conversation_id: str, answered: Sequence[Reply]
) -> None:
    own, reply = transcript.page(conversation_id, 0).lines[1:3]

    assert {key: own[key] for key in own if key not in ("id", "seq")} == {
        "at": NOW.isoformat(),
        "author": "client",
        "name": None,
        "text": "hi",
        "topic": None,
        "buttons": [],
        "sources": [],
        "asks": None,
        "times": None,
        "card": None,
        "closing": False,
    }
    assert sorted(own) == sorted(reply)


def test_lines_that_were_stored_by_an_earlier_version(
    transcript: Transcript, database: Database, conversation_id: str
) -> None:
    with database.transaction() as session:
        line = session.scalars(select(Message)).one()
        line.details = '{"buttons": [], "sources": [], "asks": "phone", "booked": true}'

    shown = transcript.page(conversation_id, 0).lines[0]

    assert (shown["asks"], shown["card"], shown["closing"]) == ("phone", None, False)


def test_rate(transcript: Transcript, database: Database, conversation_id: str) -> None:
    for stars in (2, 5):
        transcript.rate(conversation_id, stars)

    with database.reading() as session:
        stored = session.get_one(Conversation, conversation_id)
    assert (stored.stars, stored.rated_at) == (5, NOW)


def test_rate_an_unknown_conversation(transcript: Transcript) -> None:
    with pytest.raises(NotFound):
        transcript.rate(str(uuid4()), 5)


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
