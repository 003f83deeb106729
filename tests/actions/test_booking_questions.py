"""The booking form: what is asked, and what is offered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from rasa_sdk.events import SlotSet

from actions.booking_confirmed import BookAppointment
from actions.booking_questions import AskConfirmed, AskStartsAt, AskTreatment, time_buttons
from actions.services import ActionServices
from salon.booking.draft import Draft
from salon.booking.reception import Reception
from salon.booking.search import FreeTimes
from salon.dates import When
from tests.actions.conftest import Run, Said, at, heard
from tests.actions.drafts import COMPLETE, slots


def test_ask_treatment_offers_the_salons(run: Run) -> None:
    said, events = run(AskTreatment, heard())

    assert said == [
        Said(
            "utter_ask_treatment",
            buttons=(
                {"title": "Deep cleaning", "payload": '/inform_booking{"treatment": "deep_cleaning"}'},
                {"title": "Ultrasonic cleaning", "payload": '/inform_booking{"treatment": "ultrasonic_cleaning"}'},
                {"title": "Skin consultation", "payload": '/inform_booking{"treatment": "skin_consultation"}'},
            ),
        )
    ]
    assert events == []


def test_ask_which_day_was_meant(run: Run) -> None:
    draft = Draft(when=When(choices=(date(2027, 3, 5), date(2027, 5, 3))))

    said, events = run(AskStartsAt, heard(slots=slots(draft)))

    assert said == [
        Said(
            "utter_ask_which_day",
            buttons=(
                {"title": "Friday 5 March", "payload": "Friday 5 March"},
                {"title": "Monday 3 May", "payload": "Monday 3 May"},
            ),
            times={"treatment": "deep_cleaning", "moving": None},
        )
    ]
    assert events == []


@pytest.mark.parametrize(
    ("draft", "response", "day"),
    [
        (Draft(), "utter_ask_starts_at", "Monday 1 March"),
        (Draft(when=When(not_before=at(1, 15).time())), "utter_offer_days", "Monday 1 March"),
        (Draft(when=When(days=(at(4, 0).date(),))), "utter_offer_times", "Thursday 4 March"),
    ],
)
def test_ask_starts_at_by_what_was_said_of_it(run: Run, draft: Draft, response: str, day: str) -> None:
    said, events = run(AskStartsAt, heard(slots=slots(draft)))

    assert [(one.response, one.values) for one in said] == [(response, {"day": day, "treatment": "deep cleaning"})]
    assert said[0].times == {"treatment": "deep_cleaning", "moving": None}
    assert len(said[0].buttons) == 6
    assert [event["name"] for event in events] == ["offered"]
    assert len(events[0]["value"]) == 6


def test_ask_starts_at_with_what_was_offered_before(run: Run, services: ActionServices) -> None:
    offered = (at(4, 9), at(4, 11, 30))
    draft = Draft(treatment="ultrasonic_cleaning", offered=offered)

    said, events = run(AskStartsAt, heard(slots=slots(draft)))

    buttons = (
        {"title": "Thu 4 Mar, 09:00", "payload": '/inform_booking{"starts_at": "2027-03-04T09:00:00+00:00"}'},
        {"title": "Thu 4 Mar, 11:30", "payload": '/inform_booking{"starts_at": "2027-03-04T11:30:00+00:00"}'},
    )
    values = {"day": "Thursday 4 March", "treatment": "ultrasonic cleaning"}
    times = {"treatment": "ultrasonic_cleaning", "moving": None}
    assert said == [Said("utter_offer_times", values, buttons, times=times)]
    assert events == [SlotSet("offered", ["2027-03-04T09:00:00+00:00", "2027-03-04T11:30:00+00:00"])]


def test_ask_starts_at_with_nothing_to_offer(run: Run, services: ActionServices) -> None:
    never = replace(services.salon, hours={})
    shut = replace(
        services,
        reception=Reception(FreeTimes(services.booking._database, never, services.clock), never, services.clock),
    )

    said, events = run(AskStartsAt, heard(slots=slots(Draft())), shut)

    times = {"treatment": "deep_cleaning", "moving": None}
    assert said == [Said("utter_nothing_free", {"day": "", "treatment": "deep cleaning"}, times=times)]
    assert events == [SlotSet("offered", [])]


def test_ask_confirmed_sums_up(run: Run, services: ActionServices) -> None:
    said, events = run(AskConfirmed, heard("yes", "affirm", slots=slots(COMPLETE), said=["utter_ask_consent"]))

    assert said == [
        Said(
            "utter_ask_confirmed",
            {
                "treatment": "deep cleaning",
                "price": "£85",
                "minutes": "90",
                "when": "Tuesday 2 March at 10:00",
                "name": "Anna",
                "phone": "+447700900123",
            },
            card=services.cards.summary(COMPLETE),
        )
    ]
    assert events == []


def test_ask_confirmed_after_a_plain_no(run: Run) -> None:
    tracker = heard("no", "deny", slots=slots(COMPLETE), said=["utter_price", "utter_ask_confirmed"])

    assert run(AskConfirmed, tracker) == ([Said("utter_ask_what_to_change")], [])


@pytest.mark.parametrize(
    ("text", "intent", "before"),
    [("thursday", "inform_booking", "utter_ask_confirmed"), ("no", "deny", "utter_ask_what_to_change")],
)
def test_ask_confirmed_again(run: Run, text: str, intent: str, before: str) -> None:
    said, _ = run(AskConfirmed, heard(text, intent, slots=slots(COMPLETE), said=[before]))

    assert [one.response for one in said] == ["utter_ask_confirmed"]


def test_time_buttons_stand_for_another_intent(services: ActionServices) -> None:
    buttons = time_buttons(BookAppointment(services), [at(2, 10) + timedelta(hours=1)], "reschedule_appointment")

    assert buttons == [
        {"title": "Tue 2 Mar, 11:00", "payload": '/reschedule_appointment{"starts_at": "2027-03-02T11:00:00+00:00"}'}
    ]
