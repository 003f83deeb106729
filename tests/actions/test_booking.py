"""The booking form: what a message does to the draft."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from rasa_sdk.events import ActionExecutionRejected, SlotSet

from actions.booking import ValidateBookingForm
from actions.forms import stop
from salon.advice.skin import SkinProfile
from salon.booking.draft import Draft
from tests.actions.conftest import LONDON, Run, Said, at, heard
from tests.actions.drafts import COMPLETE, READ, STOPPED, UNKNOWN_SKIN, draft_set, slots


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


@pytest.mark.parametrize(
    ("text", "confidence", "requested"),
    [
        ("whats ur cancelation policy", 0.9, "name"),
        ("cancellation policy", 0.3, "name"),
        ("and if I've changed my mind by then", 0.6, "phone"),
        ("am I free to cancel it", 0.6, "consent"),
        ("how many hours before can I cancel it", 0.6, "starts_at"),
        ("ok what if I cancel", 0.6, "confirmed"),
    ],
)
def test_validate_goes_on_when_the_client_asks_about_the_rules_of_cancelling(
    run: Run, text: str, confidence: float, requested: str
) -> None:
    tracker = heard(text, "ask_cancelling", confidence, slots=slots(Draft(), requested))

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


def test_stop_keeps_phone_and_consent() -> None:
    assert stop() == STOPPED


@pytest.mark.parametrize(
    ("start", "refused"),
    [
        (at(2, 10), "utter_time_taken"),
        (at(2, 10, 10), "utter_off_grid"),
        (at(1, 9), "utter_time_too_soon"),
        (at(7, 10), "utter_salon_closed"),
        (datetime(2999, 3, 2, 10, tzinfo=LONDON), "utter_time_too_far"),
    ],
)
def test_validate_a_picked_time_that_can_not_be_had(
    run: Run, fill: Callable[[datetime], None], start: datetime, refused: str
) -> None:
    fill(at(2, 10))
    tracker = heard(
        "Tue 2 Mar, 10:00",
        slots=slots(Draft(treatment="deep_cleaning"), "starts_at"),
        picked={"starts_at": start.isoformat()},
    )

    said, events = run(ValidateBookingForm, tracker)

    assert [one.response for one in said] == [refused]
    assert SlotSet("starts_at", None) in events
    assert [len(event["value"]) for event in events if event["name"] == "offered"] == [3]
