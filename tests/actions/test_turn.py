"""Reading the tracker: the act at hand, what was said before, and the skin."""

from datetime import date

from rasa_sdk import Tracker

from actions.turn import Turn, responses_before, skin_of, turn_of
from salon.advice.skin import SkinProfile
from tests.actions.conftest import ANNA, bot_said, heard

TODAY = date(2027, 3, 1)


def test_turn_of_a_message_without_anything_known() -> None:
    bare = Tracker(ANNA, {}, {"intent": {}}, [], False, None, {}, None)

    assert turn_of(bare) == Turn("", "", "nlu_fallback", 0.0, "", "#0")


def test_turn_of_one_act_keeps_the_spelling_of_the_client() -> None:
    tracker = heard("Mondey at ten", acts=["monday at ten"])

    turn = turn_of(tracker)

    assert (turn.text, turn.clause) == ("Mondey at ten", "Mondey at ten")


def test_turn_of_the_second_of_two_acts() -> None:
    tracker = heard("does it hurt and what does it cost", "price", acts=["does it hurt", "what does it cost"], act=1)

    turn = turn_of(tracker)

    assert turn.clause == "what does it cost"
    assert turn.text == "does it hurt and what does it cost"
    assert turn.key == "m7#1"


def test_turn_of_everything_that_the_engine_knows() -> None:
    tracker = heard(
        "it's Priya",
        "inform_booking",
        0.4,
        name="Priya",
        picked={"treatment": "deep_cleaning"},
        ranking=[("inform_booking", 0.4), ("greet", 0.2)],
        red_flag="doctor",
    )

    assert turn_of(tracker) == Turn(
        text="it's Priya",
        clause="it's Priya",
        intent="inform_booking",
        confidence=0.4,
        message_id="m7",
        key="m7#0",
        name="Priya",
        picked={"treatment": "deep_cleaning"},
        ranking=(("inform_booking", 0.4), ("greet", 0.2)),
        red_flag="doctor",
    )


def test_responses_before_leaves_out_this_turn_and_what_has_no_name() -> None:
    tracker = heard(said=["utter_greet", "utter_price"])
    tracker.events += [bot_said("utter_affirm")]
    tracker.events[1:1] = [{"event": "bot", "metadata": {}}, {"event": "bot", "metadata": None}, {"event": "action"}]

    assert list(responses_before(tracker)) == ["utter_price", "utter_greet"]


def test_responses_before_the_first_message() -> None:
    assert list(responses_before(heard())) == []


def test_skin_of_adds_what_is_said_to_what_is_known() -> None:
    known = SkinProfile("oily", frozenset({"acne"})).to_dict()

    profile = skin_of(heard(slots={"skin": known}), "I have a pacemaker", TODAY)

    assert profile == SkinProfile("oily", frozenset({"acne"}), frozenset({"pacemaker"}))


def test_skin_of_nothing_known() -> None:
    assert skin_of(heard(), "hello", TODAY) == SkinProfile()


def test_responses_before_reach_four_turns_back() -> None:
    events = [event for number in range(6) for event in ({"event": "user"}, bot_said(f"utter_{number}"))]
    tracker = Tracker(ANNA, {}, {"intent": {}}, [*events, {"event": "user"}], False, None, {}, None)

    assert list(responses_before(tracker)) == ["utter_5", "utter_4", "utter_3", "utter_2"]
