"""Two of the staff and one conversation: one of them holds it. On both databases."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from salon.clock import Clock
from salon.conversations.holding import Holder, Holding
from salon.conversations.transcript import Transcript
from salon.db import Database
from salon.errors import HeldByAnother
from tests.conversations.stored import lines
from tests.conversations.talking import ELENA, MAYA
from tests.conversations.test_holding import stored


def test_another_is_refused(holding: Holding, transcript: Transcript, database: Database, conversation_id: str) -> None:
    holding.hold(conversation_id, MAYA)

    for act in (
        lambda: holding.hold(conversation_id, ELENA),
        lambda: holding.hold(conversation_id, Holder("staff-other", "Maya")),
        lambda: holding.hold(conversation_id, ELENA, instead_of="staff-zoe"),
        lambda: holding.say(conversation_id, ELENA, "Hello"),
        lambda: holding.release(conversation_id, ELENA),
    ):
        with pytest.raises(HeldByAnother, match=r"^Maya has this conversation$"):
            act()

    found = stored(database, conversation_id)
    assert (found.held_by_id, found.held_by, lines(transcript, conversation_id)[1:]) == (MAYA.id, "Maya", [])


def test_one_of_two_at_the_same_time(database: Database, clock: Clock, conversation_id: str) -> None:
    def take(staff: Holder) -> str:
        try:
            Holding(database, clock).hold(conversation_id, staff)
        except HeldByAnother:
            return "refused"
        return staff.name

    with ThreadPoolExecutor(2) as both:
        came = list(both.map(take, (MAYA, ELENA)))

    assert sorted(came) == sorted(["refused", str(stored(database, conversation_id).held_by)])


def test_taken_from_a_colleague_who_cannot_say_any_more(holding: Holding, conversation_id: str) -> None:
    holding.hold(conversation_id, MAYA)
    holding.hold(conversation_id, ELENA, instead_of=MAYA.id)

    with pytest.raises(HeldByAnother, match=r"^Elena has this conversation$"):
        holding.say(conversation_id, MAYA, "As I said")


def test_writing_is_seen_of_the_holder_alone(holding: Holding, transcript: Transcript, conversation_id: str) -> None:
    nobody = holding.writing_behind(conversation_id, MAYA)
    line = holding.say(conversation_id, MAYA, "Hello")

    assert nobody is None
    assert holding.writing_behind(conversation_id, MAYA) == line["seq"]
    assert holding.writing_behind(conversation_id, ELENA) is None
