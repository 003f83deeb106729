"""Passing to a person, and red flags that the engine saw."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from rasa_sdk.events import ActiveLoop, SlotSet

from actions.contact import HandOver, TakeRedFlag
from actions.services import ActionServices
from salon.booking.written import Written
from salon.clock import fixed_clock
from tests.actions.conftest import Run, Said, heard


def test_hand_over_drops_the_form(run: Run) -> None:
    said, events = run(HandOver, heard("a person please", "talk_to_human"))

    assert said == [Said("utter_talk_to_human")]
    assert events == [ActiveLoop(None), SlotSet("requested_slot", None)]


CLOSED = (
    (datetime(2027, 3, 1, 20, tzinfo=UTC), "Tuesday 2 March at 09:00"),
    (datetime(2027, 3, 6, 23, tzinfo=UTC), "Monday 8 March at 09:00"),
    (datetime(2027, 12, 24, 20, tzinfo=UTC), "Monday 27 December at 09:00"),
)


@pytest.mark.parametrize(("now", "opening"), CLOSED)
def test_hand_over_while_nobody_is_here(run: Run, services: ActionServices, now: datetime, opening: str) -> None:
    clock = fixed_clock(now)
    closed = replace(services, clock=clock, written=Written(services.salon, clock))

    said, events = run(HandOver, heard("a person please", "talk_to_human"), closed)

    assert said == [Said("utter_talk_to_human_closed", {"next_opening": opening})]
    assert events == [ActiveLoop(None), SlotSet("requested_slot", None)]


def test_hand_over_at_a_salon_that_never_opens(run: Run, services: ActionServices) -> None:
    never = replace(services, salon=replace(services.salon, hours={}))

    assert run(HandOver, heard("a person please", "talk_to_human"), never)[0] == [Said("utter_talk_to_human")]


def test_red_flag_drops_the_form(run: Run) -> None:
    said, events = run(TakeRedFlag, heard("my lip is swelling", "medical_redflag"))

    assert said == [Said("utter_medical_redflag")]
    assert events == [ActiveLoop(None), SlotSet("requested_slot", None)]
