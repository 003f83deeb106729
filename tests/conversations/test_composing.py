"""What a client reads of what the engine said: order, one question at a time, topics."""

from collections.abc import Mapping

import pytest

from salon.conversations.composing import compose, turn_topics
from salon.conversations.engine import Answer, Said
from salon.conversations.replies import Reply, ReplyWriter
from salon.conversations.state import Question, State
from salon.topics import Topic
from tests.conversations.appointment_cards import SUMMARY, asks_start
from tests.conversations.fakes import answer, said

TIMES = (("16:30", '/inform_booking{"starts_at": "2027-03-04T16:30:00+00:00"}'),)


class Compose:
    """Composes with the salon's sentences."""

    def __init__(self, writer: ReplyWriter, topics: Mapping[str, Topic]) -> None:
        self.writer = writer
        self.topics = topics

    def __call__(self, answered: Answer, state: State | None = None) -> list[Reply]:
        return compose(answered, state or State(), self.writer, self.topics, "seed")

    def names(self, answered: Answer, state: State | None = None) -> list[str | None]:
        """Return the names of the responses, in order."""
        return [reply.response for reply in self(answered, state)]


@pytest.fixture
def replies(writer: ReplyWriter, topics: Mapping[str, Topic]) -> Compose:
    """Return what composes the replies to an answer."""
    return Compose(writer, topics)


def test_nothing_said(replies: Compose) -> None:
    assert replies(answer(intents=("chitchat",))) == []


def test_two_answers_in_order_each_with_its_topic(replies: Compose) -> None:
    both = answer(said("utter_price", 0), said("utter_procedure_pain", 1), intents=("price", "procedure_pain"))

    assert [(one.response, one.topic) for one in replies(both)] == [
        ("utter_price", "price"),
        ("utter_procedure_pain", "procedure_pain"),
    ]


def test_only_the_last_answer_suggests(replies: Compose) -> None:
    both = replies(
        answer(said("utter_ask_comedones", 0), said("utter_ask_sebum", 1), intents=("ask_comedones", "ask_sebum"))
    )

    assert [len(one.buttons) > 0 for one in both] == [False, True]


def test_nothing_is_suggested_inside_a_form(replies: Compose) -> None:
    inside = answer(said("utter_ask_comedones"), form="booking_form")

    assert [one.buttons for one in replies(inside)] == [()]


def test_one_question_at_a_time(replies: Compose) -> None:
    two = answer(said("utter_ask_name"), said("utter_ask_phone"), intents=("book_appointment",), form="booking_form")

    assert replies.names(two) == ["utter_ask_phone"]


def test_question_comes_last(replies: Compose) -> None:
    mixed = answer(
        said("utter_ask_phone", 0), said("utter_price", 1), intents=("inform_booking", "price"), form="booking_form"
    )

    assert replies.names(mixed) == ["utter_price", "utter_ask_phone"]


def test_topic_of_a_question_is_that_of_its_act(replies: Compose) -> None:
    mixed = answer(
        said("utter_ask_phone", 0), said("utter_price", 1), intents=("inform_booking", "price"), form="booking_form"
    )

    assert [one.topic for one in replies(mixed)] == ["price", "book_appointment"]


def test_question_is_repeated_after_an_interruption(replies: Compose) -> None:
    first = answer(
        said("utter_offer_times", buttons=TIMES, day="Thursday"), intents=("book_appointment",), form="booking_form"
    )
    state = State().after(first, replies(first))

    again = replies(answer(said("utter_price"), intents=("price",), form="booking_form"), state)

    assert [(one.response, one.topic, one.text) for one in again[1:]] == [
        ("utter_offer_times", "book_appointment", "Free on Thursday:")
    ]
    assert [(button.title, button.payload) for button in again[1].buttons] == list(TIMES)
    assert [one.response for one in again] == ["utter_price", "utter_offer_times"]


def test_repeated_question_has_its_own_buttons_once(replies: Compose) -> None:
    first = answer(said("utter_ask_consent", buttons=(("Why?", "/ask_why"),)), form="booking_form")
    state = State().after(first, replies(first))

    again = replies(answer(said("utter_price"), intents=("price",), form="booking_form"), state)[-1]

    assert [button.payload for button in again.buttons] == ["/affirm", "/deny", "/ask_why"]
    assert state.question == State().after(first, [again]).question


@pytest.mark.parametrize(
    ("form", "topic"),
    [
        ("booking_form", "book_appointment"),
        ("cancel_form", "cancel_appointment"),
        ("move_form", "reschedule_appointment"),
    ],
)
def test_repeated_question_has_the_topic_of_its_form(replies: Compose, form: str, topic: str) -> None:
    state = State([], form, Question("utter_ask_phone", {}, []), None)

    again = replies(answer(said("utter_price"), intents=("price",), form=form), state)[-1]

    assert (again.response, again.topic) == ("utter_ask_phone", topic)


@pytest.mark.parametrize(
    "state", [State(), State([], None, Question("utter_ask_phone", {}, []), None)], ids=["no question", "form ended"]
)
def test_question_is_not_repeated_without_need(replies: Compose, state: State) -> None:
    form = None if state.question else "booking_form"

    assert replies.names(answer(said("utter_price"), intents=("price",), form=form), state) == ["utter_price"]


def test_follow_up_has_the_topic_before_it(replies: Compose) -> None:
    why = answer(said("utter_ask_comedones_why"), intents=("ask_why",))

    assert [one.topic for one in replies(why, State(topic="ask_comedones"))] == ["ask_comedones"]
    assert [one.topic for one in replies(why)] == [None]


def test_topic_of_an_intent_that_counts_as_another(replies: Compose) -> None:
    assert [one.topic for one in replies(answer(said("utter_ask_pores"), intents=("ask_pores",)))] == ["ask_comedones"]


def test_intent_that_has_no_topic(replies: Compose) -> None:
    assert [one.topic for one in replies(answer(said("utter_rephrase"), intents=("unheard_of",)))] == [None]


def test_act_that_the_engine_did_not_name(replies: Compose) -> None:
    assert [one.topic for one in replies(answer(said("utter_price", 7), intents=("price",)))] == ["price"]


@pytest.mark.parametrize(
    ("response", "intent", "form", "topic"),
    [
        ("utter_ask_phone", "ask_comedones", "booking_form", "book_appointment"),
        ("utter_ask_phone", "unheard_of", "move_form", "reschedule_appointment"),
        ("utter_booking_stopped", "price", None, "book_appointment"),
        ("utter_booking_stopped", "cancel_appointment", None, "cancel_appointment"),
        ("utter_ask_comedones", "ask_comedones", "booking_form", "ask_comedones"),
    ],
)
def test_sentence_of_the_booking_room_is_about_booking(
    replies: Compose, response: str, intent: str, form: str | None, topic: str
) -> None:
    assert [one.topic for one in replies(answer(said(response), intents=(intent,), form=form))] == [topic]


def test_turn_topics_without_repeats(replies: Compose) -> None:
    answered = answer(
        *(said("utter_rephrase", act) for act in range(4)),
        intents=("ask_pores", "unheard_of", "price", "ask_comedones"),
    )

    assert turn_topics(replies(answered)) == ["ask_comedones", "price"]


def test_turn_topics_of_nothing() -> None:
    assert turn_topics([]) == []


def test_closing_only_where_no_form_is_active(replies: Compose) -> None:
    after, inside = (
        replies(answer(said("utter_thanks"), intents=("thanks",), form=form)) for form in (None, "move_form")
    )

    assert [after[0].closing, inside[0].closing] == [True, False]


def test_question_asked_again_has_its_times_and_its_card(replies: Compose) -> None:
    for question in (asks_start(*TIMES), Said("utter_ask_confirmed", SUMMARY, [], 0)):
        asking = answer(question, intents=("book_appointment",), form="booking_form")
        (first,) = replies(asking)
        waiting = State.load(State().after(asking, [first]).dump())

        again = replies(answer(said("utter_price"), intents=("price",), form="booking_form"), waiting)[-1]

        assert (again.response, again.times, again.card) == (first.response, first.times, first.card)
        assert (first.times is None) != (first.card is None)
