"""One conversation: its lines with what the bot thought of them, and what is known beside."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from salon.advice.skin import SkinProfile
from salon.clock import Clock
from salon.conversations.incoming import Incoming
from salon.conversations.replies import ReplyWriter
from salon.conversations.state import Question, State
from salon.conversations.transcript import Transcript
from salon.conversations.turns import Outcome
from salon.db import Database
from salon.errors import NotFound
from salon.inbox.conversation import Guess, Waiting, Work
from salon.inbox.viewing import LINES_AT_ONCE, Viewing
from salon.responses import Responses
from salon.salon_file import Salon
from salon.services import RESPONSES
from salon.sources import load_sources
from tests.conversations.stored import NOW
from tests.inbox.talks import Said, Talks


@pytest.fixture
def writer(salon: Salon) -> ReplyWriter:
    return ReplyWriter(Responses(RESPONSES, salon.facts()), load_sources())


@pytest.fixture
def transcript(database: Database, clock: Clock, salon: Salon) -> Transcript:
    return Transcript(database, clock, salon.country)


def test_unknown_conversation(viewing: Viewing) -> None:
    for look in (viewing.conversation, viewing.lines, lambda one: viewing.lines_after(one, 0)):
        with pytest.raises(NotFound):
            look("nowhere")


def test_lines_tell_what_the_bot_thought(viewing: Viewing, transcript: Transcript, writer: ReplyWriter) -> None:
    one, _ = transcript.begin("widget", "fingerprint", writer.write("utter_greeting", seed="1"))
    replies = [
        writer.write("utter_ask_comedones", seed="1", topic="cleaning_frequency", suggest=True),
        writer.write("utter_did_you_mean", seed="1", topic="price"),
    ]
    ranking = [{"name": "cleaning_frequency", "confidence": 0.7}, {"name": "unheard_of", "confidence": 0.2}]
    transcript.finish(
        transcript.receive(one, Incoming("m1", "how often? 07700 900123")),
        Outcome(replies, State(), ["cleaning_frequency", "price"], "cleaning_frequency", 0.7, ranking, "model", 12.5),
    )
    greeting, line, first, second = viewing.lines(one).lines

    assert (greeting.author, greeting.response, greeting.answered_by, greeting.guesses) == (
        "bot",
        "utter_greeting",
        (),
        (),
    )
    assert (line.author, line.text, line.topics) == (
        "client",
        "how often? ••••• •••123",
        ("cleaning_frequency", "price"),
    )
    assert (line.intent, line.confidence, line.model, line.latency_ms, line.answered) == (
        "cleaning_frequency",
        0.7,
        "model",
        12.5,
        True,
    )
    assert line.guesses == (
        Guess("cleaning_frequency", 0.7, "how often to have a deep cleaning"),
        Guess("unheard_of", 0.2, ""),
    )
    assert (line.answered_by, line.missed) == (("utter_ask_comedones", "utter_did_you_mean"), True)
    assert [source.id for source in first.sources] == [source.id for source in replies[0].sources]
    assert first.buttons == tuple(button.title for button in replies[0].buttons)
    assert (first.topics, first.missed, second.missed) == (("cleaning_frequency",), False, True)
    assert line.at == NOW


def test_long_conversations_open_with_their_newest_lines(viewing: Viewing, talks: Talks) -> None:
    one = talks.add(*(Said(f"line {number}", answer=None) for number in range(LINES_AT_ONCE + 3)))
    talks.add(Said("of another"))
    newest = viewing.lines(one)
    before = viewing.lines(one, before=newest.first)

    assert [len(newest.lines), newest.lines[0].text, newest.earlier] == [LINES_AT_ONCE, "line 3", True]
    assert [[line.text for line in before.lines], before.earlier] == [["line 0", "line 1", "line 2"], False]
    assert viewing.lines(one, before=before.first) == replace(before, lines=())
    after = viewing.lines_after(one, before.last)
    assert (after.lines, after.later) == (newest.lines, False)
    assert viewing.lines_after(one, 0).later
    assert viewing.lines_after(one, after.last).lines == ()


def test_what_is_known_beside(viewing: Viewing, talks: Talks) -> None:
    state = State(
        form="booking_form",
        question=Question("utter_ask_name", {}, []),
        skin={"kind": "oily", "concerns": ["acne"], "conditions": ["pregnancy"], "denied": []},
    )
    one = talks.add(state=state.dump(), red_flag="doctor", stars=4, rated_at=NOW, held_by="Ann", held_by_id="a")
    talks.wait(one, "asked", taken_at=NOW, taken_by="Ann")
    talks.book(one, "cancelled")
    view = viewing.conversation(one)

    assert (view.skin, view.form, view.question) == (
        SkinProfile("oily", frozenset({"acne"}), frozenset({"pregnancy"})),
        "booking_form",
        "utter_ask_name",
    )
    assert (view.red_flag, view.stars, view.rated_at, view.held_by, view.held_by_id) == ("doctor", 4, NOW, "Ann", "a")
    assert view.handoffs == (Waiting("asked", NOW, "Ann", NOW, None),)
    assert not view.waits
    assert [(visit.status, visit.starts_at) for visit in view.appointments] == [("cancelled", NOW + timedelta(days=2))]
    assert (view.notes, view.tags, view.work) == ((), (), Work())


def test_who_waits(viewing: Viewing, talks: Talks) -> None:
    one = talks.add()
    talks.wait(one, "asked", taken_at=NOW)
    talks.wait(one, "lost")

    assert viewing.conversation(one).waits


def test_line_of_staff(viewing: Viewing, talks: Talks, database: Database) -> None:
    from salon.conversations.lines import staff_line

    one = talks.add()
    with database.transaction() as session:
        session.add(staff_line(one, "Ann", "Hello", NOW))

    line = viewing.lines(one).lines[0]
    assert (line.author, line.name, line.text, line.sources, line.card) == ("staff", "Ann", "Hello", (), None)
    assert json.dumps(line.text) == '"Hello"'
