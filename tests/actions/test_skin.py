"""Remembering a client's skin."""

from rasa_sdk.events import FollowupAction, SlotSet

from actions.skin import RememberSkin
from salon.advice.skin import SkinProfile
from tests.actions.conftest import Run, Said, heard


def test_remember_nothing_that_has_a_word(run: Run) -> None:
    said, events = run(RememberSkin, heard("it is what it is", "describe_skin"))

    assert said == [Said("utter_skin_noted_plain")]
    assert events == [SlotSet("skin", SkinProfile().to_dict())]


def test_remember_a_condition_without_a_label(run: Run) -> None:
    said, events = run(RememberSkin, heard("we're trying for a baby", "describe_skin"))

    assert said == [Said("utter_skin_noted_plain")]
    assert events == [SlotSet("skin", SkinProfile(conditions=frozenset({"trying_to_conceive"})).to_dict())]


def test_remember_kind_first_then_the_rest(run: Run) -> None:
    said, events = run(RememberSkin, heard("my skin is oily, I have blackheads and a pacemaker", "describe_skin"))

    profile = SkinProfile("oily", frozenset({"comedones"}), frozenset({"pacemaker"}))
    words = "oily skin, blackheads and whiteheads and a pacemaker or another implanted device"
    assert said == [Said("utter_skin_noted", {"skin": words})]
    assert events == [SlotSet("skin", profile.to_dict())]


def test_remember_concerns_without_a_kind(run: Run) -> None:
    said, _ = run(RememberSkin, heard("I have acne", "describe_skin"))

    assert said == [Said("utter_skin_noted", {"skin": "acne"})]


def test_remember_after_the_question_for_it_goes_on_with_the_recommendation(run: Run) -> None:
    tracker = heard("it's dry", "describe_skin", said=["utter_greet", "utter_frequency_ask_skin"])

    said, events = run(RememberSkin, tracker)

    assert said == []
    assert events == [
        SlotSet("skin", SkinProfile("dry").to_dict()),
        FollowupAction("action_recommend_frequency"),
    ]


def test_remember_some_time_after_the_question_for_it(run: Run) -> None:
    said, _ = run(RememberSkin, heard("it's dry", said=["utter_frequency_ask_skin", "utter_price"]))

    assert said == [Said("utter_skin_noted", {"skin": "dry skin"})]
