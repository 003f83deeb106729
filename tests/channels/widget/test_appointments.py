"""The widget's calendar on both databases: free times, what is booked, a file for calendars, and picking a time."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from salon.booking.appointments import AppointmentView, BookingRequest
from tests.app_client import App, OpenApp, Visitor
from tests.conversations.appointment_cards import APPOINTMENT
from tests.conversations.fakes import FakeEngine, answer, said

UNKNOWN = "There is no such appointment in this conversation, or it isn't coming up any more."
NO_MONTH = "I can't read that month. It should be written like 2027-03."
NO_TREATMENT = (
    "There is no such treatment. The ones to ask for are: deep_cleaning, ultrasonic_cleaning, skin_consultation."
)
NO_START = "I can't read that start."
MARCH = {"treatment": "deep_cleaning", "month": "2027-03"}


def get(app: App, visitor: Visitor, path: str, **query: str) -> Any:
    """Read something of a conversation."""
    return app.http.get(f"/v1/conversations/{visitor.id}/{path}", params=query, headers=visitor.headers)


def refusal(response: Any) -> tuple[int, str, str]:
    """Return status, code and sentence of a refusal."""
    return response.status_code, response.json()["error"], response.json()["detail"]


def book(app: App, visitor: Visitor, day: int = 4, treatment_id: str = "deep_cleaning") -> AppointmentView:
    """Book ten o'clock on a day of March."""
    start = datetime(2027, 3, day, 10, tzinfo=ZoneInfo("Europe/London"))
    agreed = datetime(2027, 3, 1, tzinfo=UTC)
    request = BookingRequest(treatment_id, start, "Anna", "07700 900123", visitor.id, agreed, f"{visitor.id} {start}")
    return app.services.booking.book(request)


# What is refused


@pytest.mark.parametrize("path", ["times", "appointments", f"appointments/{APPOINTMENT}.ics"])
def test_without_the_token(app: App, path: str) -> None:
    visitor = app.begin()

    response = app.http.get(f"/v1/conversations/{visitor.id}/{path}", headers=app.begin().headers)

    assert refusal(response)[:2] == (401, "token")


@pytest.mark.parametrize("month", [None, "", "2027", "2027-3", "2027-13", "2027-00", "0000-01", "march", "2027-03-01"])
def test_times_of_no_month(app: App, month: str | None) -> None:
    query = {"treatment": "deep_cleaning"} | ({} if month is None else {"month": month})

    assert refusal(get(app, app.begin(), "times", **query)) == (422, "unacceptable", NO_MONTH)


@pytest.mark.parametrize("month", ["２０２７-03", "2027-03\n", "2027-03\x00"])
def test_times_of_a_month_in_other_characters(app: App, month: str) -> None:
    assert refusal(get(app, app.begin(), "times", **(MARCH | {"month": month}))) == (422, "unacceptable", NO_MONTH)


@pytest.mark.parametrize("treatment", [None, "", "laser", "deep cleaning", "\x00"])
def test_times_of_no_treatment(app: App, treatment: str | None) -> None:
    query = {"month": "2027-03"} | ({} if treatment is None else {"treatment": treatment})

    assert refusal(get(app, app.begin(), "times", **query)) == (422, "unacceptable", NO_TREATMENT)


@pytest.mark.parametrize("moving", [APPOINTMENT, "nothing", "\x00", "a" * 5000])
def test_times_for_moving_what_is_not_there(app: App, moving: str) -> None:
    visitor = app.begin()

    assert refusal(get(app, visitor, "times", **MARCH, moving=moving)) == (404, "not_found", UNKNOWN)


def test_times_for_moving_another_treatment(app: App) -> None:
    visitor = app.begin()
    booked = book(app, visitor, treatment_id="skin_consultation")

    status, code, sentence = refusal(get(app, visitor, "times", **MARCH, moving=booked.id))

    assert (status, code) == (422, "unacceptable")
    assert sentence.startswith("The appointment to move is for another treatment")


@pytest.mark.parametrize("appointment_id", [APPOINTMENT, "nothing", "%00", "a" * 3000])
def test_file_of_what_is_not_there(app: App, appointment_id: str) -> None:
    response = get(app, app.begin(), f"appointments/{appointment_id}.ics")

    assert refusal(response) == (404, "not_found", UNKNOWN)


def test_file_of_somebody_elses(app: App) -> None:
    booked = book(app, app.begin())

    assert refusal(get(app, app.begin(), f"appointments/{booked.id}.ics")) == (404, "not_found", UNKNOWN)


@pytest.mark.parametrize("start", ["", "tomorrow", "2027-03-04T10:00:00", "9999-12-31T23:59:59-14:00", "\x00"])
def test_picking_no_time(app: App, start: str) -> None:
    visitor = app.begin()

    status, code, sentence = refusal(visitor.post({"message_id": "m1", "starts_at": start}))

    assert (status, code, sentence.startswith(NO_START)) == (422, "unacceptable", True)
    assert [line["author"] for line in visitor.read().json()["messages"]] == ["bot"]


# What comes


def test_times(app: App) -> None:
    body = get(app, app.begin(), "times", **MARCH).json()

    days = body.pop("days")
    expected = {"treatment": "deep_cleaning", "month": "2027-03", "earlier": False, "later": True}
    assert body == expected | {"next": "2027-03-01T12:00:00+00:00"}
    assert (len(days), "2027-03-07" in days, days["2027-03-01"][0]) == (27, False, "2027-03-01T12:00:00+00:00")
    assert days["2027-03-29"][0] == "2027-03-29T09:00:00+01:00"


def test_times_of_a_month_that_can_not_be_booked(app: App) -> None:
    body = get(app, app.begin(), "times", treatment="deep_cleaning", month="9999-12").json()

    assert (body["earlier"], body["later"], body["days"]) == (True, False, {})


def test_times_beside_another_cleaning_and_for_moving_it(app: App) -> None:
    visitor = app.begin()
    booked = book(app, visitor)

    beside, moving = (get(app, visitor, "times", **MARCH, **more).json() for more in ({}, {"moving": booked.id}))

    assert min(beside["days"]) == "2027-03-25"
    assert len(moving["days"]) == 27
    assert "2027-03-04T10:00:00+00:00" not in moving["days"]["2027-03-04"]


def test_appointments(app: App) -> None:
    visitor = app.begin()
    booked = book(app, visitor)
    book(app, app.begin(), 5)

    first, again = (get(app, visitor, "appointments").json() for _ in range(2))

    (card,) = first["appointments"]
    assert first == again
    assert [button.pop("title") for button in card["buttons"]] == ["Move it", "Cancel it"]
    del card["buttons"]
    assert card == {
        "kind": "booked",
        "appointment_id": booked.id,
        "treatment": "deep cleaning",
        "when": "Thursday 4 March at 10:00",
        "starts_at": "2027-03-04T10:00:00+00:00",
        "ends_at": "2027-03-04T11:30:00+00:00",
        "minutes": 90,
        "price": "£85",
        "cosmetologist": app.services.salon.cosmetologist(booked.cosmetologist_id).name,
        "name": "Anna",
        "phone": "+•••••••••123",
    }


def test_appointments_can_be_moved_by_their_button(open_app: OpenApp) -> None:
    engine = FakeEngine()
    app = open_app(engine)
    visitor = app.begin()
    booked = book(app, visitor)
    (card,) = get(app, visitor, "appointments").json()["appointments"]

    for number in range(2):
        body = {"message_id": f"m{number}", "button_id": card["buttons"][0]["id"]}
        assert visitor.post(body).status_code == 200

    wanted = {"intent": "reschedule_appointment", "values": {"appointment_id": booked.id}}
    assert [(asked.text, asked.payload) for asked in engine.asked] == [("Move it", wanted)] * 2


def test_file(app: App) -> None:
    visitor = app.begin()
    booked = book(app, visitor)

    response = get(app, visitor, f"appointments/{booked.id}.ics")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="appointment.ics"'
    assert response.headers["Cache-Control"] == "no-store"
    (event,) = Calendar.from_ical(response.content).events
    assert (event["UID"], event.start) == (f"{booked.id}@porewell", booked.starts_at)


@pytest.mark.parametrize(
    ("form", "intent"), [("booking_form", "inform_booking"), ("move_form", "reschedule_appointment")]
)
def test_picking_a_time(open_app: OpenApp, form: str, intent: str) -> None:
    engine = FakeEngine(answer(said("utter_ask_name"), form=form), answer(said("utter_price")))
    app = open_app(engine)
    visitor = app.begin()
    visitor.say("I'd like to come in")

    picked = [visitor.post({"message_id": "m2", "starts_at": "2027-03-29T11:00:00+02:00"}) for _ in range(2)]

    wanted = {"intent": intent, "values": {"starts_at": "2027-03-29T11:00:00+02:00"}}
    assert (len(engine.asked), engine.asked[1].text, engine.asked[1].payload) == (2, "Mon 29 Mar, 10:00", wanted)
    assert picked[0].json()["replies"] == picked[1].json()["replies"]
    spoken = [line["text"] for line in visitor.read().json()["messages"] if line["author"] == "client"]
    assert spoken == ["I'd like to come in", "Mon 29 Mar, 10:00"]
