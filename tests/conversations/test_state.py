"""What a conversation carries from turn to turn."""

import pytest

from salon.conversations.replies import Reply, ReplyButton
from salon.conversations.state import Question, State
from tests.conversations.fakes import answer, said

QUESTION = Question("utter_offer_times", {"day": "Thursday"}, [{"title": "16:30", "payload": "/inform_booking"}])


def reply(response: str, topic: str | None = None, asks: str | None = None, *buttons: ReplyButton) -> Reply:
    """Return a bubble."""
    return Reply("id", response, response, topic, buttons, asks=asks, values={"day": "Friday"} if asks else {})


@pytest.mark.parametrize("kept", [None, ""])
def test_load_of_a_new_conversation(kept: str | None) -> None:
    assert State.load(kept) == State(events=[], form=None, question=None, topic=None)


@pytest.mark.parametrize(
    "state",
    [
        State(),
        State([{"event": "slot", "name": "name", "value": "Zoë 👩🏽\u200d🔬"}], "booking_form", QUESTION, "price"),
        State(topic="price"),
    ],
)
def test_dump_and_load(state: State) -> None:
    assert State.load(state.dump()) == state


def test_after_a_plain_answer() -> None:
    before = State([{"event": "old"}], None, None, "price")
    answered = answer(said("utter_ask_comedones"))

    after = before.after(answered, [reply("utter_ask_comedones", "ask_comedones")])

    assert after == State(answered.state, None, None, "ask_comedones")


def test_after_an_answer_without_topic() -> None:
    assert State(topic="price").after(answer(said("utter_rephrase")), [reply("utter_rephrase")]).topic == "price"


def test_after_a_question_of_a_form() -> None:
    shown = reply("utter_offer_times", "book_appointment", "starts_at", ReplyButton("b1", "9:00", "/inform_booking"))
    answered = answer(said("utter_offer_times"), form="booking_form")

    after = State(topic="price").after(answered, [reply("utter_time_taken"), shown])

    assert after.form == "booking_form"
    assert after.question == Question(
        "utter_offer_times", {"day": "Friday"}, [{"title": "9:00", "payload": "/inform_booking"}]
    )
    assert after.topic == "price"


def test_after_an_interruption_keeps_the_question() -> None:
    before = State([], "booking_form", QUESTION, None)

    after = before.after(answer(said("utter_price"), form="booking_form"), [reply("utter_price", "price")])

    assert (after.question, after.topic) == (QUESTION, "price")


def test_after_the_end_of_a_form() -> None:
    before = State([], "booking_form", QUESTION, None)

    after = before.after(answer(said("utter_booked")), [reply("utter_booked", "book_appointment")])

    assert (after.form, after.question) == (None, None)


def test_after_a_question_outside_of_forms() -> None:
    asked = reply("utter_did_you_mean", None, "topic")

    assert State().after(answer(said("utter_did_you_mean")), [asked]).question is None


def test_without_form() -> None:
    state = State([{"event": "active_loop", "name": "booking_form"}], "booking_form", QUESTION, "price")

    assert state.without_form() == State([], None, None, "price")
