"""The booking form: what a message does to the draft, what is asked, and what is booked or not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from rasa_sdk.events import ActionExecutionRejected, ActiveLoop, EventType, FollowupAction, SlotSet

from actions.booking import (
    AskConfirmed,
    AskStartsAt,
    AskTreatment,
    BookAppointment,
    ValidateBookingForm,
    stop,
    time_buttons,
)
from actions.desk import Desk
from salon.advice.skin import SkinProfile
from salon.booking.appointments import AppointmentView
from salon.booking.draft import Draft, to_slots
from salon.booking.reception import Reception
from salon.booking.search import FreeTimes
from salon.booking.service import BookingService
from salon.clock import fixed_clock
from salon.dates import When
from salon.errors import BadInput
from tests.actions.conftest import ANNA, LONDON, Book, Run, Said, at, heard

AGREED_AT = datetime(2027, 3, 1, 9, 55, tzinfo=UTC)
COMPLETE = Draft(
    treatment="deep_cleaning",
    starts_at=at(2, 10),
    name="Anna",
    phone="+447700900123",
    consent=AGREED_AT,
)
UNKNOWN_SKIN = SlotSet("skin", SkinProfile().to_dict())
READ = SlotSet("read_message", "m7#0")
STOPPED = [
    ActiveLoop(None),
    SlotSet("requested_slot", None),
    *(
        SlotSet(slot, None)
        for slot in ("treatment", "starts_at", "name", "confirmed", "when", "offered", "cosmetologist")
    ),
]


def slots(draft: Draft, requested: str | None = None, **others: Any) -> dict[str, Any]:
    """Return the slots of a draft while `requested` is asked for."""
    return {**to_slots(draft), "requested_slot": requested, **others}


def draft_set(draft: Draft) -> list[EventType]:
    """Return the events that put a draft into the slots."""
    return [SlotSet(slot, value) for slot, value in to_slots(draft).items()]


def at_moment(desk: Desk, moment: datetime) -> Desk:
    """Return the desk as it is at another moment, with the same database."""
    clock = fixed_clock(moment)
    booking = BookingService(desk.booking._database, desk.salon, clock, desk.booking._vault)
    return replace(desk, booking=booking, clock=clock)


# Reading a message


def test_validate_a_message_that_was_read_already(run: Run) -> None:
    tracker = heard("tuesday at 10", slots=slots(Draft(), "starts_at", read_message="m7#0"))

    assert run(ValidateBookingForm, tracker) == ([], [READ])


@pytest.mark.parametrize(
    ("text", "response", "condition"),
    [
        ("I have a pacemaker", "utter_contraindicated_block", "a pacemaker or another implanted device"),
        ("I have eczema", "utter_contraindicated_ask", "eczema, dermatitis or psoriasis"),
    ],
)
def test_validate_stops_at_a_contraindication(run: Run, text: str, response: str, condition: str) -> None:
    said, events = run(ValidateBookingForm, heard(text, "describe_skin", slots=slots(COMPLETE, "confirmed")))

    assert said == [Said(response, {"condition": condition})]
    assert events[1:] == [READ, *STOPPED]
    assert events[0]["name"] == "skin"


@pytest.mark.parametrize("text", ["he's 14", "she is only 15", "my lad's 16"])
def test_validate_stops_for_a_child_whoever_writes(run: Run, text: str) -> None:
    said, _ = run(ValidateBookingForm, heard(text, "describe_skin", slots=slots(COMPLETE, "name")))

    assert [one.response for one in said] == ["utter_contraindicated_ask"]


def test_validate_stops_at_a_condition_that_was_told_before(run: Run) -> None:
    known = SkinProfile(conditions=frozenset({"rosacea"})).to_dict()

    said, events = run(ValidateBookingForm, heard("book a deep cleaning", slots=slots(Draft(), None, skin=known)))

    assert [one.response for one in said] == ["utter_contraindicated_block"]
    assert events == [SlotSet("skin", known), READ, *STOPPED]


@pytest.mark.parametrize("treatment", [None, "deep_cleaning"])
def test_validate_stops_after_a_red_flag(run: Run, treatment: str | None) -> None:
    tracker = heard("tuesday at 10", slots=slots(Draft(treatment=treatment)), red_flag="doctor")

    said, events = run(ValidateBookingForm, tracker)

    assert said == [Said("utter_person_decides")]
    assert events == [UNKNOWN_SKIN, READ, *STOPPED]


@pytest.mark.parametrize("red_flag", [None, "doctor"])
def test_validate_lets_everybody_have_a_consultation(run: Run, red_flag: str | None) -> None:
    known = SkinProfile(conditions=frozenset({"rosacea"})).to_dict()
    before = Draft(treatment="skin_consultation")

    said, events = run(
        ValidateBookingForm,
        heard("tuesday at 10", slots=slots(before, "starts_at", skin=known), red_flag=red_flag),
    )

    assert said == [Said("utter_time_noted", {"when": "Tuesday 2 March at 10:00"})]
    assert events == [SlotSet("skin", known), READ, *draft_set(replace(before, starts_at=at(2, 10)))]


def test_validate_lets_pass_what_the_cosmetologist_adapts_to(run: Run) -> None:
    known = SkinProfile(conditions=frozenset({"allergy"})).to_dict()

    said, _ = run(ValidateBookingForm, heard("a deep cleaning", slots=slots(Draft(), "treatment", skin=known)))

    assert said == []


def test_validate_stops_when_the_client_gives_up(run: Run) -> None:
    said, events = run(ValidateBookingForm, heard("forget it", "deny", slots=slots(COMPLETE, "confirmed")))

    assert said == [Said("utter_booking_stopped")]
    assert events == [UNKNOWN_SKIN, READ, *STOPPED]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("changed my mind, make it 4pm", replace(COMPLETE, starts_at=at(2, 16))),
        ("forget it, make it sunday 14 march", None),
    ],
)
def test_validate_goes_on_when_the_client_only_changes_the_time(run: Run, text: str, after: Draft | None) -> None:
    _, events = run(ValidateBookingForm, heard(text, "deny", slots=slots(COMPLETE, "confirmed")))

    assert events == ([UNKNOWN_SKIN, READ, *draft_set(after)] if after else [UNKNOWN_SKIN, READ, *STOPPED])


def test_validate_stops_without_consent_and_forgets_the_number(run: Run) -> None:
    before = replace(COMPLETE, consent=None)

    said, events = run(ValidateBookingForm, heard("no", "deny", slots=slots(before, "consent")))

    assert said == [Said("utter_consent_refused")]
    assert events == [UNKNOWN_SKIN, READ, *STOPPED, SlotSet("phone", None)]


def test_validate_asks_again_when_the_consent_is_not_clear(run: Run) -> None:
    before = replace(COMPLETE, consent=None)

    said, events = run(ValidateBookingForm, heard("hm", "nlu_fallback", slots=slots(before, "consent")))

    assert said == [Said("utter_invalid_consent")]
    assert events == [UNKNOWN_SKIN, READ, *draft_set(before)]


def test_validate_a_no_to_the_summary_is_no_refusal(run: Run) -> None:
    said, events = run(ValidateBookingForm, heard("no", "deny", slots=slots(COMPLETE, "confirmed")))

    assert said == []
    assert events == [UNKNOWN_SKIN, READ, *draft_set(COMPLETE)]


def test_validate_takes_a_no_with_another_time_for_a_correction(run: Run) -> None:
    before = replace(COMPLETE, consent=None)

    said, events = run(ValidateBookingForm, heard("no, friday at 10", "deny", slots=slots(before, "consent")))

    assert said == [Said("utter_time_noted", {"when": "Friday 5 March at 10:00"})]
    assert events == [UNKNOWN_SKIN, READ, *draft_set(replace(before, starts_at=at(5, 10)))]


@pytest.mark.parametrize("intent", ["talk_to_human", "complaint", "thanks", "goodbye"])
def test_validate_hands_back_what_a_form_never_answers(run: Run, intent: str) -> None:
    tracker = heard("hm", intent, 0.3, slots=slots(Draft(), "treatment"))

    assert run(ValidateBookingForm, tracker) == ([], [ActionExecutionRejected("booking_form")])


def test_validate_hands_back_a_question_on_another_topic(run: Run) -> None:
    tracker = heard("does it hurt?", "procedure_pain", 0.9, slots=slots(Draft(), "starts_at"))

    assert run(ValidateBookingForm, tracker) == ([], [ActionExecutionRejected("booking_form")])


def test_validate_keeps_a_question_that_brings_an_answer_with_it(run: Run) -> None:
    tracker = heard("it's Anna. does it hurt?", "procedure_pain", 0.9, slots=slots(Draft(), "name"), name="Anna")

    said, events = run(ValidateBookingForm, tracker)

    assert said == []
    assert events == [UNKNOWN_SKIN, READ, *draft_set(Draft(name="Anna"))]


@pytest.mark.parametrize(
    ("said_before", "answer"),
    [
        ([], ["utter_invalid_phone"]),
        (["utter_ask_phone"], ["utter_invalid_phone"]),
        (["utter_invalid_phone", "utter_price", "utter_ask_phone"], ["utter_invalid_phone"]),
        (["utter_invalid_phone", "utter_ask_phone"], ["utter_offer_person"]),
        (["utter_invalid_phone", "utter_offer_person"], []),
    ],
)
def test_validate_complains_once_and_then_offers_a_person(run: Run, said_before: list[str], answer: list[str]) -> None:
    tracker = heard("blue", "nlu_fallback", slots=slots(Draft(), "phone"), said=said_before)

    said, events = run(ValidateBookingForm, tracker)

    assert [one.response for one in said] == answer
    assert events == [UNKNOWN_SKIN, READ, *draft_set(Draft())]


def test_validate_says_twice_that_a_time_is_taken(run: Run, fill: Callable[[datetime], None]) -> None:
    fill(at(2, 10))
    before = Draft(treatment="deep_cleaning")
    tracker = heard("tuesday at 10", slots=slots(before, "starts_at"), said=["utter_time_taken", "utter_offer_days"])

    said, _ = run(ValidateBookingForm, tracker)

    assert [one.response for one in said] == ["utter_time_taken"]


def test_validate_takes_what_was_asked_for_though_the_classifier_is_sure_of_another_topic(run: Run) -> None:
    tracker = heard("the deep facial", "procedure_steps", 0.95, slots=slots(Draft(), "treatment"))

    _, events = run(ValidateBookingForm, tracker)

    assert events == [UNKNOWN_SKIN, READ, *draft_set(Draft(treatment="deep_cleaning"))]


def test_validate_takes_a_button_whatever_it_is_called(run: Run) -> None:
    tracker = heard("", "price", 1.0, slots=slots(Draft(), "treatment"), picked={"treatment": "skin_consultation"})

    _, events = run(ValidateBookingForm, tracker)

    assert events == [UNKNOWN_SKIN, READ, *draft_set(Draft(treatment="skin_consultation"))]


@pytest.mark.parametrize(("confidence", "intent"), [(0.7, "ask_late"), (0.99, "goodbye")])
def test_validate_takes_no_name_from_what_the_classifier_knows_well(run: Run, confidence: float, intent: str) -> None:
    tracker = heard("see you", intent, confidence, slots=slots(Draft(), "name"))

    said, events = run(ValidateBookingForm, tracker)

    assert SlotSet("name", "See You") not in events
    assert [one.response for one in said] in ([], ["utter_invalid_name"])


@pytest.mark.parametrize(
    ("confidence", "intent"),
    [(0.69, "ask_late"), (0.99, "inform_booking"), (0.9, "nlu_fallback"), (0.8, "out_of_scope")],
)
def test_validate_takes_a_rare_name(run: Run, confidence: float, intent: str) -> None:
    tracker = heard("Wren Ito", intent, confidence, slots=slots(Draft(), "name"))

    _, events = run(ValidateBookingForm, tracker)

    assert SlotSet("name", "Wren Ito") in events


def test_validate_remembers_the_skin(run: Run) -> None:
    tracker = heard("a deep cleaning, my skin is oily", slots=slots(Draft(), "treatment"))

    said, events = run(ValidateBookingForm, tracker)

    assert said == []
    assert events == [
        SlotSet("skin", SkinProfile("oily").to_dict()),
        READ,
        *draft_set(Draft(treatment="deep_cleaning")),
    ]


# Asking


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
    assert len(said[0].buttons) == 6
    assert [event["name"] for event in events] == ["offered"]
    assert len(events[0]["value"]) == 6


def test_ask_starts_at_with_what_was_offered_before(run: Run, desk: Desk) -> None:
    offered = (at(4, 9), at(4, 11, 30))
    draft = Draft(treatment="ultrasonic_cleaning", offered=offered)

    said, events = run(AskStartsAt, heard(slots=slots(draft)))

    buttons = (
        {"title": "Thu 4 Mar, 09:00", "payload": '/inform_booking{"starts_at": "2027-03-04T09:00:00+00:00"}'},
        {"title": "Thu 4 Mar, 11:30", "payload": '/inform_booking{"starts_at": "2027-03-04T11:30:00+00:00"}'},
    )
    assert said == [Said("utter_offer_times", {"day": "Thursday 4 March", "treatment": "ultrasonic cleaning"}, buttons)]
    assert events == [SlotSet("offered", ["2027-03-04T09:00:00+00:00", "2027-03-04T11:30:00+00:00"])]


def test_ask_starts_at_with_nothing_to_offer(run: Run, desk: Desk) -> None:
    never = replace(desk.salon, hours={})
    shut = replace(desk, reception=Reception(FreeTimes(desk.booking._database, never, desk.clock), never, desk.clock))

    said, events = run(AskStartsAt, heard(slots=slots(Draft())), shut)

    assert said == [Said("utter_nothing_free", {"day": "", "treatment": "deep cleaning"})]
    assert events == [SlotSet("offered", [])]


def test_ask_confirmed_sums_up(run: Run) -> None:
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


# Booking

CONFIRMED = replace(COMPLETE, confirmed=True)


def stored(desk: Desk) -> list[tuple[str, datetime]]:
    """Return (conversation, start) of every appointment."""
    return [(one.conversation_id, one.starts_at) for one in desk.booking.all_appointments()]


def test_book_what_was_not_confirmed(run: Run, desk: Desk) -> None:
    assert run(BookAppointment, heard(slots=slots(COMPLETE))) == ([], STOPPED)
    assert stored(desk) == []


def test_book_against_a_red_flag(run: Run, desk: Desk) -> None:
    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(CONFIRMED), red_flag="doctor"))

    assert [one.response for one in said] == ["utter_person_decides"]
    assert events == STOPPED
    assert stored(desk) == []


def test_book_against_a_condition_told_with_the_yes(run: Run, desk: Desk) -> None:
    said, events = run(BookAppointment, heard("yes, I'm pregnant", "affirm", slots=slots(CONFIRMED)))

    assert [one.response for one in said] == ["utter_person_decides"]
    assert events == STOPPED
    assert stored(desk) == []


def test_book_too_near_another_visit(run: Run, desk: Desk, book: Book) -> None:
    book(at(10, 10))

    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(CONFIRMED)))

    assert [one.response for one in said] == ["utter_visit_too_soon"]
    assert said[0].values["minimum_gap_days"] == "21"
    assert events == STOPPED
    assert stored(desk) == [(ANNA, at(10, 10))]


def test_book_a_time_that_was_taken_meanwhile(run: Run, desk: Desk, fill: Callable[[datetime], None]) -> None:
    fill(at(2, 10))

    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(CONFIRMED)))

    assert [one.response for one in said] == ["utter_time_taken"]
    assert said[0].values["when"] == "Tuesday 2 March at 10:00"
    again = replace(CONFIRMED, starts_at=None, confirmed=None)
    assert events == [*draft_set(again), FollowupAction("booking_form")]
    assert ANNA not in [who for who, _ in stored(desk)]


@pytest.mark.parametrize(
    ("moment", "response"),
    [
        (at(2, 9), "utter_time_too_soon"),
        (datetime(2026, 10, 1, 10, tzinfo=LONDON), "utter_time_too_far"),
    ],
)
def test_book_a_time_that_may_not_be_booked_any_more(desk: Desk, run: Run, moment: datetime, response: str) -> None:
    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(CONFIRMED)), at_moment(desk, moment))

    assert [one.response for one in said] == [response]
    assert events[-1] == FollowupAction("booking_form")
    assert stored(desk) == []


def test_book_on_a_day_that_was_closed_meanwhile(run: Run, desk: Desk) -> None:
    sunday = replace(CONFIRMED, starts_at=at(7, 10))

    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(sunday)))

    assert [one.response for one in said] == ["utter_salon_closed"]
    assert events[-1] == FollowupAction("booking_form")


def test_book_with_a_number_that_no_salon_could_ring(run: Run, desk: Desk) -> None:
    with pytest.raises(BadInput):
        run(BookAppointment, heard("yes", "affirm", slots=slots(replace(CONFIRMED, phone="12"))))

    assert stored(desk) == []


def test_book_what_was_confirmed(run: Run, desk: Desk) -> None:
    said, events = run(BookAppointment, heard("yes", "affirm", slots=slots(CONFIRMED)))

    (booked,) = desk.booking.all_appointments()
    assert said == [
        Said(
            "utter_booked",
            {
                "treatment": "deep cleaning",
                "when": "Tuesday 2 March at 10:00",
                "cosmetologist": desk.salon.cosmetologist(booked.cosmetologist_id).name,
                "name": "Anna",
            },
        )
    ]
    assert events == STOPPED
    assert _facts(booked) == (ANNA, "deep_cleaning", at(2, 10), "Anna", "+447700900123", AGREED_AT)


def test_book_with_the_cosmetologist_wished_for(run: Run, desk: Desk) -> None:
    for message, who in enumerate(("elena", "maya")):
        wished = replace(CONFIRMED, treatment="skin_consultation", cosmetologist=who)
        run(BookAppointment, heard("yes", "affirm", slots=slots(wished), message_id=f"m{message}"))

    assert {one.cosmetologist_id for one in desk.booking.all_appointments()} == {"maya", "elena"}


def test_book_a_repeated_message_once(run: Run, desk: Desk) -> None:
    tracker = heard("yes", "affirm", slots=slots(CONFIRMED))

    first = run(BookAppointment, tracker)
    second = run(BookAppointment, tracker)

    assert first == second
    assert stored(desk) == [(ANNA, at(2, 10))]


def test_stop_keeps_phone_and_consent() -> None:
    assert stop() == STOPPED


def test_time_buttons_stand_for_another_intent(desk: Desk) -> None:
    buttons = time_buttons(BookAppointment(desk), [at(2, 10) + timedelta(hours=1)], "reschedule_appointment")

    assert buttons == [
        {"title": "Tue 2 Mar, 11:00", "payload": '/reschedule_appointment{"starts_at": "2027-03-02T11:00:00+00:00"}'}
    ]


def _facts(booked: AppointmentView) -> tuple[object, ...]:
    return (
        booked.conversation_id,
        booked.treatment_id,
        booked.starts_at,
        booked.name,
        booked.phone,
        booked.consent_at,
    )
