"""The queue of those who wait for a person: who stands in it, in which order, and how they leave it. On both databases."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from salon.advice.red_flags import Group
from salon.clock import Clock, fixed_clock
from salon.conversations.handoffs import Handoffs, Held, Waiting
from salon.conversations.holding import Holder, Holding
from salon.conversations.incoming import Incoming
from salon.conversations.models import Handoff
from salon.conversations.replies import ReplyWriter
from salon.conversations.state import State
from salon.conversations.transcript import Transcript
from salon.conversations.turns import Outcome
from salon.db import Database
from salon.errors import BadInput
from salon.salon_file import Salon
from tests.conversations.conftest import Open
from tests.conversations.fakes import FakeEngine, FakeNets, answer, said
from tests.conversations.stored import NOW
from tests.conversations.talking import ELENA, MAYA, begin, say

MINUTE = timedelta(minutes=1)


@pytest.fixture
def handoffs(database: Database, clock: Clock) -> Handoffs:
    """Return the queue of that database."""
    return Handoffs(database, clock)


def rows(database: Database) -> Sequence[Handoff]:
    """Return every hand-off, oldest first."""
    with database.reading() as session:
        return session.scalars(select(Handoff).order_by(Handoff.created_at)).all()


def call(database: Database, salon: Salon, writer: ReplyWriter, at: datetime, *reasons: str, flag: str = "") -> str:
    """Begin a conversation in which staff are called for these reasons, a minute after another; return its id."""
    begun = Transcript(database, fixed_clock(at), salon.country)
    conversation_id, _ = begun.begin("widget", f"{at} {reasons}", writer.write("utter_greeting", seed="1"))
    for number, reason in enumerate(reasons):
        transcript = Transcript(database, fixed_clock(at + number * MINUTE), salon.country)
        received = transcript.receive(conversation_id, Incoming(f"m{number}", "hello"))
        transcript.finish(received, Outcome([], State(), handoff=reason, red_flag=flag or None))
    return conversation_id


def test_waiting_nobody(handoffs: Handoffs, conversation_id: str) -> None:
    assert handoffs.waiting() == []
    assert handoffs.standing(conversation_id).waits is False


def test_waiting_red_flags_on_top_then_the_longest_wait(
    handoffs: Handoffs, database: Database, salon: Salon, writer: ReplyWriter
) -> None:
    late = call(database, salon, writer, NOW - 5 * MINUTE, "asked")
    early = call(database, salon, writer, NOW - 9 * MINUTE, "lost", "asked", "lost")
    flagged = call(database, salon, writer, NOW - 2 * MINUTE, "red_flag", flag="emergency")

    assert handoffs.waiting() == [
        Waiting(flagged, "widget", ("red_flag",), NOW - 2 * MINUTE, "emergency", callback=False, held_by=None),
        Waiting(early, "widget", ("lost", "asked"), NOW - 9 * MINUTE, None, callback=False, held_by=None),
        Waiting(late, "widget", ("asked",), NOW - 5 * MINUTE, None, callback=False, held_by=None),
    ]


def test_taking_over_ends_the_wait(handoffs: Handoffs, database: Database, salon: Salon, writer: ReplyWriter) -> None:
    conversation_id = call(database, salon, writer, NOW - 5 * MINUTE, "asked", "lost")

    Holding(database, fixed_clock(NOW)).hold(conversation_id, MAYA)
    Holding(database, fixed_clock(NOW + MINUTE)).hold(conversation_id, ELENA, instead_of=MAYA.id)

    assert handoffs.waiting() == []
    assert [(one.taken_at, one.taken_by, one.taken_by_id, one.closed_at) for one in rows(database)] == [
        (NOW, "Maya", MAYA.id, None)
    ] * 2
    assert rows(database)[0].taken_at - rows(database)[0].created_at == 5 * MINUTE  # type: ignore[operator]


def test_giving_back_closes(database: Database, salon: Salon, writer: ReplyWriter) -> None:
    conversation_id = call(database, salon, writer, NOW - 5 * MINUTE, "asked")
    Holding(database, fixed_clock(NOW)).hold(conversation_id, MAYA)

    Holding(database, fixed_clock(NOW + MINUTE)).release(conversation_id, MAYA)

    assert [(one.taken_at, one.closed_at, one.closed_by_id, one.outcome, one.note) for one in rows(database)] == [
        (NOW, NOW + MINUTE, MAYA.id, "given_back", None)
    ]


@pytest.mark.parametrize("note", ["", "  ", "x" * 301])
def test_dismiss_needs_a_reason(holding: Holding, conversation_id: str, note: str) -> None:
    with pytest.raises(BadInput, match="1 to 300 characters"):
        holding.dismiss(conversation_id, MAYA, note)


def test_dismiss(handoffs: Handoffs, holding: Holding, database: Database, salon: Salon, writer: ReplyWriter) -> None:
    conversation_id = call(database, salon, writer, NOW - 5 * MINUTE, "asked", "lost")

    assert holding.dismiss(conversation_id, MAYA, " spam ") == 2
    assert holding.dismiss(conversation_id, MAYA, "again") == 0
    assert handoffs.waiting() == []
    assert [(one.taken_at, one.closed_at, one.outcome, one.note) for one in rows(database)] == [
        (None, NOW, "dismissed", "spam")
    ] * 2
    assert handoffs.standing(conversation_id).held_by is None


def test_dismissed_once_asks_again(handoffs: Handoffs, open_room: Open, holding: Holding) -> None:
    room = open_room(FakeEngine(answer(said("utter_talk_to_human"))))
    conversation_id = begin(room)
    say(room, conversation_id, "a person please")
    holding.dismiss(conversation_id, MAYA, "rang her")

    asyncio.run(room.take_turn(conversation_id, Incoming("m9", "a person!")))

    assert [one.reasons for one in handoffs.waiting()] == [("asked",)]


def test_red_flag_while_held_waits_until_the_holder_speaks(
    handoffs: Handoffs, open_room: Open, holding: Holding
) -> None:
    room = open_room(FakeEngine(), FakeNets(breathe=Group.BREATHING))
    conversation_id = begin(room)
    holding.hold(conversation_id, MAYA)
    say(room, conversation_id, "I can't breathe")
    before = handoffs.waiting()

    holding.say(conversation_id, MAYA, "Ring 999 now.")

    assert before == [
        Waiting(conversation_id, "widget", ("red_flag",), NOW, "emergency", callback=False, held_by="Maya")
    ]
    assert (handoffs.waiting(), len(handoffs.standing(conversation_id).open)) == ([], 1)


def test_held_where_the_client_spoke_last_on_top(handoffs: Handoffs, open_room: Open, database: Database) -> None:
    room = open_room(FakeEngine())
    first, second = begin(room), begin(room)
    for hour, (one, staff) in enumerate(((first, MAYA), (second, ELENA))):
        Holding(database, fixed_clock(NOW + timedelta(hours=hour))).hold(one, staff)
    say(room, second, "Are you there?")

    assert handoffs.held() == [
        Held(second, "widget", "Elena", ELENA.id, NOW + timedelta(hours=1), client_waits=True),
        Held(first, "widget", "Maya", MAYA.id, NOW, client_waits=False),
    ]


def test_standing(handoffs: Handoffs, database: Database, salon: Salon, writer: ReplyWriter) -> None:
    conversation_id = call(database, salon, writer, NOW - 5 * MINUTE, "asked", "lost")
    waiting = handoffs.standing(conversation_id)
    Holding(database, fixed_clock(NOW)).hold(conversation_id, Holder("staff-7", "Zoe"))

    taken = handoffs.standing(conversation_id)

    assert (waiting.waits, waiting.since, waiting.held_by) == (True, NOW - 5 * MINUTE, None)
    assert (taken.waits, taken.since, taken.held_by, taken.held_by_id, taken.held_since) == (
        False, None, "Zoe", "staff-7", NOW
    )  # fmt: skip
    assert [one.reason for one in taken.open] == ["asked", "lost"]
    assert handoffs.now() == NOW
