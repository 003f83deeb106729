"""A client has what is stored of them deleted, by a choice in their messaging app; on both databases."""

from datetime import timedelta

import pytest

from salon.booking.appointments import BookingRequest
from salon.booking.models import Appointment
from salon.messaging.arrivals import Press
from salon.messaging.models import Chat
from salon.messaging.presses import Deletion, DeletionAnswer, write_press
from tests.conversations.fakes import FakeEngine, answer, said
from tests.messaging.conftest import OpenWorld
from tests.messaging.fakes import FakeApp
from tests.messaging.world import ANNA, BEA, World

PRIVACY = answer(said("utter_data_privacy"), intents=("data_privacy",))


@pytest.fixture
def world(open_world: OpenWorld) -> World:
    """Return a chat in which the client asked about their data, where choices are numbered."""
    world = open_world(app=FakeApp(numbered=True), engine=FakeEngine(PRIVACY))
    world.say("delete all my data pls")
    return world


def choose(world: World, title: str) -> str:
    """Choose by number what stands under the last message; return what came."""
    world.say(str(world.app.choices[ANNA].index(title) + 1))
    return world.app.said[ANNA][-1]


def book(world: World) -> None:
    """Book an appointment in the only conversation, four days from now."""
    world.services.booking.book(
        BookingRequest(
            treatment_id="deep_cleaning",
            starts_at=world.clock() + timedelta(days=4),
            name="Anna Lindqvist",
            phone="07700 900123",
            conversation_id=world.chat.conversation_id,
            consent_at=world.clock(),
            idempotency_key="book",
        )
    )


def stored(world: World) -> tuple[int, int, int, list[str]]:
    """Return how many conversations, chats and lines there are, and the conversations of appointments."""
    with world.services.database.reading() as session:
        appointments = [one.conversation_id for one in session.query(Appointment)]
        return world.conversations, session.query(Chat).count(), len(world.lines), appointments


def test_everything_is_deleted_after_a_confirmation(world: World) -> None:
    question = choose(world, "Delete my data")
    assert question == world.text("utter_ask_deletion")
    assert world.app.choices[ANNA] == ("Delete everything", "Don't delete")
    assert world.conversations == 1

    assert choose(world, "Delete everything") == world.text("utter_data_deleted")
    assert stored(world) == (0, 0, 0, [])


def test_who_thinks_better_of_it_keeps_everything(world: World) -> None:
    before = stored(world)
    choose(world, "Delete my data")

    assert choose(world, "Don't delete") == world.text("utter_data_kept")
    assert stored(world) == before


def test_appointment_to_come_is_named_and_may_stay(world: World) -> None:
    book(world)
    question = choose(world, "Delete my data")
    assert "deep cleaning, Friday 5 March at 10:00" in question

    choose(world, "Delete, keep visit")

    assert stored(world) == (0, 0, 0, [""])


def test_appointment_to_come_may_go_too(world: World) -> None:
    book(world)
    choose(world, "Delete my data")

    choose(world, "Delete visit too")

    assert stored(world) == (0, 0, 0, [])


def test_who_writes_afterwards_begins_anew(world: World) -> None:
    choose(world, "Delete my data")
    choose(world, "Delete everything")

    greeting, _ = world.say("hello again")

    assert greeting == world.text("utter_greeting")
    assert world.conversations == 1


def test_answer_of_another_conversation_deletes_nothing(world: World) -> None:
    confirmed = write_press(Deletion(world.chat.conversation_id, DeletionAnswer.WITH_APPOINTMENTS))

    world.come(world.arrival(Press(confirmed), BEA))

    assert world.text("utter_button_unknown") in world.app.said[BEA]
    assert world.conversations == 2


def test_old_answer_does_not_delete_what_came_later(world: World) -> None:
    confirmed = write_press(Deletion(world.chat.conversation_id, DeletionAnswer.WITH_APPOINTMENTS))
    world.come(Press(confirmed))
    world.say("hello again")

    world.come(Press(confirmed))

    assert world.app.said[ANNA][-1] == world.text("utter_button_unknown")
    assert world.conversations == 1
