"""Changing settings while the salon runs: what is refused, what holds at once, and what is undone. On both databases."""

import copy
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from salon.booking.appointments import BookingRequest
from salon.booking.search import FreeTimes
from salon.booking.service import BookingService
from salon.clock import Clock
from salon.configuration.current import CurrentSettings
from salon.configuration.service import Change, Changed, Configuration
from salon.db import Database
from salon.errors import BadInput, NotFound, Refused, SalonClosed
from salon.responses import Responses
from salon.salon_file import WEEKDAYS
from salon.settings import ROOT
from salon.yaml_reading import read_yaml
from tests.configuration.conftest import Book

LATE: dict[str, Any] = {day: ["12:00", "20:00"] for day in WEEKDAYS} | {"sunday": "closed"}


def salon_values(configuration: Configuration, key: str) -> Any:
    """Return a copy of what a key of `salon.yml` holds."""
    return copy.deepcopy(configuration.present.values[key])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"country": "FR"}, "settings: country can't be changed here; it stands in salon.yml"),
        ({"text.utter_price": {}}, "settings: text.utter_price can't be changed here; it stands in salon.yml"),
        (
            {"hours": LATE | {"friday": ["20:00", "12:00"]}},
            "settings: hours.friday is ['20:00', '12:00']; it must be an opening time before a closing time",
        ),
        ({"hours": LATE | {"friday": ["12:03", "20:00"]}}, "settings: hours.friday[0] is '12:03'"),
        ({"closed_on": ["2027-02-30"]}, "settings: closed_on[0] is '2027-02-30'; it must be a day written like"),
        ({"treatments": []}, "deep_cleaning: the bot's answers name it"),
        ({"retention": {"conversation_days": 0, "audit_days": 730}}, "settings: retention.conversation_days is 0"),
        ({"phone": "x" * 301}, "settings: phone must be one line of at most 300 characters"),
        ({"address": "a\nb"}, "settings: address must be one line of at most 300 characters"),
        ({"email": " "}, "settings: email is ' '; it must be text"),
        ({"canned_replies": [{"id": "a", "title": "A", "text": "Hi {name}"}]}, "canned_replies[0].text is 'Hi {name}'"),
    ],
)
def test_change_to_what_is_wrong(
    configuration: Configuration, current: CurrentSettings, values: dict[str, Any], message: str
) -> None:
    before = current.present

    with pytest.raises(BadInput) as refusal:
        configuration.change({"parking": "in front", **values}, "Maya")

    current.refresh()
    assert message in str(refusal.value)
    assert current.present == before


@pytest.mark.parametrize(("key", "most"), [("days_ahead", 730), ("notice_minutes", 43_200), ("minimum_gap_days", 365)])
def test_change_rules_beyond_reason(configuration: Configuration, key: str, most: int) -> None:
    rules = salon_values(configuration, "booking")

    with pytest.raises(BadInput, match=f"booking.{key} is {most + 1}; .* at most {most:,}"):
        configuration.change({"booking": rules | {key: most + 1}}, "Maya")

    assert configuration.change({"booking": rules | {key: most}}, "Maya").changes[0].new[key] == most


def test_change_of_what_a_colleague_changed(configuration: Configuration) -> None:
    configuration.change({"parking": "in front"}, "Maya", seen=0)

    with pytest.raises(Refused, match="^Maya changed this meanwhile"):
        configuration.change({"parking": "behind"}, "Elena", seen=0)

    configuration.change({"parking": "behind"}, "Elena", seen=1)
    assert configuration.present.salon.parking == "behind"


def test_change_of_another_key_meanwhile_is_no_obstacle(configuration: Configuration) -> None:
    configuration.change({"parking": "in front"}, "Maya", seen=0)

    assert configuration.change({"directions": "up the hill"}, "Elena", seen=0).changes


def test_remove_a_treatment_that_is_booked(configuration: Configuration, book: Book) -> None:
    book(24)
    book(25)
    left = [one for one in salon_values(configuration, "treatments") if one["id"] != "skin_consultation"]

    with pytest.raises(Refused) as refusal:
        configuration.change({"treatments": left}, "Maya")

    assert str(refusal.value) == (
        "“skin consultation” can't be removed: 2 appointments are booked for it. Nothing was changed."
    )
    assert len(configuration.present.salon.treatments) == 3


def test_remove_a_treatment_whose_appointments_were_cancelled(
    configuration: Configuration, booking: BookingService, book: Book
) -> None:
    cancelled = book(24)
    booking.cancel(cancelled.id, cancelled.conversation_id)
    left = [one for one in salon_values(configuration, "treatments") if one["id"] != "skin_consultation"]

    configuration.change({"treatments": left}, "Maya")

    assert [one.id for one in configuration.present.salon.treatments] == ["deep_cleaning", "ultrasonic_cleaning"]


def test_change_what_a_treatment_does_to_the_skin(configuration: Configuration) -> None:
    treatments = salon_values(configuration, "treatments")
    treatments[0]["parts"] = []

    with pytest.raises(Refused, match="^What “deep cleaning” does to the skin can't be changed"):
        configuration.change({"treatments": treatments}, "Maya")


def test_change_says_what_was_and_what_is(configuration: Configuration) -> None:
    before = configuration.present.salon.parking

    changed = configuration.change({"parking": "in front", "email": configuration.present.salon.email}, "Maya")

    assert changed == Changed((Change("parking", before, "in front"),))


def test_change_to_what_holds_already_changes_nothing(configuration: Configuration) -> None:
    hours = salon_values(configuration, "hours")

    assert configuration.change({"hours": hours}, "Maya") == Changed()
    assert configuration.present.version == 0


def test_hours_hold_at_once_for_whoever_searches_and_books(
    configuration: Configuration, booking: BookingService, current: CurrentSettings, database: Database, clock: Clock
) -> None:
    times = FreeTimes(database, current.salon, clock)
    tuesday = date(2027, 3, 2)
    before = times.free_starts("skin_consultation", [tuesday])[0].time()

    configuration.change({"hours": LATE}, "Maya")

    assert (before, times.free_starts("skin_consultation", [tuesday])[0].time()) == (time(9), time(12))
    with pytest.raises(SalonClosed):
        booking.check_free("skin_consultation", datetime(2027, 3, 2, 9, tzinfo=UTC))


def test_appointments_outside_the_new_hours_stay_and_are_listed(configuration: Configuration, book: Book) -> None:
    early, late, other_day = book(24), book(28), book(47)

    changed = configuration.change({"hours": LATE}, "Maya")

    assert [one.id for one in changed.outside] == [early.id, other_day.id]
    assert configuration.change({"closed_on": ["2027-03-02"]}, "Maya").outside == [early, late, other_day]
    assert configuration.change({"parking": "in front"}, "Maya").outside == []


def test_sentences_say_what_holds(configuration: Configuration, responses: Responses) -> None:
    configuration.change({"phone": "+44 1632 960000", "retention": {"conversation_days": 30, "audit_days": 60}}, "Maya")

    assert "+44 1632 960000" in responses.text("utter_technical_problem")
    assert "encrypted for 30 days" in responses.text("utter_greeting")


def test_other_process_sees_it_when_it_looks(configuration: Configuration, database: Database) -> None:
    other = CurrentSettings(database, read_yaml(ROOT / "salon.yml"))
    other.refresh()
    configuration.change({"parking": "in front"}, "Maya")
    before = other.salon.parking

    other.refresh()

    assert (before == "in front", other.salon.parking) == (False, "in front")
    assert other.salon.facts()["parking"] == "in front"


def test_undo_what_was_never_changed(configuration: Configuration) -> None:
    with pytest.raises(NotFound):
        configuration.undo("parking", "Maya")


def test_undo_goes_one_step_back_and_forth(configuration: Configuration) -> None:
    for parking in ("in front", "behind"):
        configuration.change({"parking": parking}, "Maya")

    said = []
    for _ in range(3):
        configuration.undo("parking", "Elena")
        said.append(configuration.present.salon.parking)

    assert said == ["in front", "behind", "in front"]


def test_undo_of_a_removed_treatment_brings_it_back(configuration: Configuration) -> None:
    left = [one for one in salon_values(configuration, "treatments") if one["id"] != "skin_consultation"]
    configuration.change({"treatments": left}, "Maya")

    configuration.undo("treatments", "Maya")

    assert [one.id for one in configuration.present.salon.treatments][-1] == "skin_consultation"


def test_undo_may_not_take_a_booked_treatment_away(configuration: Configuration, booking: BookingService) -> None:
    peel = {
        "id": "peel",
        "name": "peel",
        "other_names": [],
        "parts": [],
        "duration_minutes": 30,
        "price_pence": 4000,
    }
    configuration.change({"treatments": [*salon_values(configuration, "treatments"), peel]}, "Maya")
    start = booking.soonest("peel", 1)[0]
    booking.book(BookingRequest("peel", start, "Anna", "07700 900123", "c", start, "k"))

    with pytest.raises(Refused, match="“peel” can't be removed: one appointment is booked"):
        configuration.undo("treatments", "Maya")


def test_default_again(configuration: Configuration) -> None:
    before = configuration.present.salon
    configuration.change({"parking": "in front"}, "Maya")

    configuration.change({"parking": None}, "Maya")

    assert configuration.present.salon == before
    assert configuration.present.stored["parking"].value is None


def test_setting_that_does_not_fit_a_changed_file_is_left_out(
    configuration: Configuration, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    configuration.change({"parking": "in front", "retention": {"conversation_days": 30, "audit_days": 60}}, "Maya")
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            """UPDATE settings SET value = '{"conversation_days": 30}' WHERE key = 'retention'"""
        )
    restarted = CurrentSettings(database, read_yaml(ROOT / "salon.yml"))

    restarted.refresh()

    assert (restarted.salon.parking, restarted.salon.retention.conversation_days) == ("in front", 90)
    assert caplog.messages == ["the setting retention does not fit salon.yml any more; the default holds"]


def test_file_with_a_bare_day_is_no_change(database: Database) -> None:
    node = read_yaml(ROOT / "salon.yml")
    node.value["closed_on"] = [date(2027, 12, 25)]

    current = CurrentSettings(database, node)

    assert current.present.values["closed_on"] == ["2027-12-25"]
    assert current.salon.closed_on == {date(2027, 12, 25)}


def test_a_minimum_gap_holds_at_once(configuration: Configuration, booking: BookingService, clock: Clock) -> None:
    rules = salon_values(configuration, "booking")
    assert booking._gap._gap == timedelta(days=21)

    configuration.change({"booking": rules | {"minimum_gap_days": 7}}, "Maya")

    assert booking._gap._gap == timedelta(days=7)
