"""Passing to a person, and red flags that the engine saw."""

from rasa_sdk.events import ActiveLoop, SlotSet

from actions.contact import HandOver, TakeRedFlag
from tests.actions.conftest import Run, Said, heard


def test_hand_over_drops_the_form(run: Run) -> None:
    said, events = run(HandOver, heard("a person please", "talk_to_human"))

    assert said == [Said("utter_talk_to_human")]
    assert events == [ActiveLoop(None), SlotSet("requested_slot", None)]


def test_red_flag_drops_the_form(run: Run) -> None:
    said, events = run(TakeRedFlag, heard("my lip is swelling", "medical_redflag"))

    assert said == [Said("utter_medical_redflag")]
    assert events == [ActiveLoop(None), SlotSet("requested_slot", None)]
