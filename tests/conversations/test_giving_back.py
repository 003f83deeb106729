"""What the bot knows afterwards: what staff corrected, and what the client said meanwhile. The last tests on both databases."""

import asyncio
from typing import Any

import pytest

from salon.advice.skin import SkinProfile
from salon.booking.draft import Draft
from salon.conversations.giving_back import Known, SkinEdit, given_back, known
from salon.conversations.holding import Holding
from salon.conversations.incoming import Incoming
from salon.conversations.state import Question, State
from salon.db import Database
from tests.conversations.conftest import Open
from tests.conversations.fakes import FakeEngine
from tests.conversations.talking import MAYA, begin, say

OILY = SkinProfile("oily", frozenset({"comedones"}), frozenset({"pregnancy"}), frozenset({"acne"}))


def slot(name: str, value: Any) -> dict[str, Any]:
    """Return the event that sets a slot."""
    return {"event": "slot", "name": name, "value": value, "timestamp": 1.0}


def test_edit_of_nothing() -> None:
    edit = SkinEdit(OILY, OILY)

    assert (edit.applied_to(OILY), edit.fields()) == (OILY, [])


def test_edit_of_all() -> None:
    wanted = SkinProfile("dry", frozenset({"acne"}), frozenset({"rosacea"}))

    edit = SkinEdit(OILY, wanted)

    assert edit.applied_to(OILY) == SkinProfile(
        "dry", frozenset({"acne"}), frozenset({"rosacea"}), frozenset({"comedones", "pregnancy"})
    )
    assert edit.fields() == ["kind", "concerns", "conditions"]


def test_edit_takes_the_kind_away() -> None:
    assert SkinEdit(OILY, SkinProfile()).applied_to(OILY).kind is None


def test_edit_keeps_what_the_client_said_since() -> None:
    shown = SkinProfile("oily", frozenset({"shine"}))
    now = SkinProfile("dry", frozenset({"shine", "acne"}), frozenset({"epilepsy"}))

    edited = SkinEdit(shown, SkinProfile("oily", frozenset({"marks"}))).applied_to(now)

    assert edited == SkinProfile("dry", frozenset({"acne", "marks"}), frozenset({"epilepsy"}), frozenset({"shine"}))


def test_known_of_a_new_conversation() -> None:
    assert known(State()) == Known(SkinProfile(), None, None)


def test_known_while_something_is_arranged() -> None:
    events = [slot("name", "Anna"), slot("treatment", "peel"), slot("treatment", "deep_cleaning")]

    found = known(State(events=events, form="booking_form", skin=OILY.to_dict()))

    assert found == Known(OILY, "booking_form", Draft(treatment="deep_cleaning", name="Anna"))


def test_given_back_as_it_was() -> None:
    state = State(
        [slot("skin", OILY.to_dict())], "booking_form", Question("utter_ask_name", {}, []), skin=OILY.to_dict()
    )

    assert given_back(state, None, keep_form=True) == state


def test_given_back_without_the_form() -> None:
    state = State([slot("name", "Anna")], "booking_form", Question("utter_ask_name", {}, []), "price", OILY.to_dict())

    assert given_back(state, None, keep_form=False) == State(topic="price", skin=OILY.to_dict())


def test_given_back_corrected_forgets_the_slot_of_the_engine() -> None:
    state = State([slot("skin", OILY.to_dict()), slot("name", "Anna")], skin=OILY.to_dict())

    state = given_back(state, SkinEdit(OILY, SkinProfile("dry")), keep_form=True)

    assert state.events == [slot("name", "Anna")]
    assert SkinProfile.from_dict(state.skin) == SkinProfile("dry", denied=frozenset({"acne", "comedones", "pregnancy"}))


@pytest.mark.parametrize("callback", ["offered", "+447700900123"])
def test_given_back_without_the_offer_to_ring(callback: str) -> None:
    assert given_back(State(callback=callback), None, keep_form=True).callback is None


def test_next_turn_knows_what_staff_corrected(open_room: Open, holding: Holding) -> None:
    engine = FakeEngine()
    room = open_room(engine)
    conversation_id = begin(room)
    say(room, conversation_id, "My skin is oily and I'm pregnant")
    asyncio.run(room.hold(conversation_id, MAYA))
    shown = asyncio.run(room.known(conversation_id)).skin
    asyncio.run(room.take_turn(conversation_id, Incoming("m2", "I have epilepsy too")))

    asyncio.run(room.release(conversation_id, MAYA, SkinEdit(shown, SkinProfile("dry"))))
    asyncio.run(room.take_turn(conversation_id, Incoming("m3", "What are blackheads?")))

    assert (shown.kind, shown.conditions) == ("oily", {"pregnancy"})
    assert engine.asked[-1].context["skin"] == {
        "kind": "dry",
        "concerns": [],
        "conditions": ["epilepsy"],
        "denied": ["pregnancy"],
    }


def test_release_stores_nothing_where_nobody_holds(open_room: Open, holding: Holding, database: Database) -> None:
    room = open_room(FakeEngine())
    conversation_id = begin(room)
    say(room, conversation_id, "My skin is oily")

    holding.release(conversation_id, MAYA, SkinEdit(SkinProfile("oily"), SkinProfile("dry")))

    assert holding.known(conversation_id).skin.kind == "oily"
